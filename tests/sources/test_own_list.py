"""Statistics of one-stop systems: what each unit counts, by measure, and nothing that is not there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from indicators import sources
from indicators.errors import InputProblem
from indicators.intake import pipeline
from indicators.intake.own_lists import check_dated
from indicators.periods import Period
from indicators.sources.files import SourceFile
from indicators.store.own_list import OwnList
from tests.overdue_files import workbook

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


def own(*rows: Sequence[Any], **told: Any) -> OwnList:
    content = workbook({"Thống kê": rows})
    (made,) = pipeline.prepare(sources.read([SourceFile("thong-ke.xlsx", content)]), **told).own
    return made


def counted(made: OwnList, agency: str = "so-tai-chinh") -> dict[str, int]:
    rows = made.counts.to_pylist()
    return {row["measure"]: row["dossiers"] for row in rows if row["agency_id"] == agency}


def test_statistics_of_online_services_tell_channels_synchronisation_and_payment_not_shares() -> None:
    made = own(
        ["THỐNG KÊ DỊCH VỤ CÔNG TRỰC TUYẾN"],
        [AUGUST],
        *ONLINE,
        [1, "H21.13", "Sở Tài chính", 80, 15, 5, "80%", "15%", "5%", 10, 2, "83%", "17%", 98, 40, 30, "75%"],
        [2, "H21.16", "Sở Tư pháp", 50, "", 1, "98%", "0%", "2%", 10, 0, "100%", "0%", 51, 80, "", "", ""],
        ["", "", "TỔNG CỘNG", 130, 15, 6],
    )
    assert counted(made) == {
        "received": 100,
        "received_online": 80,
        "received_direct": 15,
        "received_by_post": 5,
        "in_processing_in_time": 10,
        "in_processing_overdue": 2,
        "synchronised": 98,
        "payable": 40,
        "paid_online": 30,
    }
    # Where a channel is empty the sum is not known, and an empty cell is not 0.
    assert counted(made, "so-tu-phap") == {
        "received_online": 50,
        "received_by_post": 1,
        "in_processing_in_time": 10,
        "in_processing_overdue": 0,
        "synchronised": 51,
        "payable": 80,
    }
    assert set(made.counts["period"].to_pylist()) == {"month:2026-08"}


def test_statistics_of_digitisation_tell_papers_reuse_and_results_and_what_was_left_undone() -> None:
    row = [1, "Sở Tài chính", 100, 10, 90, 20, 5, 95, 4, 91]
    made = own(*DIGITISATION, row, period=Period("month", 2026, 8))
    assert counted(made) == {
        "received": 100,
        "papers_not_digitised": 10,
        "papers_digitised": 90,
        "papers_reused": 20,
        "papers_reused_from_portal": 5,
        "resolved": 95,
        "results_not_digitised": 4,
        "results_digitised": 91,
    }
    assert made.unrecognised == ()


PAYMENT_HEADERS = {
    "as one-stop systems write it": (
        ["STT", "Mã định danh", "Tên đơn vị", "Tổng HS có nghĩa vụ tài chính", "Số HS đã TTTT"],
        [],
    ),
    "in full words": (
        ["STT", "Mã đơn vị", "Đơn vị", "Số hồ sơ phải thanh toán", "Số hồ sơ đã thanh toán trực tuyến"],
        [],
    ),
    "under a heading of its own": (
        ["STT", "Mã định danh", "Cơ quan", "Thanh toán trực tuyến", ""],
        ["", "", "", "HS có nghĩa vụ tài chính", "HS đã thanh toán trực tuyến"],
    ),
}


@pytest.mark.parametrize("written", PAYMENT_HEADERS)
def test_statistics_of_payment_tell_what_was_to_be_paid_and_what_was(written: str) -> None:
    first, second = PAYMENT_HEADERS[written]
    shares = ["Tỷ lệ TTTT", "Tỷ lệ TT trực tiếp"]
    header = [[*first, *shares], [*second, "", ""]] if second else [[*first, *shares]]
    rows = [[1, "H21.13", "Sở Tài chính", 40, 30, "75%", "25%"], ["", "", "Tổng cộng", 40, 30, "", ""]]
    made = own([AUGUST], *header, *rows)
    assert counted(made) == {"payable": 40, "paid_online": 30}
    assert made.counts.num_rows == 2


def test_a_number_that_is_none_is_named_by_its_cell() -> None:
    header = PAYMENT_HEADERS["as one-stop systems write it"][0]
    with pytest.raises(InputProblem, match=r"Tệp thong-ke\.xlsx, trang tính “Thống kê”, ô E3: “ba mươi”"):
        own([AUGUST], header, [1, "H21.13", "Sở Tài chính", 40, "ba mươi"])


def test_two_columns_of_one_measure_are_refused_for_nobody_knows_which_is_meant() -> None:
    header = [*PAYMENT_HEADERS["as one-stop systems write it"][0], "Số HS đã TTTT trên Cổng DVCQG"]
    with pytest.raises(InputProblem, match="E2 và F2"):
        own([AUGUST], header, [1, "H21.13", "Sở Tài chính", 40, 30, 29])


def test_two_numbers_of_one_unit_are_refused_with_both_places() -> None:
    header = PAYMENT_HEADERS["as one-stop systems write it"][0]
    rows = [[1, "H21.13", "Sở Tài chính", 40, 30], [2, "H21.13", "Sở Tài chính", 41, 30]]
    with pytest.raises(InputProblem, match=r"ô D4: .*41 ở đây, 40 ở Thống kê!D3"):
        own([AUGUST], header, *rows)


def test_a_table_of_points_is_never_taken_for_statistics() -> None:
    header = ["Hạng", "Tên Đơn vị", "Cấp", "Mã", "Thanh toán trực tuyến", "Số hóa hồ sơ", "Xếp loại"]
    content = workbook({"Thống kê": [header, [1, "Sở Tài chính", "Sở", "H21.13", 8.5, 20, "Tốt"]]})
    made = pipeline.prepare(sources.read([SourceFile("diem.xlsx", content)]), period=Period("month", 2026, 8))
    assert not made.own
    assert len(made.captures) == 1


def test_a_period_given_must_be_the_titles_own_and_a_rows_may_lie_within_it() -> None:
    header, row = ["Đơn vị", "Kỳ", "Số hồ sơ"], ["Sở Tài chính", "08/2026", 5]
    made = own(["Năm 2026"], header, row)
    assert made.counts["period"].to_pylist() == ["month:2026-08"]
    with pytest.raises(InputProblem, match="tiêu đề ghi Tháng 9/2026, không phải Tháng 8/2026"):
        own(["Tháng 9 năm 2026"], header, row)
    with pytest.raises(InputProblem, match="dòng này thuộc kỳ Tháng 8/2026, không phải Tháng 9/2026"):
        own(header, row, period=Period("month", 2026, 9))
    with pytest.raises(InputProblem, match="tiêu đề ghi Quý III/2026, không phải Tháng 9/2026"):
        own(["Quý III/2026"], ["Đơn vị", "Số hồ sơ"], ["Sở Tài chính", 5], period=Period("month", 2026, 9))


@pytest.mark.parametrize("title", NO_PERIOD)
def test_days_that_are_no_whole_period_do_not_tell_one(title: str) -> None:
    made = own([title], *DIGITISATION, [1, "Sở Tài chính", 100, 10, 90, 20, 5, 95, 5, 90])
    assert set(made.counts["period"].to_pylist()) == {None}
    with pytest.raises(InputProblem, match="ô A4"):
        check_dated(made)
