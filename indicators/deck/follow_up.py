"""Slides that follow up: overdue dossiers, the order to clear them, synchronisation, reminders, proposals.

They show the last list not later than the capture; without one they say so.
"""

from __future__ import annotations

from datetime import date

from indicators import formats
from indicators.analysis.follow_up import FollowUp
from indicators.analysis.overdue import Step
from indicators.analysis.overview import Overview
from indicators.analysis.own_counts import Reconciliation
from indicators.analysis.provenance import of_list
from indicators.analysis.statements import orders, overdue_dossiers
from indicators.analysis.statements.proposals import proposals
from indicators.analysis.ties import without_cut
from indicators.deck.model import Bars, Lines, Points, Slide, Table
from indicators.deck.slide_sources import MOST_BARS
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


def _without_list(key: str) -> Slide:
    message = text("Overdue dossiers: no list for this meeting")
    how = text("Import a list of overdue dossiers of the one-stop system for the week of the reading.")
    return Slide(key, message, Points((how,)), "", page="overdue")


def _overdue(found: FollowUp) -> Slide:
    summary = found.summary
    if summary is None:
        return _without_list("overdue")
    step = summary.step
    message, source = str(overdue_dossiers.backlog(summary, found.backlog)), of_list(step).marked_line()
    if step.dossiers == 0:
        return Slide("overdue", message, Points((of_list(step).line(),)), source, page="overdue")
    named = found.backlog[found.backlog.part.notna()]
    rows = named.head(without_cut(list(named.dossiers), MOST_BARS))
    alike = overdue_dossiers.to_remind(summary, found.backlog)
    return Slide(
        key="overdue",
        message=message,
        exhibit=Points((str(alike),))
        if rows.empty
        else Bars(
            categories=tuple(map(str, rows["name"])),
            series=((text("Overdue dossiers"), tuple(float(count) for count in rows.dossiers)),),
            unit=text("dossiers"),
            decimals=0,
        ),
        source=source,
        notes=(
            str(overdue_dossiers.by_cause(summary)),
            *(f"{row.name}: {formats.count(row.dossiers)}" for row in records(found.backlog)),
        ),
        page="overdue",
        query=_behind(step),
    )


def _campaign(found: FollowUp, on: date) -> Slide:
    come = found.order
    if come is None:
        if found.step is None:
            return _without_list("order")
        message = text("No order to clear overdue dossiers was entered")
        return Slide(
            "order",
            message,
            Points((text("Enter it on the page Orders."),)),
            of_list(found.step).marked_line(),
            page="campaigns",
        )
    line = come.burn_down
    return Slide(
        key="order",
        message=str(orders.order(come, on)),
        exhibit=Lines(
            steps=tuple(formats.short_day(day) for day in line.listed_on),
            series=(
                (text("Remaining"), tuple(float(count) for count in line.remaining)),
                (text("Needed to be on time"), tuple(round(float(count), 1) for count in line.needed)),
            ),
            unit=text("dossiers"),
        ),
        source=of_list(come.step).marked_line(),
        notes=tuple(
            f"{row.agency_name}: {formats.count(row.handled)}/{formats.count(row.baseline)}"
            for row in records(come.table)
        ),
        page="campaigns",
        query=(("campaign", come.campaign.campaign_id), *_behind(come.step)),
    )


def _reminders(found: FollowUp) -> Slide:
    summary = found.summary
    if summary is None:
        return _without_list("reminders")
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
    """Show what the numbers ask for; no slide where they ask for nothing."""
    asked = proposals(found, on)
    if not asked or found.step is None:
        return []
    message = text("Proposals for the Committee to decide")
    return [
        Slide(
            "proposals",
            message,
            Points(tuple(map(str, asked))),
            of_list(found.step).marked_line(),
            page="overdue",
        )
    ]
