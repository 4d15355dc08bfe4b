"""Where the tiles of a map lie: as near to the places as can be, unless the province says otherwise."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import numpy as np
import pytest

from indicators.errors import InputProblem
from indicators.reference.tiles import _cheapest, load_tiles, tile_layout

CROSS = {
    "north": (0.0, 1.0),
    "south": (0.0, -1.0),
    "west": (-1.0, 0.0),
    "east": (1.0, 0.0),
    "middle": (0.0, 0.0),
}


def test_four_corners_and_the_middle_keep_their_sides() -> None:
    cells = tile_layout(CROSS, {})
    assert len(set(cells.values())) == len(CROSS)
    assert cells["west"][0] < cells["middle"][0] < cells["east"][0]
    assert cells["north"][1] < cells["middle"][1] < cells["south"][1]


def test_places_all_alike_have_cells_of_their_own() -> None:
    assert len(set(tile_layout(dict.fromkeys("abcdef", (108.0, 14.0)), {}).values())) == 6


def test_no_other_assignment_is_nearer() -> None:
    chance = np.random.default_rng(766)
    for rows, columns in ((1, 1), (2, 2), (3, 5), (4, 4), (5, 6)):
        costs = chance.random((rows, columns))
        chosen = _cheapest(costs)
        assert len(set(chosen)) == rows
        least = min(
            sum(costs[row, at[row]] for row in range(rows)) for at in permutations(range(columns), rows)
        )
        assert sum(costs[row, column] for row, column in enumerate(chosen)) == pytest.approx(least)


def test_a_cell_that_the_province_gives_is_kept_and_no_other_unit_takes_it(tmp_path: Path) -> None:
    (tmp_path / "tiles.csv").write_text("agency_id,column,row\neast,0,0\n", encoding="utf-8-sig")
    cells = tile_layout(CROSS, load_tiles(tmp_path))
    assert cells["east"] == (0, 0)
    assert len(set(cells.values())) == len(CROSS)


@pytest.mark.parametrize("rows", ["east,a,0", "east,-1,0"])
def test_what_is_no_cell_is_named_with_its_row(tmp_path: Path, rows: str) -> None:
    (tmp_path / "tiles.csv").write_text(f"agency_id,column,row\n{rows}\n", encoding="utf-8-sig")
    with pytest.raises(InputProblem, match=r"tiles\.csv"):
        load_tiles(tmp_path)


def test_one_cell_for_two_units_is_refused() -> None:
    with pytest.raises(InputProblem):
        tile_layout(CROSS, {"east": (0, 0), "west": (0, 0)})
