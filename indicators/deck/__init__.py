"""The meeting's slides as plain data, from the same questions as the pages; drawn by several writers.

Every slide's title is a message: a sentence that says what its numbers say and no more.
"""

from indicators.deck import slide_choice_table
from indicators.deck.build import build_deck
from indicators.deck.model import Bars, Deck, Exhibit, Lines, Moves, Points, Slide, Table
from indicators.deck.slide_choice import keep_choice, kept_choice

__all__ = [
    "Bars",
    "Deck",
    "Exhibit",
    "Lines",
    "Moves",
    "Points",
    "Slide",
    "Table",
    "build_deck",
    "keep_choice",
    "kept_choice",
    "slide_choice_table",
]
