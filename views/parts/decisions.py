"""Forms to decide, and the log of everything that was done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from indicators import catalogue, formats
from indicators.analysis import deciding
from indicators.analysis.deciding import Unrecognised
from indicators.analysis.profile import known_units
from indicators.exports.csv import table_csv
from indicators.organisation import load_organisation
from indicators.problems import InputProblem
from indicators.store import account
from indicators.wording import text
from views.parts import frame
from views.parts.choice import choose
from views.parts.table import show, take_away

SHOWN_ROWS = 16
ALL = "all"


def waiting(units: Sequence[Unrecognised]) -> None:
    """Units nobody knows yet: map each once, and all captures follow."""
    title = text("{count} unrecognised units", count=formats.count(len(units)))
    if not units:
        st.caption(text("Every unit of the captures is in the register of agencies."))
        return
    st.markdown(f"**{title}**")
    with st.form("mapping"):
        columns = st.columns([3, 3, 2, 1], vertical_alignment="bottom")
        with columns[0]:
            unit = st.selectbox(text("Unit"), units, format_func=_seen)
        names = {code: name for one in units for code, name in one.candidates.items()}
        with columns[1]:
            first = next(iter(units[0].candidates), None)
            order = list(names)
            agency = st.selectbox(
                text("Is the agency"),
                order,
                index=order.index(first) if first else None,
                format_func=lambda code: names[code],
            )
        with columns[2]:
            who = st.text_input(text("Entered by"), value=account())
        with columns[3]:
            is_sent = st.form_submit_button(text("Keep"))
    if is_sent and unit and agency:
        _decide(
            lambda: deciding.map_agency(
                frame.warehouse(), unit.seen_id, unit.level, agency, reason="", who=who
            )
        )


def _seen(one: Unrecognised) -> str:
    return f"{one.name} · {formats.level(one.level)} · {one.captures}"


def withdrawing(done: pd.DataFrame) -> None:
    """A capture or a list that should not be shown."""
    kept = done[done.kind.isin(["capture", "overdue_list", "own_list"]) & ~done.is_withdrawn]
    names = dict(zip(kept.id, kept.said, strict=True))
    with st.expander(text("Withdraw a capture or a list")), st.form("withdrawal"):
        subject = st.selectbox(text("Which"), list(names), format_func=lambda code: names[code])
        reason = st.text_input(text("Reason, without names of persons"))
        who = st.text_input(text("Entered by"), value=account())
        is_sent = st.form_submit_button(text("Withdraw"))
    if is_sent and subject:
        _decide(lambda: deciding.withdraw(frame.warehouse(), subject, reason=reason, who=who))


def undoing(done: pd.DataFrame) -> None:
    """A decision that was wrong."""
    standing = done[done.can_be_undone]
    if standing.empty:
        return
    names = dict(zip(standing.id, standing.said, strict=True))
    with st.expander(text("Undo a decision")), st.form("undo"):
        entry = st.selectbox(text("Which"), list(names), format_func=lambda code: names[code])
        who = st.text_input(text("Entered by"), value=account())
        is_sent = st.form_submit_button(text("Undo"))
    if is_sent and entry:
        _decide(lambda: deciding.undo(frame.warehouse(), entry, who=who))


def correcting(done: pd.DataFrame) -> None:
    """A published value known to be wrong."""
    kept = done[(done.kind == "capture") & ~done.is_withdrawn]
    captures = dict(zip(kept.id, kept.said, strict=True))
    units = known_units(frame.warehouse(), load_organisation().province_code)
    agencies = dict(zip(units.agency_id, units.agency_name, strict=True))
    *_, index = catalogue.load().values()
    with st.expander(text("Correct a published value")), st.form("correction"):
        capture = st.selectbox(text("Capture"), list(captures), format_func=lambda code: captures[code])
        agency = st.selectbox(text("Agency"), list(agencies), format_func=lambda code: agencies[code])
        node = st.selectbox(
            text("Indicator"), list(index.nodes), format_func=lambda code: index.nodes[code].name()
        )
        first, second = st.columns(2)
        with first:
            expected = st.number_input(text("The value there now"), value=None, step=0.01, format="%.2f")
        with second:
            value = st.number_input(text("The value that is right"), value=None, step=0.01, format="%.2f")
        reason = st.text_input(text("Reason, without names of persons"))
        document = st.text_input(text("Document"))
        who = st.text_input(text("Entered by"), value=account())
        is_sent = st.form_submit_button(text("Correct"))
    if is_sent and capture and agency and node and expected is not None and value is not None:
        _decide(
            lambda: deciding.correct(
                frame.warehouse(),
                capture,
                agency,
                node,
                expected=expected,
                value=value,
                reason=reason,
                document=document,
                who=who,
            )
        )


def _decide(decide: Callable[[], object]) -> None:
    """Do it and draw the page anew, or say why not beside the form."""
    try:
        decide()
    except InputProblem as problem:
        st.error(str(problem), icon=":material/error:")
    else:
        st.rerun()


def log(done: pd.DataFrame) -> None:
    """Everything, the last first."""
    kinds = {
        "capture": text("import of a capture"),
        "overdue_list": text("import of a list"),
        "own_list": text("import of an own count"),
        "mapping": text("agency recognised"),
        "correction": text("correction"),
        "withdrawal": text("withdrawal"),
        "undo": text("undone"),
        "cause": text("cause"),
        "campaign": text("order"),
    }
    written = {ALL: text("all"), **{kind: name for kind, name in kinds.items() if kind in set(done.kind)}}
    chosen = choose(text("What"), "what", list(written), written=lambda code: written[code])
    wanted = done if chosen == ALL else done[done.kind == chosen]
    shown = wanted.assign(
        done_at=[formats.moment(at) for at in wanted.done_at],
        kind=[kinds[kind] for kind in wanted.kind],
        state=[text("withdrawn") if is_withdrawn else "" for is_withdrawn in wanted.is_withdrawn],
    )
    columns = {
        "done_at": text("When"),
        "who": text("Who"),
        "kind": text("What"),
        "said": text("Of what"),
        "state": text("State"),
        "file": text("File or reason"),
        "id": text("Entry"),
    }
    widths = {"said": 460, "file": 260}
    show(
        shown,
        {
            name: st.column_config.TextColumn(label, width=widths.get(name, 130))
            for name, label in columns.items()
        },
        most=SHOWN_ROWS,
        alt=text("Table of {count} entries", count=formats.count(len(shown))),
    )
    title = text("History of the data, and decisions about it")
    take_away(lambda: table_csv(title, columns, shown, []), ["history"], bool(done.is_demo.any()))
