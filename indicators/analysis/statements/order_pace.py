"""Of an order's pace: where it leads by the deadline and how sure that is, what is needed, what the document says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from indicators import formats
from indicators.analysis.campaign import Pace, Progress, Verdict
from indicators.analysis.provenance import list_day
from indicators.analysis.reminders import ResultReport
from indicators.analysis.statements.model import Statement
from indicators.analysis.statements.orders import of_order, order
from indicators.analysis.statements.reminders import document
from indicators.store.overdue_list import cause_name
from indicators.translation import text
from indicators.warehouse.warehouse import records


def outlook(come: Progress, on: date) -> Statement:
    """Say on a day what the recent pace implies, and how sure that is; of a deadline that has passed that alone."""
    pace = come.pace
    told = "missed" if come.is_over(on) and come.remaining else pace.verdict
    numbers = {
        name: float(value)
        for name, value in (("left", pace.at_deadline), ("low", pace.low), ("high", pace.high))
        if value is not None and told not in ("done", "missed")
    }
    return _of(come, f"outlook_{told}", numbers, lambda: _outlook(come, told))


def verdict(come: Progress, on: date) -> Statement:
    """Say on a day whether an order will be in time, at the recent pace; what it has come to where none can tell."""
    pace, deadline = come.pace, come.campaign.deadline
    if come.is_over(on) or pace.verdict in ("done", "missed", "unknown"):
        return order(come, on)
    numbers = {
        "remaining": float(come.remaining),
        "baseline": float(come.baseline),
        "left": float(pace.at_deadline or 0),
        "low": float(pace.low or 0),
        "high": float(pace.high or 0),
    }

    def words() -> str:
        told = {
            "order": come.campaign.document_number,
            "deadline": formats.day(deadline),
            "remaining": formats.count(come.remaining),
            "left": formats.count(pace.at_deadline),
            "low": formats.count(pace.low),
            "high": formats.count(pace.high),
            "listed": list_day(come.step),
        }
        if pace.verdict == "on_pace":
            return text(
                "{order} is on its way to be in time for {deadline}: {remaining} dossiers left by the list of {listed}",
                **told,
            )
        if pace.verdict == "off_pace":
            return text(
                "{order} is late for its deadline {deadline}: at this pace about {left} dossiers will be left "
                "(from the list of {listed}; 80% interval: {low}–{high})",
                **told,
            )
        return text(
            "{order} may miss its deadline {deadline}: at this pace about {left} dossiers will be left "
            "(from the list of {listed}; 80% interval: {low}–{high})",
            **told,
        )

    return _of(come, f"verdict_{pace.verdict}", numbers, words)


def _outlook(come: Progress, verdict: Verdict) -> str:
    pace = come.pace
    left, low, high = (formats.count(value) for value in (pace.at_deadline, pace.low, pace.high))
    return {
        "done": text("All dossiers of the order are cleared"),
        "missed": text("The deadline has passed with dossiers left"),
        "on_pace": text(
            "At the recent pace all will be cleared by the deadline (80% interval: {low}–{high} left)",
            low=low,
            high=high,
        ),
        "off_pace": text(
            "At the recent pace about {left} will be left at the deadline (80% interval: {low}–{high})",
            left=left,
            low=low,
            high=high,
        ),
        "uncertain": text(
            "At the recent pace about {left} will be left at the deadline; the weeks differ so much that "
            "it may also be none (80% interval: {low}–{high})",
            left=left,
            low=low,
            high=high,
        ),
        "unknown": text("Too few lists since the order to tell where the pace leads"),
    }[verdict]


def needed(come: Progress, on: date) -> Statement | None:
    """Say what pace its last list asks for, beside the recent one; None once all is done or the deadline has passed."""
    pace = come.pace
    if pace.needed is None or not come.remaining or come.is_over(on):
        return None
    numbers = {"needed": pace.needed, "days": float(pace.working_days_left or 0)}
    if pace.recent is not None:
        numbers |= {"recent": pace.recent, "intervals": pace.intervals}

    def words() -> str:
        said = text(
            "From the list of {day} to the deadline {needed} a week are needed, over {days} working days",
            day=list_day(come.step),
            needed=formats.number(pace.needed, 1),
            days=formats.count(pace.working_days_left),
        )
        return said + _of_late(pace)

    return _of(come, "pace_needed", numbers, words)


def _of_late(pace: Pace) -> str:
    """Say how many were cleared a week of late; that more came back than were cleared, where that is so."""
    if pace.recent is None:
        return ""
    told = {"recent": formats.number(abs(pace.recent), 1), "intervals": formats.count(pace.intervals)}
    if (formats.as_shown(pace.recent, 1) or 0) < 0:
        return text("; of late {recent} more a week came back ({intervals} intervals between lists)", **told)
    return text("; of late {recent} a week were cleared ({intervals} intervals between lists)", **told)


def announced(come: Progress) -> Statement | None:
    """Say where the document's number and the list that is followed part; None where they agree."""
    if come.announced is None or come.announced == come.baseline:
        return None
    named = come.announced
    return _of(
        come,
        "announced",
        {"announced": named, "baseline": come.baseline},
        lambda: text(
            "The document names {announced} dossiers; the list of {day}, which is followed, "
            "holds {baseline} of its addressees",
            announced=formats.count(named),
            day=list_day(come.baseline_step),
            baseline=formats.count(come.baseline),
        ),
    )


def given(come: Progress) -> Statement:
    """Say what was ordered: the document, the days its dossiers were counted, by when they are to be cleared."""
    order = come.campaign
    return _of(
        come,
        "order_given",
        {},
        lambda: text(
            "Following {order} ({title}), with what was counted from {first} to {last}, to be cleared before {day}",
            order=document(order),
            title=order.title,
            first=formats.day(order.counted_from),
            last=formats.day(order.counted_to),
            day=formats.day(order.deadline),
        ),
    )


def causes(report: ResultReport) -> Statement | None:
    """Say by cause what the addressees have overdue, whether or not the order counted it; None where nothing is."""
    come, by_cause = report.progress, list(records(report.remaining_by_cause))
    if not by_cause:
        return None
    return of_order(
        come,
        "order_causes",
        {row.cause: row.dossiers for row in by_cause},
        lambda: text(
            "All that the addressees have overdue in the list of {day}, by cause: {causes}",
            day=list_day(come.step),
            causes="; ".join(f"{cause_name(row.cause)}: {formats.count(row.dossiers)}" for row in by_cause),
        ),
        report.remaining_by_cause,
    )


def cleared(come: Progress) -> Statement:
    """Say how many of how many are cleared by a list, as the report on an order's result does."""
    return _of(
        come,
        "order_result",
        {"handled": come.handled, "baseline": come.baseline, "remaining": come.remaining},
        lambda: text(
            "Up to {day}, **{handled} of {baseline} dossiers** are cleared ({share}); **{remaining}** remain",
            day=list_day(come.step),
            handled=formats.count(come.handled),
            baseline=formats.count(come.baseline),
            share=formats.percent(come.share),
            remaining=formats.count(come.remaining),
        ),
    )


def _of(come: Progress, kind: str, numbers: Mapping[str, float], words: Callable[[], str]) -> Statement:
    return of_order(come, kind, numbers, words, come.burn_down)
