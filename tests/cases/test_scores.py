"""Tables of points as offices and other tools write them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from indicators.errors import InputProblem
from indicators.periods import Period
from tests.cases.field_files import YEAR, prepared, scores
from tests.shared import needs_shared

CULTURE, SCIENCE = "so-van-hoa-the-thao-va-du-lich", "so-khoa-hoc-va-cong-nghe"
VAN_CANH, DAK_SONG = "ubnd-xa-van-canh", "ubnd-xa-dak-song"
COMPONENTS = (
    *("transparency", "processing_progress", "online_service", "online_payment", "satisfaction"),
    *("digitisation", "total"),
)
TOLD = {
    CULTURE: (11.79, 19.97, 6.72, 8.61, 18, 14.18, 79.27),
    SCIENCE: (11.79, 19.6, 6.49, 6.13, 18, 11, 73.01),
    VAN_CANH: (11.79, 19.41, 6.31, 7.34, 18, 12.49, 75.34),
    DAK_SONG: (11.79, 19.52, 6.2, 6.7, 18, 11.74, 73.95),
}

pytestmark = needs_shared


def expect(file: str | Path, units: tuple[str, ...], period: Period | None = YEAR) -> None:
    found = scores(file, period)
    assert set(found) == set(units)
    for unit in units:
        assert {node: found[unit][node] for node in COMPONENTS} == dict(
            zip(COMPONENTS, TOLD[unit], strict=True)
        )


def test_of_a_workbook_the_ranking_is_read_and_the_other_sheets_are_named() -> None:
    expect("c19_score_workbook.xlsx", (CULTURE, VAN_CANH, DAK_SONG))
    (capture,) = prepared("c19_score_workbook.xlsx", period=YEAR).captures
    (named,) = [warning for warning in capture.warnings if "không đọc" in warning]
    assert "“1. Tổng quan Bộ Chỉ số 766”, “2. Chi tiết Tiêu chí Thành phần”" in named


def test_headers_may_be_numbered() -> None:
    expect("c20_headers_numbered.xlsx", (CULTURE, SCIENCE))


def test_two_tables_on_one_sheet_are_both_read() -> None:
    expect("c21_two_tables_one_sheet.xlsx", (CULTURE, SCIENCE, VAN_CANH))


@pytest.mark.parametrize(
    ("file", "period"),
    [
        ("c23_footer_signature_right_scores.xlsx", Period("month", 2026, 8)),
        ("c23_footer_signature_right_scores.xlsx", None),
        ("c24_footer_two_left.xlsx", YEAR),
        ("c25_date_line_right.xlsx", YEAR),
    ],
)
def test_who_signs_and_when_is_no_data_and_no_unit(file: str, period: Period | None) -> None:
    expect(file, (CULTURE, SCIENCE), period)
    (capture,) = prepared(file, period=period).captures
    assert capture.unrecognised == ()
    # Nor is anybody who signs repeated anywhere.
    assert not any("Nguyễn" in warning or "Trần" in warning for warning in capture.warnings)


def test_a_share_in_a_column_of_points_is_refused_by_name() -> None:
    with pytest.raises(InputProblem, match=r"ô C1: cột “Số hóa hồ sơ \(%\)” ghi là tỷ lệ phần trăm"):
        prepared("c35_percent_header.csv", period=YEAR)


def test_a_title_of_another_period_than_the_one_given_is_refused_by_name() -> None:
    with pytest.raises(InputProblem, match="Tháng 9/2026, không phải Năm 2026"):
        prepared("c36_title_contradicts_period.csv", period=YEAR)
    assert prepared("c36_title_contradicts_period.csv").captures[0].period == Period("month", 2026, 9)


def test_another_tools_daily_file_is_read_and_marked_as_copied() -> None:
    (capture,) = prepared("c38_daily_scores.json").captures
    assert (capture.scope, capture.period, capture.source) == ("H21", YEAR, "portal_copy")
    assert capture.captured_at == datetime(2026, 10, 10, 7, 0, 18, tzinfo=UTC)
    assert any("do công cụ khác sao chép" in warning for warning in capture.warnings)
    found = scores("c38_daily_scores.json")
    assert len(found) == 14
    assert {node: found[CULTURE][node] for node in COMPONENTS} == dict(
        zip(COMPONENTS, TOLD[CULTURE], strict=True)
    )
    assert found[SCIENCE]["total"] == 73.01
    rows = {
        (row["agency_id"], row["node"]): (row["numerator"], row["denominator"])
        for row in capture.observations.to_pylist()
    }
    assert rows[CULTURE, "on_time_share"] == (653, 654)
    assert rows[CULTURE, "public_update_on_time"] == (43, 47)
