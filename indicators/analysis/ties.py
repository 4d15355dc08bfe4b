"""Equal values stay together: who shares an end, and where a list can be cut.

Equal is what is written equally: nobody sees the decimals behind those that are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from indicators import formats


def at_the_end(rows: pd.DataFrame, column: str, *, largest: bool) -> pd.DataFrame:
    """Keep the rows that share the largest or smallest value as written; none of no rows."""
    written = rows[column].map(formats.as_shown)
    known = written.dropna()
    if known.empty:
        return rows.head(0)
    extreme = max(known) if largest else min(known)
    return rows.loc[list(written == extreme)]


def without_cut(values: Sequence[float], most: int) -> int:
    """Count how many of these values, in order, can be listed, at most so many, without parting equal ones."""
    if len(values) <= most:
        return len(values)
    written = [formats.as_shown(value) for value in values]
    return next((count for count in range(most, 0, -1) if written[count - 1] != written[count]), 0)


def place_among(value: float, others: Iterable[float]) -> tuple[int, bool]:
    """Return the rank a value would have among others, the highest first, and whether one of them shares it."""
    shown = pd.Series([value, *others], dtype=float).map(formats.as_shown)
    return 1 + int((shown[1:] > shown[0]).sum()), bool((shown[1:] == shown[0]).any())
