"""Simulation: what it would take, and what would come of it, for an agency and for the province."""

from __future__ import annotations

import streamlit as st

from indicators.analysis.plans.scene import scene
from indicators.analysis.profile import captures_listing, known_units, profile
from indicators.analysis.provenance import of_capture
from indicators.translation import text
from pages.components import page_frame, page_record, pickers
from pages.sections import agency as agency_section
from pages.sections import simulation

warehouse = page_frame.warehouse()
with st.container(gap="small"):
    scope = pickers.scope(warehouse)
    known = known_units(warehouse, scope)
    if known.empty:
        page_frame.stop_with_reason(text("No capture of {province} yet.", province=pickers.province(scope)))
    columns = st.columns([3.4, 1.7, 1.5, 1.3, 1.2], vertical_alignment="bottom")
    with columns[0]:
        agency = pickers.agency(known)
    captures = captures_listing(warehouse, scope, agency)
    with columns[1]:
        period = pickers.period(captures)
    with columns[2]:
        day = pickers.reading(captures, period)
    with columns[4]:
        pickers.language()
    shown = profile(warehouse, scope, agency, period, day)
    agency_section.heading(shown)
    page_frame.mark_demonstration(shown.capture.is_demo)
    made = scene(warehouse, agency, shown.level, shown.capture, shown.comparison)
    if shown.level == "province":
        simulation.province(warehouse, made)
    else:
        simulation.ways(made)
        left, right = st.columns(2, gap="medium")
        with left:
            simulation.one_indicator(made)
        with right:
            simulation.closed(made)
    page_record.source(of_capture(shown.capture))
