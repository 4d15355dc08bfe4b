"""The province through time: its points in the total and in every group, as shares of their maxima on one scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from indicators import catalogue
from indicators.analysis.trend import Span, Trend, trends
from indicators.intake.unit_identity import province_identity
from indicators.reference.targets import Target, targets_for
from indicators.warehouse.kept_answers import once_for_all
from indicators.warehouse.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class ProvinceTrends:
    """A province (`unit`, its id) followed in the total and the groups: `trends`, the total first.

    `targets` by node code: those that apply to the province at the last reading.
    """

    unit: str
    trends: Sequence[Trend]
    targets: Mapping[str, Sequence[Target]]

    def share_range(self) -> tuple[float, float]:
        """Return the lowest and the highest share of a maximum (0 to 1) that is drawn, targets among them."""
        shares = [share for moved in self.trends for share in shares_of(moved, self.unit).value.dropna()]
        for moved in self.trends:
            shares += self.goals(moved)
        return min(shares), max(shares)

    def goals(self, moved: Trend) -> list[float]:
        """Return where the targets of a node lie, as shares of its maximum, each place once."""
        places = (target.on_scale(moved.node) for target in self.targets[moved.node.code])
        points = moved.node.points or 0
        return list(dict.fromkeys(place / points for place in places if place is not None))


def shares_of(moved: Trend, unit: str) -> pd.DataFrame:
    """Return a unit's rows of a scored node's trend, `value` as a share of the maximum, `points` as they are."""
    own = moved.of(unit)
    return own.assign(points=own.value, value=own.value / (moved.node.points or 0))


@once_for_all
def province_trends(warehouse: Warehouse, scope: str, span: Span) -> ProvinceTrends | None:
    """Follow a province's own readings of one span; None where no node has two values to be joined."""
    index = catalogue.current()
    of_nodes = trends(warehouse, index.above_indicators, "province", scope, span)
    known = [of_nodes[node.code] for node in (index.root, *index.groups) if node.code in of_nodes]
    if not known:
        return None
    last = known[0].steps.captured_on.dropna().iloc[-1]
    unit = province_identity(scope, last)
    followed = [
        moved for moved in known if moved.node.points and any(len(run) > 1 for run in moved.runs(unit))
    ]
    if not followed:
        return None
    day = span.period.values_day(last) if span.period else last
    targets = {
        moved.node.code: targets_for(moved.node, "province", day, unit, kind=span.kind) for moved in followed
    }
    return ProvinceTrends(unit, followed, targets)
