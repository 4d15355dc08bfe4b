"""The deck of a capture: each function builds one slide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from indicators import PROGRAM, catalogue, formats
from indicators.analysis.capture_names import told_apart
from indicators.analysis.capture_selection import captures_of
from indicators.analysis.follow_up import follow_up
from indicators.analysis.overview import Overview, overview
from indicators.analysis.own_counts import last_count
from indicators.analysis.provenance import of_capture
from indicators.analysis.ranking import Ranking
from indicators.analysis.statements import peers, province
from indicators.analysis.statements.naming import units
from indicators.analysis.ties import without_cut
from indicators.deck.follow_up import following_slides
from indicators.deck.groups import group_slide
from indicators.deck.model import Bars, Deck, Exhibit, Points, Slide
from indicators.deck.slide_choice import kept_choice
from indicators.deck.slide_sources import link_parameters, plain_numbers
from indicators.periods import Period
from indicators.reference.provinces import scope_name
from indicators.store.entries import DeckChoice
from indicators.translation import text
from indicators.warehouse.warehouse import Warehouse

# A peer group up to this size is drawn whole; of a larger one this many at either end.
WHOLE, ENDS = 18, 8
# Between the ends, where units are left out.
GAP = "…"


def build_deck(
    warehouse: Warehouse,
    scope: str,
    period: Period | None = None,
    captured_on: date | None = None,
    compare_with: date | None = None,
    choice: DeckChoice | None = None,
) -> Deck:
    """Build the deck of a province's capture, by default the last full one.

    Changes are counted from the capture before, or from that of the day `compare_with` (the last meeting).
    `choice` are the slides wanted and titles written by a person; by default those last kept, where what is
    missing is said once. Keys are province, changes, ranking-<level>, group-<code>, overdue, order,
    synchronisation, reminders, proposals, method. A province without any capture has a deck that says so;
    InputProblem where none fits the period and day asked for.
    """
    if period is None and captured_on is None and not captures_of(warehouse, scope):
        return _empty(scope)
    view = overview(warehouse, scope, period, captured_on, compare_with)
    chosen = choice or kept_choice(warehouse, scope, view.capture.capture_id)
    slides = [_province(view), _changes(view)]
    slides += [_ranking(ranking, view) for ranking in view.rankings.values()]
    index = catalogue.load()[view.capture.index_version]
    slides += [group_slide(warehouse, view, group, compare_with) for group in index.groups]
    since = view.comparison.previous if compare_with else None
    own_count = last_count(warehouse, scope, view.capture.captured_on)
    slides += following_slides(follow_up(warehouse, view.capture, since), own_count, view)
    slides.append(_method(view))
    by_key = {slide.key: _titled(slide, chosen.titles) for slide in slides}
    wanted = [by_key[key] for key in chosen.slides if key in by_key] or list(by_key.values())
    capture = view.capture
    return Deck(
        title=text("How {province} serves people and businesses", province=scope_name(scope)),
        subtitle=of_capture(capture).basis(),
        capture=capture,
        slides=tuple(wanted if choice else _said_once(wanted)),
        comparison=view.comparison,
    )


def _said_once(slides: Iterable[Slide]) -> list[Slide]:
    """Keep one of several slides that say in the same words that something is missing."""
    said: dict[tuple[str, Exhibit], Slide] = {}
    for slide in slides:
        said.setdefault((slide.message, slide.exhibit), slide)
    return list(said.values())


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


def _province(view: Overview) -> Slide:
    """Show where the province stands, and which group loses the most points."""
    groups = view.groups
    lost, most_lost = (groups.max_value - groups.value).round(6), province.most_lost(view)
    return Slide(
        key="province",
        message=str(province.total(view)),
        exhibit=Bars(
            categories=tuple(groups.short_name),
            series=(
                (text("Points won"), plain_numbers(groups.value)),
                (text("Points lost"), plain_numbers(lost)),
            ),
            unit=text("points"),
            is_stacked=True,
        ),
        source=of_capture(view.capture, view.comparison).marked_line(),
        facts=(str(most_lost),) if most_lost else (),
        query=link_parameters(view.capture),
        notes=tuple(
            text(
                "{name}: {value} of {maximum} points",
                name=row["name"],
                value=formats.number(row["value"]),
                maximum=formats.number(row["max_value"], 0),
            )
            for row in groups.to_dict("records")
        ),
    )


def _changes(view: Overview) -> Slide:
    """Show what changed since the previous comparable reading, group by group."""
    groups, previous, said = view.groups, view.comparison.previous, str(province.change(view))
    source = of_capture(view.capture, view.comparison).marked_line()
    if previous is None:
        how = Points((text("Changes are shown only against the reading just before."),))
        return Slide(key="changes", message=said, exhibit=how, source=source)
    before, now = told_apart(previous, view.capture)
    most_moved = province.most_moved(view)
    return Slide(
        key="changes",
        message=said,
        exhibit=Bars(
            categories=tuple(groups.short_name),
            series=((before, plain_numbers(groups.previous_value)), (now, plain_numbers(groups.value))),
            unit=text("points"),
        ),
        source=source,
        facts=(str(most_moved),) if most_moved else (),
        query=link_parameters(view.capture),
        notes=tuple(
            f"{row['name']}: {formats.number(row['previous_value'])} → {formats.number(row['value'])} "
            f"({formats.change(row['value_change'])})"
            for row in groups.to_dict("records")
        ),
    )


def _ranking(ranking: Ranking, view: Overview) -> Slide:
    """Show a peer group by its total: whole where it is small, else its ends."""
    shown = _bars_of_ends(ranking.rows[ranking.rows["rank"].notna()])
    middle = peers.median(ranking)
    return Slide(
        key=f"ranking-{ranking.level}",
        message=str(peers.ends(ranking)),
        exhibit=Bars(
            categories=tuple(name for name, _ in shown),
            series=((ranking.node.short_name(), tuple(value for _, value in shown)),),
            unit=formats.unit(ranking.node.shown_in),
        ),
        source=of_capture(view.capture, view.comparison).marked_line(),
        facts=(str(middle),) if middle else (),
        page="ranking",
        query=(("node", ranking.node.code), ("level", ranking.level), *link_parameters(view.capture)),
        notes=tuple(
            f"{_place(row)}: {formats.number(row['value'])} ({formats.change(row['value_change'])})"
            for row in ranking.rows.to_dict("records")
        ),
    )


def _bars_of_ends(ranked: pd.DataFrame) -> list[tuple[str, float | None]]:
    """Choose the first and the last of the ranked units, all where they are few; equal ones all, or as one bar."""
    bars = [(_place(row), float(row["value"])) for row in ranked.to_dict("records")]
    if len(bars) <= WHOLE:
        return list(bars)
    values = list(ranked.value)
    first, last = without_cut(values, ENDS), without_cut(values[::-1], ENDS)
    top = bars[:first] or [_alike(ranked, ranked.head(1))]
    bottom = bars[len(bars) - last :] if last else [_alike(ranked, ranked.tail(1))]
    return list(top) if top == bottom else [*top, (GAP, None), *bottom]


def _alike(ranked: pd.DataFrame, data_frame: pd.DataFrame) -> tuple[str, float]:
    """Draw all that have the value of one, as one bar."""
    (row,) = data_frame.to_dict("records")
    alike = int((ranked.value.map(formats.as_shown) == formats.as_shown(row["value"])).sum())
    return f"{formats.rank(row['rank'], alike > 1)}  {units(alike)}", float(row["value"])


def _place(row: dict[Any, Any]) -> str:
    """Write a unit with its rank, "=3" where it is shared."""
    return f"{formats.rank(row['rank'], row['tied'])}  {row['short_name']}"


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
