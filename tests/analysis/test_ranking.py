"""Ranks: ties share one, nobody without a value has one, peers are never mixed, changes are never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.analysis import capture_selection
from indicators.analysis.ranking import Ranking, rank, rank_each
from indicators.errors import InputProblem
from indicators.intake import captures as capture_intake
from indicators.periods import Period
from indicators.sources.records import Extract, Unit, Value
from indicators.store.capture import Capture
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.analysis.plain_ranking import competition_ranks
from tests.made_up import (
    AN_BINH,
    FINANCE,
    HOME_AFFAIRS,
    JUSTICE,
    TRADE,
    YEAR,
    at,
    capture,
    even,
    reading,
    unit,
)

AUGUST, SEPTEMBER = Period("month", 2026, 8), Period("month", 2026, 9)


def ranked(
    store: Store, *captures: Capture, node: str = "satisfaction", level: str = "department", **which: object
) -> Ranking:
    store.add(captures)
    return rank(Warehouse.of(store), node=node, level=level, scope="H21", **which)  # type: ignore[arg-type]


def places(ranking: Ranking) -> dict[str, tuple[int | None, bool]]:
    return {
        agency: (None if pd.isna(place) else int(place), bool(tied))
        for agency, place, tied in zip(
            ranking.rows.agency_id, ranking.rows["rank"], ranking.rows.tied, strict=True
        )
    }


def of_phu_tho(units: Mapping[Unit, Mapping[str, float | None]]) -> Extract:
    return replace(reading(units), scope="H44")


def satisfaction(**points: float | None) -> dict[Unit, Mapping[str, float | None]]:
    units = {"finance": FINANCE, "justice": JUSTICE, "home": HOME_AFFAIRS, "trade": TRADE, "an_binh": AN_BINH}
    return {units[name]: {"satisfaction": value} for name, value in points.items()}


def month(number: int, year: int = 2026) -> Period:
    return Period("month", year, number)


# A month each: nothing of one says anything of another, but that the next is compared with it.
SHARED, MISSING, PART, ABOVE, MIXED, MEASURED = map(month, range(2, 8))
OF_MONTHS = {
    SHARED: satisfaction(finance=17, justice=16, home=16, trade=15),
    MISSING: satisfaction(finance=None, justice=0, home=5),
    PART: satisfaction(finance=18, justice=4.5, home=0),
    ABOVE: satisfaction(finance=18.2, justice=17),
    MIXED: satisfaction(finance=10, an_binh=17),
    # The last before the merger and the first after it, the last of one index and the first of another.
    month(6, 2025): satisfaction(finance=17),
    month(7, 2025): satisfaction(finance=10),
    month(12, 2025): satisfaction(finance=17),
    month(1): satisfaction(finance=10),
    # And one left out between two.
    month(8): satisfaction(finance=9),
    month(10): satisfaction(finance=10),
}
VIETNAMESE = ["Đak Pơ", "An Bình", "Ơ Thử", "Ân Tường", "Uar", "Ayun", "Ia O", "Đức Cơ", "Ức Thử", "Dân Tiến"]


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """All of these, and communes of another province, for tests that only look."""
    days = {FINANCE: 3.5, JUSTICE: 1.25}
    measured = tuple(
        Value(unit, "average_processing_days", measure=measure, place=f"children[{n}]")
        for n, (unit, measure) in enumerate(days.items())
    )
    communes = {
        Unit(f"UBND {'xã' if n % 2 else 'phường'} {name}", code=f"H44.{n}", level="commune"): {
            "satisfaction": 9.0
        }
        for n, name in enumerate(VIETNAMESE)
    }
    readings = [
        replace(reading({}, period=MEASURED), values=measured),
        of_phu_tho(communes),
        *(reading(scores, period=period) for period, scores in OF_MONTHS.items()),
    ]
    store = Store(tmp_path_factory.mktemp("months"))
    store.add([made for one in readings for made in capture_intake.prepare([one])])
    return store


def of_month(months: Store, period: Period, node: str = "satisfaction", level: str = "department") -> Ranking:
    return rank(Warehouse.of(months), node=node, level=level, scope="H21", period=period)


def test_equal_points_share_a_rank_and_the_next_rank_is_left_out(months: Store) -> None:
    assert places(of_month(months, SHARED)) == {
        "so-tai-chinh": (1, False),
        "so-noi-vu": (2, True),
        "so-tu-phap": (2, True),
        "so-cong-thuong": (4, False),
    }


def test_a_unit_without_the_value_has_no_rank_and_comes_last(months: Store) -> None:
    assert [*places(of_month(months, MISSING)).items()] == [
        ("so-noi-vu", (1, False)),
        ("so-tu-phap", (2, False)),
        ("so-tai-chinh", (None, False)),
    ]


def test_beside_the_points_stands_what_part_of_the_maximum_they_are(months: Store) -> None:
    rows = of_month(months, PART).rows
    assert rows.max_value.tolist() == [18, 18, 18]
    assert rows.share.tolist() == [1, 0.25, 0]


def test_a_value_above_its_maximum_is_shown_flagged_and_not_ranked(months: Store) -> None:
    ranking = of_month(months, ABOVE)
    last = ranking.rows.iloc[-1]
    assert (last.agency_id, last.value, last.quality) == ("so-tai-chinh", 18.2, ["above_maximum"])
    assert places(ranking) == {"so-tu-phap": (1, False), "so-tai-chinh": (None, False)}


def test_departments_and_communes_are_never_in_one_ranking(months: Store) -> None:
    assert list(places(of_month(months, MIXED))) == ["so-tai-chinh"]
    assert list(places(of_month(months, MIXED, level="commune"))) == ["ubnd-phuong-an-binh"]


def test_ties_stand_in_vietnamese_order_of_their_proper_names(months: Store) -> None:
    ranking = rank(Warehouse.of(months), node="satisfaction", level="commune", scope="H44")
    shown = [
        name.removeprefix("UBND ").removeprefix("xã ").removeprefix("phường ")
        for name in ranking.rows.agency_name
    ]
    assert shown == [
        "An Bình",
        "Ayun",
        "Ân Tường",
        "Dân Tiến",
        "Đak Pơ",
        "Đức Cơ",
        "Ia O",
        "Ơ Thử",
        "Uar",
        "Ức Thử",
    ]


def test_an_open_period_is_compared_with_the_capture_before(store: Store) -> None:
    ranking = ranked(
        store,
        capture(satisfaction(finance=9, justice=10), day="2026-10-03"),
        capture(satisfaction(finance=10, justice=10), day="2026-10-10"),
        capture(satisfaction(finance=12, justice=11), day="2026-10-17"),
    )
    finance = ranking.rows.set_index("agency_id").loc["so-tai-chinh"]
    assert (finance.value_change, finance.rank_change) == (2, 0)
    assert finance.previous_captured_at == at("2026-10-10")
    earlier = ranked(store, captured_on=date(2026, 10, 10)).rows.set_index("agency_id").loc["so-tai-chinh"]
    assert (earlier.value_change, earlier.rank_change) == (1, 1)


def test_a_closed_month_is_compared_with_the_month_before_and_with_nothing_else(store: Store) -> None:
    august = capture(satisfaction(finance=9), period=AUGUST, day="2026-09-05")
    september = capture(satisfaction(finance=10), period=SEPTEMBER, day="2026-10-05")
    year = capture(satisfaction(finance=1), day="2026-09-20")
    ranking = ranked(store, august, september, year, period=SEPTEMBER)
    assert ranking.rows.iloc[0].value_change == 1
    july = Period("month", 2026, 7)
    alone = ranked(store, capture(satisfaction(finance=3), period=july, day="2026-08-05"), period=july)
    assert alone.comparison.previous is None
    assert alone.rows.value_change.isna().all()
    assert alone.rows.previous_captured_at.isna().all()


def test_a_month_left_out_makes_the_change_blank_rather_than_older(months: Store) -> None:
    ranking = of_month(months, month(10))
    assert ranking.rows.value.tolist() == [10]
    assert ranking.rows.value_change.isna().all()


def test_no_change_crosses_into_another_index_version(months: Store) -> None:
    ranking = of_month(months, month(1))
    assert ranking.rows.value.tolist() == [10]
    assert ranking.rows.value_change.isna().all()
    assert str(ranking.comparison.why_none).startswith("bộ chỉ số đã thay đổi giữa hai kỳ")


def test_no_change_crosses_the_merger_though_the_name_stays(months: Store) -> None:
    ranking = of_month(months, month(7, 2025))
    assert ranking.rows.value.tolist() == [10]
    assert ranking.rows.value_change.isna().all()


def test_an_old_month_imported_today_without_its_day_is_not_the_last_read(store: Store) -> None:
    store.add([capture({FINANCE: even(9)}, day="2026-10-10")])
    untold = replace(reading({FINANCE: even(3)}, period=Period("month", 2026, 3)), captured_at=None)
    store.add(capture_intake.prepare([untold]))
    shown = rank(Warehouse.of(store), node="total", level="department", scope="H21")
    assert str(shown.capture.period) == "year:2026"
    march = rank(
        Warehouse.of(store), node="total", level="department", scope="H21", period=Period("month", 2026, 3)
    )
    assert march.rows.value.tolist() == [18]


def test_a_capture_with_fewer_agencies_never_stands_in_for_the_fuller_one(store: Store) -> None:
    full = capture(satisfaction(finance=9, justice=8), day="2026-10-10")
    partial = capture(satisfaction(finance=3), day="2026-10-17")
    ranking = ranked(store, full, partial)
    assert ranking.capture.captured_on == date(2026, 10, 10)
    asked = ranked(store, captured_on=date(2026, 10, 17))
    assert asked.capture.is_partial
    assert len(asked.rows) == 1


def test_a_capture_with_fewer_components_is_partial_whatever_the_order_of_import(store: Store) -> None:
    full = capture({FINANCE: even(5)}, day="2026-10-10")
    fewer = capture({FINANCE: {**even(5), "satisfaction": None}}, day="2026-10-17")
    store.add([fewer])
    store.add([full])
    captures = Warehouse.of(store).ask("captures", scope="H21").set_index("capture_id")
    assert captures.is_partial[fewer.capture_id]
    assert not captures.is_partial[full.capture_id]


def test_a_department_that_ended_is_not_missed_in_later_captures(store: Store) -> None:
    year = Period("year", 2025)
    planning = Unit("Sở Kế hoạch và Đầu tư", level="department")
    store.add(
        [
            capture({FINANCE: even(5), planning: even(4)}, period=year, day="2025-02-03"),
            capture({FINANCE: even(6)}, period=year, day="2025-03-10"),
        ]
    )
    later = ranked(store, period=year)
    assert later.capture.captured_on == date(2025, 3, 10)
    assert later.rows.iloc[0].value_change == 1


def test_an_unscored_indicator_is_ranked_by_its_measure_lowest_first(months: Store) -> None:
    ranking = of_month(months, MEASURED, "average_processing_days")
    assert list(ranking.rows.agency_id) == ["so-tu-phap", "so-tai-chinh"]
    assert list(ranking.rows.value) == [1.25, 3.5]
    assert ranking.rows.share.isna().all()


def test_a_node_that_no_version_has_is_refused_by_name(months: Store) -> None:
    with pytest.raises(InputProblem, match="khong-co"):
        of_month(months, SHARED, "khong-co")


def test_what_nobody_has_is_said_and_not_ranked(months: Store) -> None:
    with pytest.raises(InputProblem, match="dossier_sync"):
        of_month(months, SHARED, "DOSSIER_SYNC")


POINTS = st.lists(
    st.one_of(st.none(), st.integers(0, 12).map(lambda n: n * 1.5)), min_size=1, max_size=12
).filter(lambda points: any(value is not None for value in points))


@settings(max_examples=2)
@given(st.lists(POINTS, min_size=24, max_size=24))
def test_ranks_are_those_of_a_plain_second_implementation(of_months: list[list[float | None]]) -> None:
    """A month each, of two provinces: nothing of one says anything of another."""
    numbers = [(scope, number) for scope in ("H44", "H36") for number in range(1, 13)]
    months = {
        (scope, month(number, 2025)): points
        for (scope, number), points in zip(numbers, of_months, strict=True)
    }
    with TemporaryDirectory() as folder:
        store = Store(Path(folder))
        store.add(
            [
                capture(
                    {unit(n): {"satisfaction": value} for n, value in enumerate(points)},
                    period=period,
                    scope=scope,
                )
                for (scope, period), points in months.items()
            ]
        )
        warehouse = Warehouse.of(store)
        for (scope, period), points in months.items():
            found = places(rank(warehouse, node="satisfaction", level="commune", scope=scope, period=period))
            expected = competition_ranks({f"H44.{n}": value for n, value in enumerate(points)})
            shared = [place for place in expected.values() if place is not None]
            assert found == {
                code: (place, place is not None and shared.count(place) > 1)
                for code, place in expected.items()
            }


def test_readings_are_told_by_day_and_where_a_day_has_several_by_time(store: Store) -> None:
    full, part = {FINANCE: even(5), JUSTICE: even(6)}, {FINANCE: {"digitisation": 5}}
    store.add(
        [
            capture(full, day="2026-10-02"),
            capture(full, time="07:30"),
            capture(full, time="14:30"),
            capture(part, time="16:00"),
            capture(part, day="2026-10-12"),
        ]
    )
    captures = capture_selection.captures_of(Warehouse.of(store), "H21")
    morning, afternoon = at("2026-10-10", "07:30"), at("2026-10-10", "14:30")
    # A partial one is offered only where its day has no full one.
    offered = [date(2026, 10, 12), afternoon, morning, date(2026, 10, 2)]
    assert capture_selection.readings(captures, YEAR) == offered
    assert capture_selection.earlier_readings(captures, YEAR, afternoon) == [morning, date(2026, 10, 2)]
    for asked, meant in {
        date(2026, 10, 10): afternoon,
        at("2026-10-02", "07:30"): date(2026, 10, 2),
        at("2026-10-02", "09:00"): None,
        date(2026, 10, 3): None,
    }.items():
        found = capture_selection.select_capture(captures, YEAR, asked)
        assert (found and capture_selection.reading_of(found, offered)) == meant


def test_several_nodes_and_levels_asked_at_once_are_ranked_as_one_by_one(demonstration: Warehouse) -> None:
    nodes = ("total", "satisfaction", "online_payment", "dossier_sync", "average_processing_days")
    levels = ("department", "district", "commune")
    first = capture_selection.captures_of(demonstration, "H21")[-1]
    for period, read in ((None, None), (first.period, None), (Period("year", 2026), date(2026, 3, 9))):
        at_once = rank_each(demonstration, nodes, levels, "H21", period, read)
        for place in product(nodes, levels):
            try:
                alone = rank(
                    demonstration, node=place[0], level=place[1], scope="H21", period=period, captured_on=read
                )
            except InputProblem:
                assert place not in at_once
                continue
            pd.testing.assert_frame_equal(at_once[place].rows, alone.rows, check_dtype=False)
            assert replace(at_once[place], rows=alone.rows) == alone
        assert len(at_once) >= len(nodes)
