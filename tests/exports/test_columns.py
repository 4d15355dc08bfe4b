"""How wide a table's columns are is one rule for paper, Word and slides."""

from __future__ import annotations

import pytest

from indicators.exports.columns import AIR, LONGEST_CELL, parts_of_width, widths_in_letters

HEADER = ("Cơ quan", "Số hồ sơ quá hạn")
ROWS = [("Ban Quản lý Khu kinh tế và các khu công nghiệp", "1.234")]


def test_where_words_wrap_long_cells_take_several_lines_and_headers_two() -> None:
    assert widths_in_letters(HEADER, ROWS) == [LONGEST_CELL + AIR, len("Số hồ sơ") + AIR]


def test_where_words_do_not_wrap_every_letter_has_its_place() -> None:
    assert widths_in_letters(HEADER, ROWS, wraps=False) == [
        len(ROWS[0][0]) + AIR,
        len("Số hồ sơ quá hạn") + AIR,
    ]


@pytest.mark.parametrize("rows", [ROWS, []])
def test_the_parts_of_a_width_make_it_whole(rows: list[tuple[str, str]]) -> None:
    assert sum(parts_of_width(HEADER, rows)) == pytest.approx(1)
