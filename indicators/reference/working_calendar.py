"""Working days and hours in Vietnam: Monday to Friday, without the holidays, with the Saturdays made up for.

`data/reference/holidays.csv` covers certain years. Where a count would leave them it is None: without its
holidays a year's working days would be invented.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path

import pandas as pd

from indicators.errors import InputProblem
from indicators.periods import VIETNAM
from indicators.reference.files import national_file, read_once, reference_rows

HOURS_A_DAY = 8
# The hours of an office, customary; a dossier that comes in the evening waits for the next working day.
OFFICE_HOURS = ((time(7, 30), time(11, 30)), (time(13, 30), time(17, 30)))
_SATURDAY = 5


def _hours(at: time) -> float:
    return at.hour + at.minute / 60 + (at.second + at.microsecond / 1e6) / 3600


_OFFICE = tuple((_hours(opens), _hours(closes)) for opens, closes in OFFICE_HOURS)


class WorkingCalendar:
    """Which days are worked, from the first day of the years covered to the last."""

    def __init__(self, off: set[date], made_up: set[date]) -> None:
        self.off, self.made_up = off, made_up
        years = {day.year for day in off | made_up}
        self.first, self.last = date(min(years), 1, 1), date(max(years), 12, 31)

    def is_working(self, day: date) -> bool:
        """Tell whether offices work that day. ValueError for a day outside the years covered."""
        if not self.first <= day <= self.last:
            raise ValueError(f"no holidays are known for {day.year}")
        return day in self.made_up or (day.weekday() < _SATURDAY and day not in self.off)

    def working_days(self, after: date, until: date) -> int | None:
        """Count working days after one day, up to and with another; negative where `until` comes first.

        None where either lies outside the years covered.
        """
        numbers = self._numbers
        return numbers[until] - numbers[after] if after in numbers and until in numbers else None

    def working_hours(self, since: datetime, until: datetime) -> float | None:
        """Count office hours between two instants, 8 a working day, 0 where `until` comes first.

        None as above.
        """
        start, end = since.astimezone(VIETNAM), until.astimezone(VIETNAM)
        if end <= start:
            return 0.0
        days = self.working_days(start.date(), end.date())
        if days is None:
            return None
        # Whole days up to the end's own day, which counts only as far as it went.
        whole = days + self.is_working(start.date()) - self.is_working(end.date())
        return whole * HOURS_A_DAY + self._worked_by(end) - self._worked_by(start)

    def after_hours(self, since: datetime, hours: int) -> datetime | None:
        """Return the instant when so many office hours have passed since another; None as above."""
        start = since.astimezone(VIETNAM)
        day = start.date()
        try:
            left = hours + self._worked_by(start)
            while left > (HOURS_A_DAY if self.is_working(day) else 0):
                left -= HOURS_A_DAY if self.is_working(day) else 0
                day += timedelta(days=1)
        except ValueError:
            return None
        for opens, closes in _OFFICE:
            if left <= closes - opens:
                return datetime.combine(day, time(), VIETNAM) + timedelta(hours=opens + left)
            left -= closes - opens
        return None

    def frame(self) -> pd.DataFrame:
        """Return one row a day covered: day, working_days (how many up to and with it, since the first)."""
        return pd.DataFrame({"day": list(self._numbers), "working_days": list(self._numbers.values())})

    def _worked_by(self, at: datetime) -> float:
        """Return the office hours of an instant's own day that have passed by then."""
        if not self.is_working(at.date()):
            return 0.0
        now = _hours(at.time())
        return sum(min(max(now - opens, 0), closes - opens) for opens, closes in _OFFICE)

    @cached_property
    def _numbers(self) -> dict[date, int]:
        numbers: dict[date, int] = {}
        day, worked = self.first, 0
        while day <= self.last:
            worked += self.is_working(day)
            numbers[day] = worked
            day += timedelta(days=1)
        return numbers


@read_once
def load_calendar(folder: Path) -> WorkingCalendar:
    """Read the calendar in `holidays.csv`; InputProblem naming file and row where it cannot be right."""
    days: dict[str, set[date]] = {"off": set(), "work": set()}
    for number, row in enumerate(
        reference_rows(national_file(folder, "holidays.csv"), {"day", "kind", "name_vi", "source"}), start=2
    ):
        if row["kind"] not in days:
            raise InputProblem(
                "“{kind}” is neither off nor work.",
                do="Correct the row in the list of holidays.",
                file="holidays.csv",
                cell=f"B{number}",
                kind=row["kind"],
            )
        try:
            days[row["kind"]].add(date.fromisoformat(row["day"]))
        except ValueError:
            raise InputProblem(
                "a date is not written as 2025-07-01.",
                do="Correct the row in the list of holidays.",
                file="holidays.csv",
                cell=f"A{number}",
            ) from None
    if not days["off"]:
        raise InputProblem(
            "it names no holiday.", do="Correct the row in the list of holidays.", file="holidays.csv"
        )
    return WorkingCalendar(days["off"], days["work"])
