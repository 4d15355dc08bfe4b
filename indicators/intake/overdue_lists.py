"""Lists to keep, made of lists as read: agencies matched, causes set by rule, a scrubbed copy of each file.

A person's name is dropped here where the reader could not tell it from an agency's: only what names an agency
of the register stays. A row that cannot be right is set aside with its reason; none vanishes.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

import pyarrow as pa

from indicators.codes import AgencyFrom, Cause, OverdueKind, Status
from indicators.intake.dossier_owners import DossierOwners
from indicators.intake.list_refusals import none_taken, two_counts
from indicators.intake.plausible import CLOCKS_DIFFER
from indicators.intake.rows_of_list import RowsOfList
from indicators.intake.scrubbed_list import ScrubbedCopy
from indicators.intake.unit_identity import refuse_two_agencies
from indicators.periods import vietnam_day
from indicators.privacy.labels import HIDDEN
from indicators.privacy.units import is_public_unit
from indicators.reference.dossier_code import DossierCode
from indicators.reference.organisation import load_organisation
from indicators.reference.working_calendar import HOURS_A_DAY, load_calendar
from indicators.sources.overdue_list import ListExtract
from indicators.sources.overdue_table import ListedCount, ListedDossier, OfList, Reason, SetAside
from indicators.sources.text_matching import header_key
from indicators.store.capture import new_id
from indicators.store.overdue_list import (
    OVERDUE_COUNTS,
    OVERDUE_DOSSIERS,
    OVERDUE_SET_ASIDE,
    ListedFile,
    OverdueList,
)
from indicators.translation import text


def prepare_lists(
    extracts: Sequence[ListExtract],
    *,
    listed_at: datetime | None = None,
    is_part: bool = False,
    agency_from: AgencyFrom = "code",
    statuses: Mapping[str, Status] | None = None,
    now: datetime | None = None,
) -> list[OverdueList]:
    """Make lists of these extracts: one a province and moment, of however many files.

    `listed_at` is what the user says, else the title, else the moment of import stands in. `is_part` says that
    they are of the agencies they name alone, `agency_from` whose a dossier is where its code and the column of units
    name two agencies, `statuses` what words mean that are not known here.
    """
    moment_of_import = now or datetime.now(UTC)
    lists = []
    for (scope, moment), group in lists_together(extracts, listed_at).items():
        told = (scope, moment or moment_of_import, moment is not None)
        builder = OverdueListBuilder(*told, is_part, agency_from, statuses, moment_of_import)
        lists.append(builder.build(group))
    return lists


def lists_together(
    extracts: Sequence[ListExtract], listed_at: datetime | None = None
) -> dict[tuple[str, datetime | None], list[ListExtract]]:
    """Group the extracts that make one list together: those of one province and moment, which is None if not told."""
    groups: dict[tuple[str, datetime | None], list[ListExtract]] = defaultdict(list)
    for extract in extracts:
        groups[_scope(extract), listed_at or extract.listed_at].append(extract)
    return groups


def _scope(extract: ListExtract) -> str:
    """Tell whose dossiers these are: the home province's if any are, else the one's most named."""
    home = load_organisation().province_code
    provinces: Counter[str] = Counter()
    for dossier in extract.dossiers:
        province = dossier.code.province
        if province == home:
            return home
        if province:
            provinces[province] += 1
    return provinces.most_common(1)[0][0] if provinces else home


class OverdueListBuilder:
    """One list in the making."""

    def __init__(
        self,
        scope: str,
        listed_at: datetime,
        is_given: bool,
        is_part: bool = False,
        agency_from: AgencyFrom = "code",
        statuses: Mapping[str, Status] | None = None,
        now: datetime | None = None,
    ) -> None:
        # Nothing is finished after it was read, whatever day the list is of.
        self._latest = max(listed_at, now or datetime.now(UTC)) + CLOCKS_DIFFER
        self._owners = DossierOwners(vietnam_day(listed_at), scope, agency_from)
        self._statuses = {header_key(words): status for words, status in (statuses or {}).items()}
        self._unknown: Counter[str] = Counter()
        self._scope, self._listed_at, self._is_given = scope, listed_at.astimezone(UTC), is_given
        self._listed_on, self._is_part = vietnam_day(listed_at), is_part
        self._unrecognised: set[str] = set()
        # By unit the first of its counts, with its file.
        self._counted: dict[str, tuple[str, ListedCount]] = {}
        self._twice: list[str] = []

    def build(self, extracts: Sequence[ListExtract]) -> OverdueList:
        list_id = new_id(self._listed_at)
        dossiers, counts, set_aside = (
            RowsOfList(list_id, schema) for schema in (OVERDUE_DOSSIERS, OVERDUE_COUNTS, OVERDUE_SET_ASIDE)
        )
        seen: set[DossierCode] = set()
        files, scrubbed = [], []
        for extract in extracts:
            counted, aside = self._counted_units(extract)
            copy, before = ScrubbedCopy(counted), len(dossiers)
            for count in counted:
                if counted_row := self._count(extract.file, count):
                    counts.append(counted_row)
            for dossier in self._standing(extract, seen, aside):
                dossiers.append(self._dossier(extract.file, dossier))
                copy.add(dossier)
            aside.sort(key=lambda row: (row.sheet, row.row))
            for row in aside:
                set_aside.append(_set_aside(extract.file, row))
            if aside and not (counted or len(dossiers) > before):
                raise none_taken(extract.file, aside)
            scrubbed.append(copy.finished(aside))
            files.append(ListedFile(extract.file, extract.sha256, hashlib.sha256(scrubbed[-1]).hexdigest()))
        taken = dossiers.table()
        return OverdueList(
            list_id=list_id,
            scope=self._scope,
            listed_at=self._listed_at,
            listed_at_given=self._is_given,
            kind=self._only_kind(extracts, taken),
            is_part=self._is_part,
            dossiers=taken,
            counts=counts.table(),
            set_aside=set_aside.table(),
            files=tuple(files),
            scrubbed=tuple(scrubbed),
            columns=tuple(column for extract in extracts for column in extract.columns),
            unrecognised=tuple(sorted(self._unrecognised | self._owners.unrecognised)),
            contradicting=self._owners.contradicting,
            unknown_statuses=dict(self._unknown),
            warnings=tuple(self._warnings(extracts)),
        )

    def _only_kind(self, extracts: Sequence[ListExtract], taken: pa.Table) -> OverdueKind | None:
        """Return the only kind the list tells of, by its titles or, without any day, by its rows.

        Of two lists without a day, one of each kind, the second would else clear all of the first.
        """
        kinds = {extract.kind for extract in extracts if extract.dossiers}
        if kinds == {None} and not self._is_given:
            kinds = set(taken["kind"].unique().to_pylist())
        return kinds.pop() if len(kinds) == 1 else None

    def _standing(
        self, extract: ListExtract, seen: set[DossierCode], aside: list[SetAside]
    ) -> Iterator[ListedDossier]:
        """Yield the dossiers that stand, as they are kept, in the file's order; others go to `aside`."""
        for dossier in extract.dossiers:
            reason: Reason | None = "duplicate" if dossier.code in seen else None
            if reason := self._fault(dossier) or reason:
                aside.append(SetAside(reason, dossier.sheet, dossier.row, dossier.column, str(dossier.code)))
                continue
            seen.add(dossier.code)
            unit, handler = self._owners.named(dossier.unit), self._owners.named(dossier.handler)
            yield dossier._replace(
                unit=unit.name_vi if unit else None,
                handler=handler.name_vi if handler else None,
                due_at=_due(dossier),
                status=self._status(dossier),
                kind=_kind(dossier),
                cause=_cause(dossier),
            )

    def _counted_units(self, extract: ListExtract) -> tuple[list[ListedCount], list[SetAside]]:
        """Return the units' counts, and the rows set aside by now: those of nobody known among them."""
        counted, aside = [], list(extract.set_aside)
        for count in extract.counts:
            place = (extract.file, count.sheet or None, f"{count.column}{count.row}")
            refuse_two_agencies(count.unit, count.unit_code, self._listed_on, *place)
            if self._owners.named(count.unit, count.unit_code) is None and not is_public_unit(count.unit):
                aside.append(SetAside("no_unit", count.sheet, count.row, count.column))
            else:
                counted.append(count)
        return counted, aside

    def _status(self, dossier: ListedDossier) -> Status | None:
        """Decide the status: as the list says, as people said of its words, else by its days."""
        if dossier.status not in (None, "unknown"):
            return dossier.status
        if answer := self._statuses.get(header_key(dossier.status_words or "")):
            return answer
        if dossier.finished_at and dossier.due_at and dossier.finished_at.date() > dossier.due_at.date():
            return "finished"
        if dossier.status:
            self._unknown[dossier.status_words or HIDDEN] += 1
        return dossier.status

    def _fault(self, dossier: ListedDossier) -> OfList | None:
        if dossier.code.province not in (None, self._scope):
            return "other_province"
        accepted, finished = dossier.accepted_at, dossier.finished_at
        if (accepted and accepted > self._latest) or (finished and finished > self._latest):
            return "to_come"
        due = _due(dossier) or accepted
        return "not_overdue" if due and due.date() > self._listed_on else None

    def _dossier(self, file: str, dossier: ListedDossier) -> tuple[object, ...]:
        handler = self._owners.named(dossier.handler)
        return (
            str(dossier.code),
            self._owners.of(dossier),
            handler.agency_id if handler else None,
            *(dossier.procedure, dossier.field, dossier.accepted_at, dossier.due_at, dossier.finished_at),
            *(dossier.kind, dossier.cause, dossier.status, file, dossier.sheet, dossier.row),
        )

    def _count(self, file: str, count: ListedCount) -> tuple[object, ...] | None:
        """Return a unit's count as it is kept; None where the same number of the unit stands already."""
        agency = self._owners.named(count.unit, count.unit_code)
        name = agency.name_vi if agency else count.unit
        first_file, first = self._counted.setdefault(name, (file, count))
        if first.count != count.count:
            raise two_counts(name, (first_file, first), (file, count))
        if first is not count:
            self._twice.append(name)
            return None
        if agency is None:
            self._unrecognised.add(count.unit)
        return (agency.agency_id if agency else count.unit, count.count, file, count.sheet, count.row)

    def _warnings(self, extracts: Sequence[ListExtract]) -> Iterator[str]:
        if not self._is_given:
            yield text("The day of the list is not told; the moment of import stands in.")
        yield from self._owners.warnings()
        for extract in extracts:
            yield from extract.notes
            if extract.passed_over:
                rows = ", ".join(f"“{label}”" for label in extract.passed_over)
                yield text("{where}: rows passed over: {rows}.", where=extract.file, rows=rows)
        if self._twice:
            units = ", ".join(dict.fromkeys(self._twice))
            yield text("counted in several rows, of which the first stands: {units}.", units=units)


def _kind(dossier: ListedDossier) -> OverdueKind:
    """Return overdue in processing, unless list or status says that it waits to be accepted."""
    return dossier.kind or ("acceptance" if dossier.status == "waiting_acceptance" else "processing")


def _due(dossier: ListedDossier) -> datetime | None:
    """Tell when it was due; for acceptance 8 working hours after it came in."""
    if dossier.accepted_at is None or _kind(dossier) != "acceptance":
        return dossier.due_at
    limit = load_calendar().after_hours(dossier.accepted_at, HOURS_A_DAY)
    return min((moment for moment in (dossier.due_at, limit) if moment), default=None)


def _cause(dossier: ListedDossier) -> Cause:
    """Decide the cause: as the list says; else, finished in time yet listed, synchronisation."""
    if dossier.cause or dossier.finished_at is None or dossier.due_at is None:
        return dossier.cause or "unknown"
    return "synchronisation" if dossier.finished_at.date() <= dossier.due_at.date() else "delay"


def _set_aside(file: str, row: SetAside) -> tuple[object, ...]:
    return (row.reason, row.code, row.written, file, row.sheet, row.row)
