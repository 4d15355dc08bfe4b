"""The backlog by agency as the field writes it: a Roman section a level, its agencies below, the sum last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from indicators import formats
from indicators.analysis import overdue
from indicators.codes import LEVELS
from indicators.store.overdue_list import cause_name
from indicators.translation import text

COUNTS = ["dossiers", *(f"band_{band}" for band in range(1, 6)), "synchronisation", "delay", "unknown"]


@dataclass(frozen=True, slots=True)
class BacklogTable:
    """`rows` are number, agency, counts of COUNTS, longest in days; `strong` are sections and the sum."""

    header: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    strong: frozenset[int]


def backlog_table(backlog: pd.DataFrame) -> BacklogTable:
    """Return the table of a `backlog` by agency; agencies that the register does not know come last."""
    header = (
        text("Number"),
        text("Agency"),
        text("Overdue dossiers"),
        *(overdue.age_band(band) for band in range(1, 6)),
        *(cause_name(cause) for cause in ("synchronisation", "delay", "unknown")),
        text("Longest (days)"),
    )
    levels = [level for level in LEVELS if (backlog.level == level).any()]
    rows: list[tuple[Any, ...]] = []
    strong: set[int] = set()
    for section, level in enumerate(levels, start=1):
        own = backlog[backlog.level == level]
        strong.add(len(rows))
        rows.append((formats.roman(section), formats.level(level), *_sums(own)))
        rows += [_row(str(number), row) for number, row in enumerate(own.to_dict("records"), start=1)]
    rows += [_row("–", row) for row in backlog[~backlog.level.isin(levels)].to_dict("records")]
    strong.add(len(rows))
    rows.append(("", text("Total"), *_sums(backlog)))
    return BacklogTable(header, tuple(rows), frozenset(strong))


def _sums(rows: pd.DataFrame) -> tuple[Any, ...]:
    return *rows[COUNTS].sum(), rows.longest_days.max()


def _row(number: str, row: dict[Any, Any]) -> tuple[Any, ...]:
    name = row["part"] if pd.isna(row["name"]) else row["name"]
    named = formats.MISSING if pd.isna(name) else name
    return number, named, *(row[count] for count in COUNTS), row["longest_days"]
