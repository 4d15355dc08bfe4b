"""How far a ratio of counted cases can be trusted: Wilson's score interval."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

CONFIDENCE = 0.95


def wilson(
    numerator: float, denominator: float, confidence: float = CONFIDENCE
) -> tuple[float, float] | None:
    """Give the interval of a ratio (0 to 1) by Wilson (1927); None where there is nothing to count.

    A numerator above its denominator, which some sources tell, counts as all of it.
    """
    if denominator <= 0:
        return None
    z = two_sided(confidence)
    ratio = min(max(numerator / denominator, 0.0), 1.0)
    centre = ratio + z * z / (2 * denominator)
    around = z * sqrt(ratio * (1 - ratio) / denominator + z * z / (4 * denominator * denominator))
    whole = 1 + z * z / denominator
    return max(0.0, (centre - around) / whole), min(1.0, (centre + around) / whole)


def two_sided(confidence: float) -> float:
    """How many standard deviations a two-sided interval of this confidence reaches: 1.96 for 95 %."""
    return NormalDist().inv_cdf(0.5 + confidence / 2)
