"""CSV opens in Excel by a double click, runs nothing, and keeps negative numbers numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from indicators.analysis.campaign import progress
from indicators.analysis.capture_selection import captures_of
from indicators.analysis.comparison import side_by_side
from indicators.analysis.provenance import Provenance, of_capture, of_store
from indicators.analysis.ranking import rank
from indicators.analysis.trend import Span, trend
from indicators.exports import csv as exports
from indicators.exports.csv import comparison_csv, document, table_csv, trend_csv
from indicators.exports.overdue import campaign_csv
from indicators.intake import captures
from indicators.paths import reference_folder
from indicators.periods import Period
from indicators.reference.organisation import load_organisation
from indicators.sources.records import Value
from indicators.store.store import Store
from indicators.translation import in_language
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import FINANCE, JUSTICE, at, capture, even, reading
from tests.made_up_lists import code, keep_lists, ordered


def cells(content: bytes, separator: str = ";") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=separator))


def test_excel_finds_its_letters_and_its_columns() -> None:
    content = document([["Đơn vị", "Điểm"], ["Sở Tài chính", 66.23]])
    assert content.startswith(b"\xef\xbb\xbf")
    assert cells(content) == [["Đơn vị", "Điểm"], ["Sở Tài chính", "66,23"]]


@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1+cmd", "@SUM(A1)", "\t=1"])
def test_text_is_never_run_as_a_formula(evil: str) -> None:
    assert cells(document([[evil]])) == [[f"'{evil}"]]


def test_negative_numbers_stay_numbers_and_missing_stays_empty() -> None:
    assert cells(document([[-1.5, None, float("nan"), 0, 799]])) == [["-1,5", "", "", "0", "799"]]


@pytest.fixture
def other_separator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    written = (reference_folder() / "organisation.toml").read_text(encoding="utf-8")
    changed = written.replace('csv_separator = ";"', 'csv_separator = ","')
    (tmp_path / "organisation.toml").write_text(changed, encoding="utf-8")
    monkeypatch.setattr(exports, "load_organisation", lambda: load_organisation(tmp_path))
    return


@pytest.mark.usefixtures("other_separator")
def test_with_commas_between_columns_numbers_have_a_point() -> None:
    assert cells(document([["a,b", -66.5]]), ",") == [["a,b", "-66.5"]]


def test_any_table_says_what_it_is_of() -> None:
    rows = pd.DataFrame({"name": ["Sở Tài chính"], "value": [9.5], "secret": ["not asked for"]})
    content = cells(
        table_csv(
            Provenance(period=Period("year", 2026), is_demo=True),
            "Điểm",
            {"name": "Đơn vị", "value": "Điểm"},
            rows,
            ["chỉ là ước tính"],
        )
    )
    assert content[0] == ["SỐ LIỆU MINH HỌA – không phải số liệu thật"]
    assert content[1] == ["Điểm"]
    assert content[2] == ["Kỳ báo cáo", "Năm 2026 (kỳ đã đóng)"]
    assert content[3][1].startswith("indicators ")
    assert content[4] == ["chỉ là ước tính"]
    assert content[-2:] == [["Đơn vị", "Điểm"], ["Sở Tài chính", "9,5"]]


def test_a_table_of_a_capture_says_of_which_open_or_closed_and_by_which_index(
    demonstration: Warehouse,
) -> None:
    capture = rank(demonstration, node="total", level="department", scope="H21").capture
    content = cells(
        table_csv(of_capture(capture), "Bảng", {"name": "Đơn vị"}, pd.DataFrame({"name": ["Sở Nội vụ"]}))
    )
    said = dict(row for row in content if len(row) == 2)
    assert content[0] == ["SỐ LIỆU MINH HỌA – không phải số liệu thật"]
    assert said["Kỳ báo cáo"] == "Năm 2026 (kỳ đang mở, số liệu tạm thời)"
    assert said["Lần đọc"].startswith("đọc 16/11/2026")
    assert said["Phiên bản Bộ chỉ số"] == "Bộ chỉ số 766, cách tính năm 2026"
    assert said["Phạm vi"] == "Gia Lai"
    assert said["Nguồn"] == "số liệu minh họa"
    assert content[-2:] == [["Đơn vị"], ["Sở Nội vụ"]]


@pytest.mark.parametrize(
    ("span", "state"), [(Span("year", Period("year", 2026)), " (tạm thời)"), (Span("month"), "")]
)
def test_a_trend_says_of_each_step_whether_its_period_is_open(
    demonstration: Warehouse, span: Span, state: str
) -> None:
    moved = trend(demonstration, node="total", level="department", scope="H21", span=span)
    (periods,) = [row for row in cells(trend_csv(moved, "theo thời gian")) if row[:2] == ["", "Kỳ báo cáo"]]
    assert len(periods) > 4
    assert all(("tạm thời" in period) == bool(state) for period in periods[2:])


def test_a_trend_makes_up_no_day_for_a_reading_that_nobody_told_the_day_of(store: Store) -> None:
    store.add([capture({FINANCE: even(8)}, day="2026-02-05", period=Period("month", 2026, 1))])
    untold = replace(reading({FINANCE: even(9)}, period=Period("month", 2026, 2)), captured_at=None)
    store.add(captures.prepare([untold], now=at("2026-10-10")))
    moved = trend(Warehouse.of(store), node="total", level="department", scope="H21", span=Span("month"))
    (days,) = [row for row in cells(trend_csv(moved, "các tháng")) if row[:2] == ["", "Lần đọc"]]
    assert days[2:] == ["05/02/2026", "không rõ ngày đọc, nhập 10/10/2026"]


def test_agencies_side_by_side_have_their_difference_or_why_there_is_none(store: Store) -> None:
    store.add([capture({FINANCE: even(9), JUSTICE: {"satisfaction": 8.5}})])
    warehouse = Warehouse.of(store)
    (current,) = captures_of(warehouse, "H21")
    sides = [("so-tai-chinh", "Sở Tài chính", current), ("so-tu-phap", "Sở Tư pháp", current)]
    written = cells(comparison_csv(side_by_side(warehouse, "department", sides), "department"))
    assert ["Cấp", "Sở, ban, ngành"] in written
    assert [row[:2] for row in written if row[:1] in (["A"], ["B"])] == [
        ["A", "Sở Tài chính"],
        ["B", "Sở Tư pháp"],
    ]
    by_node = {row[0]: row[2:] for row in written if len(row) == 7}
    assert by_node["satisfaction"] == ["18", "9", "8,5", "-0,5", ""]
    assert by_node["digitisation"] == ["22", "9", "", "", "B: chưa có số liệu"]


def test_two_times_that_may_not_be_compared_say_so_above_the_table(store: Store) -> None:
    for day, period in (("2026-01-05", Period("month", 2025, 12)), ("2026-02-05", Period("month", 2026, 1))):
        store.add([capture({FINANCE: even(9)}, day=day, period=period)])
    warehouse = Warehouse.of(store)
    now, then = captures_of(warehouse, "H21")
    sides = [("so-tai-chinh", "Tháng 12", then), ("so-tai-chinh", "Tháng 1", now)]
    written = cells(comparison_csv(side_by_side(warehouse, "department", sides), "department"))
    (said,) = [row[1] for row in written if row[:1] == ["Điểm đứt chuỗi"]]
    assert said.startswith("B: bộ chỉ số đã thay đổi giữa hai kỳ")


def test_a_month_that_nobody_read_is_an_empty_column_of_a_trend(store: Store) -> None:
    for month, points in ((6, 8), (8, 9)):
        period = Period("month", 2026, month)
        store.add([capture({FINANCE: even(points)}, day=f"2026-{month + 1:02}-05", period=period)])
    moved = trend(Warehouse.of(store), node="total", level="department", scope="H21", span=Span("month"))
    written = cells(trend_csv(moved, "các tháng"))
    assert ["", "Lần đọc", "05/07/2026", "–", "05/09/2026"] in written
    assert written[-1] == ["H21.13", "Sở Tài chính", "48", "", "54"]


def test_an_order_is_told_by_agency_with_what_part_is_cleared(store: Store) -> None:
    finance, justice = [code(n) for n in range(4)], [code(9, "H21.16")]
    keep_lists(store, {"2026-09-07": [*finance, *justice], "2026-10-10": finance[:1]})
    order = ordered(store)
    written = cells(campaign_csv(progress(Warehouse.of(store), order)))
    assert ["Đợt xử lý", "291/UBND-NC", "08/09/2026", "Xử lý hồ sơ quá hạn"] in written
    assert ["Hạn", "20/10/2026"] in written
    assert [row[:6] for row in written[-3:]] == [
        ["1", "Sở Tài chính", "4", "3", "1", "75"],
        ["2", "Sở Tư pháp", "1", "1", "0", "100"],
        ["", "Tổng cộng", "5", "4", "1", "80"],
    ]


def test_the_part_of_the_maximum_and_the_ratio_of_counts_are_two_columns(store: Store) -> None:
    """45 of 90 dossiers are half of them, and by the rule more than half of the points."""
    values = (
        Value(FINANCE, "satisfaction", score=12, place="a"),
        Value(FINANCE, "dossier_receiving_satisfaction", score=3.33, numerator=45, denominator=90, place="b"),
    )
    store.add(captures.prepare([replace(reading({}), values=values)]))
    node = "dossier_receiving_satisfaction"
    with in_language("vi"):
        table = cells(
            exports.ranking_csv(rank(Warehouse.of(store), node=node, level="department", scope="H21"))
        )
    (start,) = [place for place, row in enumerate(table) if "Mã cơ quan" in row or "Cơ quan" in row]
    row = dict(zip(table[start], table[start + 1], strict=True))
    assert row["Tỷ lệ điểm so với điểm tối đa (%)"] == "55,5"
    assert row["Tỷ lệ tử số/mẫu số (%)"] == "50"


def test_a_table_of_the_store_as_a_whole_carries_a_code_and_where_no_state_is_told_none() -> None:
    columns, rows = {"name": "Việc"}, pd.DataFrame({"name": ["Nhập dữ liệu"]})
    assert "Mã kiểm chứng" in table_csv(of_store(is_demo=False).at(3), "Lịch sử", columns, rows).decode()
    assert "Mã kiểm chứng" not in table_csv(of_store(is_demo=False), "Lịch sử", columns, rows).decode()
