"""Whether the day or the month stands first in a table's dates: settled by whole columns, never by a cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from indicators.sources.dates import Order, order_told, ordered_parts
from indicators.sources.grids import Grid, address
from indicators.sources.overdue_columns import OfTime


def column_order(grid: Grid, rows: Iterable[int], column: int) -> Order | None:
    """Tell what stands first in a column's dates; None where all of them may be read both ways.

    Raises InputProblem, naming a date of each, where some of them have the day first and others the month.
    """
    found: dict[Order, int] = {}
    for row in rows:
        cells = grid.rows[row]
        cell = cells[column] if column < len(cells) else None
        if isinstance(cell, str) and (told := order_told(cell)):
            found.setdefault(told, row)
    if len(found) > 1:
        day, month = found["day_first"], found["month_first"]
        raise grid.problem(
            "the dates of column {column} are written in two ways: the day stands first in row {day}, the "
            "month in row {month}.",
            (month, column),
            do="Write all dates of the column the same way, for instance 2026-09-15, and import it again.",
            column=address(0, column)[:-1],
            day=day + 1,
            month=month + 1,
        )
    return next(iter(found), None)


def settled(told: Mapping[OfTime, Order | None], accepted: Iterable[tuple[str, date]]) -> dict[OfTime, Order]:
    """Settle every column's order, by what its own dates tell; else by what the table's others agree on.

    Where no column tells, by the days that dossiers' codes bear, `accepted` being dates of acceptance as
    written beside them; else the day stands first, as the country writes.
    """
    known: set[Order] = {order for order in told.values() if order}
    if not known and _is_month_first(accepted):
        known = {"month_first"}
    usual = known.pop() if len(known) == 1 else "day_first"
    return {column: order or usual for column, order in told.items()}


def _is_month_first(accepted: Iterable[tuple[str, date]]) -> bool:
    """Tell whether all dates fit their codes' days with the month first, and none with the day first."""
    as_day = as_month = 0
    for written, day in accepted:
        parts = ordered_parts(written)
        if parts and parts[0] != parts[1]:
            as_day += parts[:2] == (day.day, day.month)
            as_month += parts[:2] == (day.month, day.day)
    return as_month > 0 and not as_day
