"""The province's own counts beside the portal's, on the page of what they count."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from indicators import formats
from indicators.analysis import doors
from indicators.analysis.own_counts import counted_measures, counted_periods, reconcile
from indicators.analysis.provenance import of_own_count
from indicators.analysis.statements.synchronisation import beside_portal
from indicators.catalogue.own_measures import MEASURES, Measure
from indicators.exports.csv import reconciliation_csv
from indicators.markup import Markdown
from indicators.translation import plural, text
from pages.components import page_frame, page_record, tables
from pages.components.tables import show
from pages.components.url_choice import choose

SHOWN_ROWS, COUNTING = 14, "counting"


def counts(scope: str, page: str, otherwise: str = "") -> None:
    """Show what was counted of the page's measures; without any `otherwise`, a sentence, or nothing."""
    measures = counted_measures(page_frame.warehouse(), scope, page)
    if not measures:
        page_record.note(otherwise)
        return
    page_record.words(Markdown("**{}**").format(_heading()))
    _counts(scope, page, measures)


def counts_if_wanted(scope: str, page: str) -> None:
    """Show the same, closed until somebody opens it: it takes as long as a ranking."""
    measures = counted_measures(page_frame.warehouse(), scope, page)
    if not measures:
        return
    section = st.expander(
        _heading(), expanded=COUNTING in st.query_params, key="own-counts", on_change="rerun"
    )
    if section.open:
        page_record.print_words(Markdown("**{}**").format(_heading()))
        with section:
            _counts(scope, page, measures)


def _heading() -> str:
    return text("The own count beside the portal’s")


def _counts(scope: str, page: str, counted: Sequence[Measure]) -> None:
    """Show one of the measures counted, chosen, for a period chosen, agency by agency."""
    warehouse, measures = page_frame.warehouse(), [measure.code for measure in counted]
    left, right, _ = st.columns([4, 2, 5])
    with left:
        measure = choose(
            text("What is counted"),
            COUNTING,
            measures,
            written=lambda code: MEASURES[code].name(),
            # It says as well that this part of the page is open.
            is_spelled_out=True,
        )
    with right:
        periods = counted_periods(warehouse, scope, measure)
        period = choose(text("Counted for"), "counted", periods, written=formats.period)
    found = reconcile(warehouse, scope, period, measure)
    beside = Markdown("")
    if found.portal_counts:
        portal = text("The portal’s number: {words}.", words=found.portal_counts)
        beside = Markdown("{} :small[:gray[{}]]").format(found.not_compared, portal)
    page_record.words(Markdown("{} {}").format(beside_portal(found, page).sentence(), beside))
    number, readings = st.column_config.NumberColumn, found.rows.captured_at
    columns_beside = {
        "portal_dossiers": number(text("Portal")),
        "lacking": number(text("Lacking")),
        "since": st.column_config.TextColumn(text("Lacking since")),
        "read": st.column_config.TextColumn(text("Portal read")),
    }
    show(
        found.rows.assign(read=readings.map({at: formats.moment(at) for at in readings.unique()})),
        {
            "agency_name": st.column_config.TextColumn(text("Agency"), width=260),
            "own_dossiers": number(text("Own count")),
            **(columns_beside if found.portal_counts else {}),
        },
        writers=dict.fromkeys(("own_dossiers", "portal_dossiers", "lacking"), formats.count),
        most=SHOWN_ROWS,
        links=doors.to_units(found.rows.agency_id, scope),
        alt=plural(
            len(found.rows),
            "{measure}: table of {count} agency with both counts",
            "{measure}: table of {count} agencies with both counts",
            measure=found.measure.name(),
            count=formats.count(len(found.rows)),
        ),
    )
    tables.download_buttons(
        partial(reconciliation_csv, found, page_frame.warehouse().store.sequence()),
        of_own_count(found),
        lambda: (text("own count beside the portal’s"), found.measure.name()),
    )
