"""One dossier through a province's successive lists: when it came, went and came back."""

from __future__ import annotations

import pandas as pd

from indicators.errors import InputProblem
from indicators.reference.dossier_code import dossier_key
from indicators.translation import text
from indicators.warehouse.warehouse import Warehouse


def dossier_history(warehouse: Warehouse, scope: str, dossier_code: str) -> pd.DataFrame:
    """Follow one dossier through every list, oldest first; InputProblem where no list has it.

    Columns: step, listed_on, is_listed, event (first, new, still, returned, cleared; missing where nothing
    happened), overdue_days, overdue_working_days, kind, cause, status.
    """
    found = warehouse.ask("overdue_life", scope=scope, dossier_key=dossier_key(dossier_code))
    if not found.is_listed.any():
        raise InputProblem("no list of {scope} has the dossier {code}.", scope=scope, code=dossier_code)
    return found


def event_name(event: str | None) -> str | None:
    """Say what became of a dossier between two lists; None where nothing did."""
    if event is None or pd.isna(event):
        return None
    return {
        "first": text("there from the first list on"),
        "new": text("new"),
        "still": text("still there"),
        "returned": text("back again"),
        "cleared": text("cleared"),
    }[event]
