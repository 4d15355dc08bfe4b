"""Heat map: units by steps in time, in one hue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from indicators import formats
from indicators.analysis.trend import Trend
from indicators.charts.style import HALF, INKS, SMALL_SIZE, Chart, Drawing, Theme, listed, text_width
from indicators.charts.time_axis import Timeline
from indicators.charts.trend import in_words
from indicators.translation import text

CELL = 19


def time_grid(trend: Trend, units: Sequence[str], title: str, basis: str, theme: Theme) -> Chart:
    """Draw the units (ids, in the order shown) by steps; a step without a value is crossed, never pale."""
    timeline, inks = Timeline(trend, HALF), INKS[theme]
    grid = trend.table().loc[list(units)].to_numpy()
    timeline.places = [float(step) for step in range(len(trend.steps))]
    names = [trend.names[unit] for unit in units]
    drawing = Drawing(
        theme,
        CELL * len(grid) + 64,
        x=(-0.5, len(trend.steps) - 0.5),
        y=(len(grid) - 0.5, -0.5),
        left=text_width(names) + 8,
        right=86,
        top=30,
        bottom=30,
    )
    hover = [
        [f"{name}, {step}: {formats.number(value)}" for step, value in zip(timeline.names, row, strict=True)]
        for name, row in zip(names, grid, strict=True)
    ]
    known = trend.values[trend.values.agency_id.isin(units)].value
    drawing.cells(
        customdata=[[unit] * len(trend.steps) for unit in units],
        z=[[None if pd.isna(value) else value for value in row] for row in grid],
        hovertext=hover,
        colorscale=[[0, inks.scale[0]], [1, inks.scale[1]]],
        xgap=1,
        ygap=1,
        colorbar=_scale(float(known.min()), float(known.max())),
    )
    missing = [(x, y) for y, row in enumerate(grid) for x, value in enumerate(row) if pd.isna(value)]
    drawing.marks(
        x=[x for x, _ in missing],
        y=[y for _, y in missing],
        marker={"symbol": "x-thin", "size": 6, "line": {"color": inks.context, "width": 1}},
        hovertext=[hover[y][x] for x, y in missing],
        customdata=[units[y] for _, y in missing],
    )
    for y, (unit, name) in enumerate(zip(units, names, strict=True)):
        drawing.beside(y, name, -8, "right", inks.text, SMALL_SIZE, unit)
    timeline.name_steps(drawing)
    timeline.mark_breaks(drawing)
    crossed = text("crossed: no value")
    told = listed(in_words(name, row, timeline.names) for name, row in zip(names, grid, strict=True))
    return Chart(drawing.figure(), title, " · ".join([basis, crossed] if missing else [basis]), told)


def _scale(low: float, high: float) -> dict[str, Any]:
    """Describe the bar of tints beside the grid, named at its ends."""
    return {
        "thickness": 12,
        "outlinewidth": 0,
        "x": 1.01,
        "len": 1,
        "tickvals": [low, high],
        "ticktext": [formats.number(low), formats.number(high)],
    }
