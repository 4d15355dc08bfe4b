"""What overdue dossiers cost is an estimate by the catalogue's rules, missing where no counts are told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indicators.analysis import overdue
from indicators.analysis.overdue_cost import cost
from indicators.intake import captures
from indicators.sources.records import Value
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests import made_up
from tests.made_up_lists import FINANCE, JUSTICE, code, listed, overdue_list


def keep_counts(store: Store, counted: dict[str, tuple[float, float]]) -> None:
    """Finance's counts, and a department without any."""
    told = tuple(
        Value(made_up.FINANCE, node, numerator=part, denominator=whole, score=1.0, place=f"B{row}")
        for row, (node, (part, whole)) in enumerate(counted.items(), start=2)
    )
    silent = (Value(made_up.JUSTICE, "on_time_share", score=15.0, place="B9"),)
    reading = made_up.reading({made_up.FINANCE: made_up.even(9)}, captured_at=made_up.at("2026-10-10"))
    store.add(captures.prepare([replace(reading, values=(*told, *silent))]))


def test_every_overdue_dossier_is_charged_twice_where_counts_are_told(store: Store) -> None:
    keep_counts(store, {"on_time_share": (80, 100), "dossier_receiving_satisfaction": (60, 100)})
    fault = listed(code(1), cause="synchronisation")
    store.add([overdue_list("2026-10-12", [fault, *(listed(code(n)) for n in range(2, 6))])])
    store.add([overdue_list("2026-10-12", [listed(code(1, "H21.16"))])])
    warehouse = Warehouse.of(store)
    found = cost(warehouse, overdue.last_step(warehouse, "H21"), "department")
    assert found is not None
    rows = found.rows.set_index("agency_id")
    # 20 points by share in time; 6 points by share satisfied, full at 90 %.
    assert rows.lost_on_time_share[FINANCE] == pytest.approx(20 * 5 / 100)
    assert rows.lost_dossier_receiving_satisfaction[FINANCE] == pytest.approx(6 * 5 / 100 / 0.9)
    assert rows.regained[FINANCE] == pytest.approx(20 * 1 / 100 + 6 * 1 / 100 / 0.9)
    assert rows.lost[JUSTICE] != rows.lost[JUSTICE]


def test_more_overdue_than_missing_gives_back_no_more_than_the_maximum(store: Store) -> None:
    keep_counts(store, {"on_time_share": (99, 100), "dossier_receiving_satisfaction": (95, 100)})
    store.add([overdue_list("2026-10-12", [listed(code(n)) for n in range(50)])])
    warehouse = Warehouse.of(store)
    found = cost(warehouse, overdue.last_step(warehouse, "H21"), "department")
    assert found is not None
    (row,) = found.rows.to_dict("records")
    assert row["lost_on_time_share"] == pytest.approx(20 * 1 / 100)
    assert row["lost_dossier_receiving_satisfaction"] == pytest.approx(0)


def test_without_a_capture_nothing_is_estimated(store: Store) -> None:
    store.add([overdue_list("2026-10-12", [listed(code(1))])])
    warehouse = Warehouse.of(store)
    assert cost(warehouse, overdue.last_step(warehouse, "H21"), "department") is None
