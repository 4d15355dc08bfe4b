"""Words given to Streamlit: drawn as they are written, unless they are Markdown.

Pages draw words through here and `page_record`, and never give them to Streamlit themselves.
"""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from indicators import catalogue
from indicators.analysis.statements.model import Link
from indicators.markup import Markdown
from pages.components import menu


def label(words: str) -> str:
    """Return words above a widget."""
    return str(Markdown.escape(words))


def markdown(words: str, **use: Any) -> None:
    st.markdown(label(words), **use)


def caption(words: str, **use: Any) -> None:
    st.caption(label(words), **use)


def success(words: str) -> None:
    st.success(label(words), icon=":material/check:")


def info(words: str) -> None:
    st.info(label(words), icon=":material/info:")


def warning(words: str, icon: str = ":material/warning:") -> None:
    st.warning(label(words), icon=icon)


def error(words: str) -> None:
    st.error(label(words), icon=":material/error:")


def toast(words: str, icon: str = ":material/info:") -> None:
    st.toast(label(words), icon=icon)


class _Html(str):
    """HTML as it is: of words Streamlit would look for indentation, through megabytes of a picture."""

    def _repr_html_(self) -> str:
        return str(self)


def html(written: str, *, runs_script: bool = False) -> None:
    """Put in HTML that begins and ends with an element."""
    st.html(_Html(written), unsafe_allow_javascript=runs_script)


def page_link(
    page: str | StreamlitPage, words: str, icon: str | None = ":material/chevron_right:", **use: Any
) -> None:
    """Link to another page."""
    there = menu.page(page) if isinstance(page, str) else page
    st.page_link(there, label=label(words), icon=icon, **use)


def door(link: Link, words: str, **use: Any) -> None:
    """Link to the page behind a name or a sentence."""
    page_link(_page_of(link), words, query_params=dict(link.query), **use)


def _page_of(link: Link) -> str | StreamlitPage:
    # Groups share one file, and are told apart by their addresses.
    is_group = any(link.page == group.code for group in catalogue.all_groups())
    return menu.page("group.py", url_path=link.page) if is_group else f"{link.page}.py"


def listed(sentences: list[str]) -> Markdown:
    """Put each on a line of its own, after a dot."""
    return Markdown("\n").join(Markdown("- {}").format(sentence) for sentence in sentences)
