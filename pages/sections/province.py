"""The province through time: the total and its groups, a small panel each, all on one scale."""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators import charts, formats
from indicators.analysis import doors
from indicators.analysis.province_trends import ProvinceTrends, province_trends
from indicators.analysis.trend import Span, Trend
from indicators.markup import Markdown
from indicators.reference.annotations import Annotation, load_annotations
from indicators.translation import text
from pages.components import chart_notes, page_frame, page_record, pickers, pictures

PANELS_A_ROW = 3


def through_time(scope: str, span: Span) -> None:
    """Show the province's own readings in the total and every group; nothing where there are fewer than two."""
    found = province_trends(page_frame.warehouse(), scope, span)
    if found is None:
        return
    title = text("{province} through time, in % of the maximum points", province=pickers.province(scope))
    page_record.words(Markdown("**{}**  :small[:gray[{}]]").format(title, span.name()))
    for start in range(0, len(found.trends), PANELS_A_ROW):
        columns = st.columns(PANELS_A_ROW, gap="medium")
        for column, moved in zip(columns, found.trends[start : start + PANELS_A_ROW], strict=False):
            with column:
                _panel(found, moved)
    chart_notes.events(charts.Timeline(found.trends[0]).within(load_annotations()))
    for moved in found.trends:
        chart_notes.targets(found.targets[moved.node.code], moved.node)


def _panel(found: ProvinceTrends, moved: Trend) -> None:
    happened, points = page_frame.drawn_once(_beside, moved, found.unit)
    title = moved.node.short_name()
    draw = partial(charts.province_panel, found, moved, title, points, annotations=happened)
    page_frame.draw_chart(
        draw, pixels=pictures.THIRD, door=partial(doors.whatever, doors.to_node(moved.node))
    )


def _beside(moved: Trend, unit: str) -> tuple[list[Annotation], str]:
    """Return what happened meanwhile, and the points a unit has at last, in words."""
    last = moved.of(unit).value.dropna().iloc[-1]
    points = f"{formats.number(last)}/{formats.number(moved.node.points, 0)} {text('points')}"
    return charts.Timeline(moved).within(load_annotations()), points
