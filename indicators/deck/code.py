"""The verification code of a deck: one on all its slides, whatever they are written as."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from indicators.analysis import document_code
from indicators.analysis.document_code import Document
from indicators.deck.model import Bars, Deck, Lines, Moves, Points, Slide, Table


def slides_document(deck: Deck) -> Document | None:
    """Say what a deck is of; None where nothing was read yet."""
    if deck.capture is None:
        return None
    short = "" if deck.has_opening or deck.kind != "slides" else "yes"
    return document_code.of_capture(deck.kind, deck.capture, deck.comparison, short=short)


def slides_code(deck: Deck) -> str:
    """Return the code of a deck, for every slide and for the file's properties; "" where nothing was read yet."""
    of = slides_document(deck)
    return of.code(row for slide in deck.slides for row in _written(slide)) if of else ""


def slides_claim(deck: Deck) -> str:
    """Write a deck's code and what it is of, as a file carries them in its properties."""
    of = slides_document(deck)
    return of.claim(slides_code(deck)) if of else ""


def coded(deck: Deck) -> Deck:
    """Return the deck with its code after the source of each slide that has one."""
    code = slides_code(deck)
    slides = (
        replace(each, source=f"{each.source} · {code}") if each.source else each for each in deck.slides
    )
    return replace(deck, slides=tuple(slides)) if code else deck


def _written(slide: Slide) -> Iterator[list[Any]]:
    """Yield what a slide says and shows, row by row."""
    yield [slide.key, slide.message, *slide.facts, *slide.below]
    match slide.exhibit:
        case Bars(categories=names, series=series):
            yield list(names)
            yield from ([name, *values] for name, values in series)
        case Lines(days=days, series=series):
            yield [day.isoformat() for day in days]
            yield from ([name, *values] for name, values in series)
        case Moves(names=names, before=before, now=now, steps=steps):
            yield from (list(names), [steps[0], *before], [steps[1], *now])
        case Table(header=header, rows=rows):
            yield list(header)
            yield from map(list, rows)
        case Points(sentences=sentences):
            yield list(sentences)
