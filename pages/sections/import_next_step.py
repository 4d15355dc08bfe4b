"""The one next step of bringing data in: answer what is asked, then keep it all in one commit, or cancel."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from indicators import formats
from indicators.analysis import decisions
from indicators.analysis.import_provenance import kind_name, of_new
from indicators.analysis.scopes import default_scope
from indicators.analysis.watch import watch
from indicators.errors import InputProblem
from indicators.intake.file_by_file import Brought
from indicators.intake.pipeline import Outcomes, Status
from indicators.markup import Markdown
from indicators.sources.numbers import parse_number
from indicators.store.capture import Capture
from indicators.store.overdue_list import OverdueList
from indicators.store.own_list import OwnList
from indicators.translation import plural, text
from pages.components import access, page_frame, plain
from pages.sections import import_answers, import_doubts

# What the session keeps of one import; all of it is forgotten when it is kept or cancelled.
READ, MADE, BESIDE = "import_read", "import_made", "import_beside"
OF_ONE_IMPORT = (READ, MADE, BESIDE, import_answers.KEPT, import_doubts.KEPT)
KEPT, FAILED = "kept", "not_decided"
ANCHOR = "questions"


def was_kept_before() -> None:
    """Say once what became of the import before, and the way on."""
    sentences = st.session_state.pop(KEPT, [])
    if sentences:
        plain.success(plain.listed(sentences))
    for sentence in st.session_state.pop(FAILED, []):
        plain.error(sentence)
    if sentences:
        with st.container(horizontal=True):
            plain.page_link("overview.py", text("Overview"))
            with page_frame.part_of_page():
                warehouse = page_frame.warehouse()
                plain.page_link("watch.py", watch(warehouse, default_scope(warehouse)).sentence())
            plain.page_link("quality.py", text("Data quality"))
            plain.page_link("history.py", text("History"))


def next_step(brought: Brought, questions: int, is_new: bool) -> None:
    """Offer the one next step; above the details, so that it is seen however long they are."""
    files = len({file for part in brought.parts for file in part.files})
    lacking = import_doubts.lacking()
    with st.container(horizontal=True, vertical_alignment="center", key="next-step"):
        is_kept = False
        if questions:
            asked = plural(
                questions,
                "Answer {count} question",
                "Answer {count} questions",
                count=formats.count(questions),
            )
            plain.markdown(Markdown("[**{}**](#" + ANCHOR + ")").format(asked), width="content")
        else:
            keep = plural(files, "Keep {count} file", "Keep {count} files", count=formats.count(files))
            is_kept = st.button(
                keep if files else text("Keep"),
                type="primary",
                icon=":material/save:",
                disabled=not is_new or bool(lacking),
            )
        is_cancelled = st.button(text("Cancel"), icon=":material/close:")
        plain.markdown(lacking or _meaning(brought, questions, is_new), width="stretch")
    if is_kept:
        with page_frame.part_of_page():
            _keep(brought)
    # Where it could not be kept, what was read stays on the page, to be kept once that is mended.
    if is_cancelled or KEPT in st.session_state:
        for name in OF_ONE_IMPORT:
            st.session_state.pop(name, None)
        st.session_state["round"] = st.session_state.get("round", 0) + 1
        st.rerun()


def _meaning(brought: Brought, questions: int, is_new: bool) -> str:
    """Say what the step does, and what it does not."""
    if questions:
        return text("Nothing is kept yet: some of it only you can say.")
    if not brought.parts:
        return text("Nothing of it can be kept.")
    if not is_new:
        return text("The same bytes are kept already: there is nothing new.")
    if len(brought.parts) > 1:
        return text("Nothing is kept yet. All of it is kept together, or nothing is.")
    return text("Nothing is kept yet. Look at what would be, then keep it.")


def _keep(brought: Brought) -> None:
    prepared = brought.prepared()
    with st.spinner(text("Keeping…")):
        outcomes = prepared.keep(
            page_frame.warehouse().store, access.actor(), accept_differing_total=bool(prepared.differing)
        )
    st.session_state[KEPT] = _sentences(outcomes)
    st.session_state[FAILED] = [*_decide(outcomes)]


def _decide(outcomes: Outcomes) -> Sequence[str]:
    """Decide what was said of what is kept now; what cannot be is said."""
    decided, warehouse, failed = import_doubts.decided(), page_frame.warehouse(), []
    kept = {one.capture.content_key: one.capture.capture_id for one in outcomes.captures}
    for (seen_id, level), agency in decided.units.items():
        try:
            decisions.map_agency(warehouse, seen_id, level, agency, reason="", actor=access.actor())
        except InputProblem as problem:
            failed.append(str(problem))
    for (content, agency_id, node), (value, written) in decided.values.items():
        try:
            decisions.correct(
                warehouse,
                kept[content],
                agency_id,
                node,
                expected=value.score,
                value=parse_number(written),
                reason=decided.reason,
                document="",
                actor=access.actor(),
            )
        except InputProblem as problem:
            failed.append(str(problem))
    return failed


def _sentences(outcomes: Outcomes) -> list[str]:
    """Say of each part what became of it."""
    partial = {outcome.capture.capture_id for outcome in outcomes.captures if outcome.is_partial}
    kept: list[tuple[Capture | OverdueList | OwnList, Status]] = [
        *((outcome.capture, outcome.status) for outcome in outcomes.captures),
        *((outcome.overdue, outcome.status) for outcome in outcomes.lists),
        *((outcome.own, outcome.status) for outcome in outcomes.own),
    ]
    return [
        f"{kind_name(made)}, {of_new(made).basis()}: {state(status)}"
        + (text("; partial") if isinstance(made, Capture) and made.capture_id in partial else "")
        for made, status in kept
    ]


def state(status: str) -> str:
    """Name what became of a part, or would."""
    return {
        "known": text("the same bytes are kept already"),
        "checked": text("new"),
        "imported": text("kept"),
    }[status]
