"""A slide's picture shows the slide's numbers: as long as they are, missing as missing, each with its name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from indicators.charts import Chart
from indicators.charts.style import INKS
from indicators.deck import Bars, Lines, Moves
from indicators.deck.pictures import HEIGHT, bars_chart, lines_chart, moves_chart

WON = Bars(
    categories=("Công khai", "Số hóa", "Hài lòng"),
    series=(
        ("Điểm đạt", (12.0, 0.5, None)),
        ("Mất nhiều nhất", (None, 21.5, None)),
        ("Điểm mất", (6.0, None, None)),
    ),
    unit="điểm",
    form="stacked",
)
MARKED = replace(WON, form="marked", series=(("Điểm", (12.0, None, None)), ("Thấp nhất", (None, 0.5, None))))
MOVED = Moves(
    ("Sở Tư pháp", "Sở Nội vụ"), (10.0, 30.0), (12.5, 29.0), ("02/10", "10/10"), "điểm", (True, True)
)
ORDER = Lines(
    (date(2026, 9, 1), date(2026, 9, 8), date(2026, 9, 22)),
    (("Còn lại", (40.0, 10.0, None)), ("Cần có", (40.0, 26.0, 0.0)), ("Dự báo", (None, 10.0, 4.0))),
    "hồ sơ",
    date(2026, 9, 22),
)


def written(chart: Chart) -> list[str]:
    return [words["text"] for words in chart.drawn["layout"]["annotations"]]


def test_parts_of_a_whole_lie_end_to_end_and_what_is_missing_has_none() -> None:
    won, most, lost = bars_chart(WON, "", "", "light").drawn["data"]
    assert (won["x"], won["y"]) == ([12.0, 0.5], [0, 1])
    assert (lost["base"], lost["x"], lost["y"]) == ([12.0], [6.0], [0])
    assert (most["base"], most["x"], most["y"]) == ([0.5], [21.5], [1])
    assert most["marker"]["color"] == INKS["light"].accent


def test_a_part_too_narrow_for_its_number_has_none_but_the_last_has_it_behind() -> None:
    assert {"12,00", "6,00", "21,50"} <= set(written(bars_chart(WON, "", "", "light")))
    assert "0,50" not in written(bars_chart(WON, "", "", "light"))
    won, lost = ("Điểm đạt", (21.8, 1.0, 1.0)), ("Điểm mất", (0.2, 21.0, 21.0))
    nearly_all = replace(WON, series=(won, ("Mất nhiều nhất", (None, None, None)), lost))
    assert "0,20" in written(bars_chart(nearly_all, "", "", "light"))


def test_only_the_bar_that_matters_has_the_colour_and_a_missing_one_is_a_dash() -> None:
    chart = bars_chart(MARKED, "", "", "light")
    others, lowest = chart.drawn["data"]
    inks = INKS["light"]
    assert (others["y"], others["marker"]["color"]) == ([0], inks.context)
    assert (lowest["y"], lowest["marker"]["color"]) == ([1], inks.accent)
    assert written(chart).count("–") == 1


def test_a_dumbbell_goes_from_where_it_was_to_where_it_is() -> None:
    chart = moves_chart(MOVED, "", "", "light")
    rise, fall = chart.drawn["data"]
    assert (rise["x"], fall["x"]) == ([0, 2.5], [0, -1.0])
    assert {"▲\u00a02,50", "▼\u00a01,00", "10,00 → 12,50", "30,00 → 29,00"} <= set(written(chart))


def test_a_move_that_may_be_chance_is_in_no_colour_and_the_legend_says_what_is_drawn() -> None:
    chart = moves_chart(replace(MOVED, signals=(False, True)), "", "", "light")
    rise, fall = chart.drawn["data"]
    inks = INKS["light"]
    assert (rise["line"]["color"], fall["line"]["color"]) == (inks.context, inks.worse)
    assert {"giảm", "chưa vượt mức dao động thường thấy"} <= set(written(chart))
    assert "tăng" not in written(chart)


def test_lines_are_to_the_scale_of_their_days_with_deadline_and_forecast() -> None:
    chart = lines_chart(ORDER, "", "", "dark")
    remaining, needed, ahead = chart.drawn["data"]
    assert (remaining["x"], remaining["y"]) == ([0, 7], [40.0, 10.0])
    assert (ahead["x"], ahead["y"]) == ([7, 21], [10.0, 4.0])
    assert needed["line"]["dash"] == "dash"
    assert {"10", "4", "hạn 22/09"} <= set(written(chart))
    assert [shape["x0"] for shape in chart.drawn["layout"]["shapes"] if shape.get("yref") == "paper"] == [21]


def test_a_picture_says_all_its_numbers_in_words() -> None:
    assert "Số hóa, Mất nhiều nhất: 21,50" in bars_chart(WON, "", "", "light").alt
    assert "Còn lại, 08/09: 10" in lines_chart(ORDER, "", "", "light").alt
    assert "Sở Nội vụ: 30,00 → 29,00" in moves_chart(MOVED, "", "", "light").alt


@pytest.mark.parametrize("rows", [1, 3, 15])
def test_a_picture_fills_its_place_and_its_letters_are_seen_from_six_metres(rows: int) -> None:
    """16 points on a slide 12.53 inches wide are 21 of 1,200 pixels."""
    names = tuple(f"UBND phường Quy Nhơn {number}" for number in range(rows))
    bars = Bars(names, (("Điểm", tuple(float(number) for number in range(rows))),), "điểm", "marked")
    drawn = bars_chart(bars, "", "", "light").drawn["layout"]
    assert drawn["height"] == HEIGHT
    assert min(words["font"]["size"] for words in drawn["annotations"]) >= 21
