"""One slide written into a presentation: title, exhibit, source, date, number, notes; each signed as ours."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Inches

from indicators import PROGRAM
from indicators.charts.style import INKS
from indicators.deck import Deck, Slide
from indicators.deck.code import slides_claim
from indicators.exports.pptx.contents import words_of
from indicators.exports.pptx.exhibits import place_exhibit
from indicators.exports.pptx.names import sign
from indicators.exports.pptx.template import BODIES, TITLES
from indicators.exports.pptx.words import BOLD, LANGUAGES, height_of, largest, write
from indicators.reference.organisation import load_organisation
from indicators.translation import language

# Points of titles and sources, the first that fits.
TITLE_SIZES, OPENING_SIZES, SOURCE_SIZES = (28, 26, 24, 22, 20, 18), (40, 36, 32, 28), (12, 11, 10)
SUBTITLE_SIZE, BELOW_SIZE = 24, 16
FOOTERS = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
# A footer narrower than this part of the slide has no room for a source; so high is what it gets instead.
NARROW, SOURCE_HEIGHT = 0.5, Inches(0.55)


def write_opening(file: Any, layout: Any, deck: Deck) -> None:
    """Write the first slide: whose numbers these are, of when; what is left out stands in its notes."""
    drawn = file.slides.add_slide(layout)
    key = "opening"
    _footers(drawn, layout)
    _title(drawn, key, deck.title, OPENING_SIZES)
    below = next((one for one in drawn.placeholders if one.placeholder_format.type not in TITLES
                  and one.placeholder_format.type not in FOOTERS), None)  # fmt: skip
    if below is not None:
        write(below, [*filter(None, (deck.subtitle, deck.provenance.mark))], SUBTITLE_SIZE)
        for mark in below.text_frame.paragraphs[1:]:
            write_mark(mark)
        sign(below, key, "subtitle", below.text_frame.text)
    _date(drawn, key, deck)
    write_notes(drawn, key, deck.opening_notes())


def write_mark(paragraph: Any) -> None:
    """Write a demonstration's mark so that it is seen."""
    for run in paragraph.runs:
        run.font.bold, run.font.color.rgb = True, RGBColor.from_string(INKS["light"].worse_text.lstrip("#"))


def write_slide(file: Any, layout: Any, deck: Deck, slide: Slide) -> Any:
    """Write a slide at the end of a presentation."""
    drawn = file.slides.add_slide(layout)
    _footers(drawn, layout)
    _title(drawn, slide.key, slide.message, TITLE_SIZES)
    body = next(one for one in drawn.placeholders if one.placeholder_format.type in BODIES)
    source = _source_place(drawn, body)
    if slide.below:
        _lines_below(drawn, body, slide.below)
    shown = place_exhibit(drawn, body, slide.exhibit, described(slide))
    sign(shown, slide.key, "exhibit", words_of(slide.exhibit))
    write(source, [slide.source], largest([slide.source], source.width, source.height, SOURCE_SIZES))
    sign(source, slide.key, "source", slide.source)
    _date(drawn, slide.key, deck)
    write_notes(drawn, slide.key, deck.speaker_notes(slide))
    return drawn


def _lines_below(drawn: Any, body: Any, lines: tuple[str, ...]) -> None:
    """Part the place of the exhibit, for a few lines below it."""
    left, top, width, height = body.left, body.top, body.width, body.height
    needed = height_of(lines, width, BELOW_SIZE)
    body.left, body.top, body.width, body.height = left, top, width, Emu(height - needed)
    box = drawn.shapes.add_textbox(left, top + height - needed, width, needed)
    box.text_frame.word_wrap = True
    box.text_frame.margin_left = box.text_frame.margin_right = 0
    box.text_frame.margin_top = box.text_frame.margin_bottom = 0
    write(box, lines, BELOW_SIZE)


def described(slide: Slide) -> str:
    """Say what a slide's exhibit shows, for who does not see it."""
    unit = getattr(slide.exhibit, "unit", "")
    return f"{slide.message} ({unit})" if unit else slide.message


def title_size(words: str, shape: Any) -> float:
    """Choose the type in which a title fits its place."""
    return largest([words], shape.width, shape.height, TITLE_SIZES, BOLD)


def write_notes(drawn: Any, key: str, lines: tuple[str, ...]) -> None:
    """Write what the speaker says."""
    frame = drawn.notes_slide.notes_placeholder
    write(frame, lines)
    sign(frame, key, "notes", frame.text_frame.text)


def dated(deck: Deck) -> str:
    """Say whose numbers these are, and of which day."""
    return f"{load_organisation().province_name()} · {deck.provenance.day()}"


def _title(drawn: Any, key: str, words: str, sizes: tuple[float, ...]) -> None:
    title = drawn.shapes.title
    write(title, [words], largest([words], title.width, title.height, sizes, BOLD))
    sign(title, key, "title", words)


def _footers(drawn: Any, layout: Any) -> None:
    """Give a slide the layout's places for date, source and number, which a new slide lacks."""
    for holder in layout.placeholders:
        if holder.placeholder_format.type in FOOTERS:
            copied = deepcopy(holder._element)
            for place in copied.xpath("./p:spPr/*"):
                place.getparent().remove(place)
            drawn.shapes._spTree.append(copied)
    for number, shape in enumerate(drawn.shapes, start=2):
        shape._element.xpath(".//p:cNvPr")[0].set("id", str(number))


def _footer(drawn: Any, kind: Any) -> Any:
    return next((one for one in drawn.placeholders if one.placeholder_format.type == kind), None)


def _source_place(drawn: Any, body: Any) -> Any:
    """Find the place of the source: the layout's footer, where it is wide enough, else one below the body."""
    found, whole = _footer(drawn, PP_PLACEHOLDER.FOOTER), drawn.part.package.presentation_part.presentation
    if found is not None and found.width >= NARROW * whole.slide_width:
        return found
    if found is not None:
        found._element.getparent().remove(found._element)
    left, top, width, height = body.left, body.top, body.width, body.height
    below = min(
        (one.top for one in drawn.placeholders if one.placeholder_format.type in FOOTERS),
        default=whole.slide_height,
    )
    free = below - (top + height)
    if free < SOURCE_HEIGHT:
        body.left, body.top, body.width = left, top, width
        body.height = Emu(height - (SOURCE_HEIGHT - max(free, 0)))
    box = drawn.shapes.add_textbox(left, body.top + body.height, width, SOURCE_HEIGHT)
    box.text_frame.word_wrap, box.text_frame.vertical_anchor = True, MSO_ANCHOR.TOP
    return box


def _date(drawn: Any, key: str, deck: Deck) -> None:
    """Write province and day; the line below it is left free."""
    place = _footer(drawn, PP_PLACEHOLDER.DATE)
    if place is not None:
        write(place, [dated(deck)])
        sign(place, key, "date", dated(deck))


def set_properties(file: Any, deck: Deck) -> None:
    """Say in the file's properties what it is, of when, and by which program."""
    about = file.core_properties
    about.title, about.subject, about.author = deck.title, deck.subtitle, PROGRAM
    about.last_modified_by, about.language = PROGRAM, LANGUAGES.get(language(), language())
    about.comments = deck.provenance.properties()
    about.keywords = slides_claim(deck)
