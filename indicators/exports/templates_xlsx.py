"""Empty tables to fill in, one a format that is imported, with the agencies of today where they belong."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import xlsxwriter

from indicators import catalogue
from indicators.agencies import load_register
from indicators.analysis.choices import LEVELS
from indicators.periods import vietnam_day

# As one-stop systems write them: the reader knows these names.
OVERDUE = (
    *("STT", "Đơn vị tiếp nhận", "Lĩnh vực", "Tên thủ tục hành chính", "Mã hồ sơ", "Trạng thái", "Ngày nhận"),
    *("Ngày hẹn trả", "Ngày kết thúc xử lý", "Lý do trễ hẹn"),
)
OWN = ("Mã định danh", "Tên đơn vị", "Kỳ", "Số hồ sơ")


def score_template() -> bytes:
    """Agency code and name, and a column a component of the newest index, to be filled with points."""
    *_, index = catalogue.load().values()
    header = ("Mã", "Tên đơn vị", *(node.portal_codes[0] for node in index.components))
    return _table("Điểm", header, [(code, name) for code, name in _agencies()])


def overdue_template() -> bytes:
    """The columns of a list of overdue dossiers that are read; none that tells of applicants."""
    return _table("Hồ sơ quá hạn", OVERDUE, [])


def own_template() -> bytes:
    """Agency, period, number of dossiers."""
    return _table("Số hồ sơ", OWN, [(code, name) for code, name in _agencies()])


def _agencies() -> list[tuple[str, str]]:
    today = load_register().on(vietnam_day(datetime.now(UTC)))
    known = [agency for agency in today if agency.portal_code]
    known.sort(key=lambda agency: (LEVELS.index(agency.level), agency.sort_name))
    return [(str(agency.portal_code), agency.name_vi) for agency in known]


def _table(sheet_name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet(sheet_name)
    bold = book.add_format({"bold": True, "bg_color": "#E4E8EC", "text_wrap": True})
    for column, name in enumerate(header):
        sheet.write_string(0, column, name, bold)
        sheet.set_column(column, column, 34 if "Tên" in name or "Đơn vị" in name else 16)
    for line, row in enumerate(rows, start=1):
        for column, written in enumerate(row):
            sheet.write_string(line, column, written)
    sheet.freeze_panes(1, 0)
    book.close()
    return stream.getvalue()
