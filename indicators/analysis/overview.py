"""The province at a glance: where it stands, what moved, how its agencies are spread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import pandas as pd

from indicators import catalogue, formats
from indicators.analysis.capture_selection import (
    CaptureInfo,
    Comparison,
    captures_of,
    captures_with,
    no_capture_problem,
    previous_comparable,
    select_capture,
)
from indicators.analysis.caveats import provisional_nodes
from indicators.analysis.comparability import why_history_begins
from indicators.analysis.compared_readings import check_comparison
from indicators.analysis.ranking import Ranking, rank, rankings
from indicators.analysis.scorecard import scorecard
from indicators.analysis.signals import Sign, nodes_that_moved, signs_of_nodes
from indicators.analysis.ties import without_cut
from indicators.catalogue import Catalogue
from indicators.codes import NATIONAL_SCOPE
from indicators.intake.unit_identity import province_identity
from indicators.periods import Period
from indicators.reference.organisation import RatingBand, load_organisation
from indicators.warehouse.kept_answers import once_for_all
from indicators.warehouse.warehouse import Warehouse

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

    `total` and each row of `groups` (in the index's order) are rows of the province's scorecard.
    `history` has captured_at, period, period_end, value of the total over comparable captures; `why_history_begins`
    says why those before are not among them, where there are any.
    `rankings` are the peer groups ranked by the total, by level; `provisional` the nodes with denominators that are.
    `signs` say by node what the province's series says of the total, the groups and components.
    """

    capture: CaptureInfo
    comparison: Comparison
    total: pd.Series
    groups: pd.DataFrame
    rating: RatingBand | None
    place: Place | None
    history: pd.DataFrame
    why_history_begins: tuple[str, ...]
    rankings: dict[str, Ranking]
    provisional: frozenset[str]
    signs: Mapping[str, Sign] = field(default_factory=dict)

    @property
    def moved(self) -> frozenset[str]:
        """The groups that have moved by more than chance."""
        return nodes_that_moved(self.signs, self.groups)

    def is_without(self, column: str) -> bool:
        """Tell whether no part of the province has a column of the scorecard, as where units alone were read."""
        return bool(pd.isna(self.total[column])) and bool(self.groups[column].isna().all())

    @property
    def index(self) -> Catalogue:
        """The index by which the capture was made."""
        return catalogue.load()[self.capture.index_version]


@once_for_all
def overview(
    warehouse: Warehouse,
    scope: str,
    period: Period | None = None,
    captured_on: date | None = None,
    compare_with: date | None = None,
) -> Overview:
    """Show a province at a capture, by default the last full one; InputProblem if none fits.

    Changes are counted from the capture before, or from that of the day `compare_with`.
    """
    captures = captures_of(warehouse, scope)
    current = select_capture(captures, period, captured_on)
    if current is None:
        raise no_capture_problem(captures, scope)
    check_comparison(captures, compare_with)
    comparison = previous_comparable(warehouse, captures, current, compare_with)
    province = province_identity(scope, current.captured_on)
    values = scorecard(warehouse, current, comparison.previous, province, "province")
    index = catalogue.load()[current.index_version]
    total = values[values.node == index.root.code].iloc[0]
    return Overview(
        capture=current,
        comparison=comparison,
        total=total,
        groups=values.loc[[group.code for group in index.groups]].reset_index(drop=True),
        rating=None if pd.isna(total.value) else load_organisation().rating(float(total.value)),
        place=_place(warehouse, current, comparison.previous, province),
        history=_history(warehouse, current, province, index.root.code),
        why_history_begins=why_history_begins(warehouse, current.capture_id, "province", index.root.code),
        rankings=rankings(warehouse, current, index.root.code, compare_with),
        provisional=provisional_nodes(warehouse, current),
        signs=signs_of_nodes(warehouse, current, "province", province),
    )


def movers(ranking: Ranking, most: int = MOVERS) -> pd.DataFrame:
    """Return the units of a ranking that rose most and fell most, so many of each, largest change first.

    Nobody is left out who moved as much as one of them; empty where none moved.
    """
    changes = ranking.rows.value_change.sort_values(ascending=False, kind="stable")
    shown = changes.map(formats.as_shown)
    risen, fallen = changes[shown > 0], changes[shown < 0][::-1]
    first, last = (moved.index[: without_cut(list(moved), most)] for moved in (risen, fallen))
    return ranking.rows.loc[[*first, *last[::-1]]]


def place_of(warehouse: Warehouse, current: CaptureInfo, node: str) -> Place | None:
    """Find the province's place among provinces by a node of the index; None where no national capture tells."""
    return place_at(warehouse, current, province_identity(current.scope, current.captured_on), node)


def _place(
    warehouse: Warehouse, current: CaptureInfo, previous: CaptureInfo | None, agency_id: str
) -> Place | None:
    """Find the province's place at a capture, and how it moved since the capture that changes are counted from.

    The change is blank where no other national capture was known then, or it may not be compared.
    """
    place = place_at(warehouse, current, agency_id)
    before = place_at(warehouse, previous, agency_id) if place and previous else None
    if place is None or before is None or before.capture == place.capture:
        return place
    if before.capture.is_partial or before.capture.basis != place.capture.basis:
        return place
    return replace(place, rank_change=before.rank - place.rank)


def place_at(
    warehouse: Warehouse, current: CaptureInfo, agency_id: str, node: str = catalogue.ROOT
) -> Place | None:
    """Find the province's rank by a node among provinces for the period, at the national capture read last by then.

    The nation is read some minutes after the province: of several readings of the day it is the nearest.
    """
    national = captures_with(warehouse, node, "province", NATIONAL_SCOPE)
    by_then = tuple(capture for capture in national if capture.captured_on <= current.captured_on)
    read = select_capture(by_then, current.period)
    if read is None:
        return None
    if read.captured_on == current.captured_on:
        like = [
            capture
            for capture in by_then
            if capture.period == read.period and capture.is_partial == read.is_partial
        ]
        of_the_day = [capture for capture in like if capture.captured_on == read.captured_on]
        read = min(of_the_day, key=lambda capture: abs(capture.captured_at - current.captured_at))
    ranking = rank(
        warehouse,
        node=node,
        level="province",
        scope=NATIONAL_SCOPE,
        period=current.period,
        captured_on=read.captured_at,
    )
    own = ranking.rows[(ranking.rows.agency_id == agency_id) & ranking.rows["rank"].notna()]
    if own.empty:
        return None
    row = own.iloc[0]
    return Place(int(row["rank"]), ranking.ranked, bool(row.tied), None, ranking.capture)


def _history(warehouse: Warehouse, current: CaptureInfo, agency_id: str, node: str) -> pd.DataFrame:
    return warehouse.ask(
        "history",
        capture_id=current.capture_id,
        agency_id=agency_id,
        node=node,
    )
