"""Empty tables to fill in, one a format that is imported, with the agencies of today where they belong."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import xlsxwriter

from indicators import catalogue
from indicators.charts.style import INKS
from indicators.codes import LEVELS
from indicators.exports.columns import widths_in_letters
from indicators.periods import today
from indicators.reference.agencies import load_register
from indicators.reference.provinces import load_provinces
from indicators.translation import text

# As one-stop systems write them: the reader knows these names.
OVERDUE = (
    *("STT", "Đơn vị tiếp nhận", "Lĩnh vực", "Tên thủ tục hành chính", "Mã hồ sơ", "Trạng thái", "Ngày nhận"),
    *("Ngày hẹn trả", "Ngày kết thúc xử lý", "Lý do trễ hẹn"),
)
OVERDUE_COUNTS = ("STT", "Đơn vị", "Số hồ sơ quá hạn")
_OF_UNITS = ("Mã định danh", "Tên đơn vị", "Kỳ")
OWN = (*_OF_UNITS, "Số hồ sơ")
ONLINE = (
    *(*_OF_UNITS, "Tiếp nhận trực tuyến", "Tiếp nhận trực tiếp", "Tiếp nhận qua BCCI", "Số HS đã đồng bộ"),
    *("Tổng HS có nghĩa vụ tài chính", "Số HS đã TTTT"),
)
PAYMENT = (*_OF_UNITS, "Tổng HS có nghĩa vụ tài chính", "Số HS đã TTTT")
DIGITISATION = (
    *(*_OF_UNITS, "Tiếp nhận", "Có số hóa TPHS", "Tái sử dụng", "Tái sử dụng từ DVCQG"),
    *("Đã giải quyết", "Đã số hóa kết quả"),
)
OWN_DOSSIERS = ("Mã hồ sơ", "Đồng bộ")


@dataclass(frozen=True, slots=True)
class Template:
    """A table to fill in: its name, its file's, and what makes its bytes."""

    name: str
    file: str
    make: Callable[[], bytes]


def templates() -> list[Template]:
    """Return one of every table format that is read, in the session's language."""
    return [
        Template(text("Score table"), "score-table", score_template),
        Template(text("Scores of all provinces"), "national-scores", national_template),
        Template(text("List of overdue dossiers"), "overdue-list", overdue_template),
        Template(text("Overdue dossiers by agency"), "overdue-counts", overdue_counts_template),
        Template(text("Own count"), "own-count", own_template),
        Template(text("Statistics by channel"), "statistics-online", online_template),
        Template(text("Statistics of online payment"), "statistics-payment", payment_template),
        Template(text("Statistics of digitisation"), "statistics-digitisation", digitisation_template),
        Template(text("Own list of dossiers"), "own-dossiers", own_dossiers_template),
    ]


def score_template() -> bytes:
    """Make a template of agency code and name, and a column of points a component of today's index."""
    return _table("Điểm", ("Mã", "Tên đơn vị", *_components()), _agencies())


def national_template() -> bytes:
    """Make the same for every province."""
    return _table("Cả nước", ("Mã", "Tên đơn vị", *_components()), sorted(load_provinces().items()))


def overdue_template() -> bytes:
    """Make a template with the columns of a list of overdue dossiers that are read.

    No column tells of applicants.
    """
    return _table("Hồ sơ quá hạn", OVERDUE, [])


def overdue_counts_template() -> bytes:
    """Make a template of agency and number of overdue dossiers, as the annex of a report has it."""
    numbered = [(str(number), name) for number, (_, name) in enumerate(_agencies(), start=1)]
    return _table("Quá hạn theo đơn vị", OVERDUE_COUNTS, numbered)


def own_template() -> bytes:
    """Make a template of agency, period, number of dossiers."""
    return _table("Số hồ sơ", OWN, _agencies())


def online_template() -> bytes:
    """Make a template of dossiers received online, in person, by post, synchronised, to be paid, paid."""
    return _table("Trực tuyến", ONLINE, _agencies())


def payment_template() -> bytes:
    """Make a template of agency, period, dossiers with a fee to pay, and how many were paid online."""
    return _table("Thanh toán", PAYMENT, _agencies())


def digitisation_template() -> bytes:
    """Make a template of agency, period, dossiers received, and what of them was digitised."""
    return _table("Số hóa", DIGITISATION, _agencies())


def own_dossiers_template() -> bytes:
    """Make a template of dossier codes, and whether each reached the portal."""
    return _table("Mã hồ sơ", OWN_DOSSIERS, [])


def _components() -> list[str]:
    return [node.portal_codes[0] for node in catalogue.current().components]


def _agencies() -> list[tuple[str, str]]:
    known = [agency for agency in load_register().on(today()) if agency.portal_code]
    known.sort(key=lambda agency: (LEVELS.index(agency.level), agency.sort_name))
    return [(str(agency.portal_code), agency.name_vi) for agency in known]


def _table(sheet_name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet(sheet_name)
    bold = book.add_format({"bold": True, "bg_color": INKS["light"].track, "text_wrap": True})
    # Of some columns nothing is filled in beforehand.
    filled = [[*row, *[""] * (len(header) - len(row))] for row in rows]
    widths = widths_in_letters(header, filled)
    for column, name in enumerate(header):
        sheet.write_string(0, column, name, bold)
        sheet.set_column(column, column, widths[column])
    for line, row in enumerate(filled, start=1):
        for column, written in enumerate(row):
            sheet.write_string(line, column, written)
    sheet.freeze_panes(1, 0)
    book.close()
    return stream.getvalue()
