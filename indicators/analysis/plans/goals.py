"""Goals worth reaching from where an agency stands: the next point, the next rating, a target, the next rank."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Literal

from indicators import formats
from indicators.analysis.explanation.observed import Units, decimal
from indicators.analysis.plans.combined import Plan, fewest_cases
from indicators.analysis.plans.options import Option
from indicators.catalogue import Node
from indicators.periods import PeriodKind
from indicators.reference.organisation import load_organisation
from indicators.reference.targets import targets_for
from indicators.translation import text

Kind = Literal["point", "rating", "target", "rank"]


@dataclass(frozen=True, slots=True)
class Goal:
    """Points of a node to be reached, of which `missing` are still to be earned; `name` in the session's language."""

    kind: Kind
    name: str
    points: Decimal
    missing: Fraction


@dataclass(frozen=True, slots=True)
class Way:
    """A goal, the fewest cases that reach it (None where none do), and by which single indicator with how many."""

    goal: Goal
    plan: Plan | None
    single: tuple[tuple[Option, int], ...]


def goals(
    units: Units,
    agency_id: str,
    node: Node,
    day: date,
    paces: Mapping[str, float] | None = None,
    weeks: int = 0,
    *,
    kind: PeriodKind = "year",
) -> list[Goal]:
    """Say what an agency may aim at in a node it has a value of, nearest first; `units` are those of its level.

    `kind` is that of the period, for a target is for periods of its kinds. The next rank is reckoned with the others
    unchanged, or moving at their `paces` (points a week) for so many weeks.
    """
    own = units[agency_id].of(node.code).value
    if own is None or node.points is None:
        return []
    value = decimal(own)
    found = [
        (aim, name, points)
        for aim, name, points in _aims(units, agency_id, node, day, kind, value, paces or {}, weeks)
        if value < points <= decimal(node.points)
    ]
    made = [Goal(aim, name, points, Fraction(points) - Fraction(value)) for aim, name, points in found]
    return sorted(made, key=lambda goal: goal.missing)


def ways(options: Sequence[Option], aims: Sequence[Goal]) -> list[Way]:
    """How each goal is reached with the fewest cases, and by one indicator alone, fewest cases first."""
    found = []
    for goal in aims:
        alone = [(option, option.fewest(goal.missing)) for option in options]
        single = sorted(((one, more) for one, more in alone if more), key=lambda pair: pair[1])
        found.append(Way(goal, fewest_cases(options, goal.missing), tuple(single)))
    return found


def _aims(
    units: Units,
    agency_id: str,
    node: Node,
    day: date,
    of: PeriodKind,
    value: Decimal,
    paces: Mapping[str, float],
    weeks: int,
) -> Iterator[tuple[Kind, str, Decimal]]:
    following = Decimal(floor(value) + 1)
    yield "point", text("{points} points", points=formats.number(float(following), 0)), following
    if node.parent is None:
        above = [band for band in load_organisation().rating_bands if decimal(band.from_total) > value]
        for band in above[-1:]:
            yield "rating", text("rating “{name}”", name=band.name()), decimal(band.from_total)
    for target in targets_for(node, units[agency_id].level, day, agency_id, kind=of):
        place = target.on_scale(node)
        if place is not None:
            yield "target", text("target {value}", value=formats.number(place)), decimal(place)
    ahead = [decimal(then) for then in _ahead(units, agency_id, node, float(value), paces, weeks)]
    if ahead:
        nearest = min(ahead)
        place = 1 + sum(one > nearest for one in ahead)
        yield "rank", text("rank {rank}", rank=formats.count(place)), nearest


def _ahead(
    units: Units, agency_id: str, node: Node, value: float, paces: Mapping[str, float], weeks: int
) -> Iterator[float]:
    """Give the points of those ahead, where they will be; none of them falls below where the agency is."""
    for other, unit in units.items():
        seen = unit.of(node.code)
        if other != agency_id and seen.is_ranked and seen.value is not None and seen.value > value:
            yield max(seen.value + paces.get(other, 0.0) * weeks, value + 0.01)
