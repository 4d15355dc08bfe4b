"""The comparison: two to six agencies at one time, or one agency at two times."""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators import charts
from indicators.analysis.capture_selection import captures_of
from indicators.analysis.comparison import side_by_side
from indicators.analysis.provenance import of_capture
from indicators.exports.csv import comparison_csv
from indicators.translation import text
from pages.components import page_frame, page_record, pickers, pictures, tables
from pages.sections import comparison

# The table of more takes the whole width of a page; the chart then stands below.
MOST_BESIDE = 3

warehouse = page_frame.warehouse()
with st.container(gap="small"):
    scope = pickers.scope(warehouse)
    if not captures_of(warehouse, scope):
        pickers.stop_without_captures(scope)
    first, rest, last = st.columns([2, 9, 1.2])
    with last:
        pickers.language()
    with first:
        by_time = pickers.comparison_kind()
    with rest:
        level, compared = comparison.two_times(scope) if by_time else comparison.units(scope)
    if len(compared) < 2:
        page_frame.stop_with_reason(text("Choose at least two agencies."))
    together = side_by_side(warehouse, level, compared)
    page_frame.mark_demonstration(any(side.capture.is_demo for side in together.sides))
    comparison.legend(together)
    groups = [node.code for node in (together.index.root, *together.index.components)]
    title = text("Total and components")
    basis = comparison.basis(together)
    if len(together.sides) > MOST_BESIDE:
        beside, drawn, pixels = st.container(), st.container(), pictures.PAGE
    else:
        drawn, beside = st.columns([5, 7], gap="medium")
        pixels = pictures.COLUMN
    with drawn:
        chart = partial(charts.lettered_dots, together, groups, title, basis)
        page_frame.draw_chart(
            chart,
            title,
            text("No value is known."),
            pixels=pixels,
            takes_width=pixels == pictures.PAGE,
            door=partial(comparison.door, together, level, scope),
        )
    with beside:
        comparison.difference_table(together, level)
        tables.download_buttons(
            lambda: comparison_csv(together, level),
            of_capture(together.sides[0].capture),
            lambda: (text("comparison"), *dict.fromkeys(side.name for side in together.sides)),
        )
    for capture in {side.capture.capture_id: side.capture for side in together.sides}.values():
        page_record.source(of_capture(capture))
