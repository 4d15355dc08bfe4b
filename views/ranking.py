"""Who stands where: any node of the index, one peer group, one capture; as a chart, a table and a file."""

from __future__ import annotations

import streamlit as st

from indicators import charts, formats
from indicators.analysis import choices
from indicators.analysis.ranking import rank
from indicators.targets import targets_for
from indicators.wording import text
from views.parts import frame, notes, pickers, table

warehouse = frame.warehouse()
with st.container(gap="small"):
    scope = pickers.scope(warehouse)
    columns = st.columns([2.6, 1.9, 1.5, 1.3, 2, 1.2])
    with columns[0]:
        node = pickers.node()
    with columns[1]:
        level = pickers.level(choices.levels(warehouse, scope))
    with columns[5]:
        pickers.language()
    captures = choices.captures_with(warehouse, node.code, level, scope)
    if captures.empty:
        frame.nothing(text("No capture has “{node}” for this peer group.", node=node.name()))
    with columns[2]:
        period = pickers.period(captures)
    with columns[3]:
        day = pickers.day_of_reading(captures, period)
    ranking = rank(warehouse, node=node.code, level=level, scope=scope, period=period, captured_on=day)
    with columns[4]:
        focus = pickers.unit(ranking.rows)

    capture = ranking.capture
    frame.mark_demonstration(capture.is_demo)
    left, right = st.columns([5, 6], gap="medium")
    with left:
        title = text("{node}, {level}", node=node.short_name(), level=formats.level(level).lower())
        basis = formats.basis(capture.period, capture.is_open, capture.captured_at)
        rating = frame.rating_bands() if node.parent is None else []
        goals = notes.goals(targets_for(ranking.node, level, capture.day), ranking.node)
        chart = charts.ranked_dots(
            ranking.rows,
            title,
            basis,
            frame.theme(),
            direction=ranking.node.direction,
            focus=focus,
            rating=rating,
            goals=goals,
        )
        frame.draw(chart)
    with right:
        table.heading(ranking)
        table.ranking_table(ranking, focus)
        table.take_away_ranking(ranking)
    frame.source_line(capture, ranking.catalogue.name())
