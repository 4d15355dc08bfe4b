"""Causes of overdue dossiers as people enter them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import pandas as pd

from indicators import formats
from indicators.analysis.deciding_together import keep_entries
from indicators.codes import Cause
from indicators.errors import InputProblem
from indicators.store.actor import Actor
from indicators.store.entries import CauseEntry
from indicators.store.overdue_list import cause_name
from indicators.warehouse.warehouse import Warehouse, records


def causes_shown(listed: pd.DataFrame) -> dict[str, datetime | None]:
    """Say of a list's dossiers (`overdue.dossiers`), by code, when the cause shown was entered; None of none."""
    return {
        str(row.dossier_code): None if pd.isna(row.cause_at) else row.cause_at.to_pydatetime()
        for row in records(listed)
    }


def enter_causes(
    warehouse: Warehouse, shown: Mapping[str, datetime | None], cause: Cause, reason: str, actor: Actor
) -> None:
    """Keep what an analyst says of the cause of the dossiers in `shown` (see `causes_shown`).

    Raises InputProblem where it cannot be kept, and where somebody entered another cause since it was shown.
    """
    entries = [CauseEntry(code, cause, reason.strip(), actor.name) for code in shown]

    def entered() -> list[CauseEntry]:
        for now in records(warehouse.ask("causes_entered", codes="|".join(shown))):
            if now.entered_at != shown[now.dossier_code]:
                raise InputProblem(
                    "“{cause}” was entered as the cause of {code} by {who}, {moment} ({reason}).",
                    do="Look at it again, and enter another only if that is wrong.",
                    cause=cause_name(now.cause),
                    code=now.dossier_code,
                    who=now.entered_by,
                    moment=formats.moment(now.entered_at),
                    reason=now.reason or formats.MISSING,
                )
        return entries

    keep_entries(warehouse, actor, entered)
