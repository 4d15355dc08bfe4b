"""The store's tables in DuckDB: what was written, and those of its rows that are the store's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

import duckdb
import pyarrow as pa
from deltalake import DeltaTable

from indicators.store.tables import COMMITS, HEADS, SCHEMAS, WRITTEN, key_of
from indicators.warehouse.parts import MANY, PARTS, REMOTE_PARTS, TableFile, files_of, parts_of, shown
from indicators.warehouse.questions import execute, register

if TYPE_CHECKING:
    from indicators.warehouse.remote import RemoteFiles


@dataclass(frozen=True, slots=True)
class Exposed:
    """A table as it was shown: its version and files.

    It is `settled` where no row waits for its commit, so that it need not be shown again as long as it is as it was.
    """

    version: int
    files: tuple[str, ...]
    settled: bool


# Tables whose files may lack columns of lists, of which their log does not tell. They are small.
UNLIKE = {
    name
    for name, schema in WRITTEN.items()
    if name not in HEADS and any(pa.types.is_nested(field.type) for field in schema)
}
# The statements that `_nothing_written` made, by table.
_NOTHING_WRITTEN: dict[str, duckdb.Statement] = {}


def expose(
    connection: duckdb.DuckDBPyConnection,
    remote: RemoteFiles | None,
    tables: Mapping[str, DeltaTable | None],
    before: Mapping[str, Exposed],
    as_of: int | None,
) -> dict[str, Exposed]:
    """Make `written_<name>` and `stored_<name>`, those of its rows that are the store's, of each table that changed.

    `remote` are the files of a store that is not on this machine, `before` is how they were shown; `as_of` the number
    of commits that count.
    """
    now = {}
    for name, table in tables.items():
        was = before.get(name)
        version = table.version() if table else -1
        addresses = tuple(map(unquote, table.file_uris())) if table else ()
        if was and was.settled and (was.version, was.files) == (version, addresses):
            now[name] = was
            continue
        if table and addresses:
            _expose_written(connection, remote, name, files_of(table, name))
        else:
            connection.execute(_nothing_written(connection, name))
        settled = _expose_stored(connection, name, as_of, has_rows=bool(addresses))
        now[name] = Exposed(version, addresses, settled)
    return now


def _expose_written(
    connection: duckdb.DuckDBPyConnection, remote: RemoteFiles | None, name: str, files: list[TableFile]
) -> None:
    """Make a view over the table's current files."""
    if remote:
        remote.tell({file.address: file.size for file in files})
    rows = _rows(connection, remote, name, files)
    if set(rows.columns) == set(WRITTEN[name].names):
        rows.create_view(f"written_{name}", replace=True)
    else:
        rows.create_view(f"files_{name}", replace=True)
        register(connection, "complete", name, empty_rows=WRITTEN[name].empty_table())
    if remote and name not in HEADS:
        # Small, and asked for with many questions.
        execute(connection, "load", name=name)


def _rows(
    connection: duckdb.DuckDBPyConnection, remote: RemoteFiles | None, name: str, files: list[TableFile]
) -> duckdb.DuckDBPyRelation:
    """Return the rows of a table's files, with the columns that these have."""
    addresses = [file.address for file in files]
    if name in UNLIKE or not all(file.is_whole for file in files):
        return connection.read_parquet(addresses, union_by_name=True)
    # With each question one file of each part would be opened to see which columns they have.
    columns = [remote.columns(name)] if remote else []
    parts = []
    if name in HEADS and (remote or len(files) > MANY):
        parts = parts_of(files, REMOTE_PARTS if remote else PARTS)
    if parts:
        return shown(connection, parts, key_of(name), WRITTEN[name].names, columns)
    return connection.read_parquet([*columns, *addresses])


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
