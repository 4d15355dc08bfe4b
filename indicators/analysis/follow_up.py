"""What is followed up beside the index: overdue dossiers, the order to clear them, synchronisation.

Told by the list of the week of a capture; where there is none, nothing is told in its place.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from indicators import catalogue
from indicators.analysis import overdue
from indicators.analysis.campaign import Progress, campaigns, progress
from indicators.analysis.capture_selection import CaptureInfo
from indicators.analysis.missing_cases import MissingCases, missing_cases
from indicators.analysis.overdue import BacklogSummary, Step
from indicators.errors import InputProblem
from indicators.warehouse.kept_answers import once_for_all
from indicators.warehouse.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What there is to follow up at a capture; None where the store does not tell."""

    summary: BacklogSummary | None
    backlog: pd.DataFrame
    order: Progress | None
    missing: MissingCases

    @property
    def step(self) -> Step | None:
        return self.summary.step if self.summary else None


@once_for_all
def follow_up(warehouse: Warehouse, capture: CaptureInfo, since: CaptureInfo | None = None) -> FollowUp:
    """Gather what the last list not later than the capture and the capture itself tell.

    The list is held against the one before it, or against that of an earlier capture `since`.
    """
    step = overdue.step_by(warehouse, capture.scope, capture.captured_on)
    summary = overdue.backlog_summary(warehouse, step, since.captured_on if since else None) if step else None
    backlog = overdue.backlog(warehouse, step, "agency") if step else pd.DataFrame()
    node = catalogue.node_in_role("synchronisation", catalogue.load()[capture.index_version])
    return FollowUp(summary, backlog, _order(warehouse, summary), missing_cases(warehouse, capture, node))


def _order(warehouse: Warehouse, summary: BacklogSummary | None) -> Progress | None:
    """Find the last order given by the day of the list whose own list is there."""
    if summary is None:
        return None
    step = summary.step
    for campaign in campaigns(warehouse, step.scope):
        if campaign.document_date <= step.listed_on:
            try:
                return progress(warehouse, campaign, step.listed_on)
            except InputProblem:
                continue
    return None
