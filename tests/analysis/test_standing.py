"""For how long by now the province has its place: weeks in a row, each by its last reading, none left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from indicators.analysis.overview import overview
from indicators.analysis.standing import Standing, standing
from indicators.analysis.statements import standing as told
from indicators.intake import captures
from indicators.periods import Period
from indicators.sources.records import Unit
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import GIA_LAI, YEAR, at, capture, even, reading

AN_GIANG = Unit("UBND tỉnh An Giang", code="H01", level="province")
PHU_THO = Unit("UBND tỉnh Phú Thọ", code="H44", level="province")


def keep_nation(store: Store, day: str, totals: Mapping[Unit, float], period: Period = YEAR) -> None:
    points = {unit: {"total": total} for unit, total in totals.items()}
    made = replace(reading(points, captured_at=at(day), period=period), scope="VN")
    store.add(captures.prepare([made]))


def read_weekly(store: Store, places: Mapping[str, int]) -> Standing:
    """The province read on these days, at the place of three that each says."""
    for day, place in places.items():
        keep_nation(
            store, day, {GIA_LAI: 60.0, AN_GIANG: 55.0 + 10 * (place > 1), PHU_THO: 50 + 20 * (place > 2)}
        )
        store.add([capture({GIA_LAI: even(10 + len(day) / 99)}, day=day)])
    warehouse = Warehouse(store)
    found = standing(warehouse, overview(warehouse, "H21"))
    assert found
    return found


@pytest.mark.parametrize(
    ("places", "run"),
    [
        ({"2026-09-14": 2, "2026-09-21": 2, "2026-09-28": 2}, 3),
        ({"2026-09-14": 3, "2026-09-21": 2, "2026-09-28": 2}, 2),
        # Of a week the last reading counts.
        ({"2026-09-21": 3, "2026-09-25": 2, "2026-09-28": 2}, 2),
        # Of the week of 21/09 nobody knows.
        ({"2026-09-14": 2, "2026-09-28": 2}, 1),
        ({"2026-09-28": 2, "2026-10-02": 2}, 1),
    ],
)
def test_weeks_in_a_row_are_counted_by_their_last_readings(
    store: Store, places: dict[str, int], run: int
) -> None:
    assert read_weekly(store, places).run == run


def test_closed_months_are_counted_as_months(store: Store) -> None:
    for month in (6, 7, 8):
        period, day = Period("month", 2026, month), f"2026-{month + 1:02d}-05"
        keep_nation(store, day, {GIA_LAI: 60.0, AN_GIANG: 65.0}, period)
        store.add([capture({GIA_LAI: even(10)}, day=day, period=period)])
    warehouse = Warehouse(store)
    at_month = standing(warehouse, overview(warehouse, "H21"))
    assert at_month
    assert at_month.run == 3
    assert str(told.run(at_month, "H21")) == "Đây là kỳ thứ 3 liên tiếp Gia Lai giữ hạng 2"


def test_the_neighbours_are_told_with_what_lies_between(store: Store) -> None:
    keep_nation(store, "2026-09-28", {GIA_LAI: 60.0, AN_GIANG: 61.5, PHU_THO: 59.0})
    keep_nation(store, "2026-10-05", {GIA_LAI: 60.5, AN_GIANG: 61.6, PHU_THO: 60.4})
    store.add([capture({GIA_LAI: even(10)}, day=day) for day in ("2026-09-28", "2026-10-05")])
    warehouse = Warehouse(store)
    found = standing(warehouse, overview(warehouse, "H21"))
    assert found
    assert [str(told.neighbour(found, "H21", above=above)) for above in (True, False)] == [
        "Gia Lai kém địa phương xếp ngay trên (An Giang) 1,10 điểm, khoảng cách thu hẹp 0,40 điểm so với 28/09/2026",
        "Gia Lai hơn địa phương xếp ngay dưới (Phú Thọ) 0,10 điểm, khoảng cách thu hẹp 0,90 điểm so với 28/09/2026",
    ]
    assert told.first_ten(found, "H21") is None


def test_half_a_hundredth_is_rounded_up_whatever_binary_numbers_make_of_it(store: Store) -> None:
    keep_nation(store, "2026-09-28", {GIA_LAI: 60.0, AN_GIANG: 61.005})
    store.add([capture({GIA_LAI: even(10)}, day="2026-09-28")])
    warehouse = Warehouse(store)
    found = standing(warehouse, overview(warehouse, "H21"))
    assert found
    assert "(An Giang) 1,01 điểm" in str(told.neighbour(found, "H21", above=True))


def test_without_a_national_reading_nothing_is_told(store: Store) -> None:
    store.add([capture({GIA_LAI: even(10)})])
    warehouse = Warehouse(store)
    assert standing(warehouse, overview(warehouse, "H21")) is None
