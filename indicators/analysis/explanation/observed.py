"""What a capture holds of its units: every node's counts and value, unit by unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import isnan
from types import MappingProxyType

import pandas as pd

from indicators.catalogue import Catalogue, Node
from indicators.warehouse.warehouse import Warehouse, records


@dataclass(frozen=True, slots=True)
class Observed:
    """What is known of a node: counts, the portal's percentage, the value (points, where it is scored).

    `origin` tells whose number the value is; `is_ranked` whether it counts among its peers.
    """

    numerator: float | None = None
    denominator: float | None = None
    measure: float | None = None
    value: float | None = None
    origin: str = "official"
    is_ranked: bool = True

    @property
    def has_counts(self) -> bool:
        return self.numerator is not None and self.denominator is not None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to count, which is told, and not a count that is missing."""
        return self.denominator == 0


NOTHING = Observed()


@dataclass(frozen=True, slots=True)
class UnitValues:
    """A unit at a capture, with what is known of each node; `entry_id` is its entry in the register."""

    agency_id: str
    entry_id: str
    name: str
    short_name: str
    level: str
    nodes: Mapping[str, Observed]

    def of(self, code: str) -> Observed:
        """Say what is known of a node; nothing, where the capture does not have it."""
        return self.nodes.get(code, NOTHING)


Units = Mapping[str, UnitValues]


def units_at(
    warehouse: Warehouse, capture_id: str, level: str | None = None, only: tuple[str, ...] | None = None
) -> Units:
    """Give the units of a capture by id, of one level or of all, `only` some (ids) or all, in Vietnamese order."""
    return warehouse.ask_as(as_units, "values_explained", capture_id=capture_id, level=level, units=only)


def worth(node: Node, observed: Observed) -> Decimal | None:
    """Say what a node adds to the sum above it, exactly as published; None where that is not known.

    An indicator that has nothing to count and earns no points yet is listed without a score, and adds nothing.
    """
    if observed.value is not None:
        return decimal(observed.value)
    return Decimal(0) if observed.is_empty and node.zero_denominator == "none" else None


def decimal(value: float) -> Decimal:
    """Give a published number as it is written: 0.1 is one tenth, and not the binary number nearest to it."""
    return Decimal(str(round(value, 6)))


def own_parts(index: Catalogue, code: str) -> tuple[Node, ...]:
    """Say what a node's points are the sum of: everything scored directly below it."""
    return tuple(node for node in index.children(code) if node.points is not None)


def as_units(rows: pd.DataFrame) -> Units:
    """Give the units of an answer of `values_explained`."""
    found: dict[str, UnitValues] = {}
    nodes: dict[str, dict[str, Observed]] = {}
    for row in records(rows):
        of_unit = nodes.setdefault(row.agency_id, {})
        if row.agency_id not in found:
            found[row.agency_id] = UnitValues(
                row.agency_id, row.entry_id, row.agency_name, row.short_name, row.level, of_unit
            )
        counts = (_known(row.numerator), _known(row.denominator), _known(row.measure), _known(row.value))
        of_unit[row.node] = Observed(*counts, origin=row.origin, is_ranked=bool(row.is_ranked))
    return MappingProxyType(found)


def _known(value: float | None) -> float | None:
    return None if value is None or isnan(value) else float(value)
