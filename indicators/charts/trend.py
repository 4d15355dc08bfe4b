"""Line charts over time: units over their peer group's median and middle half, and their ranks.

No line crosses a break (another index version, a merger) or a step without a value.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from indicators import formats
from indicators.analysis.statements import drawn
from indicators.analysis.trend import Trend
from indicators.charts.style import (
    HALF,
    WIDE,
    Chart,
    Drawing,
    Theme,
    axis_range,
    listed,
    spread_labels,
    ticks,
)
from indicators.charts.time_axis import Timeline
from indicators.markup import Markup
from indicators.reference.annotations import Annotation
from indicators.translation import text

LINES_HEIGHT, RANK_ROW = 300, 24
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "pentagon", "star")
# Pixels between two names at the end of lines; with more points than this only the line is seen.
NAME_ROOM, MARKED_POINTS = 18, 26
Goal = tuple[float, str]
# What is written where a line ends: height, words, ink, the unit it is of (empty for the median).
End = tuple[float, str, str, str]


def trend_lines(
    trend: Trend,
    units: Sequence[str],
    title: str,
    basis: str,
    theme: Theme,
    *,
    goals: Sequence[Goal] = (),
    annotations: Sequence[Annotation] = (),
    width: int = WIDE,
) -> Chart:
    """Draw the chosen units (at most six ids) over the peer group's median and the band of its middle half.

    `goals` are lines across (value, what it is); `annotations` stand as numbers at their day.
    """
    timeline = Timeline(trend, width)
    own = trend.values[trend.values.agency_id.isin(units)].value
    goal_values = pd.Series([value for value, _ in goals], dtype=float)
    known = pd.concat([own, trend.peers.lower, trend.peers.upper, goal_values]).dropna()
    names = [trend.names[unit] for unit in units]
    drawing = timeline.drawing(theme, LINES_HEIGHT, axis_range(known, 0.08), [*names, text("median")])
    lines = ticks(*drawing.y)
    decimals = next(places for places in range(8) if all(value == round(value, places) for value in lines))
    for value in lines:
        _rule(drawing, value, formats.number(value, decimals))
    for value, words in goals:
        look = {"color": drawing.inks.better, "width": 1.5, "dash": "dash"}
        drawing.line((drawing.x[0], value), (drawing.x[1], value), line=look)
        drawing.write(drawing.x[0], value, words, drawing.inks.better_text, xanchor="left", yanchor="bottom")
    ends = _peer_band(drawing, timeline)
    for number, unit in enumerate(units):
        ends += _unit_line(drawing, timeline, unit, "value", number)
    _name_ends(drawing, ends)
    timeline.mark_breaks(drawing, units)
    timeline.mark_annotations(drawing, annotations)
    told = trend.table().loc[list(units)].to_numpy()
    said = [in_words(name, row, timeline.names) for name, row in zip(names, told, strict=True)]
    said = said or drawn.middle(trend)
    return Chart(
        drawing.figure(), title, basis, listed([*said, *(break_.why for break_ in trend.breaks_of(units))])
    )


def rank_bumps(trend: Trend, units: Sequence[str], title: str, basis: str, theme: Theme) -> Chart | None:
    """Draw ranks of at most twelve units over time, first on top; None where none of them was ever ranked."""
    timeline = Timeline(trend, HALF)
    known = trend.values[trend.values.agency_id.isin(units)]["rank"].dropna()
    if known.empty:
        return None
    worst = float(known.max())
    height = round(max(min(worst, 12), 4) * RANK_ROW) + 50
    # Half a row, so that neither the first nor the last lies on the edge.
    air = max(0.6, 0.6 * worst * RANK_ROW / (height - 50))
    drawing = timeline.drawing(theme, height, (worst + air, 1 - air), [trend.names[unit] for unit in units])
    for value in sorted({1.0, worst, *(tick for tick in ticks(0, worst) if 1 < tick < worst * 0.93)}):
        _rule(drawing, value, formats.count(value))
    ends: list[End] = []
    for number, unit in enumerate(units):
        ends += _unit_line(drawing, timeline, unit, "rank", number)
    _name_ends(drawing, ends)
    timeline.mark_breaks(drawing, units)
    return Chart(drawing.figure(), title, basis, listed(words for _, words, _, _ in ends))


def in_words(name: str, values: Iterable[float], steps: Sequence[str]) -> str:
    """Write a unit's first and last known value.

    `steps` are the names of the steps its `values` belong to.
    """
    known = [(step, value) for step, value in zip(steps, values, strict=True) if not pd.isna(value)]
    if not known:
        return text("{unit}: no value", unit=name)
    (start, first), (end, last) = known[0], known[-1]
    way = text(
        "from {first} ({start}) to {last} ({end})",
        first=formats.number(first),
        start=start,
        last=formats.number(last),
        end=end,
    )
    return f"{name}: {way}"


def _rule(drawing: Drawing, value: float, words: str) -> None:
    """Draw a faint line across, named on the left."""
    drawing.line((drawing.x[0], value), (drawing.x[1], value), line={"color": drawing.inks.track, "width": 1})
    drawing.beside(value, words, -8, "right", drawing.inks.soft)


def _peer_band(drawing: Drawing, timeline: Timeline) -> list[End]:
    """Draw the middle half and the median; return what is written at the median's end."""
    inks, runs = drawing.inks, timeline.trend.peer_runs()
    for run in runs:
        x = [timeline.places[step] for step in run.step]
        drawing.area([*x, *reversed(x)], [*run.upper, *reversed(list(run.lower))], inks.track)
        drawing.marks(
            x=x,
            y=run["median"],
            mode="lines" if len(run) > 1 else "markers",
            line={"color": inks.soft, "width": 2, "dash": "dot"},
            marker={"color": inks.soft, "size": 6},
            hovertext=[
                text(
                    "median {median}, middle half {lower} to {upper}",
                    median=formats.number(row["median"]),
                    lower=formats.number(row["lower"]),
                    upper=formats.number(row["upper"]),
                )
                for row in run.to_dict("records")
            ],
        )
    return [(float(runs[-1]["median"].iloc[-1]), text("median"), inks.soft, "")] if runs else []


def _unit_line(drawing: Drawing, timeline: Timeline, unit: str, column: str, number: int) -> list[End]:
    """Draw a unit's line in its stretches; return what is written where it ends, nothing without a value."""
    trend, ink = timeline.trend, drawing.inks.series[number % len(SYMBOLS)]
    is_rank = column == "rank"
    runs = trend.runs(unit, column)
    for run in runs:
        drawing.marks(
            x=[timeline.places[step] for step in run.step],
            y=run[column],
            mode="lines+markers",
            line={"color": ink, "width": 2.5, "dash": "solid" if number < len(SYMBOLS) else "dash"},
            marker={
                "color": ink,
                "size": 8 if len(trend.steps) <= MARKED_POINTS else 4,
                "symbol": SYMBOLS[number % len(SYMBOLS)],
            },
            hovertext=[
                f"{trend.names[unit]}, {timeline.names[step]}: {formats.number(value, 0 if is_rank else 2)}"
                for step, value in zip(run.step, run[column], strict=True)
            ],
            customdata=[unit] * len(run),
        )
    if not runs:
        return []
    value, name = float(runs[-1][column].iloc[-1]), trend.names[unit]
    if is_rank:
        words = Markup("<b>{}</b> {}").format(formats.count(value), name)
    else:
        words = Markup("{} <b>{}</b>").format(name, formats.number(value))
    return [(value, words, ink, unit)]


def _name_ends(drawing: Drawing, ends: Sequence[End]) -> None:
    """Write what the lines are, beside their ends and never over each other."""
    low, high = drawing.y
    pixel = abs(high - low) / (drawing.height - drawing.top - drawing.bottom)
    heights = spread_labels([y for y, *_ in ends], NAME_ROOM * pixel)
    for place, (_, words, ink, unit) in zip(heights, ends, strict=True):
        drawing.beside(place, words, 8, "left", ink, door=unit)
