"""The meeting's slides as plain data, from the same questions as the pages; drawn by several writers.

Every slide's title is a message: a sentence that says what its numbers say and no more.
"""

from indicators.deck.building import build_deck
from indicators.deck.model import Bars, Deck, Points, Slide

__all__ = ["Bars", "Deck", "Points", "Slide", "build_deck"]
