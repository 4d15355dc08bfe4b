"""Over time: two kinds of time never mixed, gaps stay gaps, and nothing is joined across a break."""

from __future__ import annotations

import statistics
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from indicators.analysis.capture_selection import captures_with
from indicators.analysis.decisions import correct
from indicators.analysis.provenance import of_trend
from indicators.analysis.signals import until
from indicators.analysis.statements import beside_charts, drawn
from indicators.analysis.trend import Span, Trend, trend, trends
from indicators.analysis.trend_spans import left_out, spans
from indicators.catalogue import current
from indicators.charts import rank_bumps
from indicators.codes import NATIONAL_SCOPE
from indicators.errors import InputProblem
from indicators.intake import captures as capture_intake
from indicators.periods import Period
from indicators.sources.records import Extract, Unit, Value
from indicators.store.actor import Actor
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.analysis.plain_ranking import competition_ranks
from tests.made_up import FINANCE, HOME_AFFAIRS, JUSTICE, YEAR, at, capture, even, reading
from tests.pages.conftest import GIA_LAI
from tests.side_by_side import SideBySide

MONTHLY = Span("month")
THIS_YEAR = Span("year", YEAR)
FINANCE_ID, JUSTICE_ID = "so-tai-chinh", "so-tu-phap"


def month(number: int, year: int = 2026) -> Period:
    return Period("month", year, number)


def followed(
    store: Store, span: Span, node: str = "total", level: str = "department", scope: str = "H21"
) -> Trend:
    return trend(Warehouse.of(store), node=node, level=level, scope=scope, span=span)


def after(number: int, year: int = 2026) -> str:
    """A day soon after the end of a month."""
    return f"{year + number // 12}-{number % 12 + 1:02}-05"


READ = SideBySide()
OPEN = READ.province(
    *(
        ({FINANCE: even(points), JUSTICE: even(8)}, day)
        for day, points in (("2026-10-02", 9), ("2026-10-09", 9.5), ("2026-10-16", 9.2))
    )
)
WHOLE, FEWER = {FINANCE: even(9), JUSTICE: even(8)}, {FINANCE: even(9)}
# August has a full reading beside the partial one.
PARTIAL = READ.province(
    (WHOLE, "2026-10-02"),
    (FEWER, "2026-10-09"),
    (WHOLE, "2026-09-03", month(8)),
    (FEWER, "2026-09-05", month(8)),
)
ONE_OF_THEM = READ.province(
    *(
        ({unit: {"satisfaction": 10.0 + number} for unit in units}, after(number), month(number))
        for number, units in ((1, (FINANCE, JUSTICE)), (2, (FINANCE,)), (4, (JUSTICE,)))
    )
)
TWO_KINDS = READ.province(({FINANCE: even(9)}, "2026-10-02"), ({FINANCE: even(8)}, after(8), month(8)))
TWICE = READ.province(
    ({FINANCE: even(8)}, "2026-09-05", month(8)), ({FINANCE: even(8.5)}, "2026-09-20", month(8))
)
GAP = READ.province(*(({FINANCE: even(8)}, after(number), month(number)) for number in (5, 6, 8)))
MISSING = READ.province(
    *(
        (
            {FINANCE: {"digitisation": points, "satisfaction": 9}, JUSTICE: {"digitisation": 8}},
            after(number),
            month(number),
        )
        for number, points in ((6, 9), (7, None), (8, 9.2))
    )
)
VERSIONS = READ.province(
    *(
        ({FINANCE: even(8)}, after(number, year), month(number, year))
        for number, year in ((11, 2025), (12, 2025), (1, 2026))
    )
)
MERGER = READ.province(
    *(({FINANCE: even(8)}, after(number, 2025), month(number, 2025)) for number in (5, 6, 7))
)
ALL_MERGED = READ.province(
    *(
        (
            {JUSTICE: even(8)} if number == 7 else {FINANCE: even(8), JUSTICE: even(8)},
            after(number, 2025),
            month(number, 2025),
        )
        for number in (6, 7, 8)
    )
)
ABOVE = READ.province(
    (
        {
            unit: {"satisfaction": value}
            for unit, value in {FINANCE: 18.2, JUSTICE: 17, HOME_AFFAIRS: 15}.items()
        },
        "2026-10-10",
    )
)
SEVEN = READ.province(
    (
        {
            Unit(f"UBND xã {n}", code=f"H44.{n}", level="commune"): even(n if n < 8 else None)
            for n in range(1, 9)
        },
        "2026-10-10",
    )
)
ONE = READ.province(({FINANCE: even(9)}, "2026-10-10"))
QUARTER = Period("quarter", 2026, 4)
NINE = {FINANCE: even(9)}
SEVERAL = ((NINE, "2026-10-02"), (NINE, "2026-10-09", QUARTER), (NINE, "2026-10-05"))
QUARTER_LAST, YEAR_LAST = READ.province(*SEVERAL), READ.province(*SEVERAL, (NINE, "2026-10-12"))


@pytest.fixture(scope="module")
def provinces(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """All of these, which the tests only look at."""
    store = Store(tmp_path_factory.mktemp("provinces"))
    store.add(READ.captures())
    return store


def joined(moved: Trend, agency_id: str = FINANCE_ID) -> list[list[float]]:
    """A unit's values as they are joined on a chart."""
    return [list(run.value) for run in moved.runs(agency_id)]


def test_an_open_period_is_followed_from_reading_to_reading(provinces: Store) -> None:
    moved = followed(provinces, THIS_YEAR, scope=OPEN)
    assert [f"{day:%d/%m}" for day in moved.steps.captured_on] == ["02/10", "09/10", "16/10"]
    assert joined(moved) == [[54, 57, 55.2]]


def test_nodes_followed_at_once_are_as_each_by_itself(store: Store) -> None:
    """Of the second of two closed months the total was read again later, and satisfaction then not."""
    without = {FINANCE: {**even(7), "satisfaction": None}, JUSTICE: even(5)}
    store.add(
        [
            capture({FINANCE: even(5), JUSTICE: even(8)}, day="2026-09-03", period=month(8)),
            capture({FINANCE: even(6), JUSTICE: even(7)}, day="2026-10-03", period=month(9)),
            capture(without, day="2026-10-09", period=month(9)),
        ]
    )
    warehouse, index = Warehouse.of(store), current()
    nodes = index.above_indicators
    at_once = trends(warehouse, nodes, "department", "H21", MONTHLY)
    assert set(at_once) == {node.code for node in nodes}
    assert at_once["satisfaction"].steps.captured_on.iloc[-1] == date(2026, 10, 3)
    assert at_once["transparency"].steps.captured_on.iloc[-1] == date(2026, 10, 9)
    for code, moved in at_once.items():
        alone = followed(store, MONTHLY, code)
        for table in ("steps", "values", "peers"):
            pd.testing.assert_frame_equal(getattr(moved, table), getattr(alone, table))
        assert (moved.breaks, moved.names, moved.corrections) == (
            alone.breaks,
            alone.names,
            alone.corrections,
        )
        own = trends(warehouse, nodes, "department", "H21", MONTHLY, JUSTICE_ID)[code]
        assert joined(own, JUSTICE_ID) == joined(alone, JUSTICE_ID)
        assert set(own.names) == {JUSTICE_ID}


def test_the_source_of_a_trend_counts_the_values_shown_that_were_corrected(store: Store) -> None:
    store.add(
        [
            capture({FINANCE: even(points), JUSTICE: even(8)}, day=day)
            for day, points in (("2026-10-02", 9), ("2026-10-09", 9.5))
        ]
    )
    warehouse = Warehouse(store)
    first = followed(store, THIS_YEAR, "satisfaction").steps.capture_id[0]
    right = {"expected": 9, "value": 9.1, "reason": "nhập nhầm", "document": "công văn 12"}
    correct(warehouse, first, FINANCE_ID, "satisfaction", actor=Actor("lan"), **right)
    assert "1 giá trị đã đính chính" in of_trend(followed(store, THIS_YEAR, "satisfaction"), "2026").line()
    assert "đính chính" not in of_trend(followed(store, THIS_YEAR, "transparency"), "2026").line()


def test_what_a_trend_leaves_out_as_partial_is_told(provinces: Store) -> None:
    def told(span: Span) -> list[date]:
        return left_out(Warehouse.of(provinces), node="total", level="department", scope=PARTIAL, span=span)

    assert list(followed(provinces, THIS_YEAR, scope=PARTIAL).steps.captured_on) == [date(2026, 10, 2)]
    assert told(THIS_YEAR) == [date(2026, 10, 9)]
    assert list(followed(provinces, MONTHLY, scope=PARTIAL).steps.captured_on) == [date(2026, 9, 3)]
    assert told(MONTHLY) == []


def test_peers_are_joined_over_what_one_of_them_has_and_not_over_what_none_has(provinces: Store) -> None:
    moved = followed(provinces, MONTHLY, "satisfaction", scope=ONE_OF_THEM)
    assert moved.steps.index.tolist() == [0, 1, 2, 3]
    assert moved.peers.known.to_dict() == {0: 2, 1: 1, 3: 1}
    assert [run.step.tolist() for run in moved.peer_runs()] == [[0, 1], [3]]


def test_months_and_the_running_year_are_two_trends(provinces: Store) -> None:
    assert spans(Warehouse.of(provinces), "total", "department", TWO_KINDS) == [THIS_YEAR, MONTHLY]
    assert joined(followed(provinces, THIS_YEAR, scope=TWO_KINDS)) == [[54]]
    assert joined(followed(provinces, MONTHLY, scope=TWO_KINDS)) == [[48]]


def test_of_several_open_periods_the_one_read_last_is_followed_first(provinces: Store) -> None:
    warehouse, two = Warehouse.of(provinces), [Span("quarter", QUARTER), THIS_YEAR]
    assert spans(warehouse, "total", "department", QUARTER_LAST) == two
    assert spans(warehouse, "total", "department", YEAR_LAST) == two[::-1]


def test_of_a_closed_month_the_last_reading_counts(provinces: Store) -> None:
    assert joined(followed(provinces, MONTHLY, scope=TWICE)) == [[51]]


def test_a_month_nobody_read_is_a_gap_and_not_a_shorter_way(provinces: Store) -> None:
    moved = followed(provinces, MONTHLY, scope=GAP)
    assert list(moved.steps.period) == ["month:2026-05", "month:2026-06", "month:2026-07", "month:2026-08"]
    assert joined(moved) == [[48, 48], [48]]
    assert moved.table().loc[FINANCE_ID].isna().tolist() == [False, False, True, False]
    assert [list(run.step) for run in moved.peer_runs()] == [[0, 1], [3]]


def test_a_missing_value_is_a_gap_and_never_a_zero(provinces: Store) -> None:
    moved = followed(provinces, MONTHLY, "digitisation", scope=MISSING)
    assert joined(moved) == [[9], [9.2]]
    assert moved.peers.known.tolist() == [2, 1, 2]


def test_nothing_is_joined_across_an_index_version(provinces: Store) -> None:
    moved = followed(provinces, MONTHLY, scope=VERSIONS)
    assert joined(moved) == [[48, 48], [48]]
    assert [(one.before, one.label) for one in moved.breaks] == [(2, "Bộ chỉ số 2026")]
    assert [list(run.step) for run in moved.peer_runs()] == [[0, 1], [2]]


def test_nothing_is_joined_across_the_merger(provinces: Store) -> None:
    moved = followed(provinces, MONTHLY, scope=MERGER)
    assert joined(moved) == [[48, 48], [48]]
    assert [(one.before, one.label) for one in moved.breaks] == [(2, "sáp nhập cơ quan")]


def test_a_unit_that_merged_alone_has_a_break_of_its_own_that_is_said(store: Store) -> None:
    """Among the provinces most went on as they were: only our own line breaks."""
    other = Unit("UBND tỉnh Lâm Đồng", code="H36", level="province")
    for number, day in ((6, "2025-07-05"), (7, "2025-08-05")):
        made = reading(
            {GIA_LAI: even(8), other: even(7)}, period=month(number, 2025), captured_at=at(day), name=day
        )
        store.add(capture_intake.prepare([replace(made, scope=NATIONAL_SCOPE)]))
    moved = followed(store, MONTHLY, level="province")
    assert moved.breaks == ()
    assert [(one.before, one.label) for one in moved.breaks_of(["H36", "ubnd-tinh-gia-lai"])] == [
        (1, "Gia Lai: sáp nhập")
    ]
    assert moved.breaks_of(["H36"]) == []
    assert joined(moved, "ubnd-tinh-gia-lai") == [[48], [48]]
    chart = rank_bumps(moved, ["ubnd-tinh-gia-lai"], "Hạng", "", "light")
    assert chart
    assert "Gia Lai: sáp nhập" in [words.text for words in chart.figure.layout.annotations]


def test_where_all_merged_no_unit_has_a_break_of_its_own_besides(provinces: Store) -> None:
    moved = followed(provinces, MONTHLY, scope=ALL_MERGED)
    assert len(moved.breaks) == 1
    assert moved.breaks_of([FINANCE_ID, JUSTICE_ID]) == list(moved.breaks)


def test_a_reading_cut_short_is_not_part_of_the_way(provinces: Store) -> None:
    moved = followed(provinces, THIS_YEAR, scope=PARTIAL)
    assert [f"{day:%d/%m}" for day in moved.steps.captured_on] == ["02/10"]


def test_a_value_above_its_maximum_is_shown_but_neither_ranked_nor_compared(provinces: Store) -> None:
    moved = followed(provinces, THIS_YEAR, "satisfaction", scope=ABOVE)
    assert joined(moved) == [[18.2]]
    assert moved.table("rank")[0].to_dict() | {FINANCE_ID: None} == {
        FINANCE_ID: None,
        JUSTICE_ID: 1,
        "so-noi-vu": 2,
    }
    assert moved.table("rank")[0].isna()[FINANCE_ID]
    assert moved.peers["median"].tolist() == [16]


def test_units_without_dossiers_are_no_part_of_the_median_and_that_is_said(store: Store) -> None:
    """What the portal tells at one reading it need not tell at the next: each has its own."""
    for day, received in (("2026-10-02", 0), ("2026-10-09", 4)):
        counted = zip((FINANCE, JUSTICE, HOME_AFFAIRS), (18, 14, 0), (9, 7, received), strict=True)
        values = tuple(
            Value(unit, "on_time_share", score=score, numerator=0, denominator=cases, place=f"B{score}")
            for unit, score, cases in counted
        )
        made = Extract("score_table", "x.csv", day * 6, "x", values, "H21", YEAR, at(day))
        store.add(capture_intake.prepare([made]))
    moved = followed(store, THIS_YEAR, "on_time_share")
    assert moved.idle == {0: ("so-noi-vu",)}
    assert moved.peers["median"].tolist() == [16, 14]
    assert drawn.middle(moved) == ["trung vị 14,00"]
    assert drawn.middle(until(moved, moved.steps.capture_id[0]) or moved) == [
        "trung vị 16,00",
        "trừ 1 đơn vị không phát sinh hồ sơ hoặc có dấu hiệu như vậy",
    ]
    assert str(beside_charts.left_out_of_middle(moved)) == (
        "Trung vị và nửa giữa không tính các đơn vị không phát sinh hồ sơ hoặc có dấu hiệu như vậy: 0 đơn vị ở lần đọc "
        "gần nhất"
    )


def test_where_less_is_better_the_least_is_first(store: Store) -> None:
    values = tuple(
        Value(unit, "average_processing_days", measure=days, place=f"B{days}")
        for unit, days in ((FINANCE, 3.0), (JUSTICE, 7.0))
    )
    made = Extract("score_table", "x.csv", "0" * 64, "x", values, "H21", YEAR, at("2026-10-10"))
    store.add(capture_intake.prepare([made]))
    ranks = followed(store, THIS_YEAR, "average_processing_days").table("rank")[0]
    assert (ranks[FINANCE_ID], ranks[JUSTICE_ID]) == (1, 2)


def test_the_ends_are_the_first_and_last_in_rank_and_those_chosen(provinces: Store) -> None:
    moved = followed(provinces, THIS_YEAR, level="commune", scope=SEVEN)
    assert moved.ends(2) == ["H44.7", "H44.6", "H44.2", "H44.1"]
    assert moved.ends(1, ["H44.4"]) == ["H44.7", "H44.4", "H44.1"]
    assert len(moved.ends(4)) == 8


def test_what_nobody_has_is_said(provinces: Store) -> None:
    with pytest.raises(InputProblem, match="Chưa có lần đọc nào có"):
        followed(provinces, MONTHLY, scope=ONE)
    assert spans(Warehouse.of(provinces), "total", "commune", ONE) == []


@pytest.mark.parametrize("level", ["department", "district", "commune"])
@pytest.mark.parametrize("node", ["total", "online_services", "paid_dossiers", "average_processing_days"])
def test_quartiles_and_ranks_are_those_of_a_plain_count(
    demonstration: Warehouse, level: str, node: str
) -> None:
    for span in spans(demonstration, node, level, "H21"):
        moved = trend(demonstration, node=node, level=level, scope="H21", span=span)
        for step, rows in moved.values.groupby("step"):
            known = rows[~rows.agency_id.isin(moved.idle.get(step, ()))].value.dropna().tolist()
            lower, median, upper = (
                statistics.quantiles(known, n=4, method="inclusive") if len(known) > 1 else known * 3
            )
            assert moved.peers.loc[step, ["lower", "median", "upper"]].tolist() == pytest.approx(
                [lower, median, upper]
            )
            ranks = competition_ranks(
                {row.agency_id: None if row.value != row.value else row.value for row in rows.itertuples()},
                higher_is_better=moved.node.direction != "lower",
            )
            found = dict(zip(rows.agency_id, rows["rank"], strict=True))
            assert {unit: None if rank != rank else rank for unit, rank in found.items()} == ranks


def test_every_step_is_a_capture_of_that_kind_and_full(demonstration: Warehouse) -> None:
    captures = {one.capture_id: one for one in captures_with(demonstration, "total", "commune", "H21")}
    for span in spans(demonstration, "total", "commune", "H21"):
        moved = trend(demonstration, node="total", level="commune", scope="H21", span=span)
        used = [captures[capture_id] for capture_id in moved.steps.capture_id.dropna()]
        assert {one.is_partial for one in used} == {False}
        assert {one.period.kind for one in used} == {span.kind}
        assert {one.is_open for one in used} == {span.period is not None}


def test_what_is_neither_better_high_nor_low_has_no_rank_over_time(store: Store) -> None:
    values = tuple(
        Value(unit, "petition_classification_tthc", measure=share, place=f"B{share}")
        for unit, share in ((FINANCE, 0.3), (JUSTICE, 0.7))
    )
    made = Extract("score_table", "x.csv", "0" * 64, "x", values, "H21", YEAR, at("2026-10-10"))
    store.add(capture_intake.prepare([made]))
    moved = followed(store, THIS_YEAR, "petition_classification_tthc")
    assert moved.table()[0].tolist() == [0.3, 0.7]
    assert moved.table("rank")[0].isna().all()
