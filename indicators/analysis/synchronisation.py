"""Synchronisation of dossiers with the portal: what the portal says, and the province's own count beside it.

The own count is held against the dossiers the portal received (the denominator of the on-time share,
`totalReceived`): that is what an office counts as well. DOSSIER_SYNC counts another thing, the dossiers whose
states arrived in time, among all received, in progress or returned; it is ranked by itself, as any node is.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import pandas as pd

from indicators import formats
from indicators.periods import Period
from indicators.warehouse import Warehouse
from indicators.wording import text

SYNCHRONISED, RECEIVED = "dossier_sync", "on_time_share"


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The province's own count beside the portal's, for one period.

    `rows`, who lacks most first: agency_id, agency_name, level, own_dossiers, portal_dossiers (missing where
    the portal does not tell), lacking (own - portal; negative where the portal has more), since (the first
    period of the unbroken run of periods of this kind in which the agency lacks some; missing where it lacks
    none), counted_at, captured_at, is_demo. `lacking` and `surplus` are the sums of either sign, and
    `unmatched` how many agencies the portal tells nothing of.
    """

    period: Period
    rows: pd.DataFrame
    lacking: int
    surplus: int
    unmatched: int

    @property
    def is_demo(self) -> bool:
        return bool(self.rows.is_demo.any())


def how_to_count() -> str:
    """What to import so that there is an own count."""
    return text(
        "Import a table with the columns Đơn vị, Kỳ, Số hồ sơ, or a list of dossier codes with the column "
        "Đồng bộ, to see what the portal lacks."
    )


def counted_periods(warehouse: Warehouse, scope: str) -> list[Period]:
    """The periods the province counted itself, the newest first."""
    found = warehouse.ask("sync_counts", scope=scope, node=RECEIVED)
    periods = {Period.parse(written) for written in found.period}
    return sorted(periods, key=lambda period: (period.end, period.start), reverse=True)


def reconcile(warehouse: Warehouse, scope: str, period: Period) -> Reconciliation:
    """The own count of a period beside the portal's."""
    found = warehouse.ask("sync_counts", scope=scope, node=RECEIVED)
    lacks: dict[str, dict[Period, float]] = defaultdict(dict)
    periods = {written: Period.parse(written) for written in found.period.unique()}
    for agency, written, lacking in zip(found.agency_id, found.period, found.lacking, strict=True):
        lacks[agency][periods[written]] = lacking
    rows = found[found.period == str(period)].copy()
    rows["since"] = [_since(lacks[agency], period) for agency in rows.agency_id]
    rows = rows.sort_values("lacking", ascending=False, na_position="last", kind="stable")
    lacking = rows.lacking.dropna()
    return Reconciliation(
        period=period,
        rows=rows.drop(columns="period").reset_index(drop=True),
        lacking=int(lacking[lacking > 0].sum()),
        surplus=int(-lacking[lacking < 0].sum()),
        unmatched=int(rows.lacking.isna().sum()),
    )


def _since(lacks: dict[Period, float], period: Period) -> str | None:
    """The first period of the unbroken run, of this kind, up to the period, in which some were lacking."""
    first = None
    # Missing is not more than 0 either.
    while lacks.get(period, 0) > 0:
        first, period = period, period.previous()
    return formats.period(first) if first else None


def lacking_codes(warehouse: Warehouse, scope: str) -> pd.DataFrame:
    """Dossiers that the last own list says have not reached the portal.

    Columns: agency_id, agency_name, level, dossier_code, since (the moment of the first own list of the
    unbroken run that names it so), overdue_days and cause (in the last list of overdue dossiers, missing
    where it is not there), counted_at (the moment of that own list), is_demo.
    """
    return warehouse.ask("sync_codes", scope=scope)
