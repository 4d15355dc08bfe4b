"""Bringing data in: drop files or collect, see what they make, then keep or cancel."""

from __future__ import annotations

import streamlit as st

from indicators.wording import text
from views.parts import frame, intake, pickers

with st.container(gap="small"):
    heading, language = st.columns([9, 1.3], vertical_alignment="center")
    with heading:
        st.markdown(f"## {text('Bring data in')}")
    with language:
        pickers.language(icon=":material/language:", label_visibility="collapsed")
    intake.kept_before()
    left, right = st.columns([5, 4], gap="medium")
    with left:
        files = intake.files()
    with right:
        period, moment, sheets = intake.told()
    if files:
        prepared = intake.prepared(files, period, moment, sheets)
        if prepared:
            intake.shown(prepared)
            intake.keep_or_cancel(prepared)
    else:
        intake.templates()
        intake.collect(frame.warehouse().store)
