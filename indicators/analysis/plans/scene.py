"""All that a simulation starts from: what an agency can do, its goals and ways, what is closed, what lateness costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from indicators import catalogue
from indicators.analysis.capture_selection import CaptureInfo, Comparison
from indicators.analysis.caveats import provisional_nodes
from indicators.analysis.comparability import nodes_apart
from indicators.analysis.explanation.observed import Units, units_at
from indicators.analysis.plans.goals import Way, goals, ways
from indicators.analysis.plans.options import (
    Nothing,
    Option,
    closed,
    copied_indicators,
    options,
    overdue_cost,
)
from indicators.analysis.ties import place_among
from indicators.catalogue import Catalogue, Node
from indicators.warehouse.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Scene:
    """An agency at a reading, among the units of its level, by the index's rules.

    `paces` are points a week, of the total, since the reading before; empty where nothing can be compared.
    `provisional` are the nodes with denominators that are.
    """

    agency_id: str
    index: Catalogue
    capture: CaptureInfo
    units: Units
    options: tuple[Option, ...]
    closed: tuple[tuple[Node, Nothing], ...]
    overdue: tuple[tuple[Node, Fraction], ...]
    paces: Mapping[str, float]
    provisional: frozenset[str]

    @property
    def total(self) -> float | None:
        """Return the agency's total points."""
        return self.units[self.agency_id].of(self.index.root.code).value

    def ways(self, weeks: int = 0) -> list[Way]:
        """Return how each goal is reached, with the others moving on at their pace for so many weeks."""
        aims = goals(
            self.units,
            self.agency_id,
            self.index.root,
            self.capture.day,
            self.paces if weeks else None,
            weeks,
        )
        return ways(self.options, aims)

    def total_with(self, option: Option, more: int) -> float | None:
        """Return the total with so many more cases of an option done well, at two decimals."""
        own = self.total
        return None if own is None else round(own + float(option.gain(more)), 2)

    def place_at(self, total: float) -> tuple[int, bool] | None:
        """Return the rank that a total would have among the others as they are, and whether others share it.

        None where the agency itself is not ranked. Equal is what is written equally.
        """
        if not self.units[self.agency_id].of(self.index.root.code).is_ranked:
            return None
        others = (
            unit.of(self.index.root.code) for name, unit in self.units.items() if name != self.agency_id
        )
        return place_among(total, [one.value for one in others if one.value is not None and one.is_ranked])


def scene(
    warehouse: Warehouse, agency_id: str, level: str, capture: CaptureInfo, comparison: Comparison
) -> Scene:
    """Return the scene of an agency at a capture that lists it."""
    index = catalogue.load()[capture.index_version]
    units = units_at(warehouse, capture.capture_id, level)
    own, copied = units[agency_id], copied_indicators(units, index)
    return Scene(
        agency_id,
        index,
        capture,
        units,
        tuple(options(own, index, copied)),
        tuple(closed(own, index, copied)),
        tuple(overdue_cost(own, index)),
        _paces(warehouse, units, level, index.root, capture, comparison.previous),
        provisional_nodes(warehouse, capture),
    )


def _paces(
    warehouse: Warehouse,
    units: Units,
    level: str,
    root: Node,
    capture: CaptureInfo,
    previous: CaptureInfo | None,
) -> dict[str, float]:
    if previous is None or root.code in nodes_apart(warehouse, capture.capture_id, previous.capture_id):
        return {}
    weeks = (capture.captured_at - previous.captured_at).total_seconds() / (7 * 86400)
    before = units_at(warehouse, previous.capture_id, level)
    found = {}
    for name, unit in units.items():
        then = before.get(name)
        now, was = unit.of(root.code).value, then.of(root.code).value if then else None
        if then and then.entry_id == unit.entry_id and now is not None and was is not None and weeks > 0:
            found[name] = (now - was) / weeks
    return found
