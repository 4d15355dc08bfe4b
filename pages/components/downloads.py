"""Files to take away: written when asked for, in the language and with the separator chosen by then."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import copy_context

import streamlit as st

from indicators.exports.csv import SEPARATORS, separated_by, separator
from indicators.exports.interface import address_of
from indicators.exports.page import page_pdf
from indicators.translation import text
from pages.components import page_record, url_choice

CHOSEN = "separator"


def choose_separator() -> None:
    """Ask what stands between the cells of every CSV of this session; by default as the settings say."""
    names = {"semicolon": text("semicolon"), "comma": text("comma"), "tab": text("tab")}
    usual = next(name for name, sign in SEPARATORS.items() if sign == separator())
    url_choice.choose(
        text("CSV cells separated by"),
        CHOSEN,
        list(names),
        written=lambda name: names[name],
        default=usual,
        help=text("Of the tables of every page, until you close it; Vietnamese Excel reads semicolons."),
    )


def chosen_separator() -> str:
    """Return the sign chosen; "" for that of the office's settings."""
    return SEPARATORS.get(st.query_params.get(CHOSEN, ""), "")


def file_when_asked(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Make the file once asked for: by then in a thread that has heard neither of language nor of who asks."""
    heard, between = copy_context(), chosen_separator()

    def written() -> bytes:
        with separated_by(between):
            return make()

    return lambda: heard.copy().run(written)


def page_pdf_button() -> None:
    """Offer the page as a PDF, once it tells where its numbers come from."""
    shown = page_record.page()
    if not shown.sources:
        return
    shown.address = st.query_params.to_dict()
    with st.container(key="page-as-pdf"):
        st.download_button(
            text("This page (PDF)"),
            file_when_asked(lambda: page_pdf(shown)),
            file_name=shown.file_name(),
            mime="application/pdf",
            icon=":material/print:",
            on_click="ignore",
            type="tertiary",
        )


def page_data_link() -> None:
    """Offer the address at which other programs ask for the page's numbers, once it tells where these come from."""
    shown = page_record.page()
    if not shown.sources:
        return
    st.link_button(
        text("Data of this page"),
        address_of(shown.name, url_choice.visit().chosen),
        help=text("The address at which other programs (Excel, Power BI) ask for these numbers."),
        icon=":material/data_object:",
        type="tertiary",
    )
