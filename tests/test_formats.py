"""Numbers and dates read as the office writes them, and a missing value never reads as zero."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pandas as pd
import pytest

from indicators import formats, translation
from indicators.periods import Period

MISSING = [None, float("nan"), pd.NA, pd.NaT]


@pytest.fixture
def in_english() -> Iterator[None]:
    translation.use_language("en")
    yield
    translation.use_language("vi")


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (1234.5, 2, "1.234,50"),
        (80.205, 1, "80,2"),
        (0, 2, "0,00"),
        (14579, 0, "14.579"),
        (-0.5, 2, "-0,50"),
        (0.125, 2, "0,13"),
        # A difference that is 52.115 but for the dust of binary fractions.
        (60.0 - 7.885000000000005, 2, "52,12"),
        (-0.001, 2, "0,00"),
    ],
)
def test_numbers_have_a_decimal_comma_and_dots_between_thousands(
    value: float, decimals: int, written: str
) -> None:
    assert formats.number(value, decimals) == written


@pytest.mark.parametrize("missing", MISSING)
def test_a_missing_value_is_a_dash_everywhere(missing: None) -> None:
    written = {
        formats.number(missing),
        formats.count(missing),
        formats.percent(missing),
        formats.change(missing),
        formats.rank(missing),
        formats.rank_change(missing),
        formats.day(missing),
        formats.moment(missing),
    }
    assert written == {"–"}


def test_a_share_of_one_is_written_as_a_percentage_without_a_space() -> None:
    assert formats.percent(0.95529) == "95,53%"


@pytest.mark.parametrize(
    ("difference", "written"),
    [(1.37, "▲\u00a01,37"), (-0.2, "▼\u00a00,20"), (0, "="), (0.004, "="), (-1234, "▼\u00a01.234,00")],
)
def test_a_change_says_its_direction_without_colour(difference: float, written: str) -> None:
    assert formats.change(difference) == written


def test_a_change_in_rank_counts_places() -> None:
    assert [formats.rank_change(places) for places in (2, -3, 0)] == ["▲\u00a02", "▼\u00a03", "="]


def test_a_shared_rank_is_marked() -> None:
    assert formats.rank(12, tied=True) == "=12"
    assert formats.rank(3) == "3"


def test_a_morning_in_vietnam_is_written_with_its_own_day() -> None:
    assert formats.moment(datetime(2026, 10, 9, 23, 0, tzinfo=UTC)) == "10/10/2026 06:00"


@pytest.mark.parametrize(
    ("of", "written"),
    [
        (date(2024, 2, 2), "Tuần 05/2024 (29/01–04/02/2024)"),
        (date(2025, 12, 31), "Tuần 01/2026 (29/12/2025–04/01/2026)"),
    ],
)
def test_a_week_is_always_written_with_its_days(of: date, written: str) -> None:
    assert formats.week(of) == written


@pytest.mark.parametrize(
    ("period", "written"),
    [
        ("year:2026", "Năm 2026"),
        ("half:2026-H1", "6 tháng đầu năm 2026"),
        ("half:2026-H2", "6 tháng cuối năm 2026"),
        ("quarter:2026-Q3", "Quý III/2026"),
        ("month:2026-08", "Tháng 8/2026"),
        ("month:2026-12", "Tháng 12/2026"),
    ],
)
def test_periods_are_named_as_in_reports(period: str, written: str) -> None:
    assert formats.period(Period.parse(period)) == written


def test_an_open_period_is_called_provisional() -> None:
    assert formats.period(Period("year", 2026), is_open=True) == "Năm 2026 (tạm thời)"


@pytest.mark.parametrize(
    ("read", "written"),
    [
        (datetime(2026, 10, 10, 7, tzinfo=UTC), "6 ngày trước"),
        (datetime(2026, 10, 15, 16, 59, tzinfo=UTC), "hôm qua"),
        (datetime(2026, 10, 15, 17, 0, tzinfo=UTC), "hôm nay"),
    ],
)
def test_age_counts_calendar_days_in_vietnam(read: datetime, written: str) -> None:
    assert formats.ago(read, now=datetime(2026, 10, 16, 1, tzinfo=UTC)) == written


def test_a_flag_of_the_portal_nobody_explained_is_shown_as_it_is() -> None:
    assert formats.quality("SOMETHING_NEW") == "SOMETHING_NEW"


def test_origins_are_named_and_a_value_that_is_not_there_has_none() -> None:
    assert formats.origin(None) == ""
    assert formats.source("portal_api") == "Cổng Dịch vụ công quốc gia"
    assert formats.origin("derived") == "cộng từ các thành phần"


@pytest.mark.usefixtures("in_english")
def test_english_readers_get_english_numbers_and_dates_without_ambiguity() -> None:
    assert formats.number(1234.5) == "1,234.50"
    assert formats.day(date(2024, 2, 3)) == "3 Feb 2024"
    assert formats.level("commune") == "Communes and wards"


def test_roman_numbers_of_quarters_sections_and_annexes() -> None:
    written = [formats.roman(number) for number in (1, 2, 3, 4, 5, 6, 9, 10, 14, 19, 29)]
    assert written == ["I", "II", "III", "IV", "V", "VI", "IX", "X", "XIV", "XIX", "XXIX"]
