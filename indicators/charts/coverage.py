"""Grid of coverage: components by readings, coloured by the share of agencies with a value."""

from __future__ import annotations

from typing import Any

import pandas as pd

from indicators import formats
from indicators.analysis.provenance import Provenance
from indicators.analysis.statements import drawn
from indicators.catalogue import Catalogue
from indicators.charts.style import INKS, SMALL_SIZE, Chart, Drawing, Theme, listed, text_width
from indicators.periods import Period, vietnam_day
from indicators.warehouse.warehouse import records

CELL = 26
# About as many names of readings fit below the grid.
MOST_NAMES = 9


def coverage_grid(
    shares: pd.DataFrame, readings: pd.DataFrame, index: Catalogue, title: str, basis: str, theme: Theme
) -> Chart:
    """Draw components (index: codes) by readings, in shares from 0 to 1.

    `readings` are the columns, in order.

    One hue from none to all, because what is missing must be seen: the scale does not begin at the least.
    """
    names = [index.nodes[code].short_name() for code in shares.index]
    steps = [_name(row) for row in records(readings)]
    inks = INKS[theme]
    drawing = Drawing(
        theme,
        CELL * len(names) + 34,
        x=(-0.5, len(steps) - 0.5),
        y=(len(names) - 0.5, -0.5),
        left=text_width(names) + 8,
        right=64,
        top=6,
        bottom=28,
    )
    drawing.cells(
        z=shares.to_numpy().tolist(),
        hovertext=[
            [f"{name}, {step}: {formats.percent(share)}" for step, share in zip(steps, row, strict=True)]
            for name, row in zip(names, shares.to_numpy(), strict=True)
        ],
        customdata=[[code] * len(steps) for code in shares.index],
        zmin=0,
        zmax=1,
        colorscale=[[0, inks.scale[0]], [1, inks.scale[1]]],
        showscale=False,
        xgap=1,
        ygap=1,
    )
    for y, (code, name, share) in enumerate(zip(shares.index, names, shares.iloc[:, -1], strict=True)):
        drawing.beside(y, name, -8, "right", inks.text, SMALL_SIZE, code)
        drawing.beside(y, formats.percent(share), 6, "left", inks.text, SMALL_SIZE)
    apart = -(-len(steps) // MOST_NAMES)
    for x in range(len(steps) - 1, -1, -apart):
        drawing.write(x, 0, _short_name(readings.iloc[x]), inks.soft, SMALL_SIZE, yref="paper", yanchor="top")
    told = [drawn.coverage(name, row) for name, (_, row) in zip(names, shares.iterrows(), strict=True)]
    return Chart(drawing.figure(), title, basis, listed(told))


def _name(reading: Any) -> str:
    return Provenance(
        period=Period.parse(reading.period),
        is_open=reading.is_open,
        read_at=(reading.captured_at,),
        read_at_given=reading.captured_at_given,
    ).basis()


def _short_name(reading: pd.Series) -> str:
    return formats.short_day(vietnam_day(reading.captured_at))
