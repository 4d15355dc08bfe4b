"""The order of day and month in a table's dates, settled by whole columns, never by a cell.

And whether a spreadsheet of another country changed the two: Excel set to American dates makes 5 September of the text
"05/09/2026" the 9th of May, a real date, and leaves "15/09/2026" a text, for it has no fifteenth month.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from indicators.sources.dates import MONTHS, Order, order_told, ordered_parts
from indicators.sources.grids import Grid, address
from indicators.sources.overdue_columns import OfTime


def column_order(grid: Grid, rows: Iterable[int], column: int) -> Order | None:
    """Tell what stands first in a column's dates; None where all of them may be read both ways.

    Raises InputProblem, naming a date of each, where some of them have the day first and others the month.
    """
    first_rows: dict[str, int] = {}
    for row in rows:
        cells = grid.rows[row]
        cell = cells[column] if column < len(cells) else None
        if isinstance(cell, str):
            first_rows.setdefault(cell, row)
    found: dict[Order, int] = {}
    for text, row in first_rows.items():
        if told := order_told(text):
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


def refuse_changed_dates(
    grid: Grid, rows: Sequence[int], columns: Iterable[int], accepted: Iterable[tuple[date, date]]
) -> None:
    """Raise InputProblem, naming a date, where real dates of a column look like texts with day and month changed.

    `accepted` are the real dates of acceptance, with the days that the dossiers' codes bear: where these say that real
    dates are right, they are.
    """
    is_changed = False
    for cell, day in accepted:
        if cell.day == cell.month:
            continue
        if (cell.day, cell.month, cell.year) == (day.day, day.month, day.year):
            return
        is_changed |= (cell.month, cell.day, cell.year) == (day.day, day.month, day.year)
    for column in columns:
        filled = [row for row in rows if column < len(grid.rows[row])]
        cells = [grid.rows[row][column] for row in filled]
        real = [(row, cell) for row, cell in zip(filled, cells, strict=True) if isinstance(cell, date)]
        if not real or any(cell.day > MONTHS for _, cell in real):
            continue
        texts = [parts for cell in cells if isinstance(cell, str) and (parts := ordered_parts(cell))]
        is_left_over = bool(texts) and all(max(parts[:2]) > MONTHS for parts in texts)
        if is_left_over or is_changed:
            row, cell = next(((row, cell) for row, cell in real if cell.day != cell.month), real[0])
            raise grid.problem(
                "the real dates of column {column} have no day after the 12th, and what is left as text has no "
                "other: Excel seems to have changed day and month, so that this cell’s {read} may be {meant}."
                if is_left_over
                else "the real dates of column {column} are those of the dossiers’ codes with day and month "
                "changed: this cell’s {read} should be {meant}.",
                (row, column),
                do="Take the file from its system anew and open it by Data > From Text with the dates as DMY; "
                "or write all dates of the column as text, for instance 2026-09-15.",
                column=address(0, column)[:-1],
                read=f"{cell:%d/%m/%Y}",
                meant=f"{cell.month:02d}/{cell.day:02d}/{cell.year}",
            )


def settled(told: Mapping[OfTime, Order | None], accepted: Iterable[tuple[str, date]]) -> dict[OfTime, Order]:
    """Settle every column's order, by what its own dates tell; else by what the table's others agree on.

    That of acceptance, and where no column tells all of them, by the days that dossiers' codes bear: `accepted` has
    those beside the dates as written. Else the day stands first, as the country writes.
    """
    known: set[Order] = {order for order in told.values() if order}
    # Where the column of acceptance tells its own order, a hundred thousand codes need not be asked.
    by_codes = _by_codes(accepted) if told.get("accepted", "day_first") is None else None
    if by_codes and not known:
        known = {by_codes}
    usual = known.pop() if len(known) == 1 else "day_first"
    settled_by: dict[OfTime, Order] = {column: order or usual for column, order in told.items()}
    if by_codes:
        settled_by["accepted"] = by_codes
    return settled_by


def _by_codes(accepted: Iterable[tuple[str, date]]) -> Order | None:
    """Tell the order in which all dates that can be read both ways and fit their codes' days do."""
    as_day = as_month = 0
    for written, day in accepted:
        parts = ordered_parts(written)
        if parts and parts[0] != parts[1]:
            as_day += parts[:2] == (day.day, day.month)
            as_month += parts[:2] == (day.month, day.day)
    if not as_day and not as_month:
        return None
    return None if as_day and as_month else "day_first" if as_day else "month_first"
