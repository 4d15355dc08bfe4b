"""To whom letters about overdue dossiers go: to the agencies of a list that have something to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from indicators import formats
from indicators.analysis.campaign import campaigns
from indicators.analysis.overdue import Step, backlog
from indicators.analysis.reminders import reminders, synchronisation_requests
from indicators.errors import InputProblem
from indicators.letters.wording import Letter, reminder_letter, request_letter
from indicators.periods import today
from indicators.reference.agencies import load_register
from indicators.reference.organisation import load_organisation
from indicators.store.entries import Campaign
from indicators.warehouse.warehouse import Warehouse


def reminder_letters(
    warehouse: Warehouse,
    step: Step,
    agency_ids: Sequence[str] = (),
    campaign: Campaign | None = None,
    deadline: date | None = None,
    *,
    is_of_order: bool = True,
    on: date | None = None,
) -> list[Letter]:
    """Write a reminder to each of these agencies, by default all, that has a dossier in the list.

    By default they remind of the last order given by the day of the list, those it is addressed to, unless no order
    `is_of_order`; an order that is asked for goes to its addressees alone. Whoever issues the letters writes none
    to itself. `on` is the day they are written, by default today; InputProblem for an agency that nobody knows, and
    for a deadline before that day.
    """
    on = on or today()
    check_agencies(warehouse, step, agency_ids)
    if deadline is not None and deadline < on:
        raise InputProblem(
            "the deadline {day} has passed.", do="Choose a day to come.", day=formats.day(deadline)
        )
    chosen = agency_ids or (campaign.addressees if campaign else ())
    order = campaign or (_last_order(warehouse, step) if is_of_order else None)
    issuer = load_organisation().issuer
    return [
        reminder_letter(reminder)
        for reminder in reminders(warehouse, step, chosen, order, deadline, on)
        if not issuer.is_issuing_body(reminder.agency_name)
    ]


def _last_order(warehouse: Warehouse, step: Step) -> Campaign | None:
    given = (order for order in campaigns(warehouse, step.scope) if order.document_date <= step.listed_on)
    return next(given, None)


def check_agencies(warehouse: Warehouse, step: Step, agency_ids: Sequence[str]) -> None:
    """Refuse an agency that neither the register nor the list knows: InputProblem names it."""
    listed = {str(part) for part in backlog(warehouse, step, "agency").part.dropna()}
    for agency_id in agency_ids:
        if agency_id not in listed and not load_register().entries(agency_id):
            raise InputProblem(
                "there is no agency “{agency}”.",
                do="Write its id as the page of the agency has it, for instance so-y-te.",
                agency=agency_id,
            )


def request_letters(warehouse: Warehouse, step: Step, agency_ids: Sequence[str] = ()) -> list[Letter]:
    """Write a request of each of these agencies, by default all, that has synchronisation faults.

    The department that checks them asks nobody.
    """
    check_agencies(warehouse, step, agency_ids)
    issuer = load_organisation().issuer
    requests = synchronisation_requests(warehouse, step, agency_ids)
    return [
        request_letter(request)
        for request in requests
        if not issuer.is_digital_department(request.agency_name)
    ]
