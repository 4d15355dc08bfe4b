"""XmR charts by the rules of NHS England's “Making Data Count”: what in a series is signal, and what is noise.

The process limits are the mean ± 2.66 times the mean moving range, from which moving ranges of at least 3.267 times
their mean are screened. A signal is a point beyond a limit; seven in a row on one side of the mean; seven in a row
rising or falling; two of three on one side of the mean in the outer third towards a limit. Limits are never moved by
themselves: a series with a break is several series.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from indicators import formats

LIMIT, SCREEN, OUTER_THIRD = 2.66, 3.267, 2 / 3
RUN, WINDOW, CLOSE = 7, 3, 2
# What two numbers of a few decimals differ by in binary fractions, where they are the same.
DUST = 10.0**-formats.DUST
# With fewer points the limits are trial limits: they will still move.
FIRM = 13
# So much further out than the limit, a point needs no second one to be believed.
FAR = 1.25

Signal = Literal["beyond", "run", "trend", "near"]
Assurance = Literal["passes", "misses", "hit_and_miss"]
Verdict = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class XmR:
    """A series with its mean and limits; `signals`, one set a point, says by which rules a point is one.

    A point is marked by a rule where it is part of what the rule finds: all seven of a run, the close ones of three.
    `upwards` says of a signal whether it lies above the mean, or of a trend whether it rises.
    """

    values: tuple[float, ...]
    mean: float
    lower: float
    upper: float
    signals: tuple[frozenset[Signal], ...]
    upwards: tuple[bool, ...]

    @property
    def is_trial(self) -> bool:
        """Whether there are too few points for limits that can be relied on."""
        return len(self.values) < FIRM

    @property
    def verdict(self) -> Verdict | None:
        """Which way the last point has moved, where that may be said in words; None while it may be chance.

        The rules alone raise a false alarm for more than one unit in a hundred, every week. So a signal counts when the
        point before was one to the same side, or when it is far out: then fewer than one in a hundred are false.
        """
        if self.is_trial or not self.signals[-1]:
            return None
        is_far = _sign(abs(self.values[-1] - self.mean) - FAR * (self.upper - self.mean)) > 0
        is_confirmed = bool(self.signals[-2]) and self.upwards[-1] == self.upwards[-2]
        return ("up" if self.upwards[-1] else "down") if is_far or is_confirmed else None

    def assurance(self, target: float, *, lower_is_better: bool = False) -> Assurance:
        """Whether the process as it is will reach a target: always, never, or now and then by chance."""
        if lower_is_better:
            return self._promises(_sign(target - self.upper), _sign(target - self.lower))
        return self._promises(_sign(self.lower - target), _sign(self.upper - target))

    @staticmethod
    def _promises(worst: int, best: int) -> Assurance:
        """Tell from how the worse and the better limit lie to a target."""
        return "passes" if worst >= 0 else "misses" if best < 0 else "hit_and_miss"


def xmr(values: Sequence[float]) -> XmR | None:
    """Give the chart of a series without gaps or breaks; None for fewer than two points, which have no moving range."""
    if len(values) < CLOSE:
        return None
    mean = sum(values) / len(values)
    width = LIMIT * _mean_moving_range(values)
    lower, upper = mean - width, mean + width
    sides = [_sign(value - mean) for value in values]
    steps = [_sign(after - before) for before, after in pairwise(values)]
    beyond = [_sign(abs(value - mean) - width) > 0 for value in values]
    close = [
        _sign(abs(value - mean) - OUTER_THIRD * width) > 0 and not out
        for value, out in zip(values, beyond, strict=True)
    ]
    found: list[set[Signal]] = [set() for _ in values]
    up = [side > 0 for side in sides]
    for place, out in enumerate(beyond):
        if out:
            found[place].add("beyond")
    for places in _windows(len(values), RUN, lambda part: abs(sum(sides[part])) == RUN):
        _mark(found, places, "run")
    for places in _windows(
        len(values), RUN, lambda part: abs(sum(steps[part.start : part.stop - 1])) == RUN - 1
    ):
        _mark(found, places, "trend")
        for place in places:
            # A trend crosses the mean: what it tells is which way it goes.
            up[place] = steps[places[0]] > 0
    for places in _windows(
        len(values), WINDOW, lambda part: sum(close[part]) >= CLOSE and abs(sum(sides[part])) == WINDOW
    ):
        _mark(found, [place for place in places if close[place]], "near")
    return XmR(tuple(values), mean, lower, upper, tuple(map(frozenset, found)), tuple(up))


def _sign(difference: float) -> int:
    return 0 if abs(difference) < DUST else 1 if difference > 0 else -1


def _mean_moving_range(values: Sequence[float]) -> float:
    """Give the mean of what the series moves from point to point, without jumps that are outliers themselves."""
    ranges = [abs(after - before) for before, after in pairwise(values)]
    mean = sum(ranges) / len(ranges)
    kept = [moved for moved in ranges if _sign(moved - SCREEN * mean) < 0]
    # All alike, or all zero: nothing is screened.
    return sum(kept) / len(kept) if kept else mean


def _windows(length: int, size: int, holds: Callable[[slice], bool]) -> Iterator[list[int]]:
    """Give the places of every stretch of so many points of which something holds."""
    for start in range(length - size + 1):
        if holds(slice(start, start + size)):
            yield list(range(start, start + size))


def _mark(found: list[set[Signal]], places: Sequence[int], signal: Signal) -> None:
    for place in places:
        found[place].add(signal)
