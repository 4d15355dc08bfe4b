"""Delta Lake tables: append rows, retry a commit where another was faster, tell the state of the log."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, Transaction, WriterProperties, write_deltalake
from deltalake.exceptions import CommitFailedError

# About two captures a row group: a question about one capture then skips all others.
WRITING = WriterProperties(max_row_group_size=8192)
# Every failure is another writer's success; so many in a row are a fault of another kind.
ATTEMPTS = 20

Seen = TypeVar("Seen")
Made = TypeVar("Made")


def append(table: DeltaTable, rows: pa.Table, transactions: Sequence[str] = ()) -> None:
    """Append the rows; CommitFailedError where one of the transactions was kept since `table` was opened."""
    properties = CommitProperties(app_transactions=[Transaction(app_id, 1) for app_id in transactions])
    # A table made before a column was thought of gets it with the first rows that have it.
    told: dict[str, Any] = {"schema_mode": "merge"} if len(rows.schema) > len(table.schema().fields) else {}
    told |= {"commit_properties": properties, "writer_properties": WRITING}
    write_deltalake(table, rows, mode="append", **told)


def retry_on_conflict(
    look: Callable[[], Seen], commit: Callable[[Seen], Made], seen: Seen | None = None
) -> Made:
    """What `commit` gives on what `look` sees, looked at anew while the commit is refused.

    It is refused where another writer kept the same since, and where two made the table in the same moment.
    A first look that was taken already is `seen`.
    """
    for _ in range(ATTEMPTS - 1):
        try:
            return commit(look() if seen is None else seen)
        except CommitFailedError:
            seen = None
    return commit(look())


def log_state(table: str) -> tuple[int, int]:
    """When a local table's log last changed, and of how many files it is; zeros where there is no table.

    Asked before every question, so it does without path objects, which take most of the time.
    """
    log = f"{table}/_delta_log"
    try:
        return os.stat(log).st_mtime_ns, len(os.listdir(log))  # noqa: PTH116, PTH208
    except FileNotFoundError:
        return 0, 0


def shaped(rows: pa.Table, schema: pa.Schema) -> pa.Table:
    """Give rows kept under an older schema the columns of `schema`; one they do not have is empty."""
    columns = [
        rows[field.name] if field.name in rows.schema.names else pa.nulls(rows.num_rows, field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(columns, names=schema.names).cast(schema)
