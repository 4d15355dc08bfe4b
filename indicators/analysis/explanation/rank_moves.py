"""Why a rank moved: what the unit did, and what the others did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indicators.analysis.explanation.observed import Units
from indicators.catalogue import Node


@dataclass(frozen=True, slots=True)
class RankMove:
    """Places by readings, and the two parts of the way between them; + is upwards.

    `own` is what the unit's new value alone would have moved it, among the others as they were; `others` is the rest:
    what the others' new values did. `own` + `others` is `before` - `after`.
    """

    before: int
    after: int
    own: int
    others: int

    @property
    def change(self) -> int:
        return self.before - self.after


def rank_move(before: Units, after: Units, agency_id: str, node: Node) -> RankMove | None:
    """Why a unit's rank in a node moved among the units of its level; None where it has no rank on both sides."""
    then, now = _values(before, node), _values(after, node)
    if agency_id not in then or agency_id not in now:
        return None
    if before[agency_id].entry_id != after[agency_id].entry_id:
        return None
    first = _place(then[agency_id], then, agency_id, node)
    between = _place(now[agency_id], then, agency_id, node)
    last = _place(now[agency_id], now, agency_id, node)
    return RankMove(first, last, first - between, between - last)


def _values(units: Units, node: Node) -> dict[str, float]:
    """Give the values that have a rank."""
    found = ((unit.agency_id, unit.of(node.code)) for unit in units.values())
    return {unit: seen.value for unit, seen in found if seen.value is not None and seen.is_ranked}


def _place(value: float, among: Mapping[str, float], agency_id: str, node: Node) -> int:
    """1 + how many others are strictly better."""
    others = (other for unit, other in among.items() if unit != agency_id)
    return 1 + sum(other < value if node.direction == "lower" else other > value for other in others)
