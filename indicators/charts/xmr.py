"""Is it real? A unit's values over time between the limits of its usual variation, signals marked."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from indicators import formats
from indicators.analysis.noise.xmr import XmR
from indicators.analysis.signals import Series
from indicators.analysis.statements import drawn
from indicators.analysis.trend import Trend
from indicators.charts.style import WIDE, Chart, Drawing, Theme, axis_range, listed, spread_labels
from indicators.charts.time_axis import Timeline
from indicators.translation import text

# Pixels, the second between two names at the end of lines.
HEIGHT, NAME_ROOM = 260, 18
# A signal is told from other points by its mark as well as by its ink.
USUAL, SIGNAL = "circle", "diamond"


def xmr_chart(
    trend: Trend,
    series: Sequence[Series],
    unit: str,
    title: str,
    basis: str,
    theme: Theme,
    *,
    target: float | None = None,
    width: int = WIDE,
) -> Chart | None:
    """Draw a unit's (id) series with mean and limits of each, a target as a line; None where it has no value."""
    charted = [(one, one.chart) for one in series if one.chart]
    if not charted:
        return None
    timeline = Timeline(trend, width)
    bounds = [bound for _, chart in charted for bound in (*chart.values, chart.lower, chart.upper)]
    known = pd.Series([*bounds, *([] if target is None else [target])], dtype=float)
    drawing = timeline.drawing(theme, HEIGHT, axis_range(known, 0.08), [text("upper limit")])
    if target is not None:
        look = {"color": drawing.inks.better, "width": 1.5, "dash": "dash"}
        drawing.line((drawing.x[0], target), (drawing.x[1], target), line=look)
        said = text("target {value}", value=formats.number(target))
        drawing.write(drawing.x[0], target, said, drawing.inks.better_text, xanchor="left", yanchor="bottom")
    for one, chart in charted:
        _limits(drawing, timeline, one, chart)
        _points(drawing, timeline, one, chart, unit)
    last = charted[-1][1]
    ends = {text("upper limit"): last.upper, text("mean"): last.mean, text("lower limit"): last.lower}
    low, high = drawing.y
    room = NAME_ROOM * (high - low) / (HEIGHT - drawing.top - drawing.bottom)
    for place, (words, value) in zip(spread_labels(list(ends.values()), room), ends.items(), strict=True):
        drawing.beside(place, f"{words} {formats.number(value)}", 8, "left", drawing.inks.soft)
    timeline.mark_breaks(drawing, [unit])
    return Chart(
        drawing.figure(), title, basis, listed([*(drawn.usual_variation(chart) for _, chart in charted)])
    )


def _limits(drawing: Drawing, timeline: Timeline, one: Series, chart: XmR) -> None:
    """Draw mean and limits of a series from its first to its last reading."""
    first, last = timeline.places[one.steps[0]], timeline.places[one.steps[-1]]
    drawing.area(
        [first, last, last, first], [chart.lower, chart.lower, chart.upper, chart.upper], drawing.inks.track
    )
    for value, dash in ((chart.mean, "solid"), (chart.lower, "dot"), (chart.upper, "dot")):
        drawing.line(
            (first, value), (last, value), line={"color": drawing.inks.soft, "width": 1, "dash": dash}
        )


def _points(drawing: Drawing, timeline: Timeline, one: Series, chart: XmR, unit: str) -> None:
    """Draw the line of values, and a mark at each: signals as diamonds, in the ink of their side."""
    name = timeline.trend.names[unit]
    inks = drawing.inks
    x = [timeline.places[step] for step in one.steps]
    ink_of = {
        "higher": {True: inks.better, False: inks.worse},
        "lower": {True: inks.worse, False: inks.better},
        "neither": {True: inks.accent, False: inks.accent},
    }[timeline.trend.node.direction]
    colours = [
        ink_of[up] if rules else inks.context for rules, up in zip(chart.signals, chart.upwards, strict=True)
    ]
    drawing.marks(
        x=x,
        y=list(chart.values),
        mode="lines+markers",
        line={"color": inks.context, "width": 1.5},
        marker={
            "color": colours,
            "size": [9 if rules else 6 for rules in chart.signals],
            "symbol": [SIGNAL if rules else USUAL for rules in chart.signals],
        },
        customdata=[unit] * len(x),
        hovertext=[
            f"{name}, {timeline.names[step]}: {formats.number(value)}{_why(rules)}"
            for step, value, rules in zip(one.steps, chart.values, chart.signals, strict=True)
        ],
    )


def _why(rules: frozenset[str]) -> str:
    """Say by which rules a point is a signal."""
    words = {
        "beyond": text("beyond a limit"),
        "run": text("seven on one side of the mean"),
        "trend": text("seven rising or falling"),
        "near": text("two of three near a limit"),
    }
    return "".join(f" · {words[rule]}" for rule in sorted(rules))
