"""Slides that follow up: overdue dossiers, the order to clear them, synchronisation, reminders, proposals.

They show the last list not later than the capture; without one they say so.
"""

from __future__ import annotations

from datetime import date

from indicators import formats
from indicators.analysis.campaign import Progress
from indicators.analysis.follow_up import FollowUp
from indicators.analysis.overdue import Step
from indicators.analysis.overview import Overview
from indicators.analysis.own_counts import Reconciliation
from indicators.analysis.provenance import of_list
from indicators.analysis.statements import order_pace, orders, overdue_dossiers
from indicators.analysis.statements.proposals import proposed, to_decide
from indicators.analysis.ties import without_cut
from indicators.deck.model import Lines, Points, Slide, Table
from indicators.deck.slide_sources import MOST_BARS, marked_bars, said
from indicators.deck.synchronisation import synchronisation_slide
from indicators.translation import text
from indicators.warehouse.warehouse import records


def following_slides(found: FollowUp, own_count: Reconciliation | None, view: Overview) -> list[Slide]:
    """One slide each, in the order of the meeting."""
    on = view.capture.captured_on
    return [
        _overdue(found),
        _campaign(found, on),
        synchronisation_slide(found.missing, own_count, view),
        _reminders(found),
        *_proposals(found, on),
    ]


def _behind(step: Step) -> tuple[tuple[str, str], ...]:
    """Return the list's parameters in the address of the live pages."""
    return (("list", step.code),)


def _without_list(key: str, about: str) -> Slide:
    message = text("{about}: no list for this meeting", about=about)
    how = text("Import a list of overdue dossiers of the one-stop system for the week of the reading.")
    return Slide(key, message, Points((how,)), "", page="overdue", is_empty=True)


def _overdue(found: FollowUp) -> Slide:
    summary = found.summary
    if summary is None:
        return _without_list("overdue", text("Overdue dossiers"))
    step = summary.step
    message, source = str(overdue_dossiers.backlog(summary, found.backlog)), of_list(step).marked_line()
    if step.dossiers == 0:
        return Slide("overdue", message, Points((of_list(step).line(),)), source, page="overdue")
    named = found.backlog[found.backlog.part.notna()]
    rows = named.head(without_cut(list(named.dossiers), MOST_BARS))
    alike = overdue_dossiers.to_remind(summary, found.backlog)
    most = rows.dossiers.max() if len(rows) else 0
    return Slide(
        key="overdue",
        message=message,
        exhibit=Points((str(alike),))
        if rows.empty
        else marked_bars(
            list(map(str, rows["name"])),
            [float(count) for count in rows.dossiers],
            list(rows.dossiers == most),
            (text("Overdue dossiers"), text("Most")),
            text("dossiers"),
            decimals=0,
        ),
        source=source,
        facts=said(overdue_dossiers.by_cause(summary), overdue_dossiers.longest(summary)),
        notes=tuple(f"{row.name}: {formats.count(row.dossiers)}" for row in records(found.backlog)),
        page="overdue",
        query=_behind(step),
    )


def _campaign(found: FollowUp, on: date) -> Slide:
    come = found.order
    if come is None:
        if found.step is None:
            return _without_list("order", text("Order to clear overdue dossiers"))
        message = text("No order to clear overdue dossiers was entered")
        how = Points((text("Enter it on the page Orders."),))
        source = of_list(found.step).marked_line()
        return Slide("order", message, how, source, page="campaigns", is_empty=True)
    return Slide(
        key="order",
        message=str(order_pace.verdict(come, on)),
        exhibit=_burn_down(come, on),
        source=of_list(come.step).marked_line(),
        facts=said(orders.order(come, on), order_pace.needed(come, on)),
        notes=tuple(
            f"{row.agency_name}: {formats.count(row.handled)}/{formats.count(row.baseline)}"
            for row in records(come.table)
        ),
        page="campaigns",
        query=(("campaign", come.campaign.campaign_id), *_behind(come.step)),
    )


def _burn_down(come: Progress, on: date) -> Lines:
    """Draw what was left at each list, the pace needed, and, while the deadline is to come, what is left then."""
    line, deadline = come.burn_down, come.campaign.deadline
    listed: dict[date, tuple[float, float]] = {
        row.listed_on: (float(row.remaining), round(float(row.needed), 1)) for row in records(line)
    }
    days = sorted({*listed, deadline})
    last = max(listed)
    remaining = tuple(listed[day][0] if day in listed else None for day in days)
    needed = tuple(listed[day][1] if day in listed else 0.0 for day in days)
    series = [(text("Remaining"), remaining), (text("Needed to be on time"), needed)]
    left = come.pace.at_deadline
    if left is not None and last < deadline and not come.is_over(on):
        ahead = {last: listed[last][0], deadline: float(round(left))}
        series.append((text("At the recent pace"), tuple(ahead.get(day) for day in days)))
    return Lines(tuple(days), tuple(series), text("dossiers"), deadline)


def _reminders(found: FollowUp) -> Slide:
    summary = found.summary
    if summary is None:
        return _without_list("reminders", text("Reminders"))
    rows, step = overdue_dossiers.first_to_remind(found.backlog), summary.step
    message, source = str(overdue_dossiers.to_remind(summary, found.backlog)), of_list(step).marked_line()
    if rows.empty:
        return Slide("reminders", message, Points((of_list(step).line(),)), source, page="overdue")
    header = (
        *(text("Number"), text("Agency"), text("Overdue dossiers"), text("Longest (days)")),
        text("Synchronisation faults"),
    )
    return Slide(
        key="reminders",
        message=message,
        exhibit=Table(
            header,
            tuple(
                (
                    str(number),
                    str(row.agency),
                    *(
                        formats.count(value)
                        for value in (row.dossiers, row.longest_days, row.synchronisation)
                    ),
                )
                for number, row in enumerate(records(rows.rename(columns={"name": "agency"})), start=1)
            ),
            frozenset({0, 2, 3, 4}),
        ),
        source=source,
        page="overdue",
        query=_behind(step),
    )


def _proposals(found: FollowUp, on: date) -> list[Slide]:
    """Show what the numbers ask for: who does what, how much, by when, and what it brings; no slide of nothing."""
    asked = proposed(found, on)
    if not asked or found.step is None:
        return []
    message = str(to_decide([one.statement for one in asked]))
    header = (text("What"), text("Who"), text("Dossiers"), text("By when"), text("What it brings"))
    rows = tuple(
        (str(one.statement), one.who, formats.count(one.dossiers), one.by_when, one.brings) for one in asked
    )
    return [
        Slide(
            "proposals",
            message,
            Table(header, rows, frozenset({2}), wraps=True),
            of_list(found.step).marked_line(),
            facts=tuple(str(one.statement) for one in asked),
            page="overdue",
        )
    ]
