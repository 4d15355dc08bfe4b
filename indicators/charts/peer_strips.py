"""Strips of peer groups: every unit a dot, the middle half, the median, the last unit named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from statistics import median
from typing import Any

import numpy as np
import pandas as pd

from indicators import formats
from indicators.analysis.statements import drawn
from indicators.analysis.statements.naming import named_or_counted
from indicators.charts.style import Chart, Direction, Drawing, Inks, Theme, axis_range, listed
from indicators.codes import ABOVE_MAXIMUM
from indicators.markup import Markup
from indicators.translation import plural, text

STRIP = 104
# Dots that would lie on each other are stacked; so many steps of the axis count as places of their own.
PLACES = 48
STACK_STEP = 0.085
Units = Sequence[dict[Any, Any]]


def peer_strips(
    peers: Mapping[str, pd.DataFrame],
    title: str,
    basis: str,
    theme: Theme,
    *,
    direction: Direction = "higher",
    rating: Sequence[tuple[float, str]] = (),
    idle: Collection[str] = (),
) -> Chart | None:
    """Draw a strip a peer group on a common axis, rating bands as background; None where no value is known.

    `peers`: by the peer group's name, rows with agency_id, short_name, value and, where they tell it, quality (flags).
    `rating`: bands (from points, name). Units without dossiers (`idle`, ids), and those whose value cannot be right,
    are dots, and count neither for the middle nor as last.
    """
    known = {name: units for name, rows in peers.items() if (units := _known(rows))}
    if not known:
        return None
    drawing = Drawing(
        theme,
        STRIP * len(known) + 24,
        x=axis_range(pd.Series([unit["value"] for units in known.values() for unit in units])),
        y=(len(known) - 0.5, -0.5),
        top=22,
        bottom=2,
    )
    drawing.bands(rating)
    for y, (name, units) in enumerate(known.items()):
        compared = _compared(units, idle)
        heading = _heading(name, compared, len(peers[name]), drawing.inks)
        _strip(drawing, y, heading, units, compared, direction)
    told = listed(_in_words(name, units, idle, len(peers[name]), direction) for name, units in known.items())
    return Chart(drawing.figure(), title, basis, told)


def _strip(
    drawing: Drawing, y: int, heading: str, units: Units, compared: Units, direction: Direction
) -> None:
    inks, last, values = drawing.inks, _last(compared, direction), [unit["value"] for unit in units]
    drawing.marks(
        x=values,
        y=[y + offset for offset in _stacked(values, drawing.x)],
        marker={
            "size": 8,
            "color": [inks.worse if unit in last else inks.context for unit in units],
            "opacity": 0.85,
        },
        hovertext=[_unit(unit) for unit in units],
        customdata=[unit.get("agency_id") for unit in units],
    )
    if compared:
        _middle(drawing, y, compared)
    drawing.write(drawing.x[0], y - 0.36, heading, inks.text, xanchor="left")
    if not last:
        return
    # Towards the middle, so that the name stays within the plot.
    place = last[0]["value"]
    anchor = "right" if place > sum(drawing.x) / 2 else "left"
    door = last[0].get("agency_id") if len(last) == 1 else None
    drawing.write(place, y + 0.34, _units(last), inks.worse_text, xanchor=anchor, name=door)


def _middle(drawing: Drawing, y: int, compared: Units) -> None:
    """Draw the middle half and the median."""
    lower, middle, upper = (
        float(part) for part in np.quantile([unit["value"] for unit in compared], [0.25, 0.5, 0.75])
    )
    drawing.box((lower, y - 0.22), (upper, y + 0.24))
    bar = {"line": {"color": drawing.inks.accent, "width": 3}, "layer": "above"}
    drawing.line((middle, y - 0.2), (middle, y + 0.22), **bar)


def _compared(units: Units, idle: Collection[str]) -> Units:
    """Leave out the units without dossiers, and those whose value cannot be right."""
    return [unit for unit in _right(units) if unit.get("agency_id") not in idle]


def _right(units: Units) -> Units:
    return [unit for unit in units if ABOVE_MAXIMUM not in unit.get("quality", ())]


def _last(units: Units, direction: Direction) -> Units:
    """Return the units at the wrong end that are written alike; the lowest where neither end is better.

    None where all are equal, or there is none.
    """
    end = max if direction == "lower" else min
    written = [formats.as_shown(unit["value"]) for unit in units]
    if not units or (len(units) > 1 and len(set(written)) == 1):
        return []
    wrong = formats.as_shown(end(unit["value"] for unit in units))
    return [unit for unit, shown in zip(units, written, strict=True) if shown == wrong]


def _known(rows: pd.DataFrame) -> Units:
    """Return the units that have a value: agency_id and quality where rows tell them, short_name, value."""
    told = [name for name in ("agency_id", "short_name", "value", "quality") if name in rows]
    return list(rows.dropna(subset="value")[told].to_dict("records"))


def _units(alike: Units) -> str:
    """Name one; several that share a place are counted."""
    return f"{named_or_counted([unit['short_name'] for unit in alike])} {formats.number(alike[0]['value'])}"


def _unit(unit: dict[Any, Any]) -> str:
    return f"{unit['short_name']} {formats.number(unit['value'])}"


def _median(units: Units) -> str:
    return formats.number(median(unit["value"] for unit in units))


def _heading(name: str, known: Units, all_units: int, inks: Inks) -> str:
    """Write the group's name, how many of its units have a value, and their median."""
    count = formats.count(len(known))
    if len(known) < all_units:
        count = f"{count}/{formats.count(all_units)}"
    units = plural(all_units, "{count} unit", "{count} units", count=count)
    if not known:
        return Markup("<b>{}</b> · {}").format(name, units)
    middle = text("median {value}", value=_median(known))
    words = Markup('<b>{}</b> · {} · <span style="color:{}">{}</span>')
    return words.format(name, units, inks.accent, middle)


def _stacked(values: Sequence[float], axis: tuple[float, float]) -> list[float]:
    """Return heights around 0 so that dots of one place lie beside each other: 0, up, down, …"""
    low, high = axis
    seen: Counter[int] = Counter()
    heights = []
    for value in values:
        place = int((value - low) / (high - low) * PLACES)
        turn = seen[place]
        seen[place] += 1
        heights.append(min((turn + 1) // 2 * STACK_STEP, 0.2) * (1 if turn % 2 else -1))
    return heights


def _in_words(name: str, units: Units, idle: Collection[str], all_units: int, direction: Direction) -> str:
    compared = _compared(units, idle)
    last = _last(compared, direction)
    names = [unit["short_name"] for unit in last]
    left_out = len(_right(units)) - len(compared)
    values, worst = [unit["value"] for unit in compared], last[0]["value"] if last else 0
    return drawn.strip(name, values, all_units, names, worst, left_out)
