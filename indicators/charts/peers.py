"""Dot plot of a peer group by rank, with the median and the rating bands."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import pandas as pd

from indicators import formats
from indicators.analysis.statements import drawn
from indicators.analysis.ties import without_cut
from indicators.charts.changes import change_ink
from indicators.charts.style import (
    Chart,
    Direction,
    Drawing,
    Theme,
    axis_range,
    listed,
    text_width,
)
from indicators.markup import Markup
from indicators.translation import plural, text

# Beyond this many units only the ends are drawn one by one, and all of them as one strip above.
ALL_SHOWN = 40
ENDS = 10
ROW, WIDE_ROW = 21, 27
STRIP = 44
GAP = "…"
# What a unit is told by.
NAMED = ["rank", "tied", "agency_name", "value"]
DRAWN = ["agency_id", "short_name", "value_change", *NAMED]
# Pixels right of the plot: for the value alone, or for value and change.
WITHOUT_CHANGES, WITH_CHANGES = 76, 150


def ranked_dots(
    rows: pd.DataFrame,
    title: str,
    basis: str,
    theme: Theme,
    *,
    direction: Direction = "higher",
    focus: str = "",
    rating: Sequence[tuple[float, str]] = (),
    goals: Sequence[tuple[float, str]] = (),
    signals: Collection[str] = (),
    idle: Collection[str] = (),
) -> Chart:
    """Draw a dot a unit, sorted by rank, peer median as a line, `rating` (from points, name) as background.

    `goals` are targets as lines (value, what is written below). Changes of the units in `signals` (ids) are in ink,
    the others may be chance. Units without dossiers (`idle`, ids) count neither for the median nor in words.

    `rows` as a Ranking has them. Units without a value stand last with "–". Beyond ALL_SHOWN units: the
    first and last ENDS, the one in focus (an agency_id), and a strip of all. Changes where there are any.
    """
    rows = rows[DRAWN]
    shown = _shown(rows, focus)
    labels = [_label(row) for row in shown]
    strip = STRIP if len(rows) > ALL_SHOWN else 0
    step = WIDE_ROW if len(shown) <= 2 * ENDS else ROW
    drawing = Drawing(
        theme,
        step * len(shown) + strip + 46,
        x=axis_range(pd.concat([rows.value.dropna(), pd.Series([at for at, _ in goals], dtype=float)])),
        y=(len(shown) - 0.5, -0.5 - strip / step),
        left=text_width(labels) + 8,
        right=WITHOUT_CHANGES if rows.value_change.isna().all() else WITH_CHANGES,
        top=24,
        bottom=38 if goals else 22,
    )
    drawing.bands(rating)
    _goals(drawing, goals)
    _median(drawing, _compared(rows, idle).value)
    if strip:
        _strip_of_all(drawing, rows.dropna(subset="value"), focus, y=-0.5 - strip / step / 2)
    _dots(drawing, shown, focus)
    for y, (row, label) in enumerate(zip(shown, labels, strict=True)):
        _beside_row(drawing, y, row, label, focus)
        if row is not None and drawing.right == WITH_CHANGES:
            is_signal = row["agency_id"] in signals
            ink = change_ink(row["value_change"], drawing.inks, direction, is_signal=is_signal)
            drawing.beside(y, formats.change(row["value_change"]), 78, "left", ink)
    return Chart(drawing.figure(), title, basis, listed(drawn.ends(rows, idle, with_median=True)))


def _shown(rows: pd.DataFrame, focus: str) -> list[dict[Any, Any] | None]:
    """Choose the rows drawn one by one; None stands for units left out between."""
    if len(rows) <= ALL_SHOWN:
        return list(rows.to_dict("records"))
    compared = _compared(rows)
    if len(compared) <= ALL_SHOWN:
        return list(compared.to_dict("records"))
    # Nobody is drawn at an end while one with the same value is left out.
    values = list(compared.value)
    top, bottom = without_cut(values, ENDS), without_cut(values[::-1], ENDS)
    between = compared.iloc[top : len(compared) - bottom]
    parts = (compared.head(top), between[between.agency_id == focus], compared.tail(bottom))
    first, chosen, last = (part.to_dict("records") for part in parts)
    return [*first, None, *chosen, *([None] if chosen else []), *last]


def _label(row: dict[Any, Any] | None) -> str:
    return GAP if row is None else f"{row['short_name']}  {formats.rank(row['rank'], row['tied'])}"


def _compared(rows: pd.DataFrame, idle: Collection[str] = ()) -> pd.DataFrame:
    """Choose the units that count among peers: the ranked ones; where nothing is ranked, all by value."""
    rows = rows[~rows.agency_id.isin(idle)]
    ranked = rows[rows["rank"].notna()]
    return ranked if len(ranked) else rows.dropna(subset="value").sort_values("value", ascending=False)


def _goals(drawing: Drawing, goals: Sequence[tuple[float, str]]) -> None:
    for value, words in goals:
        drawing.vertical_line(value, drawing.inks.better, 1.5, "dash")
        ink = drawing.inks.better_text
        drawing.write(value, 0, words, ink, yref="paper", yanchor="top", yshift=-16, xanchor="right")


def _median(drawing: Drawing, values: pd.Series) -> None:
    if values.empty:
        return
    median, ink = float(values.median()), drawing.inks.soft
    drawing.vertical_line(median, ink, 1.5, "dot")
    words = text("median {value}", value=formats.number(median))
    drawing.write(median, 0, words, ink, yref="paper", yanchor="top")


def _strip_of_all(drawing: Drawing, known: pd.DataFrame, focus: str, y: float) -> None:
    """Draw every unit as a tick above the rows, so that the ends are seen as ends of something."""
    inks, units = drawing.inks, known[["agency_id", *NAMED]].to_dict("records")
    # The chosen one comes last, so that no other tick lies on it.
    units.sort(key=lambda unit: unit["agency_id"] == focus)
    chosen = [unit["agency_id"] == focus for unit in units]
    ticks = {
        "width": [3 if is_chosen else 1.5 for is_chosen in chosen],
        "color": [inks.accent if is_chosen else inks.context for is_chosen in chosen],
    }
    drawing.marks(
        x=[unit["value"] for unit in units],
        y=[y] * len(units),
        marker={"symbol": "line-ns", "size": 20, "line": ticks},
        hovertext=[_unit_in_words(unit) for unit in units],
        customdata=[unit["agency_id"] for unit in units],
    )
    count = plural(len(known), "{count} unit", "{count} units", count=formats.count(len(known)))
    drawing.beside(y, count, -8, "right", inks.soft)


def _dots(drawing: Drawing, shown: Sequence[dict[Any, Any] | None], focus: str) -> None:
    """Draw a filled dot for a ranked unit, a hollow one for a value that is not ranked."""
    inks = drawing.inks
    dots = [(y, row) for y, row in enumerate(shown) if row is not None and not pd.isna(row["value"])]
    for y, row in dots:
        drawing.line((drawing.x[0], y), (row["value"], y), line={"color": inks.track, "width": 1})
    colours = [inks.accent if focus in ("", row["agency_id"]) else inks.context for _, row in dots]
    filled = [
        inks.background if pd.isna(row["rank"]) else colour
        for (_, row), colour in zip(dots, colours, strict=True)
    ]
    drawing.marks(
        x=[row["value"] for _, row in dots],
        y=[y for y, _ in dots],
        marker={"size": 11, "color": filled, "line": {"color": colours, "width": 2}},
        hovertext=[_unit_in_words(row) for _, row in dots],
        customdata=[row["agency_id"] for _, row in dots],
    )


def _beside_row(drawing: Drawing, y: int, row: dict[Any, Any] | None, label: str, focus: str) -> None:
    inks = drawing.inks
    if row is None:
        drawing.beside(y, label, -8, "right", inks.soft)
        return
    is_focus = row["agency_id"] == focus
    ink, look = (inks.accent, Markup("<b>{}</b>")) if is_focus else (inks.text, Markup("{}"))
    drawing.beside(y, look.format(label), -8, "right", ink, door=row["agency_id"])
    drawing.beside(y, look.format(formats.number(row["value"])), 62, "right", ink)


def _unit_in_words(row: dict[Any, Any]) -> str:
    return drawn.unit_in_words(row["rank"], row["tied"], row["agency_name"], row["value"])
