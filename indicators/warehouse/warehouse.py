"""The warehouse: DuckDB asks the questions, over the store's current files.

One connection per process, a cursor per question (a shared DuckDB connection refuses concurrent use).
What it shows is decided by the tables' versions, so nothing is read again until something was imported.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from functools import cache, lru_cache
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar, cast

import duckdb
import pandas as pd
from deltalake import DeltaTable

from indicators.errors import InputProblem
from indicators.paths import reference_folder
from indicators.periods import today
from indicators.store import delta
from indicators.store.store import Logs, Store
from indicators.store.tables import WRITTEN
from indicators.translation import language
from indicators.warehouse import known_tables
from indicators.warehouse.connection import connected, remote_files
from indicators.warehouse.damage import state_of, tables_behind, tables_now
from indicators.warehouse.exposed import Exposed, expose
from indicators.warehouse.following import Following
from indicators.warehouse.judgement import (
    decide,
    judge_readings,
    judged_of,
    keep_judged,
    know_judged,
    tell_breaks,
)
from indicators.warehouse.kept_answers import KeptAnswers, ones_own
from indicators.warehouse.outlines import know_outlines
from indicators.warehouse.own_dossiers import whose_dossiers, without_others
from indicators.warehouse.questions import answer, execute, query, row_of
from indicators.warehouse.unit_mapping import agencies_of_listed_units

# Answers are small: words kept as plain objects take a fifth off the time of a page, that Arrow's take to be
# picked one by one.
pd.set_option("mode.string_storage", "python")
# Stores that are kept open at once.
KEPT_OPEN = 4
# Bytes of answers that are kept; of a page's questions most are those of the page before.
MOST_BYTES = 128 * 2**20
# A table that could not be read is looked at again after so many times what that took, or at least as many seconds.
LOOK_AGAIN = 5.0

Made = TypeVar("Made")
# The warehouses that looked already, each with how often this process had written by then; None: each question looks.
_looked: ContextVar[dict[Warehouse, int] | None] = ContextVar("looked", default=None)


@cache
def _is_of_lives(name: str) -> bool:
    """Tell whether a query asks of dossiers as they are followed through the lists, from `overdue_lives`."""
    return bool(re.search(r"\b(overdue_rows|overdue_steps|working_days)\b", query(name)))


@contextmanager
def looking_once() -> Iterator[None]:
    """Look once for what others brought in, and not with every question asked within, in this thread.

    What this process writes meanwhile is seen at once.
    """
    before = _looked.set({})
    try:
        yield
    finally:
        _looked.reset(before)


_opening = threading.Lock()


class Warehouse:
    """Questions to one store. Safe to share between threads; sees new captures by itself."""

    def __init__(self, store: Store, as_of: int | None = None) -> None:
        """Open a store as it is, or as it was when its commits were those up to `as_of`."""
        self.store = store
        self._as_of = as_of
        self._refreshing = threading.Lock()
        self._version = ""
        self._written: Logs | None = None
        self._exposed: dict[str, Exposed] = {}
        self._judged: tuple[object, ...] = ()
        self._following = Following()
        self._answers = KeptAnswers(MOST_BYTES)
        self._tables: dict[str, DeltaTable | None] = dict.fromkeys(WRITTEN)
        self._damaged: dict[str, InputProblem] = {}
        self._look_again = 0.0
        self._remote = remote_files(store)
        self._connection = connected(store, self._remote)

    @classmethod
    def open(cls, store_url: str) -> Warehouse:
        """Return this process's warehouse of the store at an address: to open one takes longer than most answers."""
        with _opening:
            return _opened(store_url, reference_folder())

    @classmethod
    def of(cls, store: Store) -> Warehouse:
        """Return this process's warehouse of a store."""
        return cls.open(store.url)

    def as_of(self, data_version: int) -> Warehouse:
        """Open the same store as it was when it had so many commits."""
        return Warehouse(self.store, data_version)

    def version(self) -> str:
        """Tell what is visible now: it changes with every import, and only then."""
        self._refresh()
        return self._version

    def ask(self, name: str, **parameters: Any) -> pd.DataFrame:
        """Answer `queries/<name>.sql` with these parameters; days are dates, lists are arrays.

        The last answers are kept as long as nothing is imported: of a page's questions, most are those of the
        page before. Each caller has a frame of its own.
        """
        return known_tables.copied(self.ask_as(_as_it_is, name, **parameters))

    def ask_as(self, make: Callable[[pd.DataFrame], Made], name: str, **parameters: Any) -> Made:
        """Keep what `make` makes of an answer; all callers share it, so it must not change."""
        asked = (self.version(), whose_dossiers(), make, name, *sorted(parameters.items()))
        self._refuse_damaged(name)
        return self._answers.once(asked, lambda: make(self._answer(name, parameters)))

    def _answer(self, name: str, parameters: dict[str, Any]) -> pd.DataFrame:
        try:
            with self._connection.cursor() as cursor:
                if _is_of_lives(name):
                    self._following.begin(cursor, parameters["scope"])
                return without_others(answer(cursor, name, parameters))
        except duckdb.Error:
            # A file may be gone, or damaged, whose table's log is as it was.
            self._refresh(tables_behind(name))
            self._refuse_damaged(name)
            raise

    def once(self, work_out: Callable[..., Made], given: tuple[Any, ...], named: dict[str, Any]) -> Made:
        """Return what `work_out` makes of what was given, once (see `once_for_all`), in tables of one's own."""

        def worked_out() -> tuple[Made, bool]:
            answer = work_out(self, *given, **named)
            return answer, known_tables.has_tables(answer)

        answer, has_tables = self.kept(worked_out, work_out, given, *sorted(named.items()))
        return cast("Made", ones_own(answer) if has_tables else copy(answer))

    def kept(self, make: Callable[[], Made], *asked: Any) -> Made:
        """Return what `make` makes, once for all who ask so; all share it, so it must not change.

        It is the same for all of one language, day, province and right to see dossiers, until something is
        brought in. What cannot be told apart is made each time.
        """
        around = (self.version(), whose_dossiers(), language(), today(), reference_folder())
        try:
            hash(asked)
        except TypeError:
            return make()
        return self._answers.once((around, *asked), make)

    @contextmanager
    def trial(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Give a connection on which all may be changed: nobody else sees it, and in the end it is as it was."""
        self._refresh()
        with self._refreshing, self._connection.cursor() as connection:
            connection.begin()
            try:
                yield connection
            finally:
                connection.rollback()

    def is_empty(self) -> bool:
        """Tell whether there is nothing to show: no capture and no list of overdue dossiers."""
        return self.ask_as(_is_empty, "overdue_scopes") and self.ask_as(_is_empty, "captures", scope=None)

    def _refuse_damaged(self, name: str) -> None:
        """Raise InputProblem where a question needs a table that cannot be read."""
        for table in sorted(self._damaged.keys() & tables_behind(name)):
            raise self._damaged[table]

    def _refresh(self, thorough: frozenset[str] = frozenset()) -> None:
        """See what was written since; also what happened to files, of the tables to be looked at `thorough`ly."""
        looked, writings = _looked.get(), delta.writings()
        if looked is not None and looked.get(self) == writings and not thorough:
            return
        self._look(thorough)
        if looked is not None:
            looked[self] = writings

    def _look(self, thorough: frozenset[str]) -> None:
        with self._refreshing:
            began = monotonic()
            if self._damaged and not thorough and began < self._look_again:
                # What is put back is seen soon, though not with every question: its files are read through for that.
                return
            thorough |= self._damaged.keys()
            # Asking every table's log takes longer than most answers: only where something was written.
            written = self.store.written()
            if written == self._written and not thorough:
                return
            if self._remote and thorough:
                self._remote.forget()
            # A store put back from a backup is another.
            goes_on = self._written is not None and written[0][1] > self._written[0][1]
            tables, damaged = tables_now(
                self.store, self._tables, self._written, thorough=thorough, goes_on=goes_on
            )
            try:
                self._show(tables, damaged, written)
            except duckdb.Error:
                tables, damaged = tables_now(self.store, self._tables, thorough=WRITTEN)
                self._show(tables, damaged, written)
            self._written = written
            self._look_again = monotonic() + LOOK_AGAIN * max(monotonic() - began, 1.0)

    def _show(
        self, tables: dict[str, DeltaTable | None], damaged: dict[str, InputProblem], written: Logs
    ) -> None:
        """Make everything that is asked for from these tables; the damaged are left out, and refused by name."""
        version = state_of(tables, damaged)
        if version != self._version:
            with self._connection.cursor() as connection:
                connection.begin()
                exposed = expose(connection, self._remote, tables, self._exposed, self._as_of)
                execute(connection, "visible")
                judged = judged_of(connection, exposed)
                if judged != self._judged:
                    execute(connection, "visible_captures")
                    know_outlines(connection, self.store, written)
                    decide(connection)
                    tell_breaks(connection)
                    know_judged(connection, self.store)
                    judge_readings(connection)
                    if self._as_of is None:
                        keep_judged(connection, self.store, written)
                _tell_listed(connection)
                connection.commit()
            self._exposed, self._judged = exposed, judged
        self._tables, self._damaged, self._version = tables, damaged, version


def _tell_listed(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the views of lists under the agencies that people said their units are."""
    mappings = answer(connection, "mappings", {})
    # Looking through all lists is for where anything was said.
    units = answer(connection, "listed_units", {}).agency_id if len(mappings) else ()
    found = agencies_of_listed_units(units, mappings)
    rows = pd.DataFrame({"unit": list(found), "agency_id": list(found.values())}, dtype="str")
    connection.register("units_told", rows)
    connection.execute("CREATE OR REPLACE TABLE told_units AS FROM units_told")
    connection.unregister("units_told")
    execute(connection, "listed_as_told")


@lru_cache(maxsize=KEPT_OPEN)
def _opened(store_url: str, _names_from: Path) -> Warehouse:
    """Open a store, whose agencies go by the names of a province's own settings."""
    return Warehouse(Store(store_url))


def records(frame: pd.DataFrame) -> Iterator[Any]:
    """Yield an answer's rows one by one, the columns as attributes."""
    # Columns of words are picked one by one otherwise.
    return map(row_of(tuple(frame.columns)), frame.astype(object).to_numpy().tolist())


def _is_empty(answer: pd.DataFrame) -> bool:
    return answer.empty


def _as_it_is(answer: pd.DataFrame) -> pd.DataFrame:
    return answer
