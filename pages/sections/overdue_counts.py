"""Counts of overdue dossiers by agency, beside the dossiers that lists name."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from indicators import formats
from indicators.analysis import doors
from indicators.analysis.overdue_counts import counts_by_agency
from indicators.analysis.provenance import of_counts
from indicators.analysis.statements.overdue_counts import beside_list
from indicators.exports.csv import table_csv
from indicators.markup import Markdown
from indicators.reference.provinces import scope_name
from indicators.translation import plural, text
from pages.components import page_frame, page_record
from pages.components.tables import download_buttons, show

SHOWN_ROWS = 10


def counted(scope: str, as_of: date | None = None) -> None:
    """Show the last counts up to a day, with whether the list of their day names as many.

    Nothing without any.
    """
    found = counts_by_agency(page_frame.warehouse(), scope, as_of)
    if found is None:
        return
    title = plural(
        found.total,
        "Counts by agency of {day}: {count} overdue dossier",
        "Counts by agency of {day}: {count} overdue dossiers",
        day=formats.day(found.listed_on),
        count=formats.count(found.total),
    )
    page_record.words(Markdown("**{}**").format(title))
    columns = {"agency_name": text("Agency"), "overdue": text("Counted dossiers")}
    if found.differing is not None:
        columns["dossiers"] = text("In the list")
    said = beside_list(scope, found).sentence()
    page_record.note(said)
    first, *numbers = columns
    show(
        found.rows,
        {
            first: st.column_config.TextColumn(columns[first], width=320),
            **{name: st.column_config.NumberColumn(columns[name], width=120) for name in numbers},
        },
        writers=dict.fromkeys(numbers, formats.count),
        most=SHOWN_ROWS,
        links=doors.to_units(found.rows.agency_id, scope),
        alt=plural(
            len(found.rows),
            "Table of {count} agency and its count",
            "Table of {count} agencies and their counts",
            count=formats.count(len(found.rows)),
        ),
    )
    record = of_counts(scope, found).at(page_frame.warehouse().store.sequence())
    download_buttons(
        partial(table_csv, record, title, columns, found.rows, [said]),
        record,
        lambda: (text("counts of overdue dossiers"), scope_name(scope)),
    )
