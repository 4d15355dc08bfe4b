"""Which levels of units have values in a scope."""

from __future__ import annotations

import pandas as pd

from indicators.codes import LEVELS, NATIONAL_SCOPE
from indicators.warehouse.warehouse import Warehouse


def covered_levels(warehouse: Warehouse, scope: str) -> frozenset[str]:
    """Return the levels at which captures of a scope have values."""
    return warehouse.ask_as(_levels, "covered_levels", scope=scope)


def levels(warehouse: Warehouse, scope: str) -> list[str]:
    """List the levels that can be ranked in a scope, in the order they are offered."""
    own = covered_levels(warehouse, scope) - {"province"}
    national = covered_levels(warehouse, NATIONAL_SCOPE) & {"province"}
    return [level for level in LEVELS if level in own | national]


def _levels(rows: pd.DataFrame) -> frozenset[str]:
    return frozenset(rows.level)
