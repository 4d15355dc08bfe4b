"""The store's tables in DuckDB: what was written, and those of its rows that are the store's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import DeltaTable

from indicators.store.delta import shaped
from indicators.store.store import Store
from indicators.store.tables import COMMITS, HEADS, SCHEMAS, WRITTEN, key_of
from indicators.warehouse.parts import parts_of, shown
from indicators.warehouse.questions import execute, register


@dataclass(frozen=True, slots=True)
class Exposed:
    """A table as it was shown: its version and files.

    `whole` are the files that have every column, for those kept long ago may not. It is `settled` where no row waits
    for its commit, so that it need not be shown again as long as it is as it was.
    """

    version: int
    files: tuple[str, ...]
    whole: frozenset[str]
    settled: bool


# The statements that `_nothing_written` made, by table.
_NOTHING_WRITTEN: dict[str, duckdb.Statement] = {}
NOTHING = Exposed(-1, (), frozenset(), settled=True)


def expose(
    connection: duckdb.DuckDBPyConnection,
    store: Store,
    tables: Mapping[str, DeltaTable | None],
    before: Mapping[str, Exposed],
    as_of: int | None,
) -> dict[str, Exposed]:
    """Make `written_<name>` and `stored_<name>`, those of its rows that are the store's, of each table that changed.

    `before` is how they were shown; `as_of` the number of commits that count.
    """
    now = {}
    for name, table in tables.items():
        was = before.get(name)
        files = tuple(map(unquote, table.file_uris())) if table else ()
        if was and was.settled and (was.version, was.files) == (table.version() if table else -1, files):
            now[name] = was
            continue
        whole = _expose_written(connection, store, name, table, files, (was or NOTHING).whole)
        settled = _expose_stored(connection, name, as_of, has_rows=bool(files))
        now[name] = Exposed(table.version() if table else -1, files, whole, settled)
    return now


def _expose_written(
    connection: duckdb.DuckDBPyConnection,
    store: Store,
    name: str,
    table: DeltaTable | None,
    files: tuple[str, ...],
    known: frozenset[str],
) -> frozenset[str]:
    """Make a view over the table's current files, or of its rows if they lie elsewhere.

    Returns the files that have all columns, of which some are `known`.
    """
    if table is None or not files:
        connection.execute(_nothing_written(connection, name))
        return frozenset()
    if not store.is_local:
        register(connection, "load", name, loaded_rows=shaped(store.folder.rows(table, name), WRITTEN[name]))
        return frozenset()
    columns = set(WRITTEN[name].names)
    whole = frozenset(file for file in files if file in known or _columns(file) == columns)
    # With each question all files would be opened to see which columns they have.
    parts = parts_of(table, key_of(name)) if name in HEADS and len(whole) == len(files) else []
    if parts:
        rows = shown(connection, parts, key_of(name), WRITTEN[name].names)
    else:
        rows = connection.read_parquet(list(files), union_by_name=len(whole) < len(files))
    if set(rows.columns) == columns:
        rows.create_view(f"written_{name}", replace=True)
    else:
        rows.create_view(f"files_{name}", replace=True)
        register(connection, "complete", name, empty_rows=WRITTEN[name].empty_table())
    return whole


def _nothing_written(connection: duckdb.DuckDBPyConnection, name: str) -> duckdb.Statement:
    """Return the statement for a view of a table without rows: to register none takes four times as long."""
    if name not in _NOTHING_WRITTEN:
        nothing = connection.from_arrow(WRITTEN[name].empty_table())
        columns = zip(nothing.columns, nothing.types, strict=True)
        written = ", ".join(f'NULL::{kind} AS "{column}"' for column, kind in columns)
        view = f"CREATE OR REPLACE VIEW written_{name} AS SELECT {written} WHERE false"
        (_NOTHING_WRITTEN[name],) = connection.extract_statements(view)
    return _NOTHING_WRITTEN[name]


def _expose_stored(
    connection: duckdb.DuckDBPyConnection, name: str, as_of: int | None, *, has_rows: bool
) -> bool:
    """Make a view of the store's rows, or a table; whether no row waits for its commit."""
    if name in HEADS:
        execute(connection, "owned", name=name, key=key_of(name), head=HEADS[name])
        return True
    if name == COMMITS:
        if as_of is not None:
            execute(connection, "as_of", as_of=str(as_of))
        return True
    if not has_rows:
        # Most stores have none of most kinds, and to plan this is a fraction.
        execute(connection, "never_kept", name=name)
        return True
    when = "imported_at" if "imported_at" in SCHEMAS[name].names else "entered_at"
    execute(connection, "committed", name=name, key=key_of(name), when=when)
    written, stored = execute(connection, "uncommitted", name=name).fetchall()[0]
    return bool(written == stored)


def _columns(file: str) -> set[str]:
    """Name the columns of a file; of one that is gone or damaged none, for the question says so."""
    try:
        return set(pq.read_schema(file).names)
    except (OSError, pa.ArrowException):
        return set()
