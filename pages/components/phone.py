"""On a telephone the answer comes first: pickers are in one drawer, tables are lists."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

import streamlit as st

from indicators import formats
from indicators.analysis.statements.model import Link
from indicators.exports.page import Table, written
from indicators.translation import text
from pages.components import plain

DRAWER_SCRIPT = Path(__file__).with_name("phone.js").read_text(encoding="utf-8")


def drawer_button() -> None:
    """Draw the button that opens the pickers; it is seen on a telephone alone."""
    words = {"choose": text("Chosen"), "done": text("Close the choices"), "all": text("all")}
    told = " ".join(f'data-{name}="{escape(word)}"' for name, word in words.items())
    plain.html(
        f'<button id="choices-open" {told}></button><script>{DRAWER_SCRIPT}</script>',
        runs_script=True,
    )


def is_phone() -> bool:
    """Whether the browser says that it is a telephone's."""
    return "Mobi" in str(st.context.headers.get("User-Agent", ""))


def rows_as_list(table: Table, links: Sequence[Link | None] | None = None) -> None:
    """Write a table as a list: each row by its words, then what its other columns say; a link where one is told."""
    names = list(table.columns.values())
    title = next((at for at, name in enumerate(table.columns) if str(name).endswith("name")), 0)
    items = []
    for number, cells in enumerate(written(table)):
        head = escape(cells[title])
        if links and (link := links[number]):
            head = f'<a href="{escape(link.address)}">{head}</a>'
        told = " · ".join(
            f"{escape(name)}{formats.TIED_SPACE}<b>{escape(cell)}</b>"
            for at, (name, cell) in enumerate(zip(names, cells, strict=True))
            if at != title and cell.strip() not in ("", "–")
        )
        items.append(f"<li>{head}<p>{told}</p></li>")
    plain.html(f'<ul class="rows">{"".join(items)}</ul>')
