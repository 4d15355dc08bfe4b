"""One table of counts and one of points, in every container that offices and systems use, read the same."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from xml.sax.saxutils import escape as xml_escape
from zipfile import ZipFile

import pytest
import xlsxwriter
from docx import Document

from indicators.errors import InputProblem
from tests import overdue_files
from tests.cases.field_files import YEAR, overdue, prepared, scores

COUNTS = [
    ["PHỤ LỤC I: HỒ SƠ QUÁ HẠN (đến ngày 10/10/2026)", "", ""],
    ["STT", "Đơn vị", "Số hồ sơ quá hạn"],
    ["I", "Sở, ban, ngành", "3.234"],
    ["1", "Sở Tài chính", "1.234"],
    ["2", "Sở Xây dựng", "2.000"],
    ["II", "UBND các xã, phường", "12"],
    ["1", "UBND xã Vân Canh", "12"],
    ["", "TỔNG CỘNG", "3.246"],
    ["", "", ""],
    ["Người lập biểu", "", "Thủ trưởng đơn vị"],
]
POINTS = [
    ["BẢNG ĐIỂM NĂM 2026", "", "", ""],
    ["Mã", "Tên đơn vị", "CKMB", "TDGQ"],
    ["H21.13", "Sở Tài chính", "11,79", "15,23"],
    ["H21.18", "Sở Xây dựng", "11,79", "18,06"],
]
Rows = Sequence[Sequence[str]]


def html(rows: Rows) -> bytes:
    cells = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<html><head><meta charset=utf-8></head><body><table>{cells}</table></body></html>".encode()


def html_of_windows(rows: Rows) -> bytes:
    """As a Vietnamese Windows writes it: letters and their marks apart."""
    page = html(rows).decode().replace("charset=utf-8", "charset=windows-1258")
    return b"".join(map(_of_windows, page))


def _of_windows(letter: str) -> bytes:
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        tones = "\u0300\u0309\u0303\u0301\u0323"
        parts = unicodedata.normalize("NFD", letter)
        tone = next(mark for mark in parts if mark in tones)
        return (unicodedata.normalize("NFC", parts.replace(tone, "")) + tone).encode("cp1258")


def html_with_spans(rows: Rows) -> bytes:
    """The title over all columns, as systems write it."""
    width = len(rows[1])
    first = f'<tr><td colspan="{width}">{escape(rows[0][0])}</td></tr>'
    return html(rows[1:]).replace(b"<table>", b"<table>" + first.encode())


def excel_2003(rows: Rows) -> bytes:
    cells = "".join(
        "<Row>"
        + "".join(f'<Cell><Data ss:Type="String">{xml_escape(c)}</Data></Cell>' for c in row)
        + "</Row>"
        for row in rows
    )
    namespace = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0"?><Workbook xmlns="{namespace}" xmlns:ss="{namespace}">'
        f'<Worksheet ss:Name="Trang"><Table>{cells}</Table></Worksheet></Workbook>'
    ).encode()


def opendocument(rows: Rows) -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns"
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{xml_escape(c)}</text:p></table:table-cell>'
            for c in row
        )
        + "</table:table-row>"
        for row in rows
    )
    spaces = " ".join(f'xmlns:{name}="{office}:{name}:1.0"' for name in ("office", "table", "text"))
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="Trang">{cells}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return stream.getvalue()


def word(rows: Rows) -> bytes:
    document = Document()
    document.add_paragraph(rows[0][0])
    table = document.add_table(len(rows) - 1, len(rows[0]))
    for number, row in enumerate(rows[1:]):
        for column, words in enumerate(row):
            table.cell(number, column).text = words
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def workbook(rows: Rows) -> bytes:
    return overdue_files.workbook({"Trang": rows})


CONTAINERS: dict[str, Callable[[Rows], bytes]] = {
    "a.xlsx": workbook,
    "html.xls": html,
    "windows-1258.xls": html_of_windows,
    "spans.doc": html_with_spans,
    "excel-2003.xls": excel_2003,
    "a.ods": opendocument,
    "a.docx": word,
}


@pytest.mark.parametrize("name", CONTAINERS)
def test_a_table_is_the_same_in_every_container(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(CONTAINERS[name](COUNTS))
    assert overdue(file) == {"so-tai-chinh": 1234, "so-xay-dung": 2000, "ubnd-xa-van-canh": 12}
    assert not prepared(file).differing
    file.write_bytes(CONTAINERS[name](POINTS))
    found = scores(file, YEAR)
    assert found["so-tai-chinh"] == {"transparency": 11.79, "processing_progress": 15.23}
    assert found["so-xay-dung"]["processing_progress"] == 18.06


@pytest.mark.parametrize("header", ["Số hồ sơ", "Số lượng", "Tổng số hồ sơ"])
def test_a_title_tells_that_what_is_counted_is_overdue(header: str, tmp_path: Path) -> None:
    rows = [[*COUNTS[1][:2], header] if row is COUNTS[1] else row for row in COUNTS]
    (tmp_path / "a.xlsx").write_bytes(workbook(rows))
    assert overdue(tmp_path / "a.xlsx") == {"so-tai-chinh": 1234, "so-xay-dung": 2000, "ubnd-xa-van-canh": 12}


def test_hidden_rows_and_sheets_are_named(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    for name in ("Số liệu", "Ẩn"):
        sheet = book.add_worksheet(name)
        for number, row in enumerate(COUNTS):
            sheet.write_row(number, 0, row)
    book.get_worksheet_by_name("Số liệu").set_row(4, None, None, {"hidden": True})
    book.get_worksheet_by_name("Ẩn").hide()
    book.close()
    (made,) = prepared(tmp_path / "a.xlsx").lists
    assert made.counts.num_rows == 3
    assert made.warnings == (
        "a.xlsx: không đọc các trang tính bị ẩn: “Ẩn”.",
        "a.xlsx Số liệu: các dòng bị ẩn vẫn được đọc như dòng khác: 5.",
        "a.xlsx: đã bỏ qua các dòng không phải đơn vị: “I Sở, ban, ngành”, “II UBND các xã, phường”, “TỔNG CỘNG”.",
    )


def test_documents_within_a_zip_are_files_of_it(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("phu-luc.docx", word(COUNTS))
    assert overdue(tmp_path / "a.zip") == {"so-tai-chinh": 1234, "so-xay-dung": 2000, "ubnd-xa-van-canh": 12}


def packed(*members: str) -> bytes:
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        for member in members:
            archive.writestr(member, b"x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "ending"),
    [
        ("a.doc", bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le"), r"\.docx"),
        ("a.mht", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", r"\.xlsx"),
        ("a.xlsb", packed("xl/workbook.bin"), r"\.xlsx"),
    ],
)
def test_what_is_not_read_says_what_to_save_it_as(
    name: str, content: bytes, ending: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputProblem, match=f"lưu lại thành {ending}"):
        prepared(tmp_path / name)


def test_a_web_page_without_a_table_of_units_is_no_data(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(html([["Thời tiết", "Trong tuần"]]))
    with pytest.raises(InputProblem, match="trang web, không phải dữ liệu"):
        prepared(tmp_path / "a.xls")
