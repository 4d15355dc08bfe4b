"""An agency's page: its place, what sets it apart, and whom it came from or became."""

from __future__ import annotations

from datetime import date

import pytest

from indicators.analysis.profile import Profile, captures_listing, known_units, profile
from indicators.errors import InputProblem
from indicators.periods import Period
from indicators.sources.records import Unit
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import FINANCE, HOME_AFFAIRS, JUSTICE, capture, even

TRANSPORT = Unit("Sở Giao thông vận tải", level="department")


def of(store: Store, agency_id: str = "so-tai-chinh") -> Profile:
    return profile(Warehouse.of(store), "H21", agency_id)


def test_strengths_and_weaknesses_are_the_furthest_from_the_median_of_its_peers(store: Store) -> None:
    own = {
        "transparency": 9,
        "processing_progress": 12,
        "online_service": 4,
        "online_payment": 8.5,
        "satisfaction": 9.5,
        "digitisation": 3,
    }
    store.add([capture({FINANCE: own, JUSTICE: even(9), HOME_AFFAIRS: even(9)})])
    shown = of(store)
    assert shown.strengths.distance.to_dict() == {"processing_progress": 3, "satisfaction": 0.5}
    assert shown.weaknesses.distance.to_dict() == {
        "digitisation": -6,
        "online_service": -5,
        "online_payment": -0.5,
    }


def test_an_agency_alone_in_its_peer_group_has_neither_rank_nor_strengths(store: Store) -> None:
    store.add([capture({FINANCE: even(9)})])
    shown = of(store)
    assert shown.strengths.empty
    assert shown.total.isna()["rank"]
    assert shown.rating
    assert shown.rating.name_vi == "Trung bình"


def test_an_agency_that_ended_is_shown_at_its_last_reading_with_its_successors(
    demonstration: Warehouse,
) -> None:
    shown = profile(demonstration, "H21", "ubnd-thi-xa-an-khe")
    assert shown.capture.day <= Period("month", 2025, 6).end
    assert shown.level == "district"
    assert [agency.agency_id for agency in shown.after] == [
        "ubnd-phuong-an-binh",
        "ubnd-phuong-an-khe",
        "ubnd-xa-cuu-an",
    ]
    assert shown.before == ()


def test_an_agency_that_went_on_is_not_its_own_successor(demonstration: Warehouse) -> None:
    shown = profile(demonstration, "H21", "so-xay-dung")
    assert [agency.agency_id for agency in shown.before] == ["so-giao-thong-van-tai"]
    assert shown.after == ()


def test_every_unit_ever_listed_is_known_and_those_that_ended_are_marked(demonstration: Warehouse) -> None:
    known = known_units(demonstration, "H21").set_index("agency_id")
    assert known.has_ended["ubnd-thi-xa-an-khe"]
    assert not known.has_ended["so-tai-chinh"]
    assert known.index.is_unique
    levels = known.level.value_counts().to_dict()
    assert (levels["district"], levels["commune"]) == (17, 135)


def test_only_captures_that_list_the_agency_are_offered(store: Store) -> None:
    store.add(
        [
            capture({FINANCE: even(9), JUSTICE: even(8)}, day="2026-10-02"),
            capture({JUSTICE: even(8)}, day="2026-10-09"),
        ]
    )
    warehouse = Warehouse.of(store)
    listing = captures_listing(warehouse, "H21", "so-tai-chinh")
    assert [one.captured_on for one in listing] == [date(2026, 10, 2)]
    with pytest.raises(InputProblem):
        profile(warehouse, "H21", "so-y-te")


def test_a_unit_the_register_does_not_hold_has_a_page_too(store: Store) -> None:
    stranger = Unit("Sở Thử nghiệm", code="H21.999", level="department")
    store.add([capture({FINANCE: even(9), stranger: even(8)})])
    shown = of(store, "H21.999")
    assert (shown.entry, shown.name, shown.total["rank"]) == (None, "Sở Thử nghiệm", 2)
