"""What letters about overdue dossiers say, as data: reminders, requests, the result report.

Whoever typesets a letter finds every number, date and annex row here and computes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from indicators.analysis.campaign import Progress, baseline_of
from indicators.analysis.overdue import MOST_SHOWN, Filter, Step, backlog, balance, dossiers
from indicators.codes import Cause
from indicators.errors import InputProblem
from indicators.periods import today
from indicators.store.entries import Campaign
from indicators.warehouse.warehouse import Warehouse, records


@dataclass(frozen=True, slots=True)
class Flow:
    """What became of an agency's dossiers since the list before, that of `previous_on`.

    before + first + new + returned + taken_over - cleared - handed_over = after: `first` are of a kind or agency
    that no list told of before, `returned` had been cleared and are overdue again.
    """

    previous_on: date
    before: int
    first: int
    new: int
    returned: int
    taken_over: int
    cleared: int
    handed_over: int
    after: int


@dataclass(frozen=True, slots=True)
class OrderPart:
    """What of an agency's dossiers belongs to an order that it is addressed to.

    `dossiers` (their codes) were counted by the order and are still overdue, `returned` of them after they had been
    cleared; the order says nothing of all others. `is_over` tells that its deadline has passed.
    """

    campaign: Campaign
    dossiers: frozenset[str]
    returned: int
    is_over: bool


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder to one agency: what it has overdue in one list, and by when it is to be cleared.

    `annex`, one a dossier, the longest overdue first: the columns of `overdue.dossiers`. `flow` is None in the first
    list, `order` where no dossier of the agency belongs to one. `deadline` is that of this reminder, if it has one of
    its own; `on` the day it is written.
    """

    agency_id: str
    agency_name: str
    step: Step
    total: int
    acceptance: int
    processing: int
    synchronisation: int
    flow: Flow | None
    oldest_code: str
    oldest_due: date | None
    oldest_days: int | None
    deadline: date | None
    order: OrderPart | None
    on: date
    annex: pd.DataFrame


@dataclass(frozen=True, slots=True)
class SynchronisationRequest:
    """A request to check dossiers whose cause is synchronisation (letter 291/UBND-NC, item 1)."""

    agency_id: str
    agency_name: str
    step: Step
    total: int
    annex: pd.DataFrame


@dataclass(frozen=True, slots=True)
class ResultReport:
    """A campaign's result for the People's Committee (letter 291/UBND-NC, item 2).

    `table` as in `Progress`; `remaining_by_cause` has cause and dossiers of what the addressees have overdue
    in the last list, whether or not it belongs to the campaign; `oldest` the dossiers longest overdue there.
    """

    progress: Progress
    table: pd.DataFrame
    remaining_by_cause: pd.DataFrame
    oldest: pd.DataFrame


def reminders(
    warehouse: Warehouse,
    step: Step,
    agency_ids: Sequence[str] | None = None,
    campaign: Campaign | None = None,
    deadline: date | None = None,
    on: date | None = None,
) -> list[Reminder]:
    """Remind each chosen agency that has overdue dossiers, the largest backlog first.

    Without `agency_ids` all agencies. Only those that the campaign is addressed to are reminded of it, and only of
    the dossiers it counted. `on` is the day the reminders are written, by default today.
    """
    on = on or today()
    parts = backlog(warehouse, step, "agency")
    flows = balance(warehouse, step.scope, by_agency=True, as_of=step.listed_on)
    flows = flows[flows.step == step.number].set_index("agency_id")
    counted = _counted_by(warehouse, campaign, step) if campaign else frozenset()
    annexes = _of_each(warehouse, step, agency_ids)
    written = []
    for part in records(parts[parts.part.isin(annexes)]):
        annex = annexes[str(part.part)]
        oldest = annex.iloc[0]
        is_addressed = campaign is not None and campaign.is_addressed_to(str(part.part))
        order = _order_part(campaign, annex, counted, on) if campaign and is_addressed else None
        written.append(
            Reminder(
                agency_id=str(part.part),
                agency_name=str(part.name),
                step=step,
                total=int(part.dossiers),
                acceptance=int(part.acceptance),
                processing=int(part.processing),
                synchronisation=int(part.synchronisation),
                flow=_flow(flows.loc[part.part]) if part.part in flows.index else None,
                oldest_code=str(oldest.dossier_code),
                oldest_due=None if pd.isna(oldest.due_on) else oldest.due_on,
                oldest_days=None if pd.isna(oldest.overdue_days) else int(oldest.overdue_days),
                deadline=deadline,
                order=order,
                on=on,
                annex=annex,
            )
        )
    return written


def _of_each(
    warehouse: Warehouse, step: Step, agency_ids: Sequence[str] | None, cause: Cause | None = None
) -> dict[str, pd.DataFrame]:
    """Return the dossiers of each chosen agency that has any to be seen; of all agencies with one question.

    People of one agency see its own alone, so they write of no other.
    """
    if agency_ids:
        chosen = {agency: dossiers(warehouse, step, Filter(agency, cause=cause)) for agency in agency_ids}
        return {agency: rows for agency, rows in chosen.items() if len(rows)}
    found = dossiers(warehouse, step, Filter(cause=cause), most=max(step.dossiers, MOST_SHOWN))
    return {
        str(agency): rows.assign(in_all=len(rows)).reset_index(drop=True)
        for agency, rows in found.groupby("agency_id", sort=False)
    }


def _counted_by(warehouse: Warehouse, campaign: Campaign, step: Step) -> frozenset[str]:
    """List the dossiers that an order counted, by their codes; none where its own list is not there."""
    try:
        baseline = baseline_of(warehouse, campaign, step.listed_on)
    except InputProblem:
        return frozenset()
    return frozenset(dossiers(warehouse, baseline).dossier_code)


def _order_part(
    campaign: Campaign, annex: pd.DataFrame, counted: frozenset[str], on: date
) -> OrderPart | None:
    own = annex[annex.dossier_code.isin(counted)]
    if own.empty:
        return None
    returned = int((own.arrival == "returned").sum())
    return OrderPart(campaign, frozenset(own.dossier_code), returned, on > campaign.deadline)


def _flow(row: pd.Series) -> Flow:
    names = ("before", "first", "new", "returned", "taken_over", "cleared", "handed_over", "after")
    return Flow(row.previous_on, **{name: int(row[name]) for name in names})


def synchronisation_requests(
    warehouse: Warehouse, step: Step, agency_ids: Sequence[str] | None = None
) -> list[SynchronisationRequest]:
    """Make a request for each chosen agency with dossiers to synchronise, the most first."""
    parts = backlog(warehouse, step, "agency")
    annexes = _of_each(warehouse, step, agency_ids, "synchronisation")
    parts = parts[parts.part.isin(annexes)].sort_values("synchronisation", ascending=False, kind="stable")
    return [
        SynchronisationRequest(
            agency_id=str(part.part),
            agency_name=str(part.name),
            step=step,
            total=int(part.synchronisation),
            annex=annexes[str(part.part)],
        )
        for part in records(parts)
    ]


def result_report(warehouse: Warehouse, progress: Progress, most: int = 10) -> ResultReport:
    """Make the campaign's result report, with the `most` dossiers longest overdue."""
    addressees = set(progress.campaign.addressees)
    oldest = dossiers(warehouse, progress.step)
    if addressees:
        oldest = oldest[oldest.agency_id.isin(addressees)]
    by_cause = oldest.groupby("cause").size().rename("dossiers").reset_index()
    return ResultReport(progress, progress.table, by_cause, oldest.head(most).reset_index(drop=True))
