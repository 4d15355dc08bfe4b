"""Map of the units: marks larger and darker the more they have, or areas where boundaries are known."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from math import cos, radians
from typing import Any

import numpy as np
import pandas as pd

from indicators import formats
from indicators.analysis.statements import drawn
from indicators.analysis.ties import without_cut
from indicators.charts.colours import mixed
from indicators.charts.map_names import write_names
from indicators.charts.style import INKS, Chart, Direction, Drawing, Theme, axis_range, listed, ticks
from indicators.markup import Markup
from indicators.reference.agency_names import sort_name
from indicators.reference.geography import Point, Ring, clearance
from indicators.translation import text

HEIGHT = 490
# The plot's longer side on a laptop, in pixels: how far marks must be moved apart not to cover each other.
SIDE = 475
SMALLEST, LARGEST, MISSING_SIZE = 9, 19, 8
ROUNDS = 80
# Moved further than this, in pixels, a mark is tied to its true place.
TIED = 5
# All are named where they are few, else so many at either end.
ALL_NAMED, NAMED = 20, 3
# The palest class still stands out from the page.
PALEST = 0.22
DRAWN = ["agency_id", "agency_name", "short_name", "value", "rank", "tied"]


def places_map(
    rows: pd.DataFrame,
    places: Mapping[str, Point],
    boundaries: Mapping[str, Sequence[Ring]],
    title: str,
    basis: str,
    theme: Theme,
    *,
    direction: Direction = "higher",
    focus: str = "",
    idle: Collection[str] = (),
) -> Chart | None:
    """Draw the units of a ranking on the map; None where no unit of it has a place.

    `rows` as a Ranking has them. Named are the first and last of them and the one in focus. Every mark
    carries its agency_id as custom data, so that a click can open it.
    """
    records = [row for row in rows[DRAWN].to_dict("records") if row["agency_id"] in places]
    if not records:
        return None
    middles = flat([places[row["agency_id"]] for row in records])
    outlines = [[flat(ring) for ring in boundaries.get(row["agency_id"], ())] for row in records]
    drawing = _frame(theme, [middles, *(ring for rings in outlines for ring in rings)])
    pixel = _pixel(drawing)
    edges = class_edges([row["value"] for row in records])
    shades = shades_of(theme, len(edges) - 1)
    classes = [class_of(row["value"], edges) for row in records]
    if any(outlines):
        _areas(drawing, outlines, classes, shades)
        shown = middles
    else:
        shown = np.array(_moved_apart(tuple(map(tuple, middles.tolist())), pixel))
        _ties(drawing, middles, shown)
    rooms = [2 * clearance(place, rings) / pixel for place, rings in zip(middles, outlines, strict=True)]
    _marks(drawing, records, shown, classes, shades, focus, rooms)
    _names(drawing, records, shown, direction, focus)
    _legend(drawing, edges, shades)
    return Chart(drawing.figure(), title, basis, in_words(records, idle))


def flat(points: Sequence[Point]) -> Any:
    """Turn degrees into lengths of one scale, in degrees of latitude.

    The province is small enough for that.
    """
    places = np.asarray(points, dtype=float)
    return np.column_stack([places[:, 0] * cos(radians(14)), places[:, 1]])


def _frame(theme: Theme, parts: Sequence[Any]) -> Drawing:
    everything = np.concatenate(parts)
    (x, y), (right, top) = everything.min(axis=0), everything.max(axis=0)
    # One place alone has no extent: about a kilometre around it is drawn.
    air = 0.04 * max(right - x, top - y) or 0.01
    return Drawing(
        theme,
        HEIGHT,
        x=(x - air, right + air),
        y=(y - air, top + air),
        left=4,
        right=120,
        top=4,
        bottom=4,
        same_scale=True,
    )


def _pixel(drawing: Drawing) -> float:
    """Tell how long a pixel is on the map."""
    return max(high - low for low, high in (drawing.x, drawing.y)) / SIDE


def class_edges(values: Sequence[float], most: int = 5) -> list[float]:
    """Round edges of about `most` classes that hold all known values."""
    known = pd.Series([value for value in values if not pd.isna(value)], dtype=float)
    if known.empty:
        return [0.0, 1.0]
    low, high = axis_range(known, 0)
    inner = [tick for tick in ticks(low, high, most) if low < tick < high]
    return [low, *inner, high]


def class_of(value: float, edges: Sequence[float]) -> int | None:
    """Return the class of a value, the last one holding its upper edge; None where nothing is known."""
    if pd.isna(value):
        return None
    return min(int(np.searchsorted(edges, value, side="right")) - 1, len(edges) - 2)


def shades_of(theme: Theme, count: int) -> list[str]:
    """Return so many shades of one hue, from pale to full."""
    pale, full = INKS[theme].scale
    shares = np.linspace(PALEST, 1, count) if count > 1 else [1.0]
    return [mixed(pale, full, float(share)) for share in shares]


@lru_cache(maxsize=16)
def _moved_apart(places: tuple[Point, ...], pixel: float) -> list[Point]:
    """Push the places apart again and again until no two marks cover each other.

    The units of a level lie where they lie, whatever is shown of them: worked out once.
    """
    least = (LARGEST + 1) * pixel
    moved = np.asarray(places, dtype=float)
    for _ in range(ROUNDS):
        away = moved[:, None, :] - moved[None, :, :]
        distance = np.hypot(away[..., 0], away[..., 1])
        np.fill_diagonal(distance, np.inf)
        near = np.maximum(least - distance, 0)
        if not near.any():
            break
        push = away * (near / np.maximum(distance, 1e-9) / 2)[..., None]
        moved = moved + push.sum(axis=1)
    return [(float(x), float(y)) for x, y in moved]


def _ties(drawing: Drawing, places: Any, moved: Any) -> None:
    """Draw a thin line from every mark that was moved to where it belongs."""
    far = np.hypot(*(moved - places).T) > TIED * _pixel(drawing)
    x, y = (
        [part for a, b in zip(*ends, strict=True) for part in (a, b, None)]
        for ends in (
            (places[far, 0], moved[far, 0]),
            (places[far, 1], moved[far, 1]),
        )
    )
    drawing.marks(x=x, y=y, mode="lines", line={"color": drawing.inks.context, "width": 1})


def _areas(
    drawing: Drawing, outlines: Sequence[Any], classes: Sequence[int | None], shades: list[str]
) -> None:
    """Draw the areas of each class as one shape; those without a value are left empty, with an outline."""
    for number in [None, *range(len(shades))]:
        rings = [
            ring for rings, own in zip(outlines, classes, strict=True) if own == number for ring in rings
        ]
        x, y = ([part for ring in rings for part in (*ring[:, axis], None)] for axis in (0, 1))
        ink = drawing.inks.background if number is None else shades[number]
        edge = drawing.inks.context if number is None else drawing.inks.background
        look = {"color": edge, "width": 1}
        drawing.marks(x=x, y=y, mode="lines", fill="toself", fillcolor=ink, line=look)


def _marks(
    drawing: Drawing,
    records: Sequence[dict[Any, Any]],
    places: Any,
    classes: Sequence[int | None],
    shades: Sequence[str],
    focus: str,
    rooms: Sequence[float],
) -> None:
    """Draw a mark a unit, hollow without a value.

    Over an area it is not seen, and as wide as the area has room.

    `rooms` are how many pixels a mark may be wide without leaving its area; 0 where there is none.
    """
    inks, steps = drawing.inks, np.linspace(SMALLEST, LARGEST, len(shades))
    chosen = [row["agency_id"] == focus for row in records]
    unseen = [bool(room) and not is_chosen for room, is_chosen in zip(rooms, chosen, strict=True)]
    sizes = [MISSING_SIZE if class_ is None else float(steps[class_]) for class_ in classes]
    sizes = [
        max(room, MISSING_SIZE) if hidden else size
        for room, hidden, size in zip(rooms, unseen, sizes, strict=True)
    ]
    fills = [inks.background if class_ is None else shades[class_] for class_ in classes]
    edges = [inks.accent if is_chosen else inks.soft for is_chosen in chosen]
    widths = [3 if is_chosen else 1 for is_chosen in chosen]
    opacity = [0 if hidden else 1 for hidden in unseen]
    drawing.marks(
        x=places[:, 0].tolist(),
        y=places[:, 1].tolist(),
        marker={"size": sizes, "color": fills, "opacity": opacity, "line": {"color": edges, "width": widths}},
        customdata=[row["agency_id"] for row in records],
        hovertext=[unit_in_words(row) for row in records],
    )


def _names(
    drawing: Drawing, records: Sequence[dict[Any, Any]], places: Any, direction: Direction, focus: str
) -> None:
    """Write the names of the first, the last and the one in focus."""
    order = _ordered(records, direction)
    chosen = [index for index, row in enumerate(records) if row["agency_id"] == focus]
    ends = order if len(records) <= ALL_NAMED else _ends(records, order)
    named = {index: sort_name(records[index]["short_name"]) for index in dict.fromkeys([*chosen, *ends])}
    write_names(drawing, named, chosen, places, LARGEST / 2, _pixel(drawing))


def _ends(records: Sequence[dict[Any, Any]], order: Sequence[int]) -> list[int]:
    """Choose those with names at either end, and none while one with the same value has none."""
    values = [records[index]["value"] for index in order]
    first, last = without_cut(values, NAMED), without_cut(values[::-1], NAMED)
    return [*order[:first], *order[len(order) - last :]]


def _ordered(records: Sequence[dict[Any, Any]], direction: Direction) -> list[int]:
    """Sort the units that have a value, best first; highest first where neither way is better."""
    known = [index for index, row in enumerate(records) if not pd.isna(row["value"])]
    return sorted(known, key=lambda index: records[index]["value"], reverse=direction != "lower")


def _legend(drawing: Drawing, edges: Sequence[float], shades: Sequence[str]) -> None:
    """Write beside the map what the shades stand for."""
    classes = zip(shades, edges, edges[1:], strict=False)
    lines = [
        Markup('<span style="color:{}">●</span> {}–{}').format(ink, formats.number(low), formats.number(high))
        for ink, low, high in reversed(list(classes))
    ]
    lines.append(Markup("○ {}").format(text("no value")))
    drawing.write(
        1,
        1,
        Markup("<br>").join(lines),
        drawing.inks.text,
        xref="paper",
        yref="paper",
        xanchor="left",
        yanchor="top",
        align="left",
        xshift=4,
    )


def unit_in_words(row: dict[Any, Any]) -> str:
    """Write what a mark stands for: the unit, its place and value."""
    return drawn.unit_in_words(row["rank"], row["tied"], row["agency_name"], row["value"])


def in_words(records: Sequence[dict[Any, Any]], idle: Collection[str]) -> str:
    """Write the ends of what a map shows."""
    return listed(drawn.ends(pd.DataFrame(records), idle, with_median=False))
