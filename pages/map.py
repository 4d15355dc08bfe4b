"""The map: districts or communes as equal tiles, or as areas where boundaries are put; each leads to its unit."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from indicators import charts, formats
from indicators.analysis import doors
from indicators.analysis.levels import levels as rankable
from indicators.analysis.provenance import of_capture
from indicators.analysis.ranking import rankings
from indicators.analysis.signals import with_signals
from indicators.charts import tiles
from indicators.reference.geography import load_boundaries, load_places
from indicators.reference.tiles import load_tiles
from indicators.translation import text
from pages.components import page_frame, page_record, pickers
from pages.components import ranking as ranking_view

AREAS = ("commune", "district")
# On a phone, in pixels: a name is still read within its tile.
NARROWEST = 640

warehouse = page_frame.warehouse()
with st.container(gap="small"):
    scope = pickers.scope(warehouse)
    levels = [level for level in AREAS if level in rankable(warehouse, scope)]
    if not levels:
        page_frame.stop_with_reason(text("No capture has districts or communes."), leads_to_data=True)
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
        basis = of_capture(capture).basis()
        # Of the units that are shown: a province may have put the boundaries of another level alone.
        shown = set(ranking.rows.agency_id)
        boundaries = {unit: rings for unit, rings in load_boundaries().items() if unit in shown}
        about: dict[str, Any] = {"direction": node.direction, "focus": focus, "idle": ranking.idle}
        if boundaries:
            chart = partial(charts.places_map, ranking.rows, load_places(), boundaries, title, basis, **about)
        else:
            chart = partial(charts.tile_map, ranking.rows, load_places(), load_tiles(), title, basis, **about)
        why_none = text("No unit of this peer group has a place on the map.")
        page_frame.draw_chart(
            chart,
            title,
            why_none,
            pixels=tiles.WIDTH,
            narrowest=NARROWEST,
            door=partial(doors.to_unit, scope=scope),
        )
        borders = (
            text("For looking at; no legal boundaries.")
            if boundaries
            else text("Every unit is one tile of the same size, near its place; no legal boundaries.")
        )
        page_record.note(borders)
    with right:
        title = text("Departments have no area: {node}", node=node.short_name())
        departments = rankings(warehouse, capture, node.code).get("department")
        if departments:
            ranking_view.ranking_chart(with_signals(warehouse, departments), title=title)
        else:
            page_frame.draw_chart(None, title, text("No department has a value here."))
    ranking_view.ranking_table_with_downloads(ranking, focus)
    page_record.source(of_capture(capture))
