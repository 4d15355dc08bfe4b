"""Bringing data in: drop files or collect, see what they make, then keep or cancel."""

from __future__ import annotations

import streamlit as st

from indicators.wording import text
from views.parts import arriving, intake, pickers

with st.container(gap="small"):
    heading, way, language = st.columns([4, 5, 1.3], vertical_alignment="center")
    with heading:
        st.markdown(f"## {text('Bring data in')}")
    with way:
        is_collecting = intake.is_collecting()
    with language:
        pickers.language(icon=":material/language:", label_visibility="collapsed")
    arriving.kept_before()
    made = intake.collected() if is_collecting else intake.dropped()
    if made:
        arriving.keep_or_cancel(made)
        arriving.shown(made)
    elif not is_collecting:
        intake.templates()
