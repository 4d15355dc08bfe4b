"""The presentation: every slide inside the page itself, nothing fetched, words never taken for code."""

from __future__ import annotations

import re
from base64 import b64decode

from indicators.deck import Bars, build_deck
from indicators.exports.presentation_html import deck_stage
from indicators.formats import number
from indicators.sources.records import Unit
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import GIA_LAI, capture, even


def test_every_slide_is_there_with_message_source_number_and_its_live_page(demonstration: Warehouse) -> None:
    deck = build_deck(demonstration, "H21")
    html = deck_stage(deck, "light", "./documents")
    assert html.count("<section") == len(deck.slides) + 1
    for place, slide in enumerate(deck.slides, start=2):
        assert f"{place}/{len(deck.slides) + 1}" in html
        assert f'href="./{slide.page}' in html
    assert "SỐ LIỆU MINH HỌA" in html


def test_nothing_is_fetched_from_anywhere(demonstration: Warehouse) -> None:
    html = deck_stage(build_deck(demonstration, "H21"), "dark", "./documents")
    outside = set(re.findall(r"(?:src|href|url)\\s*[=(]\\s*[\"']?(?:https?:)?//[^\"') ]+", html))
    assert not outside
    assert "@import" not in html


def test_the_pictures_write_the_decks_numbers(demonstration: Warehouse) -> None:
    deck = build_deck(demonstration, "H21")
    html = deck_stage(deck, "light", "./documents")
    drawn = [b64decode(found).decode() for found in re.findall(r'data-svg="([^"]+)"', html)]
    bars = [slide.exhibit for slide in deck.slides if isinstance(slide.exhibit, Bars)]
    first = bars[0]
    for value in first.series[0][1]:
        assert f">{number(value, first.decimals)}<" in drawn[0]


def test_words_are_never_taken_for_code(store: Store) -> None:
    strange = Unit("Sở <script>alert(1)</script>", code="H21.98", level="department")
    store.add([capture({GIA_LAI: even(9), strange: even(9)})])
    html = deck_stage(build_deck(Warehouse.of(store), "H21"), "light", "./documents")
    assert "alert(1)</script>" not in html
