"""The list of all pages, and what every page has around it: style, store, record for paper, words for faults."""

from __future__ import annotations

from contextlib import suppress
from itertools import chain
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from indicators import catalogue, translation
from indicators.errors import InputProblem
from indicators.translation import text
from indicators.warehouse.own_dossiers import see_dossiers_of
from indicators.warehouse.warehouse import looking_once
from pages.components import (
    access,
    downloads,
    menu,
    page_frame,
    page_record,
    phone,
    plain,
    search,
    share,
    streamlit_words,
    url_choice,
)

# Where data is brought in, and what was withdrawn is put back.
WITHOUT_DATA = ("importing", "history")


def shown(name: str, title: str, icon: str) -> StreamlitPage:
    """Put a page in the menu for who may open it; by its address it is there for everybody, and says why not."""
    seen = person is not None and access.opens(person, name)
    return menu.page(
        f"{name}.py",
        title=title,
        icon=f":material/{icon}:",
        visibility="visible" if seen else "hidden",
    )


page_frame.set_language()
st.set_page_config(layout="wide", page_icon=Path(__file__).parent / "components" / "icon.svg")
person = None
with suppress(InputProblem):
    # Roles that cannot be read let nobody in; what is wrong with them is said below.
    person = access.who()
page = st.navigation(
    pages := {
        "": [
            shown("overview", text("Overview"), "dashboard"),
            shown("ranking", text("Ranking"), "format_list_numbered"),
            shown("agency", text("Agency"), "account_balance"),
            shown("trend", text("Trends"), "timeline"),
            shown("compare", text("Comparison"), "compare_arrows"),
            shown("map", text("Map"), "map"),
            shown("nation", text("Nation"), "public"),
        ],
        text("Groups of the index"): [
            shown("signals", text("Signals"), "troubleshoot"),
            # Those of other versions only are reached by links to what was read then.
            *(
                menu.page(
                    "group.py",
                    title=group.name(),
                    url_path=group.code,
                    visibility="visible" if person and group in catalogue.current().groups else "hidden",
                )
                for group in catalogue.all_groups()
            ),
        ],
        text("Following up"): [
            shown("watch", text("Watch list"), "visibility"),
            shown("overdue", text("Overdue dossiers"), "pending_actions"),
            shown("campaigns", text("Orders"), "flag"),
            shown("simulation", text("Simulation"), "experiment"),
            shown("synchronisation", text("Synchronisation"), "sync"),
        ],
        text("Meeting"): [
            shown("bulletin", text("Weekly bulletin"), "newspaper"),
            shown("present", text("Present"), "slideshow"),
            shown("documents", text("Documents"), "file_save"),
        ],
        text("Data"): [
            shown("importing", text("Bring data in"), "upload_file"),
            shown("quality", text("Data quality"), "fact_check"),
            shown("history", text("History"), "history"),
            shown("methodology", text("Methodology"), "menu_book"),
        ],
    },
    position="top" if person else "hidden",
)
url_choice.begin_visit(person.role if person else None)
with looking_once(), st.container(gap=None):
    page_frame.begin_page(
        streamlit_words.told(translation.language()),
        search.button(chain.from_iterable(pages.values())) if person else "",
    )
    try:
        see_dossiers_of(person.agency_id if person else None)
        if person is None:
            access.ask_to_sign_in()
        elif not access.opens(person, page.url_path):
            access.refused(person)
        elif page.url_path not in WITHOUT_DATA and page_frame.warehouse().is_empty():
            page_frame.empty_store()
        else:
            page_record.start_recording(page.url_path or "overview", page.title)
            phone.drawer_button()
            page.run()
            downloads.page_pdf_button()
            with st.container(horizontal=True, vertical_alignment="center"):
                downloads.page_data_link()
                share.share_button()
        if person:
            access.signed_in_as(person)
    except url_choice.PageEnds:
        pass
    except InputProblem as problem:
        plain.error(str(problem))
    except Exception as fault:
        # Streamlit writes it to the log, and says so in English alone.
        page_frame.say_fault(fault)
        raise
    finally:
        page_frame.end_page(page.url_path)
