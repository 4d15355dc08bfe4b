"""Names beside marks that crowd: each where it hides the fewest of them, none over another name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from indicators.charts.style import Drawing
from indicators.markup import Markup
from indicators.reference.geography import Point

# How far a name stands from its mark, how high it is, and how wide its letters are, in pixels.
BESIDE, ABOVE, NAME_HEIGHT, LETTER_WIDTH = 11, 18, 16, 7
# Beside the map there is room for a name up to the legend, in pixels.
MARGIN = 100


def write_names(
    drawing: Drawing,
    named: Mapping[int, str],
    chosen: Collection[int],
    places: Any,
    radius: float,
    pixel: float,
) -> None:
    """Write the `named` of the marks by their number, the most important first; those `chosen` in bold.

    `places` are all marks as rows of x and y, their `radius` in pixels; a `pixel` is so long on the map.
    A name for which there is no room is left out.
    """
    low, high = drawing.x[0], drawing.x[1] + MARGIN * pixel
    taken: list[_Name] = []
    for index, name in named.items():
        x, y = places[index]
        around = {side: _room(side, (x, y), name, pixel) for side in SIDES}
        free = {
            side: name.covers(places, radius * pixel)
            for side, name in around.items()
            if low <= name.start and name.start + name.length < high and not any(map(name.meets, taken))
        }
        if not free:
            continue
        side = min(free, key=free.__getitem__)
        taken.append(around[side])
        ink, words = drawing.inks.text, name
        if index in chosen:
            ink, words = drawing.inks.accent, Markup("<b>{}</b>").format(name)
        drawing.write(
            x,
            y,
            words,
            ink,
            xanchor=side.anchor,
            xshift=side.x,
            yshift=side.y,
            bgcolor=drawing.inks.background,
            borderpad=0,
            opacity=0.9,
        )


class _Side(NamedTuple):
    """Where a name may stand: pixels from its mark, and what part of it lies before that place."""

    x: int
    y: int
    anchor: str
    before: float


SIDES = (
    _Side(BESIDE, 0, "left", 0),
    _Side(-BESIDE, 0, "right", 1),
    _Side(0, ABOVE, "center", 0.5),
    _Side(0, -ABOVE, "center", 0.5),
    _Side(ABOVE // 2, ABOVE - 4, "left", 0),
    _Side(ABOVE // 2, 4 - ABOVE, "left", 0),
    _Side(-ABOVE // 2, ABOVE - 4, "right", 1),
    _Side(-ABOVE // 2, 4 - ABOVE, "right", 1),
)


class _Name(NamedTuple):
    """The room a name takes, in lengths of the map; `half` of its height."""

    start: float
    y: float
    length: float
    half: float

    def meets(self, other: _Name) -> bool:
        """Tell whether two names would stand over each other."""
        is_beside = self.start >= other.start + other.length or other.start >= self.start + self.length
        return not is_beside and abs(self.y - other.y) < 2 * self.half

    def covers(self, places: Any, radius: float) -> int:
        """Count the marks of that radius that would lie behind it, whole or in part."""
        x, y = places[:, 0], places[:, 1]
        within = (x > self.start - radius / 2) & (x < self.start + self.length + radius)
        return int((within & (abs(y - self.y) < self.half + radius)).sum())


def _room(side: _Side, place: Point, name: str, pixel: float) -> _Name:
    """Return the room a name takes on a side of its mark."""
    length = LETTER_WIDTH * len(name) * pixel
    start = place[0] + side.x * pixel - side.before * length
    return _Name(start, place[1] + side.y * pixel, length, NAME_HEIGHT / 2 * pixel)
