"""What is followed up beside the index: overdue dossiers, the order to clear them, synchronisation.

Told by the list of the week of a capture; where there is none, nothing is told in its place.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from indicators import catalogue, formats
from indicators.analysis import overdue
from indicators.analysis.campaign import Progress, campaigns, progress
from indicators.analysis.capture_selection import CaptureInfo
from indicators.analysis.missing_cases import MissingCases, missing_cases
from indicators.analysis.overdue import BacklogSummary, Step
from indicators.errors import InputProblem
from indicators.translation import plural, text
from indicators.warehouse.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What there is to follow up at a capture; None where the store does not tell."""

    standing: BacklogSummary | None
    backlog: pd.DataFrame
    order: Progress | None
    missing: MissingCases

    @property
    def step(self) -> Step | None:
        return self.standing.step if self.standing else None


def follow_up(warehouse: Warehouse, capture: CaptureInfo) -> FollowUp:
    """Gather what the last list not later than the capture and the capture itself tell."""
    step = overdue.step_by(warehouse, capture.scope, capture.captured_on)
    standing = overdue.backlog_summary(warehouse, step) if step else None
    backlog = overdue.backlog(warehouse, step, "agency") if step else pd.DataFrame()
    node = catalogue.node_in_role("synchronisation", catalogue.load()[capture.index_version])
    return FollowUp(standing, backlog, _order(warehouse, standing), missing_cases(warehouse, capture, node))


def _order(warehouse: Warehouse, standing: BacklogSummary | None) -> Progress | None:
    """Find the last order given by the day of the list whose own list is there."""
    if standing is None:
        return None
    step = standing.step
    for one in campaigns(warehouse, step.scope):
        if one.document_date <= step.listed_on:
            try:
                return progress(warehouse, one, step.listed_on)
            except InputProblem:
                continue
    return None


def backlog_in_words(standing: BacklogSummary, backlog: pd.DataFrame) -> str:
    """Say how many dossiers are overdue, against the list before, and who holds most; of a list that has some.

    The list may be older than the reading it stands beside, so its own day is part of the sentence.
    """
    count = plural(
        standing.step.dossiers,
        "{count} dossier is overdue on {day}",
        "{count} dossiers are overdue on {day}",
        count=formats.count(standing.step.dossiers),
        day=formats.day(standing.step.listed_on),
    )
    moved, change = text(", first list"), standing.change
    if change is not None and standing.previous_on is not None:
        day, by = formats.day(standing.previous_on), formats.count(abs(change))
        moved = text(", as many as on {day}", day=day)
        if change > 0:
            moved = text(", {count} more than on {day}", count=by, day=day)
        elif change < 0:
            moved = text(", {count} fewer than on {day}", count=by, day=day)
    most = backlog[backlog.dossiers == backlog.dossiers.max()]
    named = (
        str(most["name"].iloc[0])
        if len(most) == 1
        else plural(len(most), "{count} unit", "{count} units", count=len(most))
    )
    return (
        count
        + moved
        + text("; most of all: {agency} ({count})", agency=named, count=formats.count(most.dossiers.iloc[0]))
    )


def order_in_words(come: Progress) -> str:
    """Say how far an order to clear overdue dossiers has come."""
    return text(
        "{order}: {handled} of {baseline} dossiers cleared by {listed}, {remaining} left before {day}",
        listed=formats.day(come.step.listed_on),
        order=come.campaign.document_number,
        handled=formats.count(come.handled),
        baseline=formats.count(come.baseline),
        remaining=formats.count(come.remaining),
        day=formats.day(come.campaign.deadline),
    )
