"""Web pages that hold tables: one-stop systems save them under names that end in .xls or .doc.

All tables of a page make one sheet, in their order, with the words between them as rows of one cell.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from indicators.errors import InputProblem
from indicators.sources.grid_builder import GridBuilder
from indicators.sources.grids import Grid
from indicators.sources.workbook import Sheet

_CELLS = {"td", "th"}
_BREAKS = {"br", "p", "div", "li"}
_BLOCKS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "center", "li"}
_UNSEEN = {"style", "script", "title", "head", "template"}
# What holds words within a cell, and may be hidden there.
_INLINE = {"span", "div", "p", "b", "i", "a", "font", "label", "small", "em", "strong"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
# Each takes a hundred thousandth of a second and more; a list of ten thousand dossiers has as many.
_MOST_TAGS = 200_000
_DIGITS = re.compile(r"\d{1,6}")


def read_html(name: str, page: str) -> Grid:
    """Read the page's tables and words as one sheet.

    Raises InputProblem when it is too large to be a table.
    """
    reader = _Reader(name)
    reader.feed(page)
    reader.close()
    return reader.finished()


class _Reader(HTMLParser):
    """Tags as they come: cells are closed by the next cell, row or table, as browsers do."""

    def __init__(self, file: str) -> None:
        super().__init__(convert_charrefs=True)
        self._builder = GridBuilder(file, Sheet(""))
        # Of each table that is open: the cell that is, as its spans and words; None between cells.
        self._open: list[_Cell | None] = []
        self._unseen = 0
        # How many tags of this name are open within words that nobody sees.
        self._hidden, self._hidden_tag = 0, ""
        # How many tables are open within the words of a cell; how many cells the row has that is open.
        self._within = self._cells = 0
        self._words: list[str] = []
        self._file, self._tags = file, 0

    def finished(self) -> Grid:
        while self._open:
            self._end_table()
        self._end_words()
        return self._builder.grid()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tags += 1
        if self._tags > _MOST_TAGS:
            raise InputProblem(
                "this web page is too long: it has more than {most} elements.",
                do="Open it in Excel and save it as .xlsx.",
                file=self._file,
                most=str(_MOST_TAGS),
            )
        if self._hidden:
            self._hidden += tag == self._hidden_tag
        elif (tag in _INLINE and _is_hidden(dict(attrs))) or (tag == "sup" and self._is_begun()):
            # "12" with the mark of a note is not 121.
            self._hidden, self._hidden_tag = 1, tag
        elif tag in _UNSEEN:
            self._unseen += 1
        elif self._within or (tag == "table" and self._is_in_words()):
            # A table beside the words of a cell is part of them.
            self._within += tag == "table"
            self._break("div")
        elif tag == "table":
            self._end_words()
            self._open.append(None)
        elif tag == "tr":
            self._end_cell()
            self._cells = 0
            if self._open:
                self._builder.begin_row()
                if _is_hidden(dict(attrs)):
                    self._builder.sheet.hidden_rows.append(self._builder.place[0] + 1)
        elif tag in _CELLS and self._open:
            self._end_cell()
            told = dict(attrs)
            self._open[-1] = _Cell(_span(told.get("colspan")), _span(told.get("rowspan")))
        elif tag in _BREAKS:
            self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            self._hidden -= tag == self._hidden_tag
        elif tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif self._within:
            self._within -= tag == "table"
        elif tag in _CELLS or tag == "tr":
            self._end_cell()
        elif tag == "table" and self._open:
            self._end_table()
        elif tag in _BLOCKS:
            self._break(tag)

    def handle_data(self, data: str) -> None:
        if self._unseen or self._hidden:
            return
        cell = self._open[-1] if self._open else None
        (cell.words if cell else self._words).append(data)

    def _is_begun(self) -> bool:
        """Tell whether the cell that is open, or the words, have any letters yet."""
        cell = self._open[-1] if self._open else None
        return any(map(str.strip, cell.words if cell else self._words))

    def _is_in_words(self) -> bool:
        """Tell whether a cell is open that has words, and cells before it: where it has none it may hold a page."""
        cell = self._open[-1] if self._open else None
        return cell is not None and self._cells > 0 and any(map(str.strip, cell.words))

    def _break(self, tag: str) -> None:
        if self._open and self._open[-1]:
            self._open[-1].words.append(" ")
        elif tag in _BLOCKS:
            self._end_words()

    def _end_cell(self) -> None:
        if self._open and (cell := self._open[-1]):
            self._open[-1] = None
            self._cells += 1
            self._builder.add(" ".join("".join(cell.words).split()), cell.across, cell.down)

    def _end_table(self) -> None:
        self._end_cell()
        self._open.pop()
        # What goes on in the cell around a table stands below it.
        if self._open:
            self._builder.begin_row()

    def _end_words(self) -> None:
        words, self._words = " ".join("".join(self._words).split()), []
        if words:
            self._builder.begin_row()
            self._builder.add(words)


class _Cell:
    """A cell that is being read."""

    def __init__(self, across: int, down: int) -> None:
        self.across, self.down = across, down
        self.words: list[str] = []


def _is_hidden(told: dict[str, str | None]) -> bool:
    return "hidden" in told or bool(_HIDDEN.search(told.get("style") or ""))


def _span(written: str | None) -> int:
    found = _DIGITS.match((written or "").strip())
    return int(found[0]) if found else 1
