"""One table of a list of overdue dossiers, row by row: dossiers, counts, and rows set aside with their reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, partial
from itertools import repeat
from typing import Any, Literal, NamedTuple, TypeVar

from indicators.codes import Cause, OverdueKind, Status
from indicators.privacy.procedures import public_field, public_procedure
from indicators.reference.dossier_code import DossierCode
from indicators.sources.column_values import worked_out
from indicators.sources.counted_table import counted_table
from indicators.sources.date_orders import column_order, refuse_changed_dates, settled
from indicators.sources.dates import Order
from indicators.sources.grids import Grid, address, cell_text
from indicators.sources.overdue_cells import (
    NoDate,
    apart_from,
    named,
    office,
    public_words,
    read_moment,
    secret_of,
)
from indicators.sources.overdue_columns import ListHeader, OfTime, Role
from indicators.sources.overdue_vocabulary import cause_told, kind_told, status_told
from indicators.sources.table_rows import DifferingTotal, UnitColumns
from indicators.sources.tables import Table, counts_columns
from indicators.sources.unit_words import is_total
from indicators.translation import text

Cell = TypeVar("Cell", str, date)
OfRow = Literal["no_code", "bad_date", "due_before_accepted", "duplicate"]
# Known only once the list's province, its day and the register are.
OfList = Literal["other_province", "not_overdue", "to_come", "no_unit"]
Reason = OfRow | OfList

# Cells that a dossier's row has at least.
_FILLED = 3
# What is looked through for names of people, text by text: a province has 3,000 procedures and 1,000 units.
_LOOKED_THROUGH: tuple[Role, ...] = ("unit", "handler", "field", "procedure", "status")
MOST_DIFFERENT = 30_000
_TIMES: tuple[OfTime, ...] = ("accepted", "due", "finished")
# When a dossier came in, was due and was finished.
_Times = tuple[datetime | None, datetime | None, datetime | None]


# As light as can be: there may be a hundred thousand.
class ListedDossier(NamedTuple):
    """A row of a list. Moments are in Vietnam time, None where the list is silent; `kind`, `cause` as told.

    `status_words` are those of an unknown status, as far as they tell of nobody. `column` is the code's. `unit` and
    `handler` are as written where they name an office; which, the register tells whoever keeps them.
    """

    code: DossierCode
    sheet: str
    row: int
    column: str
    unit: str | None
    handler: str | None
    procedure: str | None
    field: str | None
    accepted_at: datetime | None
    due_at: datetime | None
    finished_at: datetime | None
    status: Status | None
    status_words: str | None
    kind: OverdueKind | None
    cause: Cause | None


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row not taken: why, where, its code if it has one, and the date that cannot be, as written.

    `column` is where the fault lies, the code's for a fault of the whole row.
    """

    reason: Reason
    sheet: str
    row: int
    column: str
    code: str | None = None
    written: str | None = None

    @property
    def cell(self) -> str:
        return f"{self.column}{self.row}"


@dataclass(frozen=True, slots=True)
class ListedCount:
    """How many overdue dossiers a list gives a unit."""

    unit: str
    count: int
    sheet: str
    row: int
    column: str
    unit_code: str | None = None


@dataclass(frozen=True)
class ListTable:
    """A table that is a list of dossiers or of counts."""

    table: Table
    header: ListHeader

    @property
    def grid(self) -> Grid:
        return self.table.grid

    def check(self) -> None:
        """Refuse formulas without results and errors in what is read, and more texts than can be looked through."""
        read, rows = set(self.header.columns.values()), self.table.rows()
        for place in sorted({*self.grid.sheet.errors, *self.grid.sheet.uncalculated}):
            if place[0] in rows and self.grid.rows[place[0]] and place[1] in read:
                self.grid.check(place)
        different = sum(len(set(map(str, self._cells(role)))) for role in _LOOKED_THROUGH)
        if different > MOST_DIFFERENT:
            raise self.grid.problem(
                "units, fields, procedures and statuses are written in {different} ways, too many for a list of "
                "dossiers.",
                do="Import it in parts, or leave out the column in which hardly two rows say the same.",
                different=different,
            )

    @cached_property
    def _orders(self) -> dict[OfTime, Order]:
        """Whether the day or the month stands first in each column of dates."""
        columns = {role: self.header.columns[role] for role in _TIMES if role in self.header.columns}
        rows = self.table.rows()
        refuse_changed_dates(self.grid, rows, columns.values(), self._accepted(date))
        told = {role: column_order(self.grid, rows, column) for role, column in columns.items()}
        return settled(told, self._accepted(str))

    def _accepted(self, written_as: type[Cell]) -> Iterator[tuple[Cell, date]]:
        """Read the days of acceptance that are real dates, or texts, with the days that the dossiers' codes bear."""
        for cell, (_, code) in zip(self._cells("accepted"), self._codes, strict=True):
            if code and isinstance(cell, written_as):
                yield cell, code.day

    @cached_property
    def _codes(self) -> list[tuple[str, DossierCode | None]]:
        """What stands in the column of codes, row by row, and the code that it is."""
        return [(written, DossierCode.read(written)) for written in map(cell_text, self._cells("code"))]

    def notes(self) -> Iterator[str]:
        """Return what whoever keeps it should know of how dates are written."""
        months = [self._column(role) for role in _TIMES if self._orders.get(role) == "month_first"]
        if months and not self.header.is_counts:
            yield text(
                "Dates of column {columns} are written with the month first, as 9/15/2026; they were read so.",
                columns=", ".join(months),
            )

    def dossiers(self, seen: set[DossierCode]) -> Iterator[ListedDossier | SetAside]:
        sheet, column = self.grid.sheet.name, self._column("code")
        told = zip(self._codes, self._names(), self._moments(), self._states(), strict=True)
        for row, ((written, code), names, moments, states) in zip(self.table.rows(), told, strict=True):
            if code is None:
                if written or not self._is_between(row):
                    yield SetAside("no_code", sheet, row + 1, column)
            elif code in seen:
                yield SetAside("duplicate", sheet, row + 1, column, str(code))
            elif isinstance(moments, NoDate):
                at = self._column(moments.role)
                yield SetAside(moments.reason, sheet, row + 1, at, str(code), moments.shown)
            else:
                seen.add(code)
                yield ListedDossier._make((code, sheet, row + 1, column, *names, *moments, *states))

    def counts(self, differing: list[DifferingTotal], passed_over: list[str]) -> Iterator[ListedCount]:
        """Read the units' counts; totals that these do not make go to `differing`, rows of no unit to `passed_over`."""
        columns = self.header.columns
        code = columns.get("agency_code")
        told = UnitColumns(columns.get("numbering"), columns["unit"], code, (columns["count"],))
        counted = counted_table(self.table, told)
        differing += counted.differing
        passed_over += counted.passed_over
        for count in counted.units:
            number = counted.numbers[count.row][columns["count"]]
            if number is not None:
                place = (self.grid.sheet.name, count.row + 1, self._column("unit"))
                yield ListedCount(count.name or count.code, number, *place, count.code or None)

    def _names(self) -> Iterator[tuple[str | None, str | None, str | None, str | None]]:
        """Yield what every row says of unit, handler, procedure and field, as far as it tells of nobody."""
        units, handlers = (worked_out(self._cells(role), office) for role in ("unit", "handler"))
        procedures = worked_out(self._cells("procedure"), partial(named, public_procedure))
        fields = worked_out(self._cells("field"), partial(named, public_field))
        apart = [worked_out(self._cells_of(column), secret_of) for column in self.header.personal]
        secrets: Iterable[tuple[str, ...]] = zip(*apart, strict=True) if apart else repeat(())
        for unit, handler, procedure, field, told in zip(
            units, handlers, procedures, fields, secrets, strict=False
        ):
            yield unit, handler, apart_from(told, procedure), apart_from(told, field)

    def _moments(self) -> Iterator[_Times | NoDate]:
        """Yield when every row says that its dossier came in, was due and was finished."""
        orders = ((role, self._orders.get(role, "day_first")) for role in _TIMES)
        told = (worked_out(self._cells(role), partial(read_moment, role, order)) for role, order in orders)
        for accepted, due, finished in zip(*told, strict=True):
            if isinstance(accepted, NoDate):
                yield accepted
            elif isinstance(due, NoDate):
                yield due
            elif isinstance(finished, NoDate):
                yield finished
            elif accepted and due and due.date() < accepted.date():
                yield NoDate("due", f"{accepted:%d/%m/%Y} > {due:%d/%m/%Y}", "due_before_accepted")
            else:
                yield accepted, due, finished

    def _states(self) -> Iterator[tuple[Status | None, str | None, OverdueKind | None, Cause | None]]:
        """Yield every row's status, the words of an unknown one, its kind and cause."""
        of_all = kind_told(self.table.title)
        said = (worked_out(self._cells(role), cell_text) for role in ("status", "kind", "reason"))
        for written, kind, reason in zip(*said, strict=True):
            status = status_told(written)
            words = public_words(written) if status == "unknown" else None
            yield status, words, kind_told(kind) or of_all, cause_told(reason, written)

    def _is_between(self, row: int) -> bool:
        """Tell whether a row without a code is no dossier's: blank, section, total, column numbers."""
        cells = [cell for cell in self.grid.texts(row) if cell]
        return len(cells) < _FILLED or counts_columns(cells) or any(map(is_total, cells[:2]))

    def _cells(self, role: Role) -> list[Any]:
        """Return what stands in a role's column in every row; "" where there is no such column."""
        return self._cells_of(self.header.columns.get(role))

    def _cells_of(self, column: int | None) -> list[Any]:
        rows = self.table.rows()
        if column is None:
            return [""] * len(rows)
        return [
            cells[column] if column < len(cells) else "" for cells in self.grid.rows[rows.start : rows.stop]
        ]

    def _column(self, role: Role) -> str:
        return address(0, self.header.columns[role])[:-1]
