"""Bullet bars of the groups' points against their maximum, and a line of the total over time."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd

from indicators import formats
from indicators.charts.changes import change_ink
from indicators.charts.style import (
    HALF,
    WIDE,
    Chart,
    Drawing,
    Theme,
    axis_range,
    listed,
    text_width,
)
from indicators.markup import Markup
from indicators.periods import Period, vietnam_day
from indicators.translation import text

BULLET_HEIGHT, NARROW_HEIGHT = 40, 54
LINE_HEIGHT = 70


def bullets(
    card: pd.DataFrame,
    title: str,
    basis: str,
    theme: Theme,
    *,
    targets: Mapping[str, Sequence[float]] | None = None,
    signals: Collection[str] = (),
    width: int = WIDE,
) -> Chart:
    """Draw the points won of each node on one scale, so that what is missing compares too; hollow: before.

    `card` has node, colour, name, value, max_value, previous_value, value_change, one row a node in the
    order shown; `targets` by node are ticks. Only changes of the nodes in `signals` are in ink: the others may be
    chance. Where the plot is not wide, names stand above the bars.
    """
    rows, is_wide = card.reset_index(drop=True), width > HALF
    records = rows.to_dict("records")
    words = [_node_in_words(row) for row in records]
    top = 4 if is_wide else 14
    drawing = Drawing(
        theme,
        (BULLET_HEIGHT if is_wide else NARROW_HEIGHT) * len(rows) + top + 4,
        x=(0, rows.max_value.max()),
        y=(len(rows) - 0.5, -0.5),
        left=text_width(rows.name, 15) + 8 if is_wide else 4,
        right=190,
        top=top,
        bottom=4,
    )
    inks = drawing.inks
    colours = [colour or inks.accent for colour in rows.colour]
    hollow = {"color": inks.background, "line": {"color": inks.text, "width": 2}}
    drawing.bars(x=rows.max_value, y=rows.index, marker={"color": inks.track})
    drawing.bars(
        x=rows.value,
        y=rows.index,
        marker={"color": colours},
        hovertext=words,
        customdata=rows.node.tolist(),
    )
    drawing.marks(x=rows.previous_value, y=rows.index, marker={"symbol": "diamond", "size": 11, **hollow})
    for y, row in enumerate(records):
        for target in (targets or {}).get(row["node"], ()):
            drawing.line(
                (target, y - 0.36), (target, y + 0.36), line={"color": inks.text, "width": 3}, layer="above"
            )
        change = row["value_change"]
        if is_wide:
            drawing.beside(y, row["name"], -8, "right", inks.text, 15, row["node"])
        else:
            drawing.write(
                0, y - 0.27, row["name"], inks.text, 15, xanchor="left", yanchor="bottom", name=row["node"]
            )
        drawing.beside(
            y, Markup("<b>{}</b>").format(formats.number(row["value"])), 70, "right", inks.text, 18
        )
        drawing.beside(y, f"/{formats.number(row['max_value'], 0)}", 72, "left", inks.soft)
        ink = change_ink(change, inks, is_signal=row["node"] in signals)
        drawing.beside(y, formats.change(change), 116, "left", ink, 15)
    return Chart(drawing.figure(), title, basis, listed(words))


def _node_in_words(row: dict[Any, Any]) -> str:
    return text(
        "{name}: {value} of {maximum} points, change {change}",
        name=row["name"],
        value=formats.number(row["value"]),
        maximum=formats.number(row["max_value"], 0),
        change=formats.change(row["value_change"]),
    )


def history_line(history: pd.DataFrame, basis: str, theme: Theme) -> Chart | None:
    """Draw the total over comparable captures, first and last named.

    None where there are fewer than two to join.

    `history` has captured_at, period (as written in the store), value, oldest first: captures of one open
    period, or the closed periods of one kind.
    """
    known = history.dropna(subset="value").reset_index(drop=True)
    if len(known) < 2:
        return None
    names, last = _steps(known), len(known) - 1
    drawing = Drawing(
        theme,
        LINE_HEIGHT,
        x=(-0.2, last + 0.2),
        y=axis_range(known.value, 0.15),
        left=6,
        right=56,
        top=10,
        bottom=22,
    )
    inks = drawing.inks
    drawing.marks(
        x=known.index,
        y=known.value,
        mode="lines+markers",
        line={"color": inks.accent, "width": 2},
        marker={"size": [1] * last + [9], "color": inks.accent},
        customdata=names,
        hovertext=[
            f"{name}: {formats.number(value)}" for name, value in zip(names, known.value, strict=True)
        ],
    )
    for x, anchor in ((0, "left"), (last, "right")):
        drawing.write(x, 0, names[x], inks.soft, yref="paper", yanchor="top", xanchor=anchor)
    drawing.beside(known.value[last], formats.number(known.value[last]), 8, "left", inks.accent)
    told = text(
        "from {first} ({start}) to {last} ({end})",
        first=formats.number(known.value[0]),
        start=names[0],
        last=formats.number(known.value[last]),
        end=names[last],
    )
    return Chart(drawing.figure(), text("Total points over time"), basis, listed([told]))


def _steps(history: pd.DataFrame) -> list[str]:
    """Name the points: by the day of reading within one period, by the period's name among several."""
    if history.period.nunique() == 1:
        return [formats.short_day(vietnam_day(at)) for at in history.captured_at]
    return [formats.period(Period.parse(written)) for written in history.period]
