"""The map of equal tiles: everyone is there, near its place, and the weak are as easy to see as the strong."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest

from indicators import charts
from indicators.analysis.ranking import rank
from indicators.charts.colours import contrast
from indicators.charts.style import INKS, Theme
from indicators.reference.geography import load_places
from indicators.warehouse.warehouse import Warehouse

BASIS = "Năm 2026 (tạm thời), đọc 10/10/2026"


@pytest.fixture(scope="module")
def communes(demonstration: Warehouse) -> pd.DataFrame:
    return rank(demonstration, node="total", level="commune", scope="H21").rows


def tiles(rows: pd.DataFrame, theme: Theme = "light", **look: Any) -> Any:
    """The trace of the tiles, and the words written on them."""
    chart = charts.tile_map(rows, load_places(), {}, "Bản đồ", BASIS, theme, **look)
    assert chart
    (trace,) = [trace for trace in chart.drawn["data"] if trace.get("customdata")]
    return trace, chart.drawn["layout"]["annotations"][: len(rows)]


def test_every_commune_is_one_tile_of_the_same_size_with_its_name_inside(communes: pd.DataFrame) -> None:
    trace, words = tiles(communes)
    assert trace["customdata"] == list(communes.agency_id)
    assert len(set(trace["x"])) == 1
    assert len(set(zip(trace["base"], trace["y"], strict=True))) == len(communes) == 135
    named = [re.sub("<br>", " ", word["text"]) for word in words]
    assert all(
        name.removeprefix("UBND ").split(" ", 1)[1] == own
        for name, own in zip(communes.short_name, named, strict=True)
    )


def test_a_tile_lies_where_its_commune_lies_among_the_others(communes: pd.DataFrame) -> None:
    trace, _ = tiles(communes)
    places = load_places()
    rows = pd.DataFrame(
        {
            "column": trace["base"],
            "row": trace["y"],
            "east": [places[unit][0] for unit in trace["customdata"]],
            "south": [-places[unit][1] for unit in trace["customdata"]],
        }
    )
    assert rows.column.rank().corr(rows.east.rank()) > 0.95
    assert rows.row.rank().corr(rows.south.rank()) > 0.95


def test_the_worse_a_commune_is_the_more_it_stands_out_and_missing_is_empty(communes: pd.DataFrame) -> None:
    for theme in ("light", "dark"):
        paper = INKS[theme].background
        trace, _ = tiles(communes, theme)
        seen = [contrast(colour, paper) for colour in trace["marker"]["color"]]
        known = [(value, own) for value, own in zip(communes.value, seen, strict=True) if value == value]
        assert [own for _, own in sorted(known)] == sorted((own for _, own in known), reverse=True)
        assert {own for value, own in zip(communes.value, seen, strict=True) if value != value} == {1}


def test_where_less_is_better_more_stands_out(communes: pd.DataFrame) -> None:
    trace, _ = tiles(communes, direction="lower")
    best, *_, worst = [
        colour
        for colour, value in zip(trace["marker"]["color"], communes.value, strict=True)
        if value == value
    ]
    assert contrast(best, "#FFFFFF") > contrast(worst, "#FFFFFF")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_name_can_be_read_on_its_tile(communes: pd.DataFrame, theme: Theme) -> None:
    trace, words = tiles(communes, theme)
    for word, colour in zip(words, trace["marker"]["color"], strict=True):
        assert contrast(word["font"]["color"], colour) >= 4.5


def test_units_without_a_place_make_no_map(communes: pd.DataFrame) -> None:
    assert charts.tile_map(communes.head(3), {}, {}, "Bản đồ", BASIS, "light") is None
