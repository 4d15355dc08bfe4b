"""A second, deliberately plain ranking, to check the first against."""

from __future__ import annotations

from collections.abc import Mapping


def competition_ranks(
    values: Mapping[str, float | None], *, higher_is_better: bool = True
) -> dict[str, int | None]:
    """1 + the number of units that are strictly better; None for a unit without a value."""
    ranks: dict[str, int | None] = {}
    for unit, value in values.items():
        if value is None:
            ranks[unit] = None
            continue
        better = 0
        for other in values.values():
            if other is not None and ((other > value) if higher_is_better else (other < value)):
                better += 1
        ranks[unit] = better + 1
    return ranks
