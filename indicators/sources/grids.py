"""Cells of a CSV or XLSX as one grid, whatever the file's encoding, separator and number style.

A grid knows its file, sheet and cell addresses, so that every complaint can name the cell.
"""

from __future__ import annotations

import io
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from indicators.errors import InputProblem
from indicators.privacy import public_text
from indicators.privacy.labels import public_paths
from indicators.sources.numbers import MOST, DecimalMark, decimal_mark, is_missing, parse_count, parse_number
from indicators.sources.workbook import MAX_CELLS, MAX_LETTERS, Sheet, damaged, plain_workbook
from indicators.sources.zips import open_zip


def address(row: int, column: int) -> str:
    """Return the cell's name in a spreadsheet, counting from 0 here and from A1 there."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def cell_text(cell: Any) -> str:
    """Return what a cell holds as NFC text with single spaces."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(unicodedata.normalize("NFC", str(cell)).split())


# Different texts that are looked out for, so that the next cell with the same takes no room.
_MOST_HELD = 20_000
_DUST = 1e-9
# How many cells a sheet reaches over, and its rows, built when they are asked for.
Area = tuple[int, Callable[[], list[list[Any]]]]


@dataclass(frozen=True, eq=False)
class Grid:
    """A sheet's cells as text, number or whatever calamine gives; `sheet.name` is "" for a CSV.

    Each is its own: what is found on it is looked for once.
    """

    file: str
    sheet: Sheet
    rows: list[list[Any]] = field(repr=False)

    @cached_property
    def _column_marks(self) -> dict[int, DecimalMark | None]:
        """The decimal mark that the texts of each column use."""
        texts: dict[int, list[str]] = defaultdict(list)
        for row in self.rows:
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    texts[column].append(cell.rstrip("% "))
        return {column: decimal_mark(written) for column, written in texts.items()}

    def _decimal_mark(self, column: int, beside: Iterable[int]) -> DecimalMark | None:
        """Return the column's decimal mark, or that on which the columns beside it agree."""
        if own := self._column_marks.get(column):
            return own
        others = {mark for each in beside if (mark := self._column_marks.get(each))}
        return others.pop() if len(others) == 1 else None

    def text(self, row: int, column: int) -> str:
        """Return the cell as NFC text with single spaces; "" where the row ends before it."""
        cells = self.rows[row]
        return cell_text(cells[column]) if column < len(cells) else ""

    def texts(self, row: int) -> list[str]:
        return list(map(cell_text, self.rows[row]))

    def quoted(self, row: int, column: int) -> str:
        """Return what a complaint may repeat of a cell: nothing that tells of a person."""
        return public_text(self.text(row, column))

    def number(
        self, row: int, column: int, *, percent_allowed: bool = False, beside: Iterable[int] = ()
    ) -> float | None:
        """Read the cell's number, a percentage as 95.53; None where the cell is blank or a dash.

        How it is written is told by the numbers of its column, else by those of the columns `beside` it.

        Raises InputProblem for a text, an error, a formula without result, a row that ends before the column
        and, unless allowed, a percentage.
        """
        place = (row, column)
        self.check(place)
        if column >= len(self.rows[row]):
            raise self.problem(
                "the row ends before this column.", place, do="Was the file cut off? Save it again in full."
            )
        cell = self.rows[row][column]
        if isinstance(cell, str) and is_missing(cell):
            return None
        is_percent = place in self.sheet.percents or (isinstance(cell, str) and cell.rstrip().endswith("%"))
        if is_percent and not percent_allowed:
            raise self.problem(
                "“{content}” is a percentage, where points belong.",
                place,
                do="Put the points there, or leave the column out.",
                content=self.quoted(row, column),
            )
        return self._plain_number(cell, place, self._decimal_mark(column, beside))

    def count(self, row: int, column: int) -> int | None:
        """Read how many, None where the cell is blank; InputProblem for what no count can be.

        "2.000" is two thousand; a fraction, a share, what is less than nothing or absurdly many are no counts.
        """
        cell = self.rows[row][column] if column < len(self.rows[row]) else None
        if not isinstance(cell, str) or is_missing(cell):
            is_share = (row, column) in self.sheet.percents
            number = -1 if is_share else self.number(row, column)
            if number is None:
                return None
        else:
            self.check((row, column))
            try:
                number = parse_count(cell, self._column_marks.get(column))
            except ValueError:
                number = -1 if re.match(r"\s*[-+−]?\d", cell) else self.number(row, column) or -1
        # A sum of fractions may miss its whole number by dust.
        number = round(number) if -1 < number <= MOST and abs(number - round(number)) < _DUST else number
        if not 0 <= number <= MOST or number != int(number):
            raise self.problem(
                "“{content}” is no number of dossiers.",
                (row, column),
                do="Correct it, or leave the cell empty if there is no value.",
                content=self.quoted(row, column),
            )
        return int(number)

    def check(self, place: tuple[int, int]) -> None:
        """Raise InputProblem where the cell shows an error, or a formula without result."""
        if place in self.sheet.errors:
            raise self.problem(
                "the cell shows the error {content}.",
                place,
                do="Correct the formula in Excel, or leave the cell empty.",
                content=self.sheet.errors[place],
            )
        if place in self.sheet.uncalculated:
            raise self.problem(
                "the formula in the cell has no result.",
                place,
                do="Open it in Excel, save it again and import it.",
            )

    def placed(self, problem: InputProblem, place: tuple[int, int]) -> InputProblem:
        """Say of the cell it stands in what was said of a text."""
        values = {
            key: public_text(value) if isinstance(value, str) else value
            for key, value in problem.values.items()
        }
        return self.problem(problem.what, place, do=problem.do, **values)

    def _plain_number(self, cell: Any, place: tuple[int, int], mark: DecimalMark | None) -> float:
        if isinstance(cell, int | float) and not isinstance(cell, bool) and math.isfinite(cell):
            return round(cell * 100, 10) if place in self.sheet.percents else cell
        try:
            if not isinstance(cell, str):
                raise ValueError(cell)
            return parse_number(cell.strip().removesuffix("%"), mark)
        except ValueError:
            raise self.problem(
                "“{content}” is not a number.",
                place,
                do="Correct it, or leave the cell empty if there is no value.",
                content=self.quoted(*place),
            ) from None

    def problem(
        self, what: str, place: tuple[int, int] | None = None, *, do: str | None = None, **values: Any
    ) -> InputProblem:
        return InputProblem(
            what,
            do=do,
            file=self.file,
            sheet=self.sheet.name or None,
            cell=address(*place) if place else None,
            **values,
        )


def read_workbook(name: str, content: bytes) -> list[Grid]:
    """Read every worksheet of an XLSX, hidden ones too (`sheet.hidden`).

    Raises InputProblem when the workbook is damaged, protected, or too large to be a table.
    """
    with open_zip(name, content) as archive:
        sheets, plain = plain_workbook(name, archive)
    with _opened(name, plain, damaged(name)) as workbook:
        return grids_within_limits(name, sheets, lambda number: _area(workbook.get_sheet_by_index(number)))


def _area(sheet: CalamineSheet) -> Area:
    last_row, last_column = sheet.end or (0, 0)
    return (last_row + 1) * (last_column + 1), lambda: list(_rows(sheet))


def _rows(sheet: CalamineSheet) -> Iterator[list[Any]]:
    """Return the cells row by row, from A1, none of a blank row; a text of many cells is held once."""
    before = [""] * (sheet.start or (0, 0))[1]
    held: dict[str, str] = {}
    for cells in sheet.iter_rows():
        if len(held) > _MOST_HELD:
            held.clear()
        if cells.count("") == len(cells):
            yield []
        else:
            yield before + [held.setdefault(cell, cell) if isinstance(cell, str) else cell for cell in cells]


def grids_within_limits(name: str, sheets: Sequence[Sheet], area_of: Callable[[int], Area]) -> list[Grid]:
    """Read the sheets' cells; InputProblem as soon as all together have more than tables can have."""
    public = public_paths(sheet.name for sheet in sheets)
    grids, cells, letters = [], 0, 0
    for number, sheet in enumerate(sheets):
        reached, rows_of = area_of(number)
        cells += reached
        if cells > MAX_CELLS:
            raise InputProblem(
                "its sheets reach over more than {most} cells together, too many for tables.",
                do="Delete the stray cells far below or to the right, or import the one sheet that is needed.",
                file=name,
                sheet=public[sheet.name],
                most=MAX_CELLS,
            )
        rows = rows_of()
        letters += sum(len(cell) for row in rows for cell in row if isinstance(cell, str))
        if letters > MAX_LETTERS:
            raise InputProblem(
                "its cells hold more than {most} letters together, too many for tables.",
                do="Import the one sheet that is needed, without texts of many pages.",
                file=name,
                sheet=public[sheet.name],
                most=MAX_LETTERS,
            )
        grids.append(Grid(name, replace(sheet, name=public[sheet.name]), rows))
    return grids


@contextmanager
def _opened(name: str, content: bytes, refusal: InputProblem) -> Iterator[CalamineWorkbook]:
    """Open the workbook; `refusal` where the library finds a fault in it, or panics over it."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            yield workbook
    except PasswordError:
        raise protected(name) from None
    except CalamineError:
        raise refusal from None
    except BaseException as error:
        # A panic of the library is no Exception, and its class has no name that can be imported.
        if type(error).__name__ == "PanicException":
            raise refusal from None
        raise


def old_format(name: str) -> InputProblem:
    return InputProblem(
        "it is in an older format of Office.", do="Save it as .xlsx and import that.", file=name
    )


def protected(name: str) -> InputProblem:
    return InputProblem(
        "it is protected by a password.", do="Save it without the password and import again.", file=name
    )
