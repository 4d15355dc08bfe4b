"""Dates as lists write them: real dates, text in several styles, a spreadsheet's serial numbers.

Vietnamese text has the day first; what has the year first is ISO. Both may stand in one column.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from indicators.periods import VIETNAM
from indicators.sources.numbers import is_missing

_CLOCK = (
    r"(?:(?P<hour>\d{1,2})[:hg](?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"(?:\s*(?P<half>[AaPp][Mm]))?)"
)
_DAY_FIRST = r"(?P<day>\d{1,2})[/.\-](?P<month>\d{1,2})[/.\-](?P<year>\d{4}|\d{2})"
_YEAR_FIRST = r"(?P<year>\d{4})[/.\-](?P<month>\d{1,2})[/.\-](?P<day>\d{1,2})"
_STYLES = [
    re.compile(pattern)
    for day in (_DAY_FIRST, _YEAR_FIRST)
    for pattern in (rf"{day}(?:[\sT,]+{_CLOCK})?(?:Z|\+07:?00)?", rf"{_CLOCK}[\s,]+(?:ngày\s+)?{day}")
]
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_EPOCH = datetime(1899, 12, 30, tzinfo=VIETNAM)
# 1954 to 2119: outside, a number is no date of a dossier.
_SERIALS = (20_000, 80_000)
_UP_TO = re.compile(r"đến\s+(?:hết\s+)?(?:ngày\s+)?(?P<day>\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4})", re.IGNORECASE)
_UP_TO_WORDS = re.compile(
    r"đến\s+(?:hết\s+)?ngày\s+(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s+năm\s+(?P<year>\d{4})",
    re.IGNORECASE,
)


def moment(cell: Any) -> datetime | None:
    """The instant (Vietnam time; midnight for a day alone) a cell tells; None for a blank or a dash.

    Raises ValueError for a day there is not (31/02) and for what is no date.
    """
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=VIETNAM)
    if isinstance(cell, date):
        return datetime.combine(cell, time(), VIETNAM)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _serial(float(cell))
    if not isinstance(cell, str):
        raise ValueError(f"no date: {cell!r}")
    return None if is_missing(cell) else _written(cell.strip())


def up_to(title: str) -> datetime | None:
    """The day up to which a title says a list counts: "từ ngày 01/12/2023 đến ngày 25/12/2023"."""
    for pattern in (_UP_TO, _UP_TO_WORDS):
        for found in pattern.finditer(title):
            parts = found.groupdict()
            try:
                return _written(parts["day"] if pattern is _UP_TO else "{day}/{month}/{year}".format(**parts))
            except ValueError:
                continue
    return None


@lru_cache(maxsize=16384)
def _written(text: str) -> datetime:
    if _SERIAL.fullmatch(text):
        return _serial(float(text.replace(",", ".")))
    found = next((found for style in _STYLES if (found := style.fullmatch(text))), None)
    if found is None:
        raise ValueError(f"no date: {text}")
    parts = found.groupdict()
    year = int(parts["year"]) + (2000 if len(parts["year"]) == 2 else 0)
    hour = int(parts["hour"] or 0)
    if parts["half"]:
        hour = hour % 12 + (12 if parts["half"].lower() == "pm" else 0)
    clock = time(hour, int(parts["minute"] or 0), int(parts["second"] or 0))
    return datetime.combine(date(year, int(parts["month"]), int(parts["day"])), clock, VIETNAM)


def _serial(number: float) -> datetime:
    if not _SERIALS[0] <= number <= _SERIALS[1]:
        raise ValueError(f"no date: {number}")
    return _EPOCH + timedelta(seconds=round(number * 86_400))
