"""The province among all provinces, for the total, any group or component, where national captures exist."""

from __future__ import annotations

import streamlit as st

from indicators import catalogue, charts, formats
from indicators.analysis.choices import captures_with
from indicators.analysis.nation import nation
from indicators.analysis.trend import Span, trend
from indicators.targets import targets_for
from indicators.wording import text
from views.parts import cards, frame, notes, pickers, table

warehouse, theme = frame.warehouse(), frame.theme()
*_, index = catalogue.load().values()
with st.container(gap="small"):
    scope = pickers.scope(warehouse)
    columns = st.columns([3, 2, 1.5, 4, 1.2])
    with columns[0]:
        node = pickers.node_of([one for one in index.nodes.values() if one.kind != "indicator"], index)
    with columns[4]:
        pickers.language()
    captures = captures_with(warehouse, node.code, "province", scope)
    if captures.empty:
        frame.nothing(text("No national capture has “{node}”.", node=node.name()))
    with columns[1]:
        period = pickers.period(captures)
    with columns[2]:
        day = pickers.day_of_reading(captures, period)
    view = nation(warehouse, scope, node.code, period, day)
    capture, own = view.capture, view.province
    frame.mark_demonstration(capture.is_demo)
    basis = formats.basis(capture.period, capture.is_open, capture.captured_at)
    left, right = st.columns([6, 7], gap="medium")
    with left:
        title = text("{node}: all provinces", node=view.ranking.node.short_name())
        goals = notes.goals(targets_for(view.ranking.node, "province", capture.day, own), view.ranking.node)
        rating = frame.rating_bands() if node.parent is None else []
        frame.draw(
            charts.ranked_dots(view.ranking.rows, title, basis, theme, focus=own, rating=rating, goals=goals)
        )
    with right:
        title = text("{province} among all provinces", province=pickers.province(scope))
        st.markdown(f"**{title}**  :small[:gray[{basis}]]")
        cards.card_table(view.card, view.index, level="province", agency_id=own, day=capture.day)
        span = Span(period.kind, period if capture.is_open else None)
        moved = trend(warehouse, node=node.code, level="province", scope=scope, span=span)
        title = text("Rank among all provinces: {node}", node=node.short_name())
        ranks = (
            charts.rank_bumps(moved, [own], title, pickers.span_name(span), theme)
            if own in moved.names
            else None
        )
        frame.draw_or_say(ranks, title, text("It was never ranked."))
    table.heading(view.ranking)
    table.ranking_table(view.ranking, own)
    table.take_away_ranking(view.ranking)
    frame.source_line(capture, view.index.name())
