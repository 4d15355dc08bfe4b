"""Tables of many files, shown in parts: each is of a stretch of keys, and a question looks in the parts of its own.

Captures are named by their moments, and files are written in the order in which readings came, so that stretches hardly
overlap. DuckDB leaves a part out when it plans a question whose keys lie elsewhere; of files that are shown together it
looks at what each part of each file holds, with every question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any
from urllib.parse import unquote

import duckdb
import pyarrow as pa
from deltalake import DeltaTable

from indicators.store.tables import WRITTEN

# Fewer files than these are shown together: to plan a question of parts takes a little longer.
MANY, PARTS = 24, 8
# Of a store elsewhere, whose files cost more to look at, each is a part of its own, up to so many.
REMOTE_PARTS = 24


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file of a table, as its log tells of it.

    Its rows have keys from `first` to `last`, None where that is not told. It `is_whole` where it has every column but
    those of lists, of which that is not told: those kept long ago may not.
    """

    address: str
    size: int
    first: str | None
    last: str | None
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Part:
    """Files whose rows have keys from `first` to `last`."""

    files: tuple[str, ...]
    first: str
    last: str


def files_of(table: DeltaTable, name: str) -> list[TableFile]:
    """List a table's files by what its log tells of them."""
    logged = pa.table(table.get_add_actions(flatten=True))

    def told(column: str) -> list[Any]:
        return logged[column].to_pylist() if column in logged.column_names else [None] * logged.num_rows

    addresses = {_last(unquote(file)): unquote(file) for file in table.file_uris()}
    # Of a column that a file does not have no count is told; nor, by most writers, of one of lists.
    plain = [field.name for field in WRITTEN[name] if not pa.types.is_nested(field.type)]
    counts = zip(*(told(f"null_count.{column}") for column in plain), strict=True)
    key = WRITTEN[name].names[0]
    rows = zip(
        *map(told, ("path", "size_bytes", f"min.{key}", f"max.{key}")),
        (None not in of_columns for of_columns in counts),
        strict=True,
    )
    return [TableFile(addresses[_last(unquote(path))], *of) for path, *of in rows]


def parts_of(files: Sequence[TableFile], most: int) -> list[Part]:
    """Divide a table's files by the keys that its log tells them to hold; none where it does not."""
    if any(file.first is None or file.last is None for file in files):
        return []
    held = sorted((str(file.first), str(file.last), file.address) for file in files)
    size = -(-len(held) // most)
    cut = [held[start : start + size] for start in range(0, len(held), size)]
    return [
        Part(
            tuple(address for _, _, address in of),
            min(first for first, _, _ in of),
            max(last for _, last, _ in of),
        )
        for of in cut
    ]


def shown(
    connection: duckdb.DuckDBPyConnection,
    parts: list[Part],
    key: str,
    columns: list[str],
    before: Sequence[str] = (),
) -> duckdb.DuckDBPyRelation:
    """Return the rows of all parts, each bound to its stretch of keys; every file has these columns.

    What stands `before` the files of each tells their columns.
    """

    def rows(part: Part) -> duckdb.DuckDBPyRelation:
        within = duckdb.ColumnExpression(key).between(
            duckdb.ConstantExpression(part.first), duckdb.ConstantExpression(part.last)
        )
        return connection.read_parquet([*before, *part.files]).select(*columns).filter(within)

    return reduce(duckdb.DuckDBPyRelation.union, map(rows, parts))


def _last(path: str) -> str:
    return path.rpartition("/")[2]
