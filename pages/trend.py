"""Trends: units over their peer group, their ranks, and all of them over time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from indicators import charts, formats
from indicators.analysis import doors
from indicators.analysis.levels import levels
from indicators.analysis.provenance import of_trend
from indicators.analysis.trend import Trend, trend
from indicators.analysis.trend_spans import left_out, shown_first, spans, why_not_followed
from indicators.exports.csv import trend_csv
from indicators.reference.annotations import load_annotations
from indicators.reference.targets import targets_among
from indicators.translation import text
from pages.components import chart_notes, page_frame, page_record, pickers, pictures, tables
from pages.components.kept_part import once_for_choice, shown_once
from pages.sections import province, signals
from pages.sections import trend as trend_section

# Lines in one chart, rows of the grid at either end of the ranking.
MOST_UNITS, GRID_ENDS = 6, 10


def over_time(moved: Trend, units: Sequence[str], shown: Sequence[str], scope: str) -> None:
    """Draw the units over their peer group, their ranks, all over time, and the province; say what is signal."""
    warehouse, timeline = page_frame.warehouse(), charts.Timeline(moved)
    node, level, span = moved.node, moved.level, moved.span
    happened = timeline.within(load_annotations())
    targets = targets_among(moved.node, level, timeline.last_day, units, kind=span.kind)
    goals = chart_notes.goals(targets, moved.node)
    peers = formats.level(level).lower()
    title = text(
        "{node}, {level}, in {unit}",
        node=moved.node.short_name(),
        level=peers,
        unit=formats.unit(moved.node.shown_in),
    )
    basis = span.name()
    to_unit = partial(doors.to_unit, scope=scope)
    page_frame.draw_chart(
        partial(charts.trend_lines, moved, units, title, basis, goals=goals, annotations=happened),
        pixels=pictures.PAGE,
        takes_width=True,
        door=to_unit,
    )
    chart_notes.middle(moved)
    chart_notes.events(happened)
    chart_notes.left_out(left_out(warehouse, node=node.code, level=level, scope=scope, span=span))
    chart_notes.targets(targets, moved.node)
    left, right = st.columns(2, gap="medium")
    with left:
        title = text("Rank among {level}", level=peers)
        page_frame.draw_chart(
            partial(charts.rank_bumps, moved, units, title, basis),
            title,
            text("None of these units was ever ranked."),
            pixels=pictures.HALF,
            door=to_unit,
        )
    with right:
        title = text("{shown} of {count} units over time", shown=len(shown), count=len(moved.names))
        page_frame.draw_chart(
            partial(charts.time_grid, moved, shown, title, basis), pixels=pictures.HALF, door=to_unit
        )
    with page_frame.part_of_page():
        province.through_time(scope, span)
    signals.usual_variation(moved, units[0] if units else "", scope, basis)
    signals.expected_end(moved, units)


warehouse = page_frame.warehouse()
with st.container(gap="small"):
    scope = pickers.scope(warehouse)
    columns = st.columns([2.4, 1.7, 2.4, 4, 1.2])
    with columns[0]:
        node = pickers.node()
    with columns[1]:
        level = pickers.level(levels(warehouse, scope))
    with columns[4]:
        pickers.language()
    followed = spans(warehouse, node.code, level, scope)
    if not followed:
        page_frame.stop_with_reason(why_not_followed(warehouse, node, level, scope), leads_to_data=True)
    with columns[2]:
        span = pickers.span(followed)
    moved = trend(warehouse, node=node.code, level=level, scope=scope, span=span)
    with columns[3]:
        chosen = pickers.units(moved.names, MOST_UNITS)

    page_frame.mark_demonstration(moved.is_demo)
    units = chosen or once_for_choice(shown_first, moved, scope)
    shown = once_for_choice(Trend.ends, moved, GRID_ENDS, units)
    basis = span.name()
    shown_once(over_time, moved, units, shown, scope)
    trend_section.trend_table(moved, shown, scope)
    record = once_for_choice(of_trend, moved, basis)
    tables.download_buttons(
        lambda: trend_csv(moved, basis),
        record,
        lambda: (text("over time"), moved.node.short_name(), formats.level(level), span.name()),
    )
    page_record.source(record)
