"""Weeks whose truth is known: beside a world, the provinces at two national readings, components and their parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

import pandas as pd

from indicators.analysis.missing_cases import MissingCases
from indicators.analysis.ranking import Ranking
from indicators.analysis.signals import Signal
from indicators.analysis.standing import Standing
from indicators.analysis.statements import Statement, components, excused, peer_moves, weekly_tasks
from indicators.analysis.statements import standing as place
from indicators.catalogue import Node
from tests.analysis.statements.worlds import (
    INDEX,
    TrueGroup,
    World,
    capture_of,
    follow_up_of,
    gap_of,
    overview_of,
    ranking_of,
    world,
)

HOME = "Gia Lai"
# Many provinces have the same points here, and some differ behind what is shown.
POINTS = (55.0, 61.25, 61.25, 61.254, 66.23, 66.24, 70.5, 70.5, 80.0)


@dataclass(kw_only=True)
class Week(World):
    """A world, and what is so of the provinces: what each has and had, in which order of days, for how long by now."""

    components: list[TrueGroup]
    parts: dict[str, list[TrueGroup]]
    provinces: dict[str, tuple[float, float]]
    national_days_ago: int
    is_compared: bool
    run: int | None


def week(seed: int) -> Week:
    """Draw a week by chance."""
    truth, dice = world(seed), Random(-seed - 1)  # noqa: S311 — the same week for the same seed
    others = [f"Tỉnh {number}" for number in range(dice.choice([0, 1, 4, 9, 10, 12, 33]))]
    points = {name: (dice.choice(POINTS), dice.choice(POINTS)) for name in [HOME, *others]}
    if dice.random() < 0.1:
        points = dict.fromkeys(points, (61.25, 61.25))
    drawn = [_drawn(dice, node) for node in INDEX.components]
    parts = {
        one.code: [_drawn(dice, node) for node in INDEX.children(one.code) if node.points] for one in drawn
    }
    return Week(
        **vars(truth),
        components=drawn,
        parts=parts,
        provinces=points,
        national_days_ago=dice.choice([0, 0, 3]),
        is_compared=truth.previous is not None and dice.random() < 0.7,
        run=dice.choice([None, 1, 1, 2, 7]),
    )


def _drawn(dice: Random, node: Node) -> TrueGroup:
    maximum = float(node.points or 0)
    value = (
        None if dice.random() < 0.05 else round(maximum * dice.choice([1, 0.95, 0.5, 0.5, 0.4376, 0.2]), 3)
    )
    before = (
        None if value is None or dice.random() < 0.1 else value - dice.choice([0.0, 0.0, 0.002, 0.4, -0.4])
    )
    return TrueGroup(node.code, maximum, value, before)


def card_of(truth: Week, rows: list[TrueGroup]) -> pd.DataFrame:
    """Make rows of the province's scorecard."""
    card = pd.DataFrame(
        {
            "node": [one.code for one in rows],
            "value": pd.Series([one.value for one in rows], dtype=float),
            "max_value": pd.Series([one.maximum for one in rows], dtype=float),
            "previous_value": pd.Series([one.before for one in rows], dtype=float),
        }
    )
    card["value_change"] = card.value - card.previous_value
    if truth.previous is None:
        card["value_change"] = float("nan")
    card["share"], card["lost"] = card.value / card.max_value, (card.max_value - card.value).round(6)
    return card


def standing_of(truth: Week) -> Standing:
    """Make the provinces ranked at the national reading, and at the one before it."""
    whole = replace(_world(truth), is_partial=False, is_given=True, provisional=set())
    now = replace(capture_of(whole, truth.national_days_ago), scope="VN")
    then = replace(capture_of(whole, truth.national_days_ago + 7), scope="VN")
    before = _ranked(truth, then, 1) if truth.is_compared else None
    return Standing(HOME, capture_of(_world(truth)), _ranked(truth, now, 0), before, truth.run)


def _ranked(truth: Week, capture: object, which: int) -> Ranking:
    values = {name: points[which] for name, points in truth.provinces.items()}
    rows = pd.DataFrame(
        {
            "agency_id": list(values),
            "short_name": list(values),
            "value": list(values.values()),
            "rank": [1 + sum(other > own for other in values.values()) for own in values.values()],
        }
    )
    like = ranking_of(_world(truth))
    return replace(like, level="province", scope="VN", capture=capture, rows=rows, is_provisional=False)  # type: ignore[arg-type]


def _world(truth: Week) -> World:
    return World(**{name: getattr(truth, name) for name in World.__dataclass_fields__})


def said_of_week(truth: Week) -> Iterator[Statement | None]:
    """Everything that a bulletin says of a week and nothing else says."""
    plain = _world(truth)
    view, ranking, at = overview_of(plain), ranking_of(plain), standing_of(truth)
    few = {
        f"u{number}": unit.few_cases for number, unit in enumerate(truth.units) if unit.few_cases is not None
    }
    yield place.run(at, "H21")
    yield place.neighbour(at, "H21", above=True)
    yield place.neighbour(at, "H21", above=False)
    yield place.first_ten(at, "H21")
    card = card_of(truth, truth.components)
    yield components.counted(view, card)
    yield from components.each(view, card)
    yield components.lowest_share(view, card)
    yield peer_moves.how_many_moved(ranking)
    yield peer_moves.leader(ranking)
    signs = {f"u{number}": Signal(unit.sign) for number, unit in enumerate(truth.units)}
    yield peer_moves.risers(ranking, few, signs)
    yield peer_moves.largest_move(ranking, few, signs, is_up=True)
    yield peer_moves.largest_move(ranking, few, signs, is_up=False)
    yield peer_moves.at_and_above(ranking, 62.5)
    yield peer_moves.gap_of_ends(ranking)
    yield excused.few_cases(ranking, few)
    yield excused.without_dossiers(ranking)
    yield excused.seemingly_without(ranking)
    yield excused.by_chance(ranking, signs)
    yield excused.provisional(view)
    found = follow_up_of(plain)
    if found.summary:
        yield excused.synchronisation(found.summary)
    for own in weekly_tasks.follow_up_tasks(view, found).values():
        yield from own
    yield from _regained(truth, ranking)


def _regained(truth: Week, ranking: Ranking) -> Iterator[Statement | None]:
    view, gap = overview_of(_world(truth)), gap_of(_world(truth))[1]
    for number, component in enumerate(truth.components):
        own = INDEX.children(component.code)
        most = weekly_tasks.most_lost_of(card_of(truth, truth.parts[component.code]), own)
        holders: MissingCases | None = None if gap.rows.empty or number % 2 else gap
        weakest = None if holders else ranking
        yield weekly_tasks.regain(view, card_of(truth, [component]), most, holders, weakest)
