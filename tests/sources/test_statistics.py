"""What a column of a table of units counts, by the words above it, and what is no number of dossiers."""

from __future__ import annotations

import pytest

from indicators.sources.statistics import counted_columns


def told(*headers: str) -> dict[str, str]:
    """Every header by its measure, or by what else it counts."""
    paths = [tuple(part.strip() for part in header.split("/")) for header in headers]
    found = counted_columns([("Đơn vị",), ("Đã giải quyết",), ("Số HS đã TTTT",), *paths])
    columns = {column: code for code, places in found.measures.items() for column in places}
    columns |= found.others
    return {header: columns.get(number, "") for number, header in enumerate(headers, start=3)}


@pytest.mark.parametrize(
    ("header", "measure"),
    [
        ("Tổng số tiếp nhận", "received"),
        ("Số lượng hồ sơ tiếp nhận/Tổng số", "received"),
        ("Số lượng hồ sơ tiếp nhận/Trong kỳ/Trực tuyến", "received_online"),
        ("Tiếp nhận/Trực tiếp", "received_direct"),
        ("Tiếp nhận/Trực tiếp, dịch vụ bưu chính", "received_direct_or_by_post"),
        ("Số mới tiếp nhận qua BCCI", "received_by_post"),
        ("Tiếp nhận/Từ kỳ trước chuyển sang", "carried_over"),
        ("Số hồ sơ mới tiếp nhận", "received_in_period"),
        ("Đã giải quyết/Trước hạn", "resolved_early"),
        ("Giải quyết trước hạn", "resolved_early"),
        ("Giải quyết quá hạn", "resolved_late"),
        ("Hồ sơ đã giải quyết đúng hạn", "resolved_in_time"),
        ("Hồ sơ đã giải quyết quá hạn", "resolved_late"),
        ("Đang giải quyết/Tổng số", "in_processing"),
        ("Hồ sơ đang xử lý/Trong hạn", "in_processing_in_time"),
        ("Số hồ sơ đang giải quyết quá hạn", "in_processing_overdue"),
        ("Tổng số hồ sơ tiếp nhận, giải quyết", "handled"),
        ("Tổng số hồ sơ xử lý đúng hạn", "handled_in_time"),
        ("Tổng số hồ sơ chậm được tiếp nhận", "accepted_late"),
        ("Tổng HS có nghĩa vụ tài chính", "payable"),
        ("Số hồ sơ phải thanh toán", "payable"),
        ("Tổng số hồ sơ thuộc các thủ tục có phí, lệ phí", "payable"),
        ("Đã đồng bộ về Cổng DVC QG", "synchronised"),
        ("Số hóa hồ sơ TTHC khi tiếp nhận/Chưa số hóa TPHS", "papers_not_digitised"),
        ("Số hóa kết quả giải quyết/Đã số hóa", "results_digitised"),
        ("Có tái sử dụng thành phần từ cổng DVC quốc gia", "papers_reused_from_portal"),
        # What is no number of dossiers, and what is another number of them.
        ("Tỷ lệ TTTT", "share"),
        ("Đúng hạn (%)", "share"),
        ("Tỷ lệ nộp hồ sơ/Trực tuyến", "share"),
        ("Tổng số tiền đã thanh toán trực tuyến", "money"),
        ("Phí, lệ phí đã thu (triệu đồng)", "money"),
        ("Tổng số phí đã thanh toán trực tuyến (đồng)", "money"),
        ("Số lượng thủ tục có phát sinh thanh toán trực tuyến", "procedures"),
        ("Số lượng thủ tục có phí, lệ phí phát sinh hồ sơ", "procedures"),
        ("Số TTHC đã cung cấp thanh toán trực tuyến", "procedures"),
        ("Số DVCTT phát sinh hồ sơ tiếp nhận", "procedures"),
        ("Thủ tục hành chính/Tổng số", "procedures"),
        ("Số HS chưa thanh toán trực tuyến", ""),
        ("Số hồ sơ thanh toán trực tiếp", ""),
        ("Chưa đồng bộ", ""),
        ("Ghi chú", ""),
    ],
)
def test_a_column_is_told_by_its_words(header: str, measure: str) -> None:
    assert told(header) == {header: measure}


def test_three_channels_make_what_was_received_where_no_column_has_it() -> None:
    found = counted_columns(
        [("Đơn vị",), ("Tiếp nhận", "Trực tuyến"), ("Tiếp nhận", "Trực tiếp"), ("Tiếp nhận", "BCCI")]
    )
    assert found.measures["received"] == [1, 2, 3]


def test_three_channels_are_of_what_was_received_though_they_do_not_say_so() -> None:
    found = counted_columns([("Đơn vị",), ("Hồ sơ trực tuyến",), ("Hồ sơ trực tiếp",), ("Hồ sơ qua BCCI",)])
    assert found.measures == {
        "received": [1, 2, 3],
        "received_online": [1],
        "received_direct": [2],
        "received_by_post": [3],
    }


def test_one_plain_number_alone_makes_no_statistics() -> None:
    assert counted_columns([("Đơn vị",), ("Đã giải quyết",)]).measures == {}
