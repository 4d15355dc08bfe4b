"""Which shapes of a slide that somebody worked on are ours: by their names, else by their places and words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER

from indicators.exports.pptx.contents import said_by
from indicators.exports.pptx.memory import Memory
from indicators.exports.pptx.names import UNWRITTEN, Ours, Role, digest, ours

Found = list[tuple[Any, Ours]]
# Which place of a layout bears what.
ROLES: dict[Any, Role] = {
    PP_PLACEHOLDER.TITLE: "title",
    PP_PLACEHOLDER.CENTER_TITLE: "title",
    PP_PLACEHOLDER.SUBTITLE: "subtitle",
    PP_PLACEHOLDER.BODY: "exhibit",
    PP_PLACEHOLDER.OBJECT: "exhibit",
    PP_PLACEHOLDER.FOOTER: "source",
    PP_PLACEHOLDER.DATE: "date",
}
# By what a slide without a name of ours is known.
TELLING: tuple[Role, ...] = ("title", "exhibit")


def of_slide(drawn: Any, known: Memory) -> Found:
    """Find the shapes of a slide that are ours, and what each said when it was written.

    LibreOffice takes the names of titles, sentences, sources and days away, and leaves those of charts and tables: of
    a slide with one of these, or of one that says what the file remembers, these places are ours as well.
    """
    named = [(shape, own) for shape in _all(drawn.shapes) if (own := ours(shape))]
    exhibit = next((own for _, own in named if own.role == "exhibit"), None)
    key = exhibit.key if exhibit else None if named else _by_words(drawn, known)
    if key is None:
        return named
    there = {own.role for _, own in named}
    found = []
    for shape in drawn.placeholders:
        role = ROLES.get(shape.placeholder_format.type)
        if role and role not in there and ours(shape) is None:
            found.append((shape, Ours(key, role, _written(known, key, role))))
    return named + found


def of_notes(drawn: Any, found: Found, known: Memory) -> Found:
    """Find the notes of a slide that are ours; those of a slide of ours whose name was taken away, too."""
    if not drawn.has_notes_slide:
        return []
    named = [
        (shape, own) for shape in drawn.notes_slide.shapes if (own := ours(shape)) and own.role == "notes"
    ]
    place = drawn.notes_slide.notes_placeholder
    if named or not found or place is None:
        return named
    key = found[0][1].key
    return [(place, Ours(key, "notes", _written(known, key, "notes")))]


def _written(known: Memory, key: str, role: Role) -> str:
    return known.get(key, {}).get(role, UNWRITTEN)


def _by_words(drawn: Any, known: Memory) -> str | None:
    """Tell which slide of ours says these words in its title or its sentences."""
    said = {
        (role, digest(words))
        for shape in drawn.placeholders
        if (role := ROLES.get(shape.placeholder_format.type)) in TELLING and (words := said_by(shape).strip())
    }
    return next((key for key, written in known.items() if said & set(written.items())), None)


def _all(shapes: Iterable[Any]) -> Iterator[Any]:
    """Yield all shapes, those within groups too."""
    for shape in list(shapes):
        yield shape
        if hasattr(shape, "shapes"):
            yield from _all(shape.shapes)
