"""Breaks of the data on the page of data quality: those known, a proposed one to accept or not, one more to enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

import pandas as pd
import streamlit as st

from indicators import catalogue, formats
from indicators.analysis import break_decisions, decisions
from indicators.analysis.break_proposals import Proposal, proposed_breaks
from indicators.analysis.comparability import break_days, break_reason, known_breaks
from indicators.codes import DayOf, PortalSystem
from indicators.errors import InputProblem
from indicators.markup import Markdown
from indicators.translation import plural, text
from indicators.warehouse.warehouse import records
from pages.components import access, page_frame, page_record, plain, tables

NEW = "new"
DAYS_OF: list[DayOf] = ["period", "reading"]
SYSTEMS: list[PortalSystem | None] = ["new_portal", "old_portal", None]


class _Told(NamedTuple):
    """A break as the form tells it."""

    first: date | None
    last: date | None
    day_of: DayOf
    system: PortalSystem | None
    nodes: Sequence[str]
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
    _deciding(scope, proposed_breaks(warehouse, scope))
    _withdrawing(known[known.stands])


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


def _deciding(scope: str, proposals: Sequence[Proposal]) -> None:
    """Enter a break, filled in from a proposed one; or say that this is none."""
    by_id = {one.proposal_id: one for one in proposals}
    with st.expander(text("Enter a break"), expanded=bool(proposals)):
        chosen = st.selectbox(
            text("Which"),
            [*by_id, NEW],
            format_func=lambda code: f"{by_id[code].sentence()}" if code in by_id else text("another one"),
        )
        proposal = by_id.get(chosen)
        key = chosen or NEW
        with st.form(f"break-{key}"):
            told = _fields(proposal, key)
            entered = st.form_submit_button(text("Enter the break"))
            dismissed = proposal is not None and st.form_submit_button(text("It is no break"))
    if entered:
        _do(lambda: _enter(told))
    if dismissed and proposal:
        _do(
            lambda: break_decisions.dismiss_proposal(
                page_frame.warehouse(), scope, proposal.proposal_id, reason=told.reason, actor=access.actor()
            )
        )


def _fields(proposal: Proposal | None, key: str) -> _Told:
    """Draw the fields of a break, filled in from a proposed one."""
    left, middle, right = st.columns(3)
    with left:
        first = st.date_input(
            text("From day"),
            proposal.from_day if proposal else None,
            format="DD/MM/YYYY",
            key=f"from-{key}",
        )
        last = st.date_input(
            text("In motion until (may be empty)"), None, format="DD/MM/YYYY", key=f"to-{key}"
        )
    with middle:
        day_of = st.radio(
            text("Days of"),
            DAYS_OF,
            index=1 if proposal and proposal.day_of == "reading" else 0,
            format_func=day_of_in_words,
            key=f"of-{key}",
        )
        system = st.selectbox(text("System"), SYSTEMS, format_func=_system, key=f"system-{key}")
    with right:
        nodes = st.multiselect(
            text("Indicators (none: all)"),
            list(catalogue.current().nodes),
            [proposal.node] if proposal and proposal.node != catalogue.ROOT else [],
            format_func=lambda code: catalogue.current().nodes[code].short_name(),
            key=f"nodes-{key}",
        )
    reason = st.text_input(text("Reason, without names of persons"), key=f"reason-{key}")
    source = st.text_input(text("Source: what says so"), key=f"source-{key}")
    return _Told(first, last, day_of, system, nodes, reason, source)


def _enter(told: _Told) -> None:
    if told.first is None:
        raise InputProblem("a break has a first day.", do="Choose the day.")
    break_decisions.enter_break(
        page_frame.warehouse(),
        from_day=told.first,
        to_day=told.last,
        day_of=told.day_of,
        system=told.system,
        nodes=told.nodes,
        reason=told.reason,
        source=told.source,
        actor=access.actor(),
    )


def _withdrawing(standing: pd.DataFrame) -> None:
    """Take a break back: what lies before and after is compared again."""
    names = {
        one.break_id: f"{break_days(one.from_day, one.to_day)}: {break_reason(one.reason_vi, one.reason_en)}"
        for one in records(standing)
    }
    with st.expander(text("Withdraw a break")), st.form("withdraw-break"):
        chosen = st.selectbox(text("Which"), list(names), format_func=lambda code: names[code])
        reason = st.text_input(text("Reason, without names of persons"))
        is_sent = st.form_submit_button(text("Withdraw"))
    if is_sent and chosen:
        _do(lambda: decisions.withdraw(page_frame.warehouse(), chosen, reason=reason, actor=access.actor()))


def _do(decide: Callable[[], object]) -> None:
    """Do it and draw the page anew, or say why not beside the form."""
    try:
        decide()
    except InputProblem as problem:
        plain.error(str(problem))
    else:
        st.rerun()


def day_of_in_words(code: DayOf) -> str:
    """Say what the days of a break are days of."""
    return {"reading": text("the reading"), "period": text("the numbers’ period")}[code]


def _system(code: PortalSystem | None) -> str:
    words = text("every portal system") if code is None else formats.system(code)
    return words[:1].upper() + words[1:]


def _nodes(codes: Sequence[str]) -> str:
    known = {code: node for index in catalogue.load().values() for code, node in index.nodes.items()}
    return ", ".join(known[code].short_name() for code in codes) or text("all")
