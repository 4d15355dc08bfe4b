"""The plan with the fewest cases over several indicators: exact, for every further case earns less than the one before.

Points of an indicator are concave in the cases done well, so taking again and again the case that earns the most is the
best there is for any number of cases; the least number that reaches a goal is then the answer. A threshold on what
a case earns is found first, so that a thousand cases are not taken one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heapreplace
from math import ceil, floor, sqrt

from indicators.analysis.plans.options import Option

# So far below the threshold the search stops, that no rounding of it can take a case that is not among the best.
SAFE = 1 + 1e-7


@dataclass(frozen=True, slots=True)
class Plan:
    """How many more cases of which options, what they add together; none of an option that is not in it."""

    steps: tuple[tuple[Option, int], ...]
    gain: Fraction

    @property
    def cases(self) -> int:
        return sum(more for _, more in self.steps)

    def weeks(self, capacity: int) -> int:
        """In how many weeks it is done, at so many cases a week."""
        return ceil(self.cases / capacity)


def fewest_cases(options: Sequence[Option], points: Fraction) -> Plan | None:
    """Give the plan with the fewest cases that adds at least so many points; None where all options together do not."""
    if points <= 0:
        return Plan((), Fraction(0))
    if not _is_reachable(options, points):
        return None
    options = [option for option in options if option.most != 0]
    # A little less, so that rounding cannot hide that the goal is reached; the last cases are taken exactly.
    wanted, curves = float(points) * (1 - 1e-12), [_Curve.of(option) for option in options]
    low, high = 0.0, max(curve.first for curve in curves)
    while high - low > high * 1e-9:
        middle = (low + high) / 2
        reached = sum(curve.gain(curve.above(middle)) for curve in curves) >= wanted
        low, high = (middle, high) if reached else (low, middle)
    return _taken(options, [curve.above(high * SAFE) for curve in curves], points)


@dataclass(frozen=True, slots=True)
class _Curve:
    """An option in floating point, to look for a threshold by: what its cases earn, the first, the last, any."""

    scale: float
    done: float
    cases: float
    full_at: float
    arrives: bool
    most: int | None
    first: float
    last: float

    @classmethod
    def of(cls, option: Option) -> _Curve:
        full_at, most = option.node.full_at or 1.0, option.most
        scale = (option.node.points or 0.0) / full_at
        # The last case may earn less than the curve says: the points end there.
        last = float(_next(option, most - 1)) if most else 0.0
        counts = float(option.done), float(option.cases)
        return cls(scale, *counts, full_at, option.arrives, most, float(_next(option, 0)), last)

    def gain(self, more: int) -> float:
        """Say what so many cases add."""
        then = (self.done + more) / (self.cases + (more if self.arrives else 0))
        return (min(then, self.full_at) - self.done / self.cases) * self.scale

    def above(self, worth: float) -> int:
        """How many cases earn at least so much each."""
        missing = self.cases - self.done
        if self.arrives:
            # The k-th case earns scale × missing / ((cases + k) (cases + k - 1)).
            within = floor((1 + sqrt(1 + 4 * self.scale * missing / worth)) / 2 - self.cases)
        else:
            within = floor(missing) if self.scale / self.cases >= worth else 0
        if self.most is None or within < self.most:
            return max(within, 0)
        return self.most if self.last >= worth else self.most - 1


def _taken(options: Sequence[Option], counts: list[int], points: Fraction) -> Plan:
    """From what is surely in the plan on, case by case, the one that earns the most first."""
    gain = sum((option.gain(more) for option, more in zip(options, counts, strict=True)), Fraction(0))
    best = [
        (-_next(option, more), place)
        for place, (option, more) in enumerate(zip(options, counts, strict=True))
    ]
    heapify(best)
    while gain < points:
        worth, place = best[0]
        gain -= worth
        counts[place] += 1
        heapreplace(best, (-_next(options[place], counts[place]), place))
    steps = tuple((option, more) for option, more in zip(options, counts, strict=True) if more)
    return Plan(steps, gain)


def _next(option: Option, more: int) -> Fraction:
    """Say what one case on top of so many adds."""
    return option.points(more + 1) - option.points(more)


def _is_reachable(options: Sequence[Option], points: Fraction) -> bool:
    """Whether all options together add so many points; what is only approached is never reached."""
    left = [Fraction(str(option.node.points or 0)) - option.points() for option in options]
    approached = any(option.most is None for option in options)
    return sum(left) > points if approached else sum(left) >= points
