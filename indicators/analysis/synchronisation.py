"""Synchronisation of dossiers with the portal: the indicator, and the dossiers that have not reached it."""

from __future__ import annotations

import pandas as pd

from indicators.warehouse.warehouse import Warehouse


def lacking_codes(warehouse: Warehouse, scope: str) -> pd.DataFrame:
    """List the dossiers that the last own list says have not reached the portal.

    Columns: agency_id, agency_name, level, dossier_code, since (the moment of the first own list of the
    unbroken run that names it so), overdue_days and cause (in the last list of overdue dossiers, missing
    where it is not there), counted_at (the moment of that own list),
    counted_at_given, is_demo.
    """
    return warehouse.ask("sync_codes", scope=scope)
