"""A chart as SVG: for paper, for slides, for a page that waits for no script.

What Plotly draws on a page is drawn here from the same description. What our charts are made of is known; anything
else raises NotDrawn rather than being left out. A value that is missing draws nothing.

A picture has no ids, so that any number of them may stand in one document. A mark is named to a pointer (`title`),
and leads somewhere where `link` tells its address.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from indicators.charts.style import Chart
from indicators.charts.svg.frame import Frame
from indicators.charts.svg.marks import bars_svg, cells_svg, scatter_svg
from indicators.charts.svg.named import Link
from indicators.charts.svg.parts import NotDrawn, Stroke, all_taken
from indicators.charts.svg.words import annotation_svg, with_room

__all__ = ["NotDrawn", "chart_svg"]
# In the order in which they lie above each other, whatever the order of the traces.
DRAWN_BY: dict[str, Callable[[dict[str, Any], Frame, Link | None], str]] = {
    "heatmap": cells_svg,
    "bar": bars_svg,
    "scatter": scatter_svg,
}


def chart_svg(chart: Chart, width: int, font: str, link: Link | None = None) -> str:
    """Draw a chart so many pixels wide and as high as it says; `font` as CSS names one.

    `link` gives the address a mark leads to by its `customdata`. Raises NotDrawn for a trace, a shape or a property
    that is not known here.
    """
    with all_taken(chart.drawn, "figure") as figure, figure.part("layout") as layout:
        height = layout.take("height")
        frame = Frame.of(layout, width, height)
        with layout.part("font") as type_:
            ink = type_.take("color")
            # Every text names its own size.
            type_.take("size"), type_.take("family")
        shapes, words, traces = layout.take("shapes", []), layout.take("annotations", []), figure.take("data")
    unknown = {trace["type"] for trace in traces} - set(DRAWN_BY)
    if unknown:
        raise NotDrawn(f"trace: {', '.join(sorted(unknown))}")
    below, above = (
        frame.clipped("".join(_shape(shape, frame) for shape in shapes if shape["layer"] == layer))
        for layer in ("below", "above")
    )
    marks = [
        draw(trace, frame, link)
        for kind, draw in DRAWN_BY.items()
        for trace in traces
        if trace["type"] == kind
    ]
    parts = [
        below,
        *marks,
        above,
        *(annotation_svg(written, frame, link) for written in with_room(words, frame)),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" color="{ink}" '
        f"font-family='{font}'>{''.join(parts)}</svg>"
    )


def _shape(given: dict[str, Any], frame: Frame) -> str:
    """Draw a straight line or a rectangle of the axes, or as high as the paper."""
    with all_taken(given, "shape") as shape:
        kind, yref = shape.one_of("type", ("line", "rect")), shape.one_of("yref", ("y", "paper"))
        shape.one_of("layer", ("below", "above"))
        x0, x1 = frame.x(shape.take("x0")), frame.x(shape.take("x1"))
        y0, y1 = frame.y(shape.take("y0"), yref), frame.y(shape.take("y1"), yref)
        stroke, fill, opacity = Stroke.of(shape), shape.take("fillcolor", "none"), shape.take("opacity", 1)
    edge = stroke.attributes() if stroke.width else ""
    if kind == "line":
        return f'<path class="rule" d="M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}" opacity="{opacity}" {edge}/>'
    way = f"M{x0:.1f} {y0:.1f}H{x1:.1f}V{y1:.1f}H{x0:.1f}Z"
    return f'<path class="box" d="{way}" fill="{fill}" opacity="{opacity}" {edge}/>'
