"""When the demonstration's captures were read, and of which periods."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from indicators.codes import NATIONAL_SCOPE
from indicators.periods import VIETNAM, Period, vietnam_day
from indicators.reference.organisation import load_organisation

FIRST_MONTH = Period("month", 2024, 11)
LAST_MONTH = Period("month", 2026, 10)
LAST_DAY = date(2026, 11, 16)
# A Monday whose reading was cut short: it is kept beside the full ones, marked partial.
CUT_SHORT = date(2026, 8, 17)


@dataclass(frozen=True)
class Moment:
    """One capture to be made up."""

    scope: str
    period: Period
    captured_at: datetime

    @property
    def is_national(self) -> bool:
        return self.scope == NATIONAL_SCOPE

    @cached_property
    def day(self) -> date:
        """The day the values stand at: the reading, or the period's end where that is earlier."""
        return self.period.values_day(vietnam_day(self.captured_at))

    @property
    def is_cut_short(self) -> bool:
        return vietnam_day(self.captured_at) == CUT_SHORT and not self.is_national


def moments() -> Iterator[Moment]:
    """Return when what is read: closed months on the 5th, the running year and the nation on Mondays."""
    home = load_organisation().province_code
    month = FIRST_MONTH
    while month <= LAST_MONTH:
        yield Moment(home, month, _at(month.end + timedelta(days=5)))
        month = month.next()
    monday = date(2024, 11, 4)
    while monday <= LAST_DAY:
        year = Period("year", monday.year)
        yield Moment(home, year, _at(monday))
        if 8 <= monday.day <= 14 or monday > LAST_DAY - timedelta(weeks=3):
            yield Moment(NATIONAL_SCOPE, year, _at(monday))
        monday += timedelta(weeks=1)
    yield Moment(home, Period("year", 2025), _at(date(2026, 1, 8)))


def _at(day: date) -> datetime:
    return datetime.combine(day, time(7, 30), VIETNAM)
