"""A statement on a page: its sentence, which leads to the numbers behind it."""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from indicators.analysis.statements import Link
from indicators.catalogue import all_groups
from indicators.markup import Markdown
from pages.components import page_record, plain


def linked_sentence(sentence: str, link: Link) -> None:
    """Write a sentence that is a link to the page behind it, and a line of a list on paper."""
    page_record.print_words(Markdown("- {}").format(sentence))
    plain.page_link(_page(link.page), sentence, query_params=dict(link.query))


def _page(name: str) -> str | StreamlitPage:
    """Find a page by its name in the address: groups share one file."""
    group = next((group for group in all_groups() if group.code == name), None)
    return st.Page("group.py", title=group.name(), url_path=name) if group else f"{name}.py"
