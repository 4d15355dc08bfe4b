"""A page handed on: its address to copy, and as a code that a telephone reads from the screen."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode, urlsplit

import segno
import streamlit as st

from indicators.translation import text
from pages.components import access, plain, url_choice


def share_button() -> None:
    """Offer the address of what is shown; nothing where the browser does not tell where it is."""
    if not st.context.url:
        return
    shown = urlsplit(st.context.url)._replace(query=urlencode(url_choice.visit().address), fragment="")
    address = shown.geturl()
    # A picture of the code takes longer than most of a page: only for who opens it.
    words = text("Share this page")
    share = st.popover(words, icon=":material/share:", type="tertiary", key="share", on_change="rerun")
    if not share.open:
        return
    with share:
        st.code(address, language=None, wrap_lines=True)
        picture = segno.make(address, error="m").svg_data_uri(scale=4, border=3, light="white")
        words = escape(text("The address as a QR code"))
        plain.html(f'<img src="{picture}" alt="{words}" style="width: 100%; max-width: 16rem">')
        if access.is_own_machine():
            plain.caption(
                text("This application answers on this machine alone: others cannot open the address.")
            )
