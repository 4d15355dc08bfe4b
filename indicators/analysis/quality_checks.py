"""How far a province's data can be relied on: late, missing, marked, contradictory, unusual or not new.

Nothing is corrected here: a finding says what is there, and who looks into it decides.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields, replace
from datetime import date, datetime
from typing import Literal

import pandas as pd

from indicators import catalogue
from indicators.analysis import quality_values
from indicators.analysis.break_proposals import Proposal, proposed_breaks
from indicators.analysis.capture_selection import (
    CaptureInfo,
    Comparison,
    captures_of,
    no_capture_problem,
    previous_comparable,
    select_capture,
)
from indicators.catalogue import Catalogue
from indicators.codes import NATIONAL_SCOPE
from indicators.periods import Period, vietnam_day
from indicators.reference import agency_names
from indicators.reference.geography import places_of_unknown_agencies
from indicators.reference.targets import targets_of_unknown_agencies
from indicators.reference.update_rhythms import LATE_AFTER, load_rhythms
from indicators.translation import text
from indicators.warehouse.kept_answers import once_for_all
from indicators.warehouse.warehouse import Warehouse

Kind = Literal[
    "freshness",
    "coverage",
    "marks",
    "totals",
    "counts",
    "jumps",
    "breaks",
    "names",
    "repeats",
    "unrecognised",
    "own_files",
]
# The captures whose coverage is drawn: half a year of weekly ones.
CAPTURES_SHOWN = 26
# A change is a jump from so many robust spreads from its peers' median change, and this part of the maximum.
FAR, LEAST_SHARE = 5.0, 0.05
# Of so many peers at least the usual change can be told.
FEWEST_PEERS = 8
# The median absolute deviation times this is a standard deviation, where changes are spread normally.
SPREADS_A_DEVIATION = 1.4826


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one kind: `rows` to show (columns by kind), `count` of them at fault.

    `checked` is how many were looked at, None where that is not counted; `why_none` says why none.
    """

    kind: Kind
    rows: pd.DataFrame
    count: int
    checked: int | None = None
    why_none: str | None = None


@dataclass(frozen=True, slots=True)
class Quality:
    """Every kind of finding in the order it is told, at a capture.

    `coverage`: share (0 to 1) of the agencies that have a value, a row a component (index: its code), a
    column a capture, oldest first. `readings` are these captures: capture_id, period, captured_at,
    captured_at_given, is_open.
    """

    capture: CaptureInfo
    comparison: Comparison
    index: Catalogue
    findings: dict[Kind, Finding]
    coverage: pd.DataFrame
    readings: pd.DataFrame


def quality(
    warehouse: Warehouse,
    scope: str,
    period: Period | None = None,
    captured_on: date | None = None,
    *,
    now: datetime,
) -> Quality:
    """Find what is wrong with a province's data at a capture, by default the last full one, seen from `now`.

    Raises InputProblem where there is no such capture.
    """
    found = _quality(warehouse, scope, period, captured_on)
    # How old the readings are is another at every moment: it alone is worked out anew.
    freshness = _freshness(warehouse, scope, now)
    return replace(found, findings={freshness.kind: freshness, **found.findings})


@once_for_all
def _quality(warehouse: Warehouse, scope: str, period: Period | None, captured_on: date | None) -> Quality:
    """Find all that does not change from moment to moment."""
    captures = captures_of(warehouse, scope)
    current = select_capture(captures, period, captured_on)
    if current is None:
        raise no_capture_problem(captures, scope)
    comparison = previous_comparable(warehouse, captures, current)
    index = catalogue.load()[current.index_version]
    listed = _listed(warehouse, current)
    values = warehouse.ask("quality_values", capture_id=current.capture_id)
    findings = [
        _coverage(listed[listed.capture_id == current.capture_id]),
        _marks(values),
        _totals(values, index),
        _counts(values, index),
        _jumps(warehouse, current, comparison, index),
        _breaks(warehouse, scope),
        _names(warehouse, current),
        _repeats(warehouse, current),
        _unrecognised(warehouse, current),
        _own_files(),
    ]
    readings = listed[
        ["capture_id", "period", "captured_at", "captured_at_given", "is_open"]
    ].drop_duplicates("capture_id")
    return Quality(
        capture=current,
        comparison=comparison,
        index=index,
        findings={finding.kind: finding for finding in findings},
        coverage=_shares(listed, index),
        readings=readings.reset_index(drop=True),
    )


def _freshness(warehouse: Warehouse, scope: str, now: datetime) -> Finding:
    """Return source, is_national, readings, last_read_on, days_ago, rhythm, late_after (days), is_late.

    A source that is expected and never came has no day and is not late: nobody has begun to read it.
    """
    rhythms = load_rhythms()
    rows = warehouse.ask("quality_freshness", scope=scope, national=NATIONAL_SCOPE)
    never = [source for source in rhythms if source not in {*rows.source, "demo"}]
    rows = pd.concat([rows, pd.DataFrame({"source": never})], ignore_index=True)
    rows["is_national"] = rows.is_national.eq(True)
    rows["readings"] = rows.readings.fillna(0).astype(int)
    today = vietnam_day(now)
    rows["days_ago"] = [None if pd.isna(day) else (today - day).days for day in rows.last_read_on]
    rows["rhythm"] = [rhythms.get(source) for source in rows.source]
    rows["late_after"] = [LATE_AFTER.get(rhythm) for rhythm in rows.rhythm]
    rows[["days_ago", "late_after"]] = rows[["days_ago", "late_after"]].astype("Int64")
    rows["is_late"] = (rows.days_ago > rows.late_after).fillna(False).astype(bool)
    return Finding("freshness", rows, int(rows.is_late.sum()), len(rows))


def _listed(warehouse: Warehouse, current: CaptureInfo) -> pd.DataFrame:
    return warehouse.ask(
        "quality_coverage",
        scope=current.scope,
        period_kind=current.period.kind,
        capture_id=current.capture_id,
        captured_at=current.captured_at,
        most=CAPTURES_SHOWN,
    )


def _coverage(expected: pd.DataFrame) -> Finding:
    """Return a row an agency: agency_id, agency_name, level, lacking (codes of components), lacking_count."""
    rows = expected.assign(lacking_count=expected.lacking.str.len())
    rows = rows[rows.lacking_count > 0].sort_values("lacking_count", ascending=False, kind="stable")
    columns = ["agency_id", "agency_name", "level", "lacking", "lacking_count"]
    return Finding("coverage", rows[columns].reset_index(drop=True), len(rows), len(expected))


def _shares(listed: pd.DataFrame, index: Catalogue) -> pd.DataFrame:
    captures = list(dict.fromkeys(listed.capture_id))
    lacking = listed.explode("lacking").groupby(["lacking", "capture_id"]).size().unstack()
    codes = [component.code for component in index.components]
    missing = lacking.reindex(index=codes, columns=captures).fillna(0)
    return 1 - missing / listed.groupby("capture_id").size().reindex(captures)


def _marks(values: pd.DataFrame) -> Finding:
    rows = quality_values.marked(values)
    return Finding("marks", rows, len(rows), len(values))


def _totals(values: pd.DataFrame, index: Catalogue) -> Finding:
    compared = quality_values.totals_beside_sums(values, index)
    rows = quality_values.totals_unlike_sums(compared)
    why_none = _nothing(compared, text("no published total has all its parts"))
    return Finding("totals", rows, len(rows), len(compared), why_none)


def _counts(values: pd.DataFrame, index: Catalogue) -> Finding:
    compared = quality_values.scores_beside_counts(values, index)
    rows = quality_values.unexplained_scores(compared)
    why_none = _nothing(compared, text("no counts are known for the units"))
    return Finding("counts", rows, len(rows), len(compared), why_none)


def _nothing(compared: pd.DataFrame, reason: str) -> str | None:
    return reason if compared.empty else None


def _jumps(warehouse: Warehouse, current: CaptureInfo, comparison: Comparison, index: Catalogue) -> Finding:
    """Return rows of agency_id, agency_name, level, node, previous, value, change, usual_change, spread.

    `usual_change` is the median of the peers' changes, `spread` their robust standard deviation, in points.
    What jumps is told of the lowest node that shows it, and not again of those above.
    """
    changes = warehouse.ask(
        "quality_changes",
        capture_id=current.capture_id,
        previous_id=comparison.previous.capture_id if comparison.previous else None,
        spreads_a_deviation=SPREADS_A_DEVIATION,
        fewest=FEWEST_PEERS,
        far=FAR,
        least_share=LEAST_SHARE,
    )
    jumps = changes[changes.is_jump.eq(True)]
    own = jumps.groupby("agency_id").node.agg(set)
    is_lowest = [
        not any(index.is_below(other, node) for other in own[agency_id])
        for agency_id, node in zip(jumps.agency_id, jumps.node, strict=True)
    ]
    rows = jumps[pd.Series(is_lowest, index=jumps.index, dtype=bool)].drop(columns="is_jump")
    why_none = comparison.why_none or _nothing(changes, text("no peer group is large enough"))
    return Finding("jumps", rows.reset_index(drop=True), len(rows), len(changes), why_none)


def _breaks(warehouse: Warehouse, scope: str) -> Finding:
    """Rows, a proposed break each: its id as proposal, then the fields of Proposal."""
    columns = ["proposal", *(field.name for field in fields(Proposal))]
    found = [(one.proposal_id, *astuple(one)) for one in proposed_breaks(warehouse, scope)]
    return Finding("breaks", pd.DataFrame(found, columns=columns), len(found))


def _names(warehouse: Warehouse, current: CaptureInfo) -> Finding:
    """Return rows of agency_id, agency_name, level, previous_name, new_name, since, is_spelling.

    `is_spelling` where the two names are one to whoever matches them: case, "UBND", the province behind.
    """
    rows = warehouse.ask("quality_names", scope=current.scope, captured_at=current.captured_at)
    pairs = zip(rows.previous_name, rows.new_name, strict=True)
    rows["is_spelling"] = [
        agency_names.agency_key(before) == agency_names.agency_key(now) for before, now in pairs
    ]
    return Finding("names", rows, len(rows))


def _repeats(warehouse: Warehouse, current: CaptureInfo) -> Finding:
    """Return rows of period, is_open, captured_at, previous_at (the equal capture before it)."""
    rows = warehouse.ask("quality_repeats", scope=current.scope, captured_at=current.captured_at)
    return Finding("repeats", rows, len(rows))


def _unrecognised(warehouse: Warehouse, current: CaptureInfo) -> Finding:
    """Return rows of agency_id, agency_name, level, agency_code, source; of a list only the name."""
    rows = warehouse.ask(
        "quality_unrecognised",
        scope=current.scope,
        capture_id=current.capture_id,
        captured_at=current.captured_at,
        source=current.source,
    )
    return Finding("unrecognised", rows, len(rows))


def _own_files() -> Finding:
    """Return rows of file, place, named_agency, of the province's own files (targets, places, boundaries)."""
    unknown = [*targets_of_unknown_agencies(), *places_of_unknown_agencies()]
    rows = pd.DataFrame(
        [(row.file, row.place, row.agency_id) for row in unknown], columns=["file", "place", "named_agency"]
    )
    return Finding("own_files", rows, len(rows))
