"""One table of a list of overdue dossiers, row by row: dossiers, counts, and rows set aside with their reason."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any, Literal, NamedTuple, TypeVar

from indicators.codes import Cause, OverdueKind, Status
from indicators.privacy import public_text
from indicators.privacy.labels import HIDDEN
from indicators.privacy.procedures import public_field, public_procedure
from indicators.privacy.units import is_public_unit
from indicators.reference.dossier_code import DossierCode
from indicators.sources.counted_table import counted_table
from indicators.sources.date_orders import column_order, refuse_changed_dates, settled
from indicators.sources.dates import Order, moment
from indicators.sources.grids import Grid, address
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

_DATE_LIKE = re.compile(r"[\d:hg]{0,8}\s*\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}(?:[\sT][\d:.]{0,12})?")
_FILLED = 3
# What is longer is a remark.
_LONGEST_STATUS = 60
_TIMES: tuple[OfTime, ...] = ("accepted", "due", "finished")


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
        """Refuse formulas without results and errors in what is read."""
        read, rows = set(self.header.columns.values()), self.table.rows()
        for place in sorted({*self.grid.sheet.errors, *self.grid.sheet.uncalculated}):
            if place[0] in rows and self.grid.rows[place[0]] and place[1] in read:
                self.grid.check(place)

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
        for row in self.table.rows():
            cell = self._cell(row, "accepted")
            if isinstance(cell, written_as) and (code := DossierCode.read(self._text(row, "code"))):
                yield cell, code.day

    def notes(self) -> Iterator[str]:
        """Return what whoever keeps it should know of how dates are written."""
        months = [self._column(role) for role in _TIMES if self._orders.get(role) == "month_first"]
        if months and not self.header.is_counts:
            yield text(
                "Dates of column {columns} are written with the month first, as 9/15/2026; they were read so.",
                columns=", ".join(months),
            )

    def dossiers(self, seen: set[DossierCode]) -> Iterator[ListedDossier | SetAside]:
        told_kind = kind_told(self.table.title)
        for row in self.table.rows():
            written = self._text(row, "code")
            if not written and self._is_between(row):
                continue
            code = DossierCode.read(written)
            place = (self.grid.sheet.name, row + 1)
            if code is None:
                yield SetAside("no_code", *place, self._column("code"))
            elif code in seen:
                yield SetAside("duplicate", *place, self._column("code"), str(code))
            else:
                one = self._dossier(row, code, told_kind)
                if isinstance(one, ListedDossier):
                    seen.add(code)
                yield one

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

    def _dossier(self, row: int, code: DossierCode, kind: OverdueKind | None) -> ListedDossier | SetAside:
        place = (self.grid.sheet.name, row + 1)
        moments: dict[OfTime, datetime | None] = {}
        for role in _TIMES:
            cell = self._cell(row, role)
            try:
                moments[role] = moment(cell, self._orders.get(role, "day_first"))
            except ValueError:
                if role == "finished" and not any(map(str.isdigit, str(cell))):
                    # "Chưa kết thúc"
                    moments[role] = None
                    continue
                # Only what looks like a date is shown again: anything may stand in a wrong cell.
                written = " ".join(str(cell).split())
                shown = written if _DATE_LIKE.fullmatch(written) else None
                return SetAside("bad_date", *place, self._column(role), str(code), shown)
        accepted, due = moments["accepted"], moments["due"]
        if accepted and due and due.date() < accepted.date():
            written = f"{accepted:%d/%m/%Y} > {due:%d/%m/%Y}"
            return SetAside("due_before_accepted", *place, self._column("due"), str(code), written)
        status, reason = self._text(row, "status"), self._text(row, "reason")
        secrets = [self._words(row, column).casefold() for column in self.header.personal]
        secrets = [secret for secret in secrets if len(secret) > _FILLED]
        return ListedDossier(
            code=code,
            sheet=place[0],
            row=place[1],
            column=self._column("code"),
            unit=_office(self._text(row, "unit")),
            handler=_office(self._text(row, "handler")),
            procedure=_apart_from(secrets, public_procedure(self._text(row, "procedure"))),
            field=_apart_from(secrets, public_field(self._text(row, "field"))),
            accepted_at=accepted,
            due_at=due,
            finished_at=moments["finished"],
            status=status_told(status),
            status_words=_public_words(status) if status_told(status) == "unknown" else None,
            kind=kind_told(self._text(row, "kind")) or kind,
            cause=cause_told(reason, status),
        )

    def _is_between(self, row: int) -> bool:
        """Tell whether a row without a code is no dossier's: blank, section, total, column numbers."""
        cells = [cell for cell in self.grid.texts(row) if cell]
        return len(cells) < _FILLED or counts_columns(cells) or any(map(is_total, cells[:2]))

    def _cell(self, row: int, role: Role) -> Any:
        column = self.header.columns.get(role)
        cells = self.grid.rows[row]
        return cells[column] if column is not None and column < len(cells) else ""

    def _column(self, role: Role) -> str:
        return _letters(self.header.columns[role])

    def _text(self, row: int, role: Role) -> str:
        column = self.header.columns.get(role)
        return "" if column is None else self._words(row, column)

    def _words(self, row: int, column: int) -> str:
        """Return the cell's text; the usual cell by a shorter way, for a list has a million."""
        cells = self.grid.rows[row]
        cell = cells[column] if column < len(cells) else ""
        return _tidy(cell) if isinstance(cell, str) else self.grid.text(row, column)


def _office(written: str) -> str | None:
    """Keep a name that may be an agency's; a person's goes no further."""
    return written if written and is_public_unit(written) else None


def _apart_from(secrets: Sequence[str], written: str | None) -> str | None:
    """Return the text, unless it repeats what another column tells of a person."""
    folded = (written or "").casefold()
    return None if any(secret in folded for secret in secrets) else written


@lru_cache(maxsize=1024)
def _public_words(written: str) -> str:
    """Return the words of a status as they may be shown and asked about.

    "…" for what may tell of a person.
    """
    return public_text(written) if len(written) <= _LONGEST_STATUS else HIDDEN


@lru_cache(maxsize=16384)
def _tidy(written: str) -> str:
    return " ".join(unicodedata.normalize("NFC", written).split())


@lru_cache(maxsize=1024)
def _letters(column: int) -> str:
    return address(0, column)[:-1]
