"""Dates as lists write them: real dates, text in several styles, a spreadsheet's serial numbers.

What has the year first is ISO. Of any other text the column tells whether day or month stands first
(`date_orders`); Vietnamese text has the day first.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, Literal

from indicators.periods import VIETNAM
from indicators.sources.numbers import is_missing

# What stands first in "05/09/2026".
Order = Literal["day_first", "month_first"]

# Sáng and chiều as a Vietnamese spreadsheet shortens them, or in full.
_MORNING, _AFTERNOON = ("sa", "am", "sáng"), ("ch", "pm", "chiều", "tối")
_CLOCK = (
    r"(?:(?P<hour>\d{1,2})(?:[:hg]|\s*giờ\s*)(?P<minute>\d{2})(?:\s*phút)?(?::(?P<second>\d{2})(?:\.\d+)?)?"
    rf"(?:\s*(?P<half>{'|'.join((*_MORNING, *_AFTERNOON))})(?!\w))?)"
)
_PARTS = r"(?P<first>\d{1,2})[/.\-](?P<second_part>\d{1,2})[/.\-](?P<year>\d{4}|\d{2})(?!\d)"
_YEAR_FIRST = r"(?P<year>\d{4})[/.\-](?P<month>\d{1,2})[/.\-](?P<day>\d{1,2})(?!\d)"
_WORDS = r"(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s+năm\s+(?P<year>\d{4})"
# Behind a date: "- 4 ngày", "(gia hạn lần 1)"; it has a word, and is left out.
_REMARK = r"(?P<remark>[\s,;:(\[–—-]+(?=.*[^\W\d_]).*)"
_STYLES = [
    re.compile(pattern, re.IGNORECASE | re.DOTALL)
    for day in (_PARTS, _YEAR_FIRST, _WORDS)
    for pattern in (
        rf"(?:ngày\s+)?{day}(?:[\sT,]+{_CLOCK})?(?:Z|\+07:?00)?{_REMARK}?",
        rf"{_CLOCK}[\s,]+(?:ngày\s+)?{day}{_REMARK}?",
    )
]
# A remark that names another day may move the date: "gia hạn đến 20/09".
_ANOTHER_DAY = re.compile(r"\d{1,4}[/.\-]\d{1,2}|\d\s+tháng\s+\d", re.IGNORECASE)
# As nearly all are written: of a hundred thousand times each may differ, and the styles take ten times as long.
_USUAL = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})(?: (\d\d?):(\d\d)(?::(\d\d))?)?")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_EPOCH = datetime(1899, 12, 30, tzinfo=VIETNAM)
# Outside these years nothing is a date of a dossier, nor a number one.
_YEARS = range(1955, 2119)
_SERIALS = (20_000, 80_000)
_NOON, MONTHS = 12, 12
_UP_TO = re.compile(r"đến\s+(?:hết\s+)?(?:ngày\s+)?(?P<day>\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4})", re.IGNORECASE)
_UP_TO_WORDS = re.compile(rf"đến\s+(?:hết\s+)?ngày\s+(?:{_WORDS})", re.IGNORECASE)


def moment(cell: Any, order: Order = "day_first") -> datetime | None:
    """Read the instant (Vietnam time; midnight for a day alone) a cell tells; None for a blank or a dash.

    Raises ValueError for a day there is not (31/02) and for what is no date.
    """
    if isinstance(cell, date):
        at = (
            cell.replace(tzinfo=VIETNAM)
            if isinstance(cell, datetime)
            else datetime.combine(cell, time(), VIETNAM)
        )
        return _of_these_times(at)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _serial(float(cell))
    if not isinstance(cell, str):
        raise ValueError(f"no date: {cell!r}")
    return None if is_missing(cell) else _written(cell.strip(), order)


@lru_cache(maxsize=16384)
def ordered_parts(text: str) -> tuple[int, int, int] | None:
    """Return (first, second, year) of a date that may be read both ways; None of any other text."""
    if found := _USUAL.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    parts = _parsed(text.strip())
    if parts is None or "first" not in parts:
        return None
    return int(parts["first"]), int(parts["second_part"]), _year(parts["year"])


def order_told(text: str) -> Order | None:
    """Tell what stands first, where the text can be read in one way only."""
    parts = ordered_parts(text)
    if parts is None or (parts[0] > MONTHS) == (parts[1] > MONTHS):
        return None
    return "day_first" if parts[0] > MONTHS else "month_first"


def up_to(title: str) -> datetime | None:
    """Return the day up to which a title says a list counts: "từ ngày 01/12/2023 đến ngày 25/12/2023"."""
    for pattern in (_UP_TO, _UP_TO_WORDS):
        for found in pattern.finditer(title):
            parts = found.groupdict()
            try:
                return _written(
                    parts["day"] if pattern is _UP_TO else "{day}/{month}/{year}".format(**parts), "day_first"
                )
            except ValueError:
                continue
    return None


@lru_cache(maxsize=16384)
def _written(text: str, order: Order) -> datetime:
    if found := _USUAL.fullmatch(text):
        first, second, year, hour, minute, seconds = (int(part or 0) for part in found.groups())
        day, month = (first, second) if order == "day_first" else (second, first)
        return _of_these_times(datetime(year, month, day, hour, minute, seconds, tzinfo=VIETNAM))
    if _SERIAL.fullmatch(text):
        return _serial(float(text.replace(",", ".")))
    parts = _parsed(text)
    if parts is None:
        raise ValueError(f"no date: {text}")
    if "first" in parts:
        names = ("day", "month") if order == "day_first" else ("month", "day")
        parts |= dict(zip(names, (parts["first"], parts["second_part"]), strict=True))
    told = date(_year(parts["year"]), int(parts["month"]), int(parts["day"]))
    return _of_these_times(datetime.combine(told, _clock(parts), VIETNAM))


def _of_these_times(moment: datetime) -> datetime:
    """Return the moment; ValueError for one of a year that no dossier is of, as of 0026 for 26."""
    if moment.year not in _YEARS:
        raise ValueError(f"no date of a dossier: {moment}")
    return moment


def _parsed(text: str) -> dict[str, Any] | None:
    """Read the parts of a written date; None where it is none, or where a remark names another day."""
    found = next((found for style in _STYLES if (found := style.fullmatch(text))), None)
    if found is None or _ANOTHER_DAY.search(found["remark"] or ""):
        return None
    return found.groupdict()


def _year(written: str) -> int:
    return int(written) + (2000 if len(written) == 2 else 0)


def _clock(parts: dict[str, Any]) -> time:
    """Read the time of day; ValueError for one that there is not, 14:15 in the morning among them."""
    hour, half = int(parts["hour"] or 0), (parts["half"] or "").lower()
    if half in _MORNING and hour > _NOON:
        raise ValueError(f"no time of a morning: {hour}")
    if half:
        hour = hour % _NOON + (_NOON if half in _AFTERNOON else 0)
    return time(hour, int(parts["minute"] or 0), int(parts["second"] or 0))


def _serial(number: float) -> datetime:
    if not _SERIALS[0] <= number <= _SERIALS[1]:
        raise ValueError(f"no date: {number}")
    return _EPOCH + timedelta(seconds=round(number * 86_400))
