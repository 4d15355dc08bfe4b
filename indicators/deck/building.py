"""From a capture to slides: each function gives one slide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from indicators import __version__, catalogue, formats
from indicators.analysis.following import following
from indicators.analysis.group import GroupView, group_view, largest_gap
from indicators.analysis.overview import Overview, overview
from indicators.analysis.ranking import Ranking, rankings
from indicators.catalogue import Node
from indicators.deck import messages
from indicators.deck.choice import kept_choice
from indicators.deck.following import following_slides
from indicators.deck.model import Bars, Deck, Points, Slide
from indicators.entries import DeckChoice
from indicators.organisation import load_organisation
from indicators.periods import Period
from indicators.problems import InputProblem
from indicators.warehouse import Warehouse
from indicators.wording import text

# A peer group up to this size is drawn whole; of a larger one this many at either end.
WHOLE, ENDS = 18, 8
# Between the ends, where units are left out.
GAP = "⋯"


def build_deck(
    warehouse: Warehouse,
    scope: str,
    period: Period | None = None,
    captured_on: date | None = None,
    compare_with: date | None = None,
    choice: DeckChoice | None = None,
) -> Deck:
    """The deck of a province's capture, by default the last full one.

    Changes are counted from the capture before, or from that of the day `compare_with` (the last meeting).
    `choice` are the slides wanted and titles written by a person, by default those last kept; keys are
    province, changes, ranking-<level>, group-<code>, overdue, order, synchronisation, reminders, proposals,
    method. Raises InputProblem where no capture fits, as the overview does.
    """
    view = overview(warehouse, scope, period, captured_on, compare_with)
    choice = choice or kept_choice(warehouse, scope, view.capture.capture_id)
    slides = [_province(view), _changes(view)]
    slides += [_ranking(ranking, view) for ranking in view.rankings.values()]
    index = catalogue.load()[view.capture.index_version]
    slides += [_group(warehouse, view, group) for group in index.groups]
    slides += following_slides(following(warehouse, view.capture), _source(view))
    slides.append(_method(view))
    by_key = {slide.key: _titled(slide, choice.titles) for slide in slides}
    wanted = [by_key[key] for key in choice.slides if key in by_key] or list(by_key.values())
    capture = view.capture
    return Deck(
        title=text("How {province} serves people and businesses", province=_name()),
        subtitle=formats.basis(capture.period, capture.is_open, capture.captured_at),
        capture=capture,
        slides=tuple(wanted),
    )


def _titled(slide: Slide, titles: Mapping[str, str]) -> Slide:
    """The slide under the title a person wrote; what the numbers say goes to the notes."""
    written = titles.get(slide.key, "").strip()
    if not written or written == slide.message:
        return slide
    return replace(slide, message=written, notes=(slide.message, *slide.notes), retitled=True)


def _name() -> str:
    return load_organisation().province_name()


def _source(view: Overview) -> str:
    capture = view.capture
    line = text(
        "Source: {source}, {period}, {reading} · {index}",
        source=formats.source(capture.source),
        period=formats.period(capture.period, capture.is_open),
        reading=formats.reading(capture.captured_at, capture.captured_at_given),
        index=catalogue.load()[capture.index_version].name(),
    )
    return f"{text('DEMONSTRATION DATA – not real figures')} · {line}" if capture.is_demo else line


def _province(view: Overview) -> Slide:
    """Where the province stands, and which group loses the most points."""
    groups = view.groups
    lost = (groups.max_value - groups.value).round(6)
    return Slide(
        key="province",
        message=messages.standing(view, _name(), lost),
        exhibit=Bars(
            categories=tuple(groups.short_name),
            series=(
                (text("Points won"), _values(groups.value)),
                (text("Points lost"), _values(lost)),
            ),
            unit=text("points"),
            is_stacked=True,
        ),
        source=_source(view),
        query=_reading(view),
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
    """What changed since the previous comparable reading, group by group."""
    groups, previous = view.groups, view.comparison.previous
    if previous is None:
        reason = view.comparison.why_none
        return Slide(
            key="changes",
            message=text("No comparison: {reason}", reason=reason),
            exhibit=Points((text("Changes are shown only against the reading just before."),)),
            source=_source(view),
        )
    before = formats.earlier(previous.period, previous.captured_at, view.capture.period)
    now = formats.day(view.capture.captured_on)
    return Slide(
        key="changes",
        message=messages.moved(view, before),
        exhibit=Bars(
            categories=tuple(groups.short_name),
            series=((before, _values(groups.previous_value)), (now, _values(groups.value))),
            unit=text("points"),
        ),
        source=_source(view),
        query=_reading(view),
        notes=tuple(
            f"{row['name']}: {formats.number(row['previous_value'])} → {formats.number(row['value'])} "
            f"({formats.change(row['value_change'])})"
            for row in groups.to_dict("records")
        ),
    )


def _ranking(ranking: Ranking, view: Overview) -> Slide:
    """A peer group by its total: whole where it is small, else its ends."""
    ranked = ranking.rows[ranking.rows["rank"].notna()]
    bars = [(_place(row), float(row["value"])) for row in ranked.to_dict("records")]
    shown = bars if len(bars) <= WHOLE else [*bars[:ENDS], (GAP, None), *bars[-ENDS:]]
    return Slide(
        key=f"ranking-{ranking.level}",
        message=messages.ends(ranked, formats.level(ranking.level)),
        exhibit=Bars(
            categories=tuple(name for name, _ in shown),
            series=((ranking.node.short_name(), tuple(value for _, value in shown)),),
            unit=formats.unit(ranking.node.shown_in),
        ),
        source=_source(view),
        page="ranking",
        query=(("node", ranking.node.code), ("level", ranking.level), *_reading(view)),
        notes=tuple(
            f"{_place(row)}: {formats.number(row['value'])} ({formats.change(row['value_change'])})"
            for row in ranking.rows.to_dict("records")
        ),
    )


def _place(row: dict[Any, Any]) -> str:
    """A unit by its rank, "=3" where it is shared."""
    return f"{formats.rank(row['rank'], row['tied'])}  {row['short_name']}"


def _group(warehouse: Warehouse, view: Overview, group: Node) -> Slide:
    """A group: its points, where they are lost, its best and worst units, who holds what is missing."""
    capture, key = view.capture, f"group-{group.code}"
    try:
        shown = group_view(warehouse, capture.scope, group.code, capture.period, capture.captured_on)
    except InputProblem as problem:
        return Slide(key, messages.unknown(group), Points((str(problem),)), _source(view))
    parts = [node for node in shown.nodes[1:] if node.points is not None and not node.is_component]
    rows = shown.card.loc[[node.code for node in parts]]
    rows = rows if rows.value.notna().any() else shown.card.iloc[:1]
    lost = (rows.max_value - rows.value).round(6)
    return Slide(
        key=key,
        message=messages.loses(group, shown.own, rows, lost),
        exhibit=Bars(
            categories=tuple(rows.short_name),
            series=((text("Points won"), _values(rows.value)), (text("Points lost"), _values(lost))),
            unit=text("points"),
            is_stacked=True,
        ),
        source=_source(view),
        page=group.code,
        query=_reading(view),
        notes=(*_moved(shown), *_best_and_worst(warehouse, view, group), *_holders(warehouse, shown, group)),
    )


def _moved(shown: GroupView) -> list[str]:
    """How the group's points moved since the reading before, where there is one."""
    own, previous = shown.own, shown.comparison.previous
    if previous is None:
        return []
    before = formats.earlier(previous.period, previous.captured_at, shown.capture.period)
    return [
        text("{change} since {before}", change=formats.change(own.value_change), before=before),
    ]


def _best_and_worst(warehouse: Warehouse, view: Overview, group: Node) -> list[str]:
    return [
        messages.ends(ranking.rows[ranking.rows["rank"].notna()], formats.level(level))
        for level, ranking in rankings(warehouse, view.capture, group.code).items()
    ]


def _holders(warehouse: Warehouse, shown: GroupView, group: Node) -> list[str]:
    """Who holds the largest part of what is missing, in a sentence; nothing where it cannot be told."""
    found = largest_gap(warehouse, shown, group.code)
    if found is None or found.rows.empty:
        return []
    row = found.rows.iloc[0]
    return [
        text(
            "{indicator}: {unit} holds {share} of the {missing} missing cases",
            indicator=found.node.short_name(),
            unit=row.short_name,
            share=formats.percent(row.share),
            missing=formats.count(found.missing),
        )
    ]


def _method(view: Overview) -> Slide:
    """Where the numbers come from and how they are to be read."""
    index = catalogue.load()[view.capture.index_version]
    return Slide(
        key="method",
        message=text("How the numbers were made"),
        exhibit=Points(
            (
                f"{index.name()} ({index.decision})",
                _source(view),
                text("Ranks are given within a peer group; equal values share a rank (1, 2, 2, 4)."),
                text("A missing value is “–”, never 0, and has no rank."),
                text("Changes are shown only against the reading just before."),
                text("Made by {program}", program=f"indicators {__version__}"),
            )
        ),
        source=_source(view),
        page="methodology",
    )


def _reading(view: Overview) -> tuple[tuple[str, str], ...]:
    """The capture, as pages are asked for it."""
    return ("period", str(view.capture.period)), ("read", view.capture.captured_on.isoformat())


def _values(column: pd.Series) -> tuple[float | None, ...]:
    """Plain numbers, None where there is none."""
    return tuple(map(formats.plain, column))
