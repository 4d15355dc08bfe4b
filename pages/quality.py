"""How far the data can be relied on: what is late, missing, doubtful, contradictory, unusual or not new."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from indicators.analysis.capture_selection import captures_of
from indicators.analysis.provenance import of_capture
from indicators.analysis.quality_checks import quality
from indicators.markup import Markdown
from indicators.translation import text
from pages.components import entering, page_frame, page_record, pickers
from pages.sections import quality as quality_section

warehouse = page_frame.warehouse()
with st.container(gap="small"):
    entering.carry_out()
    scope = pickers.scope(warehouse)
    captures = captures_of(warehouse, scope)
    if not captures:
        pickers.stop_without_captures(scope)
    heading, period, day = pickers.reading_beside_heading(captures)
    view = quality(warehouse, scope, period, day, now=datetime.now(UTC))
    with heading:
        about = f"{pickers.province(scope)} · {of_capture(view.capture).basis()}"
        page_record.words(Markdown("## {} :small[:gray[· {}]]").format(text("Data quality"), about))
    page_frame.mark_demonstration(view.capture.is_demo)
    left, right = st.columns([4, 9], gap="medium")
    with left:
        kind = quality_section.finding_picker(view)
    with right:
        quality_section.detail(view, kind)
    page_record.source(of_capture(view.capture, view.comparison))
