"""Where files are dropped, in the session's language: Streamlit's own words are English and cannot be given."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from indicators import formats
from indicators.sources.files import MAX_FILE_BYTES
from indicators.translation import text
from pages.components import plain

STYLE = Path(__file__).with_name("uploader.css").read_text(encoding="utf-8")


def files(label: str, key: str) -> Sequence[Any]:
    """Draw the field and return the files that lie in it, each with its `file_id`."""
    words = {
        "choose": text("Choose files"),
        "drop": text("or drop them here, up to {size} MB each", size=formats.count(MAX_FILE_BYTES // 2**20)),
        "dropping": text("Drop the files here"),
    }
    said = " ".join(f'--{name}: "{_quoted(word)}";' for name, word in words.items())
    plain.html(f"<style>:root {{ {said} }}\n{STYLE}</style>")
    found = st.file_uploader(label, accept_multiple_files=True, key=key, label_visibility="collapsed")
    return found or []


def _quoted(words: str) -> str:
    """Write words so that they may stand in a text of a style sheet."""
    return words.replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ")
