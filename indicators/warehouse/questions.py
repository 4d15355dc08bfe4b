"""The questions: `queries/*.sql`, one a file, and asking one on a connection."""

from __future__ import annotations

from collections import namedtuple
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

QUERIES = Path(__file__).parent / "queries"


@cache
def query(name: str) -> str:
    """Read the text of `queries/<name>.sql`."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def execute(
    connection: duckdb.DuckDBPyConnection, query_name: str, **names: str
) -> duckdb.DuckDBPyConnection:
    """Run the statements of a query; where it is of a table, its names stand between underscores."""
    for statement in _statements(query_name, *names.items()):
        connection.execute(statement)
    return connection


def register(
    connection: duckdb.DuckDBPyConnection, query_name: str, table: str, **rows: pa.Table | pd.DataFrame
) -> None:
    """Run a query that takes these rows into DuckDB's own table."""
    for name, given in rows.items():
        connection.register(name, given)
    execute(connection, query_name, name=table)
    for name in rows:
        connection.unregister(name)


def answer(connection: duckdb.DuckDBPyConnection, name: str, parameters: dict[str, Any]) -> pd.DataFrame:
    """Ask a query: days as dates, moments as instants in UTC, lists as arrays, missing as missing."""
    # Through NumPy: Arrow binds the query twice, and DuckDB's own frames use what pandas 3 deprecates.
    (statement,) = _statements(name)
    asked = connection.execute(statement, parameters)
    types = {column[0]: str(column[1]) for column in asked.description or ()}
    frame = pd.DataFrame(asked.fetchnumpy())
    for column, kind in types.items():
        if kind == "DATE":
            frame[column] = frame[column].dt.date
        elif kind == "TIMESTAMP WITH TIME ZONE":
            frame[column] = frame[column].dt.tz_localize("UTC")
    return frame


@lru_cache(maxsize=1000)
def row_of(columns: tuple[str, ...]) -> Any:
    """Return what makes a row of its cells: to make a kind of row anew takes longer than to make most rows."""
    made: Any = namedtuple
    return made("Row", columns, rename=True)._make


# Read once: of what opening a store costs, to read the same statements again is a twentieth.
@lru_cache(maxsize=1000)
def _statements(query_name: str, *names: tuple[str, str]) -> tuple[duckdb.Statement, ...]:
    """Parse the statements of a query, with names in the places kept for them."""
    written = query(query_name)
    for placeholder, name in names:
        written = written.replace(f"__{placeholder}__", name)
    return tuple(duckdb.extract_statements(written))
