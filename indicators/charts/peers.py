"""A peer group by rank: who is where, with the median and the rating bands."""

from __future__ import annotations

from collections.abc import Sequence
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
    bands,
    beside,
    canvas,
    change_ink,
    extent,
    listed,
    room,
)
from indicators.wording import text

# Beyond this many units only the ends are drawn one by one, and all of them as one strip above.
ALL_SHOWN = 40
ENDS = 10
ROW, WIDE_ROW = 21, 27
STRIP = 44
GAP = "⋯"


def ranked_dots(
    rows: pd.DataFrame,
    title: str,
    basis: str,
    theme: Theme,
    *,
    focus: str = "",
    rating: Sequence[tuple[float, str]] = (),
) -> Chart:
    """A dot a unit, sorted by rank, peer median as a line, `rating` (from points, name) as background.

    `rows` as a Ranking has them. Units without a value stand last with "–". Beyond ALL_SHOWN units: the
    first and last ENDS, the one in focus (an agency_id), and a strip of all.
    """
    inks = INKS[theme]
    known = rows.dropna(subset="value")
    shown = _shown(rows, focus)
    labels = [_label(row) for row in shown]
    strip = STRIP if len(rows) > ALL_SHOWN else 0
    step = WIDE_ROW if len(shown) <= 2 * ENDS else ROW
    figure = canvas(
        theme, step * len(shown) + strip + 46, left=room(labels) + 8, right=150, top=24, bottom=22
    )
    low, high = extent(known.value)
    figure.update_xaxes(range=[low, high], visible=False)
    figure.update_yaxes(range=[len(shown) - 0.5, -0.5 - strip / step], visible=False)
    bands(figure, rating, low, high, inks)
    _median(figure, _compared(rows).value, inks)
    if strip:
        _strip_of_all(figure, known, focus, inks)
    _dots(figure, shown, focus, low, inks)
    for y, (row, label) in enumerate(zip(shown, labels, strict=True)):
        _beside_row(figure, y, row, label, focus, inks)
    return Chart(figure, title, basis, _in_words(rows))


def _shown(rows: pd.DataFrame, focus: str) -> list[dict[Any, Any] | None]:
    """The rows drawn one by one; None stands for units left out between."""
    records = rows.to_dict("records")
    if len(records) <= ALL_SHOWN:
        return list(records)
    ranked = [record for record in records if not pd.isna(record["rank"])]
    first, between, last = ranked[:ENDS], ranked[ENDS:-ENDS], ranked[-ENDS:]
    chosen = [record for record in between if record["agency_id"] == focus]
    return [*first, None, *chosen, *([None] if chosen else []), *last]


def _label(row: dict[Any, Any] | None) -> str:
    return GAP if row is None else f"{row['short_name']}  {formats.rank(row['rank'], row['tied'])}"


def _compared(rows: pd.DataFrame) -> pd.DataFrame:
    """The units whose median counts: the ranked ones, or all with a value where nothing is ranked."""
    ranked = rows[rows["rank"].notna()]
    return rows.dropna(subset="value") if ranked.empty else ranked


def _median(figure: go.Figure, values: pd.Series, inks: Inks) -> None:
    if values.empty:
        return
    median = float(values.median())
    figure.add_vline(x=median, line={"color": inks.soft, "width": 1.5, "dash": "dot"}, layer="below")
    figure.add_annotation(
        x=median,
        y=0,
        yref="paper",
        yanchor="top",
        text=text("median {value}", value=formats.number(median)),
        showarrow=False,
        font={"color": inks.soft, "size": SMALL_SIZE},
    )


def _strip_of_all(figure: go.Figure, known: pd.DataFrame, focus: str, inks: Inks) -> None:
    """Every unit as a tick above the rows, so that the ends are seen as ends of something."""
    figure.add_scatter(
        x=known.value,
        y=[-0.5 - STRIP / ROW / 2] * len(known),
        mode="markers",
        marker={
            "symbol": "line-ns",
            "size": 20,
            "line": {
                "width": [3 if agency == focus else 1.5 for agency in known.agency_id],
                "color": [inks.accent if agency == focus else inks.context for agency in known.agency_id],
            },
        },
        hovertext=[_unit_in_words(row) for row in known.to_dict("records")],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    beside(
        figure,
        -0.5 - STRIP / ROW / 2,
        text("All {count}", count=formats.count(len(known))),
        shift=-8,
        anchor="right",
        ink=inks.soft,
    )


def _dots(
    figure: go.Figure, shown: Sequence[dict[Any, Any] | None], focus: str, low: float, inks: Inks
) -> None:
    """A filled dot for a ranked unit, a hollow one for a value that is not ranked, each on its guide line."""
    drawn = [(y, row) for y, row in enumerate(shown) if row is not None and not pd.isna(row["value"])]
    for y, row in drawn:
        figure.add_shape(
            type="line",
            x0=low,
            x1=row["value"],
            y0=y,
            y1=y,
            line={"color": inks.track, "width": 1},
            layer="below",
        )
    colours = [inks.accent if focus in ("", row["agency_id"]) else inks.context for _, row in drawn]
    hollow = [pd.isna(row["rank"]) for _, row in drawn]
    figure.add_scatter(
        x=[row["value"] for _, row in drawn],
        y=[y for y, _ in drawn],
        mode="markers",
        marker={
            "size": 11,
            "color": [
                inks.background if empty else colour for empty, colour in zip(hollow, colours, strict=True)
            ],
            "line": {"color": colours, "width": 2},
        },
        hovertext=[_unit_in_words(row) for _, row in drawn],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _beside_row(
    figure: go.Figure, y: int, row: dict[Any, Any] | None, label: str, focus: str, inks: Inks
) -> None:
    if row is None:
        beside(figure, y, label, shift=-8, anchor="right", ink=inks.soft)
        return
    is_focus = row["agency_id"] == focus
    ink = inks.accent if is_focus else inks.text
    bold = ("<b>", "</b>") if is_focus else ("", "")
    change = row["value_change"]
    beside(figure, y, label.join(bold), shift=-8, anchor="right", ink=ink)
    beside(figure, y, formats.number(row["value"]).join(bold), shift=62, anchor="right", ink=ink)
    beside(figure, y, formats.change(change), shift=78, anchor="left", ink=change_ink(change, inks))


def _unit_in_words(row: dict[Any, Any]) -> str:
    return f"{formats.rank(row['rank'], row['tied'])} · {row['agency_name']}: {formats.number(row['value'])}"


def _in_words(rows: pd.DataFrame) -> str:
    """The ends and the middle; the table beside the chart has the rest."""
    ranked = rows[rows["rank"].notna()]
    if ranked.empty:
        return listed([text("no value is known")])
    records = ranked.to_dict("records")
    return listed(
        [
            text("{count} units", count=formats.count(len(rows))),
            text("first in rank: {unit}", unit=_unit_in_words(records[0])),
            text("last in rank: {unit}", unit=_unit_in_words(records[-1])),
            text("median {value}", value=formats.number(ranked.value.median())),
        ]
    )
