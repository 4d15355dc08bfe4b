"""What presenters do to a deck, drawn by lot: and whether it is still there afterwards."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Emu, Inches

from indicators.exports.pptx.names import ours

WRITTEN = ("Chậm 85 hồ sơ, cần quyết ngay", "Gia Lai giữ vững", "Việc của tuần tới", "Còn 1.234 hồ sơ")


@dataclass
class Edited:
    """A file that somebody worked on, and what must be found in it later: what it is, and how to see it."""

    content: bytes = b""
    kept: list[tuple[str, Callable[[Any], bool]]] = field(default_factory=list)


def edited(content: bytes, seed: int) -> Edited:
    """Change a deck by lot: titles, order, colours, places, notes, sources, own slides and boxes, slides taken away."""
    dice = Random(seed)  # noqa: S311 - what is drawn is a test
    file, work = Presentation(io.BytesIO(content)), Edited()
    for _ in range(dice.randint(1, 8)):
        EDITS[dice.randrange(len(EDITS))](dice, file, work)
    for slide in list(file.slides)[:1] * (dice.random() < 0.3):
        _take_away(file, slide, work)
    _order(dice, file, work)
    stream = io.BytesIO()
    file.save(stream)
    work.content = stream.getvalue()
    return work


def shape_of(slide: Any, role: str) -> Any:
    """The first shape of ours in this role."""
    return next((one for one in slide.shapes if (own := ours(one)) and own.role == role), None)


def keys(file: Any) -> list[str]:
    """Which slides there are, in their order; of a slide of somebody's own its words."""
    found = []
    for slide in file.slides:
        signed = [own.key for one in slide.shapes if (own := ours(one))]
        found.append(
            signed[0] if signed else next(one.text_frame.text for one in slide.shapes if one.has_text_frame)
        )
    return found


def _slide_of(file: Any, key: str) -> Any:
    return dict(zip(keys(file), file.slides, strict=True)).get(key)


def _any(dice: Random, file: Any) -> tuple[str, Any]:
    return dice.choice(list(zip(keys(file), file.slides, strict=True)))


def _keep(work: Edited, key: str, what: str, look: Callable[[Any], Any], value: Any) -> None:
    """Note what must be seen on a slide, as long as the slide is there; the last change of a thing counts."""
    work.kept = [one for one in work.kept if one[0] != f"{key} {what}"]
    work.kept.append(
        (f"{key} {what}", lambda file: (slide := _slide_of(file, key)) is None or look(slide) == value)
    )


def _retitle(dice: Random, file: Any, work: Edited) -> None:
    key, slide = _any(dice, file)
    title = shape_of(slide, "title")
    if title is None:
        return
    title.text_frame.text = words = f"{dice.choice(WRITTEN)} {dice.randrange(1000)}"
    work.kept = [one for one in work.kept if one[0] != f"{key} title's colour"]
    _keep(work, key, "title", lambda one: shape_of(one, "title").text_frame.text, words)


def _recolour_title(dice: Random, file: Any, work: Edited) -> None:
    key, slide = _any(dice, file)
    title = shape_of(slide, "title")
    if title is None or not title.text_frame.paragraphs[0].runs:
        return
    colour = RGBColor(dice.randrange(256), dice.randrange(256), dice.randrange(256))
    title.text_frame.paragraphs[0].runs[0].font.color.rgb = colour

    def seen(one: Any) -> Any:
        return shape_of(one, "title").text_frame.paragraphs[0].runs[0].font.color.rgb

    _keep(work, key, "title's colour", seen, colour)


def _move(dice: Random, file: Any, work: Edited) -> None:
    key, slide = _any(dice, file)
    shape = shape_of(slide, dice.choice(["exhibit", "title", "source"]))
    if shape is None:
        return
    name = ours(shape).role
    place = (dice.randrange(3000000), dice.randrange(3000000), 5000000, 3000000)
    shape.left, shape.top, shape.width, shape.height = (Emu(one) for one in place)

    def seen(one: Any) -> Any:
        moved = shape_of(one, name)
        return (moved.left, moved.top, moved.width, moved.height)

    _keep(work, key, f"{name}'s place", seen, place)


def _recolour_chart(dice: Random, file: Any, work: Edited) -> None:
    charts = [(key, one) for key, slide in zip(keys(file), file.slides, strict=True)
              if (one := shape_of(slide, "exhibit")) is not None and one.has_chart]  # fmt: skip
    if not charts:
        return
    key, shape = dice.choice(charts)
    series = shape.chart.plots[0].series[0]
    name, colour = series.name, RGBColor(dice.randrange(256), dice.randrange(256), dice.randrange(256))
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = colour

    def seen(slide: Any) -> Any:
        found = {one.name: one for one in shape_of(slide, "exhibit").chart.plots[0].series}
        # A series that the new numbers do not have has no colour.
        return found[name].format.fill.fore_color.rgb if name in found else colour

    _keep(work, key, "chart's colour", seen, colour)


def _annotate(dice: Random, file: Any, work: Edited) -> None:
    key, slide = _any(dice, file)
    words = f"Ghi chú của tôi {dice.randrange(10**6)}"
    slide.shapes.add_textbox(Inches(1), Inches(6), Inches(3), Inches(0.5)).text_frame.text = words

    def seen(one: Any) -> bool:
        return any(words in shape.text_frame.text for shape in one.shapes if shape.has_text_frame)

    _keep(work, key, words, seen, True)


def _write_notes(dice: Random, file: Any, work: Edited) -> None:
    key, slide = _any(dice, file)
    words = f"Nhớ  nói chậm, {dice.randrange(10**6)}"
    slide.notes_slide.notes_text_frame.text = words
    _keep(work, key, "notes", lambda one: one.notes_slide.notes_text_frame.text.startswith(words), True)


def _rewrite_source(dice: Random, file: Any, work: Edited) -> None:
    key, slide = _any(dice, file)
    source = shape_of(slide, "source")
    if source is None:
        return
    source.text_frame.text = words = f"Nguồn: Sở KH&CN tổng hợp {dice.randrange(1000)}"
    _keep(work, key, "source", lambda one: shape_of(one, "source").text_frame.text, words)


def _change_cell(dice: Random, file: Any, work: Edited) -> None:
    tables = [(key, one) for key, slide in zip(keys(file), file.slides, strict=True)
              if (one := shape_of(slide, "exhibit")) is not None and one.has_table]  # fmt: skip
    if not tables:
        return
    key, shape = dice.choice(tables)
    words = f"đã giao {dice.randrange(1000)}"
    shape.table.cell(1, 1).text = words
    _keep(work, key, "cell", lambda one: shape_of(one, "exhibit").table.cell(1, 1).text, words)


def _add_slide(dice: Random, file: Any, work: Edited) -> None:
    slide = file.slides.add_slide(file.slide_layouts[1])
    slide.shapes.title.text_frame.text = words = f"Trang của tôi {dice.randrange(10**6)}"
    work.kept.append((words, lambda file: words in keys(file)))


def _drop(dice: Random, file: Any, work: Edited) -> None:
    if len(file.slides) > 3:
        _take_away(file, dice.choice(list(file.slides)), work)


def _take_away(file: Any, slide: Any, work: Edited) -> None:
    place = list(file.slides).index(slide)
    gone = keys(file)[place]
    take_away(file, place)
    work.kept = [one for one in work.kept if one[0] != gone]
    work.kept.append((f"{gone} taken away", lambda file: gone not in keys(file)))


def take_away(file: Any, place: int) -> None:
    """Take a slide away, by its place from 0."""
    listed = file.slides._sldIdLst
    file.part.drop_rel(listed[place].rId)
    listed.remove(listed[place])
    # Without, the next slide added would bear the name of one that is there.
    file.part.rename_slide_parts([one.rId for one in listed])


def _order(dice: Random, file: Any, work: Edited) -> None:
    listed = file.slides._sldIdLst
    slides = list(listed)
    dice.shuffle(slides)
    for one in slides:
        listed.remove(one)
        listed.append(one)
    order = keys(file)
    # Slides that are new stand between those that were there.
    work.kept.append(("order", lambda file: [key for key in keys(file) if key in order] == order))


EDITS = (
    *(_retitle, _recolour_title, _move, _recolour_chart, _annotate, _write_notes, _rewrite_source),
    *(_change_cell, _add_slide, _drop),
)
