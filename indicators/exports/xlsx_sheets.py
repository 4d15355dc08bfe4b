"""The workbook's sheets beyond the capture itself: every indicator over time, and overdue dossiers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from indicators import formats
from indicators.analysis import overdue
from indicators.analysis.capture_selection import CaptureInfo
from indicators.analysis.comparability import line_begins, why_history_begins
from indicators.analysis.provenance import list_day, of_capture
from indicators.analysis.ranking import Ranking, rankings_by
from indicators.analysis.scorecard import scorecard
from indicators.exports.backlog import backlog_table
from indicators.exports.xlsx_book import CODE, NAME, NUMBER, Book
from indicators.intake.unit_identity import province_identity
from indicators.periods import Period
from indicators.reference.provinces import load_provinces
from indicators.translation import text
from indicators.warehouse.warehouse import Warehouse

# As many steps back as two years of closed months have.
MOST_STEPS = 24


def history_sheet(book: Book, warehouse: Warehouse, level: str) -> None:
    """Write a row an agency and node, a column a step, the last at the right.

    Missing where there is no value.
    """
    capture = book.view.capture
    found = warehouse.ask("level_history", capture_id=capture.capture_id, level=level, most=MOST_STEPS)
    steps = found.drop_duplicates("step")
    if len(steps) < 2:
        return
    names = (
        formats.told_apart(steps.captured_at)
        if capture.is_open
        else [formats.period(Period.parse(written)) for written in steps.period]
    )
    order = {code: place for place, code in enumerate(book.index.nodes)}
    keys = ["agency_name", "agency_code", "node"]
    wide = found.assign(agency_code=found.agency_code.fillna("")).pivot_table(
        index=keys, columns="step", values="value", aggfunc="last", dropna=False, observed=True
    )
    wide = wide.reindex(columns=steps.step).dropna(how="all")
    # Numbers of Python's own: of each is asked whether it is missing, and its digits for the code.
    keyed = zip(wide.index, wide.to_numpy().tolist(), strict=True)
    rows = [(name, code, node, values) for (name, code, node), values in keyed]
    rows.sort(key=lambda row: (order[row[2]], row[0]))
    columns = [
        (text("Indicator"), NAME, None),
        (text("Agency"), NAME, None),
        (text("Agency code"), CODE, None),
        *((name, NUMBER, book.points) for name in names),
    ]
    peers = formats.level(level)
    begins = why_history_begins(warehouse, capture.capture_id, level, book.index.root.code)
    sheet = book.sheet(
        text("Over time {level}", level=peers),
        text("{level} over time", level=peers),
        line_begins(begins) if begins else "",
    )
    written = ((book.index.nodes[node].name(), name, code, *values) for name, code, node, values in rows)
    book.table(sheet, columns, written)


def changes_sheet(book: Book, warehouse: Warehouse) -> None:
    """Write what changed since the capture compared with: totals, ranks, every component's points.

    The province first, then its units in rank order; without such a capture, why there is none.
    """
    view, previous = book.view, book.view.comparison.previous
    title = text("Changes of the total and of every component, in points")
    since = text("changes since {previous}", previous=of_capture(previous).basis()) if previous else ""
    sheet = book.sheet(text("Changes"), title, since or view.comparison.said)
    components = book.index.components
    columns = [
        (text("Level"), CODE, None),
        (text("Agency"), NAME, None),
        (text("Agency code"), CODE, None),
        (text("Before"), NUMBER, book.points),
        (text("Now"), NUMBER, book.points),
        (text("Change in value"), NUMBER, book.change),
        (text("Change in rank"), NUMBER, book.places),
        *((component.short_name(), NUMBER, book.change) for component in components),
        (text("Why no change"), NAME, None),
    ]
    book.table(sheet, columns, _changes(book, warehouse, previous) if previous else [])


def _changes(book: Book, warehouse: Warehouse, previous: CaptureInfo) -> Iterator[list[Any]]:
    view, codes = book.view, [component.code for component in book.index.components]
    province = province_identity(view.capture.scope, view.capture.captured_on)
    card = scorecard(warehouse, view.capture, previous, province, "province")
    own = card.loc[book.index.root.code]
    yield [
        formats.level("province"),
        load_provinces().get(view.capture.scope, view.capture.scope),
        view.capture.scope,
        *(own.previous_value, own.value, own.value_change, None),
        *card.value_change[codes],
        own.why_no_change,
    ]
    parts = rankings_by(warehouse, view.capture, tuple(codes), previous.captured_at)
    for level, ranking in view.rankings.items():
        moved = [_changes_of(parts[code].get(level)) for code in codes]
        for row in ranking.rows.to_dict("records"):
            yield [
                *(formats.level(level), row["agency_name"], row["agency_code"] or ""),
                *(row["previous_value"], row["value"], row["value_change"], row["rank_change"]),
                *(changes.get(row["agency_id"]) for changes in moved),
                row["why_no_change"],
            ]


def _changes_of(ranking: Ranking | None) -> dict[str, float]:
    """Return by agency what a node's value changed by; nothing for a level that has no value of it."""
    if ranking is None:
        return {}
    return dict(zip(ranking.rows.agency_id, ranking.rows.value_change, strict=True))


def overdue_sheet(book: Book, warehouse: Warehouse) -> None:
    """Write the list of the week, agencies by level under Roman numbers, each level with its sum."""
    capture = book.view.capture
    step = overdue.step_by(warehouse, capture.scope, capture.captured_on)
    if step is None:
        return
    backlog = overdue.backlog(warehouse, step, "agency")
    table = backlog_table(backlog)
    number, agency, *counts = table.header
    columns = [(number, 6, None), (agency, NAME, None), *((count, NUMBER, book.count) for count in counts)]
    title = text("Overdue dossiers in the list of {day}", day=list_day(step))
    book.table(book.sheet(text("Overdue dossiers"), title), columns, table.rows, strong=table.strong)
