"""Peers by size: which ratios lie outside what chance and the usual spread among units explain.

A funnel after Spiegelhalter (2005): limits around the units' common ratio, narrower the more cases a unit has,
and widened by overdispersion, the part of the spread that counting alone does not explain. It is estimated from
Pearson residuals of which the outer tenth on either side is drawn in, so that true outliers do not hide themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import log, sqrt

from indicators.analysis.noise.intervals import two_sided

DRAWN_IN = 0.1
OUTER = 0.998
# With fewer units a common ratio and its spread mean nothing.
FEWEST = 10
Counts = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Funnel:
    """The units' common `ratio` (0 to 1), and by how much the variance is greater than counting explains.

    `outside` are the units beyond the outer limits, -1 below and +1 above.
    """

    ratio: float
    overdispersion: float
    outside: Mapping[str, int] = field(default_factory=dict)

    def limits(self, denominator: float, confidence: float = OUTER) -> tuple[float, float]:
        """Between what a unit of so many cases lies by chance, 0 to 1."""
        spread = self.overdispersion * self.ratio * (1 - self.ratio) / denominator
        around = two_sided(confidence) * sqrt(spread)
        return max(0.0, self.ratio - around), min(1.0, self.ratio + around)


def funnel(counts: Mapping[str, Counts], confidence: float = OUTER) -> Funnel | None:
    """Give the funnel of units by id (numerator, denominator); units without cases are no peers.

    None for fewer than FEWEST peers, or where all have none or all of their cases.
    """
    peers = {unit: (min(done, cases), cases) for unit, (done, cases) in counts.items() if cases > 0}
    if len(peers) < FEWEST:
        return None
    ratio = sum(done for done, _ in peers.values()) / sum(cases for _, cases in peers.values())
    if not 0 < ratio < 1:
        return None
    residuals = [(done - ratio * cases) / sqrt(ratio * (1 - ratio) * cases) for done, cases in peers.values()]
    drawn_in = _drawn_in(residuals)
    overdispersion = max(1.0, sum(one * one for one in drawn_in) / len(drawn_in))
    drawn = Funnel(ratio, overdispersion)
    return replace(drawn, outside=dict(_outside(drawn, peers, confidence)))


def _outside(drawn: Funnel, peers: Mapping[str, Counts], confidence: float) -> Iterator[tuple[str, int]]:
    """Tell of the peers beyond their limits on which side they are."""
    for unit, (done, cases) in peers.items():
        low, high = drawn.limits(cases, confidence)
        if not low <= done / cases <= high:
            yield unit, 1 if done / cases > high else -1


def _drawn_in(residuals: Sequence[float]) -> list[float]:
    """Give the residuals with the outer tenth on either side set to the last one within (winsorised)."""
    ordered = sorted(residuals)
    drawn = int(DRAWN_IN * len(ordered))
    lowest, highest = ordered[drawn], ordered[len(ordered) - 1 - drawn]
    return [min(max(residual, lowest), highest) for residual in residuals]


def of_similar_size(cases: Mapping[str, float], unit: str, most: int) -> list[str]:
    """Give the units whose number of cases is nearest to a unit's, by proportion, nearest first; without it itself."""
    own = cases.get(unit, 0)
    if own <= 0:
        return []
    others = {other: abs(log(count / own)) for other, count in cases.items() if other != unit and count > 0}
    return sorted(others, key=lambda other: (others[other], other))[:most]
