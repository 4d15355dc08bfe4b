"""The style of all charts, light and dark: inks, type, frame; readable from the back of a room.

Every text ink has a contrast of at least 4.5 : 1 on its background, and nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil, floor, log10
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

from indicators.markup import escape

Theme = Literal["light", "dark"]
# What is better: more, less, or neither; as the catalogue says of a node.
Direction = Literal["higher", "lower", "neither"]
FONT = '"Source Sans", "Segoe UI", Arial, sans-serif'
TEXT_SIZE = 14
SMALL_SIZE = 13
# About how many pixels a plot has that is as wide as a page, and as a half of it or a phone.
WIDE, HALF = 760, 380
# About how many pixels the narrowest place has in which rating bands are named.
NARROW = 480
# Pixels between words and what stands beside them.
AIR = 8
# How words are written that a narrow picture leaves out where those written before leave no room: names along an axis.
# The property is Plotly's, and says nothing where there is no template.
SPARE: dict[str, Any] = {"templateitemname": "spare"}


@dataclass(frozen=True, slots=True)
class Inks:
    """Colours by role. `context` is for marks that only give context, `soft` for such text."""

    background: str
    text: str
    soft: str
    context: str
    track: str
    accent: str
    better: str
    worse: str
    better_text: str
    worse_text: str
    # Units told apart in one chart, each also by its own mark and name; every one readable as text.
    series: tuple[str, ...]
    # From little to much, one hue.
    scale: tuple[str, str]


INKS: dict[Theme, Inks] = {
    "light": Inks(
        background="#FFFFFF",
        text="#1F2933",
        soft="#5A6673",
        context="#8A94A0",
        track="#E4E8EC",
        accent="#1B4F8A",
        better="#0072B2",
        worse="#D55E00",
        better_text="#0069A5",
        worse_text="#B34E00",
        series=("#1B4F8A", "#00735A", "#8A3F7B", "#7A5C00", "#2F7F9E", "#6B4A3A"),
        scale=("#EAF1F8", "#12406F"),
    ),
    "dark": Inks(
        background="#12181F",
        text="#E6EAEE",
        soft="#A9B3BE",
        context="#7C8794",
        track="#2A333D",
        accent="#7FB2EA",
        better="#56B4E9",
        worse="#F08A3C",
        better_text="#6FC0EE",
        worse_text="#F29A55",
        series=("#7FB2EA", "#4CC9A0", "#D9A0CC", "#E0C060", "#9BE0F5", "#D3B5A3"),
        scale=("#1E2C3A", "#A9CDF2"),
    ),
}


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn (Plotly's `data` and `layout`), what it shows, of when (`basis`), the same in words."""

    drawn: dict[str, Any]
    title: str
    basis: str
    alt: str

    @property
    def figure(self) -> go.Figure:
        """The chart for whoever wants to look into it."""
        # Validation takes ten times as long as all the rest; a test validates every form of figure instead.
        return go.Figure(self.drawn, _validate=False)


@dataclass(slots=True)
class Drawing:
    """A figure in the making: no frame, no grid, no legend, nothing to drag by accident.

    Marks are collected and given to Plotly at once, which checks a whole figure faster than its parts one by
    one. `x` and `y` are the ranges of the axes; margins are in pixels.
    """

    theme: Theme
    height: int
    x: tuple[float, float]
    y: tuple[float, float]
    left: int = 8
    right: int = 8
    top: int = 8
    bottom: int = 8
    # A length across is as long as one upwards, as on a map.
    same_scale: bool = False
    _traces: list[dict[str, Any]] = field(default_factory=list)
    _words: list[dict[str, Any]] = field(default_factory=list)
    _shapes: list[dict[str, Any]] = field(default_factory=list)

    @property
    def inks(self) -> Inks:
        return INKS[self.theme]

    def bars(self, **trace: Any) -> None:
        """Draw horizontal bars, over each other."""
        self._traces.append({"type": "bar", "orientation": "h", "width": 0.5, **_hover(trace)})

    def columns(self, **trace: Any) -> None:
        """Draw upright bars from the line at 0."""
        self._traces.append({"type": "bar", "width": 0.7, **_hover(trace)})

    def marks(self, **trace: Any) -> None:
        """Draw dots, ticks or a line; `hovertext` is shown as it is."""
        self._traces.append({"type": "scatter", "mode": "markers", "cliponaxis": False, **_hover(trace)})

    def area(self, x: Sequence[float], y: Sequence[float], ink: str) -> None:
        """Draw a faint filled shape below the marks."""
        look = {"fill": "toself", "fillcolor": ink, "opacity": 0.55, "line": {"width": 0}, "mode": "lines"}
        self._traces.append({"type": "scatter", "x": x, "y": y, "hoverinfo": "skip", **look})

    def cells(self, **trace: Any) -> None:
        """Draw a grid of coloured cells, each showing its `hovertext`."""
        self._traces.append({"type": "heatmap", **_hover(trace)})

    def write(self, x: float, y: float, words: str, ink: str, size: int = SMALL_SIZE, **place: Any) -> None:
        """Write words at a place of the axes, or of the paper (`xref`, `yref`): as they are, or Markup."""
        font = {"color": ink, "size": size}
        self._words.append(
            {"x": x, "y": y, "text": _as_written(words), "showarrow": False, "font": font, **place}
        )

    def beside(
        self, y: float, words: str, shift: int, anchor: str, ink: str, size: int = TEXT_SIZE, door: str = ""
    ) -> None:
        """Write words at height `y`, `shift` pixels right of the plot, or left of it; `door` as a mark's data."""
        edge = 1 if shift >= 0 else 0
        # Plotly has no data of words; their name it keeps and draws nothing of it.
        leads = {"name": door} if door else {}
        self.write(edge, y, words, ink, size, xref="paper", xshift=shift, xanchor=anchor, **leads)

    def line(self, start: tuple[float, float], end: tuple[float, float], **look: Any) -> None:
        """Draw a straight line of the axes, below the marks unless told otherwise."""
        (x0, y0), (x1, y1) = start, end
        self._shapes.append(
            {"type": "line", "x0": x0, "y0": y0, "x1": x1, "y1": y1, "layer": "below", **look}
        )

    def box(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Draw a faint rectangle of the axes, below the marks."""
        (x0, y0), (x1, y1) = start, end
        look = {
            "fillcolor": self.inks.track,
            "line": {"color": self.inks.context, "width": 1},
            "layer": "below",
        }
        self._shapes.append({"type": "rect", "x0": x0, "y0": y0, "x1": x1, "y1": y1, **look})

    def vertical_line(self, x: float, ink: str, width: float, dash: str = "solid") -> None:
        """Draw a line over the whole height."""
        self.line((x, 0), (x, 1), yref="paper", line={"color": ink, "width": width, "dash": dash})

    def bands(self, rating: Sequence[tuple[float, str]]) -> None:
        """Draw rating bands as faint background, every other one shaded, named above where there is room."""
        low, high = self.x
        bands = sorted(rating)
        for position, (lowest, name) in enumerate(bands):
            highest = bands[position + 1][0] if position + 1 < len(bands) else high
            start, end = max(lowest, low), min(highest, high)
            if start >= end:
                continue
            if position % 2 == 0:
                self._shade(start, end)
            across = (NARROW - self.left - self.right) / (high - low)
            if (end - start) * across > text_width([name], SMALL_SIZE) - AIR:
                middle = (start + end) / 2
                self.write(middle, 1, name, self.inks.soft, yref="paper", yanchor="bottom", **SPARE)

    def _shade(self, start: float, end: float) -> None:
        area = {"type": "rect", "x0": start, "x1": end, "y0": 0, "y1": 1, "yref": "paper"}
        self._shapes.append(
            {**area, "fillcolor": self.inks.track, "opacity": 0.45, "line": {"width": 0}, "layer": "below"}
        )

    def figure(self) -> dict[str, Any]:
        font = {"family": FONT, "size": TEXT_SIZE, "color": self.inks.text}
        axis = {"visible": False, "fixedrange": True, "zeroline": False}
        upright = {"scaleanchor": "x", "constrain": "domain"} if self.same_scale else {}
        across = {"constrain": "domain"} if self.same_scale else {}
        layout = {
            "template": {},
            "height": self.height,
            "margin": {"l": self.left, "r": self.right, "t": self.top, "b": self.bottom},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": font,
            "hoverlabel": {"bgcolor": self.inks.background, "bordercolor": self.inks.context, "font": font},
            "separators": ",.",
            "showlegend": False,
            "dragmode": False,
            "barmode": "overlay",
            "xaxis": {**axis, **across, "range": list(self.x)},
            "yaxis": {**axis, **upright, "range": list(self.y)},
            "annotations": self._words,
            "shapes": self._shapes,
        }
        return {"data": self._traces, "layout": layout}


def _hover(trace: dict[str, Any]) -> dict[str, Any]:
    """Return the trace with plain numbers, showing its `hovertext` and nothing else."""
    for axis in ("x", "y"):
        if isinstance(trace.get(axis), pd.Series | pd.Index):
            trace[axis] = trace[axis].tolist()
    for written in ("text", "hovertext"):
        if written in trace:
            trace[written] = _as_written(trace[written])
    if "hovertext" in trace:
        return {"hovertemplate": "%{hovertext}<extra></extra>", **trace}
    return {"hoverinfo": "skip", **trace}


def _as_written(words: Any) -> Any:
    """Escape words, or lists of them, so that Plotly takes nothing for tags of HTML but Markup."""
    if isinstance(words, str):
        return str(escape(words))
    return [_as_written(each) for each in words]


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Round numbers within an axis, at most `most`, a step of 1, 2 or 5 of some power of ten apart."""
    step = 10.0 ** floor(log10((high - low) / most))
    step *= next(round_step for round_step in (1, 2, 5, 10) if (high - low) / (step * round_step) <= most)
    # Without the dust of multiplying binary fractions: 0.3, not 0.30000000000000004.
    return [round(number * step, 10) for number in range(ceil(low / step), floor(high / step) + 1)]


def spread_labels(wanted: Sequence[float], gap: float) -> list[float]:
    """Return places as near as can be to those wanted, in their order, at least `gap` from each other."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    groups: list[tuple[float, list[int]]] = []  # (middle, members) of labels pushed together
    for index in order:
        middle, members = wanted[index], [index]
        while groups and middle - groups[-1][0] < gap * (len(members) + len(groups[-1][1])) / 2:
            before, earlier = groups.pop()
            middle = (before * len(earlier) + middle * len(members)) / (len(earlier) + len(members))
            members = earlier + members
        groups.append((middle, members))
    places = list(wanted)
    for middle, members in groups:
        for turn, index in enumerate(members):
            places[index] = middle + gap * (turn - (len(members) - 1) / 2)
    return places


def text_width(words: Iterable[str], size: int = TEXT_SIZE) -> int:
    """Estimate the pixels the longest of these takes: Plotly finds no margins for annotations."""
    return round(max((len(word) for word in words), default=0) * size * 0.5) + AIR


def axis_range(values: pd.Series, air: float = 0.06) -> tuple[float, float]:
    """Return an axis from the lowest to the highest value with a little air around them."""
    if values.empty:
        return 0, 1
    low, high = values.min(), values.max()
    # Of values all alike, the axis must not look as if hundredths mattered.
    around = max((high - low) * air, 0.05) if high > low else max(abs(high) * 0.1, 0.05)
    return float(low - around), float(high + around)


def listed(sentences: Iterable[str]) -> str:
    """Join facts to one line of text, for the text alternative."""
    return "; ".join(sentences) + "."
