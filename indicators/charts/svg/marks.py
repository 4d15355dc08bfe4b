"""The traces of a figure: bars, lines, filled shapes, marks and their words, coloured cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import sqrt
from typing import Any

from indicators.charts.colours import mixed
from indicators.charts.svg.frame import Frame
from indicators.charts.svg.named import Link, Names
from indicators.charts.svg.parts import NotDrawn, Part, Stroke, all_taken, each, is_known
from indicators.charts.svg.words import text_svg

# Of a scale beside a heat map, as Plotly sets it: the air around it, and the size of its numbers.
SCALE_AIR, SCALE_SIZE = 10, 12
# In so many steps, which no eye tells apart.
STEPS = 48
# Marks drawn over each other shine through where each has a size of its own, as on screen.
THROUGH = 0.7


def bars_svg(trace: dict[str, Any], frame: Frame, link: Link | None) -> str:
    """Draw bars across or upright from 0 or from their base, one where a value is known."""
    with all_taken(trace, "bar") as bar:
        bar.take("type")
        across = bar.one_of("orientation", ("v", "h")) == "h"
        places, lengths = bar.take("y" if across else "x"), bar.take("x" if across else "y")
        thick, starts = bar.take("width"), each(bar.take("base", 0), len(places))
        with bar.part("marker") as marker:
            colours = each(marker.take("color"), len(places))
        names = _names(bar, len(places), link)
    drawn = []
    for number, (place, length) in enumerate(zip(places, lengths, strict=True)):
        if not is_known(length):
            continue
        start = starts[number]
        sides = (place - thick / 2, place + thick / 2)
        (x0, x1), (y0, y1) = ((start, start + length), sides) if across else (sides, (start, start + length))
        drawn.append(names.around(number, _rect("bar", frame, x0, x1, y0, y1, colours[number])))
    return frame.clipped("".join(drawn))


def _names(trace: Part, count: int, link: Link | None) -> Names:
    return Names(each(trace.take("hovertext", ""), count), each(trace.take("customdata"), count), link)


def _rect(
    kind: str, frame: Frame, x0: float, x1: float, y0: float, y1: float, colour: str, gap: float = 0
) -> str:
    left, right = sorted((frame.x(x0), frame.x(x1)))
    top, bottom = sorted((frame.y(y0), frame.y(y1)))
    return (
        f'<rect class="{kind}" x="{left + gap / 2:.2f}" y="{top + gap / 2:.2f}" '
        f'width="{right - left - gap:.2f}" height="{bottom - top - gap:.2f}" fill="{colour}"/>'
    )


def scatter_svg(trace: dict[str, Any], frame: Frame, link: Link | None) -> str:
    """Draw a line or filled shape, broken where a value is missing, and marks where one is known."""
    with all_taken(trace, "scatter") as scatter:
        scatter.take("type")
        modes = scatter.take("mode").split("+")
        if not set(modes) <= {"lines", "markers", "text"}:
            raise NotDrawn(f"scatter: mode {trace['mode']!r}")
        is_whole = scatter.one_of("cliponaxis", (True, False)) is False
        places = list(zip(scatter.take("x"), scatter.take("y"), strict=True))
        stroke, opacity = Stroke.of(scatter), scatter.take("opacity", 1)
        fill = scatter.take("fillcolor") if scatter.one_of("fill", (None, "toself")) else None
        marks = _marks(scatter, places, frame, link)
        words = _words(scatter, places, frame)
    drawn = _line(places, frame, stroke, fill) if "lines" in modes else ""
    drawn += marks if "markers" in modes else ""
    drawn += words if "text" in modes else ""
    drawn = f'<g opacity="{opacity}">{drawn}</g>' if opacity != 1 and drawn else drawn
    return drawn if is_whole else frame.clipped(drawn)


Places = Sequence[tuple[Any, Any]]


def _line(places: Places, frame: Frame, stroke: Stroke, fill: str | None) -> str:
    runs = [list(run) for known, run in groupby(places, lambda place: is_known(*place)) if known]
    paths = ["M" + "L".join(f"{frame.x(x):.1f} {frame.y(y):.1f}" for x, y in run) for run in runs]
    if not paths:
        return ""
    look = stroke.attributes() if stroke.width else ""
    if fill is None:
        return f'<path class="line" d="{"".join(paths)}" fill="none" stroke-linejoin="round" {look}/>'
    return f'<path class="area" d="{"".join(f"{path}Z" for path in paths)}" fill="{fill}" {look}/>'


def _marks(scatter: Part, places: Places, frame: Frame, link: Link | None) -> str:
    count = len(places)
    names = _names(scatter, count, link)
    with scatter.part("marker") as marker:
        own = marker.take("size", 6)
        sizes, colours = each(own, count), each(marker.take("color"), count)
        symbols = each(marker.each_of("symbol", tuple(SYMBOLS)), count)
        opacity = marker.take("opacity", THROUGH if isinstance(own, list | tuple) else 1)
        edge = Stroke.of(marker, width=0)
    strokes, widths = each(edge.colour, count), each(edge.width, count)
    drawn = []
    looks = zip(sizes, colours, strokes, widths, strict=True)
    for number, ((x, y), symbol, look) in enumerate(zip(places, symbols, looks, strict=True)):
        if is_known(x, y):
            drawn.append(names.around(number, _mark(symbol, frame.x(x), frame.y(y), *look)))
    return "".join(drawn) if opacity == 1 else f'<g opacity="{opacity}">{"".join(drawn)}</g>'


def _mark(symbol: str, x: float, y: float, size: float, colour: str, stroke: str, width: float) -> str:
    """Draw one mark; of those that are only lines the edge is all there is."""
    edge = f' stroke="{stroke}" stroke-width="{width}"' if width else ""
    fill = "none" if symbol in ("x-thin", "line-ns") else colour
    return f'<path class="mark" d="{_outline(symbol, x, y, size / 2)}" fill="{fill}"{edge}/>'


def _outline(symbol: str, x: float, y: float, radius: float) -> str:
    if symbol == "circle":
        return (
            f"M{x - radius:.2f} {y:.2f}a{radius:g} {radius:g} 0 1 0 {2 * radius:g} 0"
            f"a{radius:g} {radius:g} 0 1 0 {-2 * radius:g} 0Z"
        )
    return "".join(
        "M" + "L".join(f"{x + right * radius:.2f} {y + down * radius:.2f}" for right, down in corners) + end
        for corners, end in SYMBOLS[symbol]
    )


def _star() -> Iterator[tuple[float, float]]:
    """Yield its points and the corners between them, from the one on top."""
    outer = [(0, -1.4), (0.951 * 1.4, -0.309 * 1.4), (0.588 * 1.4, 0.809 * 1.4)]
    inner = [(0.225 * 1.4, -0.309 * 1.4), (0.363 * 1.4, 0.118 * 1.4), (0, 0.382 * 1.4)]
    right = [corner for pair in zip(outer, inner, strict=True) for corner in pair]
    yield from right
    yield from ((-x, y) for x, y in reversed(right[1:-1]))


# Marks by their corners, in radii from the middle; as large as Plotly draws them.
SYMBOLS: dict[str, Sequence[tuple[Sequence[tuple[float, float]], str]]] = {
    "circle": (),
    "square": [([(-1, -1), (1, -1), (1, 1), (-1, 1)], "Z")],
    "diamond": [([(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)], "Z")],
    "triangle-up": [([(-2 / sqrt(3), 0.5), (2 / sqrt(3), 0.5), (0, -1)], "Z")],
    "pentagon": [([(0, -1), (0.951, -0.309), (0.588, 0.809), (-0.588, 0.809), (-0.951, -0.309)], "Z")],
    "star": [(list(_star()), "Z")],
    "x-thin": [([(-1, -1), (1, 1)], ""), ([(1, -1), (-1, 1)], "")],
    "line-ns": [([(0, -1), (0, 1)], "")],
}


def _words(scatter: Part, places: Places, frame: Frame) -> str:
    """Write the words in the middle of marks."""
    words = scatter.take("text", [])
    with scatter.part("textfont") as font:
        ink, size = font.take("color"), font.take("size")
    return "".join(
        text_svg(own, frame.x(x), frame.y(y) + size * 0.35, size, ink, "center")
        for own, (x, y) in zip(words, places, strict=False)
        if is_known(x, y)
    )


def cells_svg(trace: dict[str, Any], frame: Frame, link: Link | None) -> str:
    """Draw a grid of cells, each in the tint of its value; nothing where there is none; the scale beside it."""
    with all_taken(trace, "heatmap") as grid:
        grid.take("type")
        rows = grid.take("z")
        gap = grid.take("xgap")
        grid.one_of("ygap", (gap,))
        (_, pale), (_, full) = grid.take("colorscale")
        known = [value for row in rows for value in row if is_known(value)]
        low, high = grid.take("zmin", min(known, default=0)), grid.take("zmax", max(known, default=1))
        said, stand_for = grid.take("hovertext"), grid.take("customdata")
        scale = ""
        with grid.part("colorbar") as bar:
            if grid.one_of("showscale", (True, False)):
                scale = _scale(bar, frame, pale, full)
    drawn = []
    for y, row in enumerate(rows):
        names = Names(each(said and said[y], len(row)), each(stand_for and stand_for[y], len(row)), link)
        for x, value in enumerate(row):
            if is_known(value):
                tint = _tint(pale, full, value, low, high)
                cell = _rect("cell", frame, x - 0.5, x + 0.5, y - 0.5, y + 0.5, tint, gap)
                drawn.append(names.around(x, cell))
    return frame.clipped("".join(drawn)) + scale


def _tint(pale: str, full: str, value: float, low: float, high: float) -> str:
    """Mix the colour between the two of a scale; where all values are one, the middle."""
    share = (value - low) / (high - low) if high > low else 0.5
    return mixed(pale, full, share)


def _scale(bar: Part, frame: Frame, pale: str, full: str) -> str:
    """Draw what the tints stand for: steps from pale to full, the lowest and the highest value beside them."""
    thick, place = bar.take("thickness"), bar.take("x")
    bar.one_of("len", (1,))
    bar.one_of("outlinewidth", (0,))
    values, words = bar.take("tickvals"), bar.take("ticktext")
    left, top = frame.x(place, "paper") + SCALE_AIR, frame.top + SCALE_AIR
    height = frame.height - 2 * SCALE_AIR
    if len(values) != 2:
        raise NotDrawn(f"colorbar: {len(values)} values")
    # Each step reaches to the end, so that no seam shows between two.
    steps = "".join(
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{thick}" height="{height * (1 - step / STEPS):.2f}" '
        f'fill="{mixed(pale, full, step / (STEPS - 1))}"/>'
        for step in range(STEPS)
    )
    ends = zip((top + height, top), words, strict=True)
    return steps + "".join(
        text_svg(own, left + thick + 4, y + SCALE_SIZE * 0.35, SCALE_SIZE, "currentColor", "left")
        for y, own in ends
    )
