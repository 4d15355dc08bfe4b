"""Charts made larger or smaller, type, marks and margins alike, for how far a screen is and how wide."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from indicators.charts.style import Chart

# What Plotly measures in pixels, wherever it stands in a figure; the width of a bar is one of its axis.
PIXELS = {"size", "xshift", "yshift", "height", "l", "r", "t", "b", "thickness"}


def scaled(chart: Chart, times: float) -> Chart:
    """Return the chart with every length in pixels so many times as long; its width is that of its place."""
    return replace(chart, drawn=_scaled(chart.drawn, times, ""))


def _scaled(part: Any, times: float, within: str) -> Any:
    if isinstance(part, dict):
        return {
            name: _length(value, times) if _in_pixels(name, within) else _scaled(value, times, name)
            for name, value in part.items()
        }
    if isinstance(part, list | tuple) and part and isinstance(part[0], dict):
        return [_scaled(inner, times, within) for inner in part]
    return part


def _in_pixels(name: str, within: str) -> bool:
    return name in PIXELS or (name == "width" and within == "line")


def _length(length: Any, times: float) -> Any:
    """Scale one length, or one for every mark."""
    if isinstance(length, list | tuple):
        return [each * times for each in length]
    return None if length is None else length * times
