"""Of an order to clear overdue dossiers: how far it has come while it runs, what it missed once its day has passed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pandas as pd

from indicators import formats
from indicators.analysis.campaign import Progress
from indicators.analysis.provenance import list_day, of_list
from indicators.analysis.statements.model import Evidence, Link, Statement
from indicators.translation import plural, text


def order(come: Progress, on: date) -> Statement:
    """Say how far an order has come by its last list, as told on a day: after its deadline only what it missed."""
    numbers = {"handled": come.handled, "baseline": come.baseline, "remaining": come.remaining}
    told = {
        "order": come.campaign.document_number,
        "baseline": formats.count(come.baseline),
    }
    if come.remaining == 0:
        return of_order(
            come,
            "order_done",
            numbers,
            lambda: text(
                "{order}: all {baseline} dossiers it counted are cleared, by the list of {listed}",
                listed=list_day(come.step),
                **told,
            ),
        )
    if come.is_over(on):
        return of_order(
            come,
            "order_missed",
            numbers,
            lambda: text(
                "{order}: deadline {day} has passed, {remaining} of {baseline} dossiers left by the list of {listed}",
                day=formats.day(come.campaign.deadline),
                remaining=formats.count(come.remaining),
                listed=list_day(come.step),
                **told,
            ),
        )
    return of_order(
        come,
        "order_running",
        numbers,
        lambda: text(
            "{order}: {handled} of {baseline} dossiers cleared by {listed}, {remaining} left before {day}",
            listed=list_day(come.step),
            handled=formats.count(come.handled),
            remaining=formats.count(come.remaining),
            day=formats.day(come.campaign.deadline),
            **told,
        ),
    )


def to_clear(come: Progress, on: date) -> Statement | None:
    """Say what of an order is still to be cleared, and by when; once its day has passed, at once; None of nothing."""
    if not come.remaining:
        return None
    count, number = formats.count(come.remaining), come.campaign.document_number
    if come.is_over(on):
        return of_order(
            come,
            "missed_to_clear",
            {"remaining": come.remaining},
            lambda: plural(
                come.remaining,
                "Clear at once the {count} dossier of {order} that missed its deadline {day}",
                "Clear at once the {count} dossiers of {order} that missed their deadline {day}",
                count=count,
                order=number,
                day=formats.day(come.campaign.deadline),
            ),
        )
    return of_order(
        come,
        "to_clear",
        {"remaining": come.remaining},
        lambda: plural(
            come.remaining,
            "Clear the {count} dossier left of {order} before {day}",
            "Clear the {count} dossiers left of {order} before {day}",
            count=count,
            order=number,
            day=formats.day(come.campaign.deadline),
        ),
    )


def of_order(
    come: Progress,
    kind: str,
    numbers: Mapping[str, float],
    words: Callable[[], str],
    rows: pd.DataFrame | None = None,
) -> Statement:
    """Make a statement about an order; `rows` prove it, by default the order's table."""
    asked = {"scope": come.step.scope, "baseline_step": come.baseline_step.number, "step": come.step.number}
    return Statement(
        kind=kind,
        subject=(come.campaign.campaign_id,),
        numbers=numbers,
        scope=come.step.scope,
        basis=of_list(come.step),
        evidence=Evidence("overdue_cohort", asked, come.table if rows is None else rows),
        link=Link("campaigns", {"campaign": come.campaign.campaign_id, "list": come.step.code}),
        words=words,
    )
