"""Letters about overdue dossiers, in words: reminders, requests to check synchronisation, an order's result.

A letter is data: whoever typesets it (a document, a page) adds nothing. Numbers and days that matter stand
between `**`. Official letters are Vietnamese whatever language the page speaks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd

from indicators import formats
from indicators.analysis.campaign import Progress
from indicators.analysis.provenance import Provenance, of_list
from indicators.analysis.reminders import (
    Reminder,
    ResultReport,
    SynchronisationRequest,
)
from indicators.codes import LetterKind
from indicators.reference.organisation import load_organisation
from indicators.store.entries import Campaign
from indicators.store.overdue_list import cause_name
from indicators.translation import in_language, text
from indicators.warehouse.warehouse import records


@dataclass(frozen=True, slots=True)
class Annex:
    """A table that goes with a letter: header and rows as written; `numeric` are the columns of numbers."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int]


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: whose it is about, to whom, about what, its paragraphs and its annex.

    `provenance` is that of the list its numbers come from. `issuer` is who writes it: None for the
    issuer of the settings, else the agency itself (a request to check dossiers).
    """

    kind: LetterKind
    agency_id: str
    addressee: str
    subject: str
    paragraphs: tuple[str, ...]
    annex: Annex
    provenance: Provenance
    issuer: str | None = None


def reminder_letter(reminder: Reminder) -> Letter:
    """Write the reminder to one agency, with its dossiers as annex."""
    with in_language("vi"):
        return Letter(
            kind="reminder",
            agency_id=reminder.agency_id,
            addressee=reminder.agency_name,
            subject=text("clearing overdue dossiers"),
            paragraphs=tuple(_reminding(reminder)),
            annex=_dossiers(
                text("Overdue dossiers of {agency}", agency=reminder.agency_name), reminder.annex
            ),
            provenance=of_list(reminder.step),
        )


def request_letter(request: SynchronisationRequest) -> Letter:
    """Write an agency's request to check those of its dossiers whose cause is synchronisation."""
    with in_language("vi"):
        department = load_organisation().issuer.digital_department
        day = formats.day(request.step.listed_on)
        return Letter(
            kind="request",
            agency_id=request.agency_id,
            addressee=department,
            subject=text("checking the synchronisation of overdue dossiers"),
            paragraphs=(
                text(
                    "By the list of overdue dossiers of {day}, **{count} dossiers** of {agency} are shown as "
                    "overdue while their cause is a fault of synchronisation with the National Portal.",
                    day=day,
                    count=formats.count(request.total),
                    agency=request.agency_name,
                ),
                text(
                    "{agency} asks {department} to check them with us and to mend the fault; the list of "
                    "dossiers is attached.",
                    agency=request.agency_name,
                    department=department,
                ),
            ),
            annex=_dossiers(text("Dossiers to be checked"), request.annex),
            provenance=of_list(request.step),
            issuer=request.agency_name,
        )


def result_letter(report: ResultReport) -> Letter:
    """Write the result of an order, for who gave it, with its table by agency as annex."""
    with in_language("vi"):
        come = report.progress
        return Letter(
            kind="result",
            agency_id=come.campaign.campaign_id,
            addressee=load_organisation().issuer.people_committee,
            subject=text("the result of clearing overdue dossiers by {order}", order=_order(come.campaign)),
            paragraphs=tuple(_result(report)),
            annex=_result_table(come),
            provenance=replace(of_list(come.step), is_demo=come.step.is_demo or come.campaign.is_demo),
        )


def _reminding(reminder: Reminder) -> Iterable[str]:
    yield text(
        "By the list of overdue dossiers of {day}, {agency} has **{count} overdue dossiers** ({acceptance} "
        "overdue for acceptance, {processing} overdue in processing).",
        day=formats.day(reminder.step.listed_on),
        agency=reminder.agency_name,
        count=formats.count(reminder.total),
        acceptance=formats.count(reminder.acceptance),
        processing=formats.count(reminder.processing),
    )
    if reminder.new is not None and reminder.cleared is not None:
        yield text(
            "Since the list before, {new} came in and {cleared} were cleared.",
            new=formats.count(reminder.new),
            cleared=formats.count(reminder.cleared),
        )
    if reminder.oldest_days is not None:
        yield text(
            "The longest overdue is {code}, due on {due}, overdue by {days} days.",
            code=reminder.oldest_code,
            due=formats.day(reminder.oldest_due),
            days=formats.count(reminder.oldest_days),
        )
    if reminder.synchronisation and load_organisation().issuer.is_digital_department(reminder.agency_name):
        yield text(
            "Of them {count} have a fault of synchronisation as their cause: {agency} leads their checking.",
            count=formats.count(reminder.synchronisation),
            agency=reminder.agency_name,
        )
    elif reminder.synchronisation:
        yield text(
            "Of them {count} have a fault of synchronisation as their cause: send them to {department} to be "
            "checked together.",
            count=formats.count(reminder.synchronisation),
            department=load_organisation().issuer.digital_department,
        )
    yield _asked(reminder)


def _asked(reminder: Reminder) -> str:
    by = (
        text("before **{day}**", day=formats.day(reminder.deadline))
        if reminder.deadline
        else text("as soon as possible")
    )
    if reminder.campaign:
        return text(
            "Following {order}, {agency} is asked to clear the dossiers named in the annex {by} and to "
            "report the result.",
            order=_order(reminder.campaign),
            agency=reminder.agency_name,
            by=by,
        )
    return text(
        "{agency} is asked to clear the dossiers named in the annex {by} and to report the result.",
        agency=reminder.agency_name,
        by=by,
    )


def _order(campaign: Campaign) -> str:
    return text(
        "document {number} of {day}", number=campaign.document_number, day=formats.day(campaign.document_date)
    )


def _result(report: ResultReport) -> Iterable[str]:
    come = report.progress
    order = come.campaign
    yield text(
        "Following {order} ({title}), with dossiers counted from {first} to {last}, to be cleared "
        "before {day}:",
        order=_order(order),
        title=order.title,
        first=formats.day(order.counted_from),
        last=formats.day(order.counted_to),
        day=formats.day(order.deadline),
    )
    yield text(
        "Up to {day}, **{handled} of {baseline} dossiers** are cleared ({share}); **{remaining}** remain.",
        day=formats.day(come.step.listed_on),
        handled=formats.count(come.handled),
        baseline=formats.count(come.baseline),
        share=formats.percent(come.share),
        remaining=formats.count(come.remaining),
    )
    if come.announced is not None and come.announced != come.baseline:
        yield text(
            "The document names {announced} dossiers; the list of {day}, which is followed, "
            "holds {baseline}.",
            announced=formats.count(come.announced),
            day=formats.day(come.baseline_step.listed_on),
            baseline=formats.count(come.baseline),
        )
    causes = [
        f"{cause_name(row.cause)}: {formats.count(row.dossiers)}"
        for row in records(report.remaining_by_cause)
    ]
    if causes:
        yield text(
            "All that the addressees have overdue in the list of {day}, by cause: {causes}.",
            day=formats.day(come.step.listed_on),
            causes="; ".join(causes),
        )


def _result_table(come: Progress) -> Annex:
    rows = [
        (
            str(number),
            row.agency_name,
            *(formats.count(value) for value in (row.baseline, row.handled, row.remaining)),
            formats.percent(row.share),
            row.note,
        )
        for number, row in enumerate(records(come.table), start=1)
    ]
    sums = (formats.count(value) for value in (come.baseline, come.handled, come.remaining))
    rows.append(("", text("Total"), *sums, formats.percent(come.share), ""))
    header = (
        *(text("Number"), text("Agency"), text("Dossiers"), text("Handled")),
        *(text("Remaining"), text("Share"), text("Note")),
    )
    return Annex(
        text("Result by agency, {order}", order=_order(come.campaign)),
        header,
        tuple(rows),
        frozenset({0, 2, 3, 4, 5}),
    )


def _dossiers(title: str, listed: pd.DataFrame) -> Annex:
    header = (
        *(text("Number"), text("Dossier code"), text("Procedure"), text("Accepted")),
        *(text("Due"), text("Days overdue"), text("Cause")),
    )
    rows = tuple(
        (
            str(number),
            row.dossier_code,
            formats.MISSING if pd.isna(row.procedure) else row.procedure,
            formats.day(row.accepted_on),
            formats.day(row.due_on),
            formats.count(row.overdue_days),
            cause_name(row.cause),
        )
        for number, row in enumerate(records(listed), start=1)
    )
    return Annex(title, header, rows, frozenset({0, 5}))
