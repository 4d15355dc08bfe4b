"""The overview adds nothing: its figures are the capture's, its place the one known by then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from indicators.analysis.overview import movers, overview
from indicators.analysis.ranking import rank
from indicators.analysis.statements import province
from indicators.codes import NATIONAL_SCOPE
from indicators.errors import InputProblem
from indicators.intake import captures
from indicators.sources.records import Unit
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import FINANCE, GIA_LAI, HOME_AFFAIRS, JUSTICE, TRADE, at, capture, even, reading, unit

DAK_LAK = Unit("UBND tỉnh Đắk Lắk", code="H15", level="province")
LAM_DONG = Unit("UBND tỉnh Lâm Đồng", code="H36", level="province")


def national(store: Store, day: str, time: str = "07:30", **totals: float) -> None:
    provinces = {"gia_lai": GIA_LAI, "dak_lak": DAK_LAK, "lam_dong": LAM_DONG}
    made = reading(
        {provinces[name]: {"total": total} for name, total in totals.items()}, captured_at=at(day, time)
    )
    store.add(captures.prepare([replace(made, scope=NATIONAL_SCOPE)]))


def test_the_five_groups_and_the_total_are_those_of_the_province_itself(store: Store) -> None:
    store.add([capture({GIA_LAI: {**even(9), "online_payment": 8}, FINANCE: even(2)})])
    view = overview(Warehouse.of(store), "H21")
    assert view.total.value == 53
    assert dict(zip(view.groups.node, view.groups.value, strict=True)) == {
        "transparency": 9,
        "processing_progress": 9,
        "online_services": 17,
        "satisfaction": 9,
        "digitisation": 9,
    }
    assert list(view.groups.max_value) == [18, 20, 22, 18, 22]
    assert view.rating
    assert view.rating.name_vi == "Trung bình"


def test_without_the_provinces_own_values_the_total_is_empty_and_not_a_mean(store: Store) -> None:
    store.add([capture({FINANCE: even(9), JUSTICE: even(8)})])
    view = overview(Warehouse.of(store), "H21")
    assert view.total.isna()["value"]
    assert view.groups.value.isna().all()
    assert view.rating is None
    assert list(view.rankings) == ["department"]


def test_of_several_national_readings_of_the_day_the_place_is_that_of_the_nearest(store: Store) -> None:
    store.add([capture({GIA_LAI: even(9)}, time=time) for time in ("07:30", "14:30")])
    national(store, "2026-10-10", "07:40", gia_lai=60, dak_lak=50)
    national(store, "2026-10-10", "14:40", gia_lai=60, dak_lak=70)
    warehouse = Warehouse.of(store)
    places = [
        overview(warehouse, "H21", captured_on=at("2026-10-10", time)).place for time in ("07:30", "14:30")
    ]
    assert [place and place.rank for place in places] == [1, 2]


def test_a_province_that_the_national_reading_does_not_have_has_no_place(store: Store) -> None:
    store.add([capture({GIA_LAI: even(9)}, day="2026-10-10")])
    national(store, "2026-10-10", dak_lak=61, lam_dong=60)
    assert overview(Warehouse.of(store), "H21").place is None


def test_the_place_among_provinces_is_the_one_known_at_the_reading(store: Store) -> None:
    store.add([capture({GIA_LAI: even(9)}, day=day) for day in ("2026-10-03", "2026-10-10", "2026-10-17")])
    national(store, "2026-10-05", gia_lai=60, dak_lak=61, lam_dong=60)
    national(store, "2026-10-12", gia_lai=63, dak_lak=62, lam_dong=60)
    warehouse = Warehouse.of(store)
    assert overview(warehouse, "H21", captured_on=date(2026, 10, 3)).place is None
    then = overview(warehouse, "H21", captured_on=date(2026, 10, 10)).place
    assert then
    assert (then.rank, then.of, then.tied, then.rank_change) == (2, 3, True, None)
    now = overview(warehouse, "H21").place
    assert now
    assert (now.rank, now.of, now.tied, now.rank_change) == (1, 3, False, 1)


def test_a_place_moves_since_the_reading_compared_with_however_often_the_nation_was_read_since(
    store: Store,
) -> None:
    store.add([capture({GIA_LAI: even(9)}, day=day) for day in ("2026-10-10", "2026-10-17")])
    national(store, "2026-10-09", gia_lai=60, dak_lak=61, lam_dong=62)
    # Read twice since, with the same ranks: the last two alone would say that nothing moved.
    for time in ("07:40", "14:40"):
        national(store, "2026-10-16", time, gia_lai=63, dak_lak=61, lam_dong=62)
    place = overview(Warehouse.of(store), "H21").place
    assert place
    assert (place.rank, place.rank_change) == (1, 2)
    assert (
        str(province.total(overview(Warehouse.of(store), "H21")))
        == "Gia Lai đạt 54,00/100 điểm, xếp thứ 1 trong 3 tỉnh, thành phố (số toàn quốc đọc 16/10/2026)"
    )


def test_a_place_does_not_move_where_the_nation_was_not_read_again(store: Store) -> None:
    store.add([capture({GIA_LAI: even(9)}, day=day) for day in ("2026-10-10", "2026-10-17")])
    national(store, "2026-10-09", gia_lai=60, dak_lak=61)
    place = overview(Warehouse.of(store), "H21").place
    assert place
    assert place.rank_change is None


def test_history_is_of_this_period_and_up_to_this_reading(store: Store) -> None:
    store.add(
        [
            capture({GIA_LAI: even(points)}, day=day)
            for day, points in (("2026-10-03", 7), ("2026-10-10", 8), ("2026-10-17", 9))
        ]
    )
    view = overview(Warehouse.of(store), "H21", captured_on=date(2026, 10, 10))
    assert list(view.history.value) == [42, 48]


def test_movers_are_those_that_rose_or_fell_most_and_nobody_who_stood_still(store: Store) -> None:
    before = {FINANCE: even(5), JUSTICE: even(5), HOME_AFFAIRS: even(5), TRADE: even(5)}
    after = {FINANCE: even(6), JUSTICE: even(4), HOME_AFFAIRS: even(5), TRADE: even(8)}
    store.add([capture(before, day="2026-10-03"), capture(after, day="2026-10-10")])
    moved = movers(overview(Warehouse.of(store), "H21").rankings["department"])
    assert list(zip(moved.agency_id, moved.value_change, strict=True)) == [
        ("so-cong-thuong", 18),
        ("so-tai-chinh", 6),
        ("so-tu-phap", -6),
    ]


def test_of_units_that_moved_alike_all_are_shown_or_none(store: Store) -> None:
    units = [unit(number) for number in range(6)]
    store.add([capture({one: even(5) for one in units}, day="2026-10-03")])
    # One rose by twelve points, four by six each: the third would be one of four.
    rose = {one: even(7 if number == 0 else 6 if number < 5 else 5) for number, one in enumerate(units)}
    store.add([capture(rose, day="2026-10-10")])
    moved = movers(rank(Warehouse.of(store), node="total", level="commune", scope="H21"))
    assert moved.value_change.tolist() == [12]


def test_a_province_goes_by_its_own_name_among_provinces(store: Store) -> None:
    national(store, "2026-10-05", gia_lai=60, dak_lak=61)
    rows = rank(Warehouse.of(store), node="total", level="province", scope="H21").rows
    assert list(rows.short_name) == ["Đắk Lắk", "Gia Lai"]


def test_a_day_without_a_capture_is_said(store: Store) -> None:
    store.add([capture({GIA_LAI: even(9)})])
    with pytest.raises(InputProblem, match="lần đọc"):
        overview(Warehouse.of(store), "H21", captured_on=date(2026, 1, 1))
