"""Where a table begins and ends on a sheet, what heads its columns, and what of it is no row."""

from __future__ import annotations

from typing import Any

import pytest

from indicators.sources.grids import Grid
from indicators.sources.tables import Table, tables_of
from indicators.sources.workbook import Sheet


def tables(*rows: list[Any]) -> list[Table]:
    return tables_of(Grid("a.xlsx", Sheet("Trang"), [list(row) for row in rows]))


def filled(table: Table) -> list[list[str]]:
    return [texts for row in table.rows() if any(texts := table.grid.texts(row))]


HEADER = ["STT", "Đơn vị", "Số hồ sơ"]


@pytest.mark.parametrize("above", [0, 1, 14, 30, 60])
def test_a_header_is_found_however_far_down_it_stands(above: int) -> None:
    (table,) = tables(*[["Quốc hiệu", "", ""]] * above, HEADER, [1, "Sở Y tế", 5])
    assert (table.header_row, table.first_row, table.headers) == (above, above + 1, HEADER)
    assert filled(table) == [["1", "Sở Y tế", "5"]]
    assert table.title.endswith("Trang")


def test_two_tables_are_told_apart_each_with_its_own_title() -> None:
    first, second = tables(
        ["PHỤ LỤC I (đến ngày 10/10/2026)", "", "", ""],
        ["STT", "Đơn vị", "Số hồ sơ quá hạn", ""],
        [1, "Sở Y tế", 5, ""],
        ["", "TỔNG CỘNG", 5, ""],
        ["", "", "", ""],
        ["PHỤ LỤC II", "", "", ""],
        ["STT", "Mã hồ sơ", "Ngày nhận", "Ngày hẹn trả"],
        [1, "H21.19-260901-0001", "01/09/2026", "15/09/2026"],
    )
    assert filled(first) == [["1", "Sở Y tế", "5", ""], ["", "TỔNG CỘNG", "5", ""]]
    assert [row[1] for row in filled(second)] == ["H21.19-260901-0001"]
    assert second.grid.text(7, 1) == "H21.19-260901-0001"
    # What the first title says of the sheet holds for the second table as well.
    assert second.title.startswith("PHỤ LỤC II ")
    assert "đến ngày 10/10/2026" in second.title


def test_a_header_printed_again_goes_on_with_the_same_table() -> None:
    (table,) = tables(
        HEADER,
        [1, "Sở Y tế", 5],
        ["Trang 2", "", ""],
        HEADER,
        [2, "Sở Tư pháp", 6],
        ["", "", ""],
        HEADER,
        [3, "Sở Nội vụ", 7],
    )
    assert [row[1] for row in filled(table) if row[2]] == ["Sở Y tế", "Sở Tư pháp", "Sở Nội vụ"]
    assert table.grid.text(7, 1) == "Sở Nội vụ"


def test_headers_of_three_rows_say_all_that_stands_above_a_column() -> None:
    (table,) = tables(
        ["STT", "Đơn vị", "Tiếp nhận", "", "", "Đã giải quyết"],
        ["", "", "Tổng số", "Trong kỳ", "", ""],
        ["", "", "", "Trực tuyến", "Trực tiếp", ""],
        ["(1)", "(2)", "(3)=(4)+(5)", "(4)", "(5)", "(6)"],
        [1, "Sở Y tế", 9, 5, 4, 8],
    )
    assert table.first_row == 3
    assert table.paths[2:] == [
        ("Tiếp nhận", "Tổng số"),
        ("Tiếp nhận", "Trong kỳ", "Trực tuyến"),
        ("Tiếp nhận", "Trong kỳ", "Trực tiếp"),
        ("Đã giải quyết",),
    ]


def test_groups_above_the_units_own_header_belong_to_it() -> None:
    (table,) = tables(
        ["", "", "Tiếp nhận", "", "Kết quả"],
        ["STT", "Đơn vị", "Trực tuyến", "Trực tiếp", "Đã trả"],
        [1, "Sở Y tế", 5, 4, 8],
    )
    assert table.paths[2:] == [("Tiếp nhận", "Trực tuyến"), ("Tiếp nhận", "Trực tiếp"), ("Kết quả", "Đã trả")]


FOOTERS = {
    "signed on the right": [["", "", ""], ["", "", "THỦ TRƯỞNG ĐƠN VỊ"], ["", "", "(Ký, họ tên)"]],
    "signed without a blank row": [
        ["NGƯỜI LẬP BIỂU", "", "KT. CHỦ TỊCH"],
        ["Nguyễn Văn Thử", "", "Trần Thị Giả"],
    ],
    "dated on the left": [["Gia Lai, ngày 10 tháng 10 năm 2026", "", ""]],
    "dated by hand": [["", "", "Gia Lai, ngày … tháng … năm 2026"], ["", "", "Nguyễn Văn Thử"]],
    "with notes": [["Ghi chú: số liệu tạm thời", "", ""], ["Nguồn: Cổng Dịch vụ công quốc gia", "", ""]],
    "with those it goes to": [
        ["", "", ""],
        ["Nơi nhận:", "", ""],
        ["- Như trên;", "", ""],
        ["- Lưu: VT.", "", ""],
    ],
    "with a name alone": [["", "", ""], ["", "", ""], ["", "Nguyễn Văn Thử", ""]],
}


@pytest.mark.parametrize("footer", FOOTERS)
def test_what_stands_below_the_last_row_is_none(footer: str) -> None:
    (table,) = tables(HEADER, [1, "Sở Y tế", 5], ["", "Tổng cộng", 5], *FOOTERS[footer])
    assert filled(table) == [["1", "Sở Y tế", "5"], ["", "Tổng cộng", "5"]]


def test_a_blank_row_between_units_ends_nothing() -> None:
    (table,) = tables(
        HEADER, [1, "Sở Y tế", 5], ["", "", ""], [2, "Sở Tư pháp", ""], ["", "", ""], ["", "", "x"]
    )
    assert [row[1] for row in filled(table)] == ["Sở Y tế", "Sở Tư pháp"]


def test_a_list_of_codes_with_blank_rows_is_read_to_its_end() -> None:
    (table,) = tables(["Mã hồ sơ"], ["H21.19-260901-0001"], [""], ["H21.19-260901-0002"], [""], ["Người lập"])
    assert [row for (row,) in filled(table)] == ["H21.19-260901-0001", "H21.19-260901-0002"]


def test_a_section_called_like_a_header_is_none() -> None:
    (table,) = tables(
        HEADER, ["I", "Cơ quan", ""], [1, "Sở Y tế", 5], ["II", "Xã, phường", ""], [1, "Xã A", 6]
    )
    assert len(filled(table)) == 4


def test_a_sheet_without_units_and_codes_has_no_table() -> None:
    assert tables(["Ngày", "Nhiệt độ"], [1, 2]) == []
