"""The dossiers behind a week's flow: those that came, and those that were cleared."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import pandas as pd

from indicators.analysis.overdue import Step
from indicators.warehouse.warehouse import Warehouse

Event = Literal["came", "cleared"]


@dataclass(frozen=True, slots=True)
class WeekEvent:
    """What happened to dossiers in a week, told by its Monday; written "came-2026-11-09"."""

    event: Event
    monday: date

    def __str__(self) -> str:
        return f"{self.event}-{self.monday}"

    @classmethod
    def parse(cls, written: str) -> WeekEvent | None:
        """Read what an address says; None for what is none."""
        name, _, day = written.partition("-")
        events: dict[str, Event] = {"came": "came", "cleared": "cleared"}
        with suppress(ValueError):
            if name in events:
                return cls(events[name], date.fromisoformat(day))
        return None


def moved(warehouse: Warehouse, step: Step, of: WeekEvent, agency_id: str | None = None) -> pd.DataFrame:
    """Return the dossiers that a week's flow counts, as far as a list knows it, the earliest due first.

    Columns: shown_on (the day of the list that shows it), dossier_code, agency_id, agency_name, procedure, due_on,
    cause; one row for each time a dossier came or was cleared, as `overdue.weekly` counts them.
    """
    last = min(of.monday + timedelta(days=6), step.listed_on)
    return warehouse.ask(
        "overdue_moved", scope=step.scope, event=of.event, first=of.monday, last=last, agency_id=agency_id
    )
