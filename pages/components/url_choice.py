"""Choices kept in the URL, by code and always written out, so that a link gives the same view later.

The URL is the truth: a picker writes it, the page reads it. Streamlit's own binding writes the labels that
are seen, which change with the language, and omits the default, which changes with every import.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import streamlit as st

from indicators.translation import text
from pages.components import page_record, plain

T = TypeVar("T")
# Between several codes in one parameter.
SEPARATOR = ","
# What is chosen of how the page speaks, and not of what it shows.
OF_THE_SCREEN = ("lang", "separator")


def choose(
    label: str,
    name: str,
    options: Sequence[T],
    *,
    written: Callable[[T], str],
    code: Callable[[T], str] = str,
    resets: Sequence[str] = (),
    widget: Callable[..., Any] = st.selectbox,
    default: T | None = None,
    meant: Callable[[str], str] = str,
    **look: Any,
) -> T:
    """Show a select box, or another `widget`, for the URL parameter `name`; by default the first option.

    `meant` gives the code that is meant by what the URL says, where that may be said in several ways. What is
    asked for and not there falls back to the default, and says so. A new choice forgets those named
    in `resets`, which depend on it.
    """
    by_code = {code(option): option for option in options}
    first = next(iter(by_code)) if default is None else code(default)
    asked = kept(name, first)
    current = asked if asked in by_code else meant(asked)
    if current not in by_code:
        # Only what a link asks for is missed; what was chosen on another page may not exist on this one.
        if name in st.query_params:
            plain.toast(_not_there(label, asked, written(by_code[first])))
        current = first
    key = f"choose_{name}"
    st.session_state[key] = current
    widget(
        label,
        list(by_code),
        format_func=lambda option: written(by_code[option]),
        key=key,
        on_change=_changed,
        args=(name, key, resets),
        **look,
    )
    _keep(name, current)
    if current and name not in OF_THE_SCREEN:
        page_record.chose(label, written(by_code[current]), current)
    return by_code[current]


def choose_many(label: str, name: str, options: Mapping[str, str], *, most: int, **look: Any) -> list[str]:
    """Ask for up to `most` of the `options` (code to what is written) for the URL parameter `name`.

    At first none of them is chosen.

    What is asked for and not there is left out, and said.
    """
    asked = [code for code in dict.fromkeys(kept(name, "").split(SEPARATOR)) if code]
    current = [code for code in asked if code in options][:most]
    if len(current) < len(asked) and name in st.query_params:
        lost = ", ".join(code for code in asked if code not in current)
        shown = ", ".join(options[code] for code in current) or "–"
        plain.toast(_not_there(label, lost, shown))
    widget = f"choose_{name}"
    st.session_state[widget] = current
    st.multiselect(
        label,
        list(options),
        format_func=lambda code: options[code],
        key=widget,
        max_selections=most,
        placeholder=text("Choose up to {most}", most=most),
        on_change=_changed_many,
        args=(name, widget),
        **look,
    )
    _keep(name, SEPARATOR.join(current))
    if current:
        page_record.chose(label, ", ".join(options[code] for code in current), SEPARATOR.join(current))
    return current


def kept(name: str, default: str) -> str:
    """Return what the URL says for `name`, else what was last chosen in this session."""
    return str(st.query_params.get(name, _remembered().get(name, default)))


def set_to(name: str, value: str) -> None:
    """Choose from outside the picker, by a click on a chart, and draw the page again."""
    _keep(name, value)
    st.rerun()


def _not_there(label: str, asked: str, shown: str) -> str:
    return text(
        "“{asked}” is not there for “{label}”; shown is: {shown}.", asked=asked, label=label, shown=shown
    )


def _changed(name: str, widget: str, resets: Sequence[str]) -> None:
    for other in resets:
        _remembered().pop(other, None)
        st.query_params.pop(other, None)
    _keep(name, st.session_state[widget])


def _changed_many(name: str, widget: str) -> None:
    _keep(name, SEPARATOR.join(st.session_state[widget]))


def _keep(name: str, value: str) -> None:
    """Keep a choice in the URL and for the other pages: the navigation's links carry no parameters."""
    _remembered()[name] = value
    if not value:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != value:
        st.query_params[name] = value


def _remembered() -> dict[str, str]:
    chosen: dict[str, str] = st.session_state.setdefault("chosen", {})
    return chosen
