"""Breaks of the data on the page of data quality: those known, a proposed one to accept or not, one more to enter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

import pandas as pd
import streamlit as st

from indicators import catalogue, formats
from indicators.analysis import break_decisions, decisions
from indicators.analysis.break_proposals import Proposal, proposed_breaks
from indicators.analysis.comparability import break_days, break_reason, known_breaks
from indicators.analysis.statements.data_quality import moved_together
from indicators.codes import DayOf, PortalSystem
from indicators.errors import InputProblem
from indicators.markup import Markdown
from indicators.translation import plural, text
from indicators.warehouse.warehouse import records
from pages.components import access, entering, page_frame, page_record, tables

NEW = "new"
DAYS_OF: list[DayOf] = ["period", "reading"]
SYSTEMS: list[PortalSystem | None] = ["new_portal", "old_portal", None]


class _Told(NamedTuple):
    """The fields of a break's form, by their keys, in the order in which `_enter` takes what they hold."""

    first: str
    last: str
    day_of: str
    system: str
    nodes: str
    reason: str
    source: str


def known_and_new(scope: str) -> None:
    """Show the breaks that are known, and the forms to enter, dismiss and withdraw one."""
    warehouse = page_frame.warehouse()
    known = known_breaks(warehouse)
    page_record.words(Markdown("**{}**").format(text("Known breaks: nothing is compared across one")))
    _table(known)
    if not access.may_change():
        return
    standing = known[known.stands]
    _deciding(scope, proposed_breaks(warehouse, scope), frozenset(standing.break_id))
    _withdrawing(standing)


def _table(known: pd.DataFrame) -> None:
    shown = pd.DataFrame(
        {
            "days": [break_days(one.from_day, one.to_day) for one in records(known)],
            "of": [day_of_in_words(one.day_of) for one in records(known)],
            "system": [_system(None if pd.isna(one.system) else one.system) for one in records(known)],
            "nodes": [_nodes(one.nodes) for one in records(known)],
            "reason": [break_reason(one.reason_vi, one.reason_en) for one in records(known)],
            "source": known.source,
            "entered_by": known.entered_by,
            "state": [text("in force") if one.stands else text("withdrawn") for one in records(known)],
        }
    )
    words = st.column_config.TextColumn
    tables.show(
        shown,
        {
            "days": words(text("Days"), width=150),
            "of": words(text("Days of"), width=120),
            "system": words(text("System"), width=170),
            "nodes": words(text("Indicators"), width=110),
            "reason": words(text("Reason"), width="large"),
            "source": words(text("Source"), width="large"),
            "entered_by": words(text("Entered by"), width=90),
            "state": words(text("State"), width=90),
        },
        alt=plural(
            len(shown), "Table of {count} break", "Table of {count} breaks", count=formats.count(len(shown))
        ),
    )


def _deciding(scope: str, proposals: Sequence[Proposal], seen: frozenset[str]) -> None:
    """Enter a break, filled in from a proposed one; or say that this is none. `seen` are the breaks shown beside."""
    by_id = {one.proposal_id: one for one in proposals}
    with st.expander(text("Enter a break"), expanded=bool(proposals)):
        chosen = st.selectbox(
            text("Which"),
            [*by_id, NEW],
            format_func=lambda code: (
                str(moved_together(by_id[code])) if code in by_id else text("another one")
            ),
        )
        proposal = by_id.get(chosen)
        with st.form(f"break-{chosen or NEW}"):
            keys = _fields(proposal, chosen or NEW)
            entering.keep_button(text("Enter the break"), partial(_enter, seen), *keys)
            if proposal:
                reason = keys[_Told._fields.index("reason")]
                dismiss = partial(_dismiss, scope, proposal.proposal_id)
                entering.keep_button(text("It is no break"), dismiss, reason)


def _fields(proposal: Proposal | None, of: str) -> _Told:
    """Draw the fields of a break, filled in from a proposed one; their keys."""
    keys = _Told(*(entering.field(f"{name}-{of}") for name in _Told._fields))
    left, middle, right = st.columns(3)
    with left:
        st.date_input(
            text("From day"),
            proposal.from_day if proposal else None,
            format="DD/MM/YYYY",
            key=keys.first,
        )
        st.date_input(text("In motion until (may be empty)"), None, format="DD/MM/YYYY", key=keys.last)
    with middle:
        st.radio(
            text("Days of"),
            DAYS_OF,
            index=1 if proposal and proposal.day_of == "reading" else 0,
            format_func=day_of_in_words,
            key=keys.day_of,
        )
        st.selectbox(text("System"), SYSTEMS, format_func=_system, key=keys.system)
    with right:
        st.multiselect(
            text("Indicators (none: all)"),
            list(catalogue.current().nodes),
            [proposal.node] if proposal and proposal.node != catalogue.ROOT else [],
            format_func=lambda code: catalogue.current().nodes[code].short_name(),
            key=keys.nodes,
        )
    st.text_input(text("Reason, without names of persons"), key=keys.reason)
    st.text_input(text("Source: what says so"), key=keys.source)
    return keys


def _enter(
    seen: frozenset[str],
    first: date | None,
    last: date | None,
    day_of: DayOf,
    system: PortalSystem | None,
    nodes: Sequence[str],
    reason: str,
    source: str,
) -> None:
    if first is None:
        raise InputProblem("a break has a first day.", do="Choose the day.")
    break_decisions.enter_break(
        page_frame.warehouse(),
        from_day=first,
        to_day=last,
        day_of=day_of,
        system=system,
        nodes=nodes,
        reason=reason,
        source=source,
        actor=access.actor(),
        seen=seen,
    )


def _dismiss(scope: str, proposal: str, reason: str) -> None:
    break_decisions.dismiss_proposal(
        page_frame.warehouse(), scope, proposal, reason=reason, actor=access.actor()
    )


def _withdrawing(standing: pd.DataFrame) -> None:
    """Take a break back: what lies before and after is compared again."""
    names = {
        one.break_id: f"{break_days(one.from_day, one.to_day)}: {break_reason(one.reason_vi, one.reason_en)}"
        for one in records(standing)
    }
    with st.expander(text("Withdraw a break")), st.form("withdraw-break"):
        which, reason = entering.field("withdrawn break"), entering.field("withdrawal's reason")
        st.selectbox(text("Which"), list(names), format_func=lambda code: names[code], key=which)
        st.text_input(text("Reason, without names of persons"), key=reason)
        entering.keep_button(text("Withdraw"), _withdraw, which, reason)


def _withdraw(chosen: str | None, reason: str) -> None:
    if chosen:
        decisions.withdraw(page_frame.warehouse(), chosen, reason=reason, actor=access.actor())


def day_of_in_words(code: DayOf) -> str:
    """Say what the days of a break are days of."""
    return {"reading": text("the reading"), "period": text("the numbers’ period")}[code]


def _system(code: PortalSystem | None) -> str:
    words = text("every portal system") if code is None else formats.system(code)
    return words[:1].upper() + words[1:]


def _nodes(codes: Sequence[str]) -> str:
    known = {code: node for index in catalogue.load().values() for code, node in index.nodes.items()}
    return ", ".join(known[code].short_name() for code in codes) or text("all")
