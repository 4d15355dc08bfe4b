"""Who moved since the previous comparable capture: before and now, both directions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from indicators import formats
from indicators.charts.style import (
    INKS,
    SMALL_SIZE,
    Chart,
    Inks,
    Theme,
    beside,
    canvas,
    change_ink,
    extent,
    listed,
    room,
)
from indicators.wording import text

ROW = 17


def mover_dumbbells(movers: Mapping[str, pd.DataFrame], title: str, basis: str, theme: Theme) -> Chart | None:
    """From before (hollow, all on one line) to now (filled), by peer group; None where nobody moved.

    A week moves a unit by tenths and units differ by tens, so the moves are drawn from a common start and the
    points before and now are written. `movers`: by the peer group's name, rows with short_name,
    previous_value, value, value_change, in the order shown.
    """
    groups = {name: rows.to_dict("records") for name, rows in movers.items() if len(rows)}
    if not groups:
        return None
    inks = INKS[theme]
    everyone = [row for rows in groups.values() for row in rows]
    lines: list[str | dict[Any, Any]] = []
    for name, rows in groups.items():
        lines += [name, *rows]
    left = room((row["short_name"] for row in everyone), SMALL_SIZE) + 8
    figure = canvas(theme, ROW * len(lines) + 4, left=left, right=150, top=2, bottom=2)
    figure.update_xaxes(
        range=extent(pd.Series([0, *(row["value_change"] for row in everyone)])), visible=False
    )
    figure.update_yaxes(range=[len(lines) - 0.5, -0.5], visible=False)
    figure.add_vline(x=0, line={"color": inks.context, "width": 1}, layer="below")
    for y, line in enumerate(lines):
        if isinstance(line, str):
            beside(figure, y, f"<b>{line}</b>", shift=-left, anchor="left", ink=inks.soft, size=SMALL_SIZE)
        else:
            _dumbbell(figure, y, line, inks)
    return Chart(figure, title, basis, listed(_in_words(row) for row in everyone))


def _dumbbell(figure: go.Figure, y: int, row: dict[Any, Any], inks: Inks) -> None:
    change = row["value_change"]
    ink = inks.better if change > 0 else inks.worse
    figure.add_scatter(
        x=[0, change],
        y=[y, y],
        mode="lines+markers",
        line={"color": ink, "width": 3},
        marker={"size": 9, "color": [inks.background, ink], "line": {"color": ink, "width": 2}},
        cliponaxis=False,
        hovertext=_in_words(row),
        hovertemplate="%{hovertext}<extra></extra>",
    )
    points = f"{formats.number(row['previous_value'])} → {formats.number(row['value'])}"
    words = formats.change(change)
    beside(figure, y, row["short_name"], shift=-8, anchor="right", ink=inks.text, size=SMALL_SIZE)
    beside(figure, y, points, shift=92, anchor="right", ink=inks.soft, size=SMALL_SIZE)
    beside(figure, y, words, shift=100, anchor="left", ink=change_ink(change, inks), size=SMALL_SIZE)


def _in_words(row: dict[Any, Any]) -> str:
    return text(
        "{name}: from {before} to {now}",
        name=row["short_name"],
        before=formats.number(row["previous_value"]),
        now=formats.number(row["value"]),
    )
