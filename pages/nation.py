"""The province among all provinces, for the total, any group or component, where national captures exist.

Another province, which has no page here, is marked beside ours: its dots and rows lead to its line.
"""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators import charts
from indicators.analysis import doors
from indicators.analysis.capture_selection import captures_with
from indicators.analysis.nation import nation
from indicators.analysis.provenance import of_capture
from indicators.analysis.signals import nodes_that_moved, signs_of_nodes, with_signals
from indicators.analysis.trend import Span, trend
from indicators.analysis.trend_spans import spans
from indicators.markup import Markdown
from indicators.translation import text
from pages.components import page_frame, page_record, pickers, pictures, ranking, scorecard

warehouse = page_frame.warehouse()
with st.container(gap="small"):
    scope = pickers.scope(warehouse)
    columns = st.columns([3, 2, 1.5, 2, 1.2])
    with columns[0]:
        node = pickers.node(("index", "group", "component"))
    with columns[4]:
        pickers.language()
    captures = captures_with(warehouse, node.code, "province", scope)
    if not captures:
        page_frame.stop_with_reason(
            text("No national capture has “{node}”.", node=node.name()), leads_to_data=True
        )
    with columns[1]:
        period = pickers.period(captures)
    with columns[2]:
        day = pickers.reading(captures, period)
    view = nation(warehouse, scope, node.code, period, day)
    capture, own = view.capture, view.province
    with columns[3]:
        marked = pickers.unit(view.ranking.rows) or own
    page_frame.mark_demonstration(capture.is_demo)
    left, right = st.columns([5, 8], gap="medium")
    with left:
        title = text("{node}: all provinces", node=view.ranking.node.short_name())
        peers = with_signals(warehouse, view.ranking)
        ranking.ranking_chart(peers, marked, title=title)
    with right:
        title = text("{province} among all provinces", province=pickers.province(scope))
        page_record.words(Markdown("**{}**  :small[:gray[{}]]").format(title, of_capture(capture).basis()))
        signs = signs_of_nodes(warehouse, capture, "province", own)
        scorecard.scorecard_table(
            view.card,
            view.index,
            level="province",
            agency_id=own,
            capture=capture,
            signals=nodes_that_moved(signs, view.card),
        )
        scorecard.scorecard_download_buttons(view.card, capture, own)
        span = Span(period.kind, period if capture.is_open else None)
        title, ranks = text("Rank among all provinces: {node}", node=node.short_name()), None
        if span in spans(warehouse, node.code, "province", scope):
            moved = trend(warehouse, node=node.code, level="province", scope=scope, span=span)
            shown = [unit for unit in dict.fromkeys((own, marked)) if unit in moved.names]
            ranks = partial(charts.rank_bumps, moved, shown, title, span.name()) if shown else None
        door = partial(doors.to_peer, node, "province", scope, capture.captured_on)
        page_frame.draw_chart(ranks, title, text("It was never ranked."), pixels=pictures.LARGE, door=door)
    ranking.ranking_table_with_downloads(peers, marked)
    page_record.source(of_capture(capture, view.ranking.comparison))
