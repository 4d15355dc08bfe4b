"""A file that was handed out, or the code on it, held against the store."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from indicators import formats
from indicators.errors import InputProblem
from indicators.exports.verification.check import Verified, verify_code, verify_files
from indicators.exports.verification.words import facts, verdict
from indicators.translation import plural, text
from pages.components import page_frame, plain, uploader
from pages.components.tables import show

Found = dict[str, Verified]
KEPT = "verified"
MOST_ROWS = 8


def verify_documents() -> None:
    """Ask for a code or files, and say what they are of, whether the store says the same, and what differs."""
    with st.expander(text("Check a file that was handed out, or the code on it"), icon=":material/verified:"):
        warehouse = page_frame.warehouse()
        code = st.text_input(
            text("Verification code"),
            placeholder="R9K2-MFQ3-001A-PTA4",
            help=text("It stands at the foot of every page and slide, and above the table of a CSV file."),
            width=420,
        )
        if code.strip():
            _say((code, warehouse.version()), lambda: {"": verify_code(warehouse, code)})
        for file in uploader.files(text("Files to be checked"), "files to be checked"):
            key = (file.file_id, warehouse.version())
            _say(key, partial(verify_files, warehouse, file.name, file.getvalue()))


def _say(key: tuple[str, str], look: Callable[[], Found]) -> None:
    """Say what was found, looked for once as long as the store is as it is."""
    kept: dict[tuple[str, str], Found] = st.session_state.setdefault(KEPT, {})
    try:
        if key not in kept:
            kept[key] = look()
    except InputProblem as problem:
        plain.error(str(problem))
        return
    for name, found in kept[key].items():
        said = " · ".join(filter(None, (name, verdict(found))))
        (plain.error if found.verdict in ("altered", "moved") else plain.success)(said)
        for about, words in facts(found):
            plain.caption(f"{about}: {words}")
        if found.differences:
            _differences(found)
        elif found.verdict == "unseen" and found.figures:
            _figures(found)


def _differences(found: Verified) -> None:
    rows = pd.DataFrame(
        [(each.place, each.was, each.now) for each in found.differences], columns=["place", "was", "now"]
    )
    words = st.column_config.TextColumn
    columns = {
        "place": words(text("Where in the file")),
        "was": words(text("As the store has it")),
        "now": words(text("In the file")),
    }
    said = plural(
        len(rows),
        "Table of {count} place that differs",
        "Table of {count} places that differ",
        count=formats.count(len(rows)),
    )
    show(rows, columns, said, most=MOST_ROWS)


def _figures(found: Verified) -> None:
    rows = pd.DataFrame(
        [(figure.place, figure.words) for figure in found.figures], columns=["place", "words"]
    )
    words = st.column_config.TextColumn
    columns = {"place": words(text("Where in the file")), "words": words(text("As the store has it"))}
    said = plural(
        len(rows),
        "Table of {count} word or number of the file",
        "Table of {count} words and numbers of the file",
        count=formats.count(len(rows)),
    )
    show(rows, columns, said, most=MOST_ROWS)
