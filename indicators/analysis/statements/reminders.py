"""What a reminder says of an agency's dossiers: how many, what became of them, which belong to an order.

Numbers that matter stand between `**`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from indicators import formats
from indicators.analysis.provenance import list_day, of_list
from indicators.analysis.reminders import Flow, Reminder, SynchronisationRequest
from indicators.analysis.statements.model import Evidence, Link, Statement
from indicators.reference.organisation import load_organisation
from indicators.store.entries import Campaign
from indicators.translation import text


def holds(one: Reminder) -> Statement:
    """Say how many dossiers an agency has overdue in a list, by kind."""
    numbers = {"dossiers": one.total, "acceptance": one.acceptance, "processing": one.processing}
    return _of(
        one,
        "holds",
        numbers,
        lambda: text(
            "By the list of overdue dossiers of {day}, {agency} has **{count} overdue dossiers** ({acceptance} "
            "overdue for acceptance, {processing} overdue in processing)",
            day=list_day(one.step),
            agency=one.agency_name,
            count=formats.count(one.total),
            acceptance=formats.count(one.acceptance),
            processing=formats.count(one.processing),
        ),
    )


def balance(one: Reminder) -> Statement | None:
    """Say what became of an agency's dossiers since the list before, so that it adds up; None in the first list."""
    flow = one.flow
    if flow is None:
        return None
    names = ("before", "first", "new", "returned", "taken_over", "cleared", "handed_over", "after")
    return _of(
        one,
        "balance",
        {name: getattr(flow, name) for name in names},
        lambda: text(
            "Since the list of {day} ({before} dossiers): {moves}; {after} dossiers are left",
            day=formats.day(flow.previous_on),
            before=formats.count(flow.before),
            moves=", ".join(_moves(flow)),
            after=formats.count(flow.after),
        ),
    )


def _moves(flow: Flow) -> list[str]:
    """Say what came and went: always what is new, came back and was cleared, the rest where there is any."""
    said = [
        text("{count} new", count=formats.count(flow.new)),
        text("{count} came back", count=formats.count(flow.returned)),
        text("{count} cleared", count=formats.count(flow.cleared)),
    ]
    if flow.first:
        said.append(text("{count} that no list told of before", count=formats.count(flow.first)))
    if flow.taken_over:
        said.append(text("{count} taken over from other agencies", count=formats.count(flow.taken_over)))
    if flow.handed_over:
        said.append(text("{count} handed over to other agencies", count=formats.count(flow.handed_over)))
    return said


def oldest(one: Reminder) -> Statement | None:
    """Say which dossier is the longest overdue, and how many are overdue as long; None where it is not known."""
    days = one.oldest_days
    if days is None:
        return None
    alike = int((one.annex.overdue_days == days).sum())

    def words() -> str:
        if alike > 1:
            return text(
                "{count} dossiers are overdue the longest, {days} days each, due on {due}",
                count=formats.count(alike),
                days=formats.count(days),
                due=formats.day(one.oldest_due),
            )
        return text(
            "The longest overdue is {code}, due on {due}, overdue by {days} days",
            code=one.oldest_code,
            due=formats.day(one.oldest_due),
            days=formats.count(days),
        )

    return _of(one, "oldest", {"days": days, "dossiers": alike}, words)


def of_order(one: Reminder) -> Statement | None:
    """Say which of the dossiers an order counted, and which it says nothing of; None where none belongs to one."""
    order = one.order
    if order is None:
        return None
    own = len(order.dossiers)
    numbers = {"own": own, "beyond": one.total - own, "returned": order.returned}

    def words() -> str:
        said = text(
            "**{own}** of them were counted by {order}, {beyond} were not",
            own=formats.count(own),
            order=document(order.campaign),
            beyond=formats.count(one.total - own),
        )
        if order.returned:
            said += text(
                "; {count} that it counted had been cleared and came back",
                count=formats.count(order.returned),
            )
        if order.is_over:
            said += text(
                "; its deadline {day} has passed, {own} dossiers are left",
                day=formats.day(order.campaign.deadline),
                own=formats.count(own),
            )
        return said

    return _of(one, "of_order", numbers, words)


def synchronised(one: Reminder) -> Statement | None:
    """Say how many have a fault of synchronisation as their cause, and who checks them; None where none has."""
    if not one.synchronisation:
        return None
    issuer = load_organisation().issuer

    def words() -> str:
        count = formats.count(one.synchronisation)
        if issuer.is_digital_department(one.agency_name):
            return text(
                "Of them {count} have a fault of synchronisation as their cause: {agency} leads their checking",
                count=count,
                agency=one.agency_name,
            )
        return text(
            "Of them {count} have a fault of synchronisation as their cause: send them to {department} to be "
            "checked together",
            count=count,
            department=issuer.digital_department,
        )

    return _of(one, "to_synchronise", {"dossiers": one.synchronisation}, words)


def to_be_checked(one: SynchronisationRequest) -> Statement:
    """Say how many dossiers an agency asks to have checked, for they are shown as overdue by a fault."""
    return _of(
        one,
        "to_be_checked",
        {"dossiers": one.total},
        lambda: text(
            "By the list of overdue dossiers of {day}, **{count} dossiers** of {agency} are shown as "
            "overdue while their cause is a fault of synchronisation with the National Portal",
            day=list_day(one.step),
            count=formats.count(one.total),
            agency=one.agency_name,
        ),
    )


def document(campaign: Campaign) -> str:
    """Name an order by its document."""
    return text(
        "document {number} of {day}", number=campaign.document_number, day=formats.day(campaign.document_date)
    )


def _of(
    one: Reminder | SynchronisationRequest, kind: str, numbers: Mapping[str, float], words: Callable[[], str]
) -> Statement:
    step = one.step
    asked = {"scope": step.scope, "step": step.number, "agency_id": one.agency_id}
    return Statement(
        kind=kind,
        subject=(one.agency_id,),
        numbers=numbers,
        scope=step.scope,
        basis=of_list(step),
        evidence=Evidence("overdue_dossiers", asked, one.annex),
        link=Link("overdue", {"list": step.code, "whose": one.agency_id}),
        words=words,
    )
