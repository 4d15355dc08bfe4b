"""Whose move a handful of cases made: one petition, one dossier; nobody did better or worse by it."""

from __future__ import annotations

from collections.abc import Mapping

from indicators.analysis.explanation.changes import NOTABLE, change_of
from indicators.analysis.explanation.observed import units_at
from indicators.analysis.ranking import Ranking
from indicators.warehouse.warehouse import Warehouse


def moved_by_few_cases(warehouse: Warehouse, ranking: Ranking) -> Mapping[str, bool]:
    """Tell of the units (ids) of a ranking whose change a handful of cases made whether counts say so.

    Where the portal tells no counts it is likely by the size of the change, and not known.
    """
    previous, rows = ranking.comparison.previous, ranking.rows
    moved = rows[rows.value_change.abs() >= float(NOTABLE)].agency_id
    if previous is None or moved.empty:
        return {}
    now, then = (
        units_at(warehouse, read.capture_id, ranking.level, tuple(moved))
        for read in (ranking.capture, previous)
    )
    found = {}
    for unit in moved:
        part = (
            change_of(then[unit], now[unit], ranking.catalogue, ranking.node.code) if unit in then else None
        )
        few = [made.few for made in part.few_cases() if made.few] if part else []
        if few:
            found[unit] = all(made.cases is not None for made in few)
    return found
