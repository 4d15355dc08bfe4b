"""A list of overdue dossiers before it is kept: what was read as what, what it changes, what is set aside."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators import formats
from indicators.analysis.import_preview import OverdueListPreview, overdue_list_preview, still_unrecognised
from indicators.analysis.import_provenance import of_new_list
from indicators.analysis.import_sums import list_statuses, list_sums
from indicators.markup import Markdown
from indicators.store.overdue_list import OverdueList, role_name, status_name
from indicators.translation import plural, text
from pages.components import page_frame, plain
from pages.components.tables import show
from pages.sections import overdue_dossiers
from pages.sections.import_next_step import BESIDE

SHOWN_ROWS, NAMED = 12, 8


def list_view(made: OverdueList, number: int) -> None:
    """Show all of it, nothing kept yet."""
    said = text(
        "{rows} rows read: {dossiers} dossiers, {aside} set aside",
        rows=formats.count(made.rows_read),
        dossiers=formats.count(made.dossiers.num_rows),
        aside=formats.count(made.set_aside.num_rows),
    )
    if made.counts.num_rows:
        said += " · " + plural(
            made.counts.num_rows,
            "counts of {count} agency, {dossiers} dossiers in all",
            "counts of {count} agencies, {dossiers} dossiers in all",
            count=formats.count(made.counts.num_rows),
            dossiers=formats.count(list_sums(made)["counted"]),
        )
    plain.markdown(said)
    unknown = still_unrecognised(page_frame.warehouse(), made.unrecognised)
    named = {*made.dossiers["agency_id"].to_pylist(), *made.counts["agency_id"].to_pylist()}
    plain.markdown(
        text(
            "{matched} agencies matched, {unmatched} unmatched",
            matched=formats.count(max(len(named) - len(unknown), 0)),
            unmatched=formats.count(len(unknown)),
        )
    )
    if made.warnings:
        plain.warning(plain.listed(list(made.warnings)))
    _not_backlog(made)
    found = _beside_the_last(made)
    if found:
        _beside(found)
    _columns(made, number)
    aside = made.set_aside.to_pandas()
    overdue_dossiers.set_aside(of_new_list(made), aside)


def _beside_the_last(made: OverdueList) -> OverdueListPreview | None:
    """Hold it against the list before, once for what is kept now: of a long list it takes longer than the page."""
    held: dict[tuple[str, str], OverdueListPreview | None] = st.session_state.setdefault(BESIDE, {})
    key = (made.list_id, page_frame.warehouse().version())
    if key not in held:
        held[key] = overdue_list_preview(page_frame.warehouse(), made)
    return held[key]


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


def _beside(found: OverdueListPreview) -> None:
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


def _columns(made: OverdueList, number: int) -> None:
    """Show which column became what.

    Of one not known even the header is not repeated, for it may be a name.
    """
    rows = pd.DataFrame(
        [(one.sheet, one.column, one.header, role_name(one.role)) for one in made.columns],
        columns=["sheet", "column", "header", "role"],
    )
    words = st.column_config.TextColumn
    plain.markdown(Markdown("**{}**").format(text("Which column was read as what")))
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
        key=f"columns-{number}",
    )
