"""Delta Lake tables: open, make, append rows, retry a commit where another was faster, tell the log's state."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import pyarrow as pa
from deltalake import (
    CommitProperties,
    DeltaTable,
    PostCommitHookProperties,
    Transaction,
    WriterProperties,
    write_deltalake,
)
from deltalake.exceptions import CommitFailedError, TableNotFoundError

# Some ten captures a row group: a question of one skips all others, and there are not too many to be looked through.
WRITING = WriterProperties(max_row_group_size=32768)
# The bytes of a file that is left as it is: some millions of observations.
FULL = 32 * 2**20
# Every failure is another writer's success; so many in a row are a fault of another kind.
ATTEMPTS = 20
# The entries of a log are what its table is held against: none is ever cleared away.
KEEPING_ENTRIES = PostCommitHookProperties(cleanup_expired_logs=False)

# How often this process wrote to a table.
_written = 0

Seen = TypeVar("Seen")
Made = TypeVar("Made")


def writings() -> int:
    """Tell how often this process wrote to a table: one who looked need not look again while it did not."""
    return _written


@contextlib.contextmanager
def _counted() -> Iterator[None]:
    """Count a writing, also one that failed half way."""
    global _written
    try:
        yield
    finally:
        _written += 1


def opened_table(address: str) -> DeltaTable | None:
    """Open the table as it is now; None where there is none."""
    try:
        return DeltaTable(address)
    except TableNotFoundError:
        return None


def created_table(address: str, schema: pa.Schema) -> DeltaTable:
    """Open the table as it is now, made where there was none."""
    if table := opened_table(address):
        return table
    with contextlib.suppress(CommitFailedError):
        return DeltaTable.create(address, schema=schema, mode="ignore")
    # Another made it in the same moment.
    return DeltaTable(address)


def append(table: DeltaTable, rows: pa.Table, transactions: Sequence[str] = ()) -> None:
    """Append the rows; CommitFailedError where one of the transactions was kept since `table` was opened."""
    properties = CommitProperties(app_transactions=[Transaction(app_id, 1) for app_id in transactions])
    # A table made before a column was thought of gets it with the first rows that have it.
    told: dict[str, Any] = {"schema_mode": "merge"} if len(rows.schema) > len(table.schema().fields) else {}
    told |= {"commit_properties": properties, "post_commithook_properties": KEEPING_ENTRIES}
    with _counted():
        write_deltalake(table, rows, mode="append", writer_properties=WRITING, **told)


def delete(table: DeltaTable, column: str, values: Sequence[str]) -> None:
    """Delete the rows whose column is one of these plain words."""
    words = ", ".join(f"'{value}'" for value in values)
    with _counted():
        table.delete(
            f"{column} IN ({words})", writer_properties=WRITING, post_commithook_properties=KEEPING_ENTRIES
        )


def small_files(table: DeltaTable) -> int:
    """Count the table's files that are small enough to be put together."""
    sizes = pa.table(table.get_add_actions(flatten=True))["size_bytes"].to_pylist()
    return sum(size < FULL // 2 for size in sizes)


def compact(table: DeltaTable) -> None:
    """Put a table's small files together, rows in the order of the files; readers keep these for a week.

    What was put together to full size is not written again, so the cost is that of what is new.
    """
    with _counted():
        table.optimize.compact(
            target_size=FULL,
            max_concurrent_tasks=1,
            writer_properties=WRITING,
            post_commithook_properties=KEEPING_ENTRIES,
        )
        table.vacuum(dry_run=False, post_commithook_properties=KEEPING_ENTRIES)


def retry_on_conflict(look: Callable[[], Seen], commit: Callable[[Seen], Made]) -> Made:
    """Return what `commit` gives on what `look` sees, looked at anew while the commit is refused.

    It is refused where another writer kept the same since, and where two made the table in the same moment.
    """
    for _ in range(ATTEMPTS - 1):
        with contextlib.suppress(CommitFailedError):
            return commit(look())
    return commit(look())


def log_state(table: str) -> tuple[int, int]:
    """Tell when a local table's log last changed, and of how many files it is; zeros where there is no table.

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
