"""The province's own counts of dossiers, or list of their codes, to be held against the portal's.

A count: agency, period, number of dossiers; or statistics of a one-stop system, with a measure a column. A
list: dossier codes, and where it tells, whether each reached the portal. Nothing else of a row is read. What
has a due date is a list of overdue dossiers, not taken here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from indicators.catalogue.own_measures import MEASURES, RECEIVED
from indicators.errors import InputProblem
from indicators.periods import Period
from indicators.privacy.labels import public_label
from indicators.reference.dossier_code import DossierCode
from indicators.sources.counted_table import CountedTable, column_letters, counted_table
from indicators.sources.grids import Grid, address
from indicators.sources.period_words import period_in_cell, periods_in_title
from indicators.sources.scales import refuse_thousands
from indicators.sources.sheet_notes import sheet_notes
from indicators.sources.statistics import CHANNELS, Other, counted_columns, counts_no_dossiers
from indicators.sources.table_rows import DifferingTotal, UnitColumns
from indicators.sources.tables import Table, visible
from indicators.sources.text_matching import header_key
from indicators.sources.unit_words import DOSSIER_CODES, NUMBERINGS, UNIT_CODES, UNIT_NAMES

_SYNONYMS = {
    "agency_code": UNIT_CODES,
    "unit": UNIT_NAMES,
    "period": ("ky", "ky bao cao", "ky thong ke", "thang", "quy", "period"),
    "count": (
        *("so ho so", "so ho so tiep nhan", "tong so ho so", "tong so ho so tiep nhan", "ho so tiep nhan"),
        *("so luong ho so", "so luong ho so tiep nhan", "dossiers"),
    ),
    "synchronised": ("dong bo", "da dong bo", "trang thai dong bo", "tinh trang dong bo", "synchronised"),
    "numbering": NUMBERINGS,
}
_ROLES = {word: role for role, words in _SYNONYMS.items() for word in words}
_OF_UNITS = {"unit", "agency_code"}
# Columns of lists of overdue dossiers and of their counts.
_OVERDUE = re.compile(r"qua han|tre hen|hen tra|han xu ly|han giai quyet")
_PART_OF_RECEIVED = re.compile(
    r"\b(?:tu choi|tra lai|huy|rut|bo sung|so hoa|thanh toan|dong bo|xin loi"
    r"|dang (?:giai quyet|xu ly)|da (?:giai quyet|xu ly|tra)"
    r"|(?:giai quyet|xu ly|tra)(?: ket qua)? (?:dung|truoc|tre|qua) han|ton dong|tam dung)\b"
)
_NO = re.compile(r"^(0|chua|khong|no|false|loi)\b|chua dong bo|loi dong bo|khong dong bo")
_YES = re.compile(r"^(1|x|da|co|yes|true|roi)\b|da dong bo|thanh cong")


@dataclass(frozen=True, slots=True)
class OwnCount:
    """How many dossiers of a measure the province counts for a unit.

    `period` is what the row tells, `of_title` what stands above the table; None where they do not say.
    `column` is the letter of the (first) column it stands in.
    """

    unit: str
    unit_code: str | None
    period: Period | None
    measure: str
    dossiers: int
    sheet: str
    row: int
    column: str
    of_title: frozenset[Period] = frozenset()


@dataclass(frozen=True, slots=True)
class OwnDossier:
    """A dossier of the province's own list; `synchronised` None where the list does not tell."""

    code: DossierCode
    synchronised: bool | None
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class CountedColumn:
    """A column of a table of counts: its letter, its words, and the measure, or what it counts instead."""

    sheet: str
    column: str
    header: str
    measure: str | None
    other: Other | None


@dataclass(frozen=True, slots=True)
class OwnExtract:
    """What a file counts or lists. `unread_codes` is how many cells of the code column hold no code.

    `passed_over` names the rows that are no unit's, `differing` the totals that the rows do not make.
    """

    file: str
    sha256: str
    counts: tuple[OwnCount, ...]
    dossiers: tuple[OwnDossier, ...]
    unread_codes: int
    columns: tuple[CountedColumn, ...] = ()
    passed_over: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    differing: tuple[DifferingTotal, ...] = field(default=())


def read_own(file: str, sha256: str, grids: Sequence[Grid]) -> OwnExtract | None:
    """Read what the visible sheets count or list; None where none does.

    Raises InputProblem where a number or a period cannot be right, naming the cell.
    """
    found = [
        (table, header)
        for _, tables in visible(grids)
        for table in tables
        if (header := _find_header(table)) is not None
    ]
    counted = [
        (table, header, counted_table(table, header.unit_columns)) for table, header in found if header.counts
    ]
    counts = [count for table, header, told in counted for count in _counts(table, header, told)]
    listed = [dossier for table, header in found for dossier in _listed(table, header)]
    dossiers = {dossier.code: dossier for dossier in listed if isinstance(dossier, OwnDossier)}
    if not counts and not dossiers:
        return None
    return OwnExtract(
        file,
        sha256,
        tuple(counts),
        tuple(dossiers.values()),
        sum(dossier is None for dossier in listed),
        columns=tuple(column for table, header, _ in counted for column in _columns(table, header)),
        passed_over=tuple(label for _, _, told in counted for label in told.passed_over),
        notes=sheet_notes(file, grids, {table.grid.sheet.name for table, _ in found}),
        differing=tuple(total for _, _, told in counted for total in told.differing),
    )


@dataclass(frozen=True, slots=True)
class _Header:
    """A table's columns by role, by measure those whose numbers add up to it, and what others are."""

    columns: dict[str, int]
    counts: dict[str, list[int]]
    others: dict[int, Other]

    @property
    def unit_columns(self) -> UnitColumns:
        values = sorted({place for places in self.counts.values() for place in places})
        told = self.columns.get
        return UnitColumns(told("numbering"), told("unit"), told("agency_code"), tuple(values))


def has_own_header(table: Table) -> bool:
    """Tell whether the table is headed as own counts or a list of codes, be it twice the same."""
    try:
        return _find_header(table) is not None
    except InputProblem:
        return True


def _find_header(table: Table) -> _Header | None:
    keys = table.keys()
    columns: dict[str, int] = {}
    for column, key in enumerate(keys):
        if role := _ROLES.get(key):
            columns.setdefault(role, column)
    is_of_units = bool(columns.keys() & _OF_UNITS)
    code = next(
        (column for column, key in enumerate(keys) if key in DOSSIER_CODES and key != "so ho so"), None
    )
    if code is None and is_of_units:
        found = counted_columns(table.paths, table.title)
        if found.measures:
            _check_counts(table, found.measures)
            return _Header(columns, found.measures, found.others)
        beside = [key for key, path in zip(keys, table.paths, strict=True) if not counts_no_dossiers(path)]
        counts = [column for column, key in enumerate(keys) if _ROLES.get(key) == "count"]
        if counts and not _has_others(beside) and not _is_titled_as_part(table, keys[counts[0]]):
            _check_counts(table, {RECEIVED: counts})
            return _Header(columns, {RECEIVED: counts}, {})
    if code is None or any(map(_OVERDUE.search, keys)):
        return None
    return _Header(columns | {"code": code}, {}, {})


def _check_counts(table: Table, measures: dict[str, list[int]]) -> None:
    """Refuse numbers by the thousand, and two columns for one measure."""
    refuse_thousands(table)
    channels = [measures[code][0] for code in CHANNELS if code in measures]
    for code, (first, *others) in measures.items():
        # What came in by each channel, where no column has them together.
        if others and [first, *others] != channels:
            row = table.first_row - 1
            raise table.grid.problem(
                "the columns {first} and {second} are both “{node}”.",
                (row, others[0]),
                do="Keep one of them.",
                first=address(row, first),
                second=address(row, others[0]),
                node=MEASURES[code].name(),
            )


def _is_titled_as_part(table: Table, key: str) -> bool:
    """Tell whether "Số hồ sơ" stands below a title that tells of some only: refused, resolved, paid for."""
    title = header_key(table.title)
    return "tiep nhan" not in f"{key} {title}" and bool(_PART_OF_RECEIVED.search(title))


def _has_others(keys: Sequence[str]) -> bool:
    """Tell whether other columns than these stand beside the counts: then it is another table."""
    return any(key and key not in _ROLES and key not in ("ghi chu", "ma") for key in keys)


def _counts(table: Table, header: _Header, counted: CountedTable) -> Iterator[OwnCount]:
    of_measures = _periods_of_measures(table, header)
    for count in counted.units:
        for measure, places in header.counts.items():
            known = [number for place in places if (number := counted.numbers[count.row][place]) is not None]
            # A sum without one of its parts would be another number.
            if len(known) == len(places):
                yield OwnCount(
                    unit=count.name or count.code,
                    unit_code=count.code or None,
                    period=_period(table.grid, count.row, header.columns.get("period")),
                    measure=measure,
                    dossiers=sum(known),
                    sheet=table.grid.sheet.name,
                    row=count.row + 1,
                    column=column_letters(places[0]),
                    of_title=of_measures[measure],
                )


def _periods_of_measures(table: Table, header: _Header) -> dict[str, frozenset[Period]]:
    """Return by measure the periods that the title names, else its column's words, else those of all other columns."""
    title = periods_in_title(table.title)
    own = {
        measure: title or periods_in_title(" ".join(table.paths[places[0]]))
        for measure, places in header.counts.items()
    }
    every = set[Period]().union(*own.values())
    shared = every if len(every) == 1 else set[Period]()
    return {measure: frozenset(periods or shared) for measure, periods in own.items()}


def _period(grid: Grid, row: int, column: int | None) -> Period | None:
    if column is None or not (written := grid.text(row, column)):
        return None
    try:
        return period_in_cell(written)
    except InputProblem as problem:
        raise grid.placed(problem, (row, column)) from None


def _columns(table: Table, header: _Header) -> Iterator[CountedColumn]:
    """Tell what is counted, and what is not: all columns but those of units and periods."""
    measures = {place: code for code, places in header.counts.items() for place in places}
    for column, path in enumerate(table.paths):
        if path and (column in measures or column not in header.columns.values()):
            words = public_label(" / ".join(dict.fromkeys(path)))
            other = header.others.get(column)
            yield CountedColumn(
                table.grid.sheet.name, column_letters(column), words, measures.get(column), other
            )


def _listed(table: Table, header: _Header) -> Iterator[OwnDossier | None]:
    grid, columns = table.grid, header.columns
    if "code" not in columns:
        return
    for row in table.rows():
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
