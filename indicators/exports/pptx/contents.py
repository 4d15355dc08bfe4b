"""What a shape says, as words to be compared: the numbers of a chart, the rows of a table, paragraphs."""

from __future__ import annotations

import re
from typing import Any

from indicators import formats
from indicators.deck import Deck, Exhibit, Points, Slide, Table
from indicators.exports.pptx.chart_data import chart_words, drawn_words

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def said_by(shape: Any) -> str:
    """Return what a shape says now."""
    if getattr(shape, "has_chart", False):
        return chart_words(shape.chart)
    if getattr(shape, "has_table", False):
        return "\n".join("\t".join(cell.text for cell in row.cells) for row in list(shape.table.rows)[1:])
    return str(shape.text_frame.text) if shape.has_text_frame else ""


def words_of(exhibit: Exhibit) -> str:
    """Return what a shape says that shows this exhibit, unchanged."""
    match exhibit:
        case Points(sentences):
            return "\n".join(sentences)
        case Table() as table:
            return "\n".join("\t".join(row) for row in table.rows)
    return drawn_words(exhibit)


def numbers_in(words: str) -> set[str]:
    """Find the numbers in words, as they are written."""
    return set(_NUMBER.findall(words))


def numbers_of(deck: Deck, slide: Slide) -> set[str]:
    """Return every number that a slide says, shows or has in its notes."""
    said = [slide.message, *deck.speaker_notes(slide), deck.provenance.line(), deck.subtitle]
    match slide.exhibit:
        case Points(sentences):
            said += sentences
        case Table(header, rows):
            said += [*header, *(cell for row in rows for cell in row)]
        case shown:
            values = (value for _, row in getattr(shown, "series", ()) for value in row if value is not None)
            said += [formats.number(value, places) for value in values for places in (0, 1, 2)]
    return set().union(*map(numbers_in, said))
