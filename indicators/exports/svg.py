"""A slide's exhibit as SVG, for the projector and for paper: large type, direct labels, nothing to load.

What stands beside a bar is written by the same rules as everywhere; a missing value has no bar and is "–".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from indicators import formats
from indicators.charts.style import INKS, Inks, Theme, text_width, ticks
from indicators.deck import Bars, Lines, Table
from indicators.exports.columns import parts_of_width

WIDTH, HEIGHT = 1200, 520
TYPE, SMALL = 22, 18
# A row of bars is no taller than this, so that three do not fill a wall.
ROW_AT_MOST, LEGEND = 64, 40
LONGEST_NAME = 420


def bars_svg(bars: Bars, theme: Theme, font: str) -> str:
    """Horizontal bars, each row named on the left and its values on or beside the bars."""
    inks = INKS[theme]
    rows, series = len(bars.categories), len(bars.series)
    row = min(ROW_AT_MOST, (HEIGHT - LEGEND) / max(rows, 1))
    size = min(TYPE, row * 0.62)
    left = min(LONGEST_NAME, text_width(bars.categories, round(size)) + 12)
    known = [value for _, values in bars.series for value in values if value is not None]
    sums = [sum(value or 0 for value in values) for values in zip(*(v for _, v in bars.series), strict=True)]
    longest = max([*(sums if bars.is_stacked else known), 0]) or 1
    across = (WIDTH - left - 110) / longest
    colours = _colours(bars, inks)
    drawn = []
    for number, name in enumerate(bars.categories):
        top = number * row
        middle = top + row / 2
        drawn.append(_text(left - 12, middle, name, inks.text, size, "end"))
        start = 0.0
        for place, (_, values) in enumerate(bars.series):
            value = values[number]
            thick = row * (0.62 if bars.is_stacked else 0.68 / series)
            above = top + row * 0.19 if bars.is_stacked else top + row * 0.16 + place * thick
            look = _Look(colours[place], inks, size, bars.decimals, bars.is_stacked)
            drawn += _bar(value, left + start * across, above, thick, across, look)
            if bars.is_stacked:
                start += value or 0
    drawn += _legend([name for name, _ in bars.series], colours, inks, row * rows + LEGEND * 0.6)
    return _frame(drawn, font, round(row * rows + LEGEND))


@dataclass(frozen=True, slots=True)
class _Look:
    """How a bar is filled and its number written."""

    colour: str
    inks: Inks
    size: float
    decimals: int
    is_stacked: bool


def _bar(value: float | None, x: float, y: float, thick: float, across: float, look: _Look) -> list[str]:
    """One bar with its number: within a stacked one where there is room, else behind the end of the last."""
    written, inks = formats.number(value, look.decimals), look.inks
    middle, size = y + thick / 2, min(look.size, max(thick * 0.9, 11))
    if value is None:
        return [] if look.is_stacked else [_text(x + 6, middle, written, inks.soft, size, "start")]
    width = max(value * across, 0)
    place = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{thick:.1f}"'
    drawn = [f'<rect {place} fill="{look.colour}"/>']
    if not look.is_stacked:
        return [*drawn, _text(x + width + 8, middle, written, inks.text, size, "start")]
    if value and width > text_width([written], round(size)):
        ink = inks.background if look.colour == inks.accent else inks.text
        drawn.append(_text(x + width / 2, middle, written, ink, size, "middle"))
    elif value and look.colour == inks.track:
        # Too narrow for its number; nothing comes behind the last part.
        drawn.append(_text(x + width + 8, middle, written, inks.text, size, "start"))
    return drawn


def _colours(bars: Bars, inks: Inks) -> list[str]:
    if bars.is_stacked:
        return [inks.accent, inks.track]
    return [inks.context, inks.accent][-len(bars.series) :]


def lines_svg(lines: Lines, theme: Theme, font: str) -> str:
    """Lines over time from zero, the last value of each written at its end."""
    inks = INKS[theme]
    values = [value for _, series in lines.series for value in series if value is not None]
    highest = max([*values, 1]) * 1.06
    left, right, bottom = 90, 150, HEIGHT - LEGEND - 40
    step = (WIDTH - left - right) / max(len(lines.steps) - 1, 1)
    drawn = []
    for tick in ticks(0, highest, 5):
        y = bottom - tick / highest * (bottom - 10)
        drawn.append(f'<path d="M{left} {y:.1f}H{WIDTH - right}" stroke="{inks.track}"/>')
        drawn.append(_text(left - 12, y, formats.count(tick), inks.soft, SMALL, "end"))
    for number, name in enumerate(lines.steps):
        if (len(lines.steps) - 1 - number) % (len(lines.steps) // 10 + 1) == 0:
            drawn.append(_text(left + number * step, bottom + 24, name, inks.soft, SMALL, "middle"))
    colours, dashes = [inks.accent, inks.context], ["", ' stroke-dasharray="9 7"']
    for (_, series), colour, dash in zip(lines.series, colours, dashes, strict=False):
        points = [
            (left + number * step, bottom - value / highest * (bottom - 10), value)
            for number, value in enumerate(series)
            if value is not None
        ]
        if not points:
            continue
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y, _ in points)
        drawn.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="4"{dash}/>')
        x, y, last = points[-1]
        # What is needed may end where the line itself does: only the line is numbered.
        if not dash:
            drawn.append(_text(x + 12, y, formats.count(last), colour, TYPE, "start"))
    drawn += _legend([name for name, _ in lines.series], colours, inks, HEIGHT - 14)
    return _frame(drawn, font, HEIGHT)


def table_svg(table: Table, theme: Theme, font: str) -> str:
    """A table, the header in the accent, numbers to the right."""
    inks = INKS[theme]
    row = min(46.0, HEIGHT / (len(table.rows) + 1))
    size = min(TYPE, row * 0.5)
    widths = [WIDTH * part for part in parts_of_width(table.header, table.rows, wraps=False)]
    drawn = [f'<rect width="{WIDTH}" height="{row:.1f}" fill="{inks.accent}"/>']
    for line, cells in enumerate((table.header, *table.rows)):
        x = 0.0
        ink = inks.background if line == 0 else inks.text
        for column, (written, width) in enumerate(zip(cells, widths, strict=True)):
            is_number = column in table.numeric
            at, anchor = (x + width - 14, "end") if is_number else (x + 14, "start")
            drawn.append(_text(at, line * row + row / 2, written, ink, size, anchor))
            x += width
        if line:
            y = (line + 1) * row
            drawn.append(f'<path d="M0 {y:.1f}H{WIDTH}" stroke="{inks.track}"/>')
    return _frame(drawn, font, round(row * (len(table.rows) + 1)) + 2)


def _legend(names: Sequence[str], colours: Sequence[str], inks: Inks, y: float) -> list[str]:
    """What the colours mean; one series is named by the slide itself."""
    if len(names) < 2:
        return []
    drawn, x = [], 0.0
    for name, colour in zip(names, colours, strict=False):
        drawn.append(f'<rect x="{x:.0f}" y="{y - 9:.0f}" width="18" height="18" fill="{colour}"/>')
        drawn.append(_text(x + 26, y, name, inks.text, SMALL, "start"))
        x += 26 + text_width([name], SMALL) + 24
    return drawn


def _text(x: float, y: float, words: str, ink: str, size: float, anchor: str) -> str:
    # Drawn at the middle without dominant-baseline, which not every reader of SVG knows.
    return (
        f'<text x="{x:.1f}" y="{y + size * 0.35:.1f}" fill="{ink}" font-size="{size:.1f}" '
        f'text-anchor="{anchor}">{escape(words)}</text>'
    )


def _frame(drawn: Sequence[str], font: str, height: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'font-family="{escape(font)}">{"".join(drawn)}</svg>'
    )
