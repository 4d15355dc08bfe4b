"""Charts of slides as PowerPoint's own: numbers in a workbook within, so that presenters can change them.

What a person changed of a chart's look stays when its numbers are renewed: series keep their look by their name.
"""

from __future__ import annotations

from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION

from indicators.deck import Bars, Lines, Moves
from indicators.exports.pptx.chart_data import Drawn, data_of, is_of_points, series_names
from indicators.exports.pptx.chart_labels import LABEL, label_chart
from indicators.exports.pptx.chart_looks import (
    bar_axes,
    colour_series,
    give_look,
    inks_of,
    line_axes,
    look_of,
    move_axes,
    name_days,
)


def add_chart(shapes: Any, drawn: Drawn, place: tuple[int, int, int, int]) -> Any:
    """Draw an exhibit as a chart at a place (left, top, width, height); the shape that holds it."""
    placed = shapes.add_chart(_kind(drawn), *place, data_of(drawn))
    chart = placed.chart
    chart.font.size, chart.has_title = LABEL, False
    names = series_names(drawn)
    for series, ink in zip(chart.plots[0].series, inks_of(drawn, names), strict=True):
        colour_series(series, ink, drawn)
    match drawn:
        case Bars():
            bar_axes(chart, drawn)
        case Moves():
            move_axes(chart)
        case Lines():
            line_axes(chart, drawn)
    chart.has_legend = len(names) > 1 and not (isinstance(drawn, Bars) and drawn.form == "marked")
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    label_chart(chart, drawn, place[2])
    return placed


def renew_chart(placed: Any, drawn: Drawn) -> bool:
    """Put an exhibit's numbers into a chart that a person may have changed; False where it is another kind of chart."""
    chart = placed.chart
    if isinstance(drawn, Moves) != is_of_points(chart):
        return False
    looks = {series.name: look_of(series) for series in chart.plots[0].series}
    chart.replace_data(data_of(drawn))
    names = series_names(drawn)
    for series, ink in zip(chart.plots[0].series, inks_of(drawn, names), strict=True):
        if series.name in looks:
            give_look(series, looks[series.name])
        elif len(names) != len(looks):
            colour_series(series, ink, drawn)
    if isinstance(drawn, Lines):
        name_days(chart.category_axis, drawn)
    label_chart(chart, drawn, placed.width)
    return True


def _kind(drawn: Drawn) -> Any:
    match drawn:
        case Bars(form="stacked"):
            return XL_CHART_TYPE.BAR_STACKED
        case Bars():
            return XL_CHART_TYPE.BAR_CLUSTERED
        case Moves():
            return XL_CHART_TYPE.XY_SCATTER_LINES
        case Lines():
            return XL_CHART_TYPE.LINE_MARKERS
