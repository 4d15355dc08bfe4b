"""What is handed out after the meeting: slides and workbook of one reading, the same numbers as the pages."""

from __future__ import annotations

import streamlit as st

from indicators.wording import text
from views.parts import frame, handouts, pickers

warehouse = frame.warehouse()
with st.container(gap="small"):
    scope = pickers.scope(warehouse)
    captures = warehouse.ask("captures", scope=scope)
    if captures.empty:
        frame.nothing(text("No capture of {province} yet.", province=pickers.province(scope)))
    heading, period, day = pickers.reading_beside_heading(captures)
    with heading:
        st.markdown(f"## {text('Slides and tables to hand out')}")
    handouts.show(scope, period, day)
