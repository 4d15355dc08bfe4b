"""What is said about numbers is one record: every page and file says the same of them, in its own form."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from xml.sax.saxutils import unescape

import pytest
from docx import Document
from pptx import Presentation
from pypdfium2 import PdfDocument
from python_calamine import CalamineWorkbook

from indicators.analysis.capture_names import earlier
from indicators.analysis.capture_selection import Comparison
from indicators.analysis.completeness import Shortfall
from indicators.analysis.overdue import Step
from indicators.analysis.overview import overview
from indicators.analysis.profile import profile
from indicators.analysis.provenance import Provenance, of_capture, of_list, of_trend
from indicators.analysis.ranking import rank
from indicators.analysis.trend import Span, trend
from indicators.deck import build_deck
from indicators.exports.csv import card_csv, ranking_csv
from indicators.exports.pdf import deck_pdf, profile_pdf
from indicators.exports.pptx import deck_pptx
from indicators.exports.report import report_docx
from indicators.exports.xlsx import workbook_xlsx
from indicators.intake import captures
from indicators.periods import Period
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import FINANCE, GIA_LAI, JUSTICE, YEAR, at, capture, even, reading

BOTH_SYSTEMS = "do hai hệ thống tính: hệ thống cũ của Cổng DVCQG và hệ thống mới của Cổng DVCQG"
OPEN = Provenance(("portal_api",), "H21", YEAR, is_open=True, read_at=(at("2026-10-10", "14:00"),))


def test_an_open_periods_reading_says_whose_of_when_and_from_where() -> None:
    assert OPEN.line() == (
        "Nguồn: Cổng Dịch vụ công quốc gia · Gia Lai · Năm 2026 (kỳ đang mở, số liệu tạm thời) · "
        "đọc 10/10/2026 14:00"
    )
    assert OPEN.basis() == "Năm 2026 (tạm thời), đọc 10/10/2026"


def test_several_readings_are_told_from_the_first_to_the_last() -> None:
    several = replace(OPEN, read_at=tuple(at(day) for day in ("2026-10-02", "2026-10-05", "2026-10-09")))
    assert several.reading() == "3 lần đọc từ 02/10/2026 07:30 đến 09/10/2026 07:30"


def test_why_a_line_begins_late_is_said_once_and_only_where_there_is_a_reason() -> None:
    assert OPEN.beginning_after(()) == OPEN
    told = OPEN.beginning_after(("đổi hệ thống",))
    assert any("đổi hệ thống" in words for words in told.breaks)
    assert told.beginning_after(("đổi hệ thống",)) == told


def test_a_missing_comparison_is_a_note_and_a_break_is_told_as_one(store: Store) -> None:
    store.add([capture({FINANCE: even(9)})])
    read = rank(Warehouse.of(store), node="total", level="department", scope="H21").capture
    nothing = Comparison(None, "chưa có lần đọc trước")
    apart = Comparison(None, "đổi hệ thống", ("đổi hệ thống",))
    found = Comparison(read)
    told = [of_capture(read, one) for one in (nothing, apart, found, None)]
    assert [(record.notes, record.breaks) for record in told] == [
        ((nothing.said,), ()),
        ((), (apart.said,)),
        ((), ()),
        ((), ()),
    ]


def test_of_a_list_its_own_dossiers_are_told_apart_from_those_that_stand_by_earlier_ones() -> None:
    moment = at("2026-10-10")
    step = Step(2, "H21", moment, moment.date(), True, False, dossiers=10, set_aside=1, carried=3)
    own, aside, carried = of_list(step).notes
    assert (own, aside) == ("7 hồ sơ trong danh sách", "1 dòng để riêng")
    assert carried.startswith("và 3 hồ sơ theo các danh sách trước")


def test_where_nobody_knows_when_it_was_read_no_day_of_reading_is_made_up() -> None:
    unknown = replace(OPEN, read_at_given=False)
    assert "nhập 10/10/2026 14:00, không rõ thời điểm đọc" in unknown.line()
    assert unknown.basis() == "Năm 2026 (tạm thời), không rõ ngày đọc, nhập 10/10/2026"
    assert "đọc 10/10/2026" not in unknown.line() + unknown.basis()


def test_what_may_not_be_relied_on_is_said() -> None:
    doubtful = replace(
        OPEN,
        shortfalls=(Shortfall("department", "satisfaction", 4, ("Sở A", "Sở B", "Sở C"), 3),),
        index_versions=("2026",),
        has_provisional_denominators=True,
        breaks=("đổi hệ thống",),
        is_demo=True,
    )
    for words in (
        "thiếu “Mức độ hài lòng” của 3/4 sở, ban, ngành (Sở A, Sở B, Sở C)",
        "mẫu số của Cổng là số tạm tính",
        "đổi hệ thống",
    ):
        assert words in doubtful.line()
    for marked in (doubtful.marked_line(), doubtful.properties(), doubtful.mark):
        assert marked.startswith("SỐ LIỆU MINH HỌA")


def test_the_portals_provisional_denominators_are_told_of_the_capture_that_has_them(store: Store) -> None:
    flagged = reading({FINANCE: even(9)})
    flags = ("TEMP_NATIONAL_REPORT_DENOMINATOR",)
    values = (replace(flagged.values[0], quality=flags), *flagged.values[1:])
    store.add(captures.prepare([replace(flagged, values=values)]))
    store.add([capture({FINANCE: even(8)}, day="2026-10-12")])
    warehouse = Warehouse.of(store)
    told = {
        one.day: of_capture(one).has_provisional_denominators
        for day in ("2026-10-10", "2026-10-12")
        for one in [
            rank(warehouse, node="total", level="department", scope="H21", captured_on=at(day).date()).capture
        ]
    }
    assert list(told.values()) == [True, False]


def test_an_earlier_capture_is_told_by_its_day_within_one_period_and_by_its_period_otherwise(
    store: Store,
) -> None:
    august, july = Period("month", 2026, 8), Period("month", 2026, 7)
    store.add([capture({FINANCE: even(9)}, day="2026-09-05", period=august)])
    read = rank(Warehouse.of(store), node="total", level="department", scope="H21").capture
    later = replace(read, captured_on=date(2026, 9, 6))
    assert earlier(read, later) == "05/09/2026"
    assert earlier(replace(read, period=july), later) == "Tháng 7/2026"
    assert earlier(read, read) == "05/09/2026 07:30"


def test_a_trend_tells_its_readings_and_its_breaks(store: Store) -> None:
    store.add(
        [
            capture({FINANCE: even(8)}, day=day, period=Period("month", year, number))
            for number, year, day in ((12, 2025, "2026-01-05"), (1, 2026, "2026-02-05"))
        ]
    )
    moved = trend(Warehouse.of(store), node="total", level="department", scope="H21", span=Span("month"))
    record = of_trend(moved, "các tháng")
    assert "2 lần đọc từ 05/01/2026 07:30 đến 05/02/2026 07:30" in record.line()
    assert record.breaks == ("Tháng 1/2026: bộ chỉ số đã thay đổi giữa hai kỳ; " + BOTH_SYSTEMS,)


@pytest.fixture
def unknown_reading(store: Store) -> Warehouse:
    """A capture that nobody tells the moment of reading of, after a fuller one."""
    whole = {GIA_LAI: even(9), FINANCE: even(9), JUSTICE: even(8)}
    made = replace(reading(whole), captured_at=None)
    store.add(captures.prepare([made], now=datetime(2026, 10, 10, 7, 0, tzinfo=UTC)))
    return Warehouse.of(store)


def test_every_file_says_the_same_of_a_capture(unknown_reading: Warehouse) -> None:
    warehouse = unknown_reading
    view = overview(warehouse, "H21")
    record, deck = of_capture(view.capture, view.comparison), build_deck(warehouse, "H21")
    unit = profile(warehouse, "H21", "so-tai-chinh")
    book = workbook_xlsx(warehouse, view)
    in_properties = {
        "slides": Presentation(io.BytesIO(deck_pptx(deck))).core_properties.comments,
        "report": Document(io.BytesIO(report_docx(warehouse, "H21"))).core_properties.comments,
        "workbook": inside(book, "docProps/core.xml", "dc:description"),
        "slides as PDF": keywords(deck_pdf(deck)),
        "agency": keywords(profile_pdf(unit)),
    }
    assert dict.fromkeys(in_properties, record.properties()) == in_properties
    assert {slide.source for slide in deck.slides if slide.key in ("province", "method")} == {record.line()}
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(book))
    for name in sheets.sheet_names:
        assert sheets.get_sheet_by_name(name).to_python(skip_empty_area=False)[1][0] == record.line()
    ranking = rank(warehouse, node="total", level="department", scope="H21")
    for written in (ranking_csv(ranking), card_csv(unit)):
        for about, words in record.rows():
            assert f"{about};{words}\r\n" in written.decode("utf-8-sig")


def test_no_file_makes_up_a_day_of_reading(unknown_reading: Warehouse) -> None:
    warehouse = unknown_reading
    report = Document(io.BytesIO(report_docx(warehouse, "H21")))
    said = "\n".join(paragraph.text for paragraph in report.paragraphs)
    assert "nhập 10/10/2026 14:00, không rõ thời điểm đọc" in said
    with zipfile.ZipFile(io.BytesIO(deck_pptx(build_deck(warehouse, "H21")))) as slides:
        everything = "".join(slides.read(name).decode() for name in slides.namelist() if name.endswith("xml"))
    assert "không rõ ngày đọc, nhập 10/10/2026" in everything
    for made_up in ("đọc 10/10/2026", "đọc ngày 10/10/2026"):
        assert made_up not in said + everything.replace("không rõ ngày đọc", "")


def keywords(content: bytes) -> str:
    """What a PDF says of itself."""
    with PdfDocument(content) as opened:
        return str(opened.get_metadata_value("Subject"))


def inside(content: bytes, part: str, element: str) -> str:
    """What an element of a part of an Office file says."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        written = opened.read(part).decode()
    return unescape(written.split(f"<{element}>")[1].split(f"</{element}>")[0])
