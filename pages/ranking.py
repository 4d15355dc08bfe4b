"""The ranking: any node of the index, one peer group, one capture; as a chart, a table and a file."""

from __future__ import annotations

import streamlit as st

from indicators.analysis.levels import levels
from indicators.analysis.provenance import of_capture
from pages.components import page_frame, page_record, pickers, tables
from pages.components import ranking as ranking_view
from pages.components.kept_part import shown_once

with st.container(gap="small"):
    scope = pickers.scope(page_frame.warehouse())
    ranking, focus = ranking_view.ranking_pickers(scope, levels(page_frame.warehouse(), scope))
    page_frame.mark_demonstration(ranking.capture.is_demo)
    left, right = st.columns([4.7, 7.3], gap="medium")
    with right:
        # What needs no drawing is told before the picture and the table are drawn.
        shown_once(tables.heading, ranking)
    with left:
        shown_once(ranking_view.ranking_chart, ranking, focus)
    with right:
        tables.ranking_table(ranking, focus)
        tables.ranking_download_buttons(ranking)
    page_record.source(of_capture(ranking.capture, ranking.comparison))
