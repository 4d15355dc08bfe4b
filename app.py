"""The application: its pages, and what all of them share. Run with `streamlit run app.py`.

The pages are not in a folder called `pages`: where the first thing a started server is asked for is a link to
one of them, Streamlit would run it without this file.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from indicators import catalogue
from indicators.problems import InputProblem
from indicators.wording import text
from views.parts import files, frame, paper

frame.speak()
st.set_page_config(layout="wide", page_icon=Path(__file__).parent / "views" / "parts" / "icon.svg")
page = st.navigation(
    {
        "": [
            st.Page("views/overview.py", title=text("Overview"), icon=":material/dashboard:", default=True),
            st.Page("views/ranking.py", title=text("Ranking"), icon=":material/format_list_numbered:"),
            st.Page("views/agency.py", title=text("Agency"), icon=":material/account_balance:"),
            st.Page("views/trend.py", title=text("Trends"), icon=":material/timeline:"),
            st.Page("views/compare.py", title=text("Comparison"), icon=":material/compare_arrows:"),
            st.Page("views/map.py", title=text("Map"), icon=":material/map:"),
            st.Page("views/nation.py", title=text("Nation"), icon=":material/public:"),
        ],
        text("Five groups"): [
            st.Page(f"views/{group.code}.py", title=group.name())
            for group in list(catalogue.load().values())[-1].groups
        ],
        text("Following up"): [
            st.Page("views/overdue.py", title=text("Overdue dossiers"), icon=":material/pending_actions:"),
            st.Page("views/campaigns.py", title=text("Orders"), icon=":material/flag:"),
            st.Page("views/synchronisation.py", title=text("Synchronisation"), icon=":material/sync:"),
        ],
        text("Meeting"): [
            st.Page("views/present.py", title=text("Present"), icon=":material/slideshow:"),
            st.Page("views/documents.py", title=text("Documents"), icon=":material/file_save:"),
        ],
        text("Data"): [
            st.Page("views/importing.py", title=text("Bring data in"), icon=":material/upload_file:"),
            st.Page("views/quality.py", title=text("Data quality"), icon=":material/fact_check:"),
            st.Page("views/history.py", title=text("History"), icon=":material/history:"),
            st.Page("views/methodology.py", title=text("Methodology"), icon=":material/menu_book:"),
        ],
    },
    position="top",
)
with st.container(gap=None):
    frame.dress()
    try:
        if frame.warehouse().is_empty() and page.url_path != "importing":
            frame.empty_store()
        else:
            paper.begin(page.url_path or "overview", page.title)
            page.run()
            files.take_page()
    except InputProblem as problem:
        st.error(str(problem), icon=":material/error:")
    except Exception:
        # Streamlit writes it to the log, and says so in English alone.
        frame.something_went_wrong()
        raise
