"""What another province has in the same store changes nothing that is said of ours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from indicators.analysis import dossier_history, overdue
from indicators.analysis.campaign import campaigns, progress
from indicators.analysis.capture_selection import captures_of
from indicators.analysis.overview import overview
from indicators.analysis.profile import known_units
from indicators.analysis.quality_checks import quality
from indicators.analysis.ranking import rank
from indicators.analysis.trend import Span, trend
from indicators.intake import captures
from indicators.sources.records import Unit
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import YEAR, at, even, reading
from tests.made_up_lists import code, keep_lists, ordered

OURS, OTHER = "H21", "H44"
Question = Callable[[Warehouse], list[pd.DataFrame]]


def fill(store: Store, province: str, more: float = 0) -> None:
    """Two readings, two lists of overdue dossiers and an order; `more` points than another has."""
    for day, points in (("2026-10-02", 8.0), ("2026-10-10", 8.5)):
        units = {
            Unit("UBND tỉnh", code=province, level="province"): even(points + more),
            Unit("Sở Tài chính", code=f"{province}.13", level="department"): even(points),
            Unit("Sở Tư pháp", code=f"{province}.16", level="department"): even(points - more),
        }
        made = reading(units, captured_at=at(day), name=f"{province}-{day}.csv")
        store.add(captures.prepare([replace(made, scope=province)]))
    agencies = (f"{province}.13", f"{province}.16")
    first, second = ([code(n, agency) for agency in agencies for n in range(count)] for count in (3, 2))
    keep_lists(store, {"2026-09-07": first, "2026-10-05": [*second, code(7, agencies[0])]})
    ordered(store, scope=province, document_number=f"1/{province}")


def asked_of_lists(warehouse: Warehouse) -> list[pd.DataFrame]:
    step = overdue.last_step(warehouse, OURS)
    assert step is not None
    return [
        pd.DataFrame(overdue.steps(warehouse, OURS)),
        *(overdue.backlog(warehouse, step, by) for by in ("agency", "procedure", "age")),
        *(overdue.balance(warehouse, OURS, by_agency=by_agency) for by_agency in (False, True)),
        overdue.dossiers(warehouse, step),
        dossier_history.dossier_history(warehouse, OURS, code(0)),
    ]


def asked_of_orders(warehouse: Warehouse) -> list[pd.DataFrame]:
    followed = [progress(warehouse, one) for one in campaigns(warehouse, OURS)]
    return [frame for one in followed for frame in (one.table, one.burn_down)]


def asked_of_readings(warehouse: Warehouse) -> list[pd.DataFrame]:
    view = overview(warehouse, OURS)
    moved = trend(warehouse, node="total", level="department", scope=OURS, span=Span("year", YEAR))
    return [
        pd.DataFrame(captures_of(warehouse, OURS)),
        rank(warehouse, node="total", level="department", scope=OURS).rows,
        view.history,
        view.groups,
        moved.values,
        moved.peers,
        # Its place in the alphabet of all units there are is another one, its place among ours is not.
        known_units(warehouse, OURS).drop(columns="alphabetical"),
    ]


def asked_of_quality(warehouse: Warehouse) -> list[pd.DataFrame]:
    found = quality(warehouse, OURS, now=at("2026-10-12"))
    return [found.coverage, found.readings, *(finding.rows for finding in found.findings.values())]


def _without_version(answer: pd.DataFrame) -> pd.DataFrame:
    """How many commits the store has is no value of ours: another province's are counted too."""
    return answer.drop(columns="data_version", errors="ignore")


@pytest.mark.parametrize(
    "question",
    [asked_of_lists, asked_of_orders, asked_of_readings, asked_of_quality],
    ids=lambda one: one.__name__,
)
def test_every_answer_of_ours_is_the_same_with_another_province_beside(
    store: Store, question: Question
) -> None:
    fill(store, OURS)
    alone = question(Warehouse.of(store))
    assert any(len(frame) for frame in alone)
    fill(store, OTHER, more=0.5)
    beside = question(Warehouse.of(store))
    for one, other in zip(alone, beside, strict=True):
        pd.testing.assert_frame_equal(_without_version(one), _without_version(other))
