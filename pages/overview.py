"""The province at a glance: where it stands, what moved, what deserves a look, how its units are spread."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from indicators import charts, formats
from indicators.analysis import doors
from indicators.analysis.capture_selection import captures_of
from indicators.analysis.overview import Overview, movers, overview
from indicators.analysis.provenance import of_capture
from indicators.analysis.ranking import idle_in
from indicators.analysis.signals import with_signals
from indicators.analysis.watch import watch
from indicators.periods import Period
from indicators.translation import text
from pages.components import page_frame, page_record, pickers, pictures
from pages.components.kept_part import shown_once
from pages.sections import overview as overview_section


def at_a_glance(view: Overview, scope: str, period: Period, day: date) -> None:
    """Draw where the province stands, what moved, what deserves a look, how its units are spread."""
    basis = of_capture(view.capture).basis()
    own_place, groups = st.columns([3, 8], border=True)
    with own_place, st.container(gap="xxsmall"):
        overview_section.province_total(view, basis)
    with groups, st.container(gap="xxsmall"):
        told = f"{basis} {overview_section.mark_legend('◊', view)}"
        draw = partial(charts.bullets, view.groups, text("Points by group"), told, signals=view.moved)
        page_frame.draw_chart(draw, pixels=pictures.MOST, takes_width=True, door=doors.to_group)

    moved, noticed, spread = st.columns(3, border=True)
    units: dict[str, Any] = {"pixels": pictures.THIRD, "door": partial(doors.to_unit, scope=scope)}
    peers = {
        formats.level(level): with_signals(warehouse, ranking) for level, ranking in view.rankings.items()
    }
    with moved, st.container(gap="xxsmall"):
        title = text("Largest moves of the total")
        moves = {name: page_frame.drawn_once(movers, ranking) for name, ranking in peers.items()}
        real = frozenset[str]().union(*(ranking.signals for ranking in peers.values()))
        legend = overview_section.mark_legend("○", view)
        chart = partial(charts.mover_dumbbells, moves, title, legend, signals=real)
        page_frame.draw_chart(chart, title, partial(overview_section.why_no_moves, view), **units)
    with noticed, st.container(gap="xxsmall"):
        with page_frame.part_of_page():
            overview_section.highlight_list(page_frame.kept(overview_section.remarks, scope, period, day))
        with page_frame.part_of_page():
            overview_section.watched(page_frame.kept(watch, scope, period, day))
    with spread, st.container(gap="xxsmall"):
        title = text("Spread of the totals")
        totals = {name: ranking.rows for name, ranking in peers.items()}
        chart = partial(
            charts.peer_strips,
            totals,
            title,
            basis,
            rating=page_frame.rating_bands(),
            idle=idle_in(peers.values()),
        )
        page_frame.draw_chart(chart, title, text("No unit's total is known."), **units)


warehouse = page_frame.warehouse()

with st.container(gap="xsmall"):
    scope = pickers.scope(warehouse)
    captures = captures_of(warehouse, scope)
    if not captures:
        pickers.stop_without_captures(scope)
    heading, period, day = pickers.reading_beside_heading(captures)
    view = page_frame.kept(overview, scope, period, day)
    with heading:
        overview_section.heading(view)
    page_frame.mark_demonstration(view.capture.is_demo)

    shown_once(at_a_glance, view, scope, period, day)
    page_record.source(of_capture(view.capture, view.comparison).beginning_after(view.why_history_begins))
