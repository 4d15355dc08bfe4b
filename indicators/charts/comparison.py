"""Dot chart of a comparison: for every node, each side's share of the maximum."""

from __future__ import annotations

from collections.abc import Sequence

from indicators import formats
from indicators.analysis.comparison import SideBySide
from indicators.charts.style import HALF, SMALL_SIZE, Chart, Drawing, Theme, listed, spread_labels, text_width
from indicators.markup import Markup
from indicators.translation import text

# In pixels: a row, a letter within it, what is left free right of the axis, and between a name and the axis.
ROW, LETTER, RIGHT, NAME_GAP = 44, 19, 30, 18


def lettered_dots(
    compared: SideBySide, nodes: Sequence[str], title: str, basis: str, theme: Theme, width: int = HALF
) -> Chart | None:
    """Draw a row a node, a lettered dot a side at its share of the maximum; None where no side has any.

    On so many pixels of `width`, letters that would hide one another are set above one another. Dots stand for their
    agency, names for their node.
    """
    rows = [row for row in compared.rows.to_dict("records") if row["node"] in nodes]
    letters = [side.letter for side in compared.sides]
    # By row, where each letter that is known stands.
    shares = [
        {letter: row[letter] / row["max_value"] for letter in letters if row[letter] == row[letter]}
        for row in rows
    ]
    if not any(shares):
        return None
    left = text_width((row["short_name"] for row in rows), SMALL_SIZE) + NAME_GAP
    near = LETTER / max(width - left - RIGHT, LETTER)
    heights = [_heights(list(of_row.values()), near) for of_row in shares]
    # A row is as tall as the letters above one another in it.
    tall = [max(ROW, 2 * max(of_row, default=0) + LETTER + 8) for of_row in heights]
    middles = [sum(tall[:place]) + height / 2 for place, height in enumerate(tall)]
    drawing = _frame(theme, sum(tall), left)
    inks = drawing.inks.series
    for y, row, of_row, within in zip(middles, rows, shares, heights, strict=True):
        drawing.beside(y, row["short_name"], -NAME_GAP, "right", drawing.inks.text, SMALL_SIZE, row["node"])
        for (letter, share), height in zip(of_row.items(), within, strict=True):
            hover = f"{letter} · {row['short_name']}: {formats.number(row[letter])}"
            number = letters.index(letter)
            side = compared.sides[number]
            _letter(drawing, letter, share, y + height, inks[number], hover, side.agency_id)
    told = [
        f"{row['short_name']}: {', '.join(f'{letter} {formats.number(row[letter])}' for letter in letters)}"
        for row in rows
    ]
    share_of = text("share of the maximum")
    return Chart(drawing.figure(), title, f"{basis} · {share_of}", listed(told))


def _frame(theme: Theme, height: float, left: int) -> Drawing:
    """Begin a drawing of rows that are so high altogether, over the shares of the maximum."""
    drawing = Drawing(
        theme, round(height) + 30, x=(0, 1), y=(height, 0), left=left, right=RIGHT, top=6, bottom=24
    )
    inks = drawing.inks
    for share in (0, 0.25, 0.5, 0.75, 1):
        words = f"{formats.count(share * 100)}%"
        drawing.vertical_line(share, inks.track, 1)
        drawing.write(share, 0, words, inks.soft, SMALL_SIZE, yref="paper", yanchor="top")
    return drawing


def _letter(drawing: Drawing, letter: str, x: float, y: float, ink: str, hover: str, agency_id: str) -> None:
    drawing.marks(
        x=[x],
        y=[y],
        mode="markers+text",
        text=[Markup("<b>{}</b>").format(letter)],
        textfont={"color": drawing.inks.background, "size": 12},
        marker={"size": LETTER, "color": ink},
        hovertext=hover,
        customdata=[agency_id],
    )


def _heights(shares: Sequence[float], near: float) -> list[float]:
    """Return pixels from a row's middle, so that no dots within `near` of each other hide one another."""
    order = sorted(range(len(shares)), key=lambda index: shares[index])
    crowds: list[list[int]] = []
    for index in order:
        if crowds and shares[index] - shares[crowds[-1][-1]] < near:
            crowds[-1].append(index)
        else:
            crowds.append([index])
    heights = [0.0] * len(shares)
    for crowd in crowds:
        for index, height in zip(sorted(crowd), spread_labels([0.0] * len(crowd), LETTER), strict=True):
            heights[index] = height
    return heights
