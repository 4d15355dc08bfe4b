"""Points from counts, by the catalogue's rules: for explanation and what-if.

The portal's own score always stands; what is computed here is marked as derived by whoever keeps it.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from indicators.catalogue import Node


def points_from_counts(
    node: Node, numerator: float | None, denominator: float | None, measure: float | None
) -> float | None:
    """Compute the points of counts: points × min(1, r / full_at), r = numerator / denominator.

    Where the portal tells no counts, r is its published percentage, `measure` / 100. None where the node has
    no such rule, where nothing is known, or where there is nothing to count and that earns no points yet.
    The rules were found in the portal's own scores of 2026: see each node's `source` and `evidence`.
    """
    if node.points is None or node.full_at is None:
        return None
    if denominator == 0:
        return {"full": node.points, "zero": 0.0}.get(node.zero_denominator or "none")
    if numerator is not None and denominator is not None:
        share = numerator / denominator
    elif measure is not None:
        share = measure / 100
    else:
        return None
    return node.points * min(1.0, share / node.full_at)


def exact_points(node: Node, numerator: Fraction, denominator: Fraction) -> Fraction | None:
    """Give the same rule without rounding errors, for parts that have to add up and goals that have to be met."""
    if node.points is None or node.full_at is None:
        return None
    points = exact(node.points)
    if denominator == 0:
        return {"full": points, "zero": Fraction(0)}.get(node.zero_denominator or "none")
    return points * min(Fraction(1), numerator / denominator / exact(node.full_at))


@lru_cache(maxsize=2**14)
def exact(value: float) -> Fraction:
    """Give a number as it is written: 0.9 is nine tenths."""
    return Fraction(str(value))
