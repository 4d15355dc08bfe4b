"""What has really moved: every agency of a peer group in every group of the index, one sign each."""

from __future__ import annotations

import streamlit as st

from indicators import catalogue
from indicators.analysis.levels import levels
from indicators.analysis.provenance import of_trend
from indicators.analysis.signals import nodes_of_the_matrix, signal_matrix
from indicators.analysis.trend_spans import spans
from pages.components import page_frame, page_record, pickers
from pages.sections import signals

warehouse = page_frame.warehouse()
with st.container(gap="small"):
    scope = pickers.scope(warehouse)
    columns = st.columns([2, 3, 5.8, 1.2])
    with columns[0]:
        level = pickers.level(levels(warehouse, scope))
    with columns[3]:
        pickers.language()
    followed = spans(warehouse, catalogue.ROOT, level, scope)
    if not followed:
        pickers.stop_without_captures(scope)
    with columns[1]:
        span = pickers.span(followed)
    nodes = nodes_of_the_matrix(catalogue.current())
    matrix = signal_matrix(warehouse, level=level, scope=scope, span=span, nodes=nodes)
    first = next(iter(matrix.trends.values()))
    page_frame.mark_demonstration(first.is_demo)
    signals.heading(matrix, span.name())
    signals.matrix_table(matrix, scope)
    signals.legend()
    page_record.source(of_trend(first, span.name()))
