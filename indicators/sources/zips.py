"""Zips opened with care: the sizes a zip claims are checked before anything is unpacked.

Nothing is written to disk, so the names inside can do no harm.
"""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from zipfile import BadZipFile, ZipFile

from indicators.errors import InputProblem

SIGNATURE = b"PK\x03\x04"
# All that a zip of no files is.
OF_NOTHING = b"PK\x05\x06"
WORKBOOK, BINARY_WORKBOOK = "xl/workbook.xml", "xl/workbook.bin"
WORD, SLIDES, OPEN_DOCUMENT = "word/document.xml", "ppt/presentation.xml", "content.xml"
APPLE = "Index/Document.iwa"
_PARTS = {WORKBOOK, BINARY_WORKBOOK, WORD, SLIDES, OPEN_DOCUMENT, APPLE}
MAX_UNPACKED_BYTES = 256 * 1024 * 1024
MAX_FILES = 5_000
# The portal's answers and workbooks shrink 10 to 40 times; a bomb, a thousand.
MAX_RATIO = 200
_SMALL = 10 * 1024 * 1024
_ENCRYPTED = 0x1


@dataclass(slots=True)
class Allowance:
    """How many files, and bytes once unpacked, one import may still have: its folders and zips together."""

    files: int = MAX_FILES
    size: int = MAX_UNPACKED_BYTES

    def take(self, name: str, size: int) -> None:
        """Count one file; InputProblem where it is too much for one import."""
        self.files -= 1
        self.size -= size
        if self.files < 0 or self.size < 0:
            raise InputProblem(
                "with it the import has more than {files} files or {megabytes} MB.",
                do="Import fewer files at a time.",
                file=name,
                files=MAX_FILES,
                megabytes=MAX_UNPACKED_BYTES // 2**20,
            )


def open_zip(name: str, content: bytes) -> ZipFile:
    """Open the zip, ready to be read in full.

    Raises InputProblem when it is cut off or damaged, has a password, or unpacks to more than is sensible.
    """
    try:
        opened = ZipFile(io.BytesIO(content))
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        raise damaged(name) from None
    members = opened.infolist()
    if len({member.filename for member in members}) < len(members):
        raise damaged(name)
    size = sum(member.file_size for member in members)
    if size > MAX_UNPACKED_BYTES or len(members) > MAX_FILES:
        raise _too_large(name)
    if size > _SMALL and size > MAX_RATIO * len(content):
        raise _too_large(name)
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise InputProblem(
            "it is protected by a password.", do="Save it without the password and import again.", file=name
        )
    return opened


def unpacked(name: str, archive: ZipFile, member: str) -> bytes:
    """Unpack one member. Raises InputProblem when it is damaged or absent."""
    try:
        return archive.read(member)
    except (BadZipFile, KeyError, ValueError, EOFError, OSError, NotImplementedError, zlib.error):
        raise damaged(name) from None


def is_document(archive: ZipFile) -> bool:
    """Tell whether a zip is one document of Office, LibreOffice or Apple, and not a folder of files."""
    return bool(_PARTS.intersection(archive.namelist()))


def damaged(name: str) -> InputProblem:
    """Return the refusal of a zip that is not whole, or whose names cannot be."""
    return InputProblem(
        "the file is damaged or was cut off on its way.", do="Copy or download it again.", file=name
    )


def _too_large(name: str) -> InputProblem:
    return InputProblem(
        "it unpacks to more than a data file can sensibly hold, so it was not opened.",
        do="Import fewer files at a time.",
        file=name,
    )
