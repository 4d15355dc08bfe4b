"""The PowerPoint file, opened again: every message a title, every number in an editable chart."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from ooxml_integrity import check_pptx
from pptx import Presentation

from indicators.deck import Bars, Deck, Lines, Moves, Table, build_deck
from indicators.deck.code import coded
from indicators.exports.pptx import deck_pptx
from indicators.exports.pptx.words import BOLD, LETTER, height_in_column, height_of
from indicators.sources.records import Unit
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.exports.deck_edits import shape_of
from tests.exports.test_renewal import check_charts, in_workbook
from tests.made_up import FINANCE, GIA_LAI, JUSTICE, capture, even


@pytest.fixture(scope="module")
def content(deck: Deck) -> bytes:
    """The demonstration's slides: written once, read by many."""
    return deck_pptx(deck)


@pytest.fixture(scope="module")
def file(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """A province and two departments, read once."""
    store = Store(tmp_path_factory.mktemp("small") / "store")
    store.add([capture({GIA_LAI: even(9), FINANCE: even(8), JUSTICE: even(7)})])
    return Warehouse(store)


def opened(deck: Deck) -> Any:
    return Presentation(io.BytesIO(deck_pptx(deck)))


def words(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_it_is_wide_and_every_message_is_a_slides_title(deck: Deck, file: Any) -> None:
    assert file.slide_width * 9 == pytest.approx(file.slide_height * 16, rel=1e-3)
    titles = [slide.shapes.title.text_frame.text for slide in file.slides]
    assert titles == [deck.title, *(slide.message for slide in deck.slides)]


def test_every_chart_holds_the_decks_numbers_and_can_be_edited(deck: Deck, file: Any) -> None:
    drawn_as_charts = [slide for slide in deck.slides if isinstance(slide.exhibit, Bars | Lines | Moves)]
    assert check_charts(file, deck) == len(drawn_as_charts) > 10
    assert not [shape for drawn in file.slides for shape in drawn.shapes if shape.shape_type == 13]


def test_every_slide_has_source_number_notes_and_an_alternative_text(deck: Deck, file: Any) -> None:
    shown = coded(deck)
    for drawn, slide in zip(list(file.slides)[1:], shown.slides, strict=True):
        assert slide.source in words(drawn)
        assert "Gia Lai · 16/11/2026" in words(drawn)
        assert drawn._element.xpath(".//a:fld[@type='slidenum']")
        assert drawn.notes_slide.notes_text_frame.text == "\n".join(shown.speaker_notes(slide))
        for shape in drawn.shapes:
            if shape.has_chart or shape.has_table:
                assert slide.message in shape._element.xpath(".//p:cNvPr")[0].get("descr")


def test_the_first_slide_has_two_sentences_to_say_and_tells_the_operator_what_is_left_out(
    small: Warehouse,
) -> None:
    first = opened(build_deck(small, "H21")).slides[0].notes_slide.notes_text_frame.text
    title, subtitle, empty, left_out, *_ = first.split("\n")
    assert (title, subtitle) == (
        "Kết quả phục vụ người dân, doanh nghiệp của tỉnh Gia Lai.",
        "Năm 2026 (tạm thời), đọc 10/10/2026.",
    )
    assert (empty, left_out) == ("", "Không trình chiếu vì chưa có số liệu:")


def test_the_exhibit_takes_seventy_per_cent_of_the_slide_and_is_read_from_six_metres(
    deck: Deck, file: Any
) -> None:
    for drawn, slide in zip(list(file.slides)[1:], deck.slides, strict=True):
        exhibit, source = shape_of(drawn, "exhibit"), shape_of(drawn, "source")
        assert exhibit.width * (exhibit.height + 10) >= 0.7 * file.slide_width * file.slide_height, slide.key
        sizes = [int(size) for size in exhibit._element.xpath(".//a:rPr/@sz")]
        if exhibit.has_chart:
            sizes += [int(one) for one in exhibit.chart._chartSpace.xpath(".//a:defRPr/@sz | .//a:rPr/@sz")]
        assert min(sizes) >= 1600, slide.key
        assert {run.font.size.pt for run in source.text_frame.paragraphs[0].runs} == {12}


def test_what_is_said_fits_its_place_longest_names_included(store: Store, deck: Deck, file: Any) -> None:
    """By the widest face that may stand in for the template's."""
    longest = "Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh"
    units = [
        Unit(f"{longest} số {number}", code=f"H21.{number}", level="department") for number in range(60, 66)
    ]
    for day, points in (("2026-10-02", 8), ("2026-10-10", 7)):
        scores = {unit: even(points + place / 10) for place, unit in enumerate(units)}
        store.add([capture({GIA_LAI: even(9), **scores}, day=day)])
    own = build_deck(Warehouse.of(store), "H21")
    for made, shown in ((deck, file), (own, opened(own))):
        for drawn, slide in zip(list(shown.slides)[1:], made.slides, strict=True):
            title, source = drawn.shapes.title, shape_of(drawn, "source")
            for shape, letter in ((title, BOLD), (source, LETTER)):
                size = shape.text_frame.paragraphs[0].runs[0].font.size.pt
                said = [shape.text_frame.text]
                assert height_of(said, shape.width, size, letter=letter) <= shape.height, slide.key
            exhibit = shape_of(drawn, "exhibit")
            if exhibit.has_table:
                assert sum(row.height for row in exhibit.table.rows) <= exhibit.height + 10
            if isinstance(slide.exhibit, Moves):
                # Names and numbers leave the sticks room to be seen.
                across = exhibit.chart.category_axis
                longest = max(map(abs, slide.exhibit.changes))
                assert longest >= 0.1 * (across.maximum_scale - across.minimum_scale), slide.key


def test_no_row_of_a_table_grows_over_what_stands_below_it_longest_names_included(deck: Deck) -> None:
    """A program makes a row taller where its words need it: so each is as tall as they do, and all fit their place."""
    asked = next(slide for slide in deck.slides if slide.key == "proposals")
    assert isinstance(asked.exhibit, Table)
    department = "Sở Nông nghiệp và Phát triển nông thôn tỉnh Gia Lai"
    longest = tuple(
        (what, department, dossiers, when, brings) for what, _, dossiers, when, brings in asked.exhibit.rows
    )
    tall = replace(asked, exhibit=replace(asked.exhibit, rows=longest))
    for drawn in opened(replace(deck, slides=[tall, *deck.slides])).slides:
        tables = [shape for shape in drawn.shapes if shape.has_table]
        for shape in tables:
            assert sum(row.height for row in shape.table.rows) <= shape.height + 10
            for row in shape.table.rows:
                for cell, column in zip(row.cells, shape.table.columns, strict=True):
                    size = cell.text_frame.paragraphs[0].runs[0].font.size.pt
                    assert height_in_column(cell.text, column.width - 2 * 91440, size) <= row.height, (
                        cell.text
                    )


def test_the_short_deck_is_six_slides_and_tells_the_operator_on_the_first(small: Warehouse) -> None:
    short = build_deck(small, "H21", is_short=True)
    file = opened(short)
    assert len(file.slides) == 6
    assert "Không trình chiếu vì chưa có số liệu" in file.slides[0].notes_slide.notes_text_frame.text


def test_a_demonstration_is_marked_on_the_first_slide_and_every_other(file: Any) -> None:
    assert all("MINH HỌA" in words(slide) for slide in file.slides)


def test_missing_values_have_no_bar_and_one_reading_is_still_a_file(store: Store) -> None:
    store.add([capture({GIA_LAI: {"digitisation": 9}, FINANCE: even(8), JUSTICE: even(None)})])
    deck = build_deck(Warehouse.of(store), "H21")
    file = opened(deck)
    number = 1 + [slide.key for slide in deck.slides].index("province")
    chart = next(shape.chart for shape in file.slides[number].shapes if shape.has_chart)
    won = chart.plots[0].series[0].values
    assert [None if value is None else round(value, 2) for value in won] == [None] * 5 + [40.91]


def test_a_name_that_begins_like_a_formula_stays_a_name(deck: Deck, file: Any) -> None:
    """A shared rank is written "=4"."""
    number = 1 + [slide.key for slide in deck.slides].index("ranking-department")
    chart = shape_of(file.slides[number], "exhibit").chart
    names = [row[0] for row in in_workbook(chart)[1:]]
    assert " =4  Sở NN&MT" in names


def test_a_table_holds_the_decks_cells_and_can_be_edited(deck: Deck, file: Any) -> None:
    drawn = list(file.slides)[1:]
    tables = [
        (slide, one.exhibit)
        for slide, one in zip(drawn, deck.slides, strict=True)
        if isinstance(one.exhibit, Table)
    ]
    assert tables
    for slide, exhibit in tables:
        (table,) = [shape.table for shape in slide.shapes if shape.has_table]
        cells = [tuple(cell.text for cell in row.cells) for row in table.rows]
        assert cells == [exhibit.header, *exhibit.rows]


def test_the_file_is_sound_and_its_text_fits(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "slides.pptx"
    file.write_bytes(content)
    # The face of the template is not on every machine: that the measure is an estimate is no fault.
    assert [str(found) for found in check_pptx(str(file)) if "PPT007" not in str(found)] == []
