"""A plain table of agencies and their points, CSV or XLSX, as people and other tools write it.

Titles above, section rows and total rows between are passed over by name; nothing else is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from indicators.errors import InputProblem
from indicators.periods import Period, parse_instant
from indicators.privacy.labels import public_label
from indicators.sources.columns import Header, find_header
from indicators.sources.files import period_of
from indicators.sources.grids import Grid, address
from indicators.sources.numbers import is_missing
from indicators.sources.period_words import period_in_cell, periods_in_title
from indicators.sources.records import Extract, Unit, Value
from indicators.sources.sheet_notes import sheet_notes
from indicators.sources.table_rows import TableRow, UnitColumns, unit_rows
from indicators.sources.tables import Table, visible
from indicators.sources.text_matching import level_named, scope_of
from indicators.translation import text

# Points that a group reaches at least, and those of all together.
_WIDE, _WHOLE = 10, 100
When = tuple[Period | None, datetime | None]


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of points with its columns found."""

    table: Table
    header: Header

    @property
    def grid(self) -> Grid:
        return self.table.grid

    def text(self, row: int, role: str) -> str:
        """Return the cell of a role, "" where it is blank, a dash or there is none."""
        column = self.header.roles.get(role)
        written = "" if column is None else self.grid.text(row, column)
        return "" if is_missing(written) else written


def read(file: str, sha256: str, grids: Sequence[Grid]) -> list[Extract]:
    """Return the extracts of a file: one for each score table on a visible sheet, period and moment.

    None where no sheet has a score table; sheets without one beside others are named in the notes. Raises
    InputProblem when a cell of points holds something else or stands without a unit, or when two columns hold
    the same node.
    """
    tables = _tables(grids)
    if not tables:
        return []
    first, *others = [extract for table in tables for extract in _extracts(sha256, table)]
    notes = sheet_notes(file, grids, {table.grid.sheet.name for table in tables})
    return [replace(first, notes=(*first.notes, *notes)), *others]


def is_in(grids: Sequence[Grid]) -> bool:
    """Tell whether a visible sheet has a table of points."""
    return bool(_tables(grids))


def _tables(grids: Sequence[Grid]) -> list[_Table]:
    return [
        _Table(table, header)
        for _, tables in visible(grids)
        for table in tables
        if (header := find_header(table))
    ]


def _extracts(sha256: str, table: _Table) -> list[Extract]:
    by_when: dict[When, list[Value]] = {}
    skipped: list[str] = []
    roles, values = table.header.roles, tuple(column.column for column in table.header.nodes)
    columns = UnitColumns(roles.get("numbering"), roles.get("name"), roles.get("code"), values)
    for row in unit_rows(table.table, columns):
        if row.kind == "unit":
            by_when.setdefault(_when(table, row.row), []).extend(_values(table, row, values))
        elif row.label:
            skipped.append(f"“{public_label(row.label)}”")
    _refuse_shares(table, [value for values in by_when.values() for value in values])
    if not by_when:
        raise table.grid.problem("the score table has no rows.", do="Import it when it is filled in.")
    notes = tuple(_notes(table, skipped))
    return [
        Extract(
            source="score_table",
            file=table.grid.file,
            sha256=sha256,
            part=table.grid.sheet.name,
            values=tuple(values),
            scope=scope_of({value.unit for value in values}),
            period=period,
            of_title=frozenset(periods_in_title(table.table.title)),
            captured_at=captured_at,
            notes=notes if number == 0 else (),
        )
        for number, ((period, captured_at), values) in enumerate(by_when.items())
    ]


def _refuse_shares(table: _Table, values: Sequence[Value]) -> None:
    """Refuse a table none of whose points is above 1, in columns that reach 10 and more: these are shares."""
    wide = [column for column in table.header.nodes if (column.node.points or 0) >= _WIDE]
    codes = {column.node.code for column in wide}
    points = [value.score for value in values if value.node in codes and value.score is not None]
    is_told = len(codes) > 1 or any(column.node.points == _WHOLE for column in wide)
    if is_told and points and max(points) <= 1 and any(0 < score < 1 for score in points):
        raise table.grid.problem(
            "no number of its points is above 1, though they reach {points}: these seem to be shares.",
            (table.table.first_row, wide[0].column),
            do="Write points: 0.92 of 18 points are 16.56.",
            points=f"{max(column.node.points or 0 for column in wide):g}",
        )


def _notes(table: _Table, skipped: Sequence[str]) -> Iterator[str]:
    where = " ".join(part for part in (table.grid.file, table.grid.sheet.name) if part)
    if skipped:
        yield text("{where}: rows passed over: {rows}.", where=where, rows=", ".join(skipped))
    if table.header.unread:
        columns = ", ".join(f"“{header}”" for header in table.header.unread)
        yield text("{where}: columns not read: {columns}.", where=where, columns=columns)


def _values(table: _Table, row: TableRow, beside: Sequence[int]) -> Iterator[Value]:
    unit = _unit(table, row)
    for column in table.header.nodes:
        is_scored = column.node.points is not None
        number = table.grid.number(row.row, column.column, percent_allowed=not is_scored, beside=beside)
        yield Value(
            unit,
            column.node.code,
            score=number if is_scored else None,
            max_score=column.max_score if is_scored else None,
            measure=None if is_scored else number,
            place=address(row.row, column.column),
        )


def _unit(table: _Table, row: TableRow) -> Unit:
    if not row.code and not row.name:
        raise table.grid.problem(
            "the row has values but no unit.",
            (row.row, table.header.roles.get("name", table.header.roles.get("code", 0))),
            do="Write the unit's name or code, or delete the row.",
        )
    level = level_named(table.text(row.row, "level"))
    portal_id = table.text(row.row, "portal_id") or None
    return Unit(row.name or row.code, row.code or None, portal_id, level)


def _when(table: _Table, row: int) -> When:
    """Return the period and moment that a row's own columns tell."""
    kind = table.text(row, "time_type").casefold()
    told = table.text(row, "period")
    period = (
        _period(table, row, told) if told else period_of(kind, table.text(row, "year"), table.text(row, kind))
    )
    for role in ("captured_at", "captured_on"):
        if written := table.text(row, role):
            return period, _instant(table, row, role, written)
    return period, None


def _period(table: _Table, row: int, written: str) -> Period:
    try:
        return period_in_cell(written)
    except InputProblem as problem:
        raise table.grid.placed(problem, (row, table.header.roles["period"])) from None


def _instant(table: _Table, row: int, role: str, written: str) -> datetime:
    try:
        return parse_instant(written)
    except InputProblem as problem:
        raise table.grid.placed(problem, (row, table.header.roles[role])) from None
