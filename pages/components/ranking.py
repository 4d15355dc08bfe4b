"""A ranking as several pages choose and draw it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from indicators import charts, formats
from indicators.analysis import doors
from indicators.analysis.capture_selection import captures_with
from indicators.analysis.provenance import of_capture
from indicators.analysis.ranking import Ranking, rank, with_ranges
from indicators.analysis.signals import with_signals
from indicators.periods import Period
from indicators.reference.targets import targets_for
from indicators.translation import text
from indicators.warehouse.warehouse import Warehouse
from pages.components import chart_notes, page_frame, pickers, tables
from pages.components.kept_part import shown_once


def ranking_pickers(scope: str, levels: Sequence[str]) -> tuple[Ranking, str]:
    """Return the ranking asked for by a row of pickers, and the unit marked in it (its id, empty for none)."""
    warehouse = page_frame.warehouse()
    columns = st.columns([2.6, 1.9, 1.5, 1.3, 2, 1.2])
    with columns[0]:
        node = pickers.node()
    with columns[1]:
        level = pickers.level(list(levels))
    with columns[5]:
        pickers.language()
    captures = captures_with(warehouse, node.code, level, scope)
    if not captures:
        page_frame.stop_with_reason(text("No capture has “{node}” for this peer group.", node=node.name()))
    with columns[2]:
        period = pickers.period(captures)
    with columns[3]:
        day = pickers.reading(captures, period)
    ranking = page_frame.kept(_ranking, node.code, level, scope, period, day)
    with columns[4]:
        return ranking, pickers.unit(ranking.rows)


def _ranking(warehouse: Warehouse, node: str, level: str, scope: str, period: Period, day: date) -> Ranking:
    """Rank a peer group, with the ranges of its ranks and who has really moved."""
    found = rank(warehouse, node=node, level=level, scope=scope, period=period, captured_on=day)
    return with_signals(warehouse, with_ranges(warehouse, found))


def ranking_chart(ranking: Ranking, focus: str = "", *, title: str | None = None) -> None:
    """Draw who is where: rating bands behind a total, targets of the level, and of the one marked, as lines."""
    node, capture = ranking.node, ranking.capture
    targets = targets_for(node, ranking.level, capture.day, focus, kind=capture.period.kind)
    chart = partial(
        charts.ranked_dots,
        ranking.rows,
        title or text("{node}, {level}", node=node.short_name(), level=formats.level(ranking.level).lower()),
        of_capture(capture).basis(),
        direction=node.direction,
        focus=focus,
        signals=ranking.signals,
        idle=ranking.idle,
        rating=page_frame.rating_bands() if node.parent is None else [],
        goals=chart_notes.goals(targets, node),
    )
    door = partial(doors.to_peer, node, ranking.level, capture.scope, capture.captured_on)
    page_frame.draw_chart(chart, door=door)


def ranking_table_with_downloads(ranking: Ranking, focus: str) -> None:
    """Show the exact numbers, and the file to take away."""
    shown_once(tables.heading, ranking)
    tables.ranking_table(ranking, focus)
    tables.ranking_download_buttons(ranking)
