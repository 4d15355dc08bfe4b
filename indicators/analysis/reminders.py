"""What letters about overdue dossiers say, as data: reminders, requests, the result report.

Whoever typesets a letter finds every number, date and annex row here and computes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from indicators.analysis.campaign import Progress
from indicators.analysis.overdue import Filter, Step, backlog, balance, dossiers
from indicators.store.entries import Campaign
from indicators.warehouse.warehouse import Warehouse, records


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder to one agency: what it has overdue in one list, and by when it is to be cleared.

    `annex`, one a dossier, the longest overdue first: the columns of `overdue.dossiers`. `new` came since
    the list before, `cleared` left since (None in the first list). `campaign` is the order that is reminded
    of, if any.
    """

    agency_id: str
    agency_name: str
    step: Step
    total: int
    acceptance: int
    processing: int
    synchronisation: int
    new: int | None
    cleared: int | None
    oldest_code: str
    oldest_due: date | None
    oldest_days: int | None
    deadline: date | None
    campaign: Campaign | None
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
) -> list[Reminder]:
    """Make a reminder for each chosen agency that has overdue dossiers, the largest backlog first.

    Without `agency_ids` all agencies. Only those that the campaign is addressed to are reminded of it and,
    unless one is given, of its deadline.
    """
    parts = backlog(warehouse, step, "agency")
    flows = balance(warehouse, step.scope, by_agency=True, as_of=step.listed_on)
    flows = flows[flows.step == step.number].set_index("agency_id")
    written = []
    for part in records(parts.dropna(subset=["part"])):
        if agency_ids and part.part not in agency_ids:
            continue
        order = campaign if campaign and campaign.is_addressed_to(str(part.part)) else None
        annex = dossiers(warehouse, step, Filter(agency_id=str(part.part)))
        oldest = annex.iloc[0]
        flow = flows.loc[part.part] if part.part in flows.index else None
        written.append(
            Reminder(
                agency_id=str(part.part),
                agency_name=str(part.name),
                step=step,
                total=int(part.dossiers),
                acceptance=int(part.acceptance),
                processing=int(part.processing),
                synchronisation=int(part.synchronisation),
                new=None if flow is None else int(flow.new),
                cleared=None if flow is None else int(flow.cleared),
                oldest_code=str(oldest.dossier_code),
                oldest_due=None if pd.isna(oldest.due_on) else oldest.due_on,
                oldest_days=None if pd.isna(oldest.overdue_days) else int(oldest.overdue_days),
                deadline=deadline or (order.deadline if order else None),
                campaign=order,
                annex=annex,
            )
        )
    return written


def synchronisation_requests(
    warehouse: Warehouse, step: Step, agency_ids: Sequence[str] | None = None
) -> list[SynchronisationRequest]:
    """Make a request for each chosen agency with dossiers to synchronise, the most first."""
    parts = backlog(warehouse, step, "agency")
    parts = parts[(parts.synchronisation > 0) & parts.part.notna()].sort_values(
        "synchronisation", ascending=False, kind="stable"
    )
    return [
        SynchronisationRequest(
            agency_id=str(part.part),
            agency_name=str(part.name),
            step=step,
            total=int(part.synchronisation),
            annex=dossiers(warehouse, step, Filter(agency_id=str(part.part), cause="synchronisation")),
        )
        for part in records(parts)
        if not agency_ids or part.part in agency_ids
    ]


def result_report(warehouse: Warehouse, progress: Progress, most: int = 10) -> ResultReport:
    """Make the campaign's result report, with the `most` dossiers longest overdue."""
    addressees = set(progress.campaign.addressees)
    oldest = dossiers(warehouse, progress.step)
    if addressees:
        oldest = oldest[oldest.agency_id.isin(addressees)]
    by_cause = oldest.groupby("cause").size().rename("dossiers").reset_index()
    return ResultReport(progress, progress.table, by_cause, oldest.head(most).reset_index(drop=True))
