"""A chart drawn larger or smaller: every length in pixels alike, and nothing that it says changes."""

from __future__ import annotations

from indicators import charts
from tests.charts.test_charts import BASIS, GROUPS, ranking_rows


def test_type_margins_and_marks_grow_together() -> None:
    chart = charts.bullets(GROUPS, "Điểm theo nhóm", BASIS, "light")
    figure, larger = chart.figure, charts.scaled(chart, 2).figure
    assert larger.layout.height == 2 * figure.layout.height
    assert larger.layout.margin.l == 2 * figure.layout.margin.l
    assert larger.layout.font.size == 2 * figure.layout.font.size
    words = zip(larger.layout.annotations, figure.layout.annotations, strict=True)
    assert all(
        after.font.size == 2 * before.font.size and after.text == before.text for after, before in words
    )
    pairs = zip(larger.data, figure.data, strict=True)
    marks = [(after, before) for after, before in pairs if before.type == "scatter"]
    assert marks
    for after, before in marks:
        assert after.marker.size == 2 * before.marker.size
        assert after.marker.line.width == 2 * before.marker.line.width


def test_places_and_widths_that_are_the_axes_own_stay() -> None:
    chart = charts.bullets(GROUPS, "Điểm theo nhóm", BASIS, "light")
    figure, larger = chart.figure, charts.scaled(chart, 2).figure
    assert larger.layout.xaxis.range == figure.layout.xaxis.range
    for after, before in zip(larger.data, figure.data, strict=True):
        assert (after.x, after.y) == (before.x, before.y)
        assert after.to_plotly_json().get("width") == before.to_plotly_json().get("width")


def test_a_size_for_every_mark_grows_mark_by_mark() -> None:
    chart = charts.ranked_dots(ranking_rows([9.0, 8.0, 7.0]), "Điểm", BASIS, "light")
    before = chart.figure.data[-1].marker.line.width
    after = charts.scaled(chart, 3).figure.data[-1].marker.line.width
    assert after == (tuple(3 * one for one in before) if isinstance(before, tuple | list) else 3 * before)
