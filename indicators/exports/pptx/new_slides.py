"""Slides that a file lacks because there were no numbers for them when it was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from indicators.deck import Deck, Slide
from indicators.deck.code import coded
from indicators.exports.pptx.memory import Memory
from indicators.exports.pptx.names import sign
from indicators.exports.pptx.template import content_layout
from indicators.exports.pptx.writing import write_slide
from indicators.translation import text


def add_new_slides(file: Any, deck: Deck, there: Mapping[str, Any], known: Memory) -> list[tuple[Any, Slide]]:
    """Add a deck's slides of which a file neither has any shape (`there`, by key) nor remembers that it could have.

    Each stands behind the slide that precedes it in a deck made anew, and says in its notes that it is new. None is
    added to a file that remembers nothing of this deck, or has no layout with room for an exhibit.
    """
    layout, added = content_layout(file), []
    is_of_this_deck = any(slide.key in known for slide in deck.slides)
    if layout is None or not is_of_this_deck:
        return []
    there, before = dict(there), there.get("opening")
    listed = file.slides._sldIdLst
    # Where a slide was taken away the next one would bear the name of a part that is there.
    file.part.rename_slide_parts([one.rId for one in listed])
    for slide in coded(deck).slides:
        if slide.key not in there and slide.key not in known:
            there[slide.key] = drawn = write_slide(file, layout, deck, slide)
            _move_behind(file, drawn, before)
            notes = drawn.notes_slide.notes_placeholder
            put_behind(notes.text_frame, [text("this slide is new: there were no data for it before")])
            sign(notes, slide.key, "notes", notes.text_frame.text)
            added.append((drawn, slide))
        before = there.get(slide.key, before)
    return added


def _move_behind(file: Any, drawn: Any, before: Any) -> None:
    """Move the last slide behind another one, or to the beginning."""
    listed = file.slides._sldIdLst
    places = {slide.slide_id: place for place, slide in enumerate(file.slides)}
    moved = listed[places[drawn.slide_id]]
    listed.remove(moved)
    listed.insert(places[before.slide_id] + 1 if before is not None else 0, moved)


def put_behind(frame: Any, lines: Sequence[str]) -> None:
    """Put lines behind a person's notes, in place of those that were put there before."""
    begins = text("— New numbers —")
    paragraphs = list(frame.paragraphs)
    end = next((place for place, one in enumerate(paragraphs) if one.text == begins), len(paragraphs))
    for old in paragraphs[max(end, 1) :]:
        old._p.getparent().remove(old._p)
    for line in [begins, *lines] if lines else []:
        frame.add_paragraph().text = line
