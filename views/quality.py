"""How far the data can be relied on: what is late, missing, doubtful, contradictory, unusual or not new."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from indicators.analysis.choices import captures_of
from indicators.analysis.quality import quality
from indicators.wording import text
from views.parts import findings, frame, paper, pickers

warehouse = frame.warehouse()
with st.container(gap="small"):
    scope = pickers.scope(warehouse)
    captures = captures_of(warehouse, scope)
    if not captures:
        frame.nothing(text("No capture of {province} yet.", province=pickers.province(scope)))
    heading, period, day = pickers.reading_beside_heading(captures)
    view = quality(warehouse, scope, period, day, now=datetime.now(UTC))
    with heading:
        about = f"{pickers.province(scope)} · {frame.basis(view.capture)}"
        paper.words(f"## {text('Data quality')} :small[:gray[· {about}]]")
    frame.mark_demonstration(view.capture.is_demo)
    left, right = st.columns([4, 9], gap="medium")
    with left:
        kind = findings.choose(view)
    with right:
        findings.detail(view, kind)
    frame.source_line(view.capture, view.index.name())
