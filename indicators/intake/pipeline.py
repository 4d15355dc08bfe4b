"""An import from beginning to end: gather, read, prepare, keep. The command line and the pages use this."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from indicators import paths
from indicators.codes import AgencyFrom, PortalSystem
from indicators.codes import Status as StatusOfDossier
from indicators.errors import InputProblem
from indicators.intake import captures as capture_intake
from indicators.intake import collector
from indicators.intake.extracts import settled
from indicators.intake.overdue_lists import prepare_lists
from indicators.intake.own_lists import check_dated, prepare_own
from indicators.intake.plausible import refuse_moments_to_come
from indicators.intake.statuses import check_statuses
from indicators.intake.totals import TotalOfFile, check_totals
from indicators.intake.unit_identity import home_portal_id
from indicators.periods import Period, vietnam_day
from indicators.reference.organisation import load_organisation
from indicators.sources import Contents
from indicators.sources.files import SourceFile
from indicators.sources.kept_copy import kept_copies
from indicators.sources.overdue_list import Told
from indicators.sources.reader_process import read_apart
from indicators.store.actor import Actor
from indicators.store.capture import Capture
from indicators.store.overdue_list import OverdueList
from indicators.store.own_list import OwnList
from indicators.store.store import Storable, Store
from indicators.warehouse.warehouse import Warehouse

Status = Literal["imported", "known", "checked"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one capture: imported, known (the same bytes are kept already), or only checked.

    `is_partial` is None where the capture was not imported.
    """

    capture: Capture
    status: Status
    is_partial: bool | None = None


@dataclass(frozen=True, slots=True)
class ListOutcome:
    """What became of one list of overdue dossiers; `overdue.columns` says what was read as what."""

    overdue: OverdueList
    status: Status


@dataclass(frozen=True, slots=True)
class OwnOutcome:
    """What became of one count or list of the province's own."""

    own: OwnList
    status: Status


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What became of everything that files make."""

    captures: list[Outcome]
    lists: list[ListOutcome]
    own: list[OwnOutcome]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What files make, read and checked, with nothing kept yet: to be shown first, then kept.

    `differing` are the totals that the rows read do not make: whoever keeps it must have seen them.
    """

    captures: list[Capture]
    lists: list[OverdueList]
    own: list[OwnList]
    raw: list[bytes]
    differing: tuple[TotalOfFile, ...] = ()

    def check(self, store: Store) -> Outcomes:
        """Tell what would become of it."""

        def status(item: Storable) -> Status:
            return "known" if store.known(item) else "checked"

        return self._outcomes(status, {})

    def keep(
        self, store: Store, actor: Actor | None = None, *, accept_differing_total: bool = False
    ) -> Outcomes:
        """Keep it, all in one commit. Of lists of dossiers no bytes, but a scrubbed copy.

        `actor` is who brings it, by default the account. Raises InputProblem where a count has no period, where a
        total differs from the rows read, unless that is accepted, and where nobody said what an unknown status means.
        """
        for own in self.own:
            check_dated(own)
        check_statuses(self.lists)
        if not accept_differing_total:
            check_totals(self.differing)
        scrubbed = [content for prepared in self.lists for content in prepared.scrubbed]
        items: list[Storable] = [*self.captures, *self.lists, *self.own]
        kept = {id(item) for item in store.add(items, [*self.raw, *scrubbed], actor)}

        def status(item: Storable) -> Status:
            return "imported" if id(item) in kept else "known"

        imported = [prepared for prepared in self.captures if status(prepared) == "imported"]
        partial = _partial(imported, store) if imported else {}
        return self._outcomes(status, partial)

    def _outcomes(self, status: Callable[[Storable], Status], partial: Mapping[str, bool]) -> Outcomes:
        return Outcomes(
            [Outcome(made, status(made), partial.get(made.capture_id)) for made in self.captures],
            [ListOutcome(made, status(made)) for made in self.lists],
            [OwnOutcome(made, status(made)) for made in self.own],
        )


def _partial(imported: Sequence[Capture], store: Store) -> dict[str, bool]:
    """Tell whether each of these captures is partial, beside the others of the store."""
    visible = Warehouse.of(store).ask("captures", scope=None).set_index("capture_id")
    return {capture.capture_id: bool(visible.is_partial[capture.capture_id]) for capture in imported}


def read(given: Iterable[Path | SourceFile], told: Told | None = None) -> Contents:
    """Read files, folders and zips, each once, in a process of its own.

    `told` hears how far the reading of a list is, in rows. Raises InputProblem where anything cannot be read.
    """
    given = list(given)
    collecting = paths.COLLECTING.resolve()
    if not any(isinstance(path, Path) and path.resolve().is_relative_to(collecting) for path in given):
        return read_apart(given, told)
    # Where collections lie only while nobody collects, for then answers are missing.
    with collector.single_collector_lock(paths.COLLECTING):
        return read_apart(given, told)


def prepare(
    contents: Contents,
    *,
    period: Period | None = None,
    sheet_periods: Mapping[str, Period] | None = None,
    captured_at: datetime | None = None,
    system: PortalSystem | None = None,
    is_part: bool = False,
    agency_from: AgencyFrom = "code",
    statuses: Mapping[str, StatusOfDossier] | None = None,
) -> Prepared:
    """Check what files say. `captured_at` tells captures and lists alike when they were read or drawn up.

    `system` tells what computed the points of a table. Of lists of overdue dossiers `is_part` says that they are of
    the agencies they name alone, `agency_from` whose a dossier is where its code and the column of units contradict
    each other, `statuses` what words mean that are not known.

    Raises InputProblem where anything cannot be right.
    """
    refuse_moments_to_come(contents, captured_at)
    lists = prepare_lists(
        contents.lists, listed_at=captured_at, is_part=is_part, agency_from=agency_from, statuses=statuses
    )
    own = prepare_own(contents.own, period=period, counted_at=captured_at)
    captures: list[Capture] = []
    raw: list[bytes] = []
    if contents.extracts or not (lists or own) or sheet_periods:
        extracts = settled(contents.extracts, sheet_periods or {})
        extracts, raw = kept_copies(contents.raw, extracts)
        captures = capture_intake.prepare(extracts, period=period, captured_at=captured_at, system=system)
    elif period and not own:
        raise InputProblem(
            "a list of dossiers has no reporting period.",
            do="Leave the period out; a list has its day.",
            command="--captured-at",
            file=contents.lists[0].file,
        )
    differing = [
        TotalOfFile(extract.file, total) for extract in contents.lists for total in extract.differing
    ]
    differing += [TotalOfFile(extract.file, total) for extract in contents.own for total in extract.differing]
    return Prepared(captures, lists, own, raw, tuple(differing))


def import_files(
    files: Iterable[Path],
    store: Store,
    *,
    actor: Actor | None = None,
    period: Period | None = None,
    sheet_periods: Mapping[str, Period] | None = None,
    captured_at: datetime | None = None,
    system: PortalSystem | None = None,
    is_part: bool = False,
    agency_from: AgencyFrom = "code",
    statuses: Mapping[str, StatusOfDossier] | None = None,
    dry_run: bool = False,
    accept_differing_total: bool = False,
    told: Told | None = None,
    seen: Callable[[Prepared], None] = lambda _: None,
) -> Outcomes:
    """Keep the captures and lists that these files, folders and zips make; nothing if any cannot be right.

    `told` hears how far the reading is, `seen` what was made, before any of it is kept.

    Raises InputProblem, with the store unchanged, where anything cannot be read or cannot be right.
    """
    prepared = prepare(
        read(files, told),
        period=period,
        sheet_periods=sheet_periods,
        captured_at=captured_at,
        system=system,
        is_part=is_part,
        agency_from=agency_from,
        statuses=statuses,
    )
    seen(prepared)
    if dry_run:
        return prepared.check(store)
    return prepared.keep(store, actor, accept_differing_total=accept_differing_total)


def collect(
    period: Period,
    *,
    root_id: str | None = None,
    base_url: str = collector.BASE_URL,
    told: Callable[[str], None] = lambda _: None,
    is_afresh: bool = False,
) -> Prepared:
    """Ask the portal for a period's answers, of a root (by default ours), and read them once all have come.

    `told` hears of each answer; `is_afresh` throws away what came before a break. Raises InputProblem where
    the portal refuses or cannot be reached, and where what it answered cannot be right.
    """
    folder = collector.collect(
        paths.COLLECTING,
        period,
        root_id or home_portal_id(),
        base_url=base_url,
        told=told,
        is_afresh=is_afresh,
    )
    return prepare(read([folder / "province", folder / "national"]))


@dataclass(frozen=True, slots=True)
class Collectable:
    """A period the portal can be asked for. `is_collected`: it is closed, and was read after its end."""

    period: Period
    is_open: bool
    is_collected: bool


def collectable(warehouse: Warehouse, now: datetime) -> list[Collectable]:
    """List this year and the quarters and months around it that have begun, open ones first."""
    today = vietnam_day(now)
    begun = [
        *(Period("year", year) for year in (today.year, today.year - 1)),
        *_back(Period("quarter", today.year, (today.month + 2) // 3), 5),
        *_back(Period("month", today.year, today.month), 13),
    ]
    begun.sort(key=lambda period: not period.is_open(now))
    return [Collectable(period, period.is_open(now), is_collected(warehouse, period)) for period in begun]


def _back(period: Period, count: int) -> Iterator[Period]:
    for _ in range(count):
        yield period
        period = period.previous()


def is_collected(warehouse: Warehouse, period: Period) -> bool:
    """Tell whether the home province's closed period was read from the portal's own answers after its end."""
    captures = warehouse.ask("captures", scope=load_organisation().province_code)
    own = captures[(captures.period == str(period)) & (captures.source == "portal_api")]
    return bool((~own.is_open & ~own.is_partial).any())
