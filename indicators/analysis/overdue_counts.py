"""Overdue dossiers that a list counts by agency and does not name (Phụ lục I)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from indicators.warehouse.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class CountsByAgency:
    """Counts by agency without the dossiers, beside the list of the same day.

    `rows`, the most first: agency_id, agency_name, overdue (as counted), dossiers (in that list; missing
    where there is none). `differing` is for how many agencies the two differ, None without that list.
    """

    listed_on: date
    listed_at: datetime
    listed_at_given: bool
    is_demo: bool
    rows: pd.DataFrame
    total: int
    differing: int | None


def counts_by_agency(warehouse: Warehouse, scope: str, as_of: date | None = None) -> CountsByAgency | None:
    """Return the last list of counts alone (Phụ lục I) up to a day; None without one."""
    rows = warehouse.ask("overdue_counts", scope=scope, as_of=as_of)
    if rows.empty:
        return None
    differing = None if rows.dossiers.isna().all() else int((rows.overdue != rows.dossiers).sum())
    return CountsByAgency(
        listed_on=rows.listed_on.iloc[0],
        listed_at=rows.listed_at.iloc[0].to_pydatetime(),
        listed_at_given=bool(rows.listed_at_given.iloc[0]),
        is_demo=bool(rows.is_demo.iloc[0]),
        rows=rows.drop(columns=["listed_on", "listed_at", "listed_at_given", "is_demo"]),
        total=int(rows.overdue.sum()),
        differing=differing,
    )
