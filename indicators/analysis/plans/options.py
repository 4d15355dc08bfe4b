"""What an agency can still do, indicator by indicator, and how many more cases done well earn how many points.

Of what arrives (dossiers, petitions) a case more is one more done well and one more to count, for what is late stays
late; of what is listed (procedures) it is one of those that are there. Nothing here only moves a denominator.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil
from typing import Literal

from indicators.analysis.explanation.observed import Units, UnitValues
from indicators.catalogue import Catalogue, Node
from indicators.catalogue.scoring import exact, exact_points
from indicators.translation import text

# Why an indicator offers nothing: it has all its points, is the province's, counts nothing, or its counts are not told.
Nothing = Literal["full", "province", "empty", "untold"]


@dataclass(frozen=True)
class Option:
    """An indicator of an agency: `done` of `cases`, and whether more cases `arrive`."""

    node: Node
    done: Fraction
    cases: Fraction
    arrives: bool

    def points(self, more: int = 0) -> Fraction:
        """Give the points with so many more cases done well."""
        cases = self.cases + more if self.arrives else self.cases
        return exact_points(self.node, min(self.done + more, cases), cases) or Fraction(0)

    def gain(self, more: int) -> Fraction:
        """Give the points that so many more cases done well add."""
        return self.points(more) - self._now

    def fewest_to_ratio(self, ratio: Fraction) -> int | None:
        """How many more cases done well bring the ratio to at least this (0 to 1); None where none do."""
        if self.done >= ratio * self.cases:
            return 0
        if not self.arrives:
            return ceil(ratio * self.cases - self.done) if ratio <= 1 else None
        return ceil((ratio * self.cases - self.done) / (1 - ratio)) if ratio < 1 else None

    def fewest(self, points: Fraction) -> int | None:
        """How many more cases done well add at least so many points; None where no number does."""
        full_at, all_points = exact(self.node.full_at or 1), exact(self.node.points or 0)
        wanted = self._now + points
        return self.fewest_to_ratio(wanted / all_points * full_at) if wanted <= all_points else None

    @cached_property
    def most(self) -> int | None:
        """With how many more all points are earned; None where they are only approached."""
        return self.fewest(exact(self.node.points or 0) - self._now)

    @cached_property
    def _now(self) -> Fraction:
        return self.points()


def options(unit: UnitValues, index: Catalogue, copied: Container[str]) -> list[Option]:
    """Say what an agency can do, in the index's order; `copied` are the indicators that are the province's own."""
    found = []
    for node in _ruled(index):
        if why_nothing(node, unit, copied) is None:
            observed = unit.of(node.code)
            done, cases = exact(observed.numerator or 0), exact(observed.denominator or 0)
            found.append(Option(node, done, cases, index.counted[node.counts or ""].arrives))
    return found


def closed(unit: UnitValues, index: Catalogue, copied: Container[str]) -> list[tuple[Node, Nothing]]:
    """Give the indicators of which an agency can do nothing, and why."""
    found = ((node, why_nothing(node, unit, copied)) for node in _ruled(index))
    return [(node, why) for node, why in found if why]


def why_nothing(node: Node, unit: UnitValues, copied: Container[str]) -> Nothing | None:
    """Why an agency can do nothing for an indicator; None where it can."""
    observed = unit.of(node.code)
    if observed.value is not None and node.points is not None and observed.value >= node.points:
        return "full"
    if observed.is_empty:
        return "empty"
    if observed.numerator is None or observed.denominator is None:
        return "untold"
    if node.code in copied:
        return "province"
    points = exact_points(node, exact(observed.numerator), exact(observed.denominator))
    return "full" if points == exact(node.points or 0) else None


def copied_indicators(peers: Units, index: Catalogue) -> frozenset[str]:
    """Give the indicators of which most units have the same counts: the province's own value, copied to all.

    Most, not all: some agency may lack it, or have other counts by a fault of the portal.
    """
    return frozenset(node.code for node in _ruled(index) if _is_copied(node, peers))


def _is_copied(node: Node, peers: Units) -> bool:
    seen = [unit.of(node.code) for unit in peers.values()]
    pairs = Counter((one.numerator, one.denominator) for one in seen if one.has_counts and not one.is_empty)
    return pairs.total() > 2 and max(pairs.values()) > pairs.total() / 2


def why_in_words(why: Nothing) -> str:
    """Why an indicator offers nothing, in the session's language."""
    return {
        "full": text("all points are earned already"),
        "province": text("the province's own value, the same for every unit"),
        "empty": text("it has nothing to count"),
        "untold": text("the portal tells no counts of it, or does not award it to units"),
    }[why]


def overdue_cost(unit: UnitValues, index: Catalogue) -> list[tuple[Node, Fraction]]:
    """Say what one more overdue dossier costs, indicator by indicator that it is charged to, twice.

    Beyond the share that has full points one more costs nothing there.
    """
    costs = []
    for node in index.in_role("overdue_charge"):
        observed = unit.of(node.code)
        if observed.numerator and observed.denominator:
            done, cases = exact(observed.numerator), exact(observed.denominator)
            now, then = (exact_points(node, number, cases) or Fraction(0) for number in (done, done - 1))
            if now > then:
                costs.append((node, now - then))
    return costs


def _ruled(index: Catalogue) -> Sequence[Node]:
    return [node for node in index.nodes.values() if node.points is not None and node.full_at is not None]
