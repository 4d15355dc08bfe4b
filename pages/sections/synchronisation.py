"""Dossiers that have not reached the portal, on the page of synchronisation."""

from __future__ import annotations

import streamlit as st

from indicators import formats
from indicators.analysis import doors, synchronisation
from indicators.analysis.provenance import of_own_list
from indicators.analysis.statements.synchronisation import not_on_portal
from indicators.exports.csv import table_csv
from indicators.markup import Markdown
from indicators.reference.provinces import scope_name
from indicators.store.overdue_list import cause_name
from indicators.translation import plural, text
from pages.components import page_frame, page_record, tables
from pages.components.tables import show

SHOWN_ROWS = 14


def own_codes(scope: str) -> None:
    """Show dossiers that by the own list have not reached the portal."""
    codes = synchronisation.lacking_codes(page_frame.warehouse(), scope)
    if codes.empty:
        return
    title = str(not_on_portal(codes, scope))
    page_record.words(Markdown("**{}**").format(title))
    words = st.column_config.TextColumn
    shown = codes.assign(
        since=[formats.moment(at) for at in codes.since],
        cause=codes.cause.map(cause_name, na_action="ignore"),
    )
    show(
        shown,
        {
            "dossier_code": words(text("Dossier code"), width=170),
            "agency_name": words(text("Agency"), width=250),
            "since": words(text("Lacking since"), width=140),
            "overdue_days": st.column_config.NumberColumn(text("Days overdue"), width=100),
            "cause": words(text("Cause"), width=150),
        },
        most=SHOWN_ROWS,
        links=[doors.to_dossier(code, scope) for code in codes.dossier_code],
        alt=plural(
            len(codes),
            "Table of {count} dossier",
            "Table of {count} dossiers",
            count=formats.count(len(codes)),
        ),
    )
    columns = {
        "dossier_code": text("Dossier code"),
        "agency_name": text("Agency"),
        "since": text("Lacking since"),
        "overdue_days": text("Days overdue"),
        "cause": text("Cause"),
    }
    counted_at, is_given = codes.counted_at.max(), bool(codes.counted_at_given.all())
    record = of_own_list(scope, counted_at, is_given, bool(codes.is_demo.any()))
    record = record.at(page_frame.warehouse().store.sequence())
    tables.download_buttons(
        lambda: table_csv(record, title, columns, shown),
        record,
        lambda: (text("dossiers not on the portal"), scope_name(scope)),
    )
