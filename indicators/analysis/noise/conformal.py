"""Forecasts with honest intervals: as far off as the same forecast was for all units the last times.

Split conformal prediction over units: the same rule is applied at earlier readings, as far before the last ones as the
horizon is long, and nine of ten of its misses there are what the interval allows for. Nothing is assumed of how
values are distributed, only that the units will miss as they did. Where there is too little to tell, there is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import numpy as np

from indicators.analysis.noise.rank_sets import Numbers

CONFIDENCE = 0.9
# The last readings that the rule is tried on, and how few of its misses are too few.
TRIED, FEWEST = 3, 30
# A pace is that of the last four weeks; an earlier reading stands for the horizon if it is as far off within a quarter.
PACE_DAYS, SLACK = 28.0, 0.25


@dataclass(frozen=True, slots=True)
class Forecast:
    """A row a unit: what is expected (`middle`), and between what; missing where the last value is."""

    middle: Numbers
    low: Numbers
    high: Numbers


def forecast(values: Numbers, days: Numbers, horizon: float, *, own_pace: bool = False) -> Forecast | None:
    """Say what units (rows) will have so many days after the last of their readings (columns, at `days`).

    The units go on at their common pace, the median of theirs; with `own_pace` each at its own, and those with more
    miss by more (by the root of their number, as counts do). None where fewer than FEWEST misses are known.
    """
    if horizon <= 0 or values.shape[1] < 2:
        return None
    misses = []
    last = values.shape[1] - 1
    for target in range(max(1, last - TRIED + 1), last + 1):
        origin = int(np.abs(days[:target] - (days[target] - horizon)).argmin())
        ahead = float(days[target] - days[origin])
        if origin > 0 and abs(ahead - horizon) <= SLACK * horizon:
            expected, scale = _expected(values[:, : origin + 1], days[: origin + 1], ahead, own_pace)
            misses.append(np.abs(values[:, target] - expected) / scale)
    known = np.concatenate(misses) if misses else np.array([])
    known = np.sort(known[~np.isnan(known)])
    if len(known) < FEWEST:
        return None
    allowed = known[min(len(known), ceil(CONFIDENCE * (len(known) + 1))) - 1]
    middle, scale = _expected(values, days, horizon, own_pace)
    return Forecast(middle, middle - allowed * scale, middle + allowed * scale)


def _expected(values: Numbers, days: Numbers, ahead: float, own_pace: bool) -> tuple[Numbers, Numbers]:
    """Give what is expected so many days on, and by what a unit's miss is measured."""
    last = values[:, -1]
    since = int(np.abs(days[:-1] - (days[-1] - PACE_DAYS)).argmin())
    paces = (last - values[:, since]) / (days[-1] - days[since])
    if own_pace:
        return np.maximum(last + np.nan_to_num(paces) * ahead, 0), np.sqrt(np.maximum(last, 1))
    known = paces[~np.isnan(paces)]
    common = float(np.median(known)) if len(known) else 0.0
    return last + common * ahead, np.ones(len(last))
