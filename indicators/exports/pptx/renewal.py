"""A deck that its presenter worked on, with the numbers of another reading.

What was written here and left as it was is renewed: charts with their workbooks, tables, sources, titles, notes. What
a person changed stays to the letter, and is marked where its numbers are no longer so; order, looks, places, slides
added and slides taken away stay as they are.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from zipfile import is_zipfile

from lxml.etree import tostring
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Emu, Inches, Pt

from indicators.charts.style import INKS
from indicators.deck import Deck, Slide
from indicators.deck.code import coded
from indicators.errors import InputProblem
from indicators.exports.pptx.contents import numbers_in, numbers_of, said_by, words_of
from indicators.exports.pptx.exhibits import renew_exhibit, say_anew
from indicators.exports.pptx.names import UNWRITTEN, Ours, Role, digest, ours, sign
from indicators.exports.pptx.template import UNREADABLE
from indicators.exports.pptx.words import write
from indicators.exports.pptx.writing import dated, described, set_properties, title_size
from indicators.sources.zips import open_zip
from indicators.translation import text

# How high the mark across the top of a slide is, and the size of its words.
MARK_HEIGHT, MARK_SIZE = Inches(0.22), 12
# Which place of a layout bears what.
ROLES: dict[Any, Role] = {
    PP_PLACEHOLDER.TITLE: "title",
    PP_PLACEHOLDER.FOOTER: "source",
    PP_PLACEHOLDER.DATE: "date",
}
# Attributes of a run that programs set by themselves.
UNSEEN = ("lang", "altLang", "dirty", "err", "noProof", "smtClean", "smtId", "kumimoji")


@dataclass(slots=True)
class Renewed:
    """A renewed file: the slides (numbers from 1) marked because what was changed by hand is of other numbers.

    `missing` are messages of slides that there are numbers for, and that the file does not have.
    """

    content: bytes
    marked: tuple[int, ...]
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
        if self.missing:
            said.append(
                text("Slides with data that the file does not have: {slides}", slides="; ".join(self.missing))
            )
        return said


def renewed_pptx(deck: Deck, last: bytes) -> Renewed:
    """Renew a file that was written here by the whole deck of another reading.

    InputProblem where it is no PowerPoint file, or has no slide of ours.
    """
    file = _opened(last)
    by_key, found, marked = {slide.key: slide for slide in coded(deck).slides}, set[str](), []
    for number, drawn in enumerate(file.slides, start=1):
        shapes = [(shape, own) for shape in _shapes(drawn.shapes) if (own := ours(shape))]
        shapes += _unnamed(drawn, shapes)
        for shape, own in shapes:
            if own.role == "mark":
                shape._element.getparent().remove(shape._element)
        reasons: list[str] = []
        for shape, own in shapes:
            found.add(own.key)
            if own.role != "mark":
                _renew(deck, by_key.get(own.key), shape, own, reasons)
        if drawn.has_notes_slide:
            _renew_notes(deck, by_key, drawn, reasons)
        if reasons:
            marked.append(number)
            _mark(file, drawn, shapes[0][1].key)
    if not found:
        raise InputProblem(
            "the file has no slide that was made here.",
            do="Choose a PowerPoint file that was exported here, worked on or not.",
        )
    set_properties(file, deck)
    stream = io.BytesIO()
    file.save(stream)
    missing = tuple(slide.message for slide in deck.slides if slide.key not in found)
    return Renewed(stream.getvalue(), tuple(marked), missing)


def _opened(last: bytes) -> Any:
    try:
        if is_zipfile(io.BytesIO(last)):
            open_zip(text("slides"), last)
        return Presentation(io.BytesIO(last))
    except UNREADABLE:
        raise InputProblem(
            "the file cannot be opened as a PowerPoint file.",
            do="Choose a PowerPoint file that was exported here, worked on or not.",
        ) from None


def _unnamed(drawn: Any, shapes: Sequence[tuple[Any, Ours]]) -> list[tuple[Any, Ours]]:
    """Find title, source and date beside an exhibit of ours, where another program took their names away.

    LibreOffice does so. What the exhibit's description says is what the title said; all else is taken for changed.
    """
    exhibits = [(shape, own) for shape, own in shapes if own.role == "exhibit"]
    if not exhibits:
        return []
    exhibit, own = exhibits[0]
    there = {one.role for _, one in shapes}
    found = []
    for shape in drawn.placeholders:
        role = ROLES.get(shape.placeholder_format.type)
        if role and role not in there and ours(shape) is None:
            was = exhibit._element.xpath("string(.//p:cNvPr/@descr)") if role == "title" else ""
            said = said_by(shape)
            found.append(
                (shape, Ours(own.key, role, digest(said) if was and was.startswith(said) else UNWRITTEN))
            )
    return found


def _shapes(shapes: Iterable[Any]) -> Iterator[Any]:
    """Yield all shapes, those within groups too."""
    for shape in list(shapes):
        yield shape
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes)


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


def _renew_notes(deck: Deck, by_key: dict[str, Slide], drawn: Any, reasons: Sequence[str]) -> None:
    """Renew the notes; those that a person changed stay, and what is new follows behind a line of ours."""
    for shape in drawn.notes_slide.shapes:
        own = ours(shape)
        if own is None or own.role != "notes":
            continue
        slide = by_key.get(own.key)
        anew = deck.speaker_notes(slide) if slide else ()
        if own.key == "opening":
            anew = deck.opening_notes()
        is_untouched = digest(said_by(shape)) == own.written
        if is_untouched and anew:
            write(shape, anew)
        _put_behind(shape.text_frame, [*reasons, *(() if is_untouched else anew)])
        sign(shape, own.key, "notes", said_by(shape) if is_untouched else None)


def _put_behind(frame: Any, lines: Sequence[str]) -> None:
    """Put lines behind a person's notes, in place of those that were put there before."""
    begins = text("— New numbers —")
    paragraphs = list(frame.paragraphs)
    end = next((place for place, one in enumerate(paragraphs) if one.text == begins), len(paragraphs))
    for old in paragraphs[max(end, 1) :]:
        old._p.getparent().remove(old._p)
    for line in [begins, *lines] if lines else []:
        frame.add_paragraph().text = line


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
