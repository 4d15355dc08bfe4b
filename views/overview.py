"""The province at a glance: where it stands, what moved, what deserves a look, how its units are spread."""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators import catalogue, charts, formats
from indicators.analysis.attention import remarks
from indicators.analysis.choices import captures_of
from indicators.analysis.following import following
from indicators.analysis.overview import movers, overview
from indicators.wording import text
from views.parts import card, frame, pickers

warehouse = frame.warehouse()

with st.container(gap="xsmall"):
    scope = pickers.scope(warehouse)
    captures = captures_of(warehouse, scope)
    if not captures:
        frame.nothing(text("No capture of {province} yet.", province=pickers.province(scope)))
    heading, period, day = pickers.reading_beside_heading(captures)
    view = overview(warehouse, scope, period, day)
    basis = frame.basis(view.capture)
    with heading:
        card.heading(view)
    frame.mark_demonstration(view.capture.is_demo)

    standing, groups = st.columns([3, 8], border=True)
    with standing, st.container(gap="xxsmall"):
        card.total(view, basis)
    with groups, st.container(gap="xxsmall"):
        told = f"{basis} {card.before('◊', view)}"
        draw = partial(charts.bullets, view.groups, text("Points by group"), told)
        frame.draw(draw, on_screen=frame.as_wide_as_it_is())

    moved, noticed, spread = st.columns(3, border=True)
    peers = {formats.level(level): ranking for level, ranking in view.rankings.items()}
    with moved, st.container(gap="xxsmall"):
        title = text("Largest moves of the total")
        moves = {name: movers(ranking) for name, ranking in peers.items()}
        chart = partial(charts.mover_dumbbells, moves, title, card.before("○", view))
        frame.draw(chart, title, card.why_no_moves(view))
    with noticed, st.container(gap="xxsmall"):
        card.attention(remarks(view, following(warehouse, view.capture)))
    with spread, st.container(gap="xxsmall"):
        title = text("Spread of the totals")
        totals = {name: ranking.rows for name, ranking in peers.items()}
        chart = partial(charts.peer_strips, totals, title, basis, rating=frame.rating_bands())
        frame.draw(chart, title, text("No unit's total is known."))
    frame.source_line(view.capture, catalogue.load()[view.capture.index_version].name())
