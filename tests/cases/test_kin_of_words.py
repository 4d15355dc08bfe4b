"""Further made-up files of the kinds met in the field: words that mislead, marks of notes, what nobody sees."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from docx import Document

from indicators.errors import InputProblem
from indicators.periods import vietnam_day
from tests.cases.field_files import YEAR, measures, overdue, own, prepared
from tests.cases.test_kin import COUNTS, DOSSIERS, OF_AUGUST, OVERDUE, as_csv, as_workbook

TOTAL_3 = ["", "Tổng", 120]


@pytest.mark.parametrize(
    "rows",
    [
        [
            OF_AUGUST,
            ["Đơn vị", "Phản ánh, kiến nghị tiếp nhận", "PAKN đã xử lý"],
            ["Sở Tài chính", 38, 35],
        ],
        [OF_AUGUST, ["Đơn vị", "Số văn bản tiếp nhận", "Số văn bản đã xử lý"], ["Sở Tài chính", 38, 35]],
        [OF_AUGUST, ["Đơn vị", "Số cán bộ tiếp nhận", "Số cán bộ đã xử lý hồ sơ"], ["Sở Tài chính", 8, 5]],
        [
            ["KẾT QUẢ XỬ LÝ PHẢN ÁNH THÁNG 8/2026"],
            ["Đơn vị", "Tiếp nhận", "Đã xử lý"],
            ["Sở Tài chính", 8, 5],
        ],
        [["NHIỆM VỤ QUÁ HẠN (đến ngày 10/10/2026)"], ["STT", "Đơn vị", "Số lượng"], [1, "Sở Tài chính", 8]],
        [
            ["NHIỆM VỤ QUÁ HẠN (đến ngày 10/10/2026)"],
            ["STT", "Đơn vị", "Số lượng quá hạn"],
            [1, "Sở Tài chính", 8],
        ],
    ],
)
def test_petitions_letters_officers_and_tasks_never_become_dossiers(
    rows: list[list[Any]], tmp_path: Path
) -> None:
    with pytest.raises(InputProblem, match="không có cột nào thuộc các bảng đọc được"):
        prepared(as_csv(tmp_path, *rows))


def test_beside_dossiers_what_is_none_is_left_out_by_name(tmp_path: Path) -> None:
    header = [
        "Đơn vị",
        "Số hồ sơ tiếp nhận",
        "Kỳ trước chuyển sang",
        "Số hồ sơ đã giải quyết",
        "Số PAKN tiếp nhận",
    ]
    made = own(as_csv(tmp_path, OF_AUGUST, header, ["Sở Tài chính", 165, 20, 150, 9]))
    assert measures(made, "so-tai-chinh") == {"received": 165, "carried_over": 20, "resolved": 150}
    assert any("“Số PAKN tiếp nhận” (không phải hồ sơ)" in warning for warning in made.warnings)


@pytest.mark.parametrize(
    "parts",
    [
        [["", "- Chi cục Giá", 30], ["", "- Phòng Đăng ký kinh doanh", 70]],
        [["", "+ Quá hạn dưới 7 ngày", 60], ["", "+ Quá hạn từ 7 ngày", 40]],
    ],
)
def test_bulleted_rows_that_make_up_a_unit_are_its_parts(parts: list[list[Any]], tmp_path: Path) -> None:
    file = as_csv(
        tmp_path, OVERDUE, COUNTS, [1, "Sở Tài chính", 100], *parts, [2, "Sở Xây dựng", 20], TOTAL_3
    )
    assert overdue(file) == {"so-tai-chinh": 100, "so-xay-dung": 20}
    assert prepared(file).differing == ()


def test_bulleted_units_that_make_up_nothing_stay_units(tmp_path: Path) -> None:
    rows = [[1, "Sở Tài chính", 100], ["", "- Sở Xây dựng", 20], ["", "- UBND xã Vân Canh", 5]]
    assert overdue(as_csv(tmp_path, OVERDUE, COUNTS, *rows)) == {
        **{"so-tai-chinh": 100, "so-xay-dung": 20, "ubnd-xa-van-canh": 5},
    }


def test_two_numbers_of_one_unit_are_refused_and_the_same_twice_is_one(tmp_path: Path) -> None:
    file = as_csv(tmp_path, OVERDUE, COUNTS, [1, "Sở Tài chính", 10], [2, "Sở Tài chính", 5])
    with pytest.raises(
        InputProblem, match=r"ô B4: “Sở Tài chính” có hai số hồ sơ quá hạn: 5 ở ô này, 10 ở B3"
    ):
        prepared(file)
    again = {
        "Sở": [OVERDUE, COUNTS, [1, "Sở Tài chính", 10]],
        "Tất cả": [OVERDUE, COUNTS, [1, "Sở Tài chính", 10]],
    }
    (made,) = prepared(as_workbook(tmp_path, again)).lists
    assert made.counts["overdue"].to_pylist() == [10]


def test_beside_the_sum_of_all_that_is_overdue_its_parts_are_left_out(tmp_path: Path) -> None:
    header = ["STT", "Đơn vị", "Quá hạn tiếp nhận", "Quá hạn xử lý", "Tổng số hồ sơ quá hạn"]
    assert overdue(as_csv(tmp_path, OVERDUE, header, [1, "Sở Tài chính", 3, 8, 11])) == {"so-tai-chinh": 11}


@pytest.mark.parametrize("order", [("Hạn xử lý", "Ngày hẹn trả"), ("Ngày hẹn trả", "Hạn xử lý")])
def test_of_two_deadlines_the_day_the_applicant_was_told_counts(
    order: tuple[str, str], tmp_path: Path
) -> None:
    days = {"Hạn xử lý": "10/09/2026", "Ngày hẹn trả": "15/09/2026"}
    row = [1, "Sở Tài chính", "H21.13-260901-0001", "01/09/2026", *(days[name] for name in order)]
    (made,) = prepared(as_csv(tmp_path, OVERDUE, [*DOSSIERS[:4], *order], row)).lists
    assert [vietnam_day(due) for due in made.dossiers["due_at"].to_pylist()] == [date(2026, 9, 15)]


def test_shares_of_one_in_columns_of_points_are_refused(tmp_path: Path) -> None:
    rows = [["Sở Tài chính", "0,92", "0,95"], ["Sở Xây dựng", "1", "0,7"]]
    with pytest.raises(InputProblem, match="ô B2: không có số điểm nào lớn hơn 1"):
        prepared(as_csv(tmp_path, ["Tên đơn vị", "CKMB", "TDGQ"], *rows), period=YEAR)


def test_a_share_among_counts_is_called_no_count(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match=r"ô C3: “50%” không phải là số hồ sơ"):
        prepared(as_csv(tmp_path, OVERDUE, COUNTS, [1, "Sở Tài chính", "50%"]))


def page(number: str) -> bytes:
    rows = "".join(
        f"<tr><td>{'</td><td>'.join(cells)}</td></tr>" for cells in (COUNTS, ["1", "Sở Tài chính", number])
    )
    return f"<html><meta charset=utf-8><p>{OVERDUE[0]}</p><table>{rows}</table></html>".encode()


@pytest.mark.parametrize(
    "number", ["12<sup>1</sup>", "<span style='display: none'>9</span>12", "12<i hidden>3</i>"]
)
def test_in_a_page_marks_of_notes_and_what_nobody_sees_are_no_part_of_a_number(
    number: str, tmp_path: Path
) -> None:
    (tmp_path / "a.xls").write_bytes(page(number))
    assert overdue(tmp_path / "a.xls") == {"so-tai-chinh": 12}


def test_in_word_and_excel_the_mark_of_a_note_is_no_part_of_a_number(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph(OVERDUE[0])
    table = document.add_table(rows=2, cols=3)
    for column, (header, cell) in enumerate(zip(COUNTS, ["1", "Sở Tài chính", "12"], strict=True)):
        table.cell(0, column).text, table.cell(1, column).text = header, cell
    table.cell(1, 2).paragraphs[0].add_run("1").font.superscript = True
    document.save(str(tmp_path / "a.docx"))
    assert overdue(tmp_path / "a.docx") == {"so-tai-chinh": 12}
    book = xlsxwriter.Workbook(stream := io.BytesIO(), {"in_memory": True})
    sheet = book.add_worksheet("A")
    for row, cells in enumerate([OVERDUE, COUNTS, ["1", "Sở Tài chính"]]):
        sheet.write_row(row, 0, cells)
    sheet.write_rich_string(
        2, 2, book.add_format({"bold": True}), "12", book.add_format({"font_script": 1}), "1"
    )
    book.close()
    (tmp_path / "a.xlsx").write_bytes(stream.getvalue())
    assert overdue(tmp_path / "a.xlsx") == {"so-tai-chinh": 12}
