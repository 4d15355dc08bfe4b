"""Equal tiles: a cell of a grid for every unit, as near to its place as all others let it be.

The province may say where a unit's tile lies (`tiles.csv`); all others are laid out from their places.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import ceil, sqrt
from pathlib import Path

import numpy as np
import numpy.typing as npt

from indicators.errors import InputProblem
from indicators.reference.files import read_once, reference_rows
from indicators.reference.geography import Point

TILES = "tiles.csv"
# Column from the left and row from the top, from 0.
Cell = tuple[int, int]
# So many cells there are for a tile: those left empty keep the province's outline.
CELLS_A_TILE = 1.35
# How much wider than high the grid is in tiles.
COLUMNS_A_ROW = 0.92


@read_once
def load_tiles(folder: Path) -> dict[str, Cell]:
    """Read the cells that a province gives its units, by agency_id; none where there is no `tiles.csv`.

    InputProblem naming a row that is no cell, or one that another unit has.
    """
    file = folder / TILES
    cells: dict[str, Cell] = {}
    for number, row in enumerate(
        reference_rows(file, {"agency_id", "column", "row"}) if file.exists() else [], 2
    ):
        column, line = row["column"].strip(), row["row"].strip()
        if not (column.isdecimal() and line.isdecimal()):
            raise InputProblem(
                "column and row of a tile are whole numbers from 0.",
                do="Correct the row in the table.",
                file=TILES,
                cell=f"B{number}",
            )
        cells[row["agency_id"].strip()] = int(column), int(line)
    return cells


def tile_layout(places: Mapping[str, Point], given: Mapping[str, Cell]) -> dict[str, Cell]:
    """Give every unit with a place (x and y upwards, on one scale) a cell of its own; those `given` stay."""
    kept = {unit: given[unit] for unit in places if unit in given}
    if len(set(kept.values())) < len(kept):
        raise InputProblem(
            "two units have the same tile.", do="Give each a cell of its own.", file=TILES, cell="B"
        )
    others = {unit: place for unit, place in places.items() if unit not in kept}
    return kept | _laid_out(tuple(places.values()), tuple(others.items()), frozenset(kept.values()))


@lru_cache(maxsize=16)
def _laid_out(
    everywhere: tuple[Point, ...], units: tuple[tuple[str, Point], ...], taken: frozenset[Cell]
) -> dict[str, Cell]:
    """Lay the units out on what is free of a grid over all places: worked out once, whatever is shown of them."""
    if not units:
        return {}
    cells = len(everywhere) * CELLS_A_TILE
    columns = ceil(sqrt(cells * COLUMNS_A_ROW))
    rows = ceil(cells / columns)
    free = [(column, row) for row in range(rows) for column in range(columns) if (column, row) not in taken]
    corners = np.asarray(everywhere, dtype=float)
    low, extent = corners.min(axis=0), np.ptp(corners, axis=0)
    extent[extent == 0] = 1
    shares = (np.asarray([place for _, place in units], dtype=float) - low) / extent
    wanted = np.column_stack([shares[:, 0] * (columns - 1), (1 - shares[:, 1]) * (rows - 1)])
    away = ((wanted[:, None, :] - np.asarray(free, dtype=float)[None, :, :]) ** 2).sum(axis=2)
    return {unit: free[cell] for (unit, _), cell in zip(units, _cheapest(away), strict=True)}


def _cheapest(costs: npt.NDArray[np.float64]) -> list[int]:
    """Assign each row a column of its own so that the costs together are least (the Hungarian method).

    There are at least as many columns as rows. Rows are taken in one by one; each time the cheapest way to a free
    column is found through those already assigned, and they change along it.
    """
    rows, columns = costs.shape
    of_row, of_column = np.zeros(rows), np.zeros(columns + 1)
    owner = np.full(columns + 1, -1)  # of each column, the row; the last stands for "not yet anywhere"
    for row in range(rows):
        at, owner[columns] = columns, row
        least = np.full(columns, np.inf)
        before = np.full(columns, columns)
        reached = np.zeros(columns + 1, dtype=bool)
        while owner[at] >= 0:
            reached[at] = True
            own = owner[at]
            further = costs[own] - of_row[own] - of_column[:columns]
            nearer = ~reached[:columns] & (further < least)
            least[nearer], before[nearer] = further[nearer], at
            following = int(np.where(reached[:columns], np.inf, least).argmin())
            step = least[following]
            of_row[owner[reached]] += step
            of_column[reached] -= step
            least[~reached[:columns]] -= step
            at = following
        while at != columns:
            owner[at] = owner[before[at]]
            at = int(before[at])
    found = [0] * rows
    for column in range(columns):
        if owner[column] >= 0:
            found[owner[column]] = column
    return found
