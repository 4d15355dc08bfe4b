"""The page of synchronisation in parts."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators import formats
from indicators.analysis import overdue, synchronisation
from indicators.exports.csv import reconciliation_csv, table_csv
from indicators.wording import text
from views.parts import frame, table
from views.parts.choice import choose
from views.parts.table import show

SHOWN_ROWS = 14


def own_counts(scope: str) -> None:
    """The province's own count beside the portal's; how to bring one in where there is none."""
    warehouse = frame.warehouse()
    counted = synchronisation.counted_periods(warehouse, scope)
    st.markdown(f"**{text('The own count beside what the portal received')}**")
    if not counted:
        st.caption(synchronisation.how_to_count())
        return
    period = choose(text("Counted for"), "counted", counted, written=formats.period)
    found = synchronisation.reconcile(warehouse, scope, period)
    st.markdown(
        text(
            "The portal lacks **{lacking}** dossiers of agencies that count more, and has **{surplus}** "
            "more of agencies that count less; of {unmatched} agencies it tells nothing.",
            lacking=formats.count(found.lacking),
            surplus=formats.count(found.surplus),
            unmatched=formats.count(found.unmatched),
        )
    )
    number = st.column_config.NumberColumn
    show(
        found.rows.assign(read=[formats.moment(at) for at in found.rows.captured_at]),
        {
            "agency_name": st.column_config.TextColumn(text("Agency"), width=260),
            "own_dossiers": number(text("Own count")),
            "portal_dossiers": number(text("Portal")),
            "lacking": number(text("Lacking")),
            "since": st.column_config.TextColumn(text("Lacking since")),
            "read": st.column_config.TextColumn(text("Portal read")),
        },
        writers=dict.fromkeys(("own_dossiers", "portal_dossiers", "lacking"), formats.count),
        most=SHOWN_ROWS,
        alt=text("Table of {count} agencies with both counts", count=formats.count(len(found.rows))),
    )
    table.take_away(lambda: reconciliation_csv(found), ["own-count", scope, str(period)], found.is_demo)


def own_codes(scope: str) -> None:
    """Dossiers that by the own list have not reached the portal."""
    codes = synchronisation.lacking_codes(frame.warehouse(), scope)
    if codes.empty:
        return
    title = text("{count} dossiers not on the portal by the own list", count=formats.count(len(codes)))
    st.markdown(f"**{title}**")
    words = st.column_config.TextColumn
    shown = codes.assign(
        since=[formats.moment(at) for at in codes.since],
        cause=[None if pd.isna(cause) else overdue.cause_name(cause) for cause in codes.cause],
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
        alt=text("Table of {count} dossiers", count=formats.count(len(codes))),
    )
    columns = {
        "dossier_code": text("Dossier code"),
        "agency_name": text("Agency"),
        "since": text("Lacking since"),
        "overdue_days": text("Days overdue"),
        "cause": text("Cause"),
    }
    listed = text("own count of {moment}", moment=formats.moment(codes.counted_at.iloc[0]))
    is_demo = bool(codes.is_demo.any())
    table.take_away(
        lambda: table_csv(title, columns, shown, [listed], is_demo=is_demo), ["lacking-codes", scope], is_demo
    )
