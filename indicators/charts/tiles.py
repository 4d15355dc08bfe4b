"""The province as equal tiles: every unit the same size, near its place, its name inside; the weak as easy to see."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd

from indicators import formats
from indicators.charts.colours import contrast, mixed, readable_on
from indicators.charts.map import DRAWN, class_edges, class_of, flat, in_words, shades_of, unit_in_words
from indicators.charts.style import SMALL_SIZE, Chart, Direction, Drawing, Inks, Theme
from indicators.markup import Markup, escape
from indicators.reference.agency_names import sort_name
from indicators.reference.geography import Point
from indicators.reference.tiles import Cell, tile_layout
from indicators.translation import text

# In pixels: how wide the whole is drawn, the letters of a name and how wide one of them is.
WIDTH, NAME, LETTER = 790, 11, 6.1
# A tile is at least and at most so high; all of them together about as high as there is room on a laptop.
LOWEST, HIGHEST, TALL = 33, 64, 480
MOST_CLASSES = 7
# The contrast that words need on their ground.
LEGIBLE = 4.5
# Of a cell, what a tile takes; what its frame takes, and that of the one in focus.
INNER, FRAME, FOCUS = 0.92, 0.94, 1.04


def tile_map(
    rows: pd.DataFrame,
    places: Mapping[str, Point],
    given: Mapping[str, Cell],
    title: str,
    basis: str,
    theme: Theme,
    *,
    direction: Direction = "higher",
    focus: str = "",
    idle: Collection[str] = (),
) -> Chart | None:
    """Draw the units of a ranking as equal tiles; None where no unit of it has a place.

    `rows` as a Ranking has them, `given` the cells that the province gives (`reference.tiles`). The colour is
    stronger the worse a unit is, or the more it has where neither way is better. Each tile stands for its
    agency_id, in rank order.
    """
    records = [row for row in rows[DRAWN].to_dict("records") if row["agency_id"] in places]
    if not records:
        return None
    lengths = flat([places[row["agency_id"]] for row in records]).tolist()
    units = {row["agency_id"]: (x, y) for row, (x, y) in zip(records, lengths, strict=True)}
    cells = tile_layout(units, given)
    places_of = [cells[row["agency_id"]] for row in records]
    columns, lines = (1 + max(cell[axis] for cell in places_of) for axis in (0, 1))
    drawing = Drawing(
        theme,
        max(LOWEST, min(HIGHEST, TALL // lines)) * lines + 40,
        x=(-0.55, columns - 0.45),
        y=(lines - 0.45, -0.55),
        left=2,
        right=2,
        top=2,
        bottom=38,
    )
    edges = class_edges([row["value"] for row in records], MOST_CLASSES)
    shades = [_legible(shade, drawing.inks) for shade in shades_of(theme, len(edges) - 1)]
    if direction == "higher":
        shades = shades[::-1]
    classes = [class_of(row["value"], edges) for row in records]
    inks = drawing.inks
    fills = [inks.background if class_ is None else shades[class_] for class_ in classes]
    marked = [cell for row, cell in zip(records, places_of, strict=True) if row["agency_id"] == focus]
    _tiles(drawing, marked, FOCUS, inks.text)
    _tiles(drawing, places_of, FRAME, inks.context)
    _tiles(
        drawing,
        places_of,
        INNER,
        fills,
        hovertext=[unit_in_words(row) for row in records],
        customdata=[row["agency_id"] for row in records],
    )
    room = WIDTH / columns * INNER
    for row, (column, line), fill in zip(records, places_of, fills, strict=True):
        name = Markup("<br>").join(escape(part) for part in _wrapped(sort_name(row["short_name"]), room))
        if row["agency_id"] == focus:
            name = Markup("<b>{}</b>").format(name)
        drawing.write(column, line, name, readable_on(fill, inks.text, inks.background), NAME)
    _legend(drawing, edges, shades)
    stronger = (
        text("a stronger colour is more") if direction == "neither" else text("a stronger colour is worse")
    )
    return Chart(drawing.figure(), title, f"{basis} · {stronger}", in_words(records, idle))


def _tiles(drawing: Drawing, cells: Sequence[Cell], size: float, colour: Any, **words: Any) -> None:
    drawing.bars(
        x=[size] * len(cells),
        base=[column - size / 2 for column, _ in cells],
        y=[line for _, line in cells],
        width=size,
        marker={"color": colour},
        **words,
    )


def _legible(shade: str, inks: Inks) -> str:
    """Make a shade fuller until a name can be read on it: of the middle ones neither ink is."""
    for share in range(101):
        ground = mixed(shade, inks.scale[1], share / 100)
        if contrast(readable_on(ground, inks.text, inks.background), ground) >= LEGIBLE:
            return ground
    return inks.scale[1]


def _wrapped(name: str, room: float) -> list[str]:
    """Break a name between its words into lines that fit into a tile, as far as words are short enough."""
    lines: list[str] = []
    for word in name.split():
        if lines and (len(lines[-1]) + 1 + len(word)) * LETTER <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _legend(drawing: Drawing, edges: Sequence[float], shades: Sequence[str]) -> None:
    """Write below the tiles what their shades stand for."""
    classes = zip(shades, edges, edges[1:], strict=False)
    parts = [
        Markup('<span style="color:{}">■</span> {}–{}').format(ink, formats.number(low), formats.number(high))
        for ink, low, high in classes
    ]
    words = Markup("   ").join([*parts, Markup("□ {}").format(text("no value"))])
    place = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top", "yshift": -8}
    drawing.write(0, 0, words, drawing.inks.text, SMALL_SIZE, **place)
