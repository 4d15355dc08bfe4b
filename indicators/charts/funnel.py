"""Is a ratio apart, or has its unit few cases? Ratios against cases, between limits that narrow as cases grow."""

from __future__ import annotations

from math import log10

import numpy as np
import pandas as pd

from indicators import formats
from indicators.analysis.peer_funnel import PeerFunnel
from indicators.analysis.statements import drawn
from indicators.charts.style import (
    HALF,
    SMALL_SIZE,
    Chart,
    Direction,
    Drawing,
    Theme,
    axis_range,
    listed,
    spread_labels,
    ticks,
)
from indicators.translation import text

HEIGHT, STEPS = 300, 60
# Room left for the ratios, below for the numbers of cases and what they are.
LEFT, BOTTOM = 56, 40
# So many of those apart are named in the picture; a pointer and the words have all.
NAMED = 6
# Pixels between two names.
NAME_ROOM = 17


def funnel_dots(
    peers: PeerFunnel,
    title: str,
    basis: str,
    theme: Theme,
    *,
    counted: str,
    direction: Direction = "higher",
    focus: str = "",
    width: int = HALF,
) -> Chart:
    """Draw a dot a unit: across how many cases it has (`counted` names them; by powers of ten), upwards its ratio.

    Those beyond the limits are diamonds in the ink of better or worse, and named; the one in focus is named too.
    """
    cases = [whole for _, whole in peers.counts.values()]
    low, high = log10(min(cases)), log10(max(cases))
    air = max((high - low) * 0.05, 0.1)
    ratios = pd.Series([peers.ratio(unit) for unit in peers.counts])
    bottom, top = axis_range(ratios)
    drawing = Drawing(
        theme, HEIGHT, x=(low - air, high + air), y=(bottom, top), left=LEFT, right=14, top=10, bottom=BOTTOM
    )
    _limits(drawing, peers)
    _axes(drawing, counted)
    _dots(drawing, peers, direction, focus)
    _names(drawing, peers, direction, focus, width)
    return Chart(drawing.figure(), title, basis, listed(drawn.apart(peers)))


def _limits(drawing: Drawing, peers: PeerFunnel) -> None:
    """Draw what chance and the usual spread explain as an area, the common ratio as a line through it."""
    across = [float(place) for place in np.linspace(*drawing.x, STEPS)]
    bounds = [peers.funnel.limits(10**place) for place in across]
    low, high = drawing.y
    lower = [max(bound, low) for bound, _ in bounds]
    upper = [min(bound, high) for _, bound in bounds]
    drawing.area([*across, *across[::-1]], [*upper, *lower[::-1]], drawing.inks.track)
    ratio = peers.funnel.ratio
    line = {"color": drawing.inks.soft, "width": 1.5, "dash": "dot"}
    drawing.line((drawing.x[0], ratio), (drawing.x[1], ratio), line=line)


def _axes(drawing: Drawing, counted: str) -> None:
    inks, (start, end) = drawing.inks, drawing.x
    shares = [share for share in ticks(*drawing.y) if 0 <= share <= 1]
    # A narrow axis has its ticks less than a hundredth apart.
    decimals = 0 if len({round(share, 2) for share in shares}) == len(shares) else 1
    for share in shares:
        drawing.beside(share, f"{formats.number(share * 100, decimals)}%", -8, "right", inks.soft, SMALL_SIZE)
    for power in range(int(start), int(end) + 1):
        if start <= power <= end:
            words = formats.count(10**power)
            drawing.write(power, 0, words, inks.soft, yref="paper", yanchor="top", yshift=-2)
    words = text("number of {counted}", counted=counted)
    drawing.write(end, 0, words, inks.soft, yref="paper", yanchor="top", yshift=-18, xanchor="right")


def _dots(drawing: Drawing, peers: PeerFunnel, direction: Direction, focus: str) -> None:
    inks = drawing.inks
    units = sorted(peers.counts, key=lambda unit: (unit == focus, unit in peers.funnel.outside))
    inside = inks.accent if not focus else inks.context
    colours = []
    for unit in units:
        side = peers.funnel.outside.get(unit, 0)
        colour = _side_ink(side, drawing, direction) if side else inside
        colours.append(inks.accent if unit == focus and not side else colour)
    drawing.marks(
        x=[log10(peers.counts[unit][1]) for unit in units],
        y=[peers.ratio(unit) for unit in units],
        marker={
            "color": colours,
            "size": [12 if unit == focus else 9 for unit in units],
            "symbol": ["diamond" if unit in peers.funnel.outside else "circle" for unit in units],
            "line": {"color": inks.background, "width": 1},
        },
        hovertext=[drawn.of_cases(peers, unit) for unit in units],
        customdata=units,
    )


def _names(drawing: Drawing, peers: PeerFunnel, direction: Direction, focus: str, width: int) -> None:
    """Name those apart that are farthest from the common ratio, and the one in focus, without overlap."""
    outside = sorted(peers.funnel.outside, key=lambda unit: -abs(peers.ratio(unit) - peers.funnel.ratio))
    named = outside if len(outside) <= NAMED else []
    if focus in peers.counts and focus not in named:
        named = [*named, focus]
    low, high = drawing.y
    room = NAME_ROOM * (high - low) / (HEIGHT - drawing.top - drawing.bottom)
    across = (width - drawing.left - drawing.right) / (drawing.x[1] - drawing.x[0])
    for place, unit in zip(spread_labels([peers.ratio(unit) for unit in named], room), named, strict=True):
        x = log10(peers.counts[unit][1])
        # Towards the middle, so that the name stays within the plot.
        is_right = x > sum(drawing.x) / 2
        side = peers.funnel.outside.get(unit, 0)
        ink = _side_ink(side, drawing, direction, is_text=True) if side else drawing.inks.accent
        anchor, shift = ("right", -9) if is_right else ("left", 9)
        drawing.write(x + shift / across, place, peers.names[unit], ink, xanchor=anchor, name=unit)


def _side_ink(side: int, drawing: Drawing, direction: Direction, *, is_text: bool = False) -> str:
    inks = drawing.inks
    if direction == "neither":
        return inks.text if is_text else inks.accent
    is_better = (side > 0) == (direction == "higher")
    if is_text:
        return inks.better_text if is_better else inks.worse_text
    return inks.better if is_better else inks.worse
