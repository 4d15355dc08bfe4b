"""Simulation: what it would take, and what would come of it, for an agency and for the province."""

from __future__ import annotations

import streamlit as st

from indicators.analysis.plans.scene import scene
from indicators.analysis.provenance import of_capture
from pages.components import page_frame, page_record
from pages.sections import agency as agency_section
from pages.sections import simulation

warehouse = page_frame.warehouse()
with st.container(gap="small"):
    _, agency, shown = agency_section.choose_reading(warehouse)
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
