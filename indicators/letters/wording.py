"""Letters about overdue dossiers, in words: reminders, requests to check synchronisation, an order's result.

A letter is data: whoever typesets it (a document, a page) adds nothing. Numbers and days that matter stand
between `**`. Official letters are Vietnamese whatever language the page speaks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from indicators import formats
from indicators.analysis import document_code
from indicators.analysis.campaign import Progress
from indicators.analysis.overdue import Step
from indicators.analysis.provenance import Provenance, of_list
from indicators.analysis.reminders import OrderPart, Reminder, ResultReport, SynchronisationRequest
from indicators.analysis.statements import order_pace, orders
from indicators.analysis.statements import reminders as said
from indicators.analysis.statements.reminders import document
from indicators.codes import LetterKind
from indicators.periods import today
from indicators.reference.agency_names import sort_name
from indicators.reference.organisation import load_organisation
from indicators.reference.provinces import load_provinces
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
class Writer:
    """An agency that writes in its own name: in full, with the body above it, and the place it writes from."""

    name: str
    superior: str
    place: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: whose it is about, to whom, about what, its paragraphs and its annex.

    `provenance` is that of the list its numbers come from, `of` the choice it was made by. `issuer` is who writes
    it: None for the issuer of the settings, else the agency itself (a request to check dossiers).
    """

    kind: LetterKind
    agency_id: str
    addressee: str
    subject: str
    paragraphs: tuple[str, ...]
    annex: Annex
    provenance: Provenance
    of: document_code.Document
    issuer: Writer | None = None


def reminder_letter(reminder: Reminder) -> Letter:
    """Write the reminder to one agency, with its dossiers as annex."""
    with in_language("vi"):
        return Letter(
            kind="reminder",
            agency_id=reminder.agency_id,
            addressee=reminder.agency_name,
            subject=text("clearing overdue dossiers"),
            paragraphs=tuple(_reminder_paragraphs(reminder)),
            annex=_dossiers(
                text("Overdue dossiers of {agency}", agency=reminder.agency_name),
                reminder.annex,
                reminder.order,
            ),
            provenance=of_list(reminder.step),
            of=_reminder_choice(reminder),
        )


def request_letter(request: SynchronisationRequest) -> Letter:
    """Write an agency's request to check those of its dossiers whose cause is synchronisation."""
    with in_language("vi"):
        department = load_organisation().issuer.digital_department
        return Letter(
            kind="request",
            agency_id=request.agency_id,
            addressee=department,
            subject=text("checking the synchronisation of overdue dossiers"),
            paragraphs=(
                said.to_be_checked(request).sentence(),
                text(
                    "{agency} asks {department} to check them with us and to mend the fault; the list of "
                    "dossiers is attached.",
                    agency=request.agency_name,
                    department=department,
                ),
            ),
            annex=_dossiers(text("Dossiers to be checked"), request.annex),
            provenance=of_list(request.step),
            of=document_code.of_list("request", request.step, {"agency": request.agency_id}),
            issuer=writer_of(request.agency_name, request.step),
        )


def _reminder_choice(reminder: Reminder) -> document_code.Document:
    order = reminder.order.campaign.campaign_id if reminder.order else ""
    until = {"deadline": reminder.deadline.isoformat()} if reminder.deadline else {}
    manner = {**until, "on": reminder.on.isoformat()}
    chosen = {"agency": reminder.agency_id, "order": order}
    return document_code.of_list("reminder", reminder.step, chosen, manner)


def result_letter(report: ResultReport, on: date | None = None) -> Letter:
    """Write the result of an order, for who gave it, with its table by agency as annex.

    `on` is the day it is written, by default today.
    """
    with in_language("vi"):
        on = on or today()
        come = report.progress
        return Letter(
            kind="result",
            agency_id=come.campaign.campaign_id,
            addressee=load_organisation().issuer.people_committee,
            subject=text("the result of clearing overdue dossiers by {order}", order=document(come.campaign)),
            paragraphs=tuple(_result_paragraphs(report, on)),
            annex=_result_table(come),
            provenance=replace(of_list(come.step), is_demo=come.step.is_demo or come.campaign.is_demo),
            of=document_code.of_list(
                "result", come.step, {"order": come.campaign.campaign_id}, {"on": on.isoformat()}
            ),
        )


def _reminder_paragraphs(reminder: Reminder) -> Iterable[str]:
    told = (
        said.holds(reminder),
        said.balance(reminder),
        said.of_order(reminder),
        said.oldest(reminder),
        said.synchronised(reminder),
    )
    yield from (statement.sentence() for statement in told if statement)
    yield _request_with_deadline(reminder)


def _request_with_deadline(reminder: Reminder) -> str:
    """Ask for the order's dossiers by its deadline while it runs, and for all others by the reminder's own."""
    order, own = reminder.order, _before_deadline(reminder.deadline)
    told = {"agency": reminder.agency_name}
    if order and not order.is_over and reminder.deadline is None:
        told |= {"order": document(order.campaign), "by": _before_deadline(order.campaign.deadline)}
        if len(order.dossiers) == reminder.total:
            return text(
                "Following {order}, {agency} is asked to clear the dossiers named in the annex {by} and to "
                "report the result.",
                **told,
            )
        return text(
            "Following {order}, {agency} is asked to clear the dossiers that it counted {by}, the others named in "
            "the annex {own}, and to report the result.",
            **told,
            own=own,
        )
    # A list of before the deadline does not tell what was cleared by it.
    if order and order.is_over and reminder.step.listed_on >= order.campaign.deadline:
        return text(
            "{agency} is asked to clear the dossiers named in the annex {by}, to report the result, and to say why "
            "those of {order} were not cleared in time.",
            **told,
            order=document(order.campaign),
            by=own,
        )
    return text(
        "{agency} is asked to clear the dossiers named in the annex {by} and to report the result.",
        **told,
        by=own,
    )


def _before_deadline(deadline: date | None) -> str:
    return text("before **{day}**", day=formats.day(deadline)) if deadline else text("as soon as possible")


def _result_paragraphs(report: ResultReport, on: date) -> Iterable[str]:
    come = report.progress
    yield f"{order_pace.given(come)}:"
    yield order_pace.cleared(come).sentence()
    if come.remaining and come.is_over(on):
        yield orders.order(come, on).sentence()
    if named := order_pace.announced(come):
        yield named.sentence()
    if causes := order_pace.causes(report):
        yield causes.sentence()


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
        text("Result by agency, {order}", order=document(come.campaign)),
        header,
        tuple(rows),
        frozenset({0, 2, 3, 4, 5}),
    )


def _dossiers(title: str, listed: pd.DataFrame, order: OrderPart | None = None) -> Annex:
    """List dossiers, those that an order counted marked."""
    header = (
        *(text("Number"), text("Dossier code"), text("Procedure"), text("Accepted")),
        *(text("Due"), text("Days overdue"), text("Cause")),
        *([text("Counted by {number}", number=order.campaign.document_number)] if order else []),
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
            *([text("yes") if row.dossier_code in order.dossiers else text("no")] if order else []),
        )
        for number, row in enumerate(records(listed), start=1)
    )
    return Annex(title, header, rows, frozenset({0, 5}))


def writer_of(name: str, step: Step) -> Writer:
    """Say as whose an agency's own letter is written: in full, from its own place, below the province's committee."""
    province = load_provinces().get(step.scope, "")
    is_committee = name.startswith("UBND ")
    return Writer(
        name=name.replace("UBND", "Ủy ban nhân dân", 1) if is_committee else name,
        superior=province.replace("UBND", "Ủy ban nhân dân", 1),
        place=sort_name(name) if is_committee else load_organisation().issuer.place,
    )
