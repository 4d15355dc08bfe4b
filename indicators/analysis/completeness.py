"""Tells what a reading lacks beside earlier ones of its period or the register, also of one that is not kept yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from indicators import catalogue, formats
from indicators.store.capture import Capture
from indicators.translation import text
from indicators.warehouse.foreseen import captures_as_if_kept
from indicators.warehouse.warehouse import Warehouse

# How many units are named where there is little room, and where somebody is about to keep a reading.
NAMED, NAMED_AT_IMPORT = 3, 8


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Units of a level that a reading does not have at all, or that lack a node that was awaited of them.

    `node` is None where the units are not in it; `units` are their names in Vietnamese order, of `expected`.
    `level` is None where the source itself told of more units than it gave: nobody can name those `missing`.
    """

    level: str | None
    node: str | None
    expected: int
    units: tuple[str, ...]
    missing: int

    def words(self, index_version: str, named: int = NAMED) -> str:
        """Write which component of which units is missing, and of how many."""
        if self.level is None:
            return self._unnamed(index_version)
        level, units = formats.level(self.level).lower(), ", ".join(self.units[:named])
        counts = {
            "missing": formats.count(self.missing),
            "expected": formats.count(self.expected),
            "level": level,
            "units": f"{units}, …" if len(self.units) > named else units,
        }
        if self.node is None and self.missing == self.expected > 1:
            return text("all {expected} {level} absent", **counts)
        if self.node is None:
            return text("{missing} of {expected} {level} absent ({units})", **counts)
        node = catalogue.load()[index_version].nodes[self.node].short_name()
        return text("{node} of {missing} of {expected} {level} missing ({units})", node=node, **counts)

    def _unnamed(self, index_version: str) -> str:
        counts = {"given": formats.count(self.expected - self.missing), "told": formats.count(self.expected)}
        if self.node is None:
            return text("only {given} of the {told} units that the source has", **counts)
        node = catalogue.load()[index_version].nodes[self.node].short_name()
        return text("{node} of only {given} of the {told} units that the source has", node=node, **counts)


Shortfalls = tuple[Shortfall, ...]


def shortfalls_of(told: Iterable[Any]) -> Shortfalls:
    """Read a cell of the captures' `shortfalls`; a total that lacks as a component does is not told again.

    Components cut short alike are told together, without a node.
    """
    alike = Counter((one["expected"], one["missing"]) for one in told if one["level"] is None)
    found = dict.fromkeys(
        Shortfall(
            one["level"],
            None if one["level"] is None and alike[one["expected"], one["missing"]] > 1 else one["node"],
            int(one["expected"]),
            tuple(one["units"]),
            int(one["missing"]),
        )
        for one in told
    )
    with_component = {one.level for one in found if one.node not in (None, catalogue.ROOT)}
    return tuple(one for one in found if one.node != catalogue.ROOT or one.level not in with_component)


def how_much(shortfalls: Shortfalls) -> int:
    """Count the units, and components of units, that are missing."""
    return sum(one.missing for one in shortfalls)


def partial(shortfalls: Shortfalls, index_version: str, named: int = NAMED) -> str:
    """Write that a reading is partial and why; nothing where it is not."""
    if not shortfalls:
        return ""
    missing = "; ".join(one.words(index_version, named) for one in shortfalls)
    return text("partial, without ranks where something is missing: {missing}", missing=missing)


def would_lack(warehouse: Warehouse, capture: Capture, beside: Sequence[Capture] = ()) -> Shortfalls:
    """Tell what a capture would lack if it were kept now, together with those that arrive `beside` it."""
    return each_would_lack(warehouse, [capture, *beside])[capture.capture_id]


def each_would_lack(warehouse: Warehouse, arriving: Sequence[Capture]) -> dict[str, Shortfalls]:
    """Tell by id what captures would lack if they were kept now, all together: it is judged once for all of them."""
    by_id = {capture.capture_id: capture for capture in arriving}
    if not by_id:
        return {}
    found = captures_as_if_kept(warehouse, list(by_id.values())).shortfalls
    # The same bytes are kept already: nothing would come of it.
    return {name: shortfalls_of(found[name]) if name in found else () for name in by_id}
