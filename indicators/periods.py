"""Reporting periods and Vietnam time.

A period is *open* until it ends in Vietnam, then *closed*; whether it was open is asked of an instant,
because the same period is both in its life. Periods of different kinds are never compared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Literal

from indicators.errors import InputProblem

# Vietnam has kept UTC+7 without daylight saving since 1975, so no time-zone database is needed on Windows.
VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")

PeriodKind = Literal["month", "quarter", "half", "year"]
MONTHS: dict[PeriodKind, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_WRITTEN: dict[PeriodKind, str] = {
    "month": r"(\d{4})-(\d{2})",
    "quarter": r"(\d{4})-Q(\d)",
    "half": r"(\d{4})-H(\d)",
    "year": r"(\d{4})",
}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """`index` counts within the year from 1: month 1-12, quarter 1-4, half 1-2, year 1."""

    kind: PeriodKind
    year: int
    index: int = 1

    def __post_init__(self) -> None:
        # Beyond these years days can no longer be counted, and nothing was or will be read.
        if not (1900 <= self.year <= 2200 and 1 <= self.index <= 12 // MONTHS[self.kind]):
            raise ValueError(f"no such period: {self.kind} {self.year} {self.index}")

    @classmethod
    def parse(cls, written: str) -> Period:
        """Read a period written as year:2026, half:2026-H1, quarter:2026-Q3 or month:2026-08.

        Raises InputProblem for anything else.
        """
        for kind, pattern in _WRITTEN.items():
            if found := re.fullmatch(f"{kind}:{pattern}", written.strip()):
                year, *index = (int(part) for part in found.groups())
                if 2000 <= year <= 2100 and (not index or 1 <= index[0] <= 12 // MONTHS[kind]):
                    return cls(kind, year, *index)
        raise InputProblem(
            "“{written}” is not a reporting period.",
            do="Write year:2026, half:2026-H1, quarter:2026-Q3 or month:2026-08.",
            written=written,
        )

    def __str__(self) -> str:
        tail = {
            "month": f"-{self.index:02d}",
            "quarter": f"-Q{self.index}",
            "half": f"-H{self.index}",
            "year": "",
        }
        return f"{self.kind}:{self.year}{tail[self.kind]}"

    @property
    def start(self) -> date:
        return date(self.year, (self.index - 1) * MONTHS[self.kind] + 1, 1)

    @property
    def end(self) -> date:
        """The last day, included."""
        return self.next().start - timedelta(days=1)

    def is_within(self, other: Period) -> bool:
        """Tell whether all its days are days of the other, as a month's are of its year."""
        return other.start <= self.start and self.end <= other.end

    def is_open(self, at: datetime) -> bool:
        """Tell whether the period still ran at that instant (with time zone) in Vietnam."""
        return vietnam_day(at) <= self.end

    def next(self) -> Period:
        return self._moved(1)

    def previous(self) -> Period:
        """Return the immediately preceding period of the same kind."""
        return self._moved(-1)

    def values_day(self, read_on: date) -> date:
        """Return the day that numbers read on a day stand at, or the period's end where it is earlier."""
        return min(self.end, read_on)

    def _moved(self, steps: int) -> Period:
        per_year = 12 // MONTHS[self.kind]
        position = self.year * per_year + self.index - 1 + steps
        return Period(self.kind, position // per_year, position % per_year + 1)


def today() -> date:
    """Return today's day in Vietnam."""
    return vietnam_day(datetime.now(UTC))


def vietnam_day(at: datetime) -> date:
    """Return the calendar day of an instant in Vietnam: 06:00 there belongs to that day."""
    return at.astimezone(VIETNAM).date()


def minute(at: datetime) -> datetime:
    """Return the minute in Vietnam in which an instant lies: as exactly as people name one."""
    return at.astimezone(VIETNAM).replace(second=0, microsecond=0)


def parse_reading(written: str) -> date:
    """Read a day, or a day and time in Vietnam (then a datetime), on which something was read.

    Raises InputProblem for anything else.
    """
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        pass
    try:
        return minute(parse_instant(written))
    except InputProblem:
        raise InputProblem(
            "“{written}” is neither a day nor a day with a time.",
            do="Write for instance 2026-10-10, or 2026-10-10T14:30 where a day has several readings.",
            written=written,
        ) from None


def begun_periods(today: date, first_year: int) -> list[Period]:
    """List every period that has begun, newest years first; of a year itself, its halves, quarters and months."""
    kinds: tuple[PeriodKind, ...] = ("year", "half", "quarter", "month")
    every = (
        Period(kind, year, number)
        for year in range(today.year, first_year - 1, -1)
        for kind in kinds
        for number in range(12 // MONTHS[kind], 0, -1)
    )
    return [period for period in every if period.start <= today]


def parse_instant(written: str) -> datetime:
    """Read an ISO instant.

    Without an offset it is Vietnam time, and a bare date is that day's midnight there.

    Raises InputProblem for anything else.
    """
    try:
        at = datetime.fromisoformat(written.strip())
    except ValueError:
        raise InputProblem(
            "“{written}” is not a point in time.",
            do="Write for instance 2026-10-10T14:00 (Vietnam time) or 2026-10-10T07:00:00Z.",
            written=written,
        ) from None
    return at if at.tzinfo else at.replace(tzinfo=VIETNAM)
