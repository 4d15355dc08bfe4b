"""The deck as a PowerPoint file: the office's look, charts and tables that can be edited, notes, alternative texts."""

from __future__ import annotations

import io

from indicators.deck import Deck
from indicators.deck.code import coded
from indicators.exports.pptx.memory import remember
from indicators.exports.pptx.renewal import Renewed, renewed_pptx
from indicators.exports.pptx.template import open_template
from indicators.exports.pptx.writing import set_properties, write_notes, write_opening, write_slide

__all__ = ["Renewed", "deck_pptx", "renewed_pptx"]


def deck_pptx(deck: Deck) -> bytes:
    """Write the deck as a file; the numbers in it are the deck's, to the last digit.

    InputProblem where the office's own template cannot be used.
    """
    template, claimed = open_template(), deck
    deck = coded(deck)
    if deck.has_opening:
        write_opening(template.file, template.opening, deck)
    for number, slide in enumerate(deck.slides):
        drawn = write_slide(template.file, template.content, deck, slide)
        if number == 0 and not deck.has_opening:
            write_notes(drawn, slide.key, (*deck.speaker_notes(slide), "", *deck.operator_notes()))
    set_properties(template.file, claimed)
    remember(template.file, deck.offered)
    stream = io.BytesIO()
    template.file.save(stream)
    return stream.getvalue()
