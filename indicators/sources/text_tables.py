"""A text as a table: which separator is right shows in the header, and nothing of it may be absurdly long."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from indicators.errors import InputProblem
from indicators.sources.columns import find_header
from indicators.sources.grids import Grid
from indicators.sources.overdue_columns import find_list_header
from indicators.sources.own_list import has_own_header
from indicators.sources.tables import Table, tables_of
from indicators.sources.workbook import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Sheet

SEPARATORS = (",", ";", "\t")
# Letters of one row: a thousand cells of a thousand letters.
MAX_ROW_LENGTH = 1_000_000
# Rows that have the header among them, whatever stands above it.
_HEAD = 60


def read_text_table(name: str, text: str) -> Grid:
    """Read the text as a table, with the separator under which its head says most.

    Raises InputProblem when it is too long or too wide for a table, or its quotation marks do not match.
    """
    heads: dict[str, Grid] = {}
    for separator in SEPARATORS:
        try:
            heads[separator] = _grid(name, islice(_rows(name, text, separator), _HEAD))
        except csv.Error:
            continue
    best = max(heads, key=lambda separator: _telling(heads[separator]), default=SEPARATORS[0])
    try:
        return _grid(name, _rows(name, text, best))
    except csv.Error:
        raise InputProblem(
            "its quotation marks do not match, so cells cannot be told apart.",
            do="Open it in Excel, save it again and import it.",
            file=name,
        ) from None


def _telling(head: Grid) -> tuple[bool, bool, int, int]:
    """Rate how much a head says: a list of dossiers, own counts, columns of points, rows of cells."""
    tables = tables_of(head)
    return (
        any(map(find_list_header, tables)),
        any(map(has_own_header, tables)),
        sum(map(_points, tables)),
        sum(len(row) > 1 for row in head.rows),
    )


def _points(table: Table) -> int:
    """Count the columns of points a table has; one where it has the same twice."""
    try:
        header = find_header(table)
    except InputProblem:
        return 1
    return len(header.nodes) if header else 0


def _grid(name: str, rows: Iterator[list[str]]) -> Grid:
    return Grid(name, Sheet(""), [list[Any](row) for row in rows])


def _rows(name: str, text: str, separator: str) -> Iterator[list[str]]:
    """Yield the rows, each weighed before it is taken apart, and all together while they are read."""
    lines = _Lines(name, io.StringIO(text, newline=""))
    cells = 0
    # Strict, or a quotation mark too many would silently swallow the rows below it.
    for number, row in enumerate(csv.reader(lines, delimiter=separator, strict=True), start=1):
        lines.begin_row()
        cells += len(row)
        if number > MAX_ROWS or cells > MAX_CELLS:
            raise InputProblem(
                "it has more than {rows} lines or {cells} cells, too many for a table.",
                do="Import the one sheet or period that is needed.",
                file=name,
                rows=MAX_ROWS,
                cells=MAX_CELLS,
            )
        if len(row) > MAX_COLUMNS:
            raise _too_long(name, lines.number)
        yield row


@dataclass
class _Lines:
    """The lines of a text, refused before a row of them has absurdly many letters: a row may have several."""

    name: str
    stream: io.StringIO
    number: int = 0
    letters: int = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self.stream)
        self.number += 1
        self.letters += len(line)
        if self.letters > MAX_ROW_LENGTH:
            raise _too_long(self.name, self.number)
        return line

    def begin_row(self) -> None:
        self.letters = 0


def _too_long(name: str, line: int) -> InputProblem:
    return InputProblem(
        "line {line} is far too long for a row of a table.",
        do="Was it saved as a table? Open it in Excel, save it as “CSV UTF-8” and import it.",
        file=name,
        line=line,
    )
