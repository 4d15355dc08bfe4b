"""Lists of overdue dossiers made up for tests: real layouts, codes after the real grammar, nobody real."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile

PHU_LUC_II = (
    *("STT", "Đơn vị tiếp nhận", "Lĩnh vực", "Tên thủ tục hành chính", "Mã hồ sơ", "Trạng thái", "Địa chỉ"),
    *("Chủ hồ sơ", "Ngày nhận", "Ngày hẹn trả", "Ngày kết thúc xử lý", "Đơn vị/ cá nhân giải quyết quá hạn"),
)
TITLE = "DANH SÁCH MINH HỌA, KHÔNG CÓ THẬT: hồ sơ quá hạn đang xử lý (đến ngày 12/10/2026)"
# Planted to be looked for where they must not be.
NAME, ADDRESS, PHONE, PARCEL = (
    "Nguyễn Văn Thử",
    "12 hẻm Giả Định, phường Minh Họa",
    "0905 123 456",
    "8812345670",
)
# Long or with a space: a few digits alone stand in ids and digests by chance.
SECRETS = (NAME, "Giả Định", "123 456", "0905123456", PARCEL, "Rah Lan")


def workbook(sheets: dict[str, Sequence[Sequence[Any]]]) -> bytes:
    """An XLSX with these rows; datetimes become real dates, "=…" formulas."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    day = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, datetime):
                    sheet.write_datetime(row, column, cell.replace(tzinfo=None), day)
                elif cell is not None:
                    sheet.write(row, column, cell)
    book.close()
    return stream.getvalue()


def dossier(
    code: str = "H21.13-260901-0001",
    *,
    unit: str = "Sở Tài chính",
    accepted: Any = "01/09/2026 08:15:00",
    due: Any = "15/09/2026",
    finished: Any = None,
    status: str = "Đang xử lý",
    handler: str = NAME,
    procedure: str = "Thành lập hộ kinh doanh",
) -> list[Any]:
    """A row in the layout of "Phụ lục II", with an applicant who is nobody."""
    applicant = f"{NAME} {PHONE}"
    return [
        *(1, unit, "Đăng ký kinh doanh", procedure, code, status, ADDRESS, applicant, accepted, due),
        *(finished, handler),
    ]


def phu_luc_ii(*rows: Sequence[Any], title: str = TITLE) -> bytes:
    """A whole list: a logo's empty rows, a title, the header in row 7, a section, the rows, a total."""
    above: list[Sequence[Any]] = [[], ["UBND TỈNH GIA LAI"], [], [title], [], []]
    section = ["I. Sở, ban, ngành"]
    return workbook({"Phụ lục II": [*above, PHU_LUC_II, section, *rows, ["", "Tổng cộng", "", len(rows)]]})


def csv(*rows: Sequence[Any], header: Sequence[str], title: str = TITLE, separator: str = ";") -> bytes:
    lines = [[title], header, *rows]
    text = "\r\n".join(separator.join("" if cell is None else str(cell) for cell in line) for line in lines)
    return text.encode("utf-8-sig")


def protected(workbook: bytes) -> bytes:
    """The workbook as Excel saves it with a password."""
    stream = io.BytesIO()
    OOXMLFile(io.BytesIO(workbook)).encrypt("minh hoạ", stream)
    return stream.getvalue()
