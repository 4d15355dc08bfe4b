"""Synchronisation of dossiers: the portal's word, the province's count beside it, the dossiers that lack."""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators import catalogue, charts
from indicators.analysis import doors
from indicators.analysis.capture_selection import captures_with
from indicators.analysis.levels import levels
from indicators.analysis.missing_cases import missing_cases
from indicators.analysis.own_counts import SYNCHRONISATION, how_to_count
from indicators.analysis.provenance import of_capture
from indicators.analysis.ranking import rank
from indicators.analysis.trend import Span, trend
from indicators.analysis.trend_spans import spans, why_not_followed
from indicators.translation import text
from pages.components import chart_notes, page_frame, page_record, pickers, pictures, plain
from pages.components import ranking as ranking_view
from pages.sections import own_counts, synchronisation

warehouse = page_frame.warehouse()
synchronised = catalogue.node_in_role("synchronisation").code
with st.container(gap="small"):
    scope = pickers.scope(warehouse)
    columns = st.columns([2, 2, 1.7, 3, 1.2])
    with columns[0]:
        level = pickers.level(levels(warehouse, scope))
    with columns[4]:
        pickers.language()
    captures = captures_with(warehouse, synchronised, level, scope)
    if not captures:
        plain.info(text("No capture tells of synchronisation for this peer group."))
    else:
        with columns[1]:
            period = pickers.period(captures)
        with columns[2]:
            day = pickers.reading(captures, period)
        ranking = rank(warehouse, node=synchronised, level=level, scope=scope, period=period, captured_on=day)
        capture = ranking.capture
        with columns[3]:
            focus = pickers.unit(ranking.rows)
        page_frame.mark_demonstration(capture.is_demo)
        left, right = st.columns(2, gap="medium")
        with left:
            title = text("Whose dossiers the portal does not count as synchronised")
            missing = missing_cases(warehouse, capture, ranking.node)
            held = partial(charts.gap_bars, missing, title, of_capture(capture).basis())
            to_unit = partial(doors.to_unit, scope=scope)
            nobody = text("No unit is named: {reason}.", reason=missing.why_none)
            page_frame.draw_chart(held, title, nobody, pixels=pictures.HALF, door=to_unit)
        with right:
            span = Span(period.kind, period if capture.is_open else None)
            title, draw = text("Points for synchronisation over time"), None
            is_followed = span in spans(warehouse, synchronised, level, scope)
            if is_followed:
                moved = trend(warehouse, node=synchronised, level=level, scope=scope, span=span)
                units = [focus] if focus else moved.ends(1)
                draw = partial(charts.trend_lines, moved, units, title, span.name(), width=charts.HALF)
            why_none = partial(why_not_followed, warehouse, ranking.node, level, scope)
            page_frame.draw_chart(draw, title, why_none, pixels=pictures.HALF, door=to_unit)
            if is_followed:
                chart_notes.middle(moved)
        ranking_view.ranking_table_with_downloads(ranking, focus)
        page_record.source(of_capture(capture))
    with page_frame.part_of_page():
        own_counts.counts(scope, SYNCHRONISATION, how_to_count())
    with page_frame.part_of_page():
        synchronisation.own_codes(scope)
