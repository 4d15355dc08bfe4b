"""A slide's bars and lines as charts: large type, direct labels; a missing value has no bar and is "–"."""

from __future__ import annotations

from collections.abc import Sequence

from indicators import formats
from indicators.charts import Chart, Theme
from indicators.charts.style import Drawing, Inks, listed, text_width, ticks
from indicators.deck.model import Bars, Lines, Slide, Value

# In pixels of a picture that is as wide as the slide.
WIDTH, HEIGHT = 1200, 520
TYPE, SMALL = 22, 18
# A row of bars is no taller than this, so that three do not fill a wall.
ROW_AT_MOST, LEGEND = 64, 40
LONGEST_NAME = 420
# What stands beside an axis: its names on the left, the last number on the right; the steps' names below.
BARS_RIGHT, LINES_LEFT, LINES_RIGHT, STEP_NAMES = 110, 90, 150, 40
# As many steps have their names below them.
MOST_NAMES = 10


def slide_chart(slide: Slide, theme: Theme) -> Chart | None:
    """Draw what a slide shows in bars or lines; None where it shows a table or sentences."""
    match slide.exhibit:
        case Bars() as bars:
            return bars_chart(bars, slide.message, slide.source, theme)
        case Lines() as lines:
            return lines_chart(lines, slide.message, slide.source, theme)
    return None


def bars_chart(bars: Bars, title: str, basis: str, theme: Theme) -> Chart:
    """Draw horizontal bars, each row named on the left and its values on or beside the bars."""
    rows = len(bars.categories)
    row = min(ROW_AT_MOST, (HEIGHT - LEGEND) / max(rows, 1))
    size = round(min(TYPE, row * 0.62))
    drawing = Drawing(
        theme,
        round(row * rows) + LEGEND,
        x=(0, _longest(bars)),
        y=(rows - 0.5, -0.5),
        left=min(LONGEST_NAME, text_width(bars.categories, size) + 12),
        right=BARS_RIGHT,
        top=0,
        bottom=LEGEND,
    )
    for y, name in enumerate(bars.categories):
        drawing.beside(y, name, -12, "right", drawing.inks.text, size)
    colours = _colours(bars, drawing.inks)
    draw = _stacked if bars.is_stacked else _beside_each_other
    draw(drawing, bars, colours, row, size)
    _legend(drawing, [name for name, _ in bars.series], colours)
    told = [title for name, values in bars.series for title in _titles(bars, name, values)]
    return Chart(drawing.figure(), title, basis, listed(told))


def _longest(bars: Bars) -> float:
    known = [value for _, values in bars.series for value in values if value is not None]
    return max([*(_sums(bars) if bars.is_stacked else known), 0]) or 1


def _sums(bars: Bars) -> list[float]:
    return [
        sum(value or 0 for value in row) for row in zip(*(values for _, values in bars.series), strict=True)
    ]


def _titles(bars: Bars, series: str, values: Sequence[Value]) -> list[str]:
    """Name each bar of a series to a pointer."""
    written = (formats.number(value, bars.decimals) for value in values)
    return [f"{name}, {series}: {value}" for name, value in zip(bars.categories, written, strict=True)]


def _beside_each_other(drawing: Drawing, bars: Bars, colours: Sequence[str], row: float, size: int) -> None:
    """Draw the series of a row one below the other, each bar's number behind its end."""
    thick = 0.68 / len(bars.series)
    size = round(min(size, max(row * thick * 0.9, 11)))
    for place, (name, values) in enumerate(bars.series):
        heights = [y + thick * (place + 0.5) - 0.34 for y in range(len(values))]
        look = {"marker": {"color": colours[place]}, "width": thick}
        drawing.bars(x=list(values), y=heights, hovertext=_titles(bars, name, values), **look)
        for y, value in zip(heights, values, strict=True):
            ink, air = (drawing.inks.soft, 6) if value is None else (drawing.inks.text, 8)
            number = formats.number(value, bars.decimals)
            drawing.write(max(value or 0, 0), y, number, ink, size, xshift=air, xanchor="left")


def _stacked(drawing: Drawing, bars: Bars, colours: Sequence[str], row: float, size: int) -> None:
    """Draw the parts of a row end to end, each with its number where there is room for it."""
    inks, starts = drawing.inks, [0.0] * len(bars.categories)
    pixels = (WIDTH - drawing.left - drawing.right) / (drawing.x[1] - drawing.x[0])
    for colour, (name, values) in zip(colours, bars.series, strict=True):
        titles = _titles(bars, name, values)
        look = {"marker": {"color": colour}, "width": 0.62}
        drawing.bars(x=list(values), y=list(range(len(values))), base=list(starts), hovertext=titles, **look)
        for y, value in enumerate(values):
            number, width = formats.number(value, bars.decimals), (value or 0) * pixels
            if value and width > text_width([number], size):
                ink = inks.background if colour == inks.accent else inks.text
                drawing.write(starts[y] + value / 2, y, number, ink, size)
            elif value and colour == inks.track:
                # Too narrow for its number; nothing comes behind the last part.
                drawing.write(starts[y] + value, y, number, inks.text, size, xshift=8, xanchor="left")
        starts = [start + (value or 0) for start, value in zip(starts, values, strict=True)]


def _colours(bars: Bars, inks: Inks) -> list[str]:
    if bars.is_stacked:
        return [inks.accent, inks.track]
    return [inks.context, inks.accent][-len(bars.series) :]


def lines_chart(lines: Lines, title: str, basis: str, theme: Theme) -> Chart:
    """Draw lines over time from zero, broken where a value is missing; the first one's last value at its end."""
    last = max(len(lines.steps) - 1, 1)
    highest = max([*(value for _, values in lines.series for value in values if value is not None), 1]) * 1.06
    drawing = Drawing(
        theme,
        HEIGHT,
        x=(0, last),
        y=(0, highest),
        left=LINES_LEFT,
        right=LINES_RIGHT,
        top=10,
        bottom=LEGEND + STEP_NAMES,
    )
    inks = drawing.inks
    for tick in ticks(0, highest, 5):
        drawing.line((0, tick), (last, tick), line={"color": inks.track, "width": 1})
        drawing.beside(tick, formats.count(tick), -12, "right", inks.soft, SMALL)
    for step, name in list(enumerate(lines.steps))[:: -(len(lines.steps) // MOST_NAMES + 1)]:
        drawing.write(step, 0, name, inks.soft, SMALL, yref="paper", yanchor="top", yshift=-6)
    colours = [inks.accent, inks.context]
    for (name, values), colour, dash in zip(lines.series, colours, ("solid", "dash"), strict=False):
        drawing.marks(
            x=list(range(len(values))),
            y=list(values),
            mode="lines+markers" if dash == "solid" else "lines",
            line={"color": colour, "width": 4, "dash": dash},
            marker={"color": colour, "size": 8},
            hovertext=_steps(lines, name, values),
        )
    _name_end(drawing, lines.series[0][1], colours[0])
    _legend(drawing, [name for name, _ in lines.series], colours)
    told = [said for name, values in lines.series for said in _steps(lines, name, values)]
    return Chart(drawing.figure(), title, basis, listed(told))


def _steps(lines: Lines, series: str, values: Sequence[Value]) -> list[str]:
    """Name each step of a line to a pointer."""
    written = zip(lines.steps, map(formats.count, values), strict=True)
    return [f"{series}, {step}: {value}" for step, value in written]


def _name_end(drawing: Drawing, values: Sequence[Value], colour: str) -> None:
    """Write a line's last known value behind its end."""
    known = [(step, value) for step, value in enumerate(values) if value is not None]
    for step, value in known[-1:]:
        drawing.write(step, value, formats.count(value), colour, TYPE, xshift=12, xanchor="left")


def _legend(drawing: Drawing, names: Sequence[str], colours: Sequence[str]) -> None:
    """Say below what the colours mean; one series is named by the slide itself."""
    if len(names) < 2:
        return
    left, below = -float(drawing.left), LEGEND // 2 - drawing.bottom
    at_corner = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "middle", "yshift": below}
    for name, colour in zip(names, colours, strict=False):
        drawing.write(0, 0, "■", colour, TYPE, xshift=left, **at_corner)
        drawing.write(0, 0, name, drawing.inks.text, SMALL, xshift=left + 24, **at_corner)
        left += 24 + text_width([name], SMALL) + 24
