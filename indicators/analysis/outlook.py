"""Where an open period will end and when a backlog is cleared: with intervals, or not at all; never over a break."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from indicators.analysis import overdue
from indicators.analysis.noise.conformal import forecast
from indicators.analysis.trend import Trend
from indicators.translation import text
from indicators.warehouse.warehouse import Warehouse

# So many weeks ahead a backlog is looked at: beyond them nobody can say.
FARTHEST_WEEKS = 26


@dataclass(frozen=True, slots=True)
class Outlook:
    """What units will have on a day, by id: (low, middle, high); none, and why, where it cannot be told."""

    day: date
    units: Mapping[str, tuple[float, float, float]]
    why_none: str | None = None


@dataclass(frozen=True, slots=True)
class Clearing:
    """When an agency's backlog is gone: the middle, the earliest and the latest day; None where none is in sight."""

    earliest: date | None
    middle: date | None
    latest: date | None


def outlook(trend: Trend) -> Outlook:
    """Where the units of a trend over an open period's readings will end, by what they had since its last break."""
    period = trend.span.period
    if period is None:
        raise ValueError("closed periods have ended")
    since = max((break_.before for break_ in trend.breaks), default=0)
    read: list[date] = list(trend.steps.captured_on)[since:]
    horizon = (period.end - read[-1]).days
    if horizon <= 0:
        return Outlook(period.end, {}, text("the period has ended"))
    table = _as_it_is_now(trend).iloc[:, since:]
    days = np.array([(day - read[0]).days for day in read], dtype=np.float64)
    found = forecast(table.to_numpy(dtype=np.float64), days, horizon)
    if found is None:
        return Outlook(period.end, {}, text("too few data"))
    most = trend.node.points if trend.node.points is not None else np.inf
    bounds = np.clip(np.array([found.low, found.middle, found.high]), 0, most)
    units = dict(zip(table.index, map(tuple, bounds.T.tolist()), strict=True))
    return Outlook(period.end, {unit: told for unit, told in units.items() if not np.isnan(told[1])})


def clearings(warehouse: Warehouse, scope: str) -> dict[str, Clearing]:
    """By agency, when its overdue dossiers are gone at the pace it clears them; empty where too few lists tell."""
    flows = overdue.balance(warehouse, scope, by_agency=True)
    if flows.empty:
        return {}
    table = flows.pivot_table(index="agency_id", columns="listed_on", values="after", fill_value=0)
    read: list[date] = flows.listed_on.drop_duplicates().sort_values().tolist()
    days = np.array([(day - read[0]).days for day in read], dtype=np.float64)
    values = table.to_numpy(dtype=np.float64)
    ahead = {
        weeks: forecast(values, days, 7.0 * weeks, own_pace=True) for weeks in range(1, FARTHEST_WEEKS + 1)
    }
    known = {weeks: found for weeks, found in ahead.items() if found}
    return {
        agency: Clearing(
            *(
                _first_day(read[-1], {weeks: getattr(found, bound)[row] for weeks, found in known.items()})
                for bound in ("low", "middle", "high")
            )
        )
        for row, agency in enumerate(table.index)
        if values[row, -1] > 0 and known
    }


def _first_day(read: date, backlog: Mapping[int, float]) -> date | None:
    """Give the day by which less than half a dossier is left."""
    weeks = next((weeks for weeks, left in sorted(backlog.items()) if left < 0.5), None)
    return None if weeks is None else read + timedelta(weeks=weeks)


def _as_it_is_now(trend: Trend) -> pd.DataFrame:
    """Give the table of values without what a unit had while it was another entry of the register."""
    rows = trend.values
    last = rows.drop_duplicates("agency_id", keep="last").set_index("agency_id").entry_id
    own = rows[rows.entry_id == rows.agency_id.map(last)]
    wide = own.pivot(index="agency_id", columns="step", values="value")
    return wide.reindex(columns=range(len(trend.steps)))
