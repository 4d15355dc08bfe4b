"""The province at a glance: where it stands, what moved, how its agencies are spread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from indicators import catalogue
from indicators.analysis.choices import CaptureInfo, Comparison, captures_with, choose, compare
from indicators.analysis.ranking import Ranking, rank
from indicators.organisation import RatingBand, load_organisation
from indicators.periods import Period
from indicators.problems import InputProblem
from indicators.sources.records import NATIONAL_SCOPE
from indicators.units import province_identity
from indicators.warehouse import Warehouse

# How many units are shown that rose most, and as many that fell most.
MOVERS = 3


@dataclass(frozen=True, slots=True)
class Place:
    """The province among the provinces: "4 of 34", shared or not, at a national capture."""

    rank: int
    of: int
    tied: bool
    rank_change: int | None
    capture: CaptureInfo


@dataclass(frozen=True, slots=True)
class Overview:
    """What the first screen shows.

    `total` and each row of `groups` (in the index's order) have: node, name, short_name, value, max_value,
    share (0 to 1), previous_value, value_change, origin, quality; empty where the capture has none.
    `history` has captured_at, period, period_end, value of the total over comparable captures.
    `rankings` are the peer groups ranked by the total, by level.
    """

    capture: CaptureInfo
    comparison: Comparison
    total: pd.Series
    groups: pd.DataFrame
    rating: RatingBand | None
    place: Place | None
    history: pd.DataFrame
    rankings: dict[str, Ranking]


def overview(
    warehouse: Warehouse, scope: str, period: Period | None = None, captured_on: date | None = None
) -> Overview:
    """The overview of a province at a capture, by default the last full one; InputProblem if none fits."""
    captures = warehouse.ask("captures", scope=scope)
    current = choose(captures, period, captured_on)
    if current is None:
        raise InputProblem("There is no capture of this period and day.", do="Choose another one.")
    comparison = compare(captures, current)
    province = province_identity(scope, current.captured_on)
    values = _values(warehouse, current, comparison, province)
    index = catalogue.load()[current.index_version]
    total = values[values.node == index.root.code].iloc[0]
    return Overview(
        capture=current,
        comparison=comparison,
        total=total,
        groups=values.loc[[group.code for group in index.groups]].reset_index(drop=True),
        rating=None if pd.isna(total.value) else load_organisation().rating(float(total.value)),
        place=_place(warehouse, current, province),
        history=_history(warehouse, current, province, index.root.code),
        rankings=_rankings(warehouse, current, index.root.code),
    )


def movers(ranking: Ranking) -> pd.DataFrame:
    """The units of a ranking that rose most and fell most, largest change first; none where none moved."""
    changed = ranking.rows[ranking.rows.value_change.fillna(0) != 0].sort_values(
        "value_change", ascending=False, kind="stable"
    )
    risen = changed[changed.value_change > 0].head(MOVERS)
    fallen = changed[changed.value_change < 0].tail(MOVERS)
    return pd.concat([risen, fallen])


def _values(
    warehouse: Warehouse, current: CaptureInfo, comparison: Comparison, agency_id: str
) -> pd.DataFrame:
    """The index's total and groups for one unit, indexed by node; empty values where there are none."""
    index = catalogue.load()[current.index_version]
    found = warehouse.ask(
        "unit_values",
        capture_id=current.capture_id,
        previous_id=comparison.previous.capture_id if comparison.previous else None,
        agency_id=agency_id,
    ).set_index("node")
    nodes = [index.root, *index.groups]
    values = found.reindex([node.code for node in nodes])
    values["node"] = values.index
    values["name"] = [node.name() for node in nodes]
    values["short_name"] = [node.short_name() for node in nodes]
    values["max_value"] = values.max_value.fillna(pd.Series({node.code: node.points for node in nodes}))
    values["share"] = values.value / values.max_value
    return values


def _place(warehouse: Warehouse, current: CaptureInfo, agency_id: str) -> Place | None:
    """The province's rank among provinces for the same period, at the national capture read last by then."""
    national = captures_with(warehouse, "total", "province", NATIONAL_SCOPE)
    read = choose(national[national.captured_on <= current.captured_on], current.period)
    if read is None:
        return None
    ranking = rank(
        warehouse,
        node="total",
        level="province",
        scope=NATIONAL_SCOPE,
        period=current.period,
        captured_on=read.captured_on,
    )
    own = ranking.rows[(ranking.rows.agency_id == agency_id) & ranking.rows["rank"].notna()]
    if own.empty:
        return None
    row = own.iloc[0]
    change = None if pd.isna(row.rank_change) else int(row.rank_change)
    return Place(int(row["rank"]), ranking.ranked, bool(row.tied), change, ranking.capture)


def _history(warehouse: Warehouse, current: CaptureInfo, agency_id: str, node: str) -> pd.DataFrame:
    return warehouse.ask(
        "history",
        scope=current.scope,
        agency_id=agency_id,
        node=node,
        index_version=current.index_version,
        is_open=current.is_open,
        period=str(current.period),
        period_kind=current.period.kind,
        period_end=current.period.end,
        captured_at=current.captured_at,
    )


def _rankings(warehouse: Warehouse, current: CaptureInfo, node: str) -> dict[str, Ranking]:
    """The peer groups at this capture, those that have values there."""
    rankings = {}
    for level in ("department", "district", "commune"):
        try:
            ranking = rank(
                warehouse,
                node=node,
                level=level,
                scope=current.scope,
                period=current.period,
                captured_on=current.captured_on,
            )
        except InputProblem:
            continue
        rankings[level] = ranking
    return rankings
