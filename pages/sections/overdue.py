"""The overdue page in parts: which list, which dossiers of it, its words and its table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, NoReturn

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from indicators import formats
from indicators.analysis import doors, overdue
from indicators.analysis.campaign import campaigns
from indicators.analysis.overdue import EVERYTHING, BacklogSummary, Dimension, Filter, Step
from indicators.analysis.provenance import list_day, of_list
from indicators.analysis.statements import overdue_dossiers
from indicators.analysis.statements.model import Link
from indicators.exports.page import Draws
from indicators.markup import Markdown
from indicators.reference.agencies import load_register
from indicators.store.overdue_list import cause_name, status_name
from indicators.translation import plural, text
from pages.components import access, page_frame, page_record, pickers, pictures, plain, url_choice
from pages.components.url_choice import choose
from pages.sections import overdue_counts

# The URL's parameter of each dimension, and the picker's option for all of it.
PARAMETERS: dict[Dimension, str] = {
    "agency": "whose",
    "age_band": "age",
    "procedure": "procedure",
    "field": "field",
    "cause": "cause",
    "kind": "kind",
}
ALL = ""


def without_lists(scope: str) -> NoReturn:
    """Say what to do where no list was imported yet."""
    plain.info(text("No list of overdue dossiers of {province} yet.", province=pickers.province(scope)))
    overdue_counts.counted(scope)
    page_frame.way_to_data()
    raise url_choice.PageEnds


def list_beside_heading(known: list[Step]) -> tuple[DeltaGenerator, Step]:
    """Ask for the day of the list and the language in small beside a heading: its column, and the list."""
    heading, *columns = st.columns([5.6, 2.1, 1.3], vertical_alignment="center")
    bare: dict[str, Any] = {"label_visibility": "collapsed"}
    with columns[0]:
        step = choose(
            text("List of"),
            "list",
            list(reversed(known)),
            written=lambda step: text("list of {day}", day=list_day(step)),
            code=lambda step: step.code,
            meant=partial(_list_of_day, known),
            icon=":material/list_alt:",
            **bare,
        )
    with columns[1]:
        pickers.language(icon=":material/language:", **bare)
    return heading, step


def _list_of_day(known: list[Step], asked: str) -> str:
    """Return the code of a day's last list, where an address asks for a list by its day."""
    return next((step.code for step in reversed(known) if str(step.listed_on) == asked), asked)


def overdue_heading(summary: BacklogSummary, step: Step, chosen: Filter, named: Sequence[str]) -> None:
    """Say of whom, how many of the list, and of whole agencies what came and went since the list before."""
    left = summary.step.dossiers
    count = (
        formats.count(left)
        if chosen == EVERYTHING
        else f"{formats.count(left)}/{formats.count(step.dossiers)}"
    )
    said = plural(step.dossiers, "{count} overdue dossier", "{count} overdue dossiers", count=count)
    whose = " · ".join((pickers.province(step.scope), *named))
    moved = f"· {overdue_dossiers.since(summary)}" if chosen.is_of_agencies else ""
    page_record.words(Markdown("## {} · {} :small[:gray[{}]]").format(whose, said, moved))


def basis(step: Step) -> str:
    """Say of when a list is."""
    return of_list(step).basis()


def flow_basis(step: Step, chosen: Filter) -> str:
    until = text("lists up to {day}", day=list_day(step))
    only = text("of the chosen agency") if chosen.agency_id else text("of all agencies")
    return f"{until}, {only}"


def say_whose_dossiers(own: str | None, step: Step) -> None:
    """To people of one agency, that no others' dossiers are named; the counts are of all."""
    if own is None:
        return
    known = load_register().get(own, step.listed_on)
    name = known.display_name if known else own
    plain.info(text("Of dossiers you see those of {agency} alone.", agency=name))


def filter_pickers(step: Step) -> tuple[Dimension, Filter, list[str]]:
    """Ask by what the queue is divided, and which dossiers, as a filter and as the names of what was chosen.

    A bar that is clicked chooses here, too.
    """
    first, *columns = st.columns(len(overdue.DIMENSIONS) + 1)
    with first:
        by = choose(text("Divided by"), "by", overdue.DIMENSIONS, written=dimension_name)
    picked, named_parts = {}, []
    for column, dimension in zip(columns, overdue.DIMENSIONS, strict=True):
        rows = overdue.backlog(page_frame.warehouse(), step, dimension)
        named = rows[rows.part.notna()]
        parts = dict(zip(named.part.astype(str), named["name"], strict=True))
        offered = pickers.offered(parts) if dimension == "agency" else parts
        written = {ALL: text("all"), **offered}
        with column:
            picked[dimension] = choose(
                dimension_name(dimension),
                PARAMETERS[dimension],
                list(written),
                written=lambda code, written=written: str(written[code]),  # type: ignore[misc]
            )
        if picked[dimension] != ALL:
            named_parts.append(str(parts[picked[dimension]]))
    return by, overdue.filter_of(picked), named_parts


def dimension_name(dimension: Dimension) -> str:
    return {
        "agency": text("Agency"),
        "age_band": text("Days overdue"),
        "procedure": text("Procedure"),
        "field": text("Field"),
        "cause": text("Cause"),
        "kind": text("Kind"),
    }[dimension]


def title_of(by: Dimension, rows: pd.DataFrame) -> str:
    """Name what the bars show, with how many parts there are."""
    name = dimension_name(by).lower()
    return text("Overdue dossiers by {dimension} ({count}), shaded by age", dimension=name, count=len(rows))


def draw_queue(bars: Draws, title: str, by: Dimension) -> None:
    """Draw bars each of which leads to its part, beside whatever else is chosen."""
    why_none = text("No dossier of the list is left by this choice.")
    page_frame.draw_chart(bars, title, why_none, pixels=pictures.HALF, door=to_part(PARAMETERS[by]))


def to_part(parameter: str) -> pictures.Door:
    """Lead from a mark to what it stands for: the page as it is, but for this parameter."""
    return partial(_part, dict(url_choice.visit().address), parameter)


def _part(address: dict[str, str], parameter: str, which: object) -> Link:
    return Link("overdue", {**address, parameter: str(which)})


def causes(summary: BacklogSummary, named: Sequence[str]) -> None:
    """Show why, as far as the lists or an analyst tell; and the oldest; of the dossiers chosen."""
    parts = [
        Markdown("{} **{}**").format(cause_name(code), formats.count(summary.causes.get(code, 0)))
        for code in ("synchronisation", "delay", "unknown")
    ]
    whose = " · ".join(named) or text("of all agencies")
    page_record.words(
        Markdown("**{}**  :small[:gray[{}, {}]]  \n{}").format(
            text("Cause"), basis(summary.step), whose, Markdown(" · ").join(parts)
        )
    )
    if longest := overdue_dossiers.longest(summary):
        page_record.words(str(longest))


def ended(step: Step, chosen: Filter) -> None:
    """Show what the list has that is no backlog, and how much of it was finished but late; of the agency chosen."""
    rows = overdue.ended(page_frame.warehouse(), step)
    if chosen.agency_id:
        rows = rows[rows.agency_id == chosen.agency_id]
    if rows.empty or not chosen.is_of_agencies:
        return
    page_record.words(
        Markdown("**{}**  :small[:gray[{}]]  \n{} · {}").format(
            text("Finished, but late"),
            basis(step),
            str(overdue_dossiers.finished_late(step, rows)),
            text(
                "not counted in the backlog: {ended}",
                ended=", ".join(
                    f"{status_name(str(status))} {formats.count(count)}"
                    for status, count in rows.status.value_counts().items()
                ),
            ),
        )
    )


def orders(scope: str, step: Step) -> None:
    """Link to the orders these dossiers belong to."""
    for order in campaigns(page_frame.warehouse(), scope):
        plain.page_link(
            "campaigns.py",
            text(
                "Order {number}: deadline {day}",
                number=order.document_number,
                day=formats.day(order.deadline),
            ),
            icon=":material/flag:",
            query_params={"campaign": order.campaign_id, "list": step.code},
        )


def agency_backlog_link(scope: str, agency: str, until: date | None) -> None:
    """Link to what an agency has overdue in the last list, of its time where it ended.

    Nothing without lists.
    """
    known = overdue.steps(page_frame.warehouse(), scope, until)
    if not known:
        return
    step = known[-1]
    own = overdue.backlog(page_frame.warehouse(), step, "agency", Filter(agency_id=agency))
    said = overdue_dossiers.of_agency(step, own)
    if own.empty:
        page_record.note(said.sentence())
        return
    page_record.print_words(str(said))
    plain.door(doors.to_dossiers(agency, scope), str(said), icon=":material/pending_actions:")
    # There is no letter to an agency that ended, and no page of letters for who has one agency's dossiers.
    if until is None and access.opens(access.actor(), "documents"):
        plain.door(doors.to_letters(agency, scope), text("Reminder to the agency"), icon=":material/mail:")
