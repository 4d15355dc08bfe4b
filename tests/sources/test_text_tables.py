"""A text is one table: its separator shows in its head, and a row that no table has is refused unread."""

from __future__ import annotations

import time

import pytest

from indicators.errors import InputProblem
from indicators.sources.grids import Grid
from indicators.sources.text_tables import MAX_ROW_LENGTH, read_text_table
from indicators.sources.workbook import MAX_COLUMNS, MAX_ROWS


def read(text: str) -> Grid:
    return read_text_table("a.csv", text)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    "header",
    [
        ("Mã hồ sơ", "Ngày nhận", "Ngày hẹn trả"),
        ("Tên đơn vị", "CKMB", "TDGQ"),
        ("Đơn vị", "Kỳ", "Số hồ sơ"),
        ("nothing", "known", "at all"),
    ],
)
def test_the_separator_is_the_one_under_which_the_header_is_understood(
    separator: str, header: tuple[str, ...]
) -> None:
    title = "Gia Lai, ngày 1 tháng 2; số 3\n" if separator == "\t" else "Bảng số liệu\n"
    table = "\n".join(separator.join(row) for row in [header, *[("x", "1", "2")] * 30])
    assert read(title + table).texts(1) == list(header)


def test_numbers_with_a_comma_do_not_make_the_comma_the_separator() -> None:
    rows = "Tên đơn vị;CKMB;TDGQ\n" + "Sở Y tế;17,5;18,5\n" * 40
    assert {len(row) for row in read(rows).rows} == {3}


def test_quoted_cells_keep_their_separators_and_line_breaks() -> None:
    grid = read('"Sở Văn hóa, Thể thao\nvà Du lịch",17\r\n')
    assert grid.texts(0) == ["Sở Văn hóa, Thể thao và Du lịch", "17"]


@pytest.mark.parametrize("rows_before", [0, 100])
def test_a_quotation_mark_too_many_does_not_swallow_the_rows_below(rows_before: int) -> None:
    with pytest.raises(InputProblem, match=r"a\.csv: các dấu ngoặc kép"):
        read("Mã;CKMB\n" + "H21.20;1\n" * rows_before + '"H21.19;12\nH21.13;13\n')


def test_a_text_table_of_absurd_length_is_refused() -> None:
    with pytest.raises(InputProblem, match=f"{MAX_ROWS} dòng"):
        read("1\n" * (MAX_ROWS + 1))


@pytest.mark.parametrize(
    "row",
    [
        "1," * (MAX_COLUMNS + 1),
        "," * 20_000_000,
        "x" * (MAX_ROW_LENGTH + 1),
        '"a\n",' * (MAX_ROW_LENGTH // 4),
    ],
    ids=["columns", "ten megabytes of nothing", "one word", "one row over many lines"],
)
def test_a_row_that_no_table_has_is_refused_before_it_is_taken_apart(row: str) -> None:
    begun = time.process_time()
    with pytest.raises(InputProblem, match=r"a\.csv: dòng \d+ dài quá mức"):
        read(f"Mã,CKMB\n{row}\n")
    assert time.process_time() - begun < 2
