"""Sums of a file's columns as they were read, to be held against the file before it is kept."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pyarrow.compute as pc

from indicators.codes import STANDING
from indicators.periods import vietnam_day
from indicators.store.capture import Capture
from indicators.store.overdue_list import OverdueList
from indicators.store.own_list import OwnList


def capture_sums(capture: Capture) -> pd.DataFrame:
    """Sum up each node that the source gives, in its order: node, units with a value, sum of their points.

    What was added up from components is not the source's and not among them; the sum is missing of a node
    without points.
    """
    rows = capture.observations.to_pandas()
    rows = rows[(rows.origin != "derived") & (rows.level != "province")]
    told = rows.groupby("node", sort=False)
    found: pd.DataFrame = told.score.agg(units="count", points=_sum_of_any).reset_index()
    return found[found.units > 0].round({"points": 2}).reset_index(drop=True)


def _sum_of_any(scores: pd.Series[float]) -> float:
    """Add up scores; missing where every one is."""
    return float(scores.sum(min_count=1))


def own_sums(own: OwnList) -> pd.DataFrame:
    """Return a row a measure and period, in the file's order.

    Columns: measure, period (missing where nothing tells it), columns (as written), agencies, dossiers.
    """
    rows = own.counts.to_pandas()
    told = rows.groupby(["measure", "period"], sort=False, dropna=False).dossiers
    found: pd.DataFrame = told.agg(agencies="count", dossiers="sum").reset_index()
    headers = {
        measure: ", ".join(
            f"{column.column} “{column.header}”" for column in own.columns if column.measure == measure
        )
        for measure in found.measure.unique()
    }
    found.insert(2, "columns", found.measure.map(headers))
    return found


def list_sums(overdue: OverdueList) -> dict[str, int]:
    """Count a list's dossiers: named, of its backlog, finished but late, and counted without a name."""
    counted = sum(number or 0 for number in overdue.counts["overdue"].to_pylist())
    finished = overdue.dossiers.filter(pc.equal(overdue.dossiers["status"], "finished"))
    days = zip(finished["due_at"].to_pylist(), finished["finished_at"].to_pylist(), strict=True)
    late = sum(bool(due and end and vietnam_day(end) > vietnam_day(due)) for due, end in days)
    return {
        "dossiers": overdue.dossiers.num_rows,
        "backlog": overdue.backlog.num_rows,
        "finished_late": late,
        "counted": counted,
    }


def list_statuses(overdue: OverdueList) -> dict[str, int]:
    """Count a list's dossiers by each status that is no backlog, by its code, the most first."""
    told = Counter(filter(None, overdue.dossiers["status"].to_pylist()))
    return {status: count for status, count in told.most_common() if status not in STANDING}
