"""What moved an indicator's points: cases done well, cases to count, and having nothing to count.

Exact: everything is computed in fractions, and what is shown is rounded so that it still adds up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from indicators.analysis.explanation.observed import Observed
from indicators.catalogue import Node
from indicators.catalogue.scoring import exact, exact_points


@dataclass(frozen=True, slots=True)
class Effects:
    """The parts of a change in points, which add up to the rule's change.

    `done`: the numerator moved (more or fewer cases done well). `volume`: the denominator moved (more or fewer
    cases to count). `empty`: there began or ceased to be anything to count, so that the rule for nothing to
    count ("no petition = full marks") no longer held, or holds now.
    """

    done: Fraction
    volume: Fraction
    empty: Fraction

    @property
    def change(self) -> Fraction:
        return self.done + self.volume + self.empty


def effects(node: Node, before: Observed, after: Observed) -> Effects | None:
    """Say what moved the points by the catalogue's rule; None where counts are missing or there is no rule.

    Done and volume are each counted twice, once with the other as it was and once as it became, and the mean
    is taken (the Shapley value of two causes): neither goes before the other, and both together are all.
    """
    if node.points is None or node.full_at is None:
        return None
    then, now = _counts(before), _counts(after)
    if then is None or now is None:
        return None
    if then[1] == 0 or now[1] == 0:
        return Effects(Fraction(0), Fraction(0), _points(node, *now) - _points(node, *then))
    first, last = _points(node, *then), _points(node, *now)
    only_done, only_volume = _points(node, now[0], then[1]), _points(node, then[0], now[1])
    done = ((only_done - first) + (last - only_volume)) / 2
    return Effects(done, last - first - done, Fraction(0))


def apportioned(total: Decimal, parts: Sequence[Fraction], places: int = 2) -> list[Decimal]:
    """Give the parts, rounded to so many places and yet adding up to `total` to the last digit.

    What rounding leaves goes to the largest part, where it weighs least.
    """
    unit = Decimal(1).scaleb(-places)
    rounded = [
        (Decimal(part.numerator) / Decimal(part.denominator)).quantize(unit, ROUND_HALF_EVEN)
        for part in parts
    ]
    largest = max(range(len(parts)), key=lambda place: abs(parts[place]))
    rounded[largest] += total - sum(rounded)
    return rounded


def places_of(*values: Decimal) -> int:
    """How many decimals these numbers are written with, at least two."""
    return max(2, *(-int(value.normalize().as_tuple().exponent) for value in values))


def _counts(observed: Observed) -> tuple[Fraction, Fraction] | None:
    """Numerator and denominator; where nothing is counted the numerator need not be told."""
    if observed.denominator == 0:
        return Fraction(0), Fraction(0)
    if observed.numerator is None or observed.denominator is None:
        return None
    return exact(observed.numerator), exact(observed.denominator)


def _points(node: Node, numerator: Fraction, denominator: Fraction) -> Fraction:
    """Give the rule's points; what earns no points yet adds none."""
    return exact_points(node, numerator, denominator) or Fraction(0)
