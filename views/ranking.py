"""Who stands where: any node of the index, one peer group, one capture; as a chart, a table and a file."""

from __future__ import annotations

import streamlit as st

from indicators.analysis import choices
from views.parts import frame, pickers, ranked

with st.container(gap="small"):
    scope = pickers.scope(frame.warehouse())
    ranking, focus = ranked.choose(scope, choices.levels(frame.warehouse(), scope))
    frame.mark_demonstration(ranking.capture.is_demo)
    left, right = st.columns([4.7, 7.3], gap="medium")
    with left:
        ranked.dots(ranking, focus)
    with right:
        ranked.in_full(ranking, focus)
    frame.source_line(ranking.capture, ranking.catalogue.name())
