"""Tables of many files, shown in parts: each is of a stretch of keys, and a question looks in the parts of its own.

Captures are named by their moments, and files are written in the order in which readings came, so that stretches hardly
overlap. DuckDB leaves a part out when it plans a question whose keys lie elsewhere; of files that are shown together it
looks at what each part of each file holds, with every question.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from urllib.parse import unquote

import duckdb
import pyarrow as pa
from deltalake import DeltaTable

# Fewer files than these are shown together: to plan a question of parts takes a little longer.
MANY, PARTS = 24, 8


@dataclass(frozen=True, slots=True)
class Part:
    """Files whose rows have keys from `first` to `last`."""

    files: tuple[str, ...]
    first: str
    last: str


def parts_of(table: DeltaTable, key: str) -> list[Part]:
    """Divide a table's files by the keys that its log tells them to hold; none where they are few, or it does not."""
    files = table.file_uris()
    if len(files) <= MANY:
        return []
    told = pa.table(table.get_add_actions(flatten=True))
    if not {f"min.{key}", f"max.{key}"} <= set(told.column_names):
        return []
    keys = zip(*(told[name].to_pylist() for name in ("path", f"min.{key}", f"max.{key}")), strict=True)
    stretches = {unquote(path): (first, last) for path, first, last in keys}
    held = [(stretches.get(unquote(file).rsplit("/", 1)[-1], (None, None)), unquote(file)) for file in files]
    if any(first is None or last is None for (first, last), _ in held):
        return []
    held.sort()
    size = -(-len(held) // PARTS)
    cut = [held[start : start + size] for start in range(0, len(held), size)]
    return [
        Part(
            tuple(file for _, file in of),
            min(first for (first, _), _ in of),
            max(last for (_, last), _ in of),
        )
        for of in cut
    ]


def shown(
    connection: duckdb.DuckDBPyConnection, parts: list[Part], key: str, columns: list[str]
) -> duckdb.DuckDBPyRelation:
    """Return the rows of all parts, each bound to its stretch of keys; every file has these columns."""

    def rows(part: Part) -> duckdb.DuckDBPyRelation:
        within = duckdb.ColumnExpression(key).between(
            duckdb.ConstantExpression(part.first), duckdb.ConstantExpression(part.last)
        )
        return connection.read_parquet(list(part.files)).select(*columns).filter(within)

    return reduce(duckdb.DuckDBPyRelation.union, map(rows, parts))
