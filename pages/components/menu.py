"""The pages as Streamlit knows them: each is made once, as its file is looked for on the disk to make it."""

from __future__ import annotations

from copy import copy
from functools import cache
from typing import Any

import streamlit as st
from streamlit.navigation.page import StreamlitPage

FIRST = "overview.py"


def page(file: str, **look: Any) -> StreamlitPage:
    """Give the page of a file, with its title, icon and address; each rerun has its own, as it notes which runs."""
    return copy(_made(file, tuple(look.items())))


@cache
def _made(file: str, look: tuple[tuple[str, Any], ...]) -> StreamlitPage:
    return st.Page(file, default=file == FIRST, **dict(look))
