"""A page as a PDF: what it shows, as it now stands, with where it is from on every sheet."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from indicators import __version__, formats
from indicators.analysis import overdue
from indicators.analysis.overview import overview
from indicators.analysis.ranking import rank, with_ranges
from indicators.exports.page import page_pdf
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.exports.printed import close, pages
from tests.made_up import FINANCE, capture, even
from tests.pages.conftest import Filled, Open, drawn, nothing

DEMO = close("SỐ LIỆU MINH HỌA – không phải số liệu thật")
LABEL = "Trang này (PDF)"
READ = [
    *("overview", "ranking", "agency", "trend", "compare", "map", "nation", "overdue", "campaigns"),
    *("transparency", "processing_progress", "online_services", "satisfaction", "digitisation"),
    *("synchronisation", "quality", "history", "methodology", "bulletin"),
]
# What is made of the numbers of no reading is of no demonstration either.
WITHOUT_NUMBERS = {"methodology"}


def printed(page: AppTest) -> list[str]:
    """The sheets of the PDF that the page's button gives, without spaces."""
    assert not page.exception
    assert LABEL in buttons(page)
    return [close(sheet) for sheet in pages(page_pdf(page.session_state["printed"]))]


def buttons(page: AppTest) -> list[str]:
    return [button.proto.label for button in page.get("download_button")]


def said_in_charts(page: AppTest) -> set[str]:
    """Every word of the charts that went to the screen."""
    pictures = [ElementTree.fromstring(svg) for _, svg in drawn(page)]  # noqa: S314 (our own)
    lines = [line for picture in pictures for line in picture.iter() if line.tag.endswith("}text")]
    return {close("".join(line.itertext())) for line in lines}


def told_in_tables(page: AppTest) -> set[str]:
    """The words of the tables on the screen, and the points of those that have them."""
    cells: set[str] = set()
    for shown in page.dataframe:
        # Streamlit sends more columns than it shows.
        order = list(shown.proto.column_order) or list(shown.value.columns)
        rows: pd.DataFrame = shown.value[order]
        cells |= {cell for cell in rows.to_numpy().ravel() if isinstance(cell, str)}
        if "value" in rows:
            cells |= {formats.number(value) for value in pd.to_numeric(rows.value)}
    return {close(cell) for cell in cells}


@pytest.mark.parametrize("name", READ)
def test_paper_says_what_the_screen_says_and_every_sheet_whose_numbers_they_are(
    open_page: Open, demo_store: Path, name: str
) -> None:
    page = open_page(name, demo_store)
    sheets = printed(page)
    whole = "".join(sheets)
    assert {words for words in said_in_charts(page) if words not in whole} == set()
    assert {words for words in told_in_tables(page) if words not in whole} == set()
    for metric in page.metric:
        assert close(metric.value.split()[0]) in whole
    for number, sheet in enumerate(sheets, start=1):
        assert f"{number}/{len(sheets)}" in sheet
        assert close(f"Tạo bởi indicators {__version__}") in sheet
        assert (DEMO in sheet) == (name not in WITHOUT_NUMBERS)


def test_the_ranking_on_paper_has_the_querys_own_numbers(
    open_page: Open, demo_store: Path, demonstration: Warehouse
) -> None:
    (*sheets,) = printed(open_page("ranking", demo_store, level="commune", node="digitisation"))
    whole = "".join(sheets)
    found = with_ranges(demonstration, rank(demonstration, node="digitisation", level="commune", scope="H21"))
    assert len(found.rows) == 135
    assert found.ranges
    ranges, bands = found.ranges.ranges, found.ranges.bands
    # Who has a rank has a range and a band of it, and nobody else.
    assert set(ranges) == set(bands) == set(found.rows.agency_id[found.rows["rank"].notna()])
    for row in found.rows.to_dict("records"):
        place, value = formats.rank(row["rank"], row["tied"]), formats.number(row["value"])
        agency, chance = row["agency_id"], ""
        if agency in ranges:
            chance = f"{formats.between(*ranges[agency])}{formats.count(bands[agency])}"
        assert close(f"{place}{chance}{row['agency_name']}{value}") in whole
    for provenance in ("Năm 2026 (kỳ đang mở, số liệu tạm thời)", "đọc 16/11/2026 07:30", "Bộ chỉ số 766"):
        assert close(provenance) in sheets[-1]


def test_the_overview_on_paper_is_the_province_on_a_page(
    open_page: Open, demo_store: Path, demonstration: Warehouse
) -> None:
    page = open_page("overview", demo_store)
    (whole,) = printed(page)
    view = overview(demonstration, "H21")
    assert close(f"{formats.number(view.total.value)}/100") in whole
    for group in view.groups.to_dict("records"):
        assert close(f"{formats.number(group['value'])}/{formats.number(group['max_value'], 0)}") in whole


def test_what_was_chosen_is_on_paper_too(open_page: Open, demo_store: Path, demonstration: Warehouse) -> None:
    page = open_page("overdue", demo_store, whose="ubnd-xa-ia-dreh", by="procedure")
    first, *_ = printed(page)
    assert close("Chia theo: Thủ tục") in first
    assert close("Cơ quan: UBND xã Ia Dreh") in first
    step = overdue.last_step(demonstration, "H21")
    assert step
    rows = overdue.backlog(demonstration, step, "procedure", overdue.Filter(agency_id="ubnd-xa-ia-dreh"))
    for row in rows.head(5).to_dict("records"):
        assert formats.count(row["dossiers"]) in first


def test_two_readings_side_by_side_are_both_told_on_every_sheet(open_page: Open, demo_store: Path) -> None:
    for sheet in printed(open_page("compare", demo_store, compare="times")):
        assert close("đọc 16/11/2026 07:30") in sheet
        assert close("đọc 09/11/2026 07:30") in sheet


@pytest.mark.parametrize("name", ["overview", "ranking", "overdue", "quality"])
def test_an_empty_store_offers_no_page_to_print(open_page: Open, filled: Filled, name: str) -> None:
    assert LABEL not in buttons(open_page(name, filled(nothing)))


def test_where_there_is_nothing_to_show_there_is_nothing_to_print(open_page: Open, store: Store) -> None:
    store.add([capture({FINANCE: even(9)})])
    assert LABEL not in buttons(open_page("overdue"))
    assert LABEL not in buttons(open_page("nation"))


def test_the_files_name_tells_page_and_choice(open_page: Open, demo_store: Path) -> None:
    page = open_page("ranking", demo_store, node="satisfaction", level="commune")
    named = page.session_state["printed"].file_name()
    assert named == "minh-hoa-xep-hang-muc-do-hai-long-xa-phuong-nam-2026-2026-11-16.pdf"


@pytest.mark.parametrize("name", ["history", "methodology"])
def test_what_is_of_no_single_period_says_so(open_page: Open, demo_store: Path, name: str) -> None:
    assert all(close("Của mọi kỳ") in sheet for sheet in printed(open_page(name, demo_store)))
