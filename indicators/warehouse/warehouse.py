"""The warehouse: DuckDB asks the questions, over the store's current files.

One connection per process, a cursor per question (a shared DuckDB connection refuses concurrent use).
What it shows is decided by the tables' versions, so nothing is read again until something was imported.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote

import duckdb
import pandas as pd
import pyarrow as pa
from deltalake import DeltaTable

from indicators import catalogue
from indicators.reference import agency_names
from indicators.reference.agencies import load_register
from indicators.reference.working_calendar import load_calendar
from indicators.store.delta import shaped
from indicators.store.store import Store
from indicators.store.tables import COMMITS, HEADS, SCHEMAS, WRITTEN, key_of
from indicators.warehouse.unit_mapping import agencies_of_listed_units

# Answers are small: words kept as plain objects take a fifth off the time of a page, that Arrow's take to be
# picked one by one.
pd.set_option("mode.string_storage", "python")
KEPT_ANSWERS = 200
QUERIES = Path(__file__).parent / "queries"

Made = TypeVar("Made")


@cache
def query(name: str) -> str:
    """The text of `queries/<name>.sql`."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


@cache
def _is_of_lives(name: str) -> bool:
    """Whether a query asks of dossiers as they are followed through the lists, from `overdue_lives`."""
    return bool(re.search(r"\b(overdue_rows|overdue_steps|entered_causes|working_days)\b", query(name)))


class Warehouse:
    """Questions to one store. Safe to share between threads; sees new captures by itself."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._refreshing = threading.Lock()
        self._keeping = threading.Lock()
        self._version = ""
        self._written: tuple[tuple[int, int], ...] | None = None
        self._listed: dict[str, str] = {}
        self._followed: tuple[Any, ...] = ()
        self._answers: dict[tuple[Any, ...], Any] = {}
        self._tables: dict[str, DeltaTable | None] = dict.fromkeys(WRITTEN)
        self._connection = self._connect()

    @classmethod
    def open(cls, store_url: str) -> Warehouse:
        return cls(Store(store_url))

    def version(self) -> str:
        """What is visible now: changes with every import, and only then."""
        self._refresh()
        return self._version

    def ask(self, name: str, **parameters: Any) -> pd.DataFrame:
        """The answer of `queries/<name>.sql` with these parameters; days are dates, lists are arrays.

        The last answers are kept as long as nothing is imported: of a page's questions, most are those of the
        page before. Each caller has a frame of its own.
        """
        return self.ask_as(_as_it_is, name, **parameters).copy(deep=False)

    def ask_as(self, make: Callable[[pd.DataFrame], Made], name: str, **parameters: Any) -> Made:
        """What `make` makes of an answer, kept in its place; all callers share it, so it must not change."""
        asked = (self.version(), make, name, *sorted(parameters.items()))
        made: Made | None = self._answers.get(asked)
        if made is None:
            if _is_of_lives(name):
                self._follow_dossiers()
            with self._connection.cursor() as cursor:
                made = make(_answer(cursor, name, parameters))
            with self._keeping:
                while len(self._answers) >= KEPT_ANSWERS:
                    del self._answers[next(iter(self._answers))]
                self._answers[asked] = made
        return made

    def is_empty(self) -> bool:
        """Whether there is nothing to show: no capture and no list of overdue dossiers."""
        return self.ask("captures", scope=None).empty and self.ask("overdue_scopes").empty

    def _connect(self) -> duckdb.DuckDBPyConnection:
        settings: dict[str, str | bool | int | float | list[str]] = {"preserve_insertion_order": False}
        connection = duckdb.connect(config=settings)
        # A store elsewhere is loaded through Arrow, so DuckDB itself never reaches beyond a local store.
        allowed = [self.store.url] if self.store.is_local else []
        connection.execute("SET allowed_directories = $folders", {"folders": allowed})
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        connection.execute(query("rules"))
        return connection

    def _refresh(self) -> None:
        with self._refreshing:
            # Asking every table's log takes longer than most answers: only where something was written.
            if (written := self.store.written()) is not None and written == self._written:
                return
            # Commits first: what they name is then in the tables opened after them.
            for name, table in self._tables.items():
                if table:
                    table.update_incremental()
                else:
                    self._tables[name] = self.store.table(name)
            version = ".".join(str(table.version()) if table else "-" for table in self._tables.values())
            self._written = written
            if version == self._version:
                return
            connection = self._connection.cursor()
            connection.begin()
            for name, table in self._tables.items():
                self._expose(connection, name, table)
            connection.execute(query("visible"))
            connection.execute(query("as_decided" if _is_decided(connection) else "as_kept"))
            self._listed = self._tell_listed(connection)
            self._name_units(connection)
            self._name_nodes(connection)
            connection.execute(query("partial"))
            connection.execute(query("listed"))
            connection.execute(query("comparable"))
            connection.commit()
            self._version = version

    def _expose(self, connection: duckdb.DuckDBPyConnection, name: str, table: DeltaTable | None) -> None:
        """Make `written_<name>`, a view over the table's current files, or its rows if they lie elsewhere; and
        `stored_<name>`, those of its rows that are the store's.
        """
        files = table.file_uris() if table and self.store.is_local else []
        if table and files:
            # They are given as in an address: "Nguy%E1%BB%85n" where the folder is "Nguyễn". Some may be
            # older than one of the columns.
            rows = connection.read_parquet([unquote(file) for file in files], union_by_name=True)
            if set(rows.columns) == set(WRITTEN[name].names):
                rows.create_view(f"written_{name}", replace=True)
            else:
                rows.create_view(f"files_{name}", replace=True)
                _register(connection, "complete", name, empty_rows=WRITTEN[name].empty_table())
        else:
            rows = (
                shaped(self.store.folder.rows(table, name), WRITTEN[name])
                if table
                else WRITTEN[name].empty_table()
            )
            _register(connection, "load", name, loaded_rows=rows)
        if name in HEADS:
            _execute(connection, "owned", name=name, key=key_of(name), head=HEADS[name])
        elif name != COMMITS:
            when = "imported_at" if "imported_at" in SCHEMAS[name].names else "entered_at"
            _execute(connection, "committed", name=name, key=key_of(name), when=when)

    def _name_units(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Make `agencies`: the register, and units seen that it does not hold, as sources name them."""
        register = load_register().frame()
        seen = _answer(connection, "unregistered_units", {"known": list(register.agency_id)})
        seen["name"] = [agency_names.display_name(name) for name in seen.unit_name]
        seen["sort_name"] = [agency_names.sort_name(name) for name in seen.unit_name]
        agencies = pd.concat([register, seen.drop(columns="unit_name")])
        # Among provinces a province goes by its own name: "Gia Lai" and not "UBND tỉnh".
        own_name = agencies.sort_name.where(agencies.level == "province", agencies["name"])
        agencies["short_name"] = agencies.short_name.where(
            agencies.short_name.notna() & (agencies.level != "province"), own_name
        )
        connection.register("named_units", agencies)
        connection.execute("CREATE OR REPLACE TABLE agencies AS FROM named_units")
        connection.unregister("named_units")

    def _tell_listed(self, connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
        """Make the views of lists under the agencies that people said their units are; who these are."""
        mappings = _answer(connection, "mappings", {})
        # Looking through all lists is for where anything was said.
        units = _answer(connection, "listed_units", {}).agency_id if len(mappings) else ()
        found = agencies_of_listed_units(units, mappings)
        rows = pd.DataFrame({"unit": list(found), "agency_id": list(found.values())}, dtype="str")
        connection.register("units_told", rows)
        connection.execute("CREATE OR REPLACE TABLE told_units AS FROM units_told")
        connection.unregister("units_told")
        connection.execute(query("listed_as_told"))
        return found

    def _follow_dossiers(self) -> None:
        """Make the tables of overdue dossiers over successive lists, anew only where these changed.

        Only for who asks: following all dossiers through all lists takes more than most answers together.
        """
        with self._refreshing, self._connection.cursor() as connection:
            connection.begin()
            self._follow_in(connection)
            connection.commit()

    def _follow_in(self, connection: duckdb.DuckDBPyConnection) -> None:
        tables = [self._tables[name] for name in ("overdue_lists", "cause_entries", "decisions")]
        shown = connection.execute("SELECT count(*) FROM overdue_lists").fetchall()
        followed = (*(table.version() if table else None for table in tables), *shown, *self._listed.items())
        if followed == self._followed:
            return
        connection.register("calendar", load_calendar().frame())
        connection.execute("CREATE OR REPLACE TABLE working_days AS FROM calendar")
        connection.unregister("calendar")
        connection.execute(query("overdue_lives"))
        self._followed = followed

    def _name_nodes(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Make `nodes`: the catalogue, a row a node and index version; for partial captures, some count."""
        rows = [
            {
                "index_version": index.version,
                "node": node.code,
                "points": node.points,
                "is_scored": node.points is not None,
                "direction": node.direction,
                "is_counted": node.is_component or node == index.root,
                "is_root": node == index.root,
            }
            for index in catalogue.load().values()
            for node in index.nodes.values()
        ]
        connection.register("named_nodes", pd.DataFrame(rows))
        connection.execute("CREATE OR REPLACE TABLE nodes AS FROM named_nodes")
        connection.unregister("named_nodes")


def _execute(connection: duckdb.DuckDBPyConnection, query_name: str, **names: str) -> None:
    """Run a query that is of a table, whose names stand between underscores."""
    written = query(query_name)
    for placeholder, name in names.items():
        written = written.replace(f"__{placeholder}__", name)
    connection.execute(written)


def _register(connection: duckdb.DuckDBPyConnection, query_name: str, table: str, **rows: pa.Table) -> None:
    """Run a query that takes these rows into DuckDB's own table."""
    for name, given in rows.items():
        connection.register(name, given)
    _execute(connection, query_name, name=table)
    for name in rows:
        connection.unregister(name)


def _is_decided(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether any value or agency was decided on; where none was, nothing need be joined."""
    standing = "SELECT count(*) FROM standing_decisions WHERE kind IN ('mapping', 'correction')"
    return bool(connection.execute(standing).fetchall()[0][0])


def records(frame: pd.DataFrame) -> Iterator[Any]:
    """An answer's rows one by one, the columns as attributes."""
    return iter(frame.itertuples(index=False))


def _as_it_is(answer: pd.DataFrame) -> pd.DataFrame:
    return answer


def _answer(connection: duckdb.DuckDBPyConnection, name: str, parameters: dict[str, Any]) -> pd.DataFrame:
    """A query's rows: days as dates, moments as instants in UTC, lists as arrays, missing as missing."""
    # Through NumPy: Arrow binds the query twice, and DuckDB's own frames use what pandas 3 deprecates.
    answer = connection.execute(query(name), parameters)
    types = {column[0]: str(column[1]) for column in answer.description or ()}
    frame = pd.DataFrame(answer.fetchnumpy())
    for column, kind in types.items():
        if kind == "DATE":
            frame[column] = frame[column].dt.date
        elif kind == "TIMESTAMP WITH TIME ZONE":
            frame[column] = frame[column].dt.tz_localize("UTC")
    return frame
