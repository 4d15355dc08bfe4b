"""Equal values stay together: who shares an end, and where a list can be cut.

Equal is what is written equally: nobody sees the decimals behind those that are shown.
"""

from __future__ import annotations

from collections.abc import Sequence

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
