"""Tables of Word documents (.docx): the annexes of letters, with the words above them as titles."""

from __future__ import annotations

from zipfile import ZipFile

from indicators.sources.grid_builder import GridBuilder
from indicators.sources.grids import Grid
from indicators.sources.workbook import Sheet
from indicators.sources.xml_stream import Attributes, stream
from indicators.sources.zips import WORD, unpacked


def read_word(name: str, archive: ZipFile) -> Grid:
    """Read the document as one sheet: its paragraphs and the rows of its tables, in order.

    Raises InputProblem when it is damaged or too large to be a table.
    """
    reader = _Reader(name)
    stream(name, unpacked(name, archive, WORD), reader.start, reader.end, reader.text)
    return reader.builder.grid()


_UNREAD = {"Fallback", "moveFrom"}


class _Reader:
    def __init__(self, file: str) -> None:
        self.builder = GridBuilder(file, Sheet(""))
        # Of each table that is open, the cell that is: its width, whether it goes on from above, its words.
        self._open: list[_Cell] = []
        self._words: list[str] = []
        self._within_text = False
        # Whether the run that is open stands above the line, as the mark of a note does; how many open tags hold what
        # is nobody's to read: the same words again for older programs, or words that were moved away.
        self._is_mark = False
        self._unread = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "tbl":
            self._open.append(_Cell())
        elif tag == "tr":
            self.builder.begin_row()
        elif tag == "tc" and self._open:
            self._open[-1] = _Cell()
        elif tag == "gridSpan" and self._open:
            self._open[-1].across = int(attributes.get("val", 1))
        elif tag == "vMerge" and self._open:
            self._open[-1].goes_on = attributes.get("val", "continue") == "continue"
        elif tag in _UNREAD:
            self._unread += 1
        elif tag == "r":
            self._is_mark = False
        elif tag == "vertAlign":
            self._is_mark = attributes.get("val") == "superscript"
        elif tag == "vanish":
            self._is_mark = attributes.get("val", "1") not in ("0", "false")
        elif tag == "t":
            self._within_text = True
        elif tag in ("tab", "br", "cr"):
            self.text(" ", is_word=True)

    def end(self, tag: str) -> None:
        if tag in _UNREAD:
            self._unread -= 1
        elif tag == "t":
            self._within_text = False
        elif tag == "p":
            self._end_paragraph()
        elif tag == "tc" and self._open:
            cell = self._open[-1]
            words = "" if cell.goes_on else " ".join("".join(cell.words).split())
            self.builder.add(words, cell.across)
            self._open[-1] = _Cell()
        elif tag == "tbl" and self._open:
            self._open.pop()
            if self._open:
                self.builder.begin_row()

    def text(self, words: str, *, is_word: bool = False) -> None:
        told = self._open[-1].words if self._open else self._words
        # "12" with the mark of a note is not 121.
        is_mark = self._is_mark and any(map(str.strip, told))
        if (self._within_text or is_word) and not is_mark and not self._unread:
            told.append(words)

    def _end_paragraph(self) -> None:
        if self._open:
            self._open[-1].words.append(" ")
            return
        words, self._words = " ".join("".join(self._words).split()), []
        if words:
            self.builder.begin_row()
            self.builder.add(words)


class _Cell:
    """A cell that is being read."""

    def __init__(self) -> None:
        self.across = 1
        self.goes_on = False
        self.words: list[str] = []
