"""Cells are read as they stand, and a table that would bring the process down is not read at all."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter

from indicators.errors import InputProblem
from indicators.sources.encodings import decoded
from indicators.sources.grids import Grid, address, read_workbook
from indicators.sources.workbook import MAX_COLUMNS, MAX_ROWS

Draw = Callable[[xlsxwriter.Workbook], None]


def workbook(draw: Draw) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        draw(book)
    return buffer.getvalue()


def cells(*values: object) -> Grid:
    """A sheet with these values in its first row, from A1."""
    (grid,) = read_workbook(
        "a.xlsx", workbook(lambda book: book.add_worksheet("Điểm").write_row(0, 0, values))
    )
    return grid


def rewritten(content: bytes, member: str, change: Callable[[str], str]) -> bytes:
    """The workbook with one of its XML files changed."""
    buffer = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(name, change(text) if name == member else text)
    return buffer.getvalue()


def test_cells_are_called_as_spreadsheets_call_them() -> None:
    assert [
        address(0, 0),
        address(6, 3),
        address(0, 25),
        address(9, 26),
        address(0, 701),
        address(0, 702),
    ] == [*("A1", "D7", "Z1", "AA10", "ZZ1", "AAA1")]


def test_numbers_texts_percentages_and_blanks_are_told_apart() -> None:
    grid = cells(12.5, "12,5", "–", "", 0, "95,53%")
    assert [grid.number(0, column) for column in range(5)] == [12.5, 12.5, None, None, 0]
    assert grid.number(0, 5, percent_allowed=True) == 95.53


def test_a_percentage_among_points_is_refused_with_its_cell() -> None:
    with pytest.raises(InputProblem, match=r"a\.xlsx, trang tính “Điểm”, ô B1: “95,53%” là tỷ lệ phần trăm"):
        cells("Sở Y tế", "95,53%").number(0, 1)


@pytest.mark.parametrize("style", ["0.00%", "0%", "0.0%;[Red]-0.0%"])
def test_a_number_shown_as_a_percentage_is_one(style: str) -> None:
    def draw(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 0, 12.5, book.add_format({"num_format": '0.00" %"'}))
        sheet.write(0, 1, 0.9553, book.add_format({"num_format": style}))

    (grid,) = read_workbook("a.xlsx", workbook(draw))
    assert grid.number(0, 0) == 12.5
    assert grid.number(0, 1, percent_allowed=True) == pytest.approx(95.53)
    with pytest.raises(InputProblem, match="ô B1"):
        grid.number(0, 1)


def test_an_error_in_a_cell_is_not_a_missing_value() -> None:
    def draw(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("Điểm").write_formula("C2", "=1/0", None, "#DIV/0!")

    content = rewritten(workbook(draw), "xl/workbook.xml", lambda xml: xml.replace("fullCalcOnLoad", "x"))
    (grid,) = read_workbook("a.xlsx", content)
    with pytest.raises(InputProblem, match=r"trang tính “Điểm”, ô C2: ô báo lỗi #DIV/0!"):
        grid.number(1, 2)


@pytest.mark.parametrize("written", ["<v>0</v>", "<v></v>", ""])
def test_a_formula_that_was_never_calculated_is_not_zero(written: str) -> None:
    content = workbook(lambda book: book.add_worksheet("Điểm").write_formula("A1", "=1+1"))
    assert b"fullCalcOnLoad" in ZipFile(io.BytesIO(content)).read("xl/workbook.xml")
    content = rewritten(content, "xl/worksheets/sheet1.xml", lambda xml: xml.replace("<v>0</v>", written))
    (grid,) = read_workbook("a.xlsx", content)
    with pytest.raises(InputProblem, match="ô A1: công thức"):
        grid.number(0, 0)


def test_a_formula_that_excel_calculated_counts() -> None:
    content = workbook(lambda book: book.add_worksheet().write_formula("A1", "=9+9", None, 18))
    content = rewritten(content, "xl/workbook.xml", lambda xml: xml.replace('fullCalcOnLoad="1"', ""))
    (grid,) = read_workbook("a.xlsx", content)
    assert grid.number(0, 0) == 18


@pytest.mark.parametrize("cell", ["mười hai", True])
def test_a_text_where_a_number_belongs_is_refused_with_its_cell(cell: object) -> None:
    with pytest.raises(InputProblem, match=r"ô B1: .*không phải là số"):
        cells("Sở Y tế", cell).number(0, 1)


def test_a_date_that_excel_made_of_points_is_refused() -> None:
    def draw(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet().write(0, 0, 46000, book.add_format({"num_format": "dd/mm/yyyy"}))

    (grid,) = read_workbook("a.xlsx", workbook(draw))
    with pytest.raises(InputProblem, match=r"ô A1: “2025-12-09.*không phải là số"):
        grid.number(0, 0)


def test_texts_are_composed_and_their_spaces_single() -> None:
    assert cells("Sơ\u0309  Y\ntế", 401621, 12.5).texts(0) == ["Sở Y tế", "401621", "12.5"]


def test_hidden_sheets_say_so_and_chart_sheets_are_no_tables() -> None:
    def draw(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("Điểm").write(0, 0, 1)
        book.add_worksheet("Nháp").hide()
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=Điểm!$A$1:$A$1"})
        book.add_chartsheet("Biểu đồ").set_chart(chart)

    grids = read_workbook("a.xlsx", workbook(draw))
    assert [(grid.sheet.name, grid.sheet.hidden) for grid in grids] == [("Điểm", False), ("Nháp", True)]


@pytest.mark.parametrize("place", [f"A{MAX_ROWS + 1}", f"{address(0, MAX_COLUMNS)}", "XFD1048576"])
def test_a_stray_cell_far_away_stops_the_import_before_memory_does(place: str) -> None:
    content = workbook(lambda book: book.add_worksheet("Điểm").write(0, 0, 1))
    far = rewritten(content, "xl/worksheets/sheet1.xml", lambda xml: xml.replace('r="A1"', f'r="{place}"'))
    with pytest.raises(InputProblem, match=r"a\.xlsx, trang tính “Điểm”: trang tính kéo dài"):
        read_workbook("a.xlsx", far)


def test_cells_without_references_follow_each_other() -> None:
    content = workbook(lambda book: book.add_worksheet().write_row(0, 0, [1, 2, 3]))
    bare = rewritten(
        content, "xl/worksheets/sheet1.xml", lambda xml: re.sub(r'<(row|c) r="\w+"', r"<\1", xml)
    )
    (grid,) = read_workbook("a.xlsx", bare)
    assert [grid.number(0, column) for column in range(3)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("member", "change"),
    [
        ("xl/worksheets/sheet1.xml", lambda xml: xml[: len(xml) // 2]),
        ("xl/worksheets/sheet1.xml", lambda xml: xml.replace('r="A1"', 'r="1A"')),
        ("xl/workbook.xml", lambda xml: xml.replace("<workbook", "<!DOCTYPE x [<!ENTITY a 'b'>]><workbook")),
    ],
)
def test_a_workbook_with_damaged_xml_is_named(member: str, change: Callable[[str], str]) -> None:
    content = workbook(lambda book: book.add_worksheet().write(0, 0, 1))
    with pytest.raises(InputProblem, match=r"a\.xlsx: sổ tính bị hỏng"):
        read_workbook("a.xlsx", rewritten(content, member, change))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_vietnamese_text_is_read_in_unicodes_usual_forms(encoding: str) -> None:
    assert decoded("a.csv", "Sở Y tế;17,5".encode(encoding)) == "Sở Y tế;17,5"


def test_vietnamese_text_is_read_as_excel_on_a_vietnamese_windows_saves_it() -> None:
    # Windows writes a letter and its tone mark apart.
    apart = "Sơ\u0309 Y tê\u0301;Ma\u0303 hô\u0300 sơ “Đăng ky\u0301”"
    assert decoded("a.csv", apart.encode("cp1258")) == "Sở Y tế;Mã hồ sơ “Đăng ký”"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("M· hå s¬;§¬n vÞ".encode("latin-1"), id="TCVN3"),
        pytest.param("Maõ hoà sô;Ngaøy nhaän".encode("latin-1"), id="VNI"),
        pytest.param("Mã hồ sơ;Sở Y tế".encode("cp1252", "replace"), id="letters lost"),
    ],
)
def test_another_encoding_is_refused_with_the_way_to_mend_it(content: bytes) -> None:
    with pytest.raises(InputProblem, match=r"a\.csv: .*UTF-8.*CSV UTF-8"):
        decoded("a.csv", content)


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"GIF89a\0\0", b"abc\0def"])
def test_bytes_that_are_no_text_are_refused(content: bytes) -> None:
    with pytest.raises(InputProblem, match=r"a\.bin: không đọc được loại tệp này"):
        decoded("a.bin", content)
