"""A slide's picture shows the slide's numbers: as long as they are, missing as missing, each with its name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indicators.charts import Chart
from indicators.deck import Bars, Lines
from indicators.deck.pictures import bars_chart, lines_chart

WON = Bars(
    categories=("Công khai", "Số hóa", "Hài lòng"),
    series=(("Điểm đạt", (12.0, 0.5, None)), ("Điểm mất", (6.0, 21.5, None))),
    unit="điểm",
    is_stacked=True,
)
BEFORE_AND_NOW = replace(WON, is_stacked=False)
ORDER = Lines(
    ("01/09", "08/09", "15/09"), (("Còn lại", (40.0, None, 10.0)), ("Cần có", (40.0, 20.0, 0.0))), "hồ sơ"
)


def written(chart: Chart) -> list[str]:
    return [words["text"] for words in chart.drawn["layout"]["annotations"]]


def test_parts_of_a_whole_lie_end_to_end_and_what_is_missing_has_none() -> None:
    won, lost = bars_chart(WON, "", "", "light").drawn["data"]
    assert won["x"] == [12.0, 0.5, None]
    assert lost["base"] == [12.0, 0.5, 0.0]
    assert [start + length for start, length in zip(lost["base"][:2], lost["x"][:2], strict=True)] == [18, 22]


def test_a_part_too_narrow_for_its_number_has_none_but_the_last_has_it_behind() -> None:
    assert {"12,00", "6,00", "21,50"} <= set(written(bars_chart(WON, "", "", "light")))
    assert "0,50" not in written(bars_chart(WON, "", "", "light"))
    nearly_all = replace(WON, series=(("Điểm đạt", (21.8, 1.0, 1.0)), ("Điểm mất", (0.2, 21.0, 21.0))))
    assert "0,20" in written(bars_chart(nearly_all, "", "", "light"))


def test_bars_beside_each_other_do_not_overlap_and_a_missing_one_is_a_dash() -> None:
    chart = bars_chart(BEFORE_AND_NOW, "", "", "light")
    before, now = chart.drawn["data"]
    for above, below in zip(before["y"], now["y"], strict=True):
        assert above + before["width"] / 2 == pytest.approx(below - now["width"] / 2)
    assert written(chart).count("–") == 2
    assert before["hovertext"][1] == "Số hóa, Điểm đạt: 0,50"


def test_a_line_is_broken_where_a_step_is_missing_and_ends_with_its_last_value() -> None:
    chart = lines_chart(ORDER, "", "", "dark")
    remaining, needed = chart.drawn["data"]
    assert remaining["y"] == [40.0, None, 10.0]
    assert needed["line"]["dash"] == "dash"
    assert "10" in written(chart)


def test_a_picture_says_all_its_numbers_in_words() -> None:
    assert "Số hóa, Điểm mất: 21,50" in bars_chart(WON, "", "", "light").alt
    assert "Còn lại, 15/09: 10" in lines_chart(ORDER, "", "", "light").alt
