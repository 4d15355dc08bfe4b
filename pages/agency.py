"""One agency on one page: groups, every indicator against its peers, its way, what it was and became."""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators import catalogue, charts, formats
from indicators.analysis import doors
from indicators.analysis.explanation.agency import explain_agency
from indicators.analysis.profile import Profile
from indicators.analysis.provenance import of_capture
from indicators.analysis.rank_ranges import rank_ranges
from indicators.analysis.ranking import rankings
from indicators.analysis.signals import nodes_that_moved, signs_of_nodes
from indicators.analysis.trend import Span, trend
from indicators.analysis.trend_spans import spans
from indicators.exports.csv import card_csv
from indicators.reference.targets import targets_for
from indicators.translation import text
from pages.components import chart_notes, page_frame, page_record, pictures, scorecard, tables
from pages.components.kept_part import shown_once
from pages.sections import agency as agency_section
from pages.sections import explanation, overdue


def at_a_glance(shown: Profile, agency: str) -> None:
    """Draw the agency's points, its groups, what sets it apart."""
    capture = shown.capture
    basis = of_capture(capture).basis()
    signs = signs_of_nodes(page_frame.warehouse(), capture, shown.level, agency)
    real = nodes_that_moved(signs, shown.card)
    own_place, groups, sides = st.columns([3, 6, 4], border=True)
    with own_place, st.container(gap="xxsmall"):
        ranges = rank_ranges(page_frame.warehouse(), capture, shown.level).get(catalogue.ROOT)
        ranking = rankings(page_frame.warehouse(), capture, catalogue.ROOT).get(shown.level)
        agency_section.total(shown, ranking, ranges, signs.get(catalogue.ROOT, "unknown"))
    with groups, st.container(gap="xxsmall"):
        ticks = chart_notes.ticks(shown.index.groups, shown.level, capture, agency)
        rows = shown.groups.assign(name=shown.groups.short_name)
        draw = partial(charts.bullets, rows, text("Points by group"), basis, targets=ticks, signals=real)
        to_ranking = partial(agency_section.to_ranking, shown.index.version, shown.level, agency)
        page_frame.draw_chart(draw, takes_width=True, door=to_ranking)
    with sides, st.container(gap="xxsmall"):
        agency_section.sides(shown)
    agency_section.corrections(shown)


def reasons_and_way(shown: Profile, scope: str, agency: str) -> None:
    """Tell why its points are what they are, and draw its way so far."""
    warehouse, capture = page_frame.warehouse(), shown.capture
    period = capture.period
    asked = (agency, shown.level, capture, shown.comparison)
    explanation.explanation(*page_frame.kept(explanation.told, *asked, catalogue.ROOT))
    if shown.level == "province":
        explanation.by_agencies(warehouse, explain_agency(warehouse, *asked), catalogue.ROOT)
    with page_frame.part_of_page():
        explanation.backlog_outlook(scope, agency)
        overdue.agency_backlog_link(scope, agency, shown.entry.valid_to if shown.entry else None)
    span = Span(period.kind, period if capture.is_open else None)
    if shown.level != "province" and span in spans(warehouse, catalogue.ROOT, shown.level, scope):
        moved = trend(warehouse, node=catalogue.ROOT, level=shown.level, scope=scope, span=span)
        to_trend = partial(doors.to_trend, moved.node, shown.level)
        left, right = st.columns(2, gap="medium")
        with left:
            title = text("Total points among {level}", level=formats.level(shown.level).lower())
            basis = span.name()
            goals = chart_notes.goals(
                targets_for(moved.node, shown.level, capture.day, agency, kind=period.kind), moved.node
            )
            draw = partial(charts.trend_lines, moved, [agency], title, basis, goals=goals, width=charts.HALF)
            page_frame.draw_chart(draw, pixels=pictures.HALF, door=to_trend)
            chart_notes.middle(moved)
        with right:
            title = text("Rank among {level}", level=formats.level(shown.level).lower())
            ranks = partial(charts.rank_bumps, moved, [agency], title, span.name())
            never = text("It was never ranked.")
            page_frame.draw_chart(ranks, title, never, pixels=pictures.HALF, door=to_trend)


warehouse = page_frame.warehouse()
with st.container(gap="small"):
    scope, agency, shown = agency_section.choose_reading(warehouse)
    capture = shown.capture
    agency_section.heading(shown)
    page_frame.mark_demonstration(capture.is_demo)

    signs = signs_of_nodes(warehouse, capture, shown.level, agency)
    real = nodes_that_moved(signs, shown.card)
    shown_once(at_a_glance, shown, agency)
    scorecard.scorecard_table(
        shown.card, shown.index, level=shown.level, agency_id=agency, capture=capture, signals=real
    )
    tables.download_buttons(lambda: card_csv(shown), of_capture(capture), lambda: [shown.name])
    shown_once(reasons_and_way, shown, scope, agency)
    page_record.source(of_capture(capture, shown.comparison))
