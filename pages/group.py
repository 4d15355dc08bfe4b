"""One group of the index, the one its address names: points, indicators, units, moves, missing cases."""

from __future__ import annotations

import streamlit as st

from indicators.analysis.capture_selection import captures_with
from indicators.analysis.group import group_view
from indicators.analysis.provenance import of_capture
from indicators.translation import text
from pages.components import page_frame, page_record, pickers
from pages.sections import group as group_section
from pages.sections import own_counts

warehouse = page_frame.warehouse()
code = page_record.page().name
with st.container(gap="small"):
    scope = pickers.scope(warehouse)
    captures = captures_with(warehouse, code, None, scope)
    if not captures:
        page_frame.stop_with_reason(
            text("No capture of {province} has this group.", province=pickers.province(scope)),
            leads_to_data=True,
        )
    heading, period, day = pickers.reading_beside_heading(captures)
    view = page_frame.kept(group_view, scope, code, period, day)
    with heading:
        group_section.heading(view)
    page_frame.mark_demonstration(view.capture.is_demo)
    for component, indicators in view.parts:
        group_section.part(view, component, indicators)
    group_section.units(view)
    with page_frame.part_of_page():
        own_counts.counts_if_wanted(scope, code)
    page_record.source(of_capture(view.capture, view.comparison))
