"""A connection to DuckDB that reaches the files of one store, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from indicators.store.store import Store
from indicators.warehouse import names
from indicators.warehouse.questions import execute

if TYPE_CHECKING:
    from indicators.warehouse.remote import RemoteFiles


def remote_files(store: Store) -> RemoteFiles | None:
    """Return what DuckDB reads a store through that is not on this machine."""
    if store.is_local:
        return None
    # What it is made of takes a while to import.
    from indicators.warehouse.remote import RemoteFiles

    return RemoteFiles(store.folder)


def connected(store: Store, remote: RemoteFiles | None) -> duckdb.DuckDBPyConnection:
    """Connect to a database of its own that reads a store, if need be through its `remote` files."""
    settings: dict[str, str | bool | int | float | list[str]] = {"preserve_insertion_order": False}
    connection = duckdb.connect(config=settings)
    # A file never changes under its name: where its rows lie is looked up once, for the cursors of all questions.
    connection.execute("LOAD parquet")
    connection.execute("SET GLOBAL parquet_metadata_cache = true")
    if remote:
        # What was read of a file is kept, and never asked for again.
        connection.execute("SET validate_external_file_cache = 'NO_VALIDATION'")
        connection.register_filesystem(remote)
    connection.execute("SET allowed_directories = $folders", {"folders": [store.url]})
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    execute(connection, "rules")
    names.name_known(connection)
    return connection
