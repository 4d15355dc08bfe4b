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


class _Reader:
    def __init__(self, file: str) -> None:
        self.builder = GridBuilder(file, Sheet(""))
        # Of each table that is open, the cell that is: its width, whether it goes on from above, its words.
        self._open: list[_Cell] = []
        self._words: list[str] = []
        self._within_text = False

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
        elif tag == "t":
            self._within_text = True
        elif tag in ("tab", "br", "cr"):
            self.text(" ", is_word=True)

    def end(self, tag: str) -> None:
        if tag == "t":
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
        if self._within_text or is_word:
            (self._open[-1].words if self._open else self._words).append(words)

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
