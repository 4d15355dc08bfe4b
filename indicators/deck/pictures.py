"""A slide's bars, dumbbells and lines as charts: large type, direct labels; a missing value has no bar and is "–"."""

from __future__ import annotations

from collections.abc import Sequence

from indicators import formats
from indicators.charts import Chart, Theme
from indicators.charts.changes import change_ink, move_ink
from indicators.charts.style import (
    Drawing,
    listed,
    spread_labels,
    text_width,
    ticks,
)
from indicators.deck.model import Bars, Lines, Moves, Slide, Value
from indicators.translation import text

# In pixels of a picture that is as wide as the slide: 22 of them are 16 points there.
WIDTH, HEIGHT = 1200, 536
TYPE = 22
# A bar is no thicker than this, so that three do not fill a wall.
THICKEST, LEGEND = 72, 40
LONGEST_NAME = 520
# What stands beside an axis: its names on the left, the last number on the right; the steps' names below.
BARS_RIGHT, LINES_LEFT, LINES_RIGHT, STEP_NAMES = 120, 90, 150, 40
# Pixels between the names of two days.
NAMES_APART = 90


def slide_chart(slide: Slide, theme: Theme) -> Chart | None:
    """Draw what a slide shows in bars, dumbbells or lines; None where it shows a table or sentences."""
    match slide.exhibit:
        case Bars() as bars:
            return bars_chart(bars, slide.message, slide.source, theme)
        case Moves() as moves:
            return moves_chart(moves, slide.message, slide.source, theme)
        case Lines() as lines:
            return lines_chart(lines, slide.message, slide.source, theme)
    return None


def bars_chart(bars: Bars, title: str, basis: str, theme: Theme) -> Chart:
    """Draw horizontal bars, each row named on the left and its values on or behind the bars."""
    legend = LEGEND if bars.form == "stacked" else 0
    rows = len(bars.categories)
    row = (HEIGHT - legend) / max(rows, 1)
    size = round(min(TYPE, row * 0.7))
    drawing = Drawing(
        theme,
        round(row * rows) + legend,
        x=(0, max([*_ends(bars), 0]) or 1),
        y=(rows - 0.5, -0.5),
        left=min(LONGEST_NAME, text_width(bars.categories, size) + 12),
        right=BARS_RIGHT,
        top=0,
        bottom=legend,
    )
    for y, name in enumerate(bars.categories):
        drawing.beside(y, name, -12, "right", drawing.inks.text, size)
    if bars.form == "stacked":
        _stacked(drawing, bars, size, min(0.64, THICKEST / row))
    else:
        _marked(drawing, bars, size, min(0.68, THICKEST / row))
    told = [title for name, values in bars.series for title in _titles(bars, name, values)]
    return Chart(drawing.figure(), title, basis, listed(told))


def _ends(bars: Bars) -> list[float]:
    """Return where each row ends."""
    rows = zip(*(values for _, values in bars.series), strict=True)
    return [sum(value or 0 for value in row) for row in rows]


def _titles(bars: Bars, series: str, values: Sequence[Value]) -> list[str]:
    """Name each bar of a series to a pointer."""
    written = (formats.number(value, bars.decimals) for value in values)
    known = zip(bars.categories, values, written, strict=True)
    return [f"{name}, {series}: {number}" for name, value, number in known if value is not None]


def _marked(drawing: Drawing, bars: Bars, size: int, thick: float) -> None:
    """Draw one bar a row, the series that matters in the one colour, each bar's number behind its end."""
    colours = [drawing.inks.context, drawing.inks.accent]
    for colour, (name, values) in zip(colours[-len(bars.series) :], bars.series, strict=True):
        known = [(y, value) for y, value in enumerate(values) if value is not None]
        drawing.bars(
            x=[value for _, value in known],
            y=[y for y, _ in known],
            width=thick,
            marker={"color": colour},
            hovertext=_titles(bars, name, values),
        )
    for y, row in enumerate(zip(*(values for _, values in bars.series), strict=True)):
        value = next((value for value in row if value is not None), None)
        ink = drawing.inks.soft if value is None else drawing.inks.text
        number = formats.number(value, bars.decimals)
        drawing.write(max(value or 0, 0), y, number, ink, size, xshift=8, xanchor="left")


def _stacked(drawing: Drawing, bars: Bars, size: int, thick: float) -> None:
    """Draw the parts of a row end to end, each with its number where there is room for it."""
    inks, starts = drawing.inks, [0.0] * len(bars.categories)
    colours = [inks.context, inks.accent, inks.track]
    pixels = (WIDTH - drawing.left - drawing.right) / (drawing.x[1] - drawing.x[0])
    ends = _ends(bars)
    for colour, (name, values) in zip(colours, bars.series, strict=True):
        known = [(y, value) for y, value in enumerate(values) if value is not None]
        drawing.bars(
            x=[value for _, value in known],
            y=[y for y, _ in known],
            base=[starts[y] for y, _ in known],
            width=thick,
            marker={"color": colour},
            hovertext=_titles(bars, name, values),
        )
        for y, value in known:
            number = formats.number(value, bars.decimals)
            if value * pixels > text_width([number], size):
                ink = inks.background if colour == inks.accent else inks.text
                drawing.write(starts[y] + value / 2, y, number, ink, size)
            elif formats.as_shown(value) and starts[y] + value >= ends[y] - 1e-9:
                # Too narrow for its number; nothing comes behind the last part.
                drawing.write(ends[y], y, number, inks.text, size, xshift=8, xanchor="left")
            starts[y] += value
    _legend(drawing, [name for name, _ in bars.series], colours)


def moves_chart(moves: Moves, title: str, basis: str, theme: Theme) -> Chart:
    """Draw from before (hollow, all on one line) to now (filled); names on the other side, numbers beside."""
    rows = len(moves.names)
    row = (HEIGHT - LEGEND) / rows
    size = round(min(TYPE, row * 0.7))
    written = [
        f"{formats.number(before)} → {formats.number(now)}"
        for before, now in zip(moves.before, moves.now, strict=True)
    ]
    ends = _around_zero(moves.changes)
    drawing = Drawing(
        theme,
        round(row * rows) + LEGEND,
        x=ends,
        y=(rows - 0.5, -0.5),
        left=min(LONGEST_NAME, text_width(moves.names, size) + 16),
        right=text_width(written, size) + 130,
        top=0,
        bottom=LEGEND,
    )
    inks = drawing.inks
    drawing.vertical_line(0, inks.context, 1)
    told = []
    moved = zip(moves.names, moves.changes, written, moves.signals, strict=True)
    for y, (name, change, points, is_signal) in enumerate(moved):
        ink = move_ink(change, inks, is_signal=is_signal)
        word = change_ink(change, inks, is_signal=is_signal)
        told.append(f"{name}: {points}")
        drawing.marks(
            x=[0, change],
            y=[y, y],
            mode="lines+markers",
            line={"color": ink, "width": 5},
            marker={"size": 14, "color": [inks.background, ink], "line": {"color": ink, "width": 3}},
            hovertext=told[-1],
        )
        drawing.beside(y, name, -16, "right", inks.text, size)
        drawing.beside(y, formats.change(change), 14, "left", word, size)
        drawing.beside(y, points, drawing.right - 8, "right", inks.soft, size)
    ways = {change > 0 for change, is_signal in zip(moves.changes, moves.signals, strict=True) if is_signal}
    shown = [
        *([(text("rose"), inks.better)] if True in ways else []),
        *([(text("fell"), inks.worse)] if False in ways else []),
        *([] if all(moves.signals) else [(text("not told from chance"), inks.context)]),
    ]
    _legend(
        drawing,
        [f"○ {moves.steps[0]} → ● {moves.steps[1]}", *(name for name, _ in shown)],
        [inks.background, *(ink for _, ink in shown)],
    )
    return Chart(drawing.figure(), title, basis, listed(told))


def _around_zero(changes: Sequence[float]) -> tuple[float, float]:
    """Return an axis that holds the changes, and zero, with a little air."""
    low, high = min(0.0, *changes), max(0.0, *changes)
    air = (high - low) * 0.04 or 1.0
    return low - air, high + air


def lines_chart(lines: Lines, title: str, basis: str, theme: Theme) -> Chart:
    """Draw lines over time from zero, to the scale of its days; the last value of each at its end."""
    places = [(day - lines.days[0]).days for day in lines.days]
    highest = max([*(value for _, values in lines.series for value in values if value is not None), 1]) * 1.06
    drawing = Drawing(
        theme,
        HEIGHT,
        x=(0, max(places[-1], 1)),
        y=(0, highest),
        left=LINES_LEFT,
        right=LINES_RIGHT,
        top=10,
        bottom=LEGEND + STEP_NAMES,
    )
    inks = drawing.inks
    for tick in ticks(0, highest, 5):
        drawing.line((0, tick), (drawing.x[1], tick), line={"color": inks.track, "width": 1})
        drawing.beside(tick, formats.count(tick), -12, "right", inks.soft, TYPE)
    _name_days(drawing, lines, places)
    colours, looks = [inks.accent, inks.context, inks.worse], ("solid", "dash", "dot")
    told = []
    for (name, values), colour, look in zip(lines.series, colours, looks, strict=False):
        known = [
            (place, day, value)
            for place, day, value in zip(places, lines.days, values, strict=True)
            if value is not None
        ]
        words = [f"{name}, {formats.short_day(day)}: {formats.count(value)}" for _, day, value in known]
        told += words
        drawing.marks(
            x=[place for place, _, _ in known],
            y=[value for _, _, value in known],
            mode="lines+markers" if look == "solid" else "lines",
            line={"color": colour, "width": 4, "dash": look},
            marker={"color": colour, "size": 8},
            hovertext=words,
        )
    _name_ends(drawing, lines, places, colours)
    _legend(drawing, [name for name, _ in lines.series], colours)
    return Chart(drawing.figure(), title, basis, listed(told))


def _name_days(drawing: Drawing, lines: Lines, places: Sequence[int]) -> None:
    """Name as many days below as have room, the last one first; a line and a word mark the deadline."""
    pixels, inks = (WIDTH - LINES_LEFT - LINES_RIGHT) / drawing.x[1], drawing.inks
    free = float("inf")
    for place, day in reversed(list(zip(places, lines.days, strict=True))):
        if (free - place) * pixels < NAMES_APART:
            continue
        free = place
        is_deadline = day == lines.deadline
        name = text("due {day}", day=formats.short_day(day)) if is_deadline else formats.short_day(day)
        ink = inks.worse_text if is_deadline else inks.soft
        drawing.write(place, 0, name, ink, TYPE, yref="paper", yanchor="top", yshift=-6)
    if lines.deadline in lines.days:
        drawing.vertical_line(places[lines.days.index(lines.deadline)], inks.worse, 2, "dash")


def _name_ends(drawing: Drawing, lines: Lines, places: Sequence[int], colours: Sequence[str]) -> None:
    """Write the last known value of what is, and of where it leads, behind their ends."""
    ends = []
    for (_, values), colour in zip(lines.series, colours, strict=False):
        known = [(place, value) for place, value in zip(places, values, strict=True) if value is not None]
        if known and colour != drawing.inks.context:
            ends.append((*known[-1], colour))
    pixels = (HEIGHT - LEGEND - STEP_NAMES) / drawing.y[1]
    heights = spread_labels([value for _, value, _ in ends], TYPE / pixels)
    for (place, value, colour), height in zip(ends, heights, strict=True):
        drawing.write(place, height, formats.count(value), colour, TYPE, xshift=12, yshift=12, xanchor="left")


def _legend(drawing: Drawing, names: Sequence[str], colours: Sequence[str]) -> None:
    """Say below what the colours mean."""
    left, below = -float(drawing.left), LEGEND // 2 - drawing.bottom
    at_corner = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "middle", "yshift": below}
    for name, colour in zip(names, colours, strict=False):
        drawing.write(0, 0, "■", colour, TYPE, xshift=left, **at_corner)
        drawing.write(0, 0, name, drawing.inks.text, TYPE, xshift=left + 24, **at_corner)
        left += 24 + text_width([name], TYPE) + 24
