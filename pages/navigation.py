"""The list of all pages, and what every page has around it: style, store, record for paper, words for faults."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from indicators import catalogue
from indicators.errors import InputProblem
from indicators.translation import text
from pages.components import downloads, page_frame, page_record, plain

page_frame.set_language()
st.set_page_config(layout="wide", page_icon=Path(__file__).parent / "components" / "icon.svg")
page = st.navigation(
    {
        "": [
            st.Page("overview.py", title=text("Overview"), icon=":material/dashboard:", default=True),
            st.Page("ranking.py", title=text("Ranking"), icon=":material/format_list_numbered:"),
            st.Page("agency.py", title=text("Agency"), icon=":material/account_balance:"),
            st.Page("trend.py", title=text("Trends"), icon=":material/timeline:"),
            st.Page("compare.py", title=text("Comparison"), icon=":material/compare_arrows:"),
            st.Page("map.py", title=text("Map"), icon=":material/map:"),
            st.Page("nation.py", title=text("Nation"), icon=":material/public:"),
        ],
        text("Groups of the index"): [
            # Those of other versions only are reached by links to what was read then.
            st.Page(
                "group.py",
                title=group.name(),
                url_path=group.code,
                visibility="visible" if group in catalogue.current().groups else "hidden",
            )
            for group in catalogue.all_groups()
        ],
        text("Following up"): [
            st.Page("overdue.py", title=text("Overdue dossiers"), icon=":material/pending_actions:"),
            st.Page("campaigns.py", title=text("Orders"), icon=":material/flag:"),
            st.Page("synchronisation.py", title=text("Synchronisation"), icon=":material/sync:"),
        ],
        text("Meeting"): [
            st.Page("present.py", title=text("Present"), icon=":material/slideshow:"),
            st.Page("documents.py", title=text("Documents"), icon=":material/file_save:"),
        ],
        text("Data"): [
            st.Page("importing.py", title=text("Bring data in"), icon=":material/upload_file:"),
            st.Page("quality.py", title=text("Data quality"), icon=":material/fact_check:"),
            st.Page("history.py", title=text("History"), icon=":material/history:"),
            st.Page("methodology.py", title=text("Methodology"), icon=":material/menu_book:"),
        ],
    },
    position="top",
)
with st.container(gap=None):
    page_frame.apply_page_style()
    try:
        if page.url_path != "importing" and page_frame.warehouse().is_empty():
            page_frame.empty_store()
        else:
            page_record.start_recording(page.url_path or "overview", page.title)
            page.run()
            downloads.page_pdf_button()
    except InputProblem as problem:
        plain.error(str(problem))
    except Exception as fault:
        # Streamlit writes it to the log, and says so in English alone.
        page_frame.say_fault(fault)
        raise
