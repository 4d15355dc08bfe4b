"""A file as a document, opened once: what kind it is, told by its bytes, and its tables of cells or its text."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from indicators.errors import InputProblem
from indicators.sources.encodings import decoded, unreadable
from indicators.sources.files import SourceFile, refuse_larger
from indicators.sources.grids import Grid, old_format, protected, read_workbook
from indicators.sources.html_tables import read_html
from indicators.sources.old_workbook import read_old_workbook
from indicators.sources.spreadsheet_xml import is_spreadsheetml, read_opendocument, read_spreadsheetml
from indicators.sources.tables import tables_of
from indicators.sources.text_tables import read_text_table
from indicators.sources.word_tables import read_word
from indicators.sources.zips import BINARY_WORKBOOK, OPEN_DOCUMENT, SLIDES, WORD, open_zip
from indicators.sources.zips import SIGNATURE as ZIP

# Excel's older format, and the wrapping of a newer workbook with a password.
_COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_WORD = "WordDocument".encode("utf-16-le")
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_WEB_ARCHIVE = re.compile(r"MIME-Version:|From:.*\n", re.IGNORECASE)
_NOT_READ = {BINARY_WORKBOOK: (".xlsb", ".xlsx"), SLIDES: (".pptx", ".xlsx")}
# Where a page's first tags stand, below comments and declarations.
_HEAD = 4000
# Of letters each byte takes several in memory, of an answer some thirty: it is taken apart into objects.
MAX_TEXT_BYTES, MAX_ANSWER_BYTES = 50 * 2**20, 12 * 2**20


@dataclass(frozen=True, slots=True)
class Document:
    """A file's tables, or the text of an answer of the portal (`answer`).

    `refusal` is what is said where points are looked for in an old workbook, whose errors and percentages
    cannot be told: it is good enough for lists and counts only. None of any other.
    """

    sha256: str
    grids: list[Grid] = field(default_factory=list)
    answer: str | None = None
    refusal: InputProblem | None = None


def open_document(file: SourceFile) -> Document:
    """Open the document.

    Raises InputProblem where it is empty, damaged, protected, too large, or none we read.
    """
    name, content = file.name, file.content
    sha256 = hashlib.sha256(content).hexdigest()
    if not content.strip():
        raise InputProblem("the file is empty.", do="Capture or save it again.", file=name)
    if content.startswith(_COMPOUND_FILE):
        return Document(sha256, _old_workbook(name, content), refusal=old_format(name))
    if content.startswith(ZIP):
        return Document(sha256, _packed(name, content))
    refuse_larger(name, len(content), MAX_TEXT_BYTES)
    written = decoded(name, content)
    start = written.lstrip()
    if start.startswith(("{", "[")):
        refuse_larger(name, len(content), MAX_ANSWER_BYTES)
        return Document(sha256, answer=written)
    if start.startswith("<"):
        return Document(sha256, _marked_up(name, start))
    if _WEB_ARCHIVE.match(start):
        raise _to_be_saved(name, ".mht", ".xlsx")
    return Document(sha256, [read_text_table(name, written)])


def _old_workbook(name: str, content: bytes) -> list[Grid]:
    """Read the sheets of an .xls.

    What else Office wrapped the same way is refused with what to save it as.
    """
    if _ENCRYPTED in content:
        raise protected(name)
    if _OLD_WORD in content:
        raise _to_be_saved(name, ".doc", ".docx")
    return read_old_workbook(name, content)


def _packed(name: str, content: bytes) -> list[Grid]:
    """Read the sheets of an .xlsx, an .ods or a .docx.

    Others of their family are refused with what to save as.
    """
    with open_zip(name, content) as archive:
        members = set(archive.namelist())
        for member, (kind, ending) in _NOT_READ.items():
            if member in members:
                raise _to_be_saved(name, kind, ending)
        if WORD in members:
            return [read_word(name, archive)]
        if OPEN_DOCUMENT in members:
            return read_opendocument(name, archive)
    return read_workbook(name, content)


def _marked_up(name: str, text: str) -> list[Grid]:
    """Read the sheets of a workbook that is XML, or the tables of a page; InputProblem for any other."""
    if is_spreadsheetml(text):
        return read_spreadsheetml(name, text)
    if _TABLE.search(text) and not _is_refusal(text):
        grid = read_html(name, text)
        if tables_of(grid):
            return [grid]
    if _PAGE.search(text[:_HEAD]) or _TABLE.search(text):
        raise _web_page(name, text)
    raise unreadable(name)


def _to_be_saved(file: str, kind: str, ending: str) -> InputProblem:
    return InputProblem(
        "files of the kind {kind} are not read.",
        do="Open it, save it as {ending} and import that.",
        file=file,
        kind=kind,
        ending=ending,
    )


def _is_refusal(page: str) -> bool:
    return "request rejected" in page.casefold()


def _web_page(file: str, page: str) -> InputProblem:
    if _is_refusal(page):
        return InputProblem(
            "the portal refused the request: this is its “Request Rejected” page, not data.",
            do="Wait, then capture it again.",
            file=file,
        )
    return InputProblem(
        "it is a web page, not data.", do="Import the portal's JSON answer itself.", file=file
    )
