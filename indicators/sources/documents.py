"""A file as a document, opened once: what kind it is, told by its bytes, and its tables of cells or its text."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from indicators.errors import InputProblem
from indicators.sources.encodings import decoded, unreadable
from indicators.sources.files import SourceFile
from indicators.sources.grids import Grid, old_format, protected, read_old_workbook, read_workbook
from indicators.sources.text_tables import read_text_table
from indicators.sources.zips import SIGNATURE as ZIP

# Excel's older format, and the wrapping of a newer workbook with a password.
_COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Document:
    """A file's tables, or the text of an answer of the portal (`answer`).

    `refusal` is what is said where scores or counts are looked for in an old workbook, whose errors and
    percentages cannot be told: it is good enough for lists only. None of any other.
    """

    sha256: str
    grids: list[Grid] = field(default_factory=list)
    answer: str | None = None
    refusal: InputProblem | None = None


def open_document(file: SourceFile) -> Document:
    """The document. Raises InputProblem where it is empty, damaged, protected, too large, or none we read."""
    sha256 = hashlib.sha256(file.content).hexdigest()
    if not file.content.strip():
        raise InputProblem("the file is empty.", do="Capture or save it again.", file=file.name)
    if file.content.startswith(_COMPOUND_FILE):
        if _ENCRYPTED in file.content:
            raise protected(file.name)
        grids = read_old_workbook(file.name, file.content)
        return Document(sha256, grids, refusal=old_format(file.name))
    if file.content.startswith(ZIP):
        return Document(sha256, read_workbook(file.name, file.content))
    written = decoded(file.name, file.content)
    start = written.lstrip()
    if start.startswith(("{", "[")):
        return Document(sha256, answer=written)
    if _PAGE.match(start):
        raise _web_page(file.name, start)
    if start.startswith("<"):
        raise unreadable(file.name)
    return Document(sha256, [read_text_table(file.name, written)])


def _web_page(file: str, page: str) -> InputProblem:
    if "request rejected" in page.casefold():
        return InputProblem(
            "the portal refused the request: this is its “Request Rejected” page, not data.",
            do="Wait, then capture it again.",
            file=file,
        )
    return InputProblem(
        "it is a web page, not data.", do="Import the portal's JSON answer itself.", file=file
    )
