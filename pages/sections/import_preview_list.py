"""A list of overdue dossiers before it is kept: what was read as what, what it changes, what is set aside."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from indicators import formats
from indicators.analysis.import_preview import OverdueListPreview, still_unrecognised
from indicators.analysis.import_preview import overdue_list_preview as beside_the_last
from indicators.analysis.import_sums import list_statuses, list_sums
from indicators.analysis.provenance import of_new_list
from indicators.codes import AgencyFrom, Status
from indicators.intake.statuses import ANSWERS, unknown_statuses
from indicators.markup import Markdown
from indicators.store.overdue_list import OverdueList, role_name, status_name
from indicators.translation import plural, text
from pages.components import page_frame, plain
from pages.components.tables import show
from pages.sections import overdue_dossiers

SHOWN_ROWS, NAMED = 12, 8
# Under these names the session keeps what was said of lists: that they are of some agencies only, whose a dossier is
# where code and unit contradict each other, what a status means (and its words behind).
IS_PART, AGENCY_FROM, STATUS = "list_is_part", "list_agency_from", "list_status"


def agency_from() -> AgencyFrom:
    """Return whose a dossier is where code and unit contradict each other, as chosen below."""
    return "unit" if st.session_state.get(AGENCY_FROM) == "unit" else "code"


def statuses() -> dict[str, Status]:
    """Return what was said below that unknown statuses mean, by their words."""
    return {
        str(key).removeprefix(STATUS): answer
        for key, answer in st.session_state.items()
        if str(key).startswith(STATUS) and answer
    }


def list_preview_view(made: OverdueList, state: str) -> None:
    """Show all of it, nothing kept yet."""
    heading = text(
        "List of overdue dossiers of {moment}: {rows} rows read, {dossiers} dossiers, {aside} set aside",
        moment=formats.moment(made.listed_at),
        rows=formats.count(made.rows_read),
        dossiers=formats.count(made.dossiers.num_rows),
        aside=formats.count(made.set_aside.num_rows),
    )
    if made.counts.num_rows:
        heading += " · " + plural(
            made.counts.num_rows,
            "counts of {count} agency, {dossiers} dossiers in all",
            "counts of {count} agencies, {dossiers} dossiers in all",
            count=formats.count(made.counts.num_rows),
            dossiers=formats.count(list_sums(made)["counted"]),
        )
    plain.markdown(Markdown("**{}** · {}").format(heading, state))
    unknown = still_unrecognised(page_frame.warehouse(), made.unrecognised)
    named = {*made.dossiers["agency_id"].to_pylist(), *made.counts["agency_id"].to_pylist()}
    plain.markdown(
        text(
            "{matched} agencies matched, {unmatched} unmatched",
            matched=formats.count(max(len(named) - len(unknown), 0)),
            unmatched=formats.count(len(unknown)),
        )
    )
    warn(made.warnings)
    if unknown:
        plain.warning(
            text(
                "{count} portal codes or units are not in the register: {names}. Their dossiers are kept "
                "under these.",
                count=formats.count(len(unknown)),
                names=", ".join(unknown[:NAMED]),
            ),
            icon=":material/help:",
        )
    _not_backlog(made)
    found = beside_the_last(page_frame.warehouse(), made)
    if found:
        _beside(found, made.is_part)
    _columns(made)
    aside = made.set_aside.to_pandas()
    overdue_dossiers.set_aside(of_new_list(made), aside)


def _not_backlog(made: OverdueList) -> None:
    """Show which of its dossiers are no longer worked on, and how many were finished but late."""
    ended = list_statuses(made)
    if not ended:
        return
    sums = list_sums(made)
    plain.markdown(
        text(
            "Backlog: {backlog} dossiers. Not counted in it: {ended}. Finished, but late: {late}.",
            backlog=formats.count(sums["backlog"]),
            ended=", ".join(
                f"{status_name(status)} {formats.count(count)}" for status, count in ended.items()
            ),
            late=formats.count(sums["finished_late"]),
        )
    )


def ask(lists: Sequence[OverdueList]) -> None:
    """Ask what only a person can say of these lists; by the answers the files are prepared anew.

    Whose dossiers are whose code and unit name two agencies, and what statuses mean whose words are not known.
    """
    if any(listed.contradicting for listed in lists):
        names = {
            "code": text("by the code (as long as nothing else is chosen)"),
            "unit": text("by the column of units"),
        }
        st.radio(
            text("Whose are dossiers whose code and column of units name two agencies?"),
            list(names),
            format_func=lambda agency_id: names[agency_id],
            key=AGENCY_FROM,
            horizontal=True,
        )
    for words in {**unknown_statuses(lists), **statuses()}:
        st.selectbox(
            plain.label(text("Status “{words}”: are such dossiers still worked on?", words=words)),
            ["", *ANSWERS],
            format_func=lambda status: status_name(status) if status else text("choose"),
            key=f"{STATUS}{words}",
        )


def warn(sentences: Sequence[str]) -> None:
    """Show what reading it gave to think about."""
    if sentences:
        plain.warning(plain.listed(list(sentences)))


def _beside(found: OverdueListPreview, is_part: bool) -> None:
    """Show what it would change, and whether it looks whole."""
    plain.markdown(
        text(
            "Against the list of {day}: {new} dossiers are new, {still} still there, {cleared} cleared.",
            day=formats.day(found.previous.listed_on),
            new=formats.count(found.new),
            still=formats.count(found.still),
            cleared=formats.count(found.cleared),
        )
    )
    if found.cleared_aside:
        plain.warning(
            text(
                "Dossiers of the list before that stand here in rows set aside: {count}. As it is, they would "
                "count as cleared. Correct the rows and drop the list again.",
                count=formats.count(found.cleared_aside),
            ),
            icon=":material/warning:",
        )
    if sentence := found.silent.warning():
        plain.warning(sentence)
    if sentence or is_part:
        # Said here, where it is seen to be needed; the files are prepared anew by it.
        st.checkbox(
            text("It is the list of the agencies it names alone: nothing of others counts as cleared."),
            key=IS_PART,
        )


def _columns(made: OverdueList) -> None:
    """Show which column became what.

    Of one not known even the header is not repeated, for it may be a name.
    """
    rows = pd.DataFrame(
        [
            (read_as.sheet, read_as.column, read_as.header, role_name(read_as.role))
            for read_as in made.columns
        ],
        columns=["sheet", "column", "header", "role"],
    )
    words = st.column_config.TextColumn
    with st.expander(text("Which column was read as what"), expanded=True):
        show(
            rows,
            {
                "sheet": words(text("Sheet"), width=140),
                "column": words(text("Column"), width=60),
                "header": words(text("Header"), width=320),
                "role": words(text("Read as"), width=420),
            },
            most=SHOWN_ROWS,
            alt=plural(
                len(rows),
                "{files}: table of {count} column and what it was read as",
                "{files}: table of {count} columns and what they were read as",
                files=", ".join(dict.fromkeys(file.name for file in made.files)),
                count=formats.count(len(rows)),
            ),
        )
