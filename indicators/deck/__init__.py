"""The meeting's slides as plain data, from the same questions as the pages; drawn by several writers.

Every slide's title is a message: a sentence that says what its numbers say and no more.
"""

from indicators.deck import edited_choice
from indicators.deck.building import build_deck
from indicators.deck.choice import kept_choice
from indicators.deck.model import Bars, Deck, Exhibit, Lines, Points, Slide, Table

__all__ = [
    "Bars",
    "Deck",
    "Exhibit",
    "Lines",
    "Points",
    "Slide",
    "Table",
    "build_deck",
    "edited_choice",
    "kept_choice",
]
