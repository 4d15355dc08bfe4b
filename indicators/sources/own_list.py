"""The province's own count of dossiers, or list of their codes, to be held against the portal's.

A count: agency, period, number of dossiers; also the dossiers received in a one-stop system's statistics of
online services or digitisation. A list: dossier codes, and where it tells, whether each reached the portal.
Nothing else of a row is read. What has a due date is a list of overdue dossiers, not taken here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from indicators.dossiers import DossierCode
from indicators.periods import Period
from indicators.problems import InputProblem
from indicators.sources.archive import period_between
from indicators.sources.columns import HEADER_WITHIN, header_texts
from indicators.sources.levels import plain
from indicators.sources.score_table import TOTAL, counts_columns
from indicators.sources.tables import Grid

_SYNONYMS = {
    "agency_code": ("ma dinh danh", "ma don vi", "ma co quan", "agency code"),
    "unit": (
        *("don vi", "ten don vi", "co quan", "ten co quan", "co quan don vi", "dia phuong"),
        *("don vi tiep nhan", "co quan tiep nhan", "agency"),
    ),
    "period": ("ky", "ky bao cao", "ky thong ke", "thang", "period"),
    "count": (
        *("so ho so", "so ho so tiep nhan", "tong so ho so", "tong so ho so tiep nhan", "ho so tiep nhan"),
        *("so luong ho so", "so luong ho so tiep nhan", "dossiers"),
    ),
    "code": ("ma ho so", "so ho so dvc", "ma so ho so", "so ma ho so", "ma dong bo", "dossier code"),
    "synchronised": ("dong bo", "da dong bo", "trang thai dong bo", "tinh trang dong bo", "synchronised"),
}
_ROLES = {word: role for role, words in _SYNONYMS.items() for word in words}
# Columns of lists of overdue dossiers and of their counts.
_OVERDUE = re.compile(r"qua han|tre hen|hen tra|han xu ly|han giai quyet")
# Statistics tell the dossiers received by channel, or as one number beside what of them was digitised.
_CHANNELS = (re.compile(r"truc tuyen$"), re.compile(r"truc tiep$"), re.compile(r"(bcci|buu chinh.*)$"))
_SHARE = re.compile(r"^(ty|ti) le\b")
_DIGITISED = re.compile(r"\bso hoa\b")
_RECEIVED = ("tiep nhan", "tong tiep nhan", "so ho so tiep nhan", "tong so tiep nhan")
_FROM_TO = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\D+(\d{1,2})/(\d{1,2})/(\d{4})")
_NO = re.compile(r"^(0|chua|khong|no|false|loi)\b|chua dong bo|loi dong bo|khong dong bo")
_YES = re.compile(r"^(1|x|da|co|yes|true|roi)\b|da dong bo|thanh cong")
_PERIODS = (
    (re.compile(r"(?:thang )?(\d{1,2})(?: nam)? (\d{4})"), "month:{1}-{0:0>2}"),
    (re.compile(r"(\d{4}) (\d{1,2})"), "month:{0}-{1:0>2}"),
    (re.compile(r"quy (iv|iii|ii|i|[1-4])(?: nam)? (\d{4})"), "quarter:{1}-Q{0}"),
    (re.compile(r"(?:nam )?(\d{4})"), "year:{0}"),
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


@dataclass(frozen=True, slots=True)
class OwnCount:
    """How many dossiers the province counts for a unit; `period` None where the row does not tell."""

    unit: str
    unit_code: str | None
    period: Period | None
    dossiers: int
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class OwnDossier:
    """A dossier of the province's own list; `synchronised` None where the list does not tell."""

    code: DossierCode
    synchronised: bool | None
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class OwnReading:
    """What a file counts or lists. `unread_codes` is how many cells of the code column hold no code."""

    file: str
    sha256: str
    counts: tuple[OwnCount, ...]
    dossiers: tuple[OwnDossier, ...]
    unread_codes: int


def read_own(file: str, sha256: str, grids: Sequence[Grid]) -> OwnReading | None:
    """What the visible sheets count or list; None where none does.

    Raises InputProblem where a number or a period cannot be right, naming the cell.
    """
    found = [
        (grid, header)
        for grid in grids
        if not grid.sheet.hidden and (header := _find_header(grid)) is not None
    ]
    if not found:
        return None
    counts = [one for grid, header in found for one in _counts(grid, header)]
    listed = [one for grid, header in found for one in _listed(grid, header)]
    dossiers = {one.code: one for one in listed if isinstance(one, OwnDossier)}
    unread = sum(one is None for one in listed)
    if not counts and not dossiers:
        return None
    return OwnReading(file, sha256, tuple(counts), tuple(dossiers.values()), unread)


@dataclass(frozen=True, slots=True)
class _Header:
    """Where a table's rows begin, its columns by role, and those whose numbers add up to the count."""

    first_row: int
    columns: dict[str, int]
    counts: tuple[int, ...]


def _find_header(grid: Grid) -> _Header | None:
    for row in range(min(HEADER_WITHIN, len(grid.rows))):
        for height in (1, 2):
            texts = [plain(text) for text in header_texts(grid, row, height)]
            columns: dict[str, int] = {}
            for column, text in enumerate(texts):
                if role := _ROLES.get(text):
                    columns.setdefault(role, column)
            is_of_units = bool(columns.keys() & {"unit", "agency_code"})
            if is_of_units and (received := _received(texts)):
                return _Header(row + height, columns, received)
            if "code" in columns or (is_of_units and "count" in columns and not _has_others(texts)):
                counts = () if "code" in columns else (columns["count"],)
                is_overdue = any(map(_OVERDUE.search, texts))
                return None if is_overdue else _Header(row + height, columns, counts)
    return None


def _received(texts: Sequence[str]) -> tuple[int, ...]:
    """The columns of a statistics table that add up to the dossiers received; none where it is none."""
    numbers = {column: text for column, text in enumerate(texts) if text and not _SHARE.search(text)}
    channels = [
        next((column for column, text in numbers.items() if channel.search(text)), None)
        for channel in _CHANNELS
    ]
    told = tuple(column for column in channels if column is not None)
    if len(told) == len(_CHANNELS):
        return told
    if not any(map(_DIGITISED.search, numbers.values())):
        return ()
    return tuple(column for column, text in numbers.items() if text in _RECEIVED)[:1]


def _has_others(texts: Sequence[str]) -> bool:
    """Whether other columns than these stand beside the counts: then it is another table."""
    return any(text and text not in _ROLES and text not in ("stt", "tt", "ghi chu") for text in texts)


def _counts(grid: Grid, header: _Header) -> Iterator[OwnCount]:
    columns, of_title = header.columns, _title_period(grid, header.first_row)
    for row in range(header.first_row, len(grid.rows)) if header.counts else ():
        unit = grid.text(row, columns["unit"]) if "unit" in columns else ""
        code = grid.text(row, columns["agency_code"]) if "agency_code" in columns else ""
        if not (unit or code) or TOTAL.fullmatch(unit.casefold()):
            continue
        if counts_columns([cell for cell in grid.texts(row) if cell]):
            continue
        numbers = [_whole(grid, row, column) for column in header.counts]
        known = [number for number in numbers if number is not None]
        # A sum without one of its parts would be another number.
        if len(known) < len(numbers):
            continue
        period = _period(grid, row, columns["period"]) if "period" in columns else None
        yield OwnCount(unit or code, code or None, period or of_title, sum(known), grid.sheet.name, row + 1)


def _whole(grid: Grid, row: int, column: int) -> int | None:
    number = grid.number(row, column)
    if number is None:
        return None
    if number < 0 or number != int(number):
        raise grid.problem(
            "“{content}” is no number of dossiers.",
            (row, column),
            do="Correct it, or leave the cell empty if there is no value.",
            content=grid.text(row, column),
        )
    return int(number)


def _title_period(grid: Grid, first_row: int) -> Period | None:
    """The period between the two days a title names, where they are exactly its first and last."""
    title = " ".join(text for row in range(first_row) for text in grid.texts(row))
    if found := _FROM_TO.search(title):
        day, month, year, last_day, last_month, last_year = map(int, found.groups())
        try:
            first, last = date(year, month, day), date(last_year, last_month, last_day)
        except ValueError:
            return None
        return period_between(first, last)
    return None


def _listed(grid: Grid, header: _Header) -> Iterator[OwnDossier | None]:
    columns = header.columns
    if "code" not in columns:
        return
    for row in range(header.first_row, len(grid.rows)):
        written = grid.text(row, columns["code"])
        if not written:
            continue
        code = DossierCode.read(written)
        if code is None:
            yield None
            continue
        told = grid.text(row, columns["synchronised"]) if "synchronised" in columns else ""
        yield OwnDossier(code, _synchronised(told), grid.sheet.name, row + 1)


def _synchronised(told: str) -> bool | None:
    words = plain(told)
    if _NO.search(words):
        return False
    return True if _YES.search(words) else None


def _period(grid: Grid, row: int, column: int) -> Period | None:
    written = grid.text(row, column)
    if not written:
        return None
    folded = plain(written)
    for pattern, form in _PERIODS:
        if found := pattern.fullmatch(folded):
            parts = [_ROMAN.get(part, part) for part in found.groups()]
            written = form.format(*parts)
            break
    try:
        return Period.parse(written)
    except InputProblem as problem:
        raise grid.placed(problem, (row, column)) from None
