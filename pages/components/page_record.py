"""What a page shows, on screen and for paper alike: it passes here once, and is printed as it then stands.

Nothing is made for paper before somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from indicators.analysis.provenance import Provenance
from indicators.exports.page import Draws, Figure, Page, Picture, Table, Words
from indicators.markup import Markdown
from pages.components import plain

KEPT = "printed"


def start_recording(name: str, title: str) -> None:
    """Begin a page: nothing is shown yet."""
    st.session_state[KEPT] = Page(name, title)


def page() -> Page:
    """Return the page as far as it is drawn."""
    shown: Page = st.session_state[KEPT]
    return shown


def words(markdown: str, **use: Any) -> None:
    """Write a heading or sentences: plain words, or Markdown."""
    plain.markdown(markdown, **use)
    print_words(markdown)


def note(markdown: str) -> None:
    """Write small words below or beside something."""
    plain.caption(markdown)
    print_words(markdown, "note")


def print_words(markdown: str, kind: Literal["words", "note"] = "words") -> None:
    """Record for paper what the screen says in a form of its own."""
    page().parts.append(Words(Markdown.escape(markdown), kind))


def figure(label: str, value: str) -> None:
    """Write a key figure."""
    st.metric(plain.label(label), plain.label(value))
    page().parts.append(Figure(label, Markdown.escape(value)))


def print_chart(draw: Draws) -> None:
    """Record a chart, to be drawn anew in the theme of paper."""
    page().parts.append(Picture(draw))


def table_of(
    rows: pd.DataFrame,
    columns: Mapping[str, Any],
    styled: Callable[[pd.DataFrame], Styler] | None = None,
) -> Table:
    """Return these columns of a table in their order, to be printed; `columns` as Streamlit configures them."""
    shares = {name for name, look in columns.items() if look["type_config"]["type"] == "progress"}
    named = {name: look["label"] for name, look in columns.items()}
    return Table(rows, named, frozenset(shares), styled)


def print_table(table: Table) -> None:
    """Record a table for paper."""
    page().parts.append(table)


def chose(what: str, which: str, code: str = "") -> None:
    """Record what was chosen for the page, in words, and its code in the address."""
    page().choices.append((what, which.replace("**", "").lstrip("· "), code))


def source(record: Provenance) -> None:
    """Write where numbers come from, at the foot of a page."""
    plain.caption(record.line())
    page().sources.append(record.line())
    page().data_version = max(page().data_version, record.data_version)
