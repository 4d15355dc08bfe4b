"""The preview of an import: what is about to be kept beside what is there, so that a wrong file is seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from indicators import catalogue, formats
from indicators.analysis.capture_selection import CaptureInfo, captures_of
from indicators.analysis.comparability import why_apart
from indicators.analysis.completeness import Shortfalls, would_lack
from indicators.analysis.overdue import Step, dossiers, steps
from indicators.codes import LEVELS, NATIONAL_SCOPE, UNRECOGNISED_AGENCY
from indicators.periods import vietnam_day
from indicators.reference.agencies import load_register
from indicators.reference.dossier_code import dossier_key
from indicators.reference.organisation import load_organisation
from indicators.reference.provinces import load_provinces
from indicators.store.capture import Capture
from indicators.store.overdue_list import OverdueList
from indicators.translation import text
from indicators.warehouse.unit_mapping import agencies_of_listed_units
from indicators.warehouse.warehouse import Warehouse

# What part of a list's dossiers hardly vanishes with whole agencies from one list to the next.
LARGE_PART = 0.25
# How many agencies a warning names.
NAMED = 8


@dataclass(frozen=True, slots=True)
class CapturePreview:
    """A capture not kept yet, beside the one of its scope and period that was read before it.

    `units`, a row a level: level, expected (agencies of the register on that day; missing where it does not
    tell), matched, unmatched. `absent` names those expected that are not in it, `unmatched` the units nobody
    has recognised; `shortfalls` say why it would be partial. `previous_at` is None where there is none before,
    `why_no_changes` says why the two may not be compared, where that is so. `changes`, the largest first, has
    a row a unit and node (the total, groups and components) whose points differ: agency_id, unit_name, level,
    node, before, now, change; where one side has no value it and the change are missing, and last.
    `appeared` and `vanished` name the units only one side has.
    """

    capture: Capture
    units: pd.DataFrame
    absent: tuple[str, ...]
    unmatched: tuple[str, ...]
    shortfalls: Shortfalls
    previous_at: datetime | None
    why_no_changes: str
    changes: pd.DataFrame
    appeared: tuple[str, ...]
    vanished: tuple[str, ...]

    def not_compared(self) -> str:
        """Say why it is not compared with the reading before; empty where it is."""
        if self.previous_at is None:
            return text("There is no earlier capture of this period to compare with.")
        if not self.why_no_changes:
            return ""
        told = {"previous": formats.moment(self.previous_at), "reason": self.why_no_changes}
        return text("Not compared with the reading of {previous}: {reason}.", **told)


@dataclass(frozen=True, slots=True)
class SilentAgencies:
    """Agencies that had dossiers in the list before and have none in this one, with how many, the most first.

    `before` is how many dossiers the list before has.
    """

    agencies: dict[str, int]
    before: int

    @property
    def dossiers(self) -> int:
        return sum(self.agencies.values())

    def warning(self) -> str:
        """Warn where it looks like the list of some agencies only: the others had a large part; else ""."""
        if self.dossiers <= LARGE_PART * self.before:
            return ""
        return text(
            "Agencies of the list before that have no dossiers in this one: {count}, with {dossiers} dossiers "
            "({names}). If it is the list of some agencies only, say so, or bring the others' files together "
            "with it; as it is, theirs would count as cleared.",
            count=formats.count(len(self.agencies)),
            dossiers=formats.count(self.dossiers),
            names=", ".join([*self.agencies][:NAMED]),
        )


@dataclass(frozen=True, slots=True)
class OverdueListPreview:
    """A list not kept yet, beside the province's list before it.

    `new`, `still` and `cleared` are dossiers, as they would count; `cleared_aside` are those of the cleared
    whose rows were only set aside.
    """

    previous: Step
    new: int
    still: int
    cleared: int
    cleared_aside: int
    silent: SilentAgencies


def silent_agencies(warehouse: Warehouse, made: OverdueList) -> SilentAgencies:
    """Find the agencies of the list before whose dossiers are not in this one at all.

    Cheap enough for every import. Of a list without any row all of them: it may be a form that nobody filled in. Counts
    of units name no dossiers, and clear none.
    """
    if made.is_part or (made.counts.num_rows and not made.dossiers.num_rows):
        return SilentAgencies({}, 0)
    moment = {"scope": made.scope, "is_demo": made.is_demo, "listed_at": made.listed_at}
    before = warehouse.ask("overdue_before", kind=made.kind, **moment)
    named = set(made.dossiers["agency_id"].unique().to_pylist())
    now = named | set(agencies_of_listed_units(named, warehouse.ask("mappings")).values())
    silent = before[~before.agency_id.isin(now)]
    return SilentAgencies(
        dict(zip(silent.agency_name, silent.dossiers, strict=True)), int(before.dossiers.sum())
    )


def overdue_list_preview(warehouse: Warehouse, made: OverdueList) -> OverdueListPreview | None:
    """Hold the list beside the one before it; None where there is none, or its own moment is kept."""
    # The demonstration steps aside for the first real list: nothing is held against it.
    known = [step for step in steps(warehouse, made.scope) if step.is_demo == made.is_demo]
    earlier = [step for step in known if step.listed_at < made.listed_at]
    if not earlier or any(step.listed_at == made.listed_at for step in known):
        return None
    previous = earlier[-1]
    before = dossiers(warehouse, previous, most=previous.dossiers)
    now = set(map(dossier_key, made.backlog["dossier_code"].to_pylist()))
    aside = {dossier_key(code) for code in made.set_aside["dossier_code"].to_pylist() if code}
    told = before if made.kind is None else before[before.kind == made.kind]
    if made.is_part:
        told = told[told.agency_id.isin(made.dossiers["agency_id"].unique().to_pylist())]
    cleared = set(told.dossier_key) - now
    return OverdueListPreview(
        previous=previous,
        new=len(now - set(before.dossier_key)),
        still=len(before) - len(cleared),
        cleared=len(cleared),
        cleared_aside=len(cleared & aside),
        silent=silent_agencies(warehouse, made),
    )


def capture_preview(warehouse: Warehouse, capture: Capture, beside: Sequence[Capture] = ()) -> CapturePreview:
    """Hold the capture beside what is there, or arrives with it; the demonstration only beside itself."""
    rows = recognised(warehouse, capture)
    index = catalogue.load()[capture.index_version]
    shown = {node.code for node in index.above_indicators}
    now = rows[rows.node.isin(shown) & rows.score.notna()]
    previous = _previous(warehouse, capture, beside)
    previous_at, before = (
        (previous.captured_at, _values(warehouse, previous)) if previous else (None, rows.head(0))
    )
    before = before[before.node.isin(shown) & before.score.notna()]
    apart = _apart(warehouse, previous, capture) if previous else ()
    pairs = pd.concat([before, rows])[["agency_id", "unit_name"]]
    names = dict(zip(pairs.agency_id, pairs.unit_name, strict=True))
    came, was = set(now.agency_id), set(before.agency_id)
    expected = _expected(capture)
    waiting = rows[rows.is_unmatched].drop_duplicates("agency_id")
    return CapturePreview(
        capture=capture,
        units=_units(rows, expected),
        absent=tuple(
            name
            for level in set(rows.level) & expected.keys()
            for agency_id, name in expected[level].items()
            if agency_id not in set(rows.agency_id)
        ),
        unmatched=tuple(waiting.unit_name),
        shortfalls=would_lack(warehouse, capture, beside),
        previous_at=previous_at,
        changes=_changes(before.head(0) if apart else before, now, names),
        why_no_changes="; ".join(apart),
        appeared=tuple(sorted(names[unit] for unit in came - was)) if previous_at else (),
        vanished=tuple(sorted(names[unit] for unit in was - came)),
    )


def _previous(
    warehouse: Warehouse, capture: Capture, beside: Sequence[Capture]
) -> CaptureInfo | Capture | None:
    """Find the capture before, of the same period: kept, or one that arrives together with it."""
    earlier: list[CaptureInfo | Capture] = [
        known
        for known in captures_of(warehouse, capture.scope)
        if (known.period, known.is_demo) == (capture.period, capture.is_demo)
        and not known.is_partial
        and known.captured_at < capture.captured_at
    ]
    earlier += [
        other
        for other in beside
        if (other.scope, other.period) == (capture.scope, capture.period)
        and other.captured_at < capture.captured_at
    ]
    return max(earlier, key=lambda found: found.captured_at, default=None)


def _values(warehouse: Warehouse, previous: CaptureInfo | Capture) -> pd.DataFrame:
    """Return its values: agency_id, unit_name, level, node, score."""
    if isinstance(previous, Capture):
        return recognised(warehouse, previous)
    return warehouse.ask("capture_values", capture_id=previous.capture_id)


def _apart(warehouse: Warehouse, previous: CaptureInfo | Capture, capture: Capture) -> tuple[str, ...]:
    """Say why the capture may not be compared with the one before."""
    before, now = (
        warehouse.ask(
            "basis_of_new",
            system=made.system,
            index_version=made.index_version,
            period=str(made.period),
            period_start=made.period.start,
            values_day=made.period.values_day(vietnam_day(made.captured_at)),
            captured_on=vietnam_day(made.captured_at),
            captured_at_given=made.captured_at_given,
        ).basis.iloc[0]
        for made in (previous, capture)
    )
    return why_apart(warehouse, before, now)


def recognised(warehouse: Warehouse, capture: Capture) -> pd.DataFrame:
    """Put the agencies that people said unknown units are into the capture's observations, with is_unmatched."""
    rows: pd.DataFrame = capture.observations.to_pandas()
    mappings = warehouse.ask("mappings")
    known = {(row.seen_id, row.level): row.agency_id for row in mappings.itertuples()}
    mapped = [known.get(key) for key in zip(rows.agency_id, rows.level, strict=True)]
    is_unknown = pd.Series([UNRECOGNISED_AGENCY in flags for flags in rows.quality], dtype=bool)
    is_told = pd.Series([found is not None for found in mapped], dtype=bool)
    ids = pd.Series(mapped, dtype="str").fillna(rows.agency_id)
    return rows.assign(is_unmatched=is_unknown & ~is_told, agency_id=ids)


def still_unrecognised(warehouse: Warehouse, units: Sequence[str]) -> list[str]:
    """Return the units of a list that neither the register nor anybody knows."""
    known = agencies_of_listed_units(units, warehouse.ask("mappings"))
    return [unit for unit in units if unit not in known]


def _units(rows: pd.DataFrame, expected: dict[str, dict[str, str]]) -> pd.DataFrame:
    units = rows.drop_duplicates(["agency_id", "level"])
    found = [
        {
            "level": level,
            "expected": len(expected[level]) if level in expected else None,
            "matched": int((~units.is_unmatched & (units.level == level)).sum()),
            "unmatched": int((units.is_unmatched & (units.level == level)).sum()),
        }
        for level in (*LEVELS, "country")
        if level in set(units.level)
    ]
    table = pd.DataFrame(found, columns=["level", "expected", "matched", "unmatched"])
    table["expected"] = table.expected.astype("Int64")
    return table


def _expected(capture: Capture) -> dict[str, dict[str, str]]:
    """Return by level the agencies there are, by id and name; nothing of other provinces' agencies."""
    home = load_organisation().province_code
    if capture.scope not in (home, NATIONAL_SCOPE):
        return {}
    agencies = load_register().on(capture.period.values_day(vietnam_day(capture.captured_at)))
    by_level: dict[str, dict[str, str]] = {}
    for agency in agencies:
        by_level.setdefault(agency.level, {})[agency.agency_id] = agency.display_name
    if capture.scope == home:
        return by_level
    own = next(iter(by_level["province"]), home)
    return {"province": {own if code == home else code: name for code, name in load_provinces().items()}}


def _changes(before: pd.DataFrame, now: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    columns = ["agency_id", "unit_name", "level", "node", "before", "now", "change"]
    if before.empty or now.empty:
        return pd.DataFrame(columns=columns)
    keys = ["agency_id", "level", "node"]
    both = (
        before[[*keys, "score"]]
        .rename(columns={"score": "before"})
        .merge(now[[*keys, "score"]].rename(columns={"score": "now"}), on=keys, how="outer")
    )
    both["change"] = (both.now - both.before).round(6)
    both["unit_name"] = both.agency_id.map(names)
    moved = both[both.change.isna() | (both.change != 0)]
    order = moved.change.abs().sort_values(ascending=False, na_position="last", kind="stable").index
    return moved.loc[order, columns].reset_index(drop=True)
