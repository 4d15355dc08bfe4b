"""Where one unit stands: the groups' points against their maximum, and the way its total took."""

from __future__ import annotations

from typing import Any

import pandas as pd

from indicators import formats
from indicators.charts.style import INKS, SMALL_SIZE, Chart, Theme, beside, canvas, change_ink, listed, room
from indicators.periods import Period, vietnam_day
from indicators.wording import text

BULLET_HEIGHT = 35
LINE_HEIGHT = 70


def group_bullets(groups: pd.DataFrame, basis: str, theme: Theme) -> Chart:
    """Points won of each group on one scale, so that what is missing compares too; hollow: before.

    `groups` has name, value, max_value, previous_value, value_change, one row a group in the order shown.
    """
    inks = INKS[theme]
    rows = groups.reset_index(drop=True)
    figure = canvas(
        theme, BULLET_HEIGHT * len(rows) + 8, left=room(rows.name, 15) + 8, right=190, top=4, bottom=4
    )
    figure.update_xaxes(range=[0, rows.max_value.max()], visible=False)
    figure.update_yaxes(range=[len(rows) - 0.5, -0.5], visible=False)
    bar: dict[str, Any] = {"y": rows.index, "orientation": "h", "width": 0.5}
    figure.add_bar(x=rows.max_value, marker_color=inks.track, hoverinfo="skip", **bar)
    words = [_group_in_words(row) for row in rows.to_dict("records")]
    figure.add_bar(
        x=rows.value,
        marker_color=inks.accent,
        hovertext=words,
        hovertemplate="%{hovertext}<extra></extra>",
        **bar,
    )
    figure.add_scatter(
        x=rows.previous_value,
        y=rows.index,
        mode="markers",
        marker={
            "symbol": "diamond",
            "size": 11,
            "color": inks.background,
            "line": {"color": inks.text, "width": 2},
        },
        hoverinfo="skip",
        cliponaxis=False,
    )
    for y, row in enumerate(rows.to_dict("records")):
        change = row["value_change"]
        beside(figure, y, row["name"], shift=-8, anchor="right", ink=inks.text, size=15)
        beside(
            figure,
            y,
            f"<b>{formats.number(row['value'])}</b>",
            shift=70,
            anchor="right",
            ink=inks.text,
            size=18,
        )
        beside(figure, y, f"/{formats.number(row['max_value'], 0)}", shift=72, anchor="left", ink=inks.soft)
        beside(
            figure, y, formats.change(change), shift=116, anchor="left", ink=change_ink(change, inks), size=15
        )
    return Chart(figure, text("Points by group"), basis, listed(words))


def _group_in_words(row: dict[Any, Any]) -> str:
    return text(
        "{name}: {value} of {maximum} points, change {change}",
        name=row["name"],
        value=formats.number(row["value"]),
        maximum=formats.number(row["max_value"], 0),
        change=formats.change(row["value_change"]),
    )


def history_line(history: pd.DataFrame, basis: str, theme: Theme) -> Chart | None:
    """The total over comparable captures, first and last named; None where there are fewer than two to join.

    `history` has captured_at, period (as written in the store), value, oldest first: captures of one open
    period, or the closed periods of one kind.
    """
    known = history.dropna(subset="value").reset_index(drop=True)
    if len(known) < 2:
        return None
    inks = INKS[theme]
    names = _steps(known)
    low, high = known.value.min(), known.value.max()
    figure = canvas(theme, LINE_HEIGHT, left=6, right=56, top=10, bottom=22)
    pad = max(high - low, 0.01) * 0.15
    figure.update_yaxes(range=[low - pad, high + pad], visible=False)
    figure.update_xaxes(range=[-0.2, len(known) - 0.8], visible=False)
    figure.add_scatter(
        x=known.index,
        y=known.value,
        mode="lines+markers",
        cliponaxis=False,
        line={"color": inks.accent, "width": 2},
        marker={"size": [1] * (len(known) - 1) + [9], "color": inks.accent},
        hovertext=[
            f"{name}: {formats.number(value)}" for name, value in zip(names, known.value, strict=True)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    for x, anchor in ((0, "left"), (len(known) - 1, "right")):
        figure.add_annotation(
            x=x,
            y=0,
            yref="paper",
            yanchor="top",
            xanchor=anchor,
            text=names[x],
            showarrow=False,
            font={"color": inks.soft, "size": SMALL_SIZE},
        )
    beside(
        figure,
        known.value.iloc[-1],
        formats.number(known.value.iloc[-1]),
        shift=8,
        anchor="left",
        ink=inks.accent,
    )
    told = text(
        "from {first} ({start}) to {last} ({end})",
        first=formats.number(known.value.iloc[0]),
        start=names[0],
        last=formats.number(known.value.iloc[-1]),
        end=names[-1],
    )
    return Chart(figure, text("Total points over time"), basis, listed([told]))


def _steps(history: pd.DataFrame) -> list[str]:
    """What tells the points apart: the day of reading in one period, the period's name among several."""
    if history.period.nunique() == 1:
        return [formats.short_day(vietnam_day(at)) for at in history.captured_at]
    return [formats.period(Period.parse(written)) for written in history.period]
