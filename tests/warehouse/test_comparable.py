"""What may be compared over time is told in one place: full readings, the last of each period, up to a capture."""

from __future__ import annotations

from datetime import date

from indicators.analysis.capture_selection import captures_with, previous_comparable
from indicators.analysis.overview import overview
from indicators.analysis.trend import Span, trend
from indicators.periods import Period
from indicators.sources.records import Unit
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import AN_BINH, FINANCE, GIA_LAI, JUSTICE, YEAR, capture, even

JANUARY, FEBRUARY = Period("month", 2026, 1), Period("month", 2026, 2)


def test_history_trend_and_change_go_by_the_same_reading_of_a_month(store: Store) -> None:
    """January is read open, closed, closed again, and once more with less than before."""
    whole = [("2026-01-20", 3), ("2026-02-05", 5), ("2026-10-10", 5.5)]
    store.add(
        [
            capture({GIA_LAI: even(points), FINANCE: even(points)}, day=day, period=JANUARY)
            for day, points in whole
        ]
    )
    store.add([capture({GIA_LAI: even(9)}, day="2026-10-12", period=JANUARY)])
    store.add([capture({GIA_LAI: even(6), FINANCE: even(6)}, day="2026-03-05", period=FEBRUARY)])
    warehouse = Warehouse.of(store)
    view = overview(warehouse, "H21", FEBRUARY)
    assert list(view.history.value) == [33, 36]
    assert view.total.previous_value == 33
    moved = trend(warehouse, node="total", level="department", scope="H21", span=Span("month"))
    assert list(moved.of("so-tai-chinh").value) == [33, 36]


def test_a_later_reading_without_an_indicator_does_not_hide_the_one_that_has_it(store: Store) -> None:
    with_counts = {FINANCE: even(5) | {"publish_on_time": 4.0}}
    store.add(
        [
            capture(with_counts, day="2026-02-05", period=JANUARY),
            capture({FINANCE: even(5.5)}, day="2026-02-20", period=JANUARY),
            capture(with_counts, day="2026-03-05", period=FEBRUARY),
        ]
    )
    warehouse = Warehouse.of(store)
    for node, value in (("publish_on_time", 4), ("total", 33)):
        captures = captures_with(warehouse, node, "department", "H21")
        (current,) = [one for one in captures if one.period == FEBRUARY]
        previous = previous_comparable(warehouse, captures, current).previous
        moved = trend(warehouse, node=node, level="department", scope="H21", span=Span("month"))
        assert previous
        assert moved.steps.capture_id[0] == previous.capture_id
        assert moved.values.value[0] == value


def test_an_open_period_goes_from_reading_to_reading_without_the_partial_one(store: Store) -> None:
    store.add(
        [
            capture({GIA_LAI: even(points), FINANCE: even(points)}, day=day)
            for day, points in (("2026-09-01", 4), ("2026-09-08", 5))
        ]
    )
    store.add([capture({GIA_LAI: even(9)}, day="2026-09-15")])
    store.add([capture({GIA_LAI: even(6), FINANCE: even(6)}, day="2026-09-22")])
    view = overview(Warehouse.of(store), "H21", YEAR)
    assert list(view.history.value) == [24, 30, 36]
    assert view.total.previous_value == 30


def test_a_partial_reading_that_is_looked_at_is_no_step_of_the_history(store: Store) -> None:
    """A closed month then goes on with its last full reading, an open year ends with the one before."""
    for day, period, points in (
        ("2026-02-05", JANUARY, 5),
        ("2026-03-05", FEBRUARY, 6),
        ("2026-09-01", YEAR, 4),
    ):
        store.add([capture({GIA_LAI: even(points), FINANCE: even(points)}, day=day, period=period)])
    store.add(
        [
            capture({GIA_LAI: even(9)}, day=day, period=period)
            for day, period in (("2026-03-12", FEBRUARY), ("2026-09-08", YEAR))
        ]
    )
    warehouse = Warehouse.of(store)
    closed = overview(warehouse, "H21", FEBRUARY, date(2026, 3, 12))
    assert closed.capture.is_partial
    assert list(closed.history.value) == [30, 36]
    still_open = overview(warehouse, "H21", YEAR, date(2026, 9, 8))
    assert still_open.capture.is_partial
    assert list(still_open.history.value) == [24]


def test_a_reading_that_lacks_a_department_is_a_step_of_the_communes_alone(store: Store) -> None:
    whole = {GIA_LAI: even(9), FINANCE: even(8), JUSTICE: even(8), AN_BINH: even(7)}
    fewer = {unit: scores for unit, scores in whole.items() if unit != JUSTICE}
    store.add(
        [
            capture(scores, day=day)
            for day, scores in (("2026-09-01", whole), ("2026-09-08", fewer), ("2026-09-15", whole))
        ]
    )
    warehouse = Warehouse.of(store)
    steps = {
        level: len(trend(warehouse, node="total", level=level, scope="H21", span=Span("year", YEAR)).steps)
        for level in ("department", "commune")
    }
    assert steps == {"department": 2, "commune": 3}


def test_a_closed_month_is_not_compared_with_one_that_was_read_only_while_it_ran(store: Store) -> None:
    store.add(
        [
            capture({GIA_LAI: even(5), FINANCE: even(5)}, day="2026-01-20", period=JANUARY),
            capture({GIA_LAI: even(6), FINANCE: even(6)}, day="2026-03-05", period=FEBRUARY),
        ]
    )
    warehouse = Warehouse.of(store)
    view = overview(warehouse, "H21", FEBRUARY)
    assert view.comparison.previous is None
    assert list(view.history.value) == [36]
    moved = trend(warehouse, node="total", level="department", scope="H21", span=Span("month"))
    assert list(moved.steps.period) == [str(FEBRUARY)]


def test_of_two_readings_of_one_moment_all_take_the_same(store: Store) -> None:
    store.add(
        [
            capture({GIA_LAI: even(points), FINANCE: even(points)}, day="2026-02-05", period=JANUARY)
            for points in (5, 7)
        ]
    )
    store.add([capture({GIA_LAI: even(8), FINANCE: even(8)}, day="2026-03-05", period=FEBRUARY)])
    warehouse = Warehouse.of(store)
    view = overview(warehouse, "H21", FEBRUARY)
    moved = trend(warehouse, node="total", level="department", scope="H21", span=Span("month"))
    assert [view.total.previous_value, 48] == list(view.history.value)
    assert view.history.value[0] == moved.of("so-tai-chinh").value.iloc[0]


def test_of_a_long_way_the_last_steps_are_told_with_each_units_own_values(store: Store) -> None:
    for day, points in (("2026-09-01", 4), ("2026-09-08", 5), ("2026-09-15", 6)):
        units = {GIA_LAI: even(9), FINANCE: even(points), JUSTICE: even(points + 0.5)}
        store.add([capture(units, day=day)])
    warehouse = Warehouse.of(store)
    shown = overview(warehouse, "H21", YEAR).capture.capture_id
    for most, told in ((5, [4, 5, 6]), (2, [5, 6])):
        way = warehouse.ask("level_history", capture_id=shown, level="department", most=most)
        totals = way[way.node == "total"]
        assert [*zip(totals.agency_id, totals.value, strict=True)] == [
            pair for points in told for pair in (("so-tai-chinh", 6 * points), ("so-tu-phap", 6 * points + 3))
        ]
        assert set(way[way.node == "satisfaction"].value) == {*told, *(points + 0.5 for points in told)}


def test_a_reading_with_a_unit_of_no_known_level_is_one_reading(store: Store) -> None:
    stranger = Unit("Sở Không Có Thật", code=None, level=None)
    store.add([capture({FINANCE: even(9), stranger: even(8)}, day="2026-10-10")])
    assert len(Warehouse.of(store).ask("captures", scope="H21")) == 1
