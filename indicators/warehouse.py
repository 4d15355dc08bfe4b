"""The warehouse: DuckDB asks the questions, over the store's current files.

One connection per process, a cursor per question (a shared DuckDB connection refuses concurrent use).
What it shows is decided by the tables' versions, so nothing is read again until something was imported.
"""

from __future__ import annotations

import threading
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from indicators import names
from indicators.agencies import load_register
from indicators.store import SCHEMAS, Store, TableName

QUERIES = Path(__file__).parent / "queries"
LOAD: dict[TableName, str] = {
    "captures": "CREATE OR REPLACE TABLE loaded_captures AS FROM rows",
    "observations": "CREATE OR REPLACE TABLE loaded_observations AS FROM rows",
}


@cache
def query(name: str) -> str:
    """The text of `queries/<name>.sql`."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


class Warehouse:
    """Questions to one store. Safe to share between threads; sees new captures by itself."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._refreshing = threading.Lock()
        self._version = ""
        self._connection = self._connect()

    @classmethod
    def open(cls, store_url: str) -> Warehouse:
        return cls(Store(store_url))

    def version(self) -> str:
        """What is visible now: changes with every import, and only then."""
        self._refresh()
        return self._version

    def ask(self, name: str, **parameters: Any) -> pd.DataFrame:
        """The answer of `queries/<name>.sql` with these named parameters."""
        self._refresh()
        with self._connection.cursor() as cursor:
            return cursor.execute(query(name), parameters).df()

    def _connect(self) -> duckdb.DuckDBPyConnection:
        settings: dict[str, str | bool | int | float | list[str]] = {"preserve_insertion_order": False}
        connection = duckdb.connect(config=settings)
        # A store elsewhere is loaded through Arrow, so DuckDB itself never reaches beyond a local store.
        allowed = [self.store.url] if self.store.is_local else []
        connection.execute("SET allowed_directories = $folders", {"folders": allowed})
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        return connection

    def _refresh(self) -> None:
        with self._refreshing:
            # Captures first: every capture seen then has its observations in the table opened after it.
            tables = {name: self.store.table(name) for name in SCHEMAS}
            version = ".".join(str(table.version()) if table else "-" for table in tables.values())
            if version == self._version:
                return
            connection = self._connection.cursor()
            connection.begin()
            for name, table in tables.items():
                self._expose(connection, name, table)
            connection.execute(query("visible"))
            self._name_units(connection)
            connection.commit()
            self._version = version

    def _expose(self, connection: duckdb.DuckDBPyConnection, name: TableName, table: Any) -> None:
        """Make `stored_<name>`: a view over the table's current files, or its rows if they lie elsewhere."""
        files = table.file_uris() if table and self.store.is_local else []
        if files:
            relation = connection.read_parquet(files)
        else:
            empty: pa.Table = SCHEMAS[name].empty_table()
            rows = table.to_pyarrow_table() if table and not self.store.is_local else empty  # noqa: F841
            connection.execute(LOAD[name])
            relation = connection.table(f"loaded_{name}")
        relation.create_view(f"stored_{name}", replace=True)

    def _name_units(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Make `agencies`: the register, and units seen that it does not hold, as sources name them."""
        register = load_register().frame()
        seen = connection.execute(query("unregistered_units"), {"known": list(register.agency_id)}).df()
        seen["name"] = [names.display_name(name) for name in seen.unit_name]
        seen["short_name"] = seen["name"]
        seen["sort_name"] = [names.sort_name(name) for name in seen.unit_name]
        agencies = pd.concat([register, seen.drop(columns="unit_name")])  # noqa: F841
        connection.execute("CREATE OR REPLACE TABLE agencies AS FROM agencies")
