"""Our own search above a long table: as on every page marks and capitals make no difference."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from indicators import formats
from indicators.analysis.search import folded
from indicators.translation import text
from pages.components import plain


def asked_above(count: int, table: str) -> str:
    """Ask what is searched among so many rows of a table, which is told from others by its text alternative."""
    asked = text("Search among {count} rows, without marks too", count=formats.count(count))
    return st.text_input(
        asked,
        key=f"search {table}",
        label_visibility="collapsed",
        placeholder=asked,
        icon=":material/search:",
    )


def having(rows: pd.DataFrame, sought: str, also: Sequence[str]) -> pd.DataFrame:
    """Return the rows whose words, or those `also` told of a row, have each of the words that are sought.

    Where none has them that is said.
    """
    if not sought:
        return rows
    words = [name for name in rows if not pd.api.types.is_numeric_dtype(rows[name])]
    told = [" ".join(map(str, cells)) for cells in rows[words].itertuples(index=False)]
    if also:
        told = [f"{mine} {more}" for mine, more in zip(told, also, strict=True)]
    parts = folded(sought).split()
    found = [all(part in folded(row) for part in parts) for row in told]
    if not any(found):
        plain.info(text("No row has “{words}”.", words=sought))
    return rows[found]
