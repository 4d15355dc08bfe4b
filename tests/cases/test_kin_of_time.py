"""Further made-up files of the kinds met in the field: columns of another time, other indexes, everyday words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from indicators.errors import InputProblem
from indicators.periods import Period
from indicators.sources.overdue_vocabulary import status_told
from indicators.sources.period_words import periods_in_title
from tests.cases.field_files import AUGUST, YEAR, measures, overdue, own, prepared, scores
from tests.cases.test_kin import COUNTS, OF_AUGUST, OVERDUE, as_csv, as_workbook

UNIT, UNIT_NAME = "so-tai-chinh", "Sở Tài chính"


@pytest.mark.parametrize(
    ("header", "row", "told", "left_out"),
    [
        (
            ["Số hồ sơ tiếp nhận trong tháng", "Số hồ sơ tiếp nhận lũy kế từ đầu năm", "Đã giải quyết"],
            [600, "4.700", 580],
            {"received": 600, "resolved": 580},
            "Số hồ sơ tiếp nhận lũy kế từ đầu năm",
        ),
        (
            ["Hồ sơ tiếp nhận tháng 7", "Hồ sơ tiếp nhận tháng 8", "Đã giải quyết"],
            [500, 480, 470],
            {"received": 480, "resolved": 470},
            "Hồ sơ tiếp nhận tháng 7",
        ),
        (
            ["Kế hoạch tiếp nhận trực tuyến", "Thực hiện tiếp nhận trực tuyến"],
            [500, 480],
            {"received_online": 480},
            "Kế hoạch tiếp nhận trực tuyến",
        ),
        (
            ["Số hồ sơ tiếp nhận", "Đã giải quyết", "Đã giải quyết cùng kỳ năm trước"],
            [600, 580, 450],
            {"received": 600, "resolved": 580},
            "Đã giải quyết cùng kỳ năm trước",
        ),
    ],
)
def test_a_column_of_another_time_is_left_out_by_name(
    header: list[str], row: list[Any], told: dict[str, int], left_out: str, tmp_path: Path
) -> None:
    made = own(as_csv(tmp_path, OF_AUGUST, ["Đơn vị", *header], ["Sở Tài chính", *row]))
    assert measures(made, UNIT) == told
    assert any(f"“{left_out}” (của thời gian khác)" in warning for warning in made.warnings)


def test_two_columns_of_the_dossiers_received_are_refused(tmp_path: Path) -> None:
    header = ["Đơn vị", "Số hồ sơ tiếp nhận", "Số hồ sơ tiếp nhận"]
    with pytest.raises(InputProblem, match="hai cột B2 và C2 đều là"):
        prepared(as_csv(tmp_path, OF_AUGUST, header, ["Sở Tài chính", 600, 700]))


def test_sums_below_a_group_are_of_the_group(tmp_path: Path) -> None:
    rows = [
        ["Đơn vị", "Số hồ sơ đã giải quyết", "", "", "Số hồ sơ đang giải quyết", ""],
        ["", "Tổng", "Đúng hạn", "Quá hạn", "Tổng", "Trong hạn"],
        ["Sở Tài chính", 520, 500, 20, 75, 70],
    ]
    assert measures(own(as_workbook(tmp_path, {"A": [OF_AUGUST, *rows]})), UNIT) == {
        **{"resolved": 520, "resolved_in_time": 500, "resolved_late": 20},
        **{"in_processing": 75, "in_processing_in_time": 70},
    }


@pytest.mark.parametrize("title", ["HỒ SƠ BỊ TỪ CHỐI THÁNG 8/2026", "HỒ SƠ ĐÃ ĐỒNG BỘ THÁNG 8/2026"])
def test_some_dossiers_are_not_all_that_were_received(title: str, tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="không có cột nào thuộc các bảng đọc được"):
        prepared(as_csv(tmp_path, [title], ["Đơn vị", "Số hồ sơ"], ["Sở Tài chính", 600]))


@pytest.mark.parametrize(
    "title",
    [
        "Tuần 41 năm 2026",
        "Đợt 2 năm 2026",
        "Quý I + II năm 2026",
        "Tháng 7 và 8 năm 2026",
        "9 tháng năm 2026",
    ],
)
def test_a_week_and_several_months_are_no_year(title: str) -> None:
    assert periods_in_title(title) == set()


def test_a_year_is_still_a_year_and_a_month_a_month() -> None:
    assert periods_in_title("BÁO CÁO NĂM 2026") == {Period("year", 2026)}
    assert periods_in_title("Kỳ báo cáo: tháng 8 năm 2026") == {AUGUST}


@pytest.mark.parametrize(
    "title",
    ["CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2026", "KẾT QUẢ DDCI NĂM 2026", "Mức độ chuyển đổi số (DTI) năm 2026"],
)
def test_points_of_another_index_are_refused_by_name(title: str, tmp_path: Path) -> None:
    rows = [["Tên đơn vị", "Tổng điểm"], ["Sở Tài chính", "82,5"]]
    with pytest.raises(InputProblem, match="tiêu đề ghi một chỉ số khác"):
        prepared(as_csv(tmp_path, [title], *rows), period=YEAR)
    own_index = ["BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ: ĐIỂM THEO QUYẾT ĐỊNH 766"]
    assert scores(as_csv(tmp_path, own_index, *rows), YEAR) == {UNIT: {"total": 82.5}}


def test_points_of_another_scale_are_refused_by_name(tmp_path: Path) -> None:
    rows = [["Tên đơn vị", "Tổng điểm"], [UNIT_NAME, "8,5"]]
    with pytest.raises(InputProblem, match="thang diem 10"):
        prepared(as_csv(tmp_path, ["ĐIỂM NĂM 2026 (thang điểm 10)"], *rows), period=YEAR)
    assert scores(as_csv(tmp_path, ["ĐIỂM NĂM 2026 (thang điểm 100)"], *rows), YEAR) == {UNIT: {"total": 8.5}}


@pytest.mark.parametrize(
    ("title", "received"),
    [("Đơn vị tính: nghìn hồ sơ", "Tiếp nhận"), ("Đơn vị tính: hồ sơ", "Hồ sơ tiếp nhận (nghìn hồ sơ)")],
)
def test_dossiers_counted_by_the_thousand_are_refused_by_name(
    title: str, received: str, tmp_path: Path
) -> None:
    header = ["Tên đơn vị", received, "Hồ sơ đã giải quyết"]
    with pytest.raises(InputProblem, match="thang khác"):
        prepared(as_csv(tmp_path, [title], header, [UNIT_NAME, 1, 2]), period=AUGUST)
    header[1] = "Hồ sơ tiếp nhận"
    plain = as_csv(tmp_path, ["Đơn vị tính: hồ sơ; tiền: nghìn đồng"], header, [UNIT_NAME, 1, 2])
    assert measures(own(plain, AUGUST), UNIT) == {"received": 1, "resolved": 2}


@pytest.mark.parametrize("header", [["Tổng", "Nam", "Nữ"], ["Thanh toán", "Số hóa", "Ghi chú"]])
def test_everyday_words_alone_are_no_points(header: list[str], tmp_path: Path) -> None:
    file = as_csv(tmp_path, ["Đơn vị", *header], ["Sở Tài chính", 9, 5, 4])
    with pytest.raises(InputProblem, match="không có cột nào thuộc các bảng đọc được"):
        prepared(file, period=YEAR)


def test_a_code_in_the_column_of_names_is_the_units(tmp_path: Path) -> None:
    rows = [[1, "H21.13", 3], [2, "000.00.18.H21", 2], ["3/ ", "3/ UBND xã Vân Canh", 1]]
    assert overdue(as_csv(tmp_path, OVERDUE, COUNTS, *rows)) == {
        **{UNIT: 3, "so-xay-dung": 2, "ubnd-xa-van-canh": 1},
    }


def test_the_dust_of_a_sum_is_no_fraction_and_a_level_beside_counts_is_no_count(tmp_path: Path) -> None:
    rows = [
        OVERDUE,
        ["STT", "Cấp", "Đơn vị", "Số hồ sơ quá hạn"],
        [1, "Sở", "Sở Tài chính", 9.999999999999998],
    ]
    assert overdue(as_workbook(tmp_path, {"A": rows})) == {UNIT: 10}


def test_what_was_not_agreed_to_is_refused() -> None:
    assert status_told("Không đồng ý giải quyết") == "refused"
    assert status_told("Không chấp thuận") == "refused"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            [
                ["Đơn vị", "Số hồ sơ tiếp nhận tháng 8/2026", "Đã giải quyết"],
                ["Sở Tài chính", 600, 580],
            ],
            {"received": 600, "resolved": 580},
        ),
        (
            [
                ["Tháng 8 năm 2026"],
                ["Đơn vị", "Tiếp nhận tháng 8", "Tiếp nhận tháng 7"],
                ["Sở Tài chính", 600, 500],
            ],
            None,
        ),
        (
            [
                ["TTHC VÀ PHẢN ÁNH THÁNG 8/2026"],
                ["Đơn vị", "Tiếp nhận", "Đã giải quyết"],
                ["Sở Tài chính", 6, 5],
            ],
            {"received": 6, "resolved": 5},
        ),
    ],
)
def test_the_tables_own_time_in_a_header_is_borne_out(
    rows: list[list[Any]], told: dict[str, int] | None, tmp_path: Path
) -> None:
    file = as_csv(tmp_path, *rows)
    if told is None:
        # One plain number beside one of another month is another table.
        with pytest.raises(InputProblem, match="không có cột nào thuộc các bảng đọc được"):
            prepared(file)
        return
    made = own(file)
    assert measures(made, UNIT) == told
    assert set(made.counts["period"].to_pylist()) == {"month:2026-08"}
