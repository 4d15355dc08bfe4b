"""Where: districts or communes on the map, departments beside it; a click opens the agency."""

from __future__ import annotations

import streamlit as st

from indicators import charts, formats
from indicators.analysis import choices
from indicators.analysis.ranking import rank
from indicators.places import load_boundaries, load_places
from indicators.wording import text
from views.parts import frame, pickers, table

AREAS = ("commune", "district")

warehouse, theme = frame.warehouse(), frame.theme()
with st.container(gap="small"):
    scope = pickers.scope(warehouse)
    levels = [level for level in AREAS if level in choices.levels(warehouse, scope)]
    if not levels:
        frame.nothing(text("No capture has districts or communes."))
    columns = st.columns([3, 2, 2, 1.5, 3, 1.2])
    with columns[0]:
        node = pickers.node()
    with columns[1]:
        level = pickers.level(levels)
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
    basis = formats.basis(capture.period, capture.is_open, capture.captured_at)
    unit = formats.unit(ranking.node.shown_in)
    left, right = st.columns([8, 5], gap="medium")
    with left:
        title = text(
            "{node}, {level}, in {unit}",
            node=ranking.node.short_name(),
            level=formats.level(level).lower(),
            unit=unit,
        )
        chart = charts.places_map(
            ranking.rows,
            load_places(),
            load_boundaries(),
            title,
            basis,
            theme,
            direction=ranking.node.direction,
            focus=focus,
        )
        frame.draw_clickable(chart, title, text("No unit of this peer group has a place on the map."))
        st.caption(text("Click a mark to open the agency. For looking at; no legal boundaries."))
    with right:
        departments = choices.choose(
            choices.captures_with(warehouse, node.code, "department", scope), period, day
        )
        title = text("Departments have no area: {node}", node=ranking.node.short_name())
        if departments:
            others = rank(
                warehouse,
                node=node.code,
                level="department",
                scope=scope,
                period=period,
                captured_on=day,
            )
            chart = charts.ranked_dots(others.rows, title, basis, theme, direction=ranking.node.direction)
            frame.draw(chart)
        else:
            frame.draw_or_say(None, title, text("No department has a value here."))
    table.heading(ranking)
    table.ranking_table(ranking, focus)
    table.take_away_ranking(ranking)
    frame.source_line(capture, ranking.catalogue.name())
