"""A chart as SVG holds what it holds on screen: every mark, every word, nothing that is missing."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest

from indicators import charts
from indicators.analysis import overdue
from indicators.analysis.ranking import rank
from indicators.analysis.trend import Span, trend
from indicators.charts.style import INKS
from indicators.charts.svg import NotDrawn, chart_svg
from indicators.reference.geography import load_places
from indicators.warehouse.warehouse import Warehouse
from tests.charts.test_charts import BASIS, GROUPS, ranking_rows
from tests.every_chart import every_chart, forms

WIDTH = 760
SVG = "{http://www.w3.org/2000/svg}"


def picture(chart: charts.Chart | None) -> ElementTree.Element:
    assert chart
    return ElementTree.fromstring(chart_svg(chart, WIDTH, "x"))  # noqa: S314 (our own)


def drawn(picture: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    """What of this kind is drawn: bar, mark, line, area, cell, rule or box."""
    return [element for element in picture.iter() if element.get("class") == kind]


def words(picture: ElementTree.Element) -> str:
    return "\n".join("".join(element.itertext()) for element in picture.iter(f"{SVG}text"))


def width(bar: ElementTree.Element) -> float:
    return float(bar.get("width", "nan"))


def start(mark: ElementTree.Element) -> tuple[float, float]:
    """Where the outline of a mark begins: the same way from its middle for all of one size."""
    x, y = re.findall(r"-?[\d.]+", mark.get("d", ""))[:2]
    return float(x), float(y)


def test_every_form_of_chart_is_drawn_with_every_word_that_is_in_it(demo_store: Path) -> None:
    made = every_chart(demo_store, "light")
    assert set(made) == forms()
    for name, chart in made.items():
        # As wide as leaves room for every name along an axis.
        said = words(ElementTree.fromstring(chart_svg(chart, 3 * WIDTH, "x")))  # noqa: S314 (our own)
        for written in chart.drawn["layout"]["annotations"]:
            for line in written["text"].split("<br>"):
                assert unescape(re.sub("<[^>]+>", "", line)) in said, name


def test_names_along_an_axis_leave_room_for_each_other_on_a_narrow_screen(demo_store: Path) -> None:
    chart = every_chart(demo_store, "light")["time_grid"]
    names = [one["text"] for one in chart.drawn["layout"]["annotations"] if "templateitemname" in one]
    assert len(names) > 3

    def drawn_at(width: int) -> list[str]:
        shown = ElementTree.fromstring(chart_svg(chart, width, "x"))  # noqa: S314 (our own)
        return [
            said for element in shown.iter(f"{SVG}text") if (said := "".join(element.itertext())) in names
        ]

    assert drawn_at(2000) == names
    narrow = drawn_at(320)
    # The last one is written first.
    assert narrow[0] == names[0]
    assert 0 < len(narrow) < len(names)


def test_whatever_is_named_under_the_pointer_leads_somewhere_but_sums_of_the_smaller(
    demo_store: Path,
) -> None:
    for name, chart in every_chart(demo_store, "light").items():
        shown = ElementTree.fromstring(chart_svg(chart, WIDTH, "x", str))  # noqa: S314 (our own)
        doors = [mark for link in shown.iter(f"{SVG}a") for mark in link]
        named = [mark for mark in shown.iter() if mark.find(f"{SVG}title") is not None]
        closed = [mark.findtext(f"{SVG}title") or "" for mark in named if mark not in doors]
        assert doors, name
        assert [said for said in closed if " khác: " not in said] == [], name


def test_a_name_that_looks_like_markup_is_drawn_as_it_is_written() -> None:
    name = "<b>Xã</b> <a href='http://evil.example'>Ia</a> &amp; K'Dang"
    rows = ranking_rows([90.0, 80.0]).assign(short_name=name, agency_name=name)
    chart = charts.ranked_dots(rows, "Điểm", BASIS, "light", focus="u0")
    assert name in words(picture(chart))
    # Plotly reads tags, on the screen also in what it shows under the pointer.
    drawn_words = [written["text"] for written in chart.drawn["layout"]["annotations"]]
    hover = chart.drawn["data"][-1]["hovertext"]
    assert not [
        tag for line in [*drawn_words, *hover] for tag in re.findall("<[^>]*>", line) if "b>" not in tag
    ]
    assert not [line for line in hover if "<" in line]


def test_a_unit_has_a_dot_where_its_value_is_and_none_without_one() -> None:
    values = [90.0, 80.0, 60.0, None]
    dots = drawn(picture(charts.ranked_dots(ranking_rows(values), "Điểm", BASIS, "light")), "mark")
    places = [start(dot) for dot in dots]
    assert len(places) == 3
    (first, second, third) = (x for x, _ in places)
    assert (first - second) * 2 == pytest.approx(second - third, abs=0.1)
    rows = [y for _, y in places]
    assert rows[1] - rows[0] == pytest.approx(rows[2] - rows[1], abs=0.1) == pytest.approx(27, abs=0.1)


def test_a_group_without_points_has_its_track_and_no_bar() -> None:
    shown = picture(charts.bullets(GROUPS, "Điểm theo nhóm", BASIS, "light"))
    bars = drawn(shown, "bar")
    tracks = [bar for bar in bars if bar.get("fill") == INKS["light"].track]
    won = [bar for bar in bars if bar not in tracks]
    assert (len(tracks), len(won)) == (3, 2)
    for bar, track, row in zip(won, tracks, GROUPS.to_dict("records"), strict=False):
        assert width(bar) / width(track) == pytest.approx(row["value"] / row["max_value"], abs=0.001)


def test_zero_is_a_bar_of_no_length_and_missing_is_none() -> None:
    rows = GROUPS.assign(value=[0.0, None, 9.0], previous_value=None)
    shown = picture(charts.bullets(rows, "Điểm theo nhóm", BASIS, "light"))
    won = [width(bar) for bar in drawn(shown, "bar") if bar.get("fill") != INKS["light"].track]
    assert len(won) == 2
    assert won[0] == 0 < won[1]
    assert not drawn(shown, "mark")


def test_every_commune_is_on_the_map_in_its_own_place(demonstration: Warehouse) -> None:
    rows = rank(demonstration, node="total", level="commune", scope="H21").rows
    shown = picture(charts.places_map(rows, load_places(), {}, "Bản đồ", BASIS, "light"))
    marks = drawn(shown, "mark")
    assert len(marks) == len(rows) == 135
    assert len({start(mark) for mark in marks}) == 135
    hollow = [mark for mark in marks if mark.get("fill") == INKS["light"].background]
    assert len(hollow) == rows.value.isna().sum() > 0


def test_the_grid_has_a_cell_for_every_value_and_a_cross_where_one_is_missing(
    demonstration: Warehouse,
) -> None:
    moved = trend(demonstration, node="total", level="department", scope="H21", span=Span("month"))
    units = moved.ends(20)
    values = moved.table().loc[units]
    shown = picture(charts.time_grid(moved, units, "Tổng điểm", BASIS, "light"))
    cells = drawn(shown, "cell")
    assert len(cells) == values.notna().sum().sum()
    assert len(drawn(shown, "mark")) == values.isna().sum().sum() > 0
    known = [value for row in values.to_numpy() for value in row if not pd.isna(value)]
    # One hue from pale to full: the more, the less red there is in it.
    red = [int(str(cell.get("fill"))[1:3], 16) for cell in cells]
    ordered = [tint for _, tint in sorted(zip(known, red, strict=True))]
    assert ordered == sorted(red, reverse=True)
    assert len(set(red)) > 20


def test_a_line_is_broken_where_a_value_is_missing(demonstration: Warehouse) -> None:
    moved = trend(demonstration, node="total", level="department", scope="H21", span=Span("month"))
    (broken, *_) = (unit for unit in moved.ends(20) if len(moved.runs(unit)) > 1)
    shown = picture(charts.rank_bumps(moved, [broken], "Thứ hạng", BASIS, "light"))
    runs = moved.runs(broken, "rank")
    assert len(drawn(shown, "line")) == len(runs)
    assert len(drawn(shown, "mark")) == sum(map(len, runs))


def test_the_queues_bars_are_as_long_as_they_count_dossiers(demonstration: Warehouse) -> None:
    step = overdue.last_step(demonstration, "H21")
    assert step
    rows = overdue.backlog(demonstration, step, "cause")
    bars = drawn(picture(charts.queue_bars(rows, "Hàng chờ", BASIS, "light")), "bar")
    by_row: dict[str, float] = {}
    for bar in bars:
        by_row[str(bar.get("y"))] = by_row.get(str(bar.get("y")), 0) + width(bar)
    lengths = [by_row[y] for y in sorted(by_row, key=float)]
    longest = max(lengths) / rows.dossiers.max()
    assert [length / longest for length in lengths] == pytest.approx(list(rows.dossiers), abs=0.5)


RANKED = charts.ranked_dots(ranking_rows([9.0, 8.0]), "Điểm", BASIS, "light")
CHART = RANKED.drawn


def with_symbols(*symbols: str) -> str:
    """The ranked dots' picture, each of its last marks with its own symbol."""
    trace = CHART["data"][-1]
    marked = {**trace, "marker": {**trace["marker"], "symbol": list(symbols)}}
    return chart_svg(replace(RANKED, drawn={**CHART, "data": [*CHART["data"][:-1], marked]}), WIDTH, "x")


def test_every_mark_has_the_symbol_that_is_its_own() -> None:
    circles, diamonds = with_symbols("circle", "circle"), with_symbols("diamond", "diamond")
    both = with_symbols("diamond", "circle")
    assert len({circles, diamonds, both}) == 3
    marks = [re.findall(r'<path class="mark"[^>]*>', picture)[-2:] for picture in (circles, diamonds, both)]
    assert marks[2] == [marks[1][0], marks[0][1]]
    with pytest.raises(NotDrawn):
        with_symbols("circle", "hash")


@pytest.mark.parametrize(
    "change",
    [
        {"data": [{"type": "pie", "values": [1]}]},
        {"data": [{**CHART["data"][-1], "error_x": {}}]},
        {"data": [{**CHART["data"][-1], "mode": "lines+fog"}]},
        {"data": [{**CHART["data"][-1], "marker": {**CHART["data"][-1]["marker"], "symbol": "hash"}}]},
        {"layout": {**CHART["layout"], "showlegend": True}},
        {"layout": {**CHART["layout"], "xaxis": {**CHART["layout"]["xaxis"], "type": "log"}}},
        {
            "layout": {
                **CHART["layout"],
                "annotations": [{**CHART["layout"]["annotations"][0], "textangle": 9}],
            }
        },
        {"layout": {**CHART["layout"], "shapes": [{**CHART["layout"]["shapes"][0], "type": "circle"}]}},
        {"frames": []},
    ],
    ids=["trace", "part of a trace", "mode", "mark", "legend", "axis", "words", "shape", "figure"],
)
def test_what_is_not_known_is_refused_and_not_left_out(change: dict[str, Any]) -> None:
    with pytest.raises(NotDrawn):
        chart_svg(replace(RANKED, drawn={**CHART, **change}), WIDTH, "x")


def test_a_name_that_looks_like_a_tag_is_written_as_it_is() -> None:
    rows = ranking_rows([9.0]).assign(short_name='Sở <x> & "y"')
    assert 'Sở <x> & "y"' in words(picture(charts.ranked_dots(rows, "Điểm", BASIS, "light")))


def titles(picture: ElementTree.Element) -> list[str]:
    return [title.text or "" for title in picture.iter(f"{SVG}title")]


def test_a_mark_says_its_name_and_value_under_the_pointer_letter_by_letter() -> None:
    rows = ranking_rows([9.0, None]).assign(agency_name='Sở <b> & "y"')
    assert titles(picture(charts.ranked_dots(rows, "Điểm", BASIS, "light"))) == ['1 · Sở <b> & "y": 9,00']


def test_every_cell_says_whose_value_it_is(demonstration: Warehouse) -> None:
    moved = trend(demonstration, node="total", level="department", scope="H21", span=Span("month"))
    shown = picture(charts.time_grid(moved, moved.ends(2), "Tổng điểm", BASIS, "light"))
    said = [title.text for cell in drawn(shown, "cell") for title in cell]
    assert len(said) == len(drawn(shown, "cell")) == len(set(said))


def test_a_mark_leads_to_what_it_stands_for_where_addresses_are_told(demonstration: Warehouse) -> None:
    rows = rank(demonstration, node="total", level="commune", scope="H21").rows
    chart = charts.places_map(rows, load_places(), {}, "Bản đồ", BASIS, "light")
    assert chart
    assert "<a " not in chart_svg(chart, WIDTH, "x")
    linked = ElementTree.fromstring(  # noqa: S314 (our own)
        chart_svg(chart, WIDTH, "x", link=lambda agency: f"./agency?agency={agency}&lang=vi")
    )
    doors = {link.get("href"): len(link) for link in linked.iter(f"{SVG}a")}
    assert doors == {f"./agency?agency={agency}&lang=vi": 1 for agency in rows.agency_id}


def test_pictures_beside_each_other_share_no_ids(demo_store: Path) -> None:
    for chart in every_chart(demo_store, "dark").values():
        assert not re.search(r"\b(id=|url\()", chart_svg(chart, WIDTH, "x"))
