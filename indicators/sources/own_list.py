"""The province's own counts of dossiers, or list of their codes, to be held against the portal's.

A count: agency, period, number of dossiers; or a one-stop system's statistics of online services, payment or
digitisation, with a measure a column. A list: dossier codes, and where it tells, whether each reached the
portal. Nothing else of a row is read. What has a due date is a list of overdue dossiers, not taken here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from indicators.catalogue.own_measures import MEASURES, RECEIVED
from indicators.errors import InputProblem
from indicators.periods import Period
from indicators.reference.dossier_code import DossierCode
from indicators.sources.columns import HEADER_WITHIN, header_texts
from indicators.sources.files import period_between
from indicators.sources.grids import Grid, address
from indicators.sources.score_table import TOTAL, counts_columns
from indicators.sources.statistics import measure_columns
from indicators.sources.text_matching import header_key

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
_OF_UNITS = {"unit", "agency_code"}
# Columns of lists of overdue dossiers and of their counts.
_OVERDUE = re.compile(r"qua han|tre hen|hen tra|han xu ly|han giai quyet")
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
    """How many dossiers of a measure the province counts for a unit.

    `period` is None where the row does not tell; `column` is the letter of the (first) column it stands in.
    """

    unit: str
    unit_code: str | None
    period: Period | None
    measure: str
    dossiers: int
    sheet: str
    row: int
    column: str


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
    """Where a table's rows begin, its columns by role, and by measure those whose numbers add up to it."""

    first_row: int
    columns: dict[str, int]
    counts: dict[str, list[int]]


def _find_header(grid: Grid) -> _Header | None:
    if statistics := _find_statistics(grid):
        return statistics
    for row in range(min(HEADER_WITHIN, len(grid.rows))):
        for height in (1, 2):
            texts = [header_key(text) for text in header_texts(grid, row, height)]
            columns = _columns(texts)
            is_of_units = bool(columns.keys() & _OF_UNITS)
            if "code" in columns or (is_of_units and "count" in columns and not _has_others(texts)):
                counts = {} if "code" in columns else {RECEIVED: [columns["count"]]}
                is_overdue = any(map(_OVERDUE.search, texts))
                return None if is_overdue else _Header(row + height, columns, counts)
    return None


def _find_statistics(grid: Grid) -> _Header | None:
    """The header of statistics, the one that tells most; InputProblem where two columns count the same."""
    found: list[_Header] = []
    for row, height in product(range(min(HEADER_WITHIN, len(grid.rows))), (1, 2)):
        columns = _columns([header_key(text) for text in header_texts(grid, row, height)])
        lower = grid.texts(row + 1) if height == 2 and row + 1 < len(grid.rows) else []
        counts = measure_columns(grid.texts(row), lower)
        if counts and columns.keys() & _OF_UNITS and "code" not in columns:
            found.append(_Header(row + height, columns, counts))
    if not found:
        return None
    best = max(found, key=lambda header: len(header.counts))
    for code, (first, *others) in best.counts.items():
        if others and code != RECEIVED:
            raise grid.problem(
                "the columns {first} and {second} are both “{node}”.",
                (best.first_row - 1, others[0]),
                do="Keep one of them.",
                first=address(best.first_row - 1, first),
                second=address(best.first_row - 1, others[0]),
                node=MEASURES[code].name(),
            )
    return best


def _columns(texts: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for column, text in enumerate(texts):
        if role := _ROLES.get(text):
            columns.setdefault(role, column)
    return columns


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
        period = _period(grid, row, columns["period"]) if "period" in columns else None
        for measure, places in header.counts.items():
            numbers = [grid.count(row, column) for column in places]
            known = [number for number in numbers if number is not None]
            # A sum without one of its parts would be another number.
            if len(known) == len(numbers):
                letter = address(row, places[0]).rstrip("0123456789")
                yield OwnCount(
                    *(unit or code, code or None, period or of_title, measure, sum(known)),
                    *(grid.sheet.name, row + 1, letter),
                )


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
    words = header_key(told)
    if _NO.search(words):
        return False
    return True if _YES.search(words) else None


def _period(grid: Grid, row: int, column: int) -> Period | None:
    written = grid.text(row, column)
    if not written:
        return None
    folded = header_key(written)
    for pattern, form in _PERIODS:
        if found := pattern.fullmatch(folded):
            parts = [_ROMAN.get(part, part) for part in found.groups()]
            written = form.format(*parts)
            break
    try:
        return Period.parse(written)
    except InputProblem as problem:
        raise grid.placed(problem, (row, column)) from None
