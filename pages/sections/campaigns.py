"""The page of orders in parts: which order, how far it has come, its report table, a new one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from indicators import formats
from indicators.analysis import doors
from indicators.analysis.campaign import Progress, enter_campaign, progress
from indicators.analysis.overdue import Step, listed_agencies
from indicators.analysis.reminders import result_report
from indicators.analysis.statements import order_pace, orders
from indicators.errors import InputProblem
from indicators.exports.letters import letter_docx, letter_name
from indicators.letters.wording import result_letter
from indicators.markup import Markdown
from indicators.periods import today
from indicators.store.entries import Campaign
from indicators.translation import plural, text
from pages.components import access, entering, page_frame, page_record, pickers, plain
from pages.components.tables import show
from pages.components.url_choice import choose

SHOWN_ROWS = 12


def choose_order(known: Sequence[Campaign]) -> Campaign | None:
    """Ask which order, the latest by default; None while there is none."""
    if not known:
        return None
    return choose(
        text("Order"),
        "campaign",
        known,
        written=lambda campaign: (
            f"{campaign.document_number} · {formats.day(campaign.document_date)} · {campaign.title}"
        ),
        code=lambda campaign: campaign.campaign_id,
    )


def followed(order: Campaign, step: Step) -> Progress | None:
    """Return how far an order has come; where no list tells its dossiers, say which one is missing: None."""
    try:
        return progress(page_frame.warehouse(), order, step.listed_on)
    except InputProblem as problem:
        plain.warning(str(problem), icon=":material/help:")
        return None


def heading(come: Progress) -> None:
    """Say how far the order has come; once its day has passed, what it missed."""
    told = orders.order(come, today() if come.is_over(today()) else come.step.listed_on)
    handled = text("{share} cleared", share=formats.percent(come.share))
    page_record.words(Markdown("## {} :small[:gray[· {}]]").format(str(told), handled))
    if named := order_pace.announced(come):
        page_record.note(named.sentence())


def pace(come: Progress) -> None:
    """Say what the recent pace implies, and how sure that is."""
    page_record.words(order_pace.outlook(come, today()).sentence())
    if needed := order_pace.needed(come, today()):
        page_record.note(needed.sentence())


def report_table(come: Progress) -> None:
    """Show the annex of a report on the order: one row an agency, the most dossiers first."""
    shown = come.table.assign(number=come.table.index + 1)
    words, number = st.column_config.TextColumn, st.column_config.NumberColumn
    show(
        shown,
        {
            "number": number(text("No."), width=40),
            "agency_name": words(text("Agency"), width=205),
            "baseline": number(text("Dossiers"), width=70),
            "handled": number(text("Handled"), width=75),
            "remaining": number(text("Remaining"), width=75),
            "share": number(text("Share"), width=75),
            "note": words(text("Note"), width=180),
        },
        writers={"share": formats.percent},
        most=SHOWN_ROWS,
        links=doors.to_units(shown.agency_id, come.step.scope),
        alt=plural(
            len(shown),
            "Table of {count} agency with the order's dossiers",
            "Table of {count} agencies with the order's dossiers",
            count=formats.count(len(shown)),
        ),
    )


def result(come: Progress) -> None:
    """Offer the report on the order's result, as a Word file."""
    report = result_report(page_frame.warehouse(), come)
    letter = result_letter(report)
    st.download_button(
        text("Report on the result (Word)"),
        lambda: letter_docx(letter),
        file_name=letter_name(letter),
        icon=":material/download:",
        on_click="ignore",
    )


def enter_order(scope: str) -> None:
    """Show a form for a new order, as its document tells it."""
    names = pickers.offered(listed_agencies(page_frame.warehouse(), scope))
    number, title, baseline = map(entering.field, ("number", "title", "baseline"))
    with st.expander(text("Enter an order"), icon=":material/add:"), st.form("order"):
        first, second, third = st.columns(3)
        with first:
            st.text_input(text("Document number"), placeholder="291/UBND-NC", key=number)
            st.date_input(text("Document date"), format="DD/MM/YYYY", key="of")
            st.text_input(text("Subject"), key=title)
        with second:
            st.date_input(text("Counted from"), format="DD/MM/YYYY", key="from")
            st.date_input(text("Counted to"), format="DD/MM/YYYY", key="to")
            st.date_input(text("Deadline"), format="DD/MM/YYYY", key="deadline")
        with third:
            st.number_input(
                text("Dossiers by the document (empty: as the list counts)"),
                min_value=1,
                value=None,
                step=1,
                key=baseline,
            )
            st.multiselect(
                text("Addressees (none: all)"),
                list(names),
                format_func=lambda code: names[code],
                placeholder=text("all agencies"),
                key="addressees",
            )
        entering.keep_button(
            text("Keep the order"),
            partial(_enter, scope),
            *(number, "of", title, "from", "to", "deadline", baseline, "addressees"),
        )


def _enter(
    scope: str,
    number: str,
    of: date,
    title: str,
    counted_from: date,
    counted_to: date,
    deadline: date,
    baseline: int | None,
    addressees: list[str],
) -> str:
    """Keep the order; the sentence that confirms it."""
    enter_campaign(
        page_frame.warehouse().store,
        scope=scope,
        document_number=number,
        document_date=of,
        title=title,
        counted_from=counted_from,
        counted_to=counted_to,
        deadline=deadline,
        baseline=baseline,
        addressees=addressees,
        actor=access.actor(),
    )
    return text("The order {number} was kept.", number=number)
