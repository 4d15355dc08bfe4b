"""Units told from sections, totals and parts; totals held against the units' rows."""

from __future__ import annotations

from typing import Any

import pytest

from indicators.errors import InputProblem
from indicators.sources.counted_table import CountedTable, counted_table
from indicators.sources.grids import Grid
from indicators.sources.table_rows import UnitColumns
from indicators.sources.tables import tables_of
from indicators.sources.workbook import Sheet


def counted(*rows: list[Any], header: tuple[str, ...] = ("STT", "Đơn vị", "Số hồ sơ")) -> CountedTable:
    (table,) = tables_of(Grid("a.xlsx", Sheet("Trang"), [list(header), *map(list, rows)]))
    return counted_table(table, UnitColumns(0, 1, None, tuple(range(2, len(header)))))


def units(table: CountedTable) -> dict[str, int | None]:
    return {one.name: table.numbers[one.row][2] for one in table.units}


@pytest.mark.parametrize(
    "words",
    [
        *("TỔNG CỘNG", "Tổng", "Tổng số", "Cộng", "Toàn tỉnh", "Cả tỉnh", "Tổng toàn tỉnh", "CỘNG TOÀN TỈNH"),
        *("Tổng cộng (I+II)", "Tổng số:", "Cộng khối sở", "Tong cong", "Trung bình", "Bình quân chung"),
        *("Các sở, ban, ngành", "Sở, ban, ngành", "UBND các xã, phường", "Cấp xã", "Cấp huyện (bao gồm xã)"),
        *("Khối xã, phường", "Nhóm I", "XÃ, PHƯỜNG", "Cơ quan chuyên môn thuộc UBND tỉnh"),
    ],
)
def test_what_adds_up_or_heads_units_is_no_unit(words: str) -> None:
    assert units(counted([1, "Sở Y tế", 5], ["", words, 5], [2, "Sở Tư pháp", 5])) == {
        "Sở Y tế": 5,
        "Sở Tư pháp": 5,
    }


@pytest.mark.parametrize(
    "name",
    [
        *("X. Ia Grai", "X.An Hòa (huyện An Lão cũ)"),
        *("Sở Tài chính", "UBND xã Cộng Hòa", "Công an tỉnh", "Ban Quản lý Khu kinh tế", "Xã Toàn Thắng"),
        *("Tổng đội Thanh niên xung phong", "UBND phường An Bình", "Văn phòng UBND tỉnh", "Chi cục Thuế"),
    ],
)
def test_a_units_name_is_not_taken_for_a_total_or_a_section(name: str) -> None:
    assert units(counted([1, name, 5])) == {name: 5}


@pytest.mark.parametrize(
    "sections",
    [
        (["I", "Các sở", 30], ["II", "Các xã", 7]),
        (["A", "Các sở", 30], ["B", "Các xã", 7]),
        (["", "Khối sở", 30], ["", "Khối xã", 7]),
        (["I. Các sở", "", 30], ["II. Các xã", "", 7]),
        # Called by no word known here: the numbers tell.
        (["", "Đơn vị thứ nhất", 30], ["", "Đơn vị thứ hai", 7]),
        (["1", "Khối sở", 30], ["2", "Khối xã", 7]),
    ],
)
def test_sections_with_their_sums_are_no_units_however_they_are_told(sections: tuple[list[Any], ...]) -> None:
    first, second = sections
    table = counted(
        first, [1, "Sở Y tế", 10], [2, "Sở Tư pháp", 20], second, [1, "Xã A", 7], ["", "Tổng cộng", 37]
    )
    assert units(table) == {"Sở Y tế": 10, "Sở Tư pháp": 20, "Xã A": 7}
    assert table.differing == ()


def test_where_every_row_is_numbered_in_roman_these_are_the_units() -> None:
    assert units(counted(["I", "Sở Y tế", 5], ["II", "Sở Tư pháp", 6], ["", "Tổng", 11])) == {
        "Sở Y tế": 5,
        "Sở Tư pháp": 6,
    }


def test_parts_of_a_unit_are_not_counted_beside_it_and_numbers_below_a_section_are_units() -> None:
    parts = counted([1, "Sở Y tế", 30], ["1.1", "Phòng A", 10], ["1.2", "Phòng B", 20], ["", "Cộng", 30])
    assert units(parts) == {"Sở Y tế": 30}
    assert parts.differing == ()
    below = counted([1, "Khối sở", 30], ["1.1", "Sở Y tế", 10], ["1.2", "Sở Tư pháp", 20])
    assert units(below) == {"Sở Y tế": 10, "Sở Tư pháp": 20}


def test_a_total_that_the_rows_do_not_make_is_told_with_both_figures() -> None:
    (one,) = counted([1, "Sở Y tế", 10], [2, "Sở Tư pháp", 20], ["", "TỔNG CỘNG", 31]).differing
    assert (one.sheet, one.row, one.label, one.column) == ("Trang", 4, "TỔNG CỘNG", "C")
    assert (one.told, one.summed) == (31, 30)


def test_a_total_may_stand_above_the_units() -> None:
    assert counted(["", "Toàn tỉnh", 30], [1, "Sở Y tế", 10], [2, "Sở Tư pháp", 20]).differing == ()
    (one,) = counted(["", "Toàn tỉnh", 31], [1, "Sở Y tế", 10], [2, "Sở Tư pháp", 20]).differing
    assert (one.told, one.summed) == (31, 30)


def test_of_two_tables_side_by_side_neither_is_lost() -> None:
    header = ("STT", "Đơn vị", "Số hồ sơ", "", "STT", "Đơn vị", "Số hồ sơ")
    with pytest.raises(InputProblem, match="B và F"):
        counted([1, "Sở Y tế", 10, "", 2, "Sở Tư pháp", 20], header=header)


def test_a_sections_sum_is_held_against_its_own_rows() -> None:
    table = counted(
        ["A", "Các sở", 99],
        ["I", "Sở lớn", 10],
        [1, "Sở Y tế", 10],
        ["II", "Sở nhỏ", 20],
        [1, "Sở Tư pháp", 20],
        ["B", "Các xã", 7],
        [1, "Xã A", 7],
    )
    assert [(one.label, one.told, one.summed) for one in table.differing] == [("A Các sở", 99, 30)]


def test_a_mean_is_not_held_against_a_sum() -> None:
    assert counted([1, "Sở Y tế", 10], [2, "Sở Tư pháp", 20], ["", "Trung bình", 15]).differing == ()


def test_totals_of_each_group_and_of_all_are_right_when_their_own_rows_make_them() -> None:
    table = counted(
        ["I", "Các sở", ""],
        [1, "Sở Y tế", 10],
        ["", "Cộng khối sở", 10],
        ["II", "Các xã", ""],
        [1, "Xã A", 7],
        [2, "Xã B", 3],
        ["", "Cộng khối xã", 10],
        ["", "Toàn tỉnh", 20],
    )
    assert table.differing == ()
    assert units(table) == {"Sở Y tế": 10, "Xã A": 7, "Xã B": 3}


def test_a_row_without_a_name_is_a_total_only_where_its_numbers_say_so() -> None:
    assert units(counted([1, "Sở Y tế", 10], [2, "Sở Tư pháp", 20], ["", "", 30])) == {
        "Sở Y tế": 10,
        "Sở Tư pháp": 20,
    }
