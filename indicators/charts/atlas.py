"""Where: a unit a mark, larger and darker the more it has; its area too, where boundaries are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import cos, radians
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from indicators import formats
from indicators.charts.style import INKS, Chart, Direction, Drawing, Theme, extent, listed, ticks
from indicators.places import Point, Ring
from indicators.wording import text

HEIGHT = 490
# The plot's longer side on a laptop, in pixels: how far marks must be moved apart not to cover each other.
SIDE = 475
SMALLEST, LARGEST, MISSING_SIZE = 9, 19, 8
ROUNDS = 80
# Moved further than this, in pixels, a mark is tied to its true place.
TIED = 5
# All are named where they are few, else so many at either end.
ALL_NAMED, NAMED = 20, 3
# How far a name stands from its mark, and how high it is, in pixels.
BESIDE, NAME_HEIGHT = 11, 16
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
) -> Chart | None:
    """The units of a ranking on the map; None where no unit of it has a place.

    `rows` as a Ranking has them. Named are the first and last of them and the one in focus. Every mark
    carries its agency_id as custom data, so that a click can open it.
    """
    records = [row for row in rows[DRAWN].to_dict("records") if row["agency_id"] in places]
    if not records:
        return None
    flat = _flat([places[row["agency_id"]] for row in records])
    outlines = [[_flat(ring) for ring in boundaries.get(row["agency_id"], ())] for row in records]
    drawing = _frame(theme, [flat, *(ring for rings in outlines for ring in rings)])
    edges = _edges([row["value"] for row in records])
    shades = _shades(theme, len(edges) - 1)
    classes = [_class_of(row["value"], edges) for row in records]
    if any(outlines):
        _areas(drawing, outlines, classes, shades)
        shown = flat
    else:
        width, height = (high - low for low, high in (drawing.x, drawing.y))
        shown = np.array(_moved_apart(tuple(map(tuple, flat.tolist())), max(width, height) / SIDE))
        _ties(drawing, flat, shown)
    _marks(drawing, records, shown, classes, shades, focus, are_areas=any(outlines))
    _names(drawing, records, shown, direction, focus)
    _legend(drawing, edges, shades)
    return Chart(drawing.figure(), title, basis, _in_words(records, direction))


def _flat(points: Sequence[Point]) -> Any:
    """Degrees as lengths of one scale, in degrees of latitude; the province is small enough for that."""
    places = np.asarray(points, dtype=float)
    return np.column_stack([places[:, 0] * cos(radians(14)), places[:, 1]])


def _frame(theme: Theme, parts: Sequence[Any]) -> Drawing:
    everything = np.concatenate(parts)
    (x, y), (right, top) = everything.min(axis=0), everything.max(axis=0)
    air = 0.04 * max(right - x, top - y)
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


def _edges(values: Sequence[float]) -> list[float]:
    """Round edges of at most five classes that hold all known values."""
    known = pd.Series([value for value in values if not pd.isna(value)], dtype=float)
    if known.empty:
        return [0.0, 1.0]
    low, high = extent(known, 0)
    inner = [tick for tick in ticks(low, high) if low < tick < high]
    return [low, *inner, high]


def _class_of(value: float, edges: Sequence[float]) -> int | None:
    """The class of a value, the last one holding its upper edge; None where nothing is known."""
    if pd.isna(value):
        return None
    return min(int(np.searchsorted(edges, value, side="right")) - 1, len(edges) - 2)


def _shades(theme: Theme, count: int) -> list[str]:
    """So many shades of one hue, from pale to full."""
    pale, full = ([int(ink[place : place + 2], 16) for place in (1, 3, 5)] for ink in INKS[theme].scale)
    shares = np.linspace(PALEST, 1, count) if count > 1 else [1.0]
    mixed = [[round(a + (b - a) * share) for a, b in zip(pale, full, strict=True)] for share in shares]
    return [f"#{red:02X}{green:02X}{blue:02X}" for red, green, blue in mixed]


@lru_cache(maxsize=16)
def _moved_apart(places: tuple[Point, ...], pixel: float) -> list[Point]:
    """The places, pushed apart again and again until no two marks cover each other.

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
    """A thin line from every mark that was moved to where it belongs."""
    width, height = (high - low for low, high in (drawing.x, drawing.y))
    far = np.hypot(*(moved - places).T) > TIED * max(width, height) / SIDE
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
    """The areas of each class as one shape; those without a value are left empty, with an outline."""
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
    *,
    are_areas: bool,
) -> None:
    """A mark a unit: hollow without a value; over areas only a small handle to point at."""
    inks, steps = drawing.inks, np.linspace(SMALLEST, LARGEST, len(shades))
    sizes = [MISSING_SIZE if one is None or are_areas else float(steps[one]) for one in classes]
    fills = [inks.background if one is None else shades[one] for one in classes]
    chosen = [row["agency_id"] == focus for row in records]
    edges = [inks.accent if one else inks.context if are_areas else inks.soft for one in chosen]
    widths = [3 if one else 1 for one in chosen]
    drawing.marks(
        x=places[:, 0].tolist(),
        y=places[:, 1].tolist(),
        marker={"size": sizes, "color": fills, "opacity": 1, "line": {"color": edges, "width": widths}},
        customdata=[row["agency_id"] for row in records],
        hovertext=[_unit(row) for row in records],
    )


def _names(
    drawing: Drawing, records: Sequence[dict[Any, Any]], places: Any, direction: Direction, focus: str
) -> None:
    """The names of the first, the last and the one in focus, each on the side of its mark that is freer."""
    order = _ordered(records, direction)
    chosen = [index for index, row in enumerate(records) if row["agency_id"] == focus]
    pixel = max(drawing.x[1] - drawing.x[0], drawing.y[1] - drawing.y[0]) / SIDE
    # Where a name may begin, and where it must end: beside the map there is room up to the legend.
    low, high = drawing.x[0], drawing.x[1] + 100 * pixel
    taken: list[_Name] = []
    ends = order if len(records) <= ALL_NAMED else [*order[:NAMED], *order[-NAMED:]]
    for index in dict.fromkeys([*chosen, *ends]):
        name, (x, y) = records[index]["short_name"], places[index]
        length, beside, half = 7 * len(name) * pixel, BESIDE * pixel, NAME_HEIGHT / 2 * pixel
        sides = {1: _Name(x + beside, y, length, half), -1: _Name(x - beside - length, y, length, half)}
        free = {
            side: one.covers(places, LARGEST / 2 * pixel)
            for side, one in sides.items()
            if low <= one.start and one.start + length < high and not any(map(one.meets, taken))
        }
        if not free:
            continue
        side = min(free, key=free.__getitem__)
        taken.append(sides[side])
        ink, words = (drawing.inks.accent, f"<b>{name}</b>") if index in chosen else (drawing.inks.text, name)
        anchor, halo = ("left" if side > 0 else "right"), drawing.inks.background
        shift = side * BESIDE
        drawing.write(x, y, words, ink, xanchor=anchor, xshift=shift, bgcolor=halo, borderpad=0, opacity=0.9)


class _Name(NamedTuple):
    """The room a name takes, in lengths of the map; `half` of its height."""

    start: float
    y: float
    length: float
    half: float

    def meets(self, other: _Name) -> bool:
        """Whether two names would stand over each other."""
        is_beside = self.start >= other.start + other.length or other.start >= self.start + self.length
        return not is_beside and abs(self.y - other.y) < 2 * self.half

    def covers(self, places: Any, radius: float) -> int:
        """How many marks of that radius would lie behind it, whole or in part."""
        x, y = places[:, 0], places[:, 1]
        within = (x > self.start - radius / 2) & (x < self.start + self.length + radius)
        return int((within & (abs(y - self.y) < self.half + radius)).sum())


def _ordered(records: Sequence[dict[Any, Any]], direction: Direction) -> list[int]:
    """The units with a value, best first; highest first where neither way is better."""
    known = [index for index, row in enumerate(records) if not pd.isna(row["value"])]
    return sorted(known, key=lambda index: records[index]["value"], reverse=direction != "lower")


def _legend(drawing: Drawing, edges: Sequence[float], shades: Sequence[str]) -> None:
    """What the shades stand for, beside the map."""
    classes = zip(shades, edges, edges[1:], strict=False)
    lines = [
        f'<span style="color:{ink}">●</span> {formats.number(low)}–{formats.number(high)}'
        for ink, low, high in reversed(list(classes))
    ]
    lines.append(f"○ {text('no value')}")
    drawing.write(
        1,
        1,
        "<br>".join(lines),
        drawing.inks.text,
        xref="paper",
        yref="paper",
        xanchor="left",
        yanchor="top",
        align="left",
        xshift=4,
    )


def _unit(row: dict[Any, Any]) -> str:
    return f"{row['agency_name']}: {formats.number(row['value'])} ({formats.rank(row['rank'], row['tied'])})"


def _in_words(records: Sequence[dict[Any, Any]], direction: Direction) -> str:
    order = _ordered(records, direction)
    if not order:
        return listed([text("no value is known")])
    return listed(
        [
            text("{count} units", count=formats.count(len(records))),
            text("first in rank: {unit}", unit=_unit(records[order[0]])),
            text("last in rank: {unit}", unit=_unit(records[order[-1]])),
        ]
    )
