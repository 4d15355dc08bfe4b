"""A deck that its presenter worked on, renewed: new numbers in what is ours, and nothing lost of what a person did."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pptx import Presentation
from python_calamine import CalamineWorkbook

from indicators.deck import Bars, Deck, Lines, Moves, build_deck
from indicators.deck.code import coded
from indicators.errors import InputProblem
from indicators.exports.pptx import Renewed, deck_pptx, renewed_pptx
from indicators.exports.pptx.chart_data import stick_points
from indicators.exports.pptx.names import ours
from indicators.store.entries import DeckChoice
from indicators.warehouse.warehouse import Warehouse
from tests.exports.deck_edits import edited, keys, shape_of, take_away

# As many worked-on decks are renewed with every run of the tests; five hundred were once.
DECKS = 10
# Slides of every form, and few enough to be quick.
SLIDES = ("summary", "province", "movers-commune", "ranking-department", "order", "reminders", "proposals")


@pytest.fixture(scope="module")
def before(demonstration: Warehouse) -> bytes:
    """The file of the meeting a week ago."""
    return deck_pptx(of_last_week(demonstration))


@pytest.fixture(scope="module")
def before_the_list(demonstration: Warehouse) -> bytes:
    """That file where there was no list of overdue dossiers."""
    return deck_pptx(without(of_last_week(demonstration), "overdue"))


def of_last_week(warehouse: Warehouse) -> Deck:
    choice = DeckChoice("H21", "", SLIDES)
    return build_deck(warehouse, "H21", captured_on=date(2026, 11, 9), choice=choice)


@pytest.fixture(scope="module")
def now(demonstration: Warehouse) -> Deck:
    return build_deck(demonstration, "H21", choice=DeckChoice("H21", ""))


@pytest.fixture(scope="module")
def now_before_the_list(now: Deck) -> bytes:
    """The file of the reading of now where there is no list of overdue dossiers yet."""
    return deck_pptx(without(now, "overdue"))


def without(deck: Deck, key: str) -> Deck:
    """The deck as it is where there are no data for a slide."""
    return replace(
        deck,
        slides=tuple(slide for slide in deck.slides if slide.key != key),
        offered=tuple(one for one in deck.offered if one != key),
    )


def opened(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


def in_workbook(chart: Any) -> list[tuple[Any, ...]]:
    """The rows of the workbook within a chart."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    return [tuple(None if cell == "" else cell for cell in row) for row in rows]


def told(exhibit: Bars | Lines | Moves) -> list[tuple[Any, ...]]:
    """The rows that the workbook of an exhibit's chart has to hold."""
    if isinstance(exhibit, Moves):
        rows: list[tuple[Any, ...]] = []
        for name, points in stick_points(exhibit):
            rows += [(None, name), *points, (None, None)]
        return rows[:-1]
    # What begins like a formula is kept from being one.
    names = (
        [re.sub("^=", " =", name) for name in exhibit.categories]
        if isinstance(exhibit, Bars)
        else exhibit.days
    )
    return list(zip(names, *(values for _, values in exhibit.series), strict=True))


def check_charts(file: Any, deck: Deck) -> int:
    """Every chart of ours, in the file and in its workbook, holds what was asked of the data; how many there are."""
    checked = 0
    for key, slide in zip(keys(file), file.slides, strict=True):
        shape, of = shape_of(slide, "exhibit"), deck.slide(key)
        if shape is None or not shape.has_chart:
            continue
        assert of is not None
        assert isinstance(of.exhibit, Bars | Lines | Moves)
        rows, expected = in_workbook(shape.chart), told(of.exhibit)
        if isinstance(of.exhibit, Moves):
            seen = [tuple(row[:2]) for row in rows]
        else:
            width = len(of.exhibit.series) + 1
            assert list(rows[0][1:width]) == [name for name, _ in of.exhibit.series]
            seen = [(getattr(row[0], "date", lambda row=row: row[0])(), *row[1:width]) for row in rows[1:]]
            for series, (name, values) in zip(shape.chart.plots[0].series, of.exhibit.series, strict=False):
                assert (series.name, tuple(series.values)) == (name, values)
        while seen and all(cell is None for cell in seen[-1]) and len(seen) > len(expected):
            seen.pop()
        while len(expected) > len(seen):
            assert expected.pop() == (None, None)
        assert seen == expected, key
        checked += 1
    return checked


def lost(work: Any, renewed: Renewed) -> list[str]:
    """What a person did and is not there any more."""
    file = opened(renewed.content)
    return [what for what, is_there in work.kept if not is_there(file)]


@pytest.mark.parametrize("seed", range(DECKS))
def test_nothing_that_a_person_did_is_lost_and_every_chart_has_the_new_numbers(
    before_the_list: bytes, now: Deck, seed: int
) -> None:
    work = edited(before_the_list, seed)
    renewed = renewed_pptx(now, work.content)
    assert lost(work, renewed) == []
    assert [words for _, words in renewed.added] == [now.slide("overdue").message]  # type: ignore[union-attr]
    check_charts(opened(renewed.content), now)


def test_a_deck_nobody_touched_is_that_of_the_new_reading(before: bytes, now: Deck) -> None:
    renewed = renewed_pptx(now, before)
    now = coded(now)
    file, slides = opened(renewed.content), [now.slide(key) for key in SLIDES]
    assert renewed.marked == ()
    assert keys(file) == ["opening", *SLIDES]
    for drawn, slide in zip(list(file.slides)[1:], slides, strict=True):
        assert slide
        assert drawn.shapes.title.text_frame.text == slide.message
        assert shape_of(drawn, "source").text_frame.text == slide.source
        assert drawn.notes_slide.notes_text_frame.text == "\n".join(now.speaker_notes(slide))
    assert check_charts(file, now) == 4
    assert {slide.message for slide in now.slides if slide.key not in SLIDES} == set(renewed.missing)


def test_a_title_of_ones_own_stays_and_is_marked_only_where_its_numbers_are_no_longer_so(
    before: bytes, now: Deck
) -> None:
    file = opened(before)
    of = dict(zip(keys(file), file.slides, strict=True))
    of["province"].shapes.title.text_frame.text = "Còn thiếu 98,76 điểm"
    of["order"].shapes.title.text_frame.text = "Cần quyết ngay hôm nay"
    once = renewed_pptx(now, saved(file))
    assert len(once.marked) == 1
    shown = dict(zip(keys(opened(once.content)), opened(once.content).slides, strict=True))
    assert shown["province"].shapes.title.text_frame.text == "Còn thiếu 98,76 điểm"
    assert "đã đổi" in shape_of(shown["province"], "mark").text_frame.text
    province = now.slide("province")
    assert province
    assert province.message in shown["province"].notes_slide.notes_text_frame.text
    assert shape_of(shown["order"], "mark") is None
    # Once the title is mended, the next time takes the mark away.
    mended = opened(once.content)
    dict(zip(keys(mended), mended.slides, strict=True))["province"].shapes.title.text_frame.text = "Giữ vững"
    assert renewed_pptx(now, saved(mended)).marked == ()


def saved(file: Any) -> bytes:
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def test_a_slide_without_new_numbers_is_marked_and_stays(before: bytes, now: Deck) -> None:
    without = Deck(now.title, now.subtitle, now.capture, tuple(s for s in now.slides if s.key != "order"))
    renewed = renewed_pptx(without, before)
    number = 1 + ["opening", *SLIDES].index("order")
    assert renewed.marked == (number,)
    assert "order" in keys(opened(renewed.content))


def test_a_shape_of_ours_on_a_slide_of_ones_own_is_renewed_there(before: bytes, now: Deck) -> None:
    file = opened(before)
    order = dict(zip(keys(file), file.slides, strict=True))["order"]
    own = file.slides.add_slide(file.slide_layouts[3])
    title = order.shapes.title
    own.shapes._spTree.append(title._element)
    shown = opened(renewed_pptx(now, saved(file)).content)
    moved = next(one for one in list(shown.slides)[-1].shapes if (it := ours(one)) and it.role == "title")
    order_now = now.slide("order")
    assert order_now
    assert moved.text_frame.text == order_now.message


def test_where_another_program_took_the_names_away_words_tell_what_is_ours(before: bytes, now: Deck) -> None:
    """LibreOffice names places of a layout and of notes anew; charts and tables keep their names."""
    file = opened(before)
    for drawn in file.slides:
        for shape in (*drawn.shapes, *drawn.notes_slide.shapes):
            if shape.is_placeholder and not (shape.has_chart or shape.has_table):
                shape.name = "PlaceHolder 1"
    dict(zip(SLIDES, list(file.slides)[1:], strict=True))[
        "order"
    ].shapes.title.text_frame.text = "Còn 9.999 hồ sơ"
    renewed = renewed_pptx(now, saved(file))
    file = opened(renewed.content)
    assert keys(file) == ["opening", *SLIDES]
    assert renewed.marked == (1 + ["opening", *SLIDES].index("order"),)
    assert check_charts(file, now) == 4
    for key, drawn in zip(keys(file)[1:], list(file.slides)[1:], strict=True):
        slide = coded(now).slide(key)
        assert slide
        assert drawn.shapes.title.text_frame.text == (slide.message if key != "order" else "Còn 9.999 hồ sơ")
        assert shape_of(drawn, "source").text_frame.text == slide.source
        if key != "order":
            assert drawn.notes_slide.notes_text_frame.text == "\n".join(now.speaker_notes(slide))
    summary = coded(now).slide("summary")
    assert summary
    assert shape_of(file.slides[1], "exhibit").text_frame.text == "\n".join(summary.exhibit.sentences)  # type: ignore[union-attr]


def test_a_slide_that_has_data_since_is_added_once_at_its_place_and_told(
    now: Deck, now_before_the_list: bytes
) -> None:
    first = renewed_pptx(now, now_before_the_list)
    file, order = opened(first.content), ["opening", *(slide.key for slide in now.slides)]
    assert keys(file) == order
    number, slide = 1 + order.index("overdue"), now.slide("overdue")
    assert slide
    assert first.added == ((number, slide.message),)
    assert first.missing == first.marked == ()
    assert any(f"{number} “{slide.message}”" in line for line in first.told())
    assert "trang mới" in file.slides[number - 1].notes_slide.notes_text_frame.text
    again = renewed_pptx(now, first.content)
    assert (again.added, keys(opened(again.content))) == ((), order)
    assert "trang mới" not in opened(again.content).slides[number - 1].notes_slide.notes_text_frame.text


@pytest.mark.parametrize("key", ["overdue", "province"])
def test_a_slide_that_somebody_took_away_does_not_come_back(
    now: Deck, now_before_the_list: bytes, key: str
) -> None:
    """Neither one that the file was made with, nor one that a renewal had added."""
    added = renewed_pptx(now, now_before_the_list).content
    file = opened(added)
    take_away(file, keys(file).index(key))
    renewed = renewed_pptx(now, saved(file))
    slide = now.slide(key)
    assert slide
    assert (renewed.added, renewed.missing) == ((), (slide.message,))
    assert key not in keys(opened(renewed.content))


def test_a_short_deck_stays_short(demonstration: Warehouse, now: Deck) -> None:
    short = deck_pptx(build_deck(demonstration, "H21", is_short=True))
    assert renewed_pptx(now, short).added == ()


@pytest.mark.parametrize("content", [b"", b"no presentation"])
def test_what_is_no_presentation_is_refused(now: Deck, content: bytes) -> None:
    with pytest.raises(InputProblem, match="không mở được như một tệp PowerPoint"):
        renewed_pptx(now, content)


def test_a_presentation_without_a_slide_of_ours_is_refused(now: Deck) -> None:
    with pytest.raises(InputProblem, match="không có trang nào"):
        renewed_pptx(now, saved(Presentation()))
