"""The PowerPoint file, opened again: every message a title, every number in an editable chart."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pptx import Presentation

from indicators.deck import Bars, Deck, Lines, Table, build_deck
from indicators.exports.pptx import deck_pptx
from indicators.sources.records import Unit
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import FINANCE, JUSTICE, capture, even

GIA_LAI = Unit("UBND tỉnh Gia Lai", code="H21", level="province")


@pytest.fixture(scope="module")
def deck(demonstration: Warehouse) -> Deck:
    return build_deck(demonstration, "H21")


def opened(deck: Deck) -> Any:
    return Presentation(io.BytesIO(deck_pptx(deck)))


def words(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_it_is_wide_and_every_message_is_a_slides_title(deck: Deck) -> None:
    file = opened(deck)
    assert file.slide_width * 9 == pytest.approx(file.slide_height * 16, rel=1e-3)
    titles = [slide.shapes.title.text_frame.text for slide in file.slides]
    assert titles == [deck.title, *(slide.message for slide in deck.slides)]


def test_every_chart_holds_the_decks_numbers_and_can_be_edited(deck: Deck) -> None:
    for drawn, slide in zip(list(opened(deck).slides)[1:], deck.slides, strict=True):
        charts = [shape.chart for shape in drawn.shapes if shape.has_chart]
        if not isinstance(slide.exhibit, Bars | Lines):
            assert charts == []
            continue
        (chart,) = charts
        names = slide.exhibit.categories if isinstance(slide.exhibit, Bars) else slide.exhibit.steps
        assert tuple(chart.plots[0].categories) == names
        for series, (name, values) in zip(chart.plots[0].series, slide.exhibit.series, strict=True):
            assert (series.name, tuple(series.values)) == (name, values)
        assert chart.part.chart_workbook.xlsx_part is not None
        assert not [shape for shape in drawn.shapes if shape.shape_type == 13]


def test_every_slide_has_source_number_notes_and_an_alternative_text(deck: Deck) -> None:
    for drawn, slide in zip(list(opened(deck).slides)[1:], deck.slides, strict=True):
        assert slide.source in words(drawn)
        foot = [shape for shape in drawn.slide_layout.shapes if shape.has_text_frame]
        assert [shape for shape in foot if "Gia Lai · 16/11/2026" in shape.text_frame.text]
        assert drawn.slide_layout._element.xpath(".//a:fld[@type='slidenum']")
        assert drawn.notes_slide.notes_text_frame.text == "\n".join(slide.notes)
        for shape in drawn.shapes:
            if shape.has_chart:
                assert slide.message in shape._element.xpath(".//p:cNvPr")[0].get("descr")


def test_a_demonstration_is_marked_on_the_first_slide_and_every_other(deck: Deck) -> None:
    assert all("MINH HỌA" in words(slide) for slide in opened(deck).slides)


def test_missing_values_have_no_bar_and_one_reading_is_still_a_file(store: Store) -> None:
    store.add([capture({GIA_LAI: {"digitisation": 9}, FINANCE: even(8), JUSTICE: even(None)})])
    file = opened(build_deck(Warehouse.of(store), "H21"))
    chart = next(shape.chart for shape in file.slides[1].shapes if shape.has_chart)
    assert [None if value is None else round(value, 2) for value in chart.plots[0].series[0].values] == [
        None,
        None,
        None,
        None,
        9,
    ]


def test_a_table_holds_the_decks_cells_and_can_be_edited(deck: Deck) -> None:
    drawn = list(opened(deck).slides)[1:]
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
