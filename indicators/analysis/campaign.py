"""Campaigns: how far an order to clear overdue dossiers has come, and whether the pace will do.

What is followed are the dossiers of the campaign's own list, its cohort; what falls overdue later is another
matter. A dossier that comes back counts as remaining again.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Literal

import pandas as pd

from indicators import formats
from indicators.analysis.overdue import Step, steps
from indicators.errors import InputProblem
from indicators.reference.working_calendar import load_calendar
from indicators.store.actor import Actor
from indicators.store.entries import Campaign
from indicators.store.store import Store
from indicators.translation import text
from indicators.warehouse.warehouse import Warehouse, records

# How many of the last intervals between lists tell the recent pace.
RECENT = 8
# Student's t for a two-sided interval of 80 %, by degrees of freedom.
T_80 = (3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415)
Verdict = Literal["done", "missed", "on_pace", "off_pace", "uncertain", "unknown"]


@dataclass(frozen=True, slots=True)
class Pace:
    """Dossiers a week: what is needed from now to the deadline, and what was cleared of late.

    `at_deadline` is how many will be left if the recent pace goes on; `low` and `high` enclose it with 80 %
    if weeks differ as they did (Student's t for the mean and the weeks to come). All are None while there
    are fewer than three intervals, and the interval says nothing of orders or holidays that change the pace.
    """

    weeks_left: float
    working_days_left: int | None
    needed: float | None
    recent: float | None
    intervals: int
    at_deadline: float | None
    low: float | None
    high: float | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Progress:
    """A campaign at one list.

    `announced` is the number in the document, `baseline` what its own list holds; they may differ, and both
    are told. `burn_down`, one a list since: listed_on, remaining, needed (the straight line to 0 at the
    deadline). `table`, one an agency, largest first: agency_id, agency_name, level, baseline, handled,
    remaining, share (handled / baseline), synchronisation (remaining ones with that cause), note.
    """

    campaign: Campaign
    baseline_step: Step
    step: Step
    announced: int | None
    baseline: int
    remaining: int
    burn_down: pd.DataFrame
    table: pd.DataFrame
    pace: Pace

    @property
    def handled(self) -> int:
        return self.baseline - self.remaining

    def is_over(self, on: date) -> bool:
        """Whether the order's deadline has passed on a day."""
        return on > self.campaign.deadline

    @property
    def share(self) -> float | None:
        """What part of the order's dossiers is cleared; None where it has none."""
        return self.handled / self.baseline if self.baseline else None


def campaigns(warehouse: Warehouse, scope: str, campaign_id: str | None = None) -> list[Campaign]:
    """List a province's campaigns, the latest first."""
    found = warehouse.ask("campaigns", scope=scope, campaign_id=campaign_id)
    return [
        Campaign(
            campaign_id=row.campaign_id,
            scope=row.scope,
            document_number=row.document_number,
            document_date=row.document_date,
            title=row.title,
            counted_from=row.counted_from,
            counted_to=row.counted_to,
            deadline=row.deadline,
            baseline=None if pd.isna(row.baseline) else int(row.baseline),
            addressees=tuple(row.addressees),
            entered_by=row.entered_by,
            is_demo=bool(row.is_demo),
            entered_at=row.entered_at.to_pydatetime(),
        )
        for row in records(found)
    ]


def enter_campaign(
    store: Store,
    *,
    scope: str,
    document_number: str,
    document_date: date,
    title: str,
    counted_from: date,
    counted_to: date,
    deadline: date,
    baseline: int | None,
    addressees: Sequence[str],
    actor: Actor,
) -> Campaign:
    """Keep an order as its document tells it; InputProblem if a part is missing or it is there already.

    One that was withdrawn, for it was entered wrongly, is entered anew under the next name.
    """
    if not document_number.strip() or not title.strip():
        raise InputProblem(
            "an order has a number and a subject.", do="Fill in both as the document has them."
        )
    # "291/UBND-NC" of 2024 is another document than that of 2025.
    name = f"{document_number.strip()} {document_date:%Y}".replace("/", "-").replace(" ", "-").lower()
    campaign = Campaign(
        campaign_id=name,
        scope=scope,
        document_number=document_number.strip(),
        document_date=document_date,
        title=title.strip(),
        counted_from=counted_from,
        counted_to=counted_to,
        deadline=deadline,
        baseline=baseline,
        addressees=tuple(addressees),
        entered_by=actor.name,
    )
    number = 1
    while not store.enter([campaign], actor):
        if there := campaigns(Warehouse.of(store), scope, campaign.campaign_id):
            raise _there_already(there[0])
        number += 1
        campaign = replace(campaign, campaign_id=f"{name}-{number}")
    return campaign


def _there_already(there: Campaign) -> InputProblem:
    return InputProblem(
        "the order {number} was entered by {who}, {moment}: “{title}”, deadline {deadline}.",
        do="Choose it above; where it is wrong, withdraw it on the page History first.",
        number=there.document_number,
        who=there.entered_by,
        moment=formats.moment(there.entered_at),
        title=there.title,
        deadline=formats.day(there.deadline),
    )


def find_campaign(warehouse: Warehouse, scope: str, campaign_id: str) -> Campaign:
    """Find the campaign of this id; InputProblem where there is none."""
    if found := campaigns(warehouse, scope, campaign_id):
        return found[0]
    raise InputProblem("there is no campaign “{campaign}”.", campaign=campaign_id)


def progress(warehouse: Warehouse, campaign: Campaign, as_of: date | None = None) -> Progress:
    """Measure the campaign's progress by the last list up to a day; InputProblem where no list fits."""
    known = steps(warehouse, campaign.scope, as_of)
    baseline = baseline_of(warehouse, campaign, as_of)
    now = known[-1]
    rows = warehouse.ask(
        "overdue_cohort",
        scope=campaign.scope,
        baseline_step=baseline.number,
        step=now.number,
        addressees="|".join(campaign.addressees),
    )
    line = rows.groupby(["step", "listed_on"])[["remaining"]].sum().reset_index()
    total = int(line.remaining.iloc[0]) if len(line) else 0
    line["needed"] = [_line(total, baseline.listed_on, campaign.deadline, day) for day in line.listed_on]
    remaining = int(line.remaining.iloc[-1]) if len(line) else 0
    return Progress(
        campaign=campaign,
        baseline_step=baseline,
        step=now,
        announced=campaign.baseline,
        baseline=total,
        remaining=remaining,
        burn_down=line.drop(columns="step"),
        table=_table(rows[rows.step == now.number]),
        pace=pace(list(line.listed_on), list(line.remaining), campaign.deadline),
    )


def baseline_of(warehouse: Warehouse, campaign: Campaign, as_of: date | None = None) -> Step:
    """Find the list that an order counted: the last within its counting window; InputProblem where none is there.

    A later one holds other dossiers than the order counted.
    """
    known = steps(warehouse, campaign.scope, as_of)
    within = [step for step in known if campaign.counted_from <= step.listed_on <= campaign.counted_to]
    if not within:
        raise InputProblem(
            "no list tells the dossiers of the campaign “{campaign}”.",
            do="Import the list counted from {first} to {last}.",
            campaign=campaign.campaign_id,
            first=f"{campaign.counted_from:%d/%m/%Y}",
            last=f"{campaign.counted_to:%d/%m/%Y}",
        )
    return within[-1]


def _line(total: int, start: date, deadline: date, day: date) -> float:
    whole = (deadline - start).days
    return max(0.0, total * (1 - (day - start).days / whole)) if whole > 0 else 0.0


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    table = rows[["agency_id", "agency_name", "level", "baseline"]].assign(
        handled=rows.baseline - rows.remaining,
        remaining=rows.remaining,
        share=(rows.baseline - rows.remaining) / rows.baseline,
        synchronisation=rows.synchronisation,
    )
    table["note"] = [
        text("{count} by a synchronisation fault", count=count) if count else ""
        for count in table.synchronisation
    ]
    return table.reset_index(drop=True)


def pace(days: Sequence[date], remaining: Sequence[int], deadline: date) -> Pace:
    """Estimate the pace of successive lists (their days, and what remained) against a deadline.

    Intervals count by how long they are: the recent pace is all that was cleared over all the time it took, and
    of several lists of one day the last tells what remained that day.
    """
    left_on = dict(zip(days, remaining, strict=True))
    today, left = days[-1], remaining[-1]
    weeks = max(0, (deadline - today).days) / 7
    intervals = [
        ((later - earlier).days / 7, left_on[earlier] - left_on[later])
        for earlier, later in pairwise(left_on)
    ][-RECENT:]
    span = sum(length for length, _ in intervals)
    recent = sum(cleared for _, cleared in intervals) / span if span else None
    expected = low = high = None
    if recent is not None and len(intervals) > 2:
        # What an interval clears differs from the mean pace the more, the longer it is; of equal ones this is the
        # standard deviation. Of the mean and of the weeks to come both are uncertain.
        squares = sum((cleared - recent * length) ** 2 / length for length, cleared in intervals)
        spread = math.sqrt(squares / (len(intervals) - 1)) * math.sqrt(weeks + weeks**2 / span)
        expected = max(0.0, left - recent * weeks)
        reach = T_80[len(intervals) - 2] * spread
        low, high = max(0.0, left - recent * weeks - reach), max(0.0, left - recent * weeks + reach)
    return Pace(
        weeks_left=weeks,
        working_days_left=load_calendar().working_days(today, deadline) if weeks else 0,
        needed=left / weeks if weeks else None,
        recent=recent,
        intervals=len(intervals),
        at_deadline=expected,
        low=low,
        high=high,
        verdict=_verdict(left, weeks, low, high),
    )


def _verdict(left: int, weeks: float, low: float | None, high: float | None) -> Verdict:
    if left == 0:
        return "done"
    if not weeks:
        return "missed"
    if low is None or high is None:
        return "unknown"
    if high < 0.5:
        return "on_pace"
    return "off_pace" if low >= 0.5 else "uncertain"
