"""Overdue dossiers over successive lists: what is overdue now, what came, what was cleared.

A list is a step; a dossier that a list no longer has was cleared between the two, unless the list tells nothing of
such dossiers: of another kind, or of other agencies. Of any two successive lists
before + first + new + returned + taken over - cleared - handed over = after, in all and for every agency.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal

import pandas as pd

from indicators.codes import Cause, OverdueKind
from indicators.errors import InputProblem
from indicators.periods import VIETNAM
from indicators.store.overdue_list import cause_name, kind_name
from indicators.translation import text
from indicators.warehouse.warehouse import Warehouse, records

Dimension = Literal["agency", "age_band", "procedure", "field", "cause", "kind"]
DIMENSIONS: tuple[Dimension, ...] = ("agency", "age_band", "procedure", "field", "cause", "kind")
# Last calendar day of each age band; the last band is open.
AGE_BANDS = (7, 30, 90, 180)
MOST_SHOWN = 100_000


@dataclass(frozen=True, slots=True)
class Step:
    """One of a province's successive lists. `number` counts from 1, `dossiers` says how many stand by it.

    `carried` are those of them that stand by an earlier list, for this one is of one kind or of some agencies.
    `data_version` is how many commits the store had when it was asked.
    """

    number: int
    scope: str
    listed_at: datetime
    listed_on: date
    listed_at_given: bool
    is_demo: bool
    dossiers: int
    set_aside: int
    carried: int = 0
    data_version: int = 0

    @property
    def code(self) -> str:
        """What an address asks for this list by: its minute in Vietnam."""
        return f"{self.listed_at.astimezone(VIETNAM):%Y-%m-%dT%H:%M}"


@dataclass(frozen=True, slots=True)
class BacklogSummary:
    """How a list stands: against the one before (None in the first list), its oldest, causes and kinds.

    `causes` and `kinds`: dossiers by code (synchronisation, delay, unknown; acceptance, processing).
    """

    step: Step
    previous_on: date | None
    before: int | None
    new: int | None
    returned: int | None
    cleared: int | None
    oldest_due: date | None
    longest_days: int | None
    causes: dict[str, int]
    kinds: dict[str, int]

    @property
    def change(self) -> int | None:
        return None if self.before is None else self.step.dossiers - self.before


@dataclass(frozen=True, slots=True)
class Filter:
    """Which dossiers of a list are meant; None leaves a condition out."""

    agency_id: str | None = None
    age_band: int | None = None
    procedure: str | None = None
    field: str | None = None
    cause: Cause | None = None
    kind: OverdueKind | None = None

    @property
    def is_of_agencies(self) -> bool:
        """Whether all dossiers are left, of one agency or of all: what came and went is known of such alone."""
        return replace(self, agency_id=None) == Filter()


EVERYTHING = Filter()


def filter_of(picked: Mapping[Dimension, str]) -> Filter:
    """Make the filter of codes of parts, as `backlog` names them; an empty one leaves its condition out."""
    given: dict[str, Any] = {
        ("agency_id" if name == "agency" else name): code or None for name, code in picked.items()
    }
    band = given.get("age_band")
    return Filter(**{**given, "age_band": int(band) if band else None})


def steps(warehouse: Warehouse, scope: str, as_of: date | None = None) -> list[Step]:
    """List a province's lists up to a day, oldest first."""
    return [
        Step(
            number=int(row.step),
            scope=scope,
            listed_at=row.listed_at.to_pydatetime(),
            listed_on=row.listed_on,
            listed_at_given=bool(row.listed_at_given),
            is_demo=bool(row.is_demo),
            dossiers=int(row.dossiers),
            set_aside=int(row.set_aside),
            carried=int(row.carried),
            data_version=int(row.data_version),
        )
        for row in records(warehouse.ask("overdue_steps", scope=scope, as_of=as_of))
    ]


def last_step(warehouse: Warehouse, scope: str, as_of: date | None = None) -> Step:
    """Find the last list up to a day; InputProblem where there is none."""
    found = steps(warehouse, scope, as_of)
    if not found:
        raise InputProblem(
            "{scope} has no list of overdue dossiers up to {day}.",
            do="Bring one in, on the page “Bring data in”.",
            command="python -m indicators import",
            scope=scope,
            day=as_of or text("today"),
        )
    return found[-1]


def step_by(warehouse: Warehouse, scope: str, day: date) -> Step | None:
    """Find the last list not later than a reading's day, however old; None where none is."""
    known = steps(warehouse, scope, day)
    return known[-1] if known else None


def age_band(band: int) -> str:
    """Name an age band: "8–30 ngày"."""
    if band > len(AGE_BANDS):
        return text("more than {days} days", days=AGE_BANDS[-1])
    first = AGE_BANDS[band - 2] + 1 if band > 1 else 0
    return text("{first}–{last} days", first=first, last=AGE_BANDS[band - 1])


def _asked(step: Step, chosen: Filter) -> dict[str, Any]:
    return {"scope": step.scope, "step": step.number, **asdict(chosen)}


def _band(part: str) -> str:
    return age_band(int(part))


def backlog(warehouse: Warehouse, step: Step, by: Dimension, chosen: Filter = EVERYTHING) -> pd.DataFrame:
    """Count the dossiers of a list a filter leaves, by a dimension, the largest first (age bands in order).

    Columns: part (agency_id, band 1-5, …; missing where the list does not say), name (in the session's
    language), level (agencies only), dossiers, band_1 to band_5 (of each age band), new, returned,
    acceptance, processing, synchronisation, delay, unknown, longest_days and median_days (calendar days
    overdue), oldest_due.
    """
    found = warehouse.ask("overdue_backlog", by=by, **_asked(step, chosen))
    said: dict[str, Callable[[str], str]] = {"age_band": _band, "cause": cause_name, "kind": kind_name}
    if by in said:
        found["name"] = [None if pd.isna(part) else said[by](part) for part in found.part]
    return found


def balance(
    warehouse: Warehouse,
    scope: str,
    *,
    by_agency: bool = False,
    agency_id: str | None = None,
    as_of: date | None = None,
) -> pd.DataFrame:
    """Return a row between each list and the one before it, oldest first.

    Columns: step, previous_on, listed_on, agency_id (missing unless `by_agency`), before, first (of a kind or
    agency that no list told of before), new, returned, taken_over (from another agency), cleared, handed_over,
    after (dossiers). One row an interval, or an interval and agency.
    """
    return warehouse.ask(
        "overdue_balance", scope=scope, by_agency=by_agency, agency_id=agency_id, as_of=as_of
    )


def weekly(intervals: pd.DataFrame) -> pd.DataFrame:
    """Sum inflow and clearance by week (Monday to Sunday, that of the later list) from a `balance` in all.

    Columns: monday, inflow (new and returned), cleared, after (of the week's last list), lists. A week
    without a list is not there: what happened in it shows in the next one.
    """
    mondays = [day - timedelta(days=day.weekday()) for day in intervals.listed_on]
    grouped = intervals.assign(monday=mondays, inflow=intervals.new + intervals.returned).groupby("monday")
    return grouped.agg(
        inflow=("inflow", "sum"), cleared=("cleared", "sum"), after=("after", "last"), lists=("step", "count")
    ).reset_index()


def listed_agencies(warehouse: Warehouse, scope: str) -> dict[str, str]:
    """Return the agencies of the last list by id, with their names; empty without a list."""
    known = steps(warehouse, scope)
    rows = backlog(warehouse, known[-1], "agency") if known else pd.DataFrame({"part": [], "name": []})
    return dict(zip(rows.part, rows["name"], strict=True))


def backlog_summary(
    warehouse: Warehouse, step: Step, since: date | None = None, chosen: Filter = EVERYTHING
) -> BacklogSummary:
    """Sum up how a list stands: against the list before it, or the last one by a day `since` where that is earlier.

    Of lists further apart only how many dossiers each has is told, and not what came and went between. Of those
    that a filter leaves, `step` has their number, and what came and went is told of whole agencies alone.
    """
    flows = balance(warehouse, step.scope, agency_id=chosen.agency_id, as_of=step.listed_on)
    flow = next(records(flows[flows.step == step.number]), None) if chosen.is_of_agencies else None
    earlier = step_by(warehouse, step.scope, since) if since else None
    if flow and earlier and earlier.number < step.number - 1:
        flow = flow._replace(
            previous_on=earlier.listed_on, before=earlier.dossiers, new=None, returned=None, cleared=None
        )
    causes, kinds = backlog(warehouse, step, "cause", chosen), backlog(warehouse, step, "kind", chosen)
    if chosen != EVERYTHING:
        step = replace(step, dossiers=int(causes.dossiers.sum()))
    longest, oldest = causes.longest_days.dropna(), causes.oldest_due.dropna()
    return BacklogSummary(
        step=step,
        previous_on=flow.previous_on if flow else None,
        before=int(flow.before) if flow else None,
        new=_whole(flow.new) if flow else None,
        returned=_whole(flow.returned) if flow else None,
        cleared=_whole(flow.cleared) if flow else None,
        oldest_due=min(oldest, default=None),
        longest_days=int(longest.max()) if len(longest) else None,
        causes=dict(zip(causes.part, causes.dossiers.astype(int), strict=True)),
        kinds=dict(zip(kinds.part, kinds.dossiers.astype(int), strict=True)),
    )


def _whole(count: float | None) -> int | None:
    return None if count is None else int(count)


def dossiers(
    warehouse: Warehouse, step: Step, chosen: Filter = EVERYTHING, most: int = MOST_SHOWN
) -> pd.DataFrame:
    """Return the dossiers of a list that a filter leaves, the longest overdue first, `most` of them.

    Columns: dossier_key, dossier_code (as written), agency_id, agency_name, handler_id, procedure, field,
    accepted_on, due_on, overdue_days (calendar), overdue_working_days (missing outside the holidays known),
    age_band, kind, cause, cause_by, cause_at, cause_reason (as an analyst entered), status, arrival (first, new,
    returned, still), first_listed_on, told_on (the day of the list that told of it last), in_all (how many the
    filter leaves).
    """
    return warehouse.ask("overdue_dossiers", most=most, **_asked(step, chosen))


def set_aside(warehouse: Warehouse, step: Step) -> pd.DataFrame:
    """Return rows not taken: list_id, listed_on, file, sheet, row, reason, dossier_code, written (a date)."""
    return warehouse.ask("overdue_set_aside", scope=step.scope, listed_at=step.listed_at)


def ended(warehouse: Warehouse, step: Step) -> pd.DataFrame:
    """Return listed dossiers that are no backlog.

    Columns: dossier_code, agency_id, agency_name, status, due_on, finished_on, days_late (missing of what is
    not finished).
    """
    return warehouse.ask("overdue_ended", scope=step.scope, listed_at=step.listed_at)
