"""The deck of a capture: every slide in the order of the meeting, then those that are wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from indicators import PROGRAM, catalogue
from indicators.analysis.capture_selection import captures_of
from indicators.analysis.explanation.few_cases import moved_by_few_cases
from indicators.analysis.follow_up import follow_up
from indicators.analysis.overview import Overview, overview
from indicators.analysis.own_counts import last_count
from indicators.analysis.provenance import of_capture
from indicators.analysis.signals import with_signals
from indicators.deck.follow_up import following_slides
from indicators.deck.groups import group_slide
from indicators.deck.model import Deck, Points, Slide
from indicators.deck.movements import changes_slide, movement_slide
from indicators.deck.slide_choice import kept_choice
from indicators.deck.standing import province_slide, ranking_slide
from indicators.deck.summary import short_of, summary_slide
from indicators.periods import Period
from indicators.reference.provinces import scope_name
from indicators.store.entries import DeckChoice
from indicators.translation import text
from indicators.warehouse.warehouse import Warehouse


def build_deck(
    warehouse: Warehouse,
    scope: str,
    period: Period | None = None,
    captured_on: date | None = None,
    compare_with: date | None = None,
    choice: DeckChoice | None = None,
    *,
    is_short: bool = False,
) -> Deck:
    """Build the deck of a province's capture, by default the last full one.

    Changes are counted from the capture before, or from that of the day `compare_with` (the last meeting).
    `choice` are the slides wanted and titles written by a person; by default those last kept. `is_short` gives
    the six slides for ten minutes instead. Keys are summary, province, changes, movers-<level>, ranking-<level>,
    group-<code>, overdue, order, synchronisation, reminders, proposals, method; those without data are left out.
    A province without any capture has a deck that says so; InputProblem where none fits the period and day asked for.
    """
    if period is None and captured_on is None and not captures_of(warehouse, scope):
        return _empty(scope)
    view = overview(warehouse, scope, period, captured_on, compare_with)
    chosen = choice or kept_choice(warehouse, scope, view.capture.capture_id)
    by_key = {slide.key: _titled(slide, chosen.titles) for slide in _slides(warehouse, view, compare_with)}
    shown = {key: slide for key, slide in by_key.items() if not slide.is_empty}
    wanted = [shown[key] for key in chosen.slides if key in shown] or list(shown.values())
    return Deck(
        title=text("How {province} serves people and businesses", province=scope_name(scope)),
        subtitle=of_capture(view.capture).basis(),
        capture=view.capture,
        slides=tuple(short_of(shown) if is_short else wanted),
        comparison=view.comparison,
        left_out=tuple(slide for slide in by_key.values() if slide.is_empty),
        has_opening=not is_short,
        offered=tuple(shown),
    )


def _slides(warehouse: Warehouse, view: Overview, compare_with: date | None) -> list[Slide]:
    """Build every slide, in the order of the meeting."""
    capture, on = view.capture, view.capture.captured_on
    levels = [with_signals(warehouse, ranking) for ranking in view.rankings.values()]
    index = catalogue.load()[capture.index_version]
    found = follow_up(warehouse, capture, view.comparison.previous if compare_with else None)
    few = {level: moved_by_few_cases(warehouse, ranking) for level, ranking in view.rankings.items()}
    slides = [summary_slide(view, found, on, few), province_slide(warehouse, view), changes_slide(view)]
    slides += [movement_slide(ranking, view, few[ranking.level]) for ranking in levels]
    slides += [ranking_slide(ranking, view) for ranking in levels]
    slides += [group_slide(warehouse, view, group, compare_with) for group in index.groups]
    slides += following_slides(found, last_count(warehouse, capture.scope, capture.captured_on), view)
    slides.append(_method(view))
    return slides


def _empty(scope: str) -> Deck:
    """Build the deck of a province without any capture: that it is so, and what to do."""
    return Deck(
        title=text("How {province} serves people and businesses", province=scope_name(scope)),
        subtitle=text("no data yet"),
        capture=None,
        slides=(
            Slide(
                "province",
                text("No capture of {province} yet.", province=scope_name(scope)).rstrip("."),
                Points((text("Import a capture of the portal or a score table on the page Bring data in."),)),
                "",
                page="importing",
            ),
        ),
    )


def _titled(slide: Slide, titles: Mapping[str, str]) -> Slide:
    """Put the title a person wrote on a slide; what the numbers say goes to the notes."""
    written = titles.get(slide.key, "").strip()
    if not written or written == slide.message:
        return slide
    return replace(slide, message=written, notes=(slide.message, *slide.notes), retitled=True)


def _method(view: Overview) -> Slide:
    """Say where the numbers come from and how they are to be read."""
    index = catalogue.load()[view.capture.index_version]
    return Slide(
        key="method",
        message=text("How the numbers were made"),
        exhibit=Points(
            (
                f"{index.name()} ({index.decision})",
                of_capture(view.capture, view.comparison).marked_line(),
                text("Ranks are given within a peer group; equal values share a rank (1, 2, 2, 4)."),
                text("A missing value is “–”, never 0, and has no rank."),
                text("Changes are shown only against the reading just before."),
                text("Made by {program}", program=PROGRAM),
            )
        ),
        source=of_capture(view.capture, view.comparison).marked_line(),
        page="methodology",
    )
