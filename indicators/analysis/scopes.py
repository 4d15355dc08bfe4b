"""Which provinces have readings of their own, and which one is shown where nobody chose."""

from __future__ import annotations

from indicators.analysis.capture_selection import captures_of
from indicators.codes import NATIONAL_SCOPE
from indicators.errors import InputProblem
from indicators.reference.organisation import load_organisation
from indicators.warehouse.warehouse import Warehouse


def provinces(warehouse: Warehouse) -> set[str]:
    """List the provinces that have captures of their own."""
    return {capture.scope for capture in captures_of(warehouse, None)} - {NATIONAL_SCOPE}


def default_scope(warehouse: Warehouse) -> str:
    """Return the home province, or the only province in the store where the home province is not there.

    Raises InputProblem where several other provinces are there and none was chosen.
    """
    home, scopes = load_organisation().province_code, provinces(warehouse)
    if home in scopes or not scopes:
        return home
    if len(scopes) > 1:
        raise InputProblem(
            "The store holds several provinces: {scopes}.",
            do="Choose one.",
            command="--scope",
            scopes=", ".join(sorted(scopes)),
        )
    return str(scopes.pop())
