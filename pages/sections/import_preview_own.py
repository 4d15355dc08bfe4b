"""An own count before it is kept: which columns count what, of when, and their sums."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators import formats
from indicators.analysis.import_sums import own_sums
from indicators.catalogue.own_measures import MEASURES
from indicators.periods import Period
from indicators.store.own_list import OwnList
from indicators.translation import plural, text
from pages.components import plain
from pages.components.tables import show

SHOWN_ROWS = 10


def own_view(own: OwnList, number: int) -> None:
    """Show all of it, nothing kept yet."""
    plain.markdown(
        text(
            "Own count: {counts} counts, {dossiers} dossiers",
            counts=formats.count(own.counts.num_rows),
            dossiers=formats.count(own.dossiers.num_rows),
        )
    )
    if own.warnings:
        plain.warning(plain.listed(list(own.warnings)))
    sums = own_sums(own)
    if not sums.empty:
        value, words = st.column_config.NumberColumn, st.column_config.TextColumn
        show(
            sums.assign(
                name=[MEASURES[code].name() for code in sums.measure],
                told=[
                    formats.MISSING if pd.isna(written) else formats.period(Period.parse(written))
                    for written in sums.period
                ],
            ),
            {
                "told": words(text("Period"), width=110),
                "columns": words(text("Column"), width=320),
                "name": words(text("Read as"), width=300),
                "agencies": value(text("Agencies"), width=80),
                "dossiers": value(text("Dossiers"), width=100),
            },
            writers=dict.fromkeys(("agencies", "dossiers"), formats.count),
            most=SHOWN_ROWS,
            alt=text("Table of {count} measures and their sums", count=formats.count(len(sums))),
            key=f"own-{number}",
        )
    if own.unread_codes:
        plain.warning(
            plural(
                own.unread_codes,
                "{count} cell of the code column holds no code.",
                "{count} cells of the code column hold no code.",
                count=formats.count(own.unread_codes),
            ),
            icon=":material/warning:",
        )
