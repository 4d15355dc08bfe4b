"""Periods are written one way, end in Vietnam, and follow one another within their kind."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.errors import InputProblem
from indicators.periods import Period, PeriodKind, parse_instant, vietnam_day

LONGEST = {"month": 12, "quarter": 4, "half": 2, "year": 1}
periods = st.sampled_from(sorted(LONGEST)).flatmap(
    lambda kind: st.builds(Period, st.just(kind), st.integers(2001, 2099), st.integers(1, LONGEST[kind]))
)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("year:2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("half:2026-H1", date(2026, 1, 1), date(2026, 6, 30)),
        ("half:2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
        ("quarter:2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("month:2026-08", date(2026, 8, 1), date(2026, 8, 31)),
        ("month:2024-02", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_a_written_period_has_its_first_and_last_day(written: str, first: date, last: date) -> None:
    period = Period.parse(written)
    assert (period.start, period.end) == (first, last)


@pytest.mark.parametrize(
    "written",
    ["", "2026", "year:26", "year:1999", "month:2026-13", "month:2026-00", "month:2026-8", "quarter:2026-Q5",
     "quarter:2026-Q0", "half:2026-H3", "week:2026-05", "year:2026-01", "month:2026-08 extra"],
)  # fmt: skip
def test_anything_else_is_no_period(written: str) -> None:
    with pytest.raises(InputProblem, match="kỳ báo cáo"):
        Period.parse(written)


@given(periods)
def test_a_period_reads_back_as_it_is_written(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(periods)
def test_the_next_period_begins_the_day_after_and_its_previous_is_this_one(period: Period) -> None:
    assert period.next().start == period.end + timedelta(days=1)
    assert period.next().previous() == period
    assert period.next().kind == period.kind


def test_the_month_before_january_is_december_of_the_year_before() -> None:
    assert Period("month", 2026, 1).previous() == Period("month", 2025, 12)
    assert Period("quarter", 2026, 1).previous() == Period("quarter", 2025, 4)
    assert Period("half", 2026, 1).previous() == Period("half", 2025, 2)
    assert Period("year", 2026).previous() == Period("year", 2025)


@pytest.mark.parametrize(
    ("kind", "index"), [("month", 13), ("quarter", 5), ("half", 3), ("year", 2), ("month", 0)]
)
def test_a_year_has_no_thirteenth_month_and_no_fifth_quarter(kind: PeriodKind, index: int) -> None:
    with pytest.raises(ValueError, match="no such period"):
        Period(kind, 2026, index)


def test_a_period_closes_at_midnight_in_vietnam_not_in_greenwich() -> None:
    october = Period("month", 2026, 10)
    assert october.is_open(datetime(2026, 10, 31, 16, 59, tzinfo=UTC))
    assert not october.is_open(datetime(2026, 10, 31, 17, 0, tzinfo=UTC))


def test_six_in_the_morning_in_vietnam_belongs_to_that_day() -> None:
    assert vietnam_day(parse_instant("2026-10-10T06:00")) == date(2026, 10, 10)
    assert vietnam_day(parse_instant("2026-10-09T23:00:00Z")) == date(2026, 10, 10)


def test_an_instant_without_offset_is_vietnam_time() -> None:
    assert parse_instant("2026-10-10T14:00") == datetime(2026, 10, 10, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize("written", ["", "yesterday", "10/10/2026", "2026-02-30"])
def test_what_is_no_instant_is_refused(written: str) -> None:
    with pytest.raises(InputProblem, match="thời điểm"):
        parse_instant(written)
