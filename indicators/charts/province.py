"""The province through time as small multiples: one panel for the total and each group, all on one scale."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from indicators import formats
from indicators.analysis.province_trends import ProvinceTrends, shares_of
from indicators.analysis.trend import Trend
from indicators.charts.style import HALF, SMALL_SIZE, Chart, Drawing, Theme, axis_range, listed, ticks
from indicators.charts.time_axis import Timeline
from indicators.charts.trend import in_words
from indicators.reference.annotations import Annotation
from indicators.translation import text

HEIGHT = 170


def province_panel(
    province: ProvinceTrends,
    moved: Trend,
    title: str,
    basis: str,
    theme: Theme,
    *,
    annotations: Sequence[Annotation] = (),
    width: int = HALF,
) -> Chart:
    """Draw a province's share of a node's maximum (one of its `trends`) over time, targets as lines across.

    All panels of a province have the same axis, so that they are compared at a glance; `annotations` stand as numbers.
    """
    timeline = Timeline(moved, width)
    low, high = axis_range(pd.Series(province.share_range()), 0.12)
    drawing = timeline.drawing(theme, HEIGHT, (low, min(high, 1.04)), [])
    inks = drawing.inks
    for share in ticks(*drawing.y, most=4):
        rule = {"color": inks.track, "width": 1}
        drawing.line((drawing.x[0], share), (drawing.x[1], share), line=rule)
        drawing.beside(share, f"{formats.number(share * 100, 0)}%", -8, "right", inks.soft, SMALL_SIZE)
    for goal in province.goals(moved):
        look = {"color": inks.better, "width": 1.5, "dash": "dash"}
        drawing.line((drawing.x[0], goal), (drawing.x[1], goal), line=look)
    _line(drawing, timeline, province.unit)
    timeline.mark_breaks(drawing)
    timeline.mark_annotations(drawing, annotations)
    told = moved.table().loc[[province.unit]].to_numpy()[0]
    said = [in_words(moved.node.short_name(), told, timeline.names), *(cut.why for cut in moved.breaks)]
    return Chart(drawing.figure(), title, basis, listed(said))


def _line(drawing: Drawing, timeline: Timeline, unit: str) -> None:
    """Draw the stretches that may be joined, and write the last share where it stands."""
    moved, inks = timeline.trend, drawing.inks
    known = shares_of(moved, unit).set_index("step")
    for run in moved.runs(unit):
        shares = known.loc[run.step]
        drawing.marks(
            x=[timeline.places[step] for step in run.step],
            y=shares.value,
            mode="lines+markers",
            line={"color": inks.accent, "width": 2.5},
            marker={"color": inks.accent, "size": 4},
            customdata=[moved.node.code] * len(run),
            hovertext=[
                text(
                    "{day}: {points} of {maximum} points, {share}",
                    day=timeline.names[step],
                    points=formats.number(points),
                    maximum=formats.number(moved.node.points, 0),
                    share=formats.percent(share),
                )
                for step, points, share in zip(run.step, shares.points, shares.value, strict=True)
            ],
        )
    last = known.value.dropna().iloc[-1]
    drawing.beside(last, formats.percent(last), 8, "left", inks.accent)
