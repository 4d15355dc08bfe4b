"""Slides that follow up: overdue dossiers, the order to clear them, synchronisation, reminders, proposals.

They show the list of the week of the capture; without one they say so.
"""

from __future__ import annotations

from indicators import formats
from indicators.analysis.follow_up import FollowUp, backlog_in_words, order_in_words
from indicators.analysis.overdue import Step
from indicators.analysis.own_counts import Reconciliation
from indicators.analysis.provenance import of_list
from indicators.deck.model import Bars, Lines, Points, Slide, Table
from indicators.deck.slide_sources import MOST_BARS
from indicators.deck.synchronisation import synchronisation_slide
from indicators.reference.organisation import load_organisation
from indicators.store.overdue_list import cause_name
from indicators.translation import plural, text
from indicators.warehouse.warehouse import records

MOST_REMINDED = 10


def following_slides(found: FollowUp, own_count: Reconciliation | None, source: str) -> list[Slide]:
    """Build one slide each, in the order of the meeting."""
    return [
        _overdue(found),
        _campaign(found),
        synchronisation_slide(found.missing, own_count, source),
        _reminders(found),
        *_proposals(found),
    ]


def _behind(step: Step) -> tuple[tuple[str, str], ...]:
    """Return the list's parameters in the address of the live pages."""
    return (("list", step.code),)


def _without_list(key: str) -> Slide:
    message = text("Overdue dossiers: no list for this meeting")
    how = text("Import a list of overdue dossiers of the one-stop system for the week of the reading.")
    return Slide(key, message, Points((how,)), "", page="overdue")


def _overdue(found: FollowUp) -> Slide:
    standing = found.standing
    if standing is None:
        return _without_list("overdue")
    step, rows = standing.step, found.backlog.head(MOST_BARS)
    if step.dossiers == 0:
        message = text("No dossier is overdue in the list of {day}", day=formats.day(step.listed_on))
        return Slide(
            "overdue",
            message,
            Points((of_list(step).line(),)),
            of_list(step).marked_line(),
            page="overdue",
        )
    causes = "; ".join(
        f"{cause_name(code)}: {formats.count(count)}" for code, count in standing.causes.items()
    )
    return Slide(
        key="overdue",
        message=backlog_in_words(standing, found.backlog),
        exhibit=Bars(
            categories=tuple(map(str, rows["name"])),
            series=((text("Overdue dossiers"), tuple(float(count) for count in rows.dossiers)),),
            unit=text("dossiers"),
            decimals=0,
        ),
        source=of_list(step).marked_line(),
        notes=(
            text("By cause: {causes}", causes=causes),
            *(f"{row.name}: {formats.count(row.dossiers)}" for row in records(found.backlog)),
        ),
        page="overdue",
        query=_behind(step),
    )


def _campaign(found: FollowUp) -> Slide:
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
        message=order_in_words(come),
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
    standing = found.standing
    if standing is None:
        return _without_list("reminders")
    rows, step = found.backlog.head(MOST_REMINDED), standing.step
    if rows.empty:
        message = text("No agency needs a reminder by the list of {day}", day=formats.day(step.listed_on))
        return Slide(
            "reminders",
            message,
            Points((of_list(step).line(),)),
            of_list(step).marked_line(),
            page="overdue",
        )
    held = int(rows.dossiers.sum())
    header = (
        *(text("Number"), text("Agency"), text("Overdue dossiers"), text("Longest (days)")),
        text("Synchronisation faults"),
    )
    return Slide(
        key="reminders",
        message=text(
            "To be reminded first: {count} of {agencies} agencies, with {held} of {all} overdue dossiers",
            count=formats.count(len(rows)),
            agencies=formats.count(len(found.backlog)),
            held=formats.count(held),
            all=formats.count(step.dossiers),
        ),
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
        source=of_list(step).marked_line(),
        page="overdue",
        query=_behind(step),
    )


def _proposals(found: FollowUp) -> list[Slide]:
    """Say what the numbers ask for and nothing else; no slide where they ask for nothing."""
    asked = []
    standing, come, department = found.standing, found.order, load_organisation().issuer.digital_department
    if come and come.remaining:
        asked.append(
            plural(
                come.remaining,
                "Clear the {count} dossier left of {order} before {day}",
                "Clear the {count} dossiers left of {order} before {day}",
                count=formats.count(come.remaining),
                order=come.campaign.document_number,
                day=formats.day(come.campaign.deadline),
            )
        )
    if standing and standing.step.dossiers:
        asked.append(
            plural(
                min(len(found.backlog), MOST_REMINDED),
                "Remind the {count} agency with the most overdue dossiers",
                "Remind the {count} agencies with the most overdue dossiers",
                count=formats.count(min(len(found.backlog), MOST_REMINDED)),
            )
        )
    faults = standing.causes.get("synchronisation", 0) if standing else 0
    if faults:
        asked.append(
            plural(
                faults,
                "Mend, with {department}, the synchronisation of {count} dossier",
                "Mend, with {department}, the synchronisation of {count} dossiers",
                department=department,
                count=formats.count(faults),
            )
        )
    unknown = standing.causes.get("unknown", 0) if standing else 0
    if unknown:
        asked.append(
            plural(
                unknown,
                "Tell the cause of {count} dossier whose cause is not known",
                "Tell the cause of {count} dossiers whose cause is not known",
                count=formats.count(unknown),
            )
        )
    if not asked or standing is None:
        return []
    message = text("Proposals for the Committee to decide")
    return [
        Slide(
            "proposals", message, Points(tuple(asked)), of_list(standing.step).marked_line(), page="overdue"
        )
    ]
