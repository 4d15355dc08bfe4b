"""A table's columns on paper: how wide each has to be, which hold numbers, which fit beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

# Letters a column makes room for: longer cells wrap. Letters of air beside each.
LONGEST_CELL, AIR = 34, 3
# Letters of the type tables are set in that fit across A4 upright and turned.
UPRIGHT, TURNED = 122, 186


def laid_out(header: Sequence[str], rows: Sequence[Sequence[str]], *, wraps: bool = True) -> dict[str, Any]:
    """Lay a table out as templates draw it: header, rows, widths in letters, places of columns of numbers."""
    return {
        "header": list(header),
        "rows": [list(row) for row in rows],
        "widths": widths_in_letters(header, rows, wraps=wraps),
        "numeric": [place for place, cells in enumerate(_columns_of(header, rows)) if _are_numbers(cells)],
    }


def widths_in_letters(
    header: Sequence[str], rows: Sequence[Sequence[str]], *, wraps: bool = True
) -> list[int]:
    """Give each column the letters it needs: where words wrap, long cells and headers take several lines."""
    columns = zip(header, _columns_of(header, rows), strict=True)
    return [_width(name, cells, wraps=wraps) for name, cells in columns]


def parts_of_width(
    header: Sequence[str], rows: Sequence[Sequence[str]], *, wraps: bool = True
) -> list[float]:
    """Give each column its part of a table's width; they add up to 1."""
    widths = widths_in_letters(header, rows, wraps=wraps)
    return [width / sum(widths) for width in widths]


def in_blocks(table: dict[str, Any]) -> list[dict[str, Any]]:
    """Divide a table too wide for a turned page into several that begin with its first column."""
    first, blocks, room = table["widths"][0], [[0]], TURNED
    room -= first
    for place, width in list(enumerate(table["widths"]))[1:]:
        if width > room and len(blocks[-1]) > 1:
            blocks.append([0])
            room = TURNED - first
        blocks[-1].append(place)
        room -= width
    return [_columns(table, places) for places in blocks]


def is_wide(table: dict[str, Any]) -> bool:
    """Tell whether it needs a turned page."""
    return int(sum(table["widths"])) > UPRIGHT


def _columns(table: dict[str, Any], places: Sequence[int]) -> dict[str, Any]:
    """Return the table with only those of its columns."""
    return {
        "header": [table["header"][place] for place in places],
        "rows": [[row[place] for place in places] for row in table["rows"]],
        "widths": [table["widths"][place] for place in places],
        "numeric": [number for number, place in enumerate(places) if place in table["numeric"]],
    }


def _columns_of(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    return list(zip(*rows, strict=True)) if rows else [() for _ in header]


def _width(name: str, cells: Sequence[str], *, wraps: bool) -> int:
    """Return the longest cell, word of the header or half of the header, in letters."""
    if not wraps:
        return max(map(len, (name, *cells))) + AIR
    least = [-(-len(name) // 2), *map(len, name.split())]
    return max([*least, *(min(len(cell), LONGEST_CELL) for cell in cells)], default=1) + AIR


def _are_numbers(cells: Sequence[str]) -> bool:
    return bool(cells) and not any(cell.strip("0123456789.,%-–=▲▼ /\u00a0") for cell in cells)
