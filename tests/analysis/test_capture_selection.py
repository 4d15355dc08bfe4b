"""Of which readings is shown what nobody chose."""

from __future__ import annotations

from datetime import date

from indicators.analysis.capture_selection import (
    captures_of,
    earlier_readings,
    previous_comparable,
    readings,
    select_capture,
)
from indicators.periods import Period
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import FINANCE, YEAR, at, capture, even


def test_of_the_year_is_shown_what_was_read_last_whatever_older_month_was_read_since(store: Store) -> None:
    for day, period in (
        ("2026-10-02", YEAR),
        ("2026-10-09", YEAR),
        ("2026-10-16", Period("month", 2026, 8)),
        ("2026-10-17", Period("quarter", 2026, 4)),
    ):
        store.add([capture({FINANCE: even(9)}, day=day, period=period)])
    known = captures_of(Warehouse(store), "H21")
    shown = select_capture(known)
    assert shown is not None
    assert (shown.period, shown.captured_on) == (YEAR, date(2026, 10, 9))
    of_a_day = select_capture(known, captured_on=date(2026, 10, 16))
    assert of_a_day is not None
    assert of_a_day.period == Period("month", 2026, 8)


def test_an_open_period_is_compared_with_its_own_full_readings_before_the_last_first(store: Store) -> None:
    whole, fewer = {FINANCE: even(9)}, {FINANCE: {"satisfaction": 9}}
    for day, scores in (
        ("2026-10-02", whole),
        ("2026-10-03", fewer),
        ("2026-10-05", whole),
        ("2026-10-09", whole),
    ):
        store.add([capture(scores, day=day)])
    store.add([capture(whole, day="2026-10-04", period=Period("quarter", 2026, 4))])
    known = captures_of(Warehouse.of(store), "H21")
    assert earlier_readings(known, YEAR, date(2026, 10, 9)) == [date(2026, 10, 5), date(2026, 10, 2)]
    assert earlier_readings(known, YEAR, date(2026, 10, 2)) == []
    assert earlier_readings(known, YEAR, date(2026, 10, 1)) == []


def test_an_open_period_is_compared_with_its_reading_just_before_not_itself_and_not_another_period(
    store: Store,
) -> None:
    store.add([capture({FINANCE: even(9)}, day=day) for day in ("2026-10-02", "2026-10-05", "2026-10-09")])
    store.add([capture({FINANCE: even(9)}, day="2026-10-06", period=Period("quarter", 2026, 4))])
    warehouse = Warehouse.of(store)
    known = captures_of(warehouse, "H21")
    before = {
        one.captured_on: previous_comparable(warehouse, known, one).previous
        for one in known
        if one.period == YEAR
    }
    assert {day: one and one.captured_on for day, one in before.items()} == {
        date(2026, 10, 9): date(2026, 10, 5),
        date(2026, 10, 5): date(2026, 10, 2),
        date(2026, 10, 2): None,
    }


def test_of_a_day_its_full_reading_is_shown_and_of_partial_ones_that_which_lacks_least(store: Store) -> None:
    whole = even(9)
    lacks_one = {node: points for node, points in whole.items() if node != "satisfaction"}
    lacks_more = {"satisfaction": 9}
    for day, time, scores in (
        ("2026-10-02", "07:30", whole),
        ("2026-10-02", "09:00", lacks_one),
        ("2026-10-02", "10:00", lacks_more),
        ("2026-10-03", "09:00", lacks_one),
        ("2026-10-03", "10:00", lacks_more),
    ):
        store.add([capture({FINANCE: scores}, day=day, time=time)])
    known = captures_of(Warehouse.of(store), "H21")
    first, second = date(2026, 10, 2), date(2026, 10, 3)
    shown = {day: select_capture(known, YEAR, day) for day in (first, second)}
    assert {day: one and one.captured_at for day, one in shown.items()} == {
        first: at("2026-10-02", "07:30"),
        second: at("2026-10-03", "09:00"),
    }
    # The day with a full reading is one entry; of the other both partial ones are, the last first.
    assert readings(known, YEAR)[2:] == [first]
    assert [f"{moment:%d %H:%M}" for moment in readings(known, YEAR)[:2]] == ["03 10:00", "03 09:00"]
