"""Side by side: of every node, where each side stands between nothing and the maximum."""

from __future__ import annotations

from collections.abc import Sequence

from indicators import formats
from indicators.analysis.comparison import SideBySide
from indicators.charts.style import SMALL_SIZE, Chart, Drawing, Theme, apart, listed, room
from indicators.wording import text

ROW = 44
# Letters nearer to each other than this part of the axis are set above one another.
NEAR = 0.045


def lettered_dots(
    compared: SideBySide, nodes: Sequence[str], title: str, basis: str, theme: Theme
) -> Chart | None:
    """A row a node, a lettered dot a side at its share of the maximum; None where no side has any."""
    rows = [row for row in compared.rows.to_dict("records") if row["node"] in nodes]
    letters = [side.letter for side in compared.sides]
    known = [[letter for letter in letters if row[letter] == row[letter]] for row in rows]
    if not any(known):
        return None
    drawing = Drawing(
        theme,
        ROW * len(rows) + 30,
        x=(0, 1),
        y=(len(rows) - 0.5, -0.5),
        left=room((row["short_name"] for row in rows), SMALL_SIZE) + 18,
        right=30,
        top=6,
        bottom=24,
    )
    inks = drawing.inks
    for share in (0, 0.25, 0.5, 0.75, 1):
        drawing.upright(share, inks.track, 1)
        drawing.write(
            share, 0, f"{formats.count(share * 100)}%", inks.soft, SMALL_SIZE, yref="paper", yanchor="top"
        )
    for y, (row, held) in enumerate(zip(rows, known, strict=True)):
        drawing.beside(y, row["short_name"], -18, "right", inks.text, SMALL_SIZE)
        shares = [row[letter] / row["max_value"] for letter in held]
        for letter, share, height in zip(held, shares, _heights(shares), strict=True):
            drawing.marks(
                x=[share],
                y=[y + height],
                mode="markers+text",
                text=[f"<b>{letter}</b>"],
                textfont={"color": inks.background, "size": 12},
                marker={"size": 19, "color": inks.series[letters.index(letter)]},
                hovertext=f"{letter} · {row['short_name']}: {formats.number(row[letter])}",
            )
    told = [
        f"{row['short_name']}: {', '.join(f'{letter} {formats.number(row[letter])}' for letter in letters)}"
        for row in rows
    ]
    share_of = text("share of the maximum")
    return Chart(drawing.figure(), title, f"{basis} · {share_of}", listed(told))


def _heights(shares: Sequence[float]) -> list[float]:
    """Heights within a row so that dots at nearly the same place do not hide each other."""
    heights = [0.0] * len(shares)
    for index, share in enumerate(shares):
        crowd = [other for other, near in enumerate(shares) if abs(near - share) < NEAR]
        if len(crowd) > 1:
            heights[index] = apart([0.0] * len(crowd), min(0.42, 0.8 / len(crowd)))[crowd.index(index)]
    return heights
