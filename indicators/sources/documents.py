"""A file as a document, opened once: what kind it is, told by its bytes, and its tables of cells or its text."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from zipfile import ZipFile

from indicators.errors import InputProblem
from indicators.sources.encodings import decoded
from indicators.sources.files import SourceFile, refuse_larger
from indicators.sources.foreign_files import (
    COMPOUND_FILE,
    empty,
    refusal_of_compound,
    refuse_foreign,
    slides,
    to_be_saved,
)
from indicators.sources.grids import Grid, old_format, protected, read_workbook
from indicators.sources.html_tables import read_html
from indicators.sources.old_workbook import NoWorkbook, read_old_workbook
from indicators.sources.spreadsheet_xml import is_spreadsheetml, read_opendocument, read_spreadsheetml
from indicators.sources.tables import tables_of
from indicators.sources.text_tables import read_text_table
from indicators.sources.web_pages import has_table, is_page, refusal_of_page
from indicators.sources.word_tables import read_word
from indicators.sources.zips import APPLE, BINARY_WORKBOOK, OPEN_DOCUMENT, SLIDES, WORD, open_zip, unpacked
from indicators.sources.zips import SIGNATURE as ZIP

# The wrapping of a newer workbook with a password.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WEB_ARCHIVE = re.compile(r"MIME-Version:|From:.*\n", re.IGNORECASE)
_NOT_READ = {
    BINARY_WORKBOOK: (".xlsb", ".xlsx"),
    APPLE: (".numbers, .pages", ".xlsx"),
}
# Where an .ods says which of its parts need a password.
_MANIFEST = "META-INF/manifest.xml"
# Cells beside each other that make the rows of a page a table, more than a page's own frame has.
_WIDE = 2
# JSON that is neither an object nor a list.
_SCALAR = re.compile(r"(?:null|true|false)\s*")
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
        raise empty(name)
    refuse_foreign(name, content)
    if content.startswith(COMPOUND_FILE):
        return Document(sha256, _old_workbook(name, content), refusal=old_format(name))
    if content.startswith(ZIP):
        return Document(sha256, _packed(name, content))
    refuse_larger(name, len(content), MAX_TEXT_BYTES)
    written = decoded(name, content)
    start = written.lstrip()
    if not start:
        raise empty(name)
    if start.startswith(("{", "[")) or _SCALAR.fullmatch(start):
        refuse_larger(name, len(content), MAX_ANSWER_BYTES)
        return Document(sha256, answer=written)
    if start.startswith("<"):
        return Document(sha256, _marked_up(name, start))
    if _WEB_ARCHIVE.match(start):
        raise to_be_saved(name, ".mht", ".xlsx")
    return Document(sha256, [read_text_table(name, written)])


def _old_workbook(name: str, content: bytes) -> list[Grid]:
    """Read the sheets of an .xls.

    What else Office wrapped the same way is refused with what to save it as.
    """
    if _ENCRYPTED in content:
        raise protected(name)
    try:
        return read_old_workbook(name, content)
    except NoWorkbook:
        raise refusal_of_compound(name, content) from None


def _packed(name: str, content: bytes) -> list[Grid]:
    """Read the sheets of an .xlsx, an .ods or a .docx.

    Others of their family are refused with what to save as.
    """
    with open_zip(name, content) as archive:
        members = set(archive.namelist())
        for member, (kind, ending) in _NOT_READ.items():
            if member in members:
                raise to_be_saved(name, kind, ending)
        if SLIDES in members:
            raise slides(name)
        if WORD in members:
            return [read_word(name, archive)]
        if OPEN_DOCUMENT in members:
            return _opendocument(name, archive)
    return read_workbook(name, content)


def _opendocument(name: str, archive: ZipFile) -> list[Grid]:
    """Read the sheets of an .ods; of its family's texts and slides say what to save them as."""
    kind = (
        unpacked(name, archive, "mimetype").decode("ascii", "replace")
        if "mimetype" in archive.namelist()
        else ""
    )
    if kind.strip().endswith(".text"):
        raise to_be_saved(name, ".odt", ".docx")
    if kind.strip().endswith(".presentation"):
        raise slides(name)
    if _MANIFEST in archive.namelist() and b"encryption-data" in unpacked(name, archive, _MANIFEST):
        raise protected(name)
    return read_opendocument(name, archive)


def _marked_up(name: str, text: str) -> list[Grid]:
    """Read the sheets of a workbook that is XML, or the tables of a page; InputProblem for any other."""
    if is_spreadsheetml(text):
        return read_spreadsheetml(name, text)
    if has_table(text):
        grid = read_html(name, text)
        if tables_of(grid) or sum(len(row) - row.count("") >= _WIDE for row in grid.rows) > 1:
            return [grid]
    if is_page(text):
        raise refusal_of_page(name, text)
    raise InputProblem(
        "it is XML, and no workbook.",
        do="If it opens in Excel, save it there as .xlsx and import that.",
        file=name,
    )
