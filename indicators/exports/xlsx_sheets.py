"""The workbook's sheets beyond the capture itself: every indicator over time, and overdue dossiers."""

from __future__ import annotations

from typing import Any

from indicators import formats
from indicators.analysis import overdue
from indicators.exports.backlog import backlog_table
from indicators.exports.xlsx_book import CODE, NAME, NUMBER, Book
from indicators.periods import Period
from indicators.warehouse import Warehouse
from indicators.wording import text

# As many steps back as two years of closed months have.
MOST_STEPS = 24


def history_sheet(book: Book, warehouse: Warehouse, level: str) -> None:
    """A row an agency and node, a column a step, the last at the right; missing where there is no value."""
    capture = book.view.capture
    found = warehouse.ask("level_history", capture_id=capture.capture_id, level=level, most=MOST_STEPS)
    steps = found[["period", "captured_on", "captured_at"]].drop_duplicates().sort_values("captured_at")
    if len(steps) < 2:
        return
    names = [_step(row, is_open=capture.is_open) for row in steps.to_dict("records")]
    order = {code: place for place, code in enumerate(book.index.nodes)}
    keys = ["agency_name", "agency_code", "node"]
    wide = found.assign(agency_code=found.agency_code.fillna("")).pivot_table(
        index=keys, columns="captured_at", values="value", aggfunc="last", dropna=False, observed=True
    )
    wide = wide.reindex(columns=steps.captured_at).dropna(how="all")
    keyed = zip(wide.index, wide.to_numpy(), strict=True)
    rows = [(name, code, node, values) for (name, code, node), values in keyed]
    rows.sort(key=lambda row: (order[row[2]], row[0]))
    columns = [
        (text("Indicator"), NAME, None),
        (text("Agency"), NAME, None),
        (text("Agency code"), CODE, None),
        *((name, NUMBER, book.points) for name in names),
    ]
    peers = formats.level(level)
    sheet = book.sheet(text("Over time {level}", level=peers), text("{level} over time", level=peers))
    written = ((book.index.nodes[node].name(), name, code, *values) for name, code, node, values in rows)
    book.table(sheet, columns, written)


def _step(row: dict[Any, Any], *, is_open: bool) -> str:
    return formats.day(row["captured_on"]) if is_open else formats.period(Period.parse(row["period"]))


def overdue_sheet(book: Book, warehouse: Warehouse) -> None:
    """The list of the week, agencies by level under Roman numbers, each level with its sum."""
    capture = book.view.capture
    step = overdue.step_beside(warehouse, capture.scope, capture.captured_on)
    if step is None:
        return
    backlog = overdue.backlog(warehouse, step, "agency")
    table = backlog_table(backlog)
    number, agency, *counts = table.header
    columns = [(number, 6, None), (agency, NAME, None), *((count, NUMBER, book.count) for count in counts)]
    title = text("Overdue dossiers in the list of {day}", day=formats.day(step.listed_on))
    book.table(book.sheet(text("Overdue dossiers"), title), columns, table.rows, strong=table.strong)
