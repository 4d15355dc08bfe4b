"""The map: every unit with a place is there, none covers another, and missing is hollow."""

from __future__ import annotations

import itertools
from math import hypot
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from indicators import charts
from indicators.analysis.ranking import rank
from indicators.charts.map import LARGEST, SIDE
from indicators.charts.style import INKS
from indicators.reference.agency_names import sort_name
from indicators.reference.geography import load_places
from indicators.warehouse.warehouse import Warehouse

BASIS = "Năm 2026 (tạm thời), đọc 10/10/2026"
AREA = [(108.0, 14.0), (108.1, 14.0), (108.1, 14.1), (108.0, 14.1), (108.0, 14.0)]


@pytest.fixture
def communes(demonstration: Warehouse) -> pd.DataFrame:
    return rank(demonstration, node="total", level="commune", scope="H21").rows


def drawn(rows: pd.DataFrame, boundaries: Any = None, **look: Any) -> go.Figure:
    chart = charts.places_map(rows, load_places(), boundaries or {}, "Bản đồ", BASIS, "light", **look)
    assert chart
    return go.Figure(chart.figure.to_dict())


def marks(figure: go.Figure) -> Any:
    """The trace that carries the agencies."""
    return next(trace for trace in figure.data if trace.customdata is not None)


def test_all_135_communes_are_on_the_map_and_can_be_opened(communes: pd.DataFrame) -> None:
    assert sorted(marks(drawn(communes)).customdata) == sorted(communes.agency_id)
    assert len(communes) == 135


def test_no_mark_covers_another_and_none_is_far_from_its_place(communes: pd.DataFrame) -> None:
    figure = drawn(communes)
    low, high = figure.layout.xaxis.range
    bottom, top = figure.layout.yaxis.range
    pixel = max(high - low, top - bottom) / SIDE
    places = list(zip(marks(figure).x, marks(figure).y, strict=True))
    nearest = min(hypot(a[0] - b[0], a[1] - b[1]) for a, b in itertools.combinations(places, 2))
    assert nearest >= LARGEST * 0.8 * pixel
    ties = figure.data[0]
    assert ties.mode == "lines"
    ends = [pair for pair in zip(ties.x, ties.y, strict=True) if pair[0] is not None]
    assert all(
        hypot(a[0] - b[0], a[1] - b[1]) < 40 * pixel for a, b in zip(ends[::2], ends[1::2], strict=True)
    )


def test_a_length_across_is_as_long_as_one_upwards(communes: pd.DataFrame) -> None:
    assert drawn(communes).layout.yaxis.scaleanchor == "x"


def test_larger_and_darker_is_more_and_missing_is_hollow_and_said(communes: pd.DataFrame) -> None:
    figure = drawn(communes)
    units = communes.set_index("agency_id").loc[list(marks(figure).customdata)]
    sizes, fills = list(marks(figure).marker.size), list(marks(figure).marker.color)
    known = [(value, size) for value, size in zip(units.value, sizes, strict=True) if value == value]
    for (value, size), (other, larger) in itertools.combinations(sorted(known), 2):
        assert size <= larger or value == other
    hollow = {fill for fill, value in zip(fills, units.value, strict=True) if value != value}
    assert hollow == {INKS["light"].background}
    (legend,) = [words.text for words in figure.layout.annotations if "chưa có số liệu" in words.text]
    shades = {fill for fill in fills if fill not in hollow}
    assert all(shade in legend for shade in shades)
    assert 2 <= len(shades) <= 7


def test_the_ends_and_the_one_in_focus_are_named(communes: pd.DataFrame) -> None:
    figure = drawn(communes, focus="ubnd-phuong-pleiku")
    written = [words.text for words in figure.layout.annotations]
    assert "<b>Pleiku</b>" in written
    ranked = communes[communes["rank"].notna()].short_name.map(sort_name)
    ends = {*ranked.head(3), *ranked.tail(3)}
    assert len(ends & set(written)) >= 3
    assert not (set(ranked) - ends) & set(written)


def test_a_name_stands_on_the_side_where_it_hides_fewer_marks() -> None:
    near = {"west": (108.0, 14.0), "middle": (108.5, 14.0), "east": (108.58, 14.0)}
    names = ["UBND xã Tây", "UBND xã Ở Giữa", "UBND xã Đông"]
    rows = pd.DataFrame({"agency_id": list(near), "agency_name": names, "short_name": names})
    rows = rows.assign(value=[3.0, 2.0, 1.0], rank=[1, 2, 3], tied=False)
    chart = charts.places_map(rows, near, {}, "Bản đồ", BASIS, "light")
    assert chart
    sides = {words.text: words.xanchor for words in chart.figure.layout.annotations}
    # To the west, above and below it hides none; to the east it would hide one.
    assert sides["Ở Giữa"] != "left"


def test_with_boundaries_the_areas_are_filled_and_their_marks_are_felt_and_not_seen(
    communes: pd.DataFrame,
) -> None:
    x, y = load_places()["ubnd-phuong-pleiku"]
    # The nearest border is 0.02 degrees of latitude away, to the north.
    area = [(x - 0.1, y - 0.05), (x + 0.1, y - 0.05), (x + 0.1, y + 0.02), (x - 0.1, y + 0.02)]
    rows = communes[communes.agency_id.isin(["ubnd-phuong-pleiku", "ubnd-xa-ia-o"])]
    figure = drawn(rows, {"ubnd-phuong-pleiku": [[*area, area[0]]]})
    filled = [trace for trace in figure.data if trace.fill == "toself" and trace.x]
    assert [len(trace.x) for trace in filled] == [len(area) + 2]
    look = marks(figure).marker
    at = dict(zip(marks(figure).customdata, zip(look.size, look.opacity, strict=True), strict=True))
    (low, high), (bottom, top) = figure.layout.xaxis.range, figure.layout.yaxis.range
    size, opacity = at["ubnd-phuong-pleiku"]
    assert opacity == 0
    assert size / 2 * max(high - low, top - bottom) / SIDE == pytest.approx(0.02)
    # Its neighbour has no area: its mark is seen.
    assert at["ubnd-xa-ia-o"][1] == 1


def test_a_mark_outside_its_area_is_seen(communes: pd.DataFrame) -> None:
    rows = communes[communes.agency_id == "ubnd-phuong-pleiku"]
    figure = drawn(rows, {"ubnd-phuong-pleiku": [AREA]})
    assert load_places()["ubnd-phuong-pleiku"][1] < min(y for _, y in AREA)
    assert list(marks(figure).marker.opacity) == [1]


def test_units_without_a_place_leave_no_map(communes: pd.DataFrame) -> None:
    strangers = communes.assign(agency_id="H44.1")
    assert charts.places_map(strangers, load_places(), {}, "Bản đồ", BASIS, "light") is None


def test_a_level_nobody_has_a_value_of_is_drawn_hollow_and_said(communes: pd.DataFrame) -> None:
    nobody = communes.assign(value=float("nan"))
    chart = charts.places_map(nobody, load_places(), {}, "Bản đồ", BASIS, "light")
    assert chart
    assert chart.alt == "chưa có số liệu."
