"""Statistics of one-stop systems: the dossiers received by each unit, and nothing that is not there."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pytest
import xlsxwriter

from indicators import importing
from indicators.own_lists import OwnList
from indicators.periods import Period
from indicators.problems import InputProblem
from indicators.sources.archive import Arrived

AUGUST = "Từ ngày 01/08/2026 đến ngày 31/08/2026"
ONLINE = [
    [
        *("STT", "Mã định danh", "Tên đơn vị", "Hồ sơ mới tiếp nhận", "", "", "", "", ""),
        *("Hồ sơ đang xử lý", "", "", "", "Số HS đã đồng bộ", "Tổng HS có nghĩa vụ tài chính"),
        *("Số HS đã TTTT", "Tỷ lệ TTTT", "Tỷ lệ TT trực tiếp"),
    ],
    [
        *("", "", "", "Trực tuyến", "Trực tiếp", "BCCI", "Tỷ lệ trực tuyến", "Tỷ lệ trực tiếp", "Tỷ lệ BCCI"),
        *("Trong hạn", "Quá hạn", "Tỷ lệ trong hạn", "Tỷ lệ quá hạn"),
    ],
    [f"({number})" for number in range(1, 19)],
    ["I", "Sở, ban, ngành"],
]
DIGITISATION = [
    ["STT", "Đơn vị", "Tiếp nhận", "Hồ sơ tiếp nhận", "", "", "", "Đã giải quyết", "Kết quả", ""],
    [
        *("", "", "", "Chưa số hóa", "Có số hóa TPHS", "Tái sử dụng", "Tái sử dụng từ DVCQG", ""),
        *("Chưa số hóa kết quả", "Đã số hóa kết quả"),
    ],
]
NO_PERIOD = ("Từ ngày 01/08/2026 đến ngày 15/08/2026", "Từ ngày 31/02/2026 đến 31/08/2026", "")


def workbook(*rows: Sequence[Any]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("Thống kê")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return stream.getvalue()


def own(*rows: Sequence[Any], **told: Any) -> OwnList:
    (made,) = importing.prepare([Arrived("thong-ke.xlsx", workbook(*rows))], **told).own
    return made


def test_what_was_received_by_every_channel_is_added_up_shares_are_not() -> None:
    made = own(
        ["THỐNG KÊ DỊCH VỤ CÔNG TRỰC TUYẾN"],
        [AUGUST],
        *ONLINE,
        [1, "H21.13", "Sở Tài chính", 80, 15, 5, "80%", "15%", "5%", 10, 2, "83%", "17%", 98, 40, 30],
        [2, "H21.16", "Sở Tư pháp", 50, "", 1, "98%", "0%", "2%", 10, 0, "100%", "0%", 51, 80, 20],
        ["", "", "TỔNG CỘNG", 130, 15, 6],
    )
    # Where a channel is empty the sum is not known, and an empty cell is not 0.
    rows = made.counts.select(["agency_id", "period", "dossiers"]).to_pylist()
    assert rows == [{"agency_id": "so-tai-chinh", "period": "month:2026-08", "dossiers": 100}]


def test_what_was_received_beside_what_was_digitised_is_the_count() -> None:
    row = [1, "Sở Tài chính", 100, 10, 90, 20, 5, 95, 5, 90]
    made = own(*DIGITISATION, row, period=Period("month", 2026, 8))
    assert made.counts["dossiers"].to_pylist() == [100]
    assert made.unrecognised == ()


@pytest.mark.parametrize("title", NO_PERIOD)
def test_days_that_are_no_whole_period_do_not_tell_one(title: str) -> None:
    with pytest.raises(InputProblem, match="ô A4"):
        own([title], *DIGITISATION, [1, "Sở Tài chính", 100, 10, 90, 20, 5, 95, 5, 90])
