"""A column is known by the code or name in its header, wherever the header stands."""

from __future__ import annotations

import pytest

from indicators.errors import InputProblem
from indicators.sources import score_table
from indicators.sources.text_tables import read_text_table
from tests.sources.test_score_table import read_rows, read_text, refusal, scores


def test_a_header_of_two_rows_is_read_by_its_lower_words() -> None:
    reading = read_rows(
        ["TT", "Đơn vị", "Điểm thành phần", "", "Tổng điểm"],
        ["", "", "CKMB", "TDGQ", ""],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        [1, "Sở Y tế", 11.79, 17.5, 29.29],
    )
    assert scores(reading) == {
        ("Sở Y tế", "transparency"): 11.79,
        ("Sở Y tế", "processing_progress"): 17.5,
        ("Sở Y tế", "total"): 29.29,
    }


@pytest.mark.parametrize(
    ("header", "node"),
    [
        ("CKMB", "transparency"),
        ("ckmb", "transparency"),
        ("Công khai minh bạch (18)", "transparency"),
        ("Công khai, minh bạch (tối đa 18 điểm)", "transparency"),
        ("Điểm CKMB", "transparency"),
        ("TIẾN ĐỘ, KẾT QUẢ GIẢI QUYẾT", "processing_progress"),
        ("ONLINE", "online_service"),
        ("CLGQ", "online_service"),
        ("ONLINE_SERVICE", "online_services"),
        ("online_service", "online_service"),
        ("Dịch vụ công trực tuyến", "online_services"),
        ("Dịch vụ công trực tuyến (22)", "online_services"),
        ("Dịch vụ công trực tuyến (12)", "online_service"),
        ("TTTT", "online_payment"),
        ("Mức độ hài lòng", "satisfaction"),
        ("Số hoá hồ sơ", "digitisation"),
        ("PUBLISH_ON_TIME", "publish_on_time"),
        ("on_time_share", "on_time_share"),
        ("Tổng điểm", "total"),
        ("total_score", "total"),
    ],
)
def test_a_column_is_known_by_code_or_name(header: str, node: str) -> None:
    (reading,) = read_text(f"Tên đơn vị;{header}\nSở Y tế;1,5\n")
    assert [(value.node, value.score) for value in reading.values] == [(node, 1.5)]


def test_beside_payments_the_groups_name_means_its_other_component() -> None:
    (reading,) = read_text("Mã;Dịch vụ công trực tuyến;Thanh toán trực tuyến\nH21.19;6,5;5\n")
    assert scores(reading) == {("H21.19", "online_service"): 6.5, ("H21.19", "online_payment"): 5}


def test_the_maximum_in_a_header_is_kept_with_its_values() -> None:
    (reading,) = read_text("Mã;Công khai, minh bạch (18 điểm);TDGQ\nH21.19;6,5;5\n")
    assert [value.max_score for value in reading.values] == [18, None]


def test_tttt_within_a_name_is_no_column_of_payments() -> None:
    grid = read_text_table("scores.csv", "Tên đơn vị;Sở thông tin (TTTT);CKMB\nSở Y tế;x;12\n")
    (reading,) = score_table.read("scores.csv", "", [grid])
    assert scores(reading) == {("Sở Y tế", "transparency"): 12}
    assert "“Sở thông tin (TTTT)”" in reading.notes[0]


def test_points_under_a_group_of_shares_are_refused_as_such() -> None:
    with pytest.raises(InputProblem, match="ô C2: cột “CKMB” ghi là tỷ lệ phần trăm"):
        read_rows(
            ["Mã", "Tên đơn vị", "Tỷ lệ (%)", ""], ["", "", "CKMB", "TDGQ"], ["H21.19", "Sở Y tế", 9.5, 8]
        )


def test_a_share_beside_the_points_of_the_same_is_passed_over() -> None:
    (reading,) = read_text("Mã;Công khai, minh bạch (18);Công khai, minh bạch (%)\nH21.19;9;50\n")
    assert scores(reading) == {("H21.19", "transparency"): 9}


def test_two_columns_of_one_node_are_refused_with_both() -> None:
    told = refusal("Tên đơn vị;CKMB;Công khai, minh bạch\nSở Y tế;12;13\n")
    assert "hai cột B1 và C1 đều là “Công khai, minh bạch”" in told


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ("Tên đơn vị;Số người\nSở Y tế;12\n", "không có cột nào thuộc các bảng đọc được"),
        ("Ngày;Nhiệt độ\n1;2\n", "không tìm thấy bảng điểm"),
        ("abc", "không có bảng"),
        ("CKMB;TDGQ\n12;13\n", "không tìm thấy bảng điểm"),
    ],
)
def test_a_table_without_units_or_without_a_known_column_is_refused(table: str, why: str) -> None:
    assert why in refusal(table)
