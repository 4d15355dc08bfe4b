"""The real captures, imported in any order, give the same rankings."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.analysis.capture_selection import captures_with
from indicators.analysis.ranking import rank
from indicators.intake import pipeline
from indicators.intake.pipeline import Prepared
from indicators.periods import Period
from indicators.sources.files import SourceFile
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import at
from tests.portal_answers import national_answer
from tests.shared import SHARED, needs_shared

COUNTER = itertools.count()
PORTAL = SHARED / "portal"
OCTOBER, YEAR = Period("month", 2025, 10), Period("year", 2025)
SHEETS = {"Điểm năm": YEAR, "Điểm tháng": OCTOBER, "Sở Ban": OCTOBER, "Xã Phường": YEAR}
SHOWN = (
    ("total", "department", "H21"),
    ("total", "commune", "H21"),
    ("satisfaction", "commune", "H21"),
    ("total", "district", "H89"),
    ("digitisation", "department", "H44"),
    ("transparency", "commune", "H44"),
    ("total", "province", "H21"),
    ("satisfaction", "province", "H21"),
)


@cache
def arrivals() -> tuple[Prepared, ...]:
    """Everything in the folder that the portal said, one import at a time as an office would bring it in.

    The national files there are another tool's copies: what is imported is the answer they were made from.
    """
    told: list[tuple[Path, dict[str, Any]]] = [
        (PORTAL / "gia-lai-2026" / "scores.csv", {}),
        (PORTAL / "phu-tho-2026", {}),
        (
            PORTAL / "an-giang-2025" / "bao_cao_T10_2025.xlsx",
            {"sheet_periods": SHEETS, "captured_at": at("2025-11-05")},
        ),
    ]
    months = ((2, "service-results.2026-02.json"), (3, "service-results.2026-03.json"))
    for month, name in months:
        moment = at(f"2026-0{month + 1}-05")
        told.append(
            (PORTAL / "gia-lai-2026" / name, {"period": Period("month", 2026, month), "captured_at": moment})
        )
    read = [pipeline.prepare(pipeline.read([path]), **given_) for path, given_ in told]
    for copy in sorted((PORTAL / "national-2026").glob("*.json")):
        answer = SourceFile(f"service-results.{copy.name}", national_answer(copy))
        read.append(
            pipeline.prepare(
                pipeline.read([answer]), period=Period("year", 2026), captured_at=at(copy.stem, "15:00")
            )
        )
    return tuple(read)


def rankings(store: Store) -> list[list[tuple[Any, ...]]]:
    """Every ranking of every capture that has it, as plain rows."""
    warehouse, found = Warehouse.of(store), []
    for node, level, scope in SHOWN:
        for one in sorted(captures_with(warehouse, node, level, scope), key=lambda one: one.captured_at):
            asked = {"period": one.period, "captured_on": one.captured_on}
            rows = rank(warehouse, node=node, level=level, scope=scope, **asked).rows
            shown = rows[["agency_id", "value", "rank", "value_change", "rank_change"]].astype(str)
            found.append([tuple(line) for line in shown.to_numpy().tolist()])
    return found


@cache
def expected() -> list[list[tuple[Any, ...]]]:
    """The rankings after importing in the folder's own order."""
    with TemporaryDirectory() as folder:
        return rankings(kept(Path(folder), arrivals()))


def kept(folder: Path, order: Sequence[Prepared]) -> Store:
    store = Store(folder / str(next(COUNTER)))
    for one in order:
        one.keep(store)
    return store


@needs_shared
@settings(max_examples=1, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False))
def test_the_order_of_import_changes_no_ranking(tmp_path: Path, dice: random.Random) -> None:
    shuffled = list(arrivals())
    dice.shuffle(shuffled)
    assert sum(map(len, expected())) > 500
    assert rankings(kept(tmp_path, shuffled)) == expected()
