"""What a chart promises: all that is there is drawn and named, nothing missing becomes a number."""

from __future__ import annotations

import tomllib
from typing import Any, get_args

import pandas as pd
import plotly.graph_objects as go
import pytest

from indicators import charts
from indicators.charts import peers
from indicators.charts.style import INKS, Direction, Inks, Theme, axis_range
from indicators.codes import ABOVE_MAXIMUM
from indicators.paths import PROJECT

BASIS = "Năm 2026 (tạm thời), đọc 10/10/2026"
THEMES: tuple[Theme, ...] = get_args(Theme)
# The province's groups read on 10/10/2026 and 24/09/2026, one of them made missing.
GROUPS = pd.DataFrame(
    [
        ("transparency", "Công khai, minh bạch", 11.79, 18, 11.79, 0.0),
        ("processing_progress", "Tiến độ, kết quả giải quyết", 17.17, 20, 15.8, 1.37),
        ("digitisation", "Số hóa hồ sơ", None, 22, 9.34, None),
    ],
    columns=["node", "name", "value", "max_value", "previous_value", "value_change"],
).assign(colour="#0072B2")


def ranking_rows(values: list[float | None], unranked: tuple[int, ...] = ()) -> pd.DataFrame:
    """Units u0, u1, … as a ranking has them: competition ranks, ties marked, those without a value last."""
    rows = pd.DataFrame({"value": pd.array(values, dtype="float64")})
    rows["agency_id"] = [f"u{index}" for index in rows.index]
    rows["agency_name"] = [f"Xã Số {index}" for index in rows.index]
    rows["short_name"] = rows.agency_name
    ranked = rows.value.where(~rows.index.isin(unranked))
    rows["rank"] = ranked.rank(method="min", ascending=False).astype("Int64")
    rows["tied"] = ranked.duplicated(keep=False) & ranked.notna()
    rows["value_change"] = None
    return rows


def written(figure: go.Figure) -> list[str]:
    return [annotation.text for annotation in figure.layout.annotations]


def dots(figure: go.Figure) -> Any:
    """The trace with the units drawn one by one: always the last."""
    return figure.data[-1]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("inks", INKS.values(), ids=INKS)
def test_every_text_ink_is_readable_on_its_background(inks: Inks) -> None:
    for ink in (inks.text, inks.soft, inks.accent, inks.better_text, inks.worse_text, *inks.series):
        darker, lighter = sorted([luminance(ink), luminance(inks.background)])
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5, ink


@pytest.mark.parametrize("theme", THEMES)
def test_pages_and_charts_share_their_inks(theme: Theme) -> None:
    settings = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"][
        theme
    ]
    inks = INKS[theme]
    assert settings["backgroundColor"] == inks.background
    assert settings["textColor"] == inks.text
    assert settings["primaryColor"] == settings["linkColor"] == inks.accent
    assert settings["blueTextColor"] == inks.better_text
    assert settings["orangeTextColor"] == inks.worse_text
    assert settings["grayTextColor"] == inks.soft


@pytest.mark.parametrize("theme", THEMES)
def test_every_chart_says_what_it_shows_of_when_and_the_same_in_words(theme: Theme) -> None:
    rows = ranking_rows([80, 70])
    moved = rows.assign(previous_value=60.0, value_change=[20.0, 10.0])
    history = pd.DataFrame({"captured_at": pd.to_datetime(["2026-10-01", "2026-10-08"], utc=True)})
    made = [
        charts.bullets(GROUPS, "Điểm theo nhóm", BASIS, theme),
        charts.ranked_dots(rows, "Tổng điểm", BASIS, theme),
        charts.peer_strips({"Xã, phường": rows}, "Phân bố", BASIS, theme),
        charts.mover_dumbbells({"Xã, phường": moved}, "Biến động", BASIS, theme),
        charts.history_line(history.assign(period="year:2026", value=[61.0, 62.0]), BASIS, theme),
    ]
    assert all(chart and chart.title and chart.basis == BASIS and chart.alt for chart in made)
    assert {chart.figure.layout.font.color for chart in made if chart} == {INKS[theme].text}
    assert {chart.figure.layout.separators for chart in made if chart} == {",."}


def test_groups_are_drawn_on_one_scale_so_that_points_compare() -> None:
    figure = charts.bullets(GROUPS, "Điểm theo nhóm", BASIS, "light").figure
    track, won, before = figure.data
    assert list(track.x) == [18, 20, 22]
    assert tuple(figure.layout.xaxis.range) == (0, 22)
    assert list(won.x)[:2] == [11.79, 17.17]
    assert before.marker.color == INKS["light"].background


def test_a_group_without_points_has_no_bar_and_a_dash() -> None:
    chart = charts.bullets(GROUPS, "Điểm theo nhóm", BASIS, "light")
    assert pd.isna(chart.figure.data[1].x[2])
    assert written(chart.figure)[-3:] == ["<b>–</b>", "/22", "–"]
    assert "Số hóa hồ sơ: – trên 22 điểm, thay đổi –" in chart.alt


def test_a_small_peer_group_is_drawn_whole_in_rank_order_with_ties_marked() -> None:
    chart = charts.ranked_dots(ranking_rows([90.5, 80, 80, 70]), "Tổng điểm", BASIS, "light")
    assert list(dots(chart.figure).x) == [90.5, 80, 80, 70]
    names = [words for words in written(chart.figure) if words.startswith("Xã")]
    assert names == ["Xã Số 0  1", "Xã Số 1  =2", "Xã Số 2  =2", "Xã Số 3  4"]


def test_a_unit_without_a_value_is_named_last_and_has_no_dot() -> None:
    chart = charts.ranked_dots(ranking_rows([90, 80, None]), "Tổng điểm", BASIS, "light")
    assert list(dots(chart.figure).x) == [90, 80]
    assert written(chart.figure)[-2:] == ["Xã Số 2  –", "–"]


@pytest.mark.parametrize(
    ("direction", "ink"), [("higher", "worse_text"), ("lower", "better_text"), ("neither", "soft")]
)
def test_a_fall_is_better_where_less_is_better(direction: Direction, ink: str) -> None:
    rows = ranking_rows([5]).assign(value_change=-1.0)
    real = list(rows.agency_id)
    figure = charts.ranked_dots(rows, "Số ngày", BASIS, "light", direction=direction, signals=real).figure
    fall = next(annotation for annotation in figure.layout.annotations if annotation.text == "▼\u00a01,00")
    assert fall.font.color == getattr(INKS["light"], ink)


def test_where_nothing_can_be_compared_no_changes_are_drawn() -> None:
    figure = charts.ranked_dots(ranking_rows([90, 80]), "Tổng điểm", BASIS, "light").figure
    assert "–" not in written(figure)


def test_a_value_that_is_not_ranked_is_drawn_hollow() -> None:
    chart = charts.ranked_dots(ranking_rows([90, 18.3], unranked=(1,)), "Tổng điểm", BASIS, "light")
    assert list(dots(chart.figure).marker.color) == [INKS["light"].accent, INKS["light"].background]


def test_a_value_that_is_not_ranked_does_not_move_the_median() -> None:
    chart = charts.ranked_dots(ranking_rows([18.3, 16, 12], unranked=(0,)), "Mức độ hài lòng", BASIS, "light")
    assert "trung vị 14,00" in written(chart.figure)


def test_the_median_is_drawn_where_half_the_peers_lie_on_either_side() -> None:
    figure = charts.ranked_dots(ranking_rows([90, 80, 76, 70]), "Tổng điểm", BASIS, "light").figure
    assert "trung vị 78,00" in written(figure)
    assert 78 in [shape.x0 for shape in figure.layout.shapes]


def test_of_many_units_the_ends_the_chosen_one_and_a_strip_of_all_are_drawn() -> None:
    rows = ranking_rows([100 - place / 2 for place in range(135)] + [None])
    figure = charts.ranked_dots(rows, "Tổng điểm", BASIS, "light", focus="u60").figure
    *_, strip, drawn = figure.data
    assert sorted(strip.x) == sorted(rows.value.dropna())
    assert strip.x[-1] == rows.value[60]
    assert list(drawn.x) == [*rows.value[:10], rows.value[60], *rows.value[125:135]]
    assert written(figure).count(peers.GAP) == 2
    assert "<b>Xã Số 60  61</b>" in written(figure)
    assert "135 đơn vị" in written(figure)


def test_of_many_units_with_few_ranked_each_ranked_one_is_drawn_once() -> None:
    rows = ranking_rows([*(90 - place for place in range(15)), *([None] * 50)])
    figure = charts.ranked_dots(rows, "Tổng điểm", BASIS, "light").figure
    assert list(dots(figure).x) == list(rows.value[:15])
    assert peers.GAP not in written(figure)


def test_a_node_that_is_not_ranked_is_drawn_by_its_values() -> None:
    rows = ranking_rows(list(range(60)), unranked=tuple(range(60)))
    figure = charts.ranked_dots(rows, "Số ngày", BASIS, "light").figure
    assert list(dots(figure).x) == [*range(59, 49, -1), *range(9, -1, -1)]


def test_of_equal_units_at_an_end_all_are_drawn_or_none() -> None:
    rows = ranking_rows([*range(90, 50, -1), *[16] * 12])
    figure = charts.ranked_dots(rows, "Tổng điểm", BASIS, "light").figure
    assert list(dots(figure).x) == list(range(90, 80, -1))


def test_a_chosen_unit_among_the_first_ten_is_not_drawn_twice() -> None:
    rows = ranking_rows([100 - place / 2 for place in range(50)])
    figure = charts.ranked_dots(rows, "Tổng điểm", BASIS, "light", focus="u3").figure
    assert len(dots(figure).x) == 20
    assert written(figure).count(peers.GAP) == 1


def test_only_rating_bands_within_the_axis_are_named() -> None:
    rating = [(90, "Xuất sắc"), (80, "Tốt"), (70, "Khá"), (50, "Trung bình"), (0, "Yếu")]
    figure = charts.ranked_dots(ranking_rows([88, 73]), "Tổng điểm", BASIS, "light", rating=rating).figure
    assert {"Tốt", "Khá"} <= set(written(figure))
    assert not {"Xuất sắc", "Trung bình", "Yếu"} & set(written(figure))


def test_an_empty_peer_group_still_gives_a_chart_that_says_so() -> None:
    chart = charts.ranked_dots(ranking_rows([None, None]), "Tổng điểm", BASIS, "light")
    assert "chưa có số liệu" in chart.alt
    assert len(dots(chart.figure).x) == 0


def test_movers_in_both_directions_carry_an_arrow_and_a_colour() -> None:
    rows = ranking_rows([80, 60]).assign(previous_value=[78.63, 61.5], value_change=[1.37, -1.5])
    real = list(rows.agency_id)
    chart = charts.mover_dumbbells({"Xã, phường": rows}, "Biến động", BASIS, "light", signals=real)
    assert chart
    rise, fall = chart.figure.data
    assert (rise.line.color, fall.line.color) == (INKS["light"].better, INKS["light"].worse)
    assert (rise.x, fall.x) == ((0, 1.37), (0, -1.5))
    assert {"78,63 → 80,00", "▲\u00a01,37", "61,50 → 60,00", "▼\u00a01,50"} <= set(written(chart.figure))


@pytest.mark.parametrize(
    ("direction", "ink"), [("lower", INKS["light"].better), ("neither", INKS["light"].context)]
)
def test_a_move_down_is_better_where_less_is_better_and_neither_where_neither_is(
    direction: Direction, ink: str
) -> None:
    rows = ranking_rows([6.3]).assign(previous_value=[7.1], value_change=[-0.8])
    chart = charts.mover_dumbbells(
        {"Sở": rows}, "Biến động", BASIS, "light", direction=direction, signals=list(rows.agency_id)
    )
    assert chart
    assert chart.figure.data[0].line.color == ink
    change = next(one for one in chart.figure.layout.annotations if one.text == "▼\u00a00,80")
    assert change.font.color == {"lower": INKS["light"].better_text}.get(direction, INKS["light"].soft)


def test_what_may_be_chance_is_in_no_ink_of_better_or_worse() -> None:
    """A change is written with its arrow everywhere; whoever did not look for signals colours nothing."""
    moved = ranking_rows([80, 60]).assign(previous_value=[78.63, 61.5], value_change=[1.37, -1.5])
    inks = INKS["light"]
    for signals, rise in (((), inks.soft), (moved.agency_id[:1], inks.better_text)):
        looks: dict[str, Any] = {"signals": list(signals)}
        drawn = [
            charts.mover_dumbbells({"x": moved}, "x", BASIS, "light", **looks),
            charts.ranked_dots(moved, "x", BASIS, "light", **looks),
        ]
        for chart in filter(None, drawn):
            found = {one.text: one.font.color for one in chart.figure.layout.annotations}
            assert (found["▲\u00a01,37"], found["▼\u00a01,50"]) == (rise, inks.soft)
    for looks, ink in (({}, inks.soft), ({"signals": ["processing_progress"]}, inks.better_text)):
        figure = charts.bullets(GROUPS, "x", BASIS, "light", **looks).figure
        assert next(one.font.color for one in figure.layout.annotations if one.text == "▲\u00a01,37") == ink


def test_where_nobody_moved_there_is_no_chart_of_movers() -> None:
    assert charts.mover_dumbbells({"Xã, phường": ranking_rows([])}, "Biến động", BASIS, "light") is None


def test_strips_draw_every_known_unit_and_name_the_lowest() -> None:
    rows = ranking_rows([80, 75, 75, 75, 61.2, None])
    chart = charts.peer_strips({"Xã, phường": rows}, "Phân bố", BASIS, "light")
    assert chart
    (strip,) = chart.figure.data
    assert list(strip.x) == [80, 75, 75, 75, 61.2]
    assert len(set(zip(strip.x, strip.y, strict=True))) == 5
    assert "Xã Số 4 61,20" in written(chart.figure)
    assert "5 đơn vị, trung vị 75,00, ở cuối là Xã Số 4 61,20" in chart.alt


def test_where_all_units_are_equal_nobody_is_named_as_the_lowest() -> None:
    rows = ranking_rows([14.04, 14.04, 14.04])
    chart = charts.peer_strips({"Xã, phường": rows}, "Phân bố", BASIS, "light")
    assert chart
    (strip,) = chart.figure.data
    assert set(strip.marker.color) == {INKS["light"].context}
    assert not [words for words in written(chart.figure) if words.startswith("Xã Số")]
    assert chart.alt == "Xã, phường: cả 3 đơn vị cùng mức 14,04."


def test_of_several_last_none_is_named_and_units_without_dossiers_are_not_last() -> None:
    rows = ranking_rows([80, 75, 61.204, 61.2, 0])
    chart = charts.peer_strips({"Sở": rows}, "Phân bố", BASIS, "light", idle={"u4"})
    assert chart
    said = written(chart.figure)
    assert "2 đơn vị 61,20" in said
    assert not [words for words in said if words.startswith("Xã Số")]
    left_out = "(trừ 1 đơn vị không phát sinh hồ sơ hoặc có dấu hiệu như vậy)"
    assert chart.alt == f"Sở: 4 đơn vị, trung vị 68,10, ở cuối là 2 đơn vị 61,20 {left_out}."
    (strip,) = chart.figure.data
    assert len(strip.x) == 5
    alike = charts.peer_strips({"Sở": ranking_rows([61.2, 61.2, 0])}, "Phân bố", BASIS, "light", idle={"u2"})
    assert alike
    # “All” is said of all alone.
    assert alike.alt == f"Sở: 2 đơn vị cùng mức 61,20 {left_out}."
    nobody = charts.peer_strips({"Sở": ranking_rows([16, 0])}, "Phân bố", BASIS, "light", idle={"u0", "u1"})
    assert nobody
    assert nobody.alt.startswith("Sở: chưa đơn vị nào xếp hạng được (trừ 2 đơn vị")
    assert not [words for words in written(nobody.figure) if "trung vị" in words]


def test_a_value_that_cannot_be_right_is_drawn_and_is_no_part_of_the_middle_of_a_strip() -> None:
    rows = ranking_rows([120, 75, 61.2]).assign(quality=[[ABOVE_MAXIMUM], [], []])
    chart = charts.peer_strips({"Sở": rows}, "Phân bố", BASIS, "light")
    assert chart
    assert list(chart.figure.data[0].x) == [120, 75, 61.2]
    assert "2 đơn vị, trung vị 68,10, ở cuối là Xã Số 2 61,20" in chart.alt


def test_in_words_a_ranking_and_its_map_leave_out_units_without_dossiers() -> None:
    rows = ranking_rows([80, 70, 60, 0])
    chart = charts.ranked_dots(rows, "Tổng điểm", BASIS, "light", idle={"u3"})
    assert "xếp cuối: 3 · Xã Số 2: 60,00" in chart.alt
    assert "trung vị 70,00" in chart.alt
    assert "trừ 1 đơn vị không phát sinh hồ sơ hoặc có dấu hiệu như vậy" in chart.alt
    assert "trung vị 70,00" in written(chart.figure)


def test_a_level_without_any_value_has_no_strip() -> None:
    assert charts.peer_strips({"Xã, phường": ranking_rows([None])}, "Phân bố", BASIS, "light") is None


def test_one_reading_is_not_a_history() -> None:
    read = pd.DataFrame(
        {"captured_at": pd.to_datetime(["2026-10-01"], utc=True), "period": "year:2026", "value": 61.0}
    )
    assert charts.history_line(read, BASIS, "light") is None


def test_the_history_of_an_open_period_is_told_by_days_of_reading_in_vietnam() -> None:
    read = pd.DataFrame(
        {
            "captured_at": pd.to_datetime(["2026-09-23T23:00Z", "2026-10-10T07:00Z"]),
            "period": "year:2026",
            "value": [62.74, 66.23],
        }
    )
    chart = charts.history_line(read, BASIS, "light")
    assert chart
    assert chart.alt == "từ 62,74 (24/09) đến 66,23 (10/10)."


def test_the_history_of_closed_periods_is_told_by_their_names_and_skips_what_is_missing() -> None:
    months = pd.DataFrame(
        {
            "captured_at": pd.to_datetime(["2026-07-02", "2026-08-02", "2026-09-02"], utc=True),
            "period": ["month:2026-06", "month:2026-07", "month:2026-08"],
            "value": [61.0, None, 64.5],
        }
    )
    chart = charts.history_line(months, BASIS, "light")
    assert chart
    assert list(chart.figure.data[0].y) == [61.0, 64.5]
    assert chart.alt == "từ 61,00 (Tháng 6/2026) đến 64,50 (Tháng 8/2026)."


def test_an_axis_of_values_all_alike_does_not_look_as_if_hundredths_mattered() -> None:
    low, high = axis_range(pd.Series([6.0, 6.0]))
    assert low < 5.5
    assert high > 6.5
    assert axis_range(pd.Series([0.0])) == (-0.05, 0.05)


def test_where_bars_have_little_width_their_names_stand_above_them() -> None:
    wide, narrow = (
        charts.bullets(GROUPS, "Điểm theo nhóm", BASIS, "light", width=width).figure
        for width in (charts.WIDE, charts.HALF)
    )
    assert narrow.layout.margin.l + narrow.layout.margin.r < 200 < wide.layout.margin.l + wide.layout.margin.r
    names = {words.text: (words.x, words.y, words.xanchor) for words in narrow.layout.annotations}
    for row, name in enumerate(GROUPS.name):
        x, y, anchor = names[name]
        assert (x, anchor) == (0, "left")
        # The axis runs downwards: above the bar of its row, below that of the row before.
        assert row - 0.5 <= y <= row - 0.25
    assert {words.text for words in wide.layout.annotations} == set(names)
