"""A sheet built cell by cell: merged cells take their room, and nothing grows beyond a table's size."""

from __future__ import annotations

from typing import Any

from indicators.errors import InputProblem
from indicators.sources.grids import Grid
from indicators.sources.workbook import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Sheet


class GridBuilder:
    """Rows are begun one after the other; a merged cell's value stands in its first place, as in a workbook.

    Spreadsheets repeat blank rows and cells to the edge of the sheet: room is made for values alone.
    """

    def __init__(self, file: str, sheet: Sheet) -> None:
        self._file, self.sheet = file, sheet
        self._rows: list[list[Any]] = []
        self._row, self._column, self._cells = -1, 0, 0
        self._taken_to: dict[int, int] = {}

    @property
    def place(self) -> tuple[int, int]:
        """Where the next cell comes to stand: row and column, from 0."""
        while self._taken_to.get(self._column, -1) >= self._row:
            self._column += 1
        return self._row, self._column

    def begin_row(self, number: int | None = None) -> None:
        """Begin the next row, or the row with this number from 0."""
        self._row = self._row + 1 if number is None else max(number, self._row + 1)
        self._column = 0

    def move_to(self, column: int) -> None:
        """Go on with this column, counted from 0."""
        self._column = max(self._column, column)

    def add(self, value: Any, across: int = 1, down: int = 1) -> None:
        """Add a cell, over so many columns and rows."""
        row, column = self.place
        across = max(1, min(across, MAX_COLUMNS))
        if value not in ("", None):
            self._make_room(row, column)
            self._rows[row].append(value)
        if down > 1:
            self._taken_to |= dict.fromkeys(range(column, column + across), row + min(down, MAX_ROWS) - 1)
        self._column = column + across

    def repeat_row(self, times: int) -> None:
        """Repeat the row so many times."""
        row = self._rows[self._row] if self._row < len(self._rows) else []
        if row:
            self._check(self._row + 1 + times, len(row))
            self._cells += times * len(row)
            self._rows.extend(list(row) for _ in range(times))
        self._row += times

    def grid(self) -> Grid:
        """Return the sheet, every row as long as the longest."""
        width = max(map(len, self._rows), default=0)
        self._check(len(self._rows), width)
        return Grid(self._file, self.sheet, [row + [""] * (width - len(row)) for row in self._rows])

    def _make_room(self, row: int, column: int) -> None:
        self._check(row + 1, column + 1)
        self._rows.extend([] for _ in range(row + 1 - len(self._rows)))
        blanks = column - len(self._rows[row])
        self._cells += blanks + 1
        self._rows[row].extend([""] * blanks)

    def _check(self, rows: int, columns: int) -> None:
        if rows > MAX_ROWS or columns > MAX_COLUMNS or max(rows * columns, self._cells) > MAX_CELLS:
            raise InputProblem(
                "the sheet reaches over {rows} rows and {columns} columns, too far for a table.",
                do="Delete the stray cells far below or to the right, and import again.",
                file=self._file,
                sheet=self.sheet.name or None,
                rows=rows,
                columns=columns,
            )
