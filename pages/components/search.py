"""The search on every page: a button beside the pages' names, opened by "/" or Ctrl+K; found is by `search.js`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path

from streamlit.navigation.page import StreamlitPage

from indicators import translation
from indicators.translation import text

SEARCH_SCRIPT = Path(__file__).with_name("search.js").read_text(encoding="utf-8")
STYLE = Path(__file__).with_name("search.css").read_text(encoding="utf-8")


def button(pages: Iterable[StreamlitPage]) -> str:
    """Write the button; the words beside the script tell it what to say, and which pages there are for who looks.

    The script stays the same to the letter, as the browser demands; the rest of what is found it fetches once.
    """
    return _written(
        tuple((page.title, f"./{page.url_path}") for page in pages if page.visibility == "visible"),
        translation.language(),
    )


@cache
def _written(known: tuple[tuple[str, str], ...], language: str) -> str:
    words = {
        "language": language,
        "page": text("Page"),
        "search": text("Search"),
        "what": text(
            "A unit, an indicator, a page or a dossier's code; marks and capitals make no difference"
        ),
        "hint": text("Name or code, without marks too"),
        "fetching": text("The names are being fetched…"),
        "none": text("Nothing is called that. Try part of a name, or a code such as H21.05."),
        "failed": text("The list of names could not be fetched; pages can be found all the same."),
        "keys": text("↑ ↓ choose · Enter open · Esc close"),
    }
    return (
        f"<style>{STYLE}</style>"
        f'<button id="search-open" aria-label="{escape(words["search"])}" aria-keyshortcuts="/ Control+K" '
        f'data-words="{escape(json.dumps(words))}" data-pages="{escape(json.dumps(known))}">'
        f"<span>{escape(words['search'])}</span><kbd>/</kbd></button><script>{SEARCH_SCRIPT}</script>"
    )
