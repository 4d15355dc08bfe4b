"""Where: districts or communes on the map, departments beside it; a click opens the agency."""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators import charts, formats
from indicators.analysis import choices
from indicators.analysis.ranking import rankings
from indicators.places import load_boundaries, load_places
from indicators.wording import text
from views.parts import frame, paper, pickers, ranked

AREAS = ("commune", "district")

warehouse = frame.warehouse()
with st.container(gap="small"):
    scope = pickers.scope(warehouse)
    levels = [level for level in AREAS if level in choices.levels(warehouse, scope)]
    if not levels:
        frame.nothing(text("No capture has districts or communes."))
    ranking, focus = ranked.choose(scope, levels)
    node, capture = ranking.node, ranking.capture
    frame.mark_demonstration(capture.is_demo)
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
            frame.basis(capture),
            direction=node.direction,
            focus=focus,
        )
        why_none = text("No unit of this peer group has a place on the map.")
        if agency := frame.draw_drilling(chart, title, why_none, "map"):
            st.switch_page("views/agency.py", query_params={"agency": agency})
        borders = text("For looking at; no legal boundaries.")
        paper.print_words(borders, "note")
        st.caption(f"{text('Click a mark to open the agency.')} {borders}")
    with right:
        title = text("Departments have no area: {node}", node=node.short_name())
        departments = rankings(warehouse, capture, node.code).get("department")
        if departments:
            ranked.dots(departments, title=title)
        else:
            frame.draw(None, title, text("No department has a value here."))
    ranked.in_full(ranking, focus)
    frame.source_line(capture, ranking.catalogue.name())
