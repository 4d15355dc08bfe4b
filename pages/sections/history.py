"""Forms to decide, and the log of everything that was done."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from indicators import catalogue, codes, formats
from indicators.analysis import decisions, doors
from indicators.analysis.decisions import Unrecognised
from indicators.analysis.provenance import of_store
from indicators.errors import InputProblem
from indicators.exports.csv import table_csv
from indicators.markup import Markdown
from indicators.reference.agencies import load_register
from indicators.sources.numbers import parse_number
from indicators.store.decision import Decision
from indicators.translation import plural, text
from pages.components import access, entering, page_frame, pickers, plain, url_choice
from pages.components.tables import download_buttons, show, without_empty
from pages.components.url_choice import choose

SHOWN_ROWS = 16
ALL = "all"


def waiting(units: Sequence[Unrecognised]) -> None:
    """List units nobody knows yet: map each once, and all captures and lists follow."""
    title = plural(
        len(units), "{count} unrecognised unit", "{count} unrecognised units", count=formats.count(len(units))
    )
    if not units:
        plain.caption(text("Every unit of the captures and lists is recognised."))
        return
    plain.markdown(Markdown("**{}**").format(title))
    with st.container(border=True):
        columns = st.columns([3, 3, 1], vertical_alignment="bottom")
        with columns[0]:
            unit = st.selectbox(text("Unit"), units, format_func=_seen)
            is_agency = f"is-agency-{unit.seen_id}-{unit.level}"
        with columns[1]:
            agency = st.selectbox(
                text("Is the agency"),
                list(unit.candidates),
                index=None,
                format_func=lambda code: load_register().offered(code, unit.candidates[code].display_name),
                placeholder=text("Choose; the nearest names come first"),
                key=is_agency,
            )
        with columns[2]:
            entering.keep_button(
                text("Keep"), partial(_map, unit), is_agency, in_form=False, disabled=agency is None
            )
        for code, nearest in [*unit.candidates.items()][:1]:
            label = text("It is {agency}", agency=load_register().offered(code, nearest.display_name))
            entering.keep_button(
                plain.label(label), partial(_map, unit, code), in_form=False, key="it is the nearest"
            )
        plain.caption(
            f"{_known_of(unit)} {text('Mapped once, all captures and lists past and future follow.')}"
        )


def _map(unit: Unrecognised, agency: str) -> Decision:
    level = unit.candidates[agency].level
    return decisions.map_agency(
        page_frame.warehouse(), unit.seen_id, level, agency, reason="", actor=access.actor()
    )


def _seen(unrecognised: Unrecognised) -> str:
    if unrecognised.level:
        return f"{unrecognised.name} · {formats.level(unrecognised.level)}"
    return f"{unrecognised.name} · {text('only in lists') if unrecognised.lists else text('level not told')}"


def _known_of(unrecognised: Unrecognised) -> str:
    """Say its code, and where and when it was seen."""
    told = {
        "code": unrecognised.unit_code or formats.MISSING,
        "first": unrecognised.first_seen,
        "last": unrecognised.last_seen,
    }
    if unrecognised.lists:
        return plural(
            unrecognised.lists,
            "Code {code}; in {count} list, from {first} to {last}.",
            "Code {code}; in {count} lists, from {first} to {last}.",
            count=formats.count(unrecognised.lists),
            **told,
        )
    return plural(
        unrecognised.captures,
        "Code {code}; in {count} capture, from {first} to {last}.",
        "Code {code}; in {count} captures, from {first} to {last}.",
        count=formats.count(unrecognised.captures),
        **told,
    )


def withdrawing(done: pd.DataFrame) -> None:
    """Withdraw a capture, a list or an order that should not be shown."""
    kept = done[
        done.kind.isin(["capture", codes.OVERDUE_LIST, codes.OWN_LIST, "campaign", "break"])
        & ~done.is_withdrawn
    ]
    names = dict(zip(kept.id, kept.said, strict=True))
    with st.expander(text("Withdraw a capture, a list or an order")), st.form("withdrawal"):
        reason = entering.field("reason to withdraw")
        st.selectbox(text("Which"), list(names), format_func=lambda code: names[code], key="withdrawn")
        st.text_input(text("Reason, without names of persons"), key=reason)
        entering.keep_button(text("Withdraw"), _withdraw, "withdrawn", reason, disabled=kept.empty)


def _withdraw(subject: str, reason: str) -> Decision:
    return decisions.withdraw(page_frame.warehouse(), subject, reason=reason, actor=access.actor())


def undoing(done: pd.DataFrame) -> None:
    """Undo a decision that was wrong."""
    undoable = done[done.can_be_undone]
    if undoable.empty:
        return
    names = dict(zip(undoable.id, undoable.said, strict=True))
    with st.expander(text("Undo a decision")), st.form("undo"):
        st.selectbox(text("Which"), list(names), format_func=lambda code: names[code], key="undone")
        entering.keep_button(text("Undo"), _undo, "undone")


def _undo(entry: str) -> Decision:
    return decisions.undo(page_frame.warehouse(), entry, actor=access.actor())


def correcting(done: pd.DataFrame) -> None:
    """Correct a published value known to be wrong, chosen from those there are."""
    kept = done[(done.kind == "capture") & ~done.is_withdrawn]
    captures = dict(zip(kept.id, kept.said, strict=True))
    whose, at = url_choice.given(doors.CORRECTED), url_choice.given(doors.CORRECTED_AT)
    title = text("Correct a published value")
    with st.expander(title, expanded=bool(whose), key="correcting", on_change="rerun") as form:
        if not form.open:
            return
        capture = st.selectbox(
            text("Capture"), list(captures), _place(at, captures), format_func=lambda code: captures[code]
        )
        rows = decisions.correctable(page_frame.warehouse(), capture)
        names = pickers.offered(dict(zip(rows.agency_id, rows.unit_name, strict=True)))
        agency = st.selectbox(
            text("Agency"), list(names), _place(whose, names), format_func=lambda code: names[code]
        )
        values = rows[rows.agency_id == agency].set_index("node").shown
        index = catalogue.load()[rows.index_version.iloc[0]] if len(rows) else catalogue.current()
        node = st.selectbox(
            text("Indicator"),
            [code for code in index.nodes if code in values.index],
            format_func=lambda code: index.nodes[code].name(),
        )
        if not (capture and agency and node):
            return
        expected = float(values[node])
        plain.markdown(Markdown(text("The value there now: **{value}**", value=formats.number(expected))))
        # A text: Streamlit's own field for numbers takes "1,5" for fifteen.
        right, reason, document = map(entering.field, ("right value", "reason to correct", "document"))
        written = st.text_input(
            text("The value that is right"), placeholder=formats.number(expected), key=right
        )
        st.text_input(text("Reason, without names of persons"), key=reason)
        st.text_input(text("Document"), key=document)
        entering.keep_button(
            text("Correct"),
            partial(_correct, capture, agency, node, expected),
            *(right, reason, document),
            in_form=False,
            disabled=not written.strip(),
        )


def _place(asked: str, offered: Collection[str]) -> int:
    """Return where what a link asked for stands among what is offered; the first place where it does not."""
    return [*offered].index(asked) if asked in offered else 0


def _correct(
    capture: str, agency: str, node: str, expected: float, right: str, reason: str, document: str
) -> Decision:
    return decisions.correct(
        page_frame.warehouse(),
        capture,
        agency,
        node,
        expected=expected,
        value=_number(right),
        reason=reason,
        document=document,
        actor=access.actor(),
    )


def _number(written: str) -> float:
    """Read the number a person wrote, as an office writes it or with a point.

    InputProblem where it is none.
    """
    try:
        return parse_number(written)
    except ValueError:
        raise InputProblem(
            "“{written}” is no number.", do="Write for instance {example}.", written=written, example="10,50"
        ) from None


def confirmed(done: pd.DataFrame, decided: Decision | None) -> None:
    """Confirm what was decided a moment ago, in the words of the history, and say what follows from it."""
    if decided is None:
        return
    entry = done[done.id == decided.entry_id]
    follows = {
        "mapping": text("All captures and lists, past and to come, follow."),
        "correction": text("What the portal published is kept beside it; “Undo a decision” takes this back."),
        "withdrawal": text("No page and no file shows it any more; “Undo a decision” puts it back."),
        "undo": text("Everything is shown as before that decision."),
    }
    if len(entry):
        kept = text("Kept: {decision}.", decision=entry.said.iloc[0])
        plain.success(" ".join(filter(None, (kept, follows.get(decided.kind)))))
    # Who sees at once that it was wrong need not look for it among the others.
    if entry.can_be_undone.any():
        undo = partial(_undo, decided.entry_id)
        entering.keep_button(text("Undo"), undo, in_form=False, icon=":material/undo:", key="undo at once")


def log(done: pd.DataFrame) -> None:
    """List everything, the last first."""
    kinds = _kinds()
    written = {ALL: text("all"), **{kind: name for kind, name in kinds.items() if kind in set(done.kind)}}
    picker, _ = st.columns([2, 5])
    with picker:
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
    }
    # What a command asks for an entry by stands in the file alone.
    in_file = columns | {"id": text("Entry")}
    widths: dict[str, int] = {"said": 520, "file": 260}
    seen = without_empty(shown[[*columns]], ("who", "state", "file"))
    show(
        seen,
        {
            name: st.column_config.TextColumn(label, width=widths.get(name, 130))
            for name, label in columns.items()
            if name in seen
        },
        most=SHOWN_ROWS,
        alt=plural(
            len(shown), "Table of {count} entry", "Table of {count} entries", count=formats.count(len(shown))
        ),
    )
    title = text("History of the data, and decisions about it")
    record = of_store(bool(done.is_demo.any())).at(page_frame.warehouse().store.sequence())
    download_buttons(
        lambda: table_csv(record, title, in_file, shown),
        record,
        lambda: [text("history of the data")],
    )


def _kinds() -> dict[str, str]:
    """Return what can be done to the data, in words."""
    return {
        "capture": text("import of a capture"),
        codes.OVERDUE_LIST: text("import of a list"),
        codes.OWN_LIST: text("import of an own count"),
        "mapping": text("agency recognised"),
        "correction": text("correction"),
        "withdrawal": text("withdrawal"),
        "dismissal": text("no break"),
        "break": text("break of the data"),
        "undo": text("undone"),
        "erasure": text("erasure"),
        "cause": text("cause"),
        "campaign": text("order"),
    }
