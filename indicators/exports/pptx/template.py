"""The template of the slides: ours, or the office's own with its logo, colours and fonts (`slides.pptx`)."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml.etree import XMLSyntaxError
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError

from indicators import formats
from indicators.errors import InputProblem
from indicators.paths import reference_folder

OWN_FILE = "slides.pptx"
OURS = Path(__file__).parent.parent / "templates" / "deck.pptx"
# Of the width by the height of a slide, and by how much it may differ.
WIDE, TOLERANCE = 16 / 9, 0.02
# The part of a slide that the body of a layout takes at least.
SMALLEST_BODY = 0.4
BODIES = (PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.BODY)
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
UNREADABLE = (PythonPptxError, zipfile.BadZipFile, XMLSyntaxError, KeyError, ValueError, OSError)


@dataclass(frozen=True, slots=True)
class Template:
    """A presentation without slides, its layout for the first slide, and that for all others."""

    file: Any
    opening: Any
    content: Any


def open_template() -> Template:
    """Open the office's own template, else ours; InputProblem says why the office's cannot be used."""
    own = reference_folder() / OWN_FILE
    if not own.exists():
        return _with_layouts(Presentation(str(OURS)))
    try:
        file = Presentation(str(own))
        return _with_layouts(file)
    except UNREADABLE:
        raise InputProblem(
            "it cannot be opened as a PowerPoint file.",
            do="Save a template of 16:9 from PowerPoint as .pptx, or take the file away: then ours is used.",
            file=OWN_FILE,
        ) from None


def _with_layouts(file: Any) -> Template:
    ratio = file.slide_width / file.slide_height
    if abs(ratio / WIDE - 1) > TOLERANCE:
        raise InputProblem(
            "its slides are {width} × {height} cm, not 16:9.",
            do="Save a template of 16:9 from PowerPoint as .pptx, or take the file away: then ours is used.",
            file=OWN_FILE,
            width=formats.number(file.slide_width.cm, 1),
            height=formats.number(file.slide_height.cm, 1),
        )
    content = content_layout(file)
    if content is None:
        raise InputProblem(
            "no layout of it has a title and one body of at least two fifths of the slide.",
            do="Save a template of 16:9 from PowerPoint as .pptx, or take the file away: then ours is used.",
            file=OWN_FILE,
        )
    without_slides(file)
    opening = next(
        (layout for layout in file.slide_layouts if _has(layout, PP_PLACEHOLDER.SUBTITLE)), content
    )
    return Template(file, opening, content)


def content_layout(file: Any) -> Any:
    """Find the layout with a title and the largest single body; None where none has room for an exhibit."""
    bodies = [
        (body.width * body.height, layout) for layout in file.slide_layouts if (body := _only_body(layout))
    ]
    largest, content = max(bodies, key=lambda found: found[0], default=(0, None))
    return content if largest >= SMALLEST_BODY * file.slide_width * file.slide_height else None


def _only_body(layout: Any) -> Any:
    """Return a layout's body, where it has a title and one body; None otherwise."""
    bodies = [one for one in layout.placeholders if one.placeholder_format.type in BODIES]
    return bodies[0] if len(bodies) == 1 and _has(layout, PP_PLACEHOLDER.TITLE) else None


def _has(layout: Any, kind: Any) -> bool:
    return any(one.placeholder_format.type == kind for one in layout.placeholders)


def without_slides(file: Any) -> None:
    """Take the slides out of a presentation that an office laid its look into."""
    listed = file.slides._sldIdLst
    for one in list(listed):
        file.part.drop_rel(one.rId)
        listed.remove(one)
