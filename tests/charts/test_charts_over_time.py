"""Charts over time and side by side: no line across a gap or break, nothing missing drawn as a number."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from indicators import charts
from indicators.analysis.capture_selection import captures_with, select_capture
from indicators.analysis.comparison import side_by_side
from indicators.analysis.missing_cases import MissingCases
from indicators.analysis.quality_checks import quality
from indicators.analysis.trend import Span, Trend, trend
from indicators.catalogue import load
from indicators.charts.missing_cases import SHOWN
from indicators.charts.style import spread_labels, ticks
from indicators.periods import Period
from indicators.reference.annotations import Annotation
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.every_chart import every_chart, forms
from tests.made_up import FINANCE, HOME_AFFAIRS, JUSTICE, YEAR, at, capture, even

BASIS = "các tháng đã đóng"
FINANCE_ID, JUSTICE_ID = "so-tai-chinh", "so-tu-phap"


def months(store: Store) -> Trend:
    """Three departments in November and December 2025 and in January 2026, one of them without a value."""
    for number, year, day, points in (
        (11, 2025, "2025-12-05", 8),
        (12, 2025, "2026-01-05", 8.5),
        (1, 2026, "2026-02-05", 9),
    ):
        scores = {FINANCE: even(points), JUSTICE: even(9 if number != 12 else None), HOME_AFFAIRS: even(7)}
        scores[JUSTICE]["satisfaction"] = 9
        store.add([capture(scores, day=day, period=Period("month", year, number))])
    return trend(Warehouse.of(store), node="total", level="department", scope="H21", span=Span("month"))


def lines(figure: go.Figure, name: str) -> list[list[float]]:
    """A unit's joined stretches."""
    return [list(one.y) for one in figure.data if one.hovertext and one.hovertext[0].startswith(name)]


def written(figure: go.Figure) -> list[str]:
    return [annotation.text for annotation in figure.layout.annotations]


def test_lines_stop_at_the_index_version_and_the_reason_is_written(store: Store) -> None:
    chart = charts.trend_lines(months(store), [FINANCE_ID], "Tổng điểm", BASIS, "light")
    assert lines(chart.figure, "Sở Tài chính") == [[48, 51], [54]]
    assert "Bộ chỉ số 2026" in written(chart.figure)
    assert "Sở Tài chính: từ 48,00 (Tháng 11/2025) đến 54,00 (Tháng 1/2026)" in chart.alt


def test_a_step_without_a_value_leaves_a_gap(store: Store) -> None:
    chart = charts.trend_lines(months(store), [JUSTICE_ID], "Tổng điểm", BASIS, "light")
    assert lines(chart.figure, "Sở Tư pháp") == [[54], [54]]


def test_every_line_is_named_at_its_end_with_its_last_value_and_no_two_names_overlap(store: Store) -> None:
    chart = charts.trend_lines(months(store), [FINANCE_ID, JUSTICE_ID], "Tổng điểm", BASIS, "light")
    ends = [one for one in chart.figure.layout.annotations if one.text.startswith("Sở")]
    assert [one.text for one in ends] == ["Sở Tài chính <b>54,00</b>", "Sở Tư pháp <b>54,00</b>"]
    assert ends[0].y != ends[1].y


def test_targets_and_annotations_are_marked_where_they_belong(store: Store) -> None:
    moved = months(store)
    happened = [Annotation(date(2025, 12, 16), "Chỉ đạo", "UBND")]
    chart = charts.trend_lines(
        moved, [], "Tổng điểm", BASIS, "light", goals=[(60.0, "chỉ tiêu 60")], annotations=happened
    )
    assert {"chỉ tiêu 60", "<b>1</b>"} <= set(written(chart.figure))
    assert chart.figure.layout.yaxis.range[1] > 60
    mark = next(one for one in chart.figure.layout.annotations if one.text == "<b>1</b>")
    assert 0.5 < mark.x < 1.5
    timeline = charts.Timeline(moved)
    assert timeline.within([*happened, Annotation(date(2026, 6, 1), "Sau", "UBND")]) == happened


def test_the_same_names_give_a_second_look_to_no_more_units_than_there_are_marks(store: Store) -> None:
    chart = charts.trend_lines(months(store), [FINANCE_ID, JUSTICE_ID], "Tổng điểm", BASIS, "light")
    looks = {(one.line.color, one.marker.symbol) for one in chart.figure.data if one.mode == "lines+markers"}
    assert len(looks) == 2


def test_the_first_rank_is_on_top_and_ranks_are_not_joined_across_a_break(store: Store) -> None:
    chart = charts.rank_bumps(months(store), [FINANCE_ID], "Hạng", BASIS, "light")
    assert chart
    assert lines(chart.figure, "Sở Tài chính") == [[2, 1], [1]]
    low, high = chart.figure.layout.yaxis.range
    assert low > high


def test_ranks_are_not_joined_over_a_reading_in_which_a_value_could_not_be_ranked(store: Store) -> None:
    for day, points in (("2026-10-02", 17), ("2026-10-09", 18.2), ("2026-10-16", 16)):
        rows = {FINANCE: {"satisfaction": points}, JUSTICE: {"satisfaction": 18.3}}
        store.add([capture(rows, day=day)])
    moved = trend(
        Warehouse.of(store), node="satisfaction", level="department", scope="H21", span=Span("year", YEAR)
    )
    chart = charts.rank_bumps(moved, [FINANCE_ID, JUSTICE_ID], "Hạng", BASIS, "light")
    assert chart
    assert lines(chart.figure, "Sở Tài chính") == [[1], [1]]
    assert lines(chart.figure, "Sở Tư pháp") == []
    points = charts.trend_lines(moved, [FINANCE_ID], "Mức độ hài lòng", BASIS, "light")
    assert lines(points.figure, "Sở Tài chính") == [[17, 18.2, 16]]


def test_where_nobody_was_ever_ranked_there_is_no_chart_of_ranks(store: Store) -> None:
    store.add([capture({FINANCE: {"satisfaction": 18.2}})])
    moved = trend(
        Warehouse.of(store), node="satisfaction", level="department", scope="H21", span=Span("year", YEAR)
    )
    assert charts.rank_bumps(moved, [FINANCE_ID], "Hạng", BASIS, "light") is None


def test_in_the_grid_a_missing_step_is_crossed_and_has_no_colour(store: Store) -> None:
    moved = months(store)
    chart = charts.time_grid(moved, [FINANCE_ID, JUSTICE_ID], "Lưới", BASIS, "light")
    cells, crosses = chart.figure.data
    assert [list(row) for row in cells.z] == [[48, 51, 54], [54, None, 54]]
    assert (list(crosses.x), list(crosses.y)) == ([1], [1])
    assert "dấu ×: chưa có số liệu" in chart.basis


def test_the_names_of_steps_never_crowd_and_the_last_is_always_there(demo_store: object) -> None:
    moved = trend(
        Warehouse.open(str(demo_store)), node="total", level="commune", scope="H21", span=Span("month")
    )
    figure = charts.trend_lines(moved, [], "Tổng điểm", BASIS, "light").figure
    named = [one for one in figure.layout.annotations if one.text.startswith("Tháng")]
    assert "Tháng 10/2026" in [one.text for one in named]
    places = sorted(one.x for one in named)
    low, high = figure.layout.xaxis.range
    assert min(b - a for a, b in itertools.pairwise(places)) / (high - low) * 760 >= 90


def test_what_is_missing_is_paler_on_a_scale_from_none_to_all(store: Store) -> None:
    store.add([capture({FINANCE: even(9), JUSTICE: even(8)}, day="2026-10-02")])
    store.add([capture({FINANCE: even(9), JUSTICE: even(8) | {"satisfaction": None}})])
    view = quality(Warehouse.of(store), "H21", captured_on=date(2026, 10, 10), now=at("2026-10-12"))
    chart = charts.coverage_grid(view.coverage, view.readings, view.index, "x", BASIS, "light")
    [grid] = chart.figure.data
    assert (grid.zmin, grid.zmax) == (0, 1)
    assert [list(row) for row in grid.z][4] == [1, 0.5]
    assert written(chart.figure)[-2:] == ["10/10", "02/10"]
    assert "Mức độ hài lòng: từ 50,00% đến 100,00%, gần nhất 50,00%" in chart.alt


def test_the_units_that_miss_most_are_named_and_the_others_added_up() -> None:
    missing = [50, 40, 30, 20, 10, 9, 8, 7, 6, 5, 0]
    rows = pd.DataFrame(
        {
            "agency_id": [f"u{number}" for number in range(len(missing))],
            "short_name": [f"Xã Số {number}" for number in range(len(missing))],
            "missing": missing,
            "share": [one / sum(missing) for one in missing],
        }
    )
    gap = MissingCases(load()["2026"].nodes["original_result_available"], rows, sum(missing), None)
    chart = charts.gap_bars(gap, "Còn thiếu", BASIS, "light")
    assert chart
    assert list(chart.figure.data[0].x) == [*missing[:SHOWN], 11]
    assert "2 đơn vị khác" in written(chart.figure)
    assert (
        charts.gap_bars(MissingCases(gap.node, rows.head(0), 0, None, "x"), "Còn thiếu", BASIS, "light")
        is None
    )


def test_sides_at_the_same_place_are_set_above_one_another(store: Store) -> None:
    store.add([capture({FINANCE: even(9), JUSTICE: even(9), HOME_AFFAIRS: {"satisfaction": 9}})])
    warehouse = Warehouse.of(store)
    current = select_capture(captures_with(warehouse, "total", "department", "H21"))
    assert current
    sides = [(agency, agency, current) for agency in (FINANCE_ID, JUSTICE_ID, "so-noi-vu")]
    compared = side_by_side(warehouse, "department", sides)
    chart = charts.lettered_dots(compared, ["total", "satisfaction"], "So sánh", BASIS, "light")
    assert chart
    places = [(one.x[0], one.y[0]) for one in chart.figure.data]
    assert len(places) == 5
    # The upright axis is in pixels, so that letters at one place, however many, leave each other readable.
    height = chart.figure.layout.height - chart.figure.layout.margin.t - chart.figure.layout.margin.b
    assert chart.figure.layout.yaxis.range == (height, 0)
    low_to_high = sorted(y for _, y in places)
    gaps = [later - earlier for earlier, later in itertools.pairwise(low_to_high)]
    assert min(gaps) >= chart.figure.data[0].marker.size
    assert "A 54,00, B 54,00, C –" in chart.alt
    assert charts.lettered_dots(compared, ["paid_dossiers"], "So sánh", BASIS, "light") is None


@pytest.mark.parametrize("wanted", [[1.0, 1.0, 1.0], [5.0, 1.0, 1.2, 4.9], [3.0]])
def test_places_are_kept_apart_in_their_order(wanted: list[float]) -> None:
    found = spread_labels(wanted, 1.0)
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed = [found[index] for index in order]
    assert all(b - a >= 1 - 1e-9 for a, b in itertools.pairwise(placed))
    assert sum(found) / len(found) == pytest.approx(sum(wanted) / len(wanted), abs=0.5)


@pytest.mark.parametrize(("low", "high"), [(0, 1), (61.2, 88.9), (0.3, 17.4), (1, 135)])
def test_an_axis_has_a_few_round_numbers_within_it(low: float, high: float) -> None:
    found = ticks(low, high)
    assert 2 <= len(found) <= 6
    assert all(low <= tick <= high for tick in found)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_form_of_figure_is_one_that_plotly_knows(demo_store: Path, theme: charts.Theme) -> None:
    made = every_chart(demo_store, theme)
    assert set(made) == forms()
    for chart in made.values():
        drawn = chart.figure.to_dict()
        assert len(go.Figure(drawn).data) == len(drawn["data"]) > 0
        # Plotly unfolds line_width to line.width only where it validates.
        written = {key for key in keys(drawn["data"], drawn["layout"]) if "_" in key}
        assert written == {"paper_bgcolor", "plot_bgcolor"}


def keys(*parts: Any) -> Iterator[str]:
    """Every key within, however deep."""
    for part in parts:
        if isinstance(part, dict):
            yield from part
            yield from keys(*part.values())
        elif isinstance(part, list | tuple):
            yield from keys(*part)
