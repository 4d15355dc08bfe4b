"""The reporting period that words tell: "tháng 8/2026", "Quý III năm 2026", "từ ngày 01/07/2026 đến 30/09/2026"."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date

from indicators.errors import InputProblem
from indicators.periods import Period
from indicators.sources.files import period_between
from indicators.sources.text_matching import header_key

_CELLS = (
    (re.compile(r"(?:thang |t)?(\d{1,2})(?: nam)? (\d{4})"), "month:{1}-{0:0>2}"),
    (re.compile(r"(\d{4}) (\d{1,2})"), "month:{0}-{1:0>2}"),
    (re.compile(r"(?:quy|q) ?(iv|iii|ii|i|[1-4])(?: nam)? (\d{4})"), "quarter:{1}-Q{0}"),
    (re.compile(r"(?:6|sau) thang dau nam (\d{4})"), "half:{0}-H1"),
    (re.compile(r"(?:6|sau) thang cuoi nam (\d{4})"), "half:{0}-H2"),
    (re.compile(r"(?:nam )?(\d{4})"), "year:{0}"),
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_DAY = r"(?<!\d)(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{4}))?(?!\d)"
_OF_YEAR = r"(?:\s*[/.\-]\s*(?:năm\s+)?|\s+năm\s+)(20\d\d)"
_FROM_TO = re.compile(rf"{_DAY}[^\d\-–]{{0,12}}?(?:đến|[-–])\D{{0,15}}?{_DAY}")
_MONTHS = re.compile(
    rf"tháng\s+(\d{{1,2}})(?:{_OF_YEAR})?\s*(?:đến|-|–)\s*(?:hết\s+)?(?:tháng\s+)?(\d{{1,2}}){_OF_YEAR}"
)
_SINGLE_DAYS = re.compile(
    r"(?:ngày[\s\d.…_]*|\b\d{1,2}\s+)tháng\s*[\d.…_ ]+\s*năm\s*[\d.…_ ]+|\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}"
    rf"|đến\s+(?:hết\s+)?tháng\s+\d{{1,2}}{_OF_YEAR}"
)
# Another year than the report's own may be named by what it is written by.
_OF_A_DECISION = re.compile(
    r"(?:quyết định|nghị quyết|nghị định|thông tư|công văn|kế hoạch|chương trình|chỉ thị)\b[^()]*?\bnăm\s+20\d\d"
)
_IN_TITLES = (
    (re.compile(r"(?:6|sáu|06)\s+tháng\s+đầu\s+năm\s+(20\d\d)"), "half:{0}-H1"),
    (re.compile(r"(?:6|sáu|06)\s+tháng\s+cuối\s+năm\s+(20\d\d)"), "half:{0}-H2"),
    (re.compile(r"\d+\s+tháng(?:\s+đầu|\s+cuối)?\s+năm\s+20\d\d"), ""),
    # What has no period of its own here: a week, a part that was agreed on, several months named one by one.
    (
        re.compile(
            r"\b(?:tuần|đợt|kỳ|lần|vụ|giai đoạn)\s+(?:thứ\s+)?[\divx]+[^\d]{0,20}?(?:năm\s+|/\s*)20\d\d"
        ),
        "",
    ),
    (re.compile(r"(?:tháng|quý)\s+[\divx]+\s*(?:,|và|\+|&)[^()]{0,40}?(?:năm\s+|/\s*)20\d\d"), ""),
    (re.compile(rf"(?:tháng|\bt)\s*(\d{{1,2}}){_OF_YEAR}"), "month:{1}-{0:0>2}"),
    (re.compile(rf"quý\s+(iv|iii|ii|i|[1-4]){_OF_YEAR}"), "quarter:{1}-Q{0}"),
)
_YEAR = re.compile(r"\bnăm\s+(20\d\d)\b")


def period_in_cell(written: str) -> Period:
    """Read the period a cell is, in words or as year:2026. Raises InputProblem for what is none."""
    folded = header_key(written)
    for pattern, form in _CELLS:
        if found := pattern.fullmatch(folded):
            return Period.parse(_filled(form, found))
    return Period.parse(written)


def periods_in_title(title: str) -> set[Period]:
    """Return the periods that a title names; its year only where it names nothing shorter."""
    words = _OF_A_DECISION.sub(" ", " ".join(unicodedata.normalize("NFC", title).casefold().split()))
    found: set[Period | None] = set()
    for pattern, between in ((_FROM_TO, _between_days), (_MONTHS, _between_months)):
        found |= {between(each) for each in pattern.finditer(words)}
        words = pattern.sub(" ", words)
    if None in found:
        # Days that are no whole period say more than a quarter named beside them.
        return set()
    words = _SINGLE_DAYS.sub(" ", words)
    for form_pattern, form in _IN_TITLES:
        for told in form_pattern.finditer(words):
            found.add(_parsed(_filled(form, told)) if form else None)
        words = form_pattern.sub(" ", words)
    if not found:
        found = {_parsed(f"year:{told[1]}") for told in _YEAR.finditer(words)}
    return {period for period in found if period}


def _between_days(found: re.Match[str]) -> Period | None:
    day, month, year, last_day, last_month, last_year = found.groups()
    try:
        last = date(int(last_year), int(last_month), int(last_day))
        first = date(int(year or last_year), int(month), int(day))
    except (TypeError, ValueError):
        return None
    return period_between(first, last)


def _between_months(found: re.Match[str]) -> Period | None:
    month, year, last_month, last_year = found.groups()
    try:
        first = date(int(year or last_year), int(month), 1)
        last = date(int(last_year), int(last_month), monthrange(int(last_year), int(last_month))[1])
    except ValueError:
        return None
    return period_between(first, last)


def _filled(form: str, found: re.Match[str]) -> str:
    return form.format(*(_ROMAN.get(part, part) for part in found.groups()))


def _parsed(written: str) -> Period | None:
    try:
        return Period.parse(written)
    except InputProblem:
        return None
