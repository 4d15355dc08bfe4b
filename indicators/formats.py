"""Numbers, dates and names of codes as people here write them, in the session's language.

A missing value is "–", never 0. Changes carry a sign that does not depend on colour. Nothing is computed here
but rounding for display.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal
from pandas import isna

from indicators import codes
from indicators.periods import VIETNAM, Period, vietnam_day
from indicators.translation import language, plural, text

MISSING = "–"
UP, DOWN, SAME = "▲", "▼", "="
# Keeps what it stands between on one line.
TIED_SPACE = "\u00a0"
# Words that begin like this are run as a formula by Excel.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

# Decimal places behind which a binary fraction says nothing.
DUST = 9
# Of English; the others write a day as Vietnamese does.
_DATE_PATTERNS, _SHORT_DATE_PATTERNS = {"en": "d MMM yyyy"}, {"en": "d MMM"}
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def no_formula(words: str) -> str:
    """Write words for a cell so that no table program runs them."""
    return f"'{words}" if words.startswith(FORMULA_STARTS) else words


def number(value: float | None, decimals: int = 2) -> str:
    """Write 1234.5 as "1.234,50"; exactly `decimals` places, so that columns line up."""
    if value is None or isna(value):
        return MISSING
    return _written(float(value), decimals, language())


@lru_cache(maxsize=2**16)
def _written(value: float, decimals: int, locale: str) -> str:
    """Write a number once: a page writes thousands, mostly the ones it wrote before."""
    fraction = f".{'0' * decimals}" if decimals else ""
    return str(format_decimal(_rounded(value, decimals), f"#,##0{fraction}", locale=locale))


def _rounded(value: float, decimals: int) -> Decimal:
    """Round as people do: 0.125 is 0.13, and nothing is ever "-0".

    The dust of a difference is swept away first: 54.115 less 2 is 52.115 and not 52.114999999999995.
    """
    return Decimal(str(round(value, DUST))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0


def as_shown(value: float | None, decimals: int = 2) -> Decimal | None:
    """Round a value as it is written: two that look equal are equal. None where there is none."""
    return None if value is None or isna(value) else _rounded(float(value), decimals)


def count(value: float | None) -> str:
    """Write a whole number: dossiers, agencies."""
    return number(value, 0)


def percent(share: float | None) -> str:
    """Write a share from 0 to 1 as "95,53%"."""
    return MISSING if share is None or isna(share) else f"{number(share * 100)}%"


def change(value: float | None, decimals: int = 2) -> str:
    """Write a difference as "▲ 1,37", "▼ 0,20" or, where it rounds to nothing, "=".

    "–" where there is none.
    """
    if value is None or isna(value):
        return MISSING
    rounded = _rounded(value, decimals)
    if not rounded:
        return SAME
    return f"{UP if rounded > 0 else DOWN}{TIED_SPACE}{number(abs(value), decimals)}"


def rank_change(places: int | None) -> str:
    """Write places climbed (+) or lost (-): "▲ 2", "▼ 3", "=", "–"."""
    return change(places, 0)


def rank(place: int | None, tied: bool = False) -> str:
    """Write a rank; "=12" where it is shared."""
    return MISSING if place is None or isna(place) else f"{'=' if tied else ''}{count(place)}"


def between(first: int, last: int) -> str:
    """Write from which to which place: "8–19"; of one and the same place its number."""
    return count(first) if first == last else f"{count(first)}–{count(last)}"


def roman(number: int) -> str:
    """Write 3 as "III": quarters, sections and annexes; from 1 to some dozens."""
    written = ""
    for worth, letters in _ROMAN:
        times, number = divmod(number, worth)
        written += letters * times
    return written


def day(value: date | None) -> str:
    """Write a day: 02/02/2024."""
    return MISSING if value is None or isna(value) else _written_day(value, language())


@lru_cache(maxsize=2**12)
def _written_day(value: date, locale: str) -> str:
    """Write a day once: a table writes the same few hundreds of times."""
    return str(format_date(value, _DATE_PATTERNS.get(locale, "dd/MM/yyyy"), locale))


def short_day(value: date) -> str:
    """Write a day without its year, which is said nearby: 02/02."""
    return str(format_date(value, _SHORT_DATE_PATTERNS.get(language(), "dd/MM"), language()))


def reading(at: datetime, is_given: bool) -> str:
    """Say when a capture was read: "đọc 10/10/2026 14:00".

    Or imported, where nobody told when it was read.
    """
    if is_given:
        return text("read {moment}", moment=moment(at))
    return text("imported {moment}, moment of reading not told", moment=moment(at))


def drawn_up(at: datetime, is_given: bool) -> str:
    """Say when a list was drawn up; or imported, where it does not tell."""
    if is_given:
        return text("drawn up {moment}", moment=moment(at))
    return text("imported {moment}, moment of the list not told", moment=moment(at))


def moment(at: datetime | None) -> str:
    """Write an instant in Vietnam time: 10/10/2026 14:00."""
    return MISSING if at is None or isna(at) else f"{day(vietnam_day(at))} {at.astimezone(VIETNAM):%H:%M}"


def told_apart(moments: Iterable[datetime]) -> list[str]:
    """Write the days of readings.

    Where several are of one day, their times too, of one minute their number.
    """
    moments = list(moments)
    days = [day(vietnam_day(at)) for at in moments]
    names = [name if days.count(name) == 1 else moment(at) for name, at in zip(days, moments, strict=True)]
    return [
        f"{name} ({names[:place].count(name) + 1})" if name in names[:place] else name
        for place, name in enumerate(names)
    ]


def day_or_moment(read: date) -> str:
    """Write 02/02/2024; of an instant its time as well."""
    return moment(read) if isinstance(read, datetime) else day(read)


def ago(at: datetime, now: datetime) -> str:
    """Say how many calendar days in Vietnam lie between two instants: "6 ngày trước"."""
    days = (vietnam_day(now) - vietnam_day(at)).days
    if days <= 0:
        return text("today")
    return (
        text("yesterday")
        if days == 1
        else plural(days, "{days} day ago", "{days} days ago", days=count(days))
    )


def week(of: date) -> str:
    """Name the week, Monday to Sunday, ISO number, always with its days: Tuần 05/2024 (29/01–04/02/2024)."""
    year, index, weekday = of.isocalendar()
    monday = of - timedelta(days=weekday - 1)
    sunday = monday + timedelta(days=6)
    first = short_day(monday) if monday.year == sunday.year else day(monday)
    return text(
        "Week {week:02d}/{year} ({first}–{last})", week=index, year=year, first=first, last=day(sunday)
    )


def period(value: Period, is_open: bool = False) -> str:
    """Name a period: Năm 2026, 6 tháng đầu năm 2026, Quý III/2026, Tháng 8/2026.

    An open one is marked provisional.
    """
    halves = text("First half of {year}", year=value.year), text("Second half of {year}", year=value.year)
    name = {
        "year": text("Year {year}", year=value.year),
        "half": halves[(value.index - 1) % 2],
        "quarter": text("Quarter {index}/{year}", index=roman((value.index - 1) % 4 + 1), year=value.year),
        "month": text("Month {index}/{year}", index=value.index, year=value.year),
    }[value.kind]
    return text("{period} (provisional)", period=name) if is_open else name


def unit(measured_in: str) -> str:
    """Name what a node's values are counted in, in the middle of a sentence: "điểm", "%", "ngày"."""
    return {"points": text("points"), "percent": text("percent"), "days": text("days")}[measured_in]


def level(code: str) -> str:
    """Name a peer group: "Sở, ban, ngành"."""
    return {
        "department": text("Departments"),
        "district": text("Districts"),
        "commune": text("Communes and wards"),
        "province": text("Provinces"),
    }.get(code, code)


def origin(code: str | None) -> str:
    """Say whose number it is; empty where there is no number."""
    if code is None or isna(code):
        return ""
    return {
        "official": text("published by the portal"),
        "derived": text("added up from the components"),
        "demo": text("demonstration data"),
    }.get(str(code), str(code))


def source(kind: str) -> str:
    """Say where a capture comes from."""
    return {
        "portal_api": text("National Public Service Portal"),
        "portal_copy": text("National Public Service Portal, copied by another tool"),
        "portal_legacy": text("National Public Service Portal (service until 2025)"),
        "score_table": text("score table imported from a file"),
        codes.OVERDUE_LIST: text("list of overdue dossiers"),
        codes.OWN_LIST: text("the province’s own count"),
        "demo": text("demonstration data"),
    }.get(kind, kind)


def system(code: str) -> str:
    """Name what computed a number, in the middle of a sentence."""
    return {
        "old_portal": text("the portal’s old system"),
        "new_portal": text("the portal’s new system"),
        "demo": text("demonstration data"),
    }.get(code, code)


def direction(of_node: str) -> str:
    """Say which way is better."""
    return {"higher": text("higher"), "lower": text("lower"), "neither": text("neither")}[of_node]


def evidence(of_rule: str) -> str:
    """Say how well a rule from counts agrees with the portal's own scores."""
    return {
        "strong": text("strong: hundreds of values agree"),
        "medium": text("medium: few values"),
        "weak": text("weak: hardly any positive value"),
        "observed": text("one value only"),
        "none": text("no rule from counts"),
    }[of_rule]


def quality(flag: str) -> str:
    """Say what is doubtful about a value.

    The portal's flags nobody has explained stay as they are written.
    """
    return {
        codes.ABOVE_MAXIMUM: text("above its maximum, not ranked"),
        codes.PART_ABOVE_MAXIMUM: text("one of its parts is above its maximum"),
        codes.UNRECOGNISED_AGENCY: text("not in the register of agencies"),
        codes.MAPPED_AGENCY: text("recognised by an analyst"),
        codes.CORRECTED: text("corrected by an analyst"),
        codes.FOLLOWS_CORRECTION: text("added up anew after a correction"),
        codes.UNLIKE_PARTS: text("not the sum of its parts after a correction"),
        codes.MISSING_COMPONENT: text("a component is missing that was awaited"),
        codes.TEMPORARY_DENOMINATOR: text("the portal uses a temporary denominator"),
        codes.NO_REPORT_DATA: text("no data in the national reporting system"),
    }.get(flag, flag)


def plain(value: float | None) -> float | None:
    """Return a plain number for drawing, None where there is none."""
    return None if value is None or isna(value) else float(value)
