"""What is written in a file that was handed out, place by place, and the code and choice it carries.

A file that somebody brings may be anything: it is unpacked and parsed with the care an import takes, and in a process
of its own (`reader_process`), which PDFium needs besides: two threads that use it end the process.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from zipfile import ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from indicators import PROGRAM
from indicators.errors import InputProblem
from indicators.sources.files import SourceFile
from indicators.sources.text_tables import SEPARATORS
from indicators.sources.xml_stream import Attributes, stream
from indicators.sources.zips import SIGNATURE, SLIDES, WORD, WORKBOOK, damaged, open_zip, unpacked
from indicators.translation import text
from indicators.verification_code import CODE, digest

PROPERTIES = "docProps/core.xml"


class Figure(NamedTuple):
    """Words or a number, and where they stand in the file, in words: a workbook has 150,000, sent between processes."""

    place: str
    words: str


@dataclass(frozen=True, slots=True)
class HandedOut:
    """A file taken apart. `claim` is its code and what it says it is of, "" where it carries none.

    Of CSV `separator` is the sign between its cells, `digest` that of its table, as its code has it.
    """

    ending: str
    claim: str
    figures: tuple[Figure, ...]
    separator: str = ""
    digest: str = ""


def take_apart(
    given: Sequence[SourceFile], began: Callable[[str], None], _told: object = None
) -> Iterator[HandedOut]:
    """Take files apart one after the other; `began` hears the name of each before."""
    for file in given:
        began(file.name)
        yield read(file.name, file.content)


def read(name: str, content: bytes) -> HandedOut:
    """Take a file apart by what it is, whatever its name says; InputProblem where it is none of ours or damaged."""
    if content.startswith(b"%PDF"):
        return _pdf(name, content)
    if not content.startswith(SIGNATURE):
        return _csv(name, content)
    archive = open_zip(name, content)
    parts = set(archive.namelist())
    if WORD in parts:
        ending, found = "docx", _word(name, archive)
    elif SLIDES in parts:
        ending, found = "pptx", _slides(name, archive)
    elif WORKBOOK in parts:
        ending, found = "xlsx", _workbook(name, content)
    else:
        raise _foreign(name)
    return HandedOut(ending, _claim(name, archive), tuple(_ours(found)))


def is_pack(content: bytes) -> bool:
    """Tell whether a file is a zip of several, as packs and letters are handed out."""
    return content.startswith(SIGNATURE) and PROPERTIES not in open_zip("", content).namelist()


def _ours(found: Iterator[Figure]) -> Iterator[Figure]:
    """Leave out what is no figure: empty places, the code itself, the program that wrote the file."""
    for figure in found:
        words = " ".join(figure.words.split())
        if words and not CODE.search(words) and PROGRAM.split()[0] not in words:
            yield Figure(figure.place, words)


def _csv(name: str, content: bytes) -> HandedOut:
    try:
        written = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _foreign(name) from None
    coded = next((line for line in written.splitlines() if CODE.search(line)), "")
    separator = max(SEPARATORS, key=coded.count)
    try:
        rows = list(csv.reader(io.StringIO(written), delimiter=separator))
    except csv.Error:
        raise _foreign(name) from None
    claims = (" ".join(row[1:3]) for row in rows if len(row) > 1 and CODE.fullmatch(row[1].strip()))
    found = (
        Figure(f"{_column(column)}{number}", cell)
        for number, row in enumerate(rows, start=1)
        if not any(CODE.search(cell) or cell == PROGRAM for cell in row)
        for column, cell in enumerate(row)
    )
    blank = next((number for number, row in enumerate(rows) if not any(row)), len(rows))
    return HandedOut("csv", next(claims, ""), tuple(_ours(found)), separator, digest(rows[blank + 1 :]))


def _workbook(name: str, content: bytes) -> Iterator[Figure]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for sheet in book.sheet_names:
            for number, row in enumerate(
                book.get_sheet_by_name(sheet).to_python(skip_empty_area=False), start=1
            ):
                for column, cell in enumerate(row):
                    words = repr(cell) if isinstance(cell, float) else str(cell)
                    yield Figure(f"{sheet}!{_column(column)}{number}", words)
    except CalamineError:
        raise damaged(name) from None


def _word(name: str, archive: ZipFile) -> Iterator[Figure]:
    """Yield paragraphs and cells, counted as a reader counts them."""
    paragraphs = table = row = cell = 0
    depth, said = 0, list[str]()
    found: list[Figure] = []

    def start(tag: str, _: Attributes) -> None:
        nonlocal depth, table, row, cell
        if tag == "tbl":
            depth, table, row = depth + 1, table + (depth == 0), 0
        elif tag == "tr":
            row, cell = row + 1, 0
        elif tag == "tc":
            cell += 1

    def end(tag: str) -> None:
        nonlocal depth, paragraphs
        if tag == "tbl":
            depth -= 1
        elif tag == "p":
            paragraphs += not depth
            place = (
                text("table {table}, row {row}, cell {cell}", table=table, row=row, cell=cell)
                if depth
                else text("paragraph {number}", number=paragraphs)
            )
            found.append(Figure(place, "".join(said)))
            said.clear()

    _read_xml(name, unpacked(name, archive, WORD), start, end, said)
    yield from found


def _slides(name: str, archive: ZipFile) -> Iterator[Figure]:
    """Yield what slides with their tables, charts and notes say."""
    for part in sorted(archive.namelist()):
        folder, _, file = part.rpartition("/")
        number = "".join(filter(str.isdigit, file))
        place = {
            "ppt/slides": text("slide {number}", number=number),
            "ppt/charts": text("chart {number}", number=number),
            "ppt/notesSlides": text("notes {number}", number=number),
        }.get(folder)
        if place and file.endswith(".xml"):
            unit = "v" if folder == "ppt/charts" else "p"
            yield from (Figure(place, words) for words in _units(name, unpacked(name, archive, part), unit))


def _units(name: str, xml: bytes, unit: str) -> list[str]:
    """Return the words of every element of that name, in order."""
    said: list[str] = []
    found: list[str] = []

    def end(tag: str) -> None:
        if tag == unit:
            found.append("".join(said))
            said.clear()

    _read_xml(name, xml, lambda _tag, _attributes: None, end, said)
    return found


def _pdf(name: str, content: bytes) -> HandedOut:
    # Where nothing is taken apart it is not even loaded.
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(content) as opened:
            found = [
                Figure(text("page {number}", number=number), line)
                for number, page in enumerate(opened, start=1)
                for line in page.get_textpage().get_text_bounded().splitlines()
            ]
            claim = opened.get_metadata_value("Keywords") or ""
    except pypdfium2.PdfiumError:
        raise damaged(name) from None
    return HandedOut("pdf", claim, tuple(_ours(iter(found))))


def _claim(name: str, archive: ZipFile) -> str:
    """Read what a file of Office says in its properties that it is."""
    if PROPERTIES not in archive.namelist():
        return ""
    said: list[str] = []
    found = [""]

    def end(tag: str) -> None:
        if tag == "keywords":
            found.append("".join(said))

    stream(name, unpacked(name, archive, PROPERTIES), lambda *_: said.clear(), end, said.append)
    return found[-1]


def _read_xml(
    name: str,
    xml: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    said: list[str],
) -> None:
    """Collect the words of runs (`t`) and values (`v`) into `said`, a tab or a line's end as a space."""
    within = [""]

    def begin(tag: str, attributes: Attributes) -> None:
        within.append(tag)
        if tag in ("tab", "br"):
            said.append(" ")
        start(tag, attributes)

    def finish(tag: str) -> None:
        within.pop()
        end(tag)

    def words(given: str) -> None:
        if within[-1] in ("t", "v"):
            said.append(given)

    stream(name, xml, begin, finish, words)


def _column(place: int) -> str:
    """Name a column as Excel does: A, …, Z, AA, …."""
    name = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def _foreign(name: str) -> InputProblem:
    return InputProblem(
        "it is none of the files this program hands out.",
        do="Give a PDF, Word, Excel, PowerPoint or CSV file, or a zip of them.",
        file=name,
    )
