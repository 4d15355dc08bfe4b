"""A plain table of agencies and their points, CSV or XLSX, as people and other tools write it.

Titles above, section rows and total rows between are passed over by name; nothing else is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from indicators.errors import InputProblem
from indicators.periods import Period, parse_instant
from indicators.sources.columns import Header, find_header
from indicators.sources.files import period_of
from indicators.sources.grids import Grid, address
from indicators.sources.records import Reading, Unit, Value
from indicators.sources.text_matching import level_named, scope_of
from indicators.translation import text

SECTION = re.compile(r"[IVX]+(?:[.):/-].*)?")
_LETTERED = re.compile(r"[A-H](?:[.):/-].*)?")
_NUMBERING = re.compile(r"\(?(?:\d{1,2}|[A-Za-z])\)?")
TOTAL = re.compile(r"(?:tổng cộng|trung bình|bình quân|điểm tối đa|tối đa)\b.*|(?:tổng|tổng số|cộng)\W*")

When = tuple[Period | None, datetime | None]


@dataclass(frozen=True, slots=True)
class _Table:
    """A grid with its header found."""

    grid: Grid
    header: Header

    def text(self, row: int, role: str) -> str:
        column = self.header.roles.get(role)
        return "" if column is None else self.grid.text(row, column)


def read_text(file: str, sha256: str, grids: Iterable[Grid]) -> list[Reading]:
    """The readings of a CSV, given once with each separator it may have. Raises InputProblem like `read`."""
    tables = [_Table(grid, header) for grid in grids if (header := find_header(grid))]
    if not tables:
        raise _no_table(file)
    return _readings(sha256, max(tables, key=lambda table: len(table.header.nodes)), None)


def read(file: str, sha256: str, grids: Sequence[Grid], sheet_periods: Mapping[str, Period]) -> list[Reading]:
    """The readings of a workbook: one for each visible sheet's score table, period and moment.

    Sheets without a score table are named in the notes. Raises InputProblem when there is none at all, when a
    cell of points holds something else or stands without a unit, or when two columns hold the same node.
    """
    readings: list[Reading] = []
    unread: list[str] = []
    for grid in grids:
        header = None if grid.sheet.hidden else find_header(grid)
        if header:
            readings += _readings(sha256, _Table(grid, header), sheet_periods.get(grid.sheet.name))
        else:
            unread.append(grid.sheet.name)
    if not readings:
        raise _no_table(file, unread)
    return [
        replace(readings[0], notes=(*readings[0].notes, *sheets_not_read(file, unread))),
        *readings[1:],
    ]


def sheets_not_read(file: str, sheets: Sequence[str]) -> tuple[str, ...]:
    """The note that names the sheets left aside, if any."""
    if not sheets:
        return ()
    names = ", ".join(f"“{sheet}”" for sheet in sheets)
    return (text("{file}: not read, for they hold no score table: {sheets}.", file=file, sheets=names),)


def _no_table(file: str, sheets: Sequence[str] = ()) -> InputProblem:
    return InputProblem(
        "no score table and no list of overdue dossiers was found: no row of headers names both a unit and "
        "a group's points, nor both a dossier's code and its dates.",
        do="Head the columns “Tên đơn vị”, “Mã”, CKMB, TDGQ, CLGQ, TTTT, MDHL, MDSH or by the groups' names; "
        "of a list of dossiers, “Mã hồ sơ”, “Ngày nhận” and “Ngày hẹn trả”.",
        file=file,
        sheet="”, “".join(sheets) or None,
    )


def _readings(sha256: str, table: _Table, given: Period | None) -> list[Reading]:
    by_when: dict[When, list[Value]] = {}
    skipped: list[str] = []
    for row in range(table.header.first_row, len(table.grid.rows)):
        if not any(table.grid.texts(row)):
            continue
        if label := _aside(table, row):
            skipped.append(f"“{label}”")
            continue
        by_when.setdefault(_when(table, row, given), []).extend(_values(table, row))
    if not by_when:
        raise table.grid.problem("the score table has no rows.", do="Import it when it is filled in.")
    notes = tuple(_notes(table, skipped))
    return [
        Reading(
            source="score_table",
            file=table.grid.file,
            sha256=sha256,
            part=table.grid.sheet.name,
            values=tuple(values),
            scope=scope_of({value.unit for value in values}),
            period=period,
            captured_at=captured_at,
            notes=notes if number == 0 else (),
        )
        for number, ((period, captured_at), values) in enumerate(by_when.items())
    ]


def _notes(table: _Table, skipped: Sequence[str]) -> Iterator[str]:
    where = " ".join(part for part in (table.grid.file, table.grid.sheet.name) if part)
    if skipped:
        yield text("{where}: rows passed over: {rows}.", where=where, rows=", ".join(skipped))
    if table.header.unread:
        columns = ", ".join(f"“{header}”" for header in table.header.unread)
        yield text("{where}: columns not read: {columns}.", where=where, columns=columns)


def _aside(table: _Table, row: int) -> str:
    """What a row that is no unit's says: a section, a total, the columns' numbers; "" for a unit's row."""
    cells = [cell for cell in table.grid.texts(row) if cell]
    if counts_columns(cells):
        return " ".join(cells)
    if table.text(row, "code"):
        return ""
    name = table.text(row, "name")
    valued = {column.column for column in table.header.nodes if table.grid.text(row, column.column)}
    words = [cell for column, cell in enumerate(table.grid.texts(row)) if cell and column not in valued]
    is_section = any(SECTION.fullmatch(word) for word in (*words[:1], name))
    # A letter before points may be a rating; before nothing it numbers a section.
    if not valued:
        is_section = is_section or len(words) == 1 or bool(_LETTERED.fullmatch(words[0]))
    if is_section or TOTAL.fullmatch((name or " ".join(words[:1])).casefold()):
        return " ".join(words[:2])
    return ""


def counts_columns(cells: Sequence[str]) -> bool:
    """Whether a row's filled cells number the columns: A, B, 1, 2, 3 or (1), (2), (3)."""
    if not all(_NUMBERING.fullmatch(cell) for cell in cells):
        return False
    numbers = [int(digits) for cell in cells if (digits := cell.strip("()")).isdigit()]
    return len(numbers) > 1 and all(later == earlier + 1 for earlier, later in pairwise(numbers))


def _values(table: _Table, row: int) -> Iterator[Value]:
    unit = _unit(table, row)
    for column in table.header.nodes:
        is_scored = column.node.points is not None
        number = table.grid.number(row, column.column, percent_allowed=not is_scored)
        yield Value(
            unit,
            column.node.code,
            score=number if is_scored else None,
            max_score=column.max_score if is_scored else None,
            measure=None if is_scored else number,
            place=address(row, column.column),
        )


def _unit(table: _Table, row: int) -> Unit:
    code, name = table.text(row, "code"), table.text(row, "name")
    if not code and not name:
        raise table.grid.problem(
            "the row has values but no unit.",
            (row, table.header.roles.get("name", table.header.roles.get("code", 0))),
            do="Write the unit's name or code, or delete the row.",
        )
    level = level_named(table.text(row, "level"))
    return Unit(name or code, code or None, table.text(row, "portal_id") or None, level)


def _when(table: _Table, row: int, given: Period | None) -> When:
    kind = table.text(row, "time_type").casefold()
    told = period_of(kind, table.text(row, "year"), table.text(row, kind))
    if told and given and told != given:
        raise table.grid.problem(
            "the row is of the period {own}, not {given}.",
            (row, table.header.roles["time_type"]),
            do="Give the right period, or none.",
            own=told,
            given=given,
        )
    for role in ("captured_at", "captured_on"):
        if written := table.text(row, role):
            return told or given, _instant(table, row, role, written)
    return told or given, None


def _instant(table: _Table, row: int, role: str, written: str) -> datetime:
    try:
        return parse_instant(written)
    except InputProblem as problem:
        raise table.grid.placed(problem, (row, table.header.roles[role])) from None
