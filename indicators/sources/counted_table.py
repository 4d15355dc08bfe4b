"""A table of units with numbers of dossiers: every row told, every total held against the rows it adds up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from indicators.errors import InputProblem
from indicators.privacy.labels import public_label
from indicators.sources.grids import Grid, address
from indicators.sources.table_rows import (
    DifferingTotal,
    TableRow,
    UnitColumns,
    differing_totals,
    resolved_kinds,
    unit_rows,
)
from indicators.sources.tables import Table
from indicators.sources.unit_words import UNIT_NAMES


@dataclass(frozen=True, slots=True)
class CountedTable:
    """`units` are the rows of units with any number; `numbers` has those of every row, by column.

    `passed_over` names the rows that are no unit's, `differing` the totals that the units' rows do not make.
    """

    units: tuple[TableRow, ...]
    numbers: Mapping[int, Mapping[int, int | None]]
    passed_over: tuple[str, ...]
    differing: tuple[DifferingTotal, ...]


def counted_table(table: Table, columns: UnitColumns) -> CountedTable:
    """Read the table's rows and numbers.

    Raises InputProblem for a unit's cell that is no count, and for a row with numbers and no unit.
    """
    _refuse_two_units(table)
    rows = unit_rows(table, columns)
    numbers = {row.row: [*_numbers(table.grid, row, columns.values)] for row in rows}
    rows = resolved_kinds(rows, numbers)
    units = [row for row in rows if row.kind == "unit" and any(each is not None for each in numbers[row.row])]
    for unit in units:
        if not (unit.name or unit.code):
            raise table.grid.problem(
                "the row has values but no unit.",
                (unit.row, columns.code or 0 if columns.name is None else columns.name),
                do="Write the unit's name or code, or delete the row.",
            )
    letters = [column_letters(column) for column in columns.values]
    return CountedTable(
        tuple(units),
        {row: dict(zip(columns.values, told, strict=True)) for row, told in numbers.items()},
        tuple(public_label(row.label) for row in rows if row.kind != "unit" and row.label),
        tuple(differing_totals(rows, numbers, letters, table.grid.sheet.name)),
    )


def _refuse_two_units(table: Table) -> None:
    """Refuse two tables side by side: one of them would be lost without a word."""
    named = [column for column, key in enumerate(table.keys()) if key in UNIT_NAMES]
    if len(named) > 1:
        first, second = named[:2]
        raise table.grid.problem(
            "the columns {first} and {second} both name units.",
            (table.first_row - 1, second),
            do="Put tables that stand side by side below each other, or keep one of the columns.",
            first=column_letters(first),
            second=column_letters(second),
        )


def _numbers(grid: Grid, row: TableRow, columns: Sequence[int]) -> Iterator[int | None]:
    """Read a row's numbers; of a row that is no unit's only what is a number."""
    for column in columns:
        try:
            yield grid.count(row.row, column)
        except InputProblem:
            if row.kind == "unit":
                raise
            yield None


def column_letters(column: int) -> str:
    """Return the letters of a column in a spreadsheet, counted from 0 here."""
    return address(0, column)[:-1]
