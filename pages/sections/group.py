"""The page of a group in parts: its points, its indicators, its units, whose the missing cases are."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from indicators import charts, formats
from indicators.analysis import doors
from indicators.analysis.group import GroupView, largest_gap
from indicators.analysis.overview import movers
from indicators.analysis.peer_funnel import peer_funnel
from indicators.analysis.provenance import of_capture
from indicators.analysis.ranking import Ranking, idle_in, rankings
from indicators.analysis.signals import with_signals
from indicators.analysis.statements import beside_charts, groups, movement
from indicators.catalogue import Node
from indicators.intake.unit_identity import province_identity
from indicators.markup import Markdown
from indicators.translation import text
from pages.components import chart_notes, page_frame, page_record, pickers, pictures, plain, scorecard
from pages.components import ranking as ranking_view
from pages.components.kept_part import shown_once
from pages.sections import overview


def heading(view: GroupView) -> None:
    """Show the group's points and change, against what."""
    row = view.own
    points = f"{formats.number(row.value)}/{formats.number(row.max_value, 0)}"
    share = f"{text('points')} ({formats.percent(row.share)})"
    sign = view.signs.get(view.node.code, "unknown")
    change = overview.change_in_words(row.value_change, sign, view.capture, view.comparison)
    page_record.words(
        Markdown("## {} · {} :small[:gray[{}]]  :small[{}]").format(view.node.name(), points, share, change)
    )


def part(view: GroupView, component: Node, indicators: tuple[Node, ...]) -> None:
    """Show a component: where its points are won and lost, and the counts behind them."""
    rows = view.card.loc[[component.code, *(node.code for node in indicators)]]
    capture = view.capture
    agency = province_identity(capture.scope, capture.captured_on)
    left, right = st.columns([5, 7], gap="medium")
    with left:
        shown_once(_bullets, view, component, rows, agency, apart=component.code)
    with right:
        scorecard.scorecard_table(
            rows, view.index, level="province", agency_id=agency, capture=capture, signals=view.moved
        )
        scorecard.scorecard_download_buttons(rows, capture, agency)


def _bullets(view: GroupView, component: Node, rows: pd.DataFrame, agency: str) -> None:
    """Draw where a component's points are won and lost."""
    capture = view.capture
    nodes = [view.index.nodes[code] for code in rows.node]
    ticks = chart_notes.ticks(nodes, "province", capture, agency)
    basis = of_capture(capture).basis()
    scored = rows[rows.max_value.notna()]
    # The indicators on their own scale; where none is known, the component alone.
    is_by_indicator = scored.value.iloc[1:].notna().any()
    scored = scored.iloc[1:] if is_by_indicator else scored.iloc[:1]
    if is_by_indicator and component == view.node:
        # The points of it all stand in the heading.
        title = text("Points by indicator")
    else:
        points = f"{formats.number(rows.value.iloc[0])}/{formats.number(component.points, 0)}"
        title = text("{node}: points won, {points}", node=component.short_name(), points=points)
    named = scored.assign(name=scored.short_name)
    draw = partial(charts.bullets, named, title, basis, targets=ticks, signals=view.moved)
    page_frame.draw_chart(draw, takes_width=True, door=partial(doors.to_node_of, view.index.version))


def units(view: GroupView) -> None:
    """Show the units: who is where, how they are spread, who moved, who holds what is missing."""
    picks = st.columns([3, 2, 3, 4])
    with picks[0]:
        node = pickers.node_of(view.nodes, view.index)
    warehouse = page_frame.warehouse()
    peers = {
        level: with_signals(warehouse, ranking)
        for level, ranking in rankings(warehouse, view.capture, node.code).items()
    }
    if not peers:
        plain.info(text("No unit has a value of “{node}” here.", node=node.name()))
        return
    with picks[1]:
        level = pickers.level(list(peers))
    ranking = peers[level]
    with picks[2]:
        focus = pickers.unit(ranking.rows)
    shown_once(_who_is_where, view, node, level, peers, focus)
    ranking_view.ranking_table_with_downloads(ranking, focus)


def _who_is_where(view: GroupView, node: Node, level: str, peers: dict[str, Ranking], focus: str) -> None:
    """Draw who is where, how they are spread, who moved, who holds what is missing."""
    ranking, basis = peers[level], of_capture(view.capture).basis()
    named = {formats.level(level): found for level, found in peers.items()}
    left, middle, right = st.columns([5, 4, 4], gap="medium")
    with left:
        ranking_view.ranking_chart(ranking, focus)
    with middle:
        _spread(view, named, node, basis)
        _moves(view, node, named)
    with right:
        _by_cases(view, ranking, node, focus, basis)
        _missing(view, node, basis)


def _to_units(view: GroupView) -> dict[str, Any]:
    """Return how a chart stands in a third of the page, its marks leading to the units they stand for."""
    return {"pixels": pictures.THIRD, "door": partial(doors.to_unit, scope=view.capture.scope)}


def _spread(view: GroupView, peers: dict[str, Ranking], node: Node, basis: str) -> None:
    title = text("How the units are spread, in {unit}", unit=formats.unit(node.shown_in))
    rows = {name: ranking.rows for name, ranking in peers.items()}
    chart = partial(
        charts.peer_strips, rows, title, basis, direction=node.direction, idle=idle_in(peers.values())
    )
    page_frame.draw_chart(chart, title, text("No unit's value is known."), **_to_units(view))


def _by_cases(view: GroupView, ranking: Ranking, node: Node, focus: str, basis: str) -> None:
    """Show who stands apart from the units of its number of cases; nothing for a node without counts."""
    peers = page_frame.drawn_once(peer_funnel, ranking)
    if peers is None:
        return
    counted = view.index.noun(node)
    title = text(
        "Real difference, or few {counted}? {level}", counted=counted, level=formats.level(ranking.level)
    )
    draw = partial(
        charts.funnel_dots, peers, title, basis, counted=counted, direction=node.direction, focus=focus
    )
    page_frame.draw_chart(draw, title, **_to_units(view))
    page_record.note(beside_charts.apart(ranking, peers, counted).sentence())


def _moves(view: GroupView, node: Node, peers: dict[str, Ranking]) -> None:
    title = text("Largest moves, in {unit}", unit=formats.unit(node.shown_in))
    moves = {name: page_frame.drawn_once(movers, ranking) for name, ranking in peers.items()}
    # Of a peer group, the capture before may be another one than the province's: the last that had the node.
    compared = [ranking.comparison for ranking in peers.values()]
    since = " · ".join(
        dict.fromkeys(overview.compared_with(view.capture, comparison) for comparison in compared)
    )
    real = frozenset[str]().union(*(ranking.signals for ranking in peers.values()))
    chart = partial(charts.mover_dumbbells, moves, title, since, direction=node.direction, signals=real)

    def why_none() -> str:
        still = " ".join(said.sentence() for said in movement.nobody_moved(peers.values()))
        return still or since

    page_frame.draw_chart(chart, title, why_none, **_to_units(view))


def _missing(view: GroupView, node: Node, basis: str) -> None:
    """Show whose the missing cases are, of the node or of what it loses most by."""
    found = largest_gap(page_frame.warehouse(), view, node.code)
    if found is None:
        return
    title = text(
        "{indicator}: who holds the {count} {counted} the units lack together",
        indicator=found.node.short_name(),
        count=formats.count(found.missing),
        counted=view.index.noun(found.node, found.missing),
    )
    page_frame.draw_chart(
        partial(charts.gap_bars, found, title, basis),
        text("Who holds what is missing: {indicator}", indicator=found.node.short_name()),
        text("Cannot be told: {reason}.", reason=found.why_none),
        **_to_units(view),
    )
    if said := groups.gap_holders(view, found):
        page_record.note(said.sentence())
