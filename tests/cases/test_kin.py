"""Further files of the kinds met in the field, each made up: read right, or refused by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from indicators.errors import InputProblem
from tests.cases.field_files import AUGUST, YEAR, measures, overdue, own, prepared, scores
from tests.overdue_files import workbook

OVERDUE = ["TỔNG HỢP HỒ SƠ QUÁ HẠN (đến ngày 10/10/2026)"]
COUNTS = ["STT", "Đơn vị", "Số hồ sơ quá hạn"]
OF_AUGUST = ["(từ ngày 01/08/2026 đến ngày 31/08/2026)"]
DOSSIERS = ["STT", "Đơn vị", "Mã hồ sơ", "Ngày tiếp nhận", "Ngày hẹn trả"]


def as_csv(folder: Path, *rows: list[Any]) -> Path:
    file = folder / "file.csv"
    file.write_text("\n".join(";".join(map(str, row)) for row in rows), encoding="utf-8")
    return file


def as_workbook(folder: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    file = folder / "file.xlsx"
    file.write_bytes(workbook(sheets))
    return file


def test_letters_and_one_number_number_the_columns_too(tmp_path: Path) -> None:
    rows = [
        OVERDUE,
        COUNTS,
        ["A", "B", "1"],
        [1, "Sở Tài chính", 100],
        [2, "Sở Xây dựng", 20],
        ["", "Tổng", 120],
    ]
    file = as_csv(tmp_path, *rows)
    assert overdue(file) == {"so-tai-chinh": 100, "so-xay-dung": 20}
    assert prepared(file).differing == ()


def test_parts_sums_and_aims_are_no_units(tmp_path: Path) -> None:
    parts = [[1, "Sở Tài chính", 100], ["", "Trong đó: Chi cục Giá", 30], ["", "CỘNG (1)", 100]]
    rows = [*parts, [2, "UBND xã Vân Canh", 5], ["", "CỘNG (2)", 5], ["", "TỔNG CỘNG (1)+(2)", 105]]
    file = as_csv(tmp_path, OVERDUE, ["TT", "Tên cơ quan, đơn vị", "Tổng số HS quá hạn"], *rows)
    assert overdue(file) == {"so-tai-chinh": 100, "ubnd-xa-van-canh": 5}
    assert prepared(file).differing == ()
    points = [["Sở Tài chính", "17"], ["Điểm chuẩn", "18"], ["Chỉ tiêu năm 2026", "16"]]
    assert list(scores(as_csv(tmp_path, ["Tên đơn vị", "CKMB"], *points), YEAR)) == ["so-tai-chinh"]


def test_a_year_that_no_dossier_is_of_sets_its_row_aside(tmp_path: Path) -> None:
    rows = [
        [1, "Sở Tài chính", "H21.13-260901-0001", "01/09/0026", "15/09/2026"],
        [2, "Sở Tài chính", "H21.13-260901-0002", "01/09/2026", "15/09/2026"],
    ]
    (made,) = prepared(as_csv(tmp_path, OVERDUE, DOSSIERS, *rows)).lists
    assert made.dossiers["dossier_code"].to_pylist() == ["H21.13-260901-0002"]
    assert made.set_aside["reason"].to_pylist() == ["bad_date"]


def test_beside_counts_shares_are_left_out_and_codes_are_the_units(tmp_path: Path) -> None:
    header = ["Mã", "Tên đơn vị", "Tỷ lệ hồ sơ quá hạn", "Số hồ sơ quá hạn"]
    file = as_csv(
        tmp_path, header, ["H21.13", "Sở Tài chính", "3,5", "12"], ["H21.18", "Sở Xây dựng", "1,2", "5"]
    )
    assert overdue(file) == {"so-tai-chinh": 12, "so-xay-dung": 5}


def test_beside_dossiers_received_procedures_are_left_out(tmp_path: Path) -> None:
    header = ["Tên đơn vị", "Số thủ tục hành chính", "Số hồ sơ tiếp nhận"]
    made = own(as_csv(tmp_path, header, ["Sở Tài chính", 12, 165]), AUGUST)
    assert measures(made, "so-tai-chinh") == {"received": 165}


@pytest.mark.parametrize(
    ("header", "row", "told"),
    [
        (
            ["Chỉ tiêu giao (%)", "Số hồ sơ có phí", "Số hồ sơ thanh toán trực tuyến", "Tỷ lệ đạt (%)"],
            [80, "1.500", "1.200", 80],
            {"payable": 1500, "paid_online": 1200},
        ),
        (
            ["Số hồ sơ phát sinh lệ phí", "Số tiền (đồng)", "Số hồ sơ thanh toán trực tuyến"],
            ["1,500", "9,500,000", "1,200"],
            {"payable": 1500, "paid_online": 1200},
        ),
    ],
)
def test_payment_targets_tell_who_had_to_pay_and_who_paid(
    header: list[Any], row: list[Any], told: dict[str, int], tmp_path: Path
) -> None:
    made = own(as_csv(tmp_path, OF_AUGUST, ["Đơn vị", *header], ["Sở Tài chính", *row]))
    assert measures(made, "so-tai-chinh") == told


def test_of_two_rows_of_headers_the_upper_tells_what_the_lower_leaves_open(tmp_path: Path) -> None:
    papers = [
        ["STT", "Đơn vị", "Tiếp nhận", "Số hóa thành phần hồ sơ", "", "Đã giải quyết", "Số hóa kết quả", ""],
        ["", "", "", "Chưa", "Có", "", "Chưa", "Đã"],
        [1, "Sở Tài chính", 600, 200, 400, 550, 150, 400],
    ]
    assert measures(own(as_workbook(tmp_path, {"A": [OF_AUGUST, *papers]})), "so-tai-chinh") == {
        **{"received": 600, "papers_not_digitised": 200, "papers_digitised": 400},
        **{"resolved": 550, "results_not_digitised": 150, "results_digitised": 400},
    }
    resolved = [
        ["STT", "Tên đơn vị", "Tiếp nhận", "Giải quyết", "", "", ""],
        ["", "", "", "Tổng số", "Trước hạn", "Đúng hạn", "Quá hạn"],
        [1, "Sở Tài chính", 700, 650, 550, 90, 10],
    ]
    assert measures(own(as_workbook(tmp_path, {"A": [OF_AUGUST, *resolved]})), "so-tai-chinh") == {
        **{"received": 700, "resolved": 650},
        **{"resolved_early": 550, "resolved_in_time": 90, "resolved_late": 10},
    }


def test_a_table_within_the_words_of_a_cell_is_part_of_them(tmp_path: Path) -> None:
    """Else the row around it would be lost without a word."""
    rows = "<tr><td>STT</td><td>Đơn vị</td><td>Số hồ sơ quá hạn</td></tr>"
    rows += "<tr><td>1</td><td>Sở Tài chính</td><td>5<table><tr><td>chi tiết</td></tr></table></td></tr>"
    file = tmp_path / "file.xls"
    file.write_text(f'<html><meta charset="utf-8"><table>{rows}</table></html>', encoding="utf-8")
    with pytest.raises(InputProblem, match=r"ô C2: “5 chi tiết” không phải là số hồ sơ"):
        prepared(file)


def test_lists_of_one_file_that_count_up_to_two_days_are_refused_by_name(tmp_path: Path) -> None:
    counts = [["PHỤ LỤC I (đến ngày 10/10/2026)"], COUNTS, [1, "Sở Tài chính", 1]]
    dossiers = [
        ["PHỤ LỤC II DANH SÁCH HỒ SƠ QUÁ HẠN (đến ngày 09/10/2026)"],
        DOSSIERS,
        [1, "Sở Tài chính", "H21.13-260901-0001", "01/09/2026", "15/09/2026"],
    ]
    with pytest.raises(InputProblem, match=r"trang tính “PL II”.*10/10/2026 và 09/10/2026"):
        prepared(as_workbook(tmp_path, {"PL I": counts, "PL II": dossiers}))


def test_a_column_of_periods_that_contradicts_the_title_is_refused_by_name(tmp_path: Path) -> None:
    header = ["Mã", "Tên đơn vị", "Kỳ", "CKMB"]
    row = ["H21.13", "Sở Tài chính", "08/2026", "9,5"]
    with pytest.raises(InputProblem, match=r"tiêu đề ghi Tháng 9/2026, không phải Tháng 8/2026"):
        prepared(as_csv(tmp_path, ["KẾT QUẢ CHẤM ĐIỂM THÁNG 9 NĂM 2026"], header, row))
    assert str(prepared(as_csv(tmp_path, header, row)).captures[0].period) == "month:2026-08"
    with pytest.raises(InputProblem, match="ô C2"):
        prepared(as_csv(tmp_path, header, ["H21.13", "Sở Tài chính", "tháng tám", "9,5"]))


@pytest.mark.parametrize(
    ("header", "period"), [("CKMB", YEAR), ("Số hồ sơ tiếp nhận", AUGUST), ("Số hồ sơ quá hạn", None)]
)
def test_the_code_of_one_agency_beside_the_name_of_another_is_refused_by_name(
    header: str, period: Any, tmp_path: Path
) -> None:
    file = as_csv(tmp_path, ["Mã đơn vị", "Tên đơn vị", header], ["H21.13", "Sở Xây dựng", "9"])
    with pytest.raises(InputProblem, match=r"mã H21\.13 là của Sở Tài chính, còn tên là của Sở Xây dựng"):
        prepared(file, period=period)


def test_days_of_acceptance_are_those_of_the_codes_whatever_stands_first_in_other_columns(
    tmp_path: Path,
) -> None:
    rows = [
        [1, "Sở Tài chính", "H21.13-260803-0001", "03/08/2026", "8/20/2026"],
        [2, "Sở Tài chính", "H21.13-260904-0002", "04/09/2026", "9/20/2026"],
    ]
    (made,) = prepared(as_csv(tmp_path, OVERDUE, DOSSIERS, *rows)).lists
    read = made.dossiers.to_pylist()
    assert [row["accepted_at"].month for row in read] == [8, 9]
    assert [row["due_at"].month for row in read] == [8, 9]


@pytest.mark.parametrize(
    ("written", "agency"),
    [
        ("a) Sở Y tế", "so-y-te"),
        ("Phường Pleiku - TP Pleiku", "ubnd-phuong-pleiku"),
        ("Phường Pleiku - TP Đà Nẵng", "Phường Pleiku - TP Đà Nẵng"),
        ("Phòng Kinh tế phường Quy Nhơn", "Phòng Kinh tế phường Quy Nhơn"),
        ("Đảng ủy phường Quy Nhơn", "Đảng ủy phường Quy Nhơn"),
    ],
)
def test_units_are_known_or_kept_to_be_mapped_never_dropped(
    written: str, agency: str, tmp_path: Path
) -> None:
    assert overdue(as_csv(tmp_path, OVERDUE, COUNTS, [1, written, 7])) == {agency: 7}


def test_scores_of_a_table_keep_their_commas_whatever_another_column_has(tmp_path: Path) -> None:
    rows = [["H21.13", "Sở Tài chính", "17.5", "19,25"], ["H21.18", "Sở Xây dựng", "10.5", "10"]]
    found = scores(as_csv(tmp_path, ["Mã", "Tên đơn vị", "CKMB", "TDGQ"], *rows), YEAR)
    assert found["so-tai-chinh"]["transparency"] == 17.5
    assert found["so-tai-chinh"]["processing_progress"] == 19.25
