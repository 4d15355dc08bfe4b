"""How far a rank can be trusted: confidence sets for the ranks of all units at once.

After Mogstad, Romano, Shaikh and Wilhelm (2023): of every two units it is asked whether the data tell them apart,
with one error rate for all pairs together. A unit's rank then lies between 1 + how many are surely better and the
number of units less how many are surely worse; all these sets hold together with the given confidence.

For the error rate over all pairs the distribution of the range of normal variables is used (Tukey). With units of
different size it errs on the safe side (Hayter 1984), it needs no random numbers, and so the same data always give the
same sets. Counts are compared by their likelihood ratio, which also holds for a handful of cases.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import erf, exp, pi, sqrt

import numpy as np
from numpy.typing import NDArray

from indicators.analysis.noise.intervals import CONFIDENCE

Numbers = NDArray[np.float64]
# The grid over which the range's distribution is summed: of a function so smooth it is exact to ten digits.
STEP, END = 0.02, 9.0


@dataclass(frozen=True, slots=True)
class RankSets:
    """By unit, between which ranks it lies (`best` to `worst`), and which others are surely better.

    `better[i, j]` says that unit j is surely better than unit i.
    """

    best: NDArray[np.int64]
    worst: NDArray[np.int64]
    better: NDArray[np.bool_]

    @property
    def pairs(self) -> int:
        """How many pairs of units there are."""
        return len(self.best) * (len(self.best) - 1) // 2

    @property
    def told_apart(self) -> int:
        """Of how many pairs it is sure who is better."""
        return int(self.better.sum())


def rank_sets_of_counts(
    numerators: Numbers, denominators: Numbers, full_at: float = 1.0, confidence: float = CONFIDENCE
) -> RankSets:
    """Give the sets of units ranked by numerator / denominator, more being better.

    Above `full_at` all are equal, for more earns nothing. A unit without cases is told apart from nobody.
    """
    done, cases = np.minimum(numerators, denominators), denominators
    ratio = np.divide(done, cases, out=np.zeros_like(cases), where=cases > 0)
    is_capped = full_at < 1
    limit = critical(len(cases) + is_capped, confidence) ** 2
    own = _log_likelihood(done, cases)
    together = _log_likelihood(done[:, None] + done[None, :], cases[:, None] + cases[None, :])
    apart = 2 * (own[:, None] + own[None, :] - together) > limit
    better = apart & (ratio[None, :] > ratio[:, None])
    if is_capped:
        # The worse of the two must be surely below what earns all points: a unit of its own that has no noise.
        at_full = done * np.log(full_at) + (cases - done) * np.log(1 - full_at)
        below = (2 * (own - at_full) > limit) & (ratio < full_at)
        better &= below[:, None]
    return _sets(better)


def rank_sets_of_estimates(values: Numbers, errors: Numbers, confidence: float = CONFIDENCE) -> RankSets:
    """Give the sets of units ranked by estimates with standard errors, more being better."""
    apart = critical(len(values), confidence) * np.sqrt(errors[:, None] ** 2 + errors[None, :] ** 2)
    # Equal values without any error are equal.
    return _sets(values[None, :] - values[:, None] > np.maximum(apart, 1e-9))


def _sets(better: NDArray[np.bool_]) -> RankSets:
    best, worst = 1 + better.sum(axis=1), len(better) - better.sum(axis=0)
    return RankSets(best, worst, better)


def _log_likelihood(done: Numbers, cases: Numbers) -> Numbers:
    """Of so many done of so many cases, at their own ratio."""
    return _x_log_x(done) + _x_log_x(cases - done) - _x_log_x(cases)


def _x_log_x(values: Numbers) -> Numbers:
    return values * np.log(np.where(values > 0, values, 1.0))


@lru_cache(maxsize=512)
def critical(units: int, confidence: float = CONFIDENCE) -> float:
    """How many standard errors two of so many units must differ by, so that all pairs together hold."""
    if units < 2:
        return 0.0
    low, high = 0.0, 20.0
    while high - low > 1e-10:
        middle = (low + high) / 2
        low, high = (middle, high) if _range_below(middle, units) < confidence else (low, middle)
    return high / sqrt(2)


def _range_below(width: float, units: int) -> float:
    """Give the probability that of so many standard normal variables the greatest and the least differ by less."""
    total = 0.0
    for place in range(int(2 * END / STEP) + 1):
        z = place * STEP - END
        density = exp(-z * z / 2) / sqrt(2 * pi)
        between = (erf((z + width) / sqrt(2)) - erf(z / sqrt(2))) / 2
        total += density * between ** (units - 1)
    return units * total * STEP


def tie_bands(sets: RankSets, order: NDArray[np.int64]) -> list[int]:
    """By unit, in the order of their places, its band: within one nobody is surely worse than its first."""
    bands: dict[int, int] = {}
    first, band = -1, 0
    for unit in order.tolist():
        if first < 0 or sets.better[unit, first]:
            first, band = unit, band + 1
        bands[unit] = band
    return [bands[unit] for unit in order.tolist()]
