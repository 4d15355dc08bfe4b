"""Words in shapes of PowerPoint: in the session's language, in the type of the template, as large as they fit."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

from pptx.dml.color import RGBColor
from pptx.util import Emu, Pt

from indicators.charts.colours import colour_parts
from indicators.translation import language

# As Office names languages.
LANGUAGES = {"vi": "vi-VN", "en": "en-US"}
# How wide a letter is on average, of its size, and how high a line; of the widest face that may stand in.
LETTER, BOLD, LINE = 0.6, 0.68, 1.22
EMU_A_POINT = 12700


def write(shape: Any, paragraphs: Sequence[str], points: float | None = None, ink: str | None = None) -> None:
    """Write paragraphs into a shape, in the look it has, or in a size and ink of their own."""
    frame = shape.text_frame
    frame.text = "\n".join(words.replace("\n", " ") for words in paragraphs)
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font._element.set("lang", LANGUAGES.get(language(), language()))
            if points:
                run.font.size = Pt(points)
            if ink:
                run.font.color.rgb = RGBColor(*colour_parts(ink))


def largest(
    words: Sequence[str], width: int, height: int, sizes: Sequence[float], letter: float = LETTER
) -> float:
    """Choose the first of these sizes (points) in which words fit a place (EMU); the last where none does."""
    return next((size for size in sizes if height_of(words, width, size, letter=letter) <= height), sizes[-1])


def height_of(
    words: Sequence[str], width: int, points: float, *, apart: float = 0, letter: float = LETTER
) -> Emu:
    """Estimate how high paragraphs stand in a width, with so many points between them."""
    in_line = max(int(width / EMU_A_POINT / (points * letter)), 1)
    lines = sum(max(-(-len(paragraph) // in_line), 1) for paragraph in words)
    return Emu(round((lines * points * LINE + apart * (len(words) - 1)) * EMU_A_POINT))


def height_in_column(words: str, width: int, points: float, letter: float = LETTER) -> Emu:
    """Estimate how high words stand in a narrow column, where a line ends with the last word that fits it."""
    in_line = max(int(width / EMU_A_POINT / (points * letter)), 1)
    return Emu(round(max(len(wrap(words, in_line)), 1) * points * LINE * EMU_A_POINT))
