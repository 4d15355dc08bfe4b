"""A deck that its presenter worked on, with the numbers of another reading.

What was written here and left as it was is renewed: charts with their workbooks, tables, sources, titles, notes. What
a person changed stays to the letter, and is marked where its numbers are no longer so; order, looks, places, slides
added and slides taken away stay as they are.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zipfile import is_zipfile

from lxml.etree import tostring
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Emu, Inches, Pt

from indicators.charts.style import INKS
from indicators.deck import Deck, Slide
from indicators.deck.code import coded
from indicators.errors import InputProblem
from indicators.exports.pptx.contents import numbers_in, numbers_of, said_by, words_of
from indicators.exports.pptx.exhibits import renew_exhibit, say_anew
from indicators.exports.pptx.finding import Found, of_notes, of_slide
from indicators.exports.pptx.memory import Memory, recall, remember
from indicators.exports.pptx.names import Ours, digest, sign
from indicators.exports.pptx.new_slides import add_new_slides, put_behind
from indicators.exports.pptx.template import UNREADABLE
from indicators.exports.pptx.words import write
from indicators.exports.pptx.writing import dated, described, set_properties, title_size
from indicators.sources.zips import open_zip
from indicators.translation import text

# How high the mark across the top of a slide is, and the size of its words.
MARK_HEIGHT, MARK_SIZE = Inches(0.22), 12
# Attributes of a run that programs set by themselves.
UNSEEN = ("lang", "altLang", "dirty", "err", "noProof", "smtClean", "smtId", "kumimoji")


@dataclass(slots=True)
class Renewed:
    """A renewed file: the slides (numbers from 1) marked because what was changed by hand is of other numbers.

    `added` are slides that there were no numbers for before, with their messages; `missing` are messages of slides
    that the file does not have, for somebody took them away.
    """

    content: bytes
    marked: tuple[int, ...]
    added: tuple[tuple[int, str], ...]
    missing: tuple[str, ...]

    def told(self) -> list[str]:
        """Say which slides are to be looked at, and which the file does not have."""
        said = []
        if self.marked:
            said.append(
                text(
                    "Slides to be looked at, changed by hand: {slides}",
                    slides=", ".join(map(str, self.marked)),
                )
            )
        if self.added:
            listed = "; ".join(f"{number} “{words}”" for number, words in self.added)
            said.append(text("New slides, which there were no data for before: {slides}", slides=listed))
        if self.missing:
            said.append(
                text("Slides with data that the file does not have: {slides}", slides="; ".join(self.missing))
            )
        return said


def renewed_pptx(deck: Deck, last: bytes) -> Renewed:
    """Renew a file that was written here by the whole deck of another reading.

    A slide that there were no numbers for when the file was made is added; one that somebody took away is not.
    InputProblem where it is no PowerPoint file, or has no slide of ours.
    """
    file = _opened(last)
    known, there, marked = recall(file), dict[str, Any](), []
    by_key = {slide.key: slide for slide in coded(deck).slides}
    for drawn in file.slides:
        found = of_slide(drawn, known)
        there |= {own.key: drawn for _, own in reversed(found) if own.key not in there}
        if _renew_slide(deck, by_key, drawn, found, known):
            marked.append(drawn)
            _mark(file, drawn, found[0][1].key)
    if not there:
        raise InputProblem(
            "the file has no slide that was made here.",
            do="Choose a PowerPoint file that was exported here, worked on or not.",
        )
    added = add_new_slides(file, deck, there, known)
    there |= {slide.key: drawn for drawn, slide in added}
    set_properties(file, deck)
    remember(file, deck.offered)
    stream = io.BytesIO()
    file.save(stream)
    order = [one.slide_id for one in file.slides]
    return Renewed(
        stream.getvalue(),
        marked=tuple(order.index(drawn.slide_id) + 1 for drawn in marked),
        added=tuple(sorted((order.index(drawn.slide_id) + 1, slide.message) for drawn, slide in added)),
        missing=tuple(slide.message for slide in deck.slides if slide.key not in there),
    )


def _opened(last: bytes) -> Any:
    try:
        if is_zipfile(io.BytesIO(last)):
            open_zip(text("slides"), last)
        file = Presentation(io.BytesIO(last))
        recall(file)
        return file
    except UNREADABLE:
        raise InputProblem(
            "the file cannot be opened as a PowerPoint file.",
            do="Choose a PowerPoint file that was exported here, worked on or not.",
        ) from None


def _renew_slide(deck: Deck, by_key: dict[str, Slide], drawn: Any, found: Found, known: Memory) -> list[str]:
    """Renew what is ours on a slide; why a person has to look at it, if so."""
    reasons: list[str] = []
    for shape, own in found:
        if own.role == "mark":
            shape._element.getparent().remove(shape._element)
        else:
            _renew(deck, by_key.get(own.key), shape, own, reasons)
    for shape, own in of_notes(drawn, found, known):
        _renew_notes(deck, by_key.get(own.key), shape, own, reasons)
    return reasons


def _renew(deck: Deck, slide: Slide | None, shape: Any, own: Ours, reasons: list[str]) -> None:
    """Renew one shape of ours, or say why it stays as it is."""
    if own.role in ("date", "subtitle") or own.key == "opening":
        words = {"date": dated(deck), "title": deck.title}.get(own.role, _subtitle(deck))
        if digest(said_by(shape)) == own.written:
            _write_anew(shape, words)
            sign(shape, own.key, own.role, said_by(shape))
    elif slide is None:
        reasons.append(text("there are no new numbers for this slide"))
    elif own.role == "exhibit":
        _renew_exhibit(slide, shape, own, reasons)
    else:
        _renew_words(deck, slide, shape, own, reasons)


def _subtitle(deck: Deck) -> str:
    return "\n".join(filter(None, (deck.subtitle, deck.provenance.mark)))


def _renew_exhibit(slide: Slide, shape: Any, own: Ours, reasons: list[str]) -> None:
    anew = words_of(slide.exhibit)
    if digest(said_by(shape)) == own.written and renew_exhibit(shape, slide.exhibit, described(slide)):
        sign(shape, slide.key, "exhibit", anew)
    elif digest(anew) != own.written:
        reasons.append(text("the numbers shown were changed by hand, or stand in another kind of chart"))


def _renew_words(deck: Deck, slide: Slide, shape: Any, own: Ours, reasons: list[str]) -> None:
    anew = slide.message if own.role == "title" else slide.source
    is_untouched = digest(said_by(shape)) == own.written and _is_of_one_look(shape)
    if is_untouched:
        _write_anew(shape, anew)
    elif numbers_in(said_by(shape)) - numbers_of(deck, slide):
        reasons.append(text("what was written by hand has other numbers: now it is “{words}”", words=anew))
    sign(shape, slide.key, own.role, anew)


def _write_anew(shape: Any, words: str) -> None:
    """Write other words in the look that the shape has; as large as they fit, where nobody chose another size."""
    before = said_by(shape)
    if " ".join(before.split()) == " ".join(words.split()):
        return
    size = next((run.font.size for run in shape.text_frame.paragraphs[0].runs), None)
    was_chosen_here = size is not None and size.pt == title_size(before, shape)
    say_anew(shape.text_frame, words)
    if was_chosen_here:
        shape.text_frame.paragraphs[0].runs[0].font.size = Pt(title_size(words, shape))


def _is_of_one_look(shape: Any) -> bool:
    """Tell whether all words of a shape look alike, as they were written."""
    return len({_look(run) for run in shape._element.xpath(".//a:r")}) <= 1


def _look(run: Any) -> str:
    """Write how a run looks, without what programs note at it by themselves."""
    for properties in run.xpath("./a:rPr"):
        seen = sorted(item for item in properties.items() if item[0] not in UNSEEN)
        return f"{seen}{''.join(tostring(child).decode() for child in properties)}"
    return "[]"


def _renew_notes(deck: Deck, slide: Slide | None, shape: Any, own: Ours, reasons: Sequence[str]) -> None:
    """Renew the notes; those that a person changed stay, and what is new follows behind a line of ours."""
    anew = deck.speaker_notes(slide) if slide else ()
    if own.key == "opening":
        anew = deck.opening_notes()
    is_untouched = digest(said_by(shape)) == own.written
    if is_untouched and anew:
        write(shape, anew)
    put_behind(shape.text_frame, [*reasons, *(() if is_untouched else anew)])
    sign(shape, own.key, "notes", said_by(shape) if is_untouched else None)


def _mark(file: Any, drawn: Any, key: str) -> None:
    """Lay a mark across the top of a slide, which the next renewal takes away."""
    band = drawn.shapes.add_textbox(Emu(0), Emu(0), file.slide_width, MARK_HEIGHT)
    band.fill.solid()
    band.fill.fore_color.rgb = RGBColor.from_string(INKS["light"].worse_text.lstrip("#"))
    frame = band.text_frame
    frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = True
    write(band, [text("Changed by hand, and the numbers are new: see the notes")], MARK_SIZE, "#FFFFFF")
    sign(band, key, "mark")
