"""The application: its pages, and what all of them share. Run with `streamlit run app.py`."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from indicators.problems import InputProblem
from indicators.wording import text
from pages.parts import frame

frame.speak()
st.set_page_config(layout="wide", page_icon=Path(__file__).parent / "pages" / "parts" / "icon.svg")
page = st.navigation(
    [
        st.Page("pages/overview.py", title=text("Overview"), icon=":material/dashboard:", default=True),
        st.Page("pages/ranking.py", title=text("Ranking"), icon=":material/format_list_numbered:"),
    ],
    position="top",
)
with st.container(gap=None):
    frame.dress()
    try:
        if frame.warehouse().ask("captures", scope=None).empty:
            frame.empty_store()
        else:
            page.run()
    except InputProblem as problem:
        st.error(str(problem), icon=":material/error:")
