"""How tables are styled: what is written in a cell, changes in ink, a marked row.

Functions that have a name: what is styled once is kept for all sessions by what it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
from pandas.io.formats.style import Styler

from indicators import formats
from indicators.analysis.ranking import Ranking
from indicators.analysis.ranking_columns import WRITERS, Column
from indicators.charts.changes import change_ink
from indicators.charts.style import Direction, Inks


def in_words(rows: pd.DataFrame, writers: Mapping[str, Callable[[Any], str]]) -> Styler:
    """Write the cells of some columns."""
    return rows.style.format(writers)  # type: ignore[arg-type]


def of_ranking(
    shown: pd.DataFrame, *, columns: Sequence[Column], ranking: Ranking, focus: str, inks: Inks
) -> Styler:
    """Style rows of a ranking: ties, changes in ink, the marked unit."""
    rows = ranking.rows.loc[shown.index]
    # A share is a bar of its own.
    written = [column for column in columns if column.is_number and column.kind != "share"]
    styled = shown.style.format({column.key: WRITERS[column.kind] for column in written})
    tied = rows.index[rows.tied.fillna(False).astype(bool)]
    if len(tied):
        styled = styled.format(partial(formats.rank, tied=True), subset=(tied, ["rank"]))
    if "value_change" in shown:
        directions = [ranking.node.direction] * len(rows)
        real = [unit in ranking.signals for unit in rows.agency_id]
        styled = styled.apply(in_ink, subset=["value_change"], directions=directions, signals=real, inks=inks)
    if focus:
        marked = rows.index[rows.agency_id == focus]
        styled = styled.set_properties(subset=(marked, shown.columns), **{"background-color": inks.track})
    return styled


def in_ink(
    changes: pd.Series, directions: Sequence[Direction], signals: Sequence[bool], inks: Inks
) -> list[str]:
    """Return the styles of a column of written changes: of each row a node's direction, and whether it is a signal."""
    rows = zip(changes, directions, signals, strict=True)
    return [
        f"color: {change_ink(change, inks, direction, is_signal=is_signal)}"
        for change, direction, is_signal in rows
    ]
