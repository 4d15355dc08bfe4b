"""What people enter on a page, kept as they saw the page when they pressed the button.

A press draws the page anew, from the store as it is by then: what one could choose from, and the value that stood
there, may be others. So a button binds what is shown beside it, its fields are read in the moment of the press,
and all is kept before anything is drawn again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.components import page_frame

# What the session keeps: what was pressed last, and how often something was kept.
PRESSED, KEPT = "pressed", "kept"


def field(name: str) -> str:
    """Return the key of a field that is empty again once what it held was kept."""
    return f"{name} {st.session_state.get(KEPT, 0)}"


def keep_button(
    label: str, keep: Callable[..., Any], *fields: str, in_form: bool = True, **look: Any
) -> None:
    """Show a button that calls `keep` with the values of these fields (by key), and so with all that `keep` binds."""
    button = st.form_submit_button if in_form else st.button
    button(label, on_click=_remember, args=(keep, fields), **look)


def _remember(keep: Callable[..., Any], fields: tuple[str, ...]) -> None:
    values = [st.session_state[name] for name in fields]
    st.session_state[PRESSED] = lambda: keep(*values)


def carry_out() -> Any:
    """Keep what was entered by the press that draws the page: what `keep` gives, None without one.

    Where it cannot be kept, why is said, and the rest of the page goes on.
    """
    if (pressed := st.session_state.pop(PRESSED, None)) is None:
        return None
    with page_frame.part_of_page():
        kept = pressed()
        st.session_state[KEPT] = st.session_state.get(KEPT, 0) + 1
        return kept
    return None
