"""The map: districts or communes, departments beside it; a click opens the agency."""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators import charts, formats
from indicators.analysis import capture_selection
from indicators.analysis.provenance import of_capture
from indicators.analysis.ranking import rankings
from indicators.reference.geography import load_boundaries, load_places
from indicators.translation import text
from pages.components import page_frame, page_record, pickers, plain
from pages.components import ranking as ranking_view

AREAS = ("commune", "district")

warehouse = page_frame.warehouse()
with st.container(gap="small"):
    scope = pickers.scope(warehouse)
    levels = [level for level in AREAS if level in capture_selection.levels(warehouse, scope)]
    if not levels:
        page_frame.stop_with_reason(text("No capture has districts or communes."))
    ranking, focus = ranking_view.ranking_pickers(scope, levels)
    node, capture = ranking.node, ranking.capture
    page_frame.mark_demonstration(capture.is_demo)
    left, right = st.columns([8, 5], gap="medium")
    with left:
        title = text(
            "{node}, {level}, in {unit}",
            node=node.short_name(),
            level=formats.level(ranking.level).lower(),
            unit=formats.unit(node.shown_in),
        )
        chart = partial(
            charts.places_map,
            ranking.rows,
            load_places(),
            load_boundaries(),
            title,
            of_capture(capture).basis(),
            direction=node.direction,
            focus=focus,
        )
        why_none = text("No unit of this peer group has a place on the map.")
        if agency := page_frame.draw_drilling(chart, title, why_none, "map"):
            st.switch_page("agency.py", query_params={"agency": agency})
        borders = text("For looking at; no legal boundaries.")
        page_record.print_words(borders, "note")
        plain.caption(f"{text('Click a mark to open the agency.')} {borders}")
    with right:
        title = text("Departments have no area: {node}", node=node.short_name())
        departments = rankings(warehouse, capture, node.code).get("department")
        if departments:
            ranking_view.ranking_chart(departments, title=title)
        else:
            page_frame.draw_chart(None, title, text("No department has a value here."))
    ranking_view.ranking_table_with_downloads(ranking, focus)
    page_record.source(of_capture(capture))
