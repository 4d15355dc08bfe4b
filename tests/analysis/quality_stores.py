"""Stores with faults planted in them, and what is found there."""

from __future__ import annotations

from datetime import datetime

from indicators.analysis.quality_checks import FEWEST_PEERS, Finding, Kind, Quality, quality
from indicators.intake import captures as capture_intake
from indicators.periods import Period
from indicators.sources.records import Extract, Unit, Value
from indicators.store.capture import Capture
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import YEAR, at, unit

NOW = at("2026-10-12")
UNKNOWN = Unit("Sở Chưa Có", code="H21.999", level="department")
COMMUNES = [unit(number) for number in range(FEWEST_PEERS + 2)]


def looked_at(
    store: Store, *captures: Capture, scope: str = "H21", now: datetime = NOW, **which: object
) -> Quality:
    store.add(captures)
    return quality(Warehouse.of(store), scope, now=now, **which)  # type: ignore[arg-type]


def found(store: Store, kind: Kind, *captures: Capture, **which: object) -> Finding:
    return looked_at(store, *captures, **which).findings[kind]  # type: ignore[arg-type]


def of_values(*values: Value, day: str = "2026-10-10", scope: str = "H21", period: Period = YEAR) -> Capture:
    key = f"{abs(hash((values, day))):064d}"[:64]
    return capture_intake.prepare(
        [Extract("score_table", "x.csv", key, "x", values, scope, period, at(day))]
    )[0]
