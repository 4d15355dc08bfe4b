"""Working days and hours are counted as a person with a calendar counts them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.errors import InputProblem
from indicators.periods import VIETNAM
from indicators.reference.working_calendar import load_calendar

CALENDAR = load_calendar()
DAYS = st.dates(CALENDAR.first, CALENDAR.last)


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("after", "until", "days"),
    [
        # The seed's deadline: Tết 2024 lies between.
        (date(2024, 2, 2), date(2024, 2, 20), 7),
        # 29/04 was exchanged for Saturday 04/05.
        (date(2024, 4, 26), date(2024, 5, 4), 3),
        (date(2026, 2, 13), date(2026, 2, 23), 1),
        (date(2026, 8, 21), date(2026, 8, 22), 1),
        (date(2026, 8, 28), date(2026, 9, 3), 1),
        (date(2026, 10, 9), date(2026, 10, 12), 1),
        (date(2026, 10, 9), date(2026, 10, 11), 0),
        (date(2026, 10, 12), date(2026, 10, 9), -1),
        (date(2026, 10, 9), date(2026, 10, 9), 0),
    ],
)
def test_working_days_between_two_days(after: date, until: date, days: int) -> None:
    assert CALENDAR.working_days(after, until) == days


# Where another, independent list of Vietnam's holidays (the package `holidays`) says otherwise on a weekday, and why
# ours stands.
ONLY_OURS = {
    # Exchanged for Saturday 10/01 by the schedule announced for 2026.
    date(2026, 1, 2),
}
ONLY_THEIRS = {
    # Days beside Tết and the national day, of which no schedule for 2027 was announced yet.
    date(2027, 2, 4),
    date(2027, 9, 3),
}


def test_another_list_of_holidays_differs_only_in_the_days_named_here() -> None:
    years = range(CALENDAR.first.year, CALENDAR.last.year + 1)
    theirs = {day for day in holidays.country_holidays("VN", years=years) if day.weekday() < 5}
    ours = {day for day in CALENDAR.off if day.weekday() < 5}
    assert ours - theirs == ONLY_OURS
    assert theirs - ours == ONLY_THEIRS


def test_the_day_of_vietnams_culture_is_off_from_2026() -> None:
    assert [CALENDAR.is_working(date(year, 11, 24)) for year in (2025, 2026, 2027)] == [True, False, False]


def test_outside_the_years_covered_nothing_is_counted() -> None:
    assert CALENDAR.working_days(date(2015, 1, 5), date(2026, 1, 5)) is None
    assert CALENDAR.working_hours(at("2015-01-05T08:00"), at("2026-01-05T08:00")) is None
    assert CALENDAR.after_hours(at("2027-12-31T16:00"), 8) is None


@given(DAYS, DAYS)
def test_working_days_are_those_a_plain_walk_meets(one: date, other: date) -> None:
    after, until = sorted((one, other))
    walked = sum(CALENDAR.is_working(after + timedelta(days=n + 1)) for n in range((until - after).days))
    assert CALENDAR.working_days(after, until) == walked


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        ("2026-10-12T08:00", "2026-10-12T17:30", 7.5),
        ("2026-10-12T08:00", "2026-10-13T08:00", 8),
        ("2026-10-09T16:30", "2026-10-12T08:30", 2),
        ("2026-10-10T09:00", "2026-10-11T15:00", 0),
        ("2026-10-12T12:00", "2026-10-12T13:00", 0),
        ("2026-10-13T09:00", "2026-10-12T09:00", 0),
        ("2026-02-13T07:30", "2026-02-23T17:30", 16),
    ],
)
def test_working_hours_are_eight_a_working_day(since: str, until: str, hours: float) -> None:
    assert CALENDAR.working_hours(at(since), at(until)) == pytest.approx(hours)


@pytest.mark.parametrize(
    ("since", "due"),
    [
        ("2026-10-12T08:00", "2026-10-13T08:00"),
        ("2026-10-09T16:30", "2026-10-12T16:30"),
        ("2026-10-10T21:00", "2026-10-12T17:30"),
        ("2026-02-13T14:00", "2026-02-23T14:00"),
    ],
)
def test_a_dossier_is_due_for_acceptance_after_eight_working_hours(since: str, due: str) -> None:
    assert CALENDAR.after_hours(at(since), 8) == at(due)


@given(st.datetimes(datetime(2023, 1, 1), datetime(2026, 12, 1)), st.integers(1, 40))  # noqa: DTZ001
def test_after_so_many_hours_so_many_hours_have_passed(since: datetime, hours: int) -> None:
    start = since.replace(tzinfo=VIETNAM)
    end = CALENDAR.after_hours(start, hours)
    assert end
    assert CALENDAR.working_hours(start, end) == pytest.approx(hours)


def test_no_holiday_falls_on_a_weekend_and_every_day_made_up_is_a_saturday() -> None:
    assert {day.weekday() for day in CALENDAR.off} <= {0, 1, 2, 3, 4}
    assert {day.weekday() for day in CALENDAR.made_up} == {5}


@pytest.mark.parametrize(
    ("rows", "cell"), [("01/01/2026,off,x,y\n", "A2"), ("2026-01-01,closed,x,y\n", "B2"), ("", None)]
)
def test_a_mistake_in_the_list_of_holidays_is_named(tmp_path: Path, rows: str, cell: str | None) -> None:
    (tmp_path / "holidays.csv").write_text(f"day,kind,name_vi,source\n{rows}", encoding="utf-8")
    with pytest.raises(InputProblem) as problem:
        load_calendar(tmp_path)
    assert (problem.value.file, problem.value.cell) == ("holidays.csv", cell)
