"""The province through time: its own readings, as shares of the maxima, with its targets on the same scale."""

from __future__ import annotations

import pytest

from indicators import catalogue
from indicators.analysis.province_trends import province_trends, shares_of
from indicators.analysis.trend import Span, trend
from indicators.analysis.trend_spans import shown_first
from indicators.periods import Period
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import AN_BINH, GIA_LAI, capture, even

YEAR = Span("year", Period.parse("year:2026"))


def test_the_total_and_every_group_are_followed_in_the_provinces_own_readings(
    demonstration: Warehouse,
) -> None:
    found = province_trends(demonstration, "H21", YEAR)
    assert found
    index = catalogue.current()
    assert [moved.node.code for moved in found.trends] == ["total", *(node.code for node in index.groups)]
    # Provinces among each other are read less often.
    among_provinces = trend(demonstration, node="total", level="province", scope="H21", span=YEAR)
    assert len(found.trends[0].steps) > len(among_provinces.steps)
    assert set(found.trends[0].names) == {found.unit}


def test_shares_of_unlike_maxima_and_targets_stand_on_one_scale(demonstration: Warehouse) -> None:
    found = province_trends(demonstration, "H21", YEAR)
    assert found
    low, high = found.share_range()
    for moved in found.trends:
        rows = shares_of(moved, found.unit).dropna(subset="value")
        assert (rows.points / moved.node.points).tolist() == pytest.approx(rows.value.tolist())
        assert rows.value.between(low, high).all()
        assert all(low <= goal <= high for goal in found.goals(moved))


def test_a_single_reading_is_no_way_through_time(store: Store) -> None:
    store.add([capture({GIA_LAI: even(9), AN_BINH: even(9)}, day="2026-10-10")])
    assert province_trends(Warehouse(store), "H21", YEAR) is None


def test_among_provinces_the_own_one_is_shown_first(demonstration: Warehouse) -> None:
    moved = trend(demonstration, node="total", level="province", scope="H21", span=YEAR)
    own, *ends = shown_first(moved, "H21")
    assert moved.names[own] == "Gia Lai"
    assert ends == [unit for unit in moved.ends(1) if unit != own]
    communes = trend(demonstration, node="total", level="commune", scope="H21", span=YEAR)
    assert shown_first(communes, "H21") == communes.ends(1)
