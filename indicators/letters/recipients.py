"""To whom letters about overdue dossiers go: to the agencies of a list that have something to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from indicators.analysis.campaign import campaigns
from indicators.analysis.overdue import Step
from indicators.analysis.reminders import reminders, synchronisation_requests
from indicators.letters.wording import Letter, reminder_letter, request_letter
from indicators.reference.organisation import load_organisation
from indicators.store.entries import Campaign
from indicators.warehouse.warehouse import Warehouse


def reminder_letters(
    warehouse: Warehouse,
    step: Step,
    agency_ids: Sequence[str] = (),
    campaign: Campaign | None = None,
    deadline: date | None = None,
) -> list[Letter]:
    """Write a reminder to each of these agencies, by default all, that has a dossier in the list.

    By default they remind of the last order given by the day of the list, those it is addressed to; an order
    that is asked for goes to its addressees alone.
    """
    chosen = agency_ids or (campaign.addressees if campaign else ())
    order = campaign or next(
        (
            campaign
            for campaign in campaigns(warehouse, step.scope)
            if campaign.document_date <= step.listed_on
        ),
        None,
    )
    return [reminder_letter(reminder) for reminder in reminders(warehouse, step, chosen, order, deadline)]


def request_letters(warehouse: Warehouse, step: Step, agency_ids: Sequence[str] = ()) -> list[Letter]:
    """Write a request of each of these agencies, by default all, that has synchronisation faults.

    The department that checks them asks nobody.
    """
    issuer = load_organisation().issuer
    requests = synchronisation_requests(warehouse, step, agency_ids)
    return [
        request_letter(request)
        for request in requests
        if not issuer.is_digital_department(request.agency_name)
    ]
