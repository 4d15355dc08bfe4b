"""The tables of a sheet: where each begins and ends, what heads its columns, what is said above it.

A sheet may hold several tables, the same header again on every page, rows that number the columns, and below
all a date line and signatures. Here these are told apart once, for every reader: each gets tables that hold
nothing but their own rows, at their own addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from weakref import WeakKeyDictionary

from indicators.sources.grids import Grid
from indicators.sources.text_matching import header_key
from indicators.sources.unit_words import NUMBERINGS, is_anchor, is_footer

# Rows a header may have, from the first that names units or codes downwards.
MOST_HEADER_ROWS = 4
# Letters of a cell above a table that are looked at; its period and day stand among the first.
_LONGEST_TITLE = 1_000
_FILLED = 4
_NUMBER = re.compile(r"[-+−]?\d[\d.,\s]*%?")
_CODE = re.compile(r"(?=.*[A-Za-z])(?=.*\d)\S*[.\-]\S*")
_SECTION = re.compile(r"[IVX]+|[A-H]")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[A-Za-z])\)?(?:\s*=.*)?")


@dataclass(frozen=True)
class Table:
    """One table. In `grid` every row that is not its own is blank: titles, other tables, headers, signatures.

    `header_row` and `first_row` count from 0. `headers` has a column's most precise words, `paths` all words
    above it from the widest to the most precise. `title` is what stands above, with the sheet's name.
    """

    grid: Grid
    title: str
    header_row: int
    first_row: int
    headers: list[str] = field(repr=False)
    paths: list[tuple[str, ...]] = field(repr=False)

    def keys(self) -> list[str]:
        """Return the headers as they are compared."""
        return [header_key(words) for words in self.headers]

    def rows(self) -> range:
        """Return the numbers of the rows below the header, blank ones among them."""
        return range(self.first_row, len(self.grid.rows))


# What was found on a sheet, as long as it is held: every kind of reader asks, one after another.
_found_on: WeakKeyDictionary[Grid, list[Table]] = WeakKeyDictionary()


def tables_of(grid: Grid) -> list[Table]:
    """Find the sheet's tables from above to below; none where no row heads a column of units or of codes."""
    if grid not in _found_on:
        _found_on[grid] = _tables(grid)
    return _found_on[grid]


def _tables(grid: Grid) -> list[Table]:
    heads = _heads(grid)
    tops = [*(top for top, _ in heads), len(grid.rows)]
    found: list[Table] = []
    for number, (top, first_row) in enumerate(heads):
        start = _title_start(grid, heads[number - 1][1] if number else 0, top)
        end = _title_start(grid, first_row, tops[number + 1]) if number + 1 < len(heads) else len(grid.rows)
        headers, paths = _headers(grid, top, first_row)
        if found and headers == found[-1].headers:
            # The same header again, on the next page or above the next group, goes on with the same table.
            between = [*grid.rows[start:top], *([] for _ in range(first_row - top))]
            found[-1].grid.rows.extend([*between, *grid.rows[first_row:end]])
            continue
        above = [text[:_LONGEST_TITLE] for row in range(start, top) for text in grid.texts(row) if text]
        title = " ".join([*above, *([found[0].title] if found else [grid.sheet.name])]).strip()
        rows: list[list[Any]] = [[] for _ in range(first_row)]
        own = Grid(grid.file, grid.sheet, [*rows, *grid.rows[first_row:end]])
        found.append(Table(own, title, top, first_row, headers, paths))
    return [_cleaned(table) for table in found]


def _heads(grid: Grid) -> list[tuple[int, int]]:
    """Find where headers begin, and the first row below each."""
    found: list[tuple[int, int]] = []
    for row, cells in enumerate(grid.rows):
        # Of a hundred thousand rows most hold a number, which no header does: seen faster than words.
        if (found and row < found[-1][1]) or any(isinstance(cell, float) for cell in cells):
            continue
        if not any(map(is_anchor, cells)):
            continue
        if not _is_header(grid, row):
            continue
        top = row - 1 if row and (not found or row - 1 >= found[-1][1]) and _heads_groups(grid, row) else row
        below = row + 1
        while below - top < MOST_HEADER_ROWS and _goes_on(grid, row, below):
            below += 1
        found.append((top, below))
    return found


def _is_header(grid: Grid, row: int) -> bool:
    """Tell whether a row with a header's word is one: words only, and not the name of a section alone."""
    texts = [text for text in grid.texts(row) if text]
    if any(_is_number(cell) for cell in grid.rows[row]):
        return False
    named = [text for text in texts if header_key(text) not in NUMBERINGS and not _SECTION.fullmatch(text)]
    return len(named) > 1 or (len(texts) == 1 and max(map(len, grid.rows)) == 1)


def _heads_groups(grid: Grid, row: int) -> bool:
    """Tell whether the row above names groups of columns to the right of the units' own."""
    first = next(column for column, cell in enumerate(grid.rows[row]) if is_anchor(cell))
    above = [(column, text) for column, text in enumerate(grid.texts(row - 1)) if text]
    return len(above) > 1 and all(
        column > first and not _is_number(grid.rows[row - 1][column]) for column, _ in above
    )


def _goes_on(grid: Grid, row: int, below: int) -> bool:
    """Tell whether a row below a header's first divides its columns further."""
    if below >= len(grid.rows):
        return False
    filled = [column for column, text in enumerate(grid.texts(below)) if text]
    upper, own = (
        grid.rows[row],
        {
            column
            for column, cell in enumerate(grid.rows[row])
            if is_anchor(cell) or header_key(str(cell)) in NUMBERINGS
        },
    )
    if (
        len(filled) < 2
        or own & set(filled)
        or counts_columns([grid.text(below, column) for column in filled])
    ):
        return False
    if any(_is_number(grid.rows[below][column]) for column in filled):
        return False
    over = grid.texts(below - 1)
    return bool(upper) and any(column >= len(over) or not over[column] for column in filled)


def _headers(grid: Grid, top: int, first_row: int) -> tuple[list[str], list[tuple[str, ...]]]:
    """Return by column the most precise words, and all words above it.

    A group's words hold for the blanks beside.
    """
    lines = [grid.texts(row) for row in range(top, first_row)]
    width = max(map(len, lines))
    lines = [line + [""] * (width - len(line)) for line in lines]
    headers = [
        next((line[column] for line in reversed(lines) if line[column]), "") for column in range(width)
    ]
    spread = []
    for number, line in enumerate(lines):
        above, told = "", []
        for column, text in enumerate(line):
            is_divided = any(lower[column] for lower in lines[number + 1 :])
            above = text or (above if is_divided else "")
            told.append(above)
        spread.append(told)
    paths = [tuple(line[column] for line in spread if line[column]) for column in range(width)]
    return headers, paths


def _title_start(grid: Grid, after: int, top: int) -> int:
    """Find the first of the rows directly above a header that are its title: few words, no numbers."""
    row = top
    while row > after and not _is_filled(grid.rows[row - 1]):
        row -= 1
    return row


def _is_number(cell: object) -> bool:
    if isinstance(cell, int | float):
        return True
    return isinstance(cell, str) and bool(_NUMBER.fullmatch(cell.strip()))


def _cleaned(table: Table) -> Table:
    """Take away what stands below the table's last row: date line, signatures, notes."""
    grid, end = table.grid, _footer(table)
    rows = [*grid.rows[:end], *([] for _ in range(len(grid.rows) - end))]
    own = Grid(grid.file, grid.sheet, rows)
    return Table(own, table.title, table.header_row, table.first_row, table.headers, table.paths)


def _footer(table: Table) -> int:
    """Find the first row of the date line, signatures and notes below the last row of the body."""
    grid = table.grid
    last = next((row for row in reversed(table.rows()) if _is_filled(grid.rows[row])), table.first_row - 1)
    for row in range(last + 1, len(grid.rows)):
        texts = [text for text in grid.texts(row) if text]
        is_apart = row > last + 1 and not any(grid.texts(row - 1))
        if texts and (is_apart or any(map(is_footer, texts))):
            return row
    return len(grid.rows)


def _is_filled(cells: Sequence[Any]) -> bool:
    """Tell whether a row is of a table's body: a number, a code, or more cells than titles have."""
    filled = [cell for cell in cells if cell not in ("", None)]
    return len(filled) >= _FILLED or any(_is_number(cell) or _is_code(cell) for cell in filled)


def _is_code(cell: object) -> bool:
    return isinstance(cell, str) and bool(_CODE.fullmatch(cell.strip()))


def counts_columns(cells: Sequence[str]) -> bool:
    """Tell whether a row's filled cells number the columns: A, B, 1, 2, 3 or (1), (2), (3)=(4)+(5)."""
    if not all(_NUMBERED.fullmatch(cell) for cell in cells):
        return False
    heads = (cell.split("=")[0].strip() for cell in cells)
    numbers = [int(digits) for head in heads if (digits := head.strip("()")).isdigit()]
    if numbers == [1]:
        # "A", "B", "1" in a table of one count.
        return len(cells) > 2 and not cells[0].strip("()").isdigit()
    return len(numbers) > 1 and all(later == earlier + 1 for earlier, later in pairwise(numbers))


def visible(grids: Sequence[Grid]) -> Iterator[tuple[Grid, list[Table]]]:
    """Return every sheet that is not hidden, with its tables."""
    return ((grid, tables_of(grid)) for grid in grids if not grid.sheet.hidden)
