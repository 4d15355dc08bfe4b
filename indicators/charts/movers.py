"""Dumbbells of the units that moved since the previous comparable capture: before and now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from indicators import formats
from indicators.charts.changes import change_ink, move_ink
from indicators.charts.style import (
    SMALL_SIZE,
    Chart,
    Direction,
    Drawing,
    Theme,
    axis_range,
    listed,
    text_width,
)
from indicators.markup import Markup
from indicators.translation import text

ROW = 17


def mover_dumbbells(
    movers: Mapping[str, pd.DataFrame],
    title: str,
    basis: str,
    theme: Theme,
    *,
    direction: Direction = "higher",
    signals: Collection[str] = (),
) -> Chart | None:
    """Draw from before (hollow, all on one line) to now (filled), by peer group; None where nobody moved.

    A week moves a unit by tenths and units differ by tens, so the moves are drawn from a common start and the
    points before and now are written. `movers`: by the peer group's name, rows with short_name,
    previous_value, value, value_change, in the order shown. Only the moves of `signals` (agency ids) are in ink, the
    others may be chance.
    """
    groups = {name: rows.to_dict("records") for name, rows in movers.items() if len(rows)}
    if not groups:
        return None
    everyone = [row for rows in groups.values() for row in rows]
    lines: list[str | dict[Any, Any]] = []
    for name, rows in groups.items():
        lines += [name, *rows]
    drawing = Drawing(
        theme,
        ROW * len(lines) + 4,
        x=axis_range(pd.Series([0, *(row["value_change"] for row in everyone)])),
        y=(len(lines) - 0.5, -0.5),
        left=text_width((row["short_name"] for row in everyone), SMALL_SIZE) + 8,
        right=150,
        top=2,
        bottom=2,
    )
    drawing.vertical_line(0, drawing.inks.context, 1)
    for y, line in enumerate(lines):
        if isinstance(line, str):
            drawing.beside(
                y, Markup("<b>{}</b>").format(line), -drawing.left, "left", drawing.inks.soft, SMALL_SIZE
            )
        else:
            _dumbbell(drawing, y, line, direction, is_signal=line.get("agency_id") in signals)
    return Chart(drawing.figure(), title, basis, listed(_in_words(row) for row in everyone))


def _dumbbell(
    drawing: Drawing, y: int, row: dict[Any, Any], direction: Direction, *, is_signal: bool
) -> None:
    inks, change = drawing.inks, row["value_change"]
    ink = move_ink(change, inks, direction, is_signal=is_signal)
    drawing.marks(
        x=[0, change],
        y=[y, y],
        mode="lines+markers",
        line={"color": ink, "width": 3},
        marker={"size": 9, "color": [inks.background, ink], "line": {"color": ink, "width": 2}},
        hovertext=_in_words(row),
        customdata=[row.get("agency_id")] * 2,
    )
    points = f"{formats.number(row['previous_value'])} → {formats.number(row['value'])}"
    drawing.beside(y, row["short_name"], -8, "right", inks.text, SMALL_SIZE, row.get("agency_id") or "")
    drawing.beside(y, points, 92, "right", inks.soft, SMALL_SIZE)
    words = change_ink(change, inks, direction, is_signal=is_signal)
    drawing.beside(y, formats.change(change), 100, "left", words, SMALL_SIZE)


def _in_words(row: dict[Any, Any]) -> str:
    return text(
        "{name}: from {before} to {now}",
        name=row["short_name"],
        before=formats.number(row["previous_value"]),
        now=formats.number(row["value"]),
    )
