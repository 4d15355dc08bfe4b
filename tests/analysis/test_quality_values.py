"""Totals that are not sums, points without grounds, jumps: planted ones, and a plain second way."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators import catalogue
from indicators.analysis.quality_checks import FEWEST_PEERS, Finding, Kind, quality
from indicators.analysis.quality_tables import readable
from indicators.analysis.quality_texts import counted
from indicators.analysis.quality_values import (
    scores_beside_counts,
    totals_beside_sums,
    totals_unlike_sums,
    unexplained_scores,
)
from indicators.analysis.statements import data_quality
from indicators.periods import Period
from indicators.sources.records import Unit, Value
from indicators.store.capture import Capture
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.analysis.quality_stores import COMMUNES, NOW, of_values
from tests.made_up import COMPONENTS, FINANCE, HOME_AFFAIRS, JUSTICE, TRADE, YEAR, capture, even, unit


def month(number: int) -> Period:
    return Period("month", 2026, number)


def scored(
    score: float | None,
    numerator: float,
    denominator: float,
    node: str = "dossier_sync",
    unit: Unit = FINANCE,
) -> Value:
    return Value(unit, node, score=score, numerator=numerator, denominator=denominator, place=f"{node}{unit}")


DEPARTMENTS = (FINANCE, JUSTICE, HOME_AFFAIRS, TRADE)
IDS = ("so-tai-chinh", "so-tu-phap", "so-noi-vu", "so-cong-thuong")
WITHOUT_SYNCHRONISATION = {
    "publish_on_time": 5.5,
    "public_update_on_time": 4,
    "public_content_full": 2,
    "dossier_sync": None,
}
COUNTS = {"paid_dossiers": (1, 3), "procedures_with_payments": (4, 10), "procedures_provided": (10, 10)}
# A month each, read on a day of its own: nothing of one says anything of another.
TOTALS, GROUP, UNKNOWN_PART, UNKNOWN_INDICATOR, ROUNDED, RULE, NOTHING, ONE_SCORE = map(month, range(1, 9))


def of_months() -> tuple[Capture, ...]:
    return (
        capture(
            {
                unit: {**even(9), "total": total}
                for unit, total in zip(DEPARTMENTS, (54.03, 53.97, 54.04, 50), strict=True)
            },
            period=TOTALS,
        ),
        capture({FINANCE: {**even(9), "online_services": 15}}, period=GROUP),
        capture(
            {FINANCE: {**even(9), "satisfaction": None, "total": 50}, JUSTICE: even(9)}, period=UNKNOWN_PART
        ),
        capture(
            {
                FINANCE: {**WITHOUT_SYNCHRONISATION, "transparency": 11.5},
                JUSTICE: {**WITHOUT_SYNCHRONISATION, "transparency": 17.5},
            },
            period=UNKNOWN_INDICATOR,
        ),
        of_values(
            *(
                scored(score, 3, 4, unit=unit)
                for unit, score in zip(DEPARTMENTS, (4.5, 4.515, 4.52, 4), strict=True)
            ),
            period=ROUNDED,
        ),
        of_values(scored(2, 9, 20, "dossier_receiving_satisfaction"), period=RULE),
        of_values(scored(3, 0, 0), scored(None, 3, 4, unit=JUSTICE), period=NOTHING),
        # 6 × 1/3 + 2.5 × 0.4 + 2, by hand.
        of_values(
            *(
                Value(unit, node, numerator=numerator, denominator=denominator, place=f"{node}{unit}")
                for unit in (FINANCE, JUSTICE)
                for node, (numerator, denominator) in COUNTS.items()
            ),
            Value(FINANCE, "online_payment", score=5.0, place="a"),
            Value(JUSTICE, "online_payment", score=5.5, place="b"),
            period=ONE_SCORE,
        ),
    )


def two_readings(moves: Mapping[Unit, float], scope: str) -> tuple[Capture, Capture]:
    before = {one: {"satisfaction": 9.0} for one in moves}
    then = {one: {"satisfaction": 9 + move} for one, move in moves.items()}
    return twice(before, then, scope)


def twice(
    before: Mapping[Unit, Mapping[str, float | None]],
    then: Mapping[Unit, Mapping[str, float | None]],
    scope: str,
    periods: tuple[Period, Period] = (YEAR, YEAR),
    days: tuple[str, str] = ("2026-10-02", "2026-10-10"),
) -> tuple[Capture, Capture]:
    first, second = (
        capture(scores, day=day, period=period, scope=scope)
        for scores, day, period in zip((before, then), days, periods, strict=True)
    )
    return first, second


# A province each.
FAR, ALL, HARDLY, FEW, LOWEST, VERSIONS = OTHER_PROVINCES = ("H44", "H36", "H01", "H03", "H08", "H12")
EVEN = {one: even(9) for one in COMMUNES}


def of_provinces() -> tuple[Capture, ...]:
    return (
        *two_readings(
            {one: 0.1 + 0.01 * number for number, one in enumerate(COMMUNES)} | {COMMUNES[0]: 3.0}, FAR
        ),
        *two_readings(dict.fromkeys(COMMUNES, 6.0), ALL),
        *two_readings(dict.fromkeys(COMMUNES, 0.0) | {COMMUNES[0]: 0.9, COMMUNES[1]: 0.91}, HARDLY),
        *two_readings(dict.fromkeys(COMMUNES[: FEWEST_PEERS - 1], 0.0) | {COMMUNES[0]: 9.0}, FEW),
        *twice(EVEN, {**EVEN, COMMUNES[0]: {**even(9), "online_payment": 3.0}}, LOWEST),
        *twice(
            EVEN,
            {**EVEN, COMMUNES[0]: even(3)},
            VERSIONS,
            (Period("month", 2025, 12), month(1)),
            ("2026-01-05", "2026-02-05"),
        ),
    )


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """All of these, which the tests only look at."""
    store = Store(tmp_path_factory.mktemp("planted"))
    store.add([*of_months(), *of_provinces()])
    return Warehouse.of(store)


def of_month(planted: Warehouse, kind: Kind, period: Period) -> Finding:
    return quality(planted, "H21", period, now=NOW).findings[kind]


def jumps(planted: Warehouse, scope: str) -> Finding:
    return quality(planted, scope, now=NOW).findings["jumps"]


def test_a_total_may_miss_its_parts_by_rounding_and_no_more(planted: Warehouse) -> None:
    finding = of_month(planted, "totals", TOTALS)
    assert dict(zip(finding.rows.agency_id, finding.rows.difference, strict=True)) == {
        "so-noi-vu": 0.04,
        "so-cong-thuong": -4,
    }
    assert finding.checked == 4


def test_a_group_is_checked_against_its_two_components(planted: Warehouse) -> None:
    row = of_month(planted, "totals", GROUP).rows.iloc[0]
    assert (row.node, row.value, row.expected, row.difference) == ("online_services", 15, 18, -3)


def test_nothing_is_said_of_a_total_with_an_unknown_part_nor_of_one_added_up_here(planted: Warehouse) -> None:
    finding = of_month(planted, "totals", UNKNOWN_PART)
    assert (finding.count, finding.checked) == (0, 0)
    assert finding.why_none
    assert counted(finding) == "–"


def test_indicators_without_points_count_as_none_in_their_component_as_the_portal_adds(
    planted: Warehouse,
) -> None:
    rows = of_month(planted, "totals", UNKNOWN_INDICATOR).rows
    assert [(row.agency_id, row.difference) for row in rows.itertuples()] == [("so-tu-phap", 6)]


def test_points_may_miss_those_of_their_counts_by_the_portals_rounding(planted: Warehouse) -> None:
    finding = of_month(planted, "counts", ROUNDED)
    assert (finding.count, finding.checked) == (2, 4)
    assert dict(zip(finding.rows.agency_id, finding.rows.expected, strict=True)) == dict.fromkeys(
        IDS[2:], 4.5
    )


def test_the_rule_is_told_with_its_counts(planted: Warehouse) -> None:
    view = quality(planted, "H21", RULE, now=NOW)
    table = readable(view.findings["counts"], view.index)
    assert table.formula.tolist() == ["6 × min(1; 9 / 20 / 90,00%)"]
    assert table.difference.tolist() == [-1]


def test_points_for_nothing_and_no_points_for_something_are_both_found(planted: Warehouse) -> None:
    rows = of_month(planted, "counts", NOTHING).rows.set_index("agency_id")
    assert pd.isna(rows.expected["so-tai-chinh"])
    assert pd.isna(rows.value["so-tu-phap"])
    assert rows.expected["so-tu-phap"] == 4.5


def test_one_score_for_a_component_is_checked_against_all_its_counts(planted: Warehouse) -> None:
    view = quality(planted, "H21", ONE_SCORE, now=NOW)
    rows = view.findings["counts"].rows
    assert rows[["agency_id", "node", "value", "expected"]].to_numpy().tolist() == [
        ["so-tu-phap", "online_payment", 5.5, 5.0]
    ]
    assert readable(view.findings["counts"], view.index).formula[0].startswith("tổng điểm các chỉ số")


def test_one_that_moves_far_beyond_its_peers_is_found_with_what_is_usual(planted: Warehouse) -> None:
    rows = jumps(planted, FAR).rows
    assert [(row.agency_id, row.previous, row.value, row.change) for row in rows.itertuples()] == [
        ("H44.0", 9, 12, 3)
    ]
    assert rows.usual_change[0] == pytest.approx(0.155)


def test_a_move_that_all_make_is_no_jump_however_large(planted: Warehouse) -> None:
    finding = jumps(planted, ALL)
    assert (finding.count, finding.checked) == (0, len(COMMUNES))


def test_where_hardly_anything_moves_a_small_move_is_no_jump(planted: Warehouse) -> None:
    assert jumps(planted, HARDLY).rows.agency_id.tolist() == ["H44.1"]


def test_too_few_peers_have_no_usual_change(planted: Warehouse) -> None:
    finding = jumps(planted, FEW)
    assert (finding.count, finding.checked) == (0, 0)
    assert finding.why_none


def test_a_jump_is_told_of_the_lowest_node_that_shows_it(planted: Warehouse) -> None:
    rows = jumps(planted, LOWEST).rows
    assert rows[["node", "change"]].to_numpy().tolist() == [["online_payment", -6]]


def test_nothing_jumps_across_two_versions_of_the_index(planted: Warehouse) -> None:
    view = quality(planted, VERSIONS, now=NOW)
    finding = view.findings["jumps"]
    assert (finding.count, finding.checked) == (0, 0)
    assert (
        "Chưa kiểm tra được: bộ chỉ số đã thay đổi giữa hai kỳ"
        in data_quality.found(view, finding).vietnamese
    )


# A second, plain way.

INDEX = catalogue.load()["2026"]
SYNC = INDEX.nodes["dossier_sync"]
hundredths = st.integers(0, 1000)


def frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    columns = {"agency_name": "x", "level": "commune", "numerator": np.nan, "denominator": np.nan}
    filled = [{**columns, "measure": np.nan, "origin": "official", "quality": [], **row} for row in rows]
    return pd.DataFrame(filled)


@given(st.lists(st.tuples(*[st.one_of(st.none(), hundredths)] * 6, hundredths), min_size=1, max_size=8))
def test_totals_are_found_as_by_adding_hundredths_by_hand(units: list[tuple[int | None, ...]]) -> None:
    nodes = (*COMPONENTS, "total")
    values = frame(
        [
            {"agency_id": str(number), "node": node, "score": None if score is None else score / 100}
            for number, scores in enumerate(units)
            for node, score in zip(nodes, scores, strict=True)
        ]
    ).astype({"score": float})
    plain = {}
    for number, (*parts, total) in enumerate(units):
        known = [part for part in parts if part is not None]
        # Seven numbers, each off by half a hundredth at most.
        if len(known) == 6 and total is not None and abs(total - sum(known)) > 3.5:
            plain[str(number)] = (total - sum(known)) / 100
    wrong = totals_unlike_sums(totals_beside_sums(values, INDEX))
    wrong = wrong[wrong.node == "total"]
    assert dict(zip(wrong.agency_id, wrong.difference, strict=True)) == plain
    assert list(wrong.difference.abs()) == sorted(wrong.difference.abs(), reverse=True)


@given(
    st.lists(
        st.tuples(st.one_of(st.none(), st.integers(0, 600)), st.integers(0, 40), st.integers(0, 40)),
        min_size=1,
        max_size=12,
    )
)
def test_scores_are_found_as_by_working_out_six_points_by_hand(
    units: list[tuple[int | None, int, int]],
) -> None:
    values = frame(
        [
            {
                "agency_id": str(number),
                "node": SYNC.code,
                "score": np.nan if score is None else score / 100,
                "numerator": float(numerator),
                "denominator": float(denominator),
            }
            for number, (score, numerator, denominator) in enumerate(units)
        ]
    )
    plain = set()
    for number, (score, numerator, denominator) in enumerate(units):
        if denominator == 0:
            is_wrong = score is not None
        elif score is None:
            is_wrong = True
        else:
            # In thousandths of a point, times the denominator: whole numbers.
            earned = 6000 * min(numerator, denominator)
            is_wrong = abs(score * 10 * denominator - earned) > 15 * denominator
        if is_wrong:
            plain.add(str(number))
    assert set(unexplained_scores(scores_beside_counts(values, INDEX)).agency_id) == plain


MOVES = st.lists(
    st.tuples(hundredths, st.one_of(st.integers(-30, 30), st.integers(-900, 900))),
    min_size=FEWEST_PEERS - 2,
    max_size=FEWEST_PEERS + 8,
)


@settings(max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(MOVES, min_size=len(OTHER_PROVINCES), max_size=len(OTHER_PROVINCES)))
def test_jumps_are_found_as_by_a_plain_median_of_distances(
    tmp_path_factory: pytest.TempPathFactory, moved: list[list[tuple[int, int]]]
) -> None:
    """A province each."""
    units = [unit(number) for number in range(99)]
    provinces = {
        scope: [(start, min(1800, max(0, start + move))) for start, move in moves]
        for scope, moves in zip(OTHER_PROVINCES, moved, strict=True)
    }
    store = Store(tmp_path_factory.mktemp("jumps"))
    made = list[Capture]()
    for scope, pairs in provinces.items():
        before, then = (
            {one: {"satisfaction": pair[side] / 100} for one, pair in zip(units, pairs, strict=False)}
            for side in (0, 1)
        )
        made += twice(before, then, scope)
    store.add(made)
    for scope, pairs in provinces.items():
        changes = [after - start for start, after in pairs]
        usual = median(changes)
        spread = 1.4826 * median(abs(change - usual) for change in changes)
        plain = {
            f"H44.{number}"
            for number, change in enumerate(changes)
            # 5 % of 18 points are 90 hundredths.
            if len(changes) >= FEWEST_PEERS and abs(change - usual) > max(5 * spread, 90) + 1e-4
        }
        assert set(jumps(Warehouse.of(store), scope).rows.agency_id) == plain
