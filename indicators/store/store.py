"""The store: immutable captures and lists in Delta Lake tables, and the bytes that arrived.

An import, a restore or a decision is visible whole or not at all: everything is written under the identity of
the attempt, and the one commit that names it makes all of it visible (see `attempt`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import DeltaTable

from indicators.store.actor import Actor, Role, account
from indicators.store.attempt import Attempt, turn
from indicators.store.delta import log_state, opened_table
from indicators.store.entries import Entry, entered
from indicators.store.folder import Folder
from indicators.store.inventory import INVENTORY, LOG
from indicators.store.rows import Rows
from indicators.store.tables import COMMITS, DETAILS, HEADS, MOMENTS, SCHEMAS, WRITTEN, key_of


class Storable(Protocol):
    """What is kept whole: a row of `table` and its `details`.

    `content_key` is equal for equal bytes; `moment` tells two readings of them apart, if `moment_given`.
    """

    @property
    def table(self) -> str: ...
    @property
    def content_key(self) -> str: ...
    @property
    def moment(self) -> datetime: ...
    @property
    def moment_given(self) -> bool: ...
    @property
    def details(self) -> Mapping[str, pa.Table]: ...
    def row(self, imported_at: datetime, imported_by: str, /) -> dict[str, Any]: ...


Item = TypeVar("Item", bound=Storable)
# Of each table's log when it was written last, and how long it is.
Logs = tuple[tuple[int, int], ...]


class Store:
    """What is kept under one URL: a local folder, or an S3 address (credentials from the environment)."""

    def __init__(self, url: str | Path) -> None:
        self.folder = Folder(url)
        self.url, self.is_local = self.folder.url, self.folder.is_local

    def table(self, name: str) -> DeltaTable | None:
        """Open the table as it is now (WRITTEN); None while nothing was ever kept."""
        return opened_table(f"{self.url}/{name}")

    def captures(self) -> pa.Table:
        """Return every capture kept (CAPTURES), in the order in which they were."""
        return self.read("captures")

    def observations(self) -> pa.Table:
        """Return the observations of every capture kept (OBSERVATIONS)."""
        return self.read("observations")

    def read(self, name: str) -> pa.Table:
        """Read the rows of a table that are the store's (SCHEMAS); of details, those that their heads name.

        All others come in the order of their commits, and within one as they were given.
        """
        return self.rows().of(name)

    def rows(self) -> Rows:
        """Return what reads the rows of several tables at one time, each opened once."""
        return Rows(self.folder, self.table)

    def is_empty(self) -> bool:
        """Tell whether no capture and no list of any kind was ever kept."""
        rows = self.rows()
        return all(rows.of(name).num_rows == 0 for name in MOMENTS)

    def is_begun(self) -> bool:
        """Tell whether there is a store at all: any table, whole or not, or what was written down of one."""
        return any(self.folder.names(f"{name}/{LOG}") for name in WRITTEN) or bool(
            self.folder.names(INVENTORY)
        )

    def written(self) -> Logs:
        """Return what changes with every commit, cheaply: when each log was written, and how long it is.

        Of a store elsewhere only that of the commits, where each log would be asked for. What else was put together
        is seen with the next one: for a week its files are there as before.
        """
        if not self.is_local:
            return (self.folder.state(f"{COMMITS}/{LOG}"),)
        return tuple(log_state(f"{self.url}/{name}") for name in WRITTEN)

    def sequence(self) -> int:
        """Return the place of the last commit; 0 before the first.

        Ask it before what `enter` shall hold against.
        """
        table = self.table(COMMITS)
        return table.version() if table else 0

    def known(self, item: Storable) -> bool:
        """Tell whether the same bytes are kept for the same period and, where it is told, moment.

        What was withdrawn is not known: it can be brought in again.
        """
        return not self._unknown([item])

    def add(self, items: Sequence[Item], raw: Iterable[bytes] = (), actor: Actor | None = None) -> list[Item]:
        """Keep those captures and lists that are not known yet, all in one commit, and return them.

        `raw` are the bytes they were read from; `actor` who brings them, by default the account. Nothing is kept
        where anything fails.
        """
        who, raw = _writer(actor), list(raw)

        def write(attempt: Attempt, new: list[Item]) -> None:
            now = datetime.now(UTC)
            for name, details in _by_table(new).items():
                for detail in DETAILS[name]:
                    attempt.append(detail, pa.concat_tables([each.details[detail] for each in details]))
                rows = [each.row(now, who) for each in details]
                attempt.append(name, pa.Table.from_pylist(rows, schema=SCHEMAS[name]))

        return self._kept(lambda: self._unknown(items), write, who, raw)

    def enter(self, entries: Sequence[Entry], actor: Actor | None = None, after: int | None = None) -> bool:
        """Keep what people entered, all of one kind, in one commit.

        False, with nothing kept, where a key is taken, or where anything was committed since `after` (see
        `sequence`): what was decided on may be another by then.
        """
        who, name = _writer(actor), entries[0].table
        rows, keys = entered(entries, SCHEMAS[name])

        def is_still_right() -> bool:
            taken = set(self.read(name)[key_of(name)].to_pylist())
            return not taken & set(keys) and after in (None, self.sequence())

        with turn(self.folder):
            seen = self.sequence()
            if not is_still_right():
                return False
            attempt = Attempt(self.folder)
            attempt.append(name, rows)
            return attempt.commit(who, seen, is_still_right)

    def restore(
        self, tables: Mapping[str, pa.Table], raw: Iterable[bytes] = (), actor: Actor | None = None
    ) -> dict[str, int]:
        """Put back what tables (SCHEMAS, by name) hold and the store does not, all in one commit.

        How many rows of each table that people see were put back.
        """
        who = _writer(actor)
        given = [(name, row) for name in SCHEMAS if name not in HEADS for row in tables[name].to_pylist()]

        def lacking() -> list[tuple[str, dict[str, Any]]]:
            rows = self.rows()
            known = {name: set(rows.of(name)[key_of(name)].to_pylist()) for name in dict(given)}
            contents = _contents(rows, MOMENTS)
            return [
                (name, row)
                for name, row in given
                if row[key_of(name)] not in known[name]
                and not (name in MOMENTS and _is_known(contents[name], *_content(name, row)))
            ]

        def write(attempt: Attempt, new: list[tuple[str, dict[str, Any]]]) -> None:
            rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
            for name, row in new:
                rows[name].append(row)
            for name, put in rows.items():
                keys = pa.array([row[key_of(name)] for row in put], pa.string())
                for detail in DETAILS.get(name, ()):
                    kept = tables[detail]
                    attempt.append(detail, kept.filter(pc.is_in(kept[key_of(detail)], keys)))
                attempt.append(name, pa.Table.from_pylist(put, schema=SCHEMAS[name]))

        new = self._kept(lacking, write, who, list(raw))
        return {name: sum(of == name for of, _ in new) for name in SCHEMAS if name not in HEADS}

    def raw(self, sha256: str) -> bytes | None:
        """Read the bytes that arrived; None where they are gone."""
        return self.folder.content(f"raw/{sha256}")

    def _kept(
        self,
        look: Callable[[], list[Any]],
        write: Callable[[Attempt, list[Any]], None],
        by: str,
        raw: list[bytes],
    ) -> list[Any]:
        """Write and commit what `look` finds lacking; looked at anew where another kept some of it."""
        with turn(self.folder):
            while True:
                seen, new = self.sequence(), look()
                if not new:
                    return []
                attempt = Attempt(self.folder, raw)
                write(attempt, new)
                if attempt.commit(by, seen, lambda expected=new: look() == expected):  # type: ignore[misc]
                    return new

    def _unknown(self, items: Sequence[Item]) -> list[Item]:
        """Return those of the items that the store, as it is now, does not hold."""
        contents = _contents(self.rows(), {item.table for item in items})
        unknown = []
        for item in items:
            of_table = contents[item.table]
            if not _is_known(of_table, item.content_key, item.moment, item.moment_given):
                unknown.append(item)
                of_table[item.content_key].add(item.moment)
        return unknown


def _writer(actor: Actor | None) -> str:
    """Who writes, by default the account of this machine; InputProblem where they may only look."""
    who = actor or account()
    who.require(Role.ANALYST)
    return who.name


def _by_table(items: Sequence[Item]) -> dict[str, list[Item]]:
    """Return the items of each table, in the order in which tables are read."""
    return {name: of for name in DETAILS if (of := [item for item in items if item.table == name])}


def _content(name: str, row: Mapping[str, Any]) -> tuple[str, datetime, bool]:
    """Return what tells two rows of the same bytes apart."""
    return row["content_key"], row[MOMENTS[name]], row[f"{MOMENTS[name]}_given"]


def _is_known(contents: Mapping[str, set[datetime]], key: str, moment: datetime, is_given: bool) -> bool:
    """Tell whether a content is among these, where its moment was given of the same moment."""
    return key in contents and (not is_given or moment in contents[key])


def _contents(rows: Rows, names: Iterable[str]) -> dict[str, defaultdict[str, set[datetime]]]:
    """Return by table the contents that are kept and not withdrawn, each with the moments of its readings."""
    withdrawn = _withdrawn(rows)
    contents: dict[str, defaultdict[str, set[datetime]]] = {}
    for name in names:
        of_table = contents[name] = defaultdict(set)
        columns = [key_of(name), "content_key", MOMENTS[name]]
        for row in rows.of(name).select(columns).to_pylist():
            if row[key_of(name)] not in withdrawn:
                of_table[row["content_key"]].add(row[MOMENTS[name]])
    return contents


def _withdrawn(rows: Rows) -> set[str]:
    """Return captures and lists whose withdrawal stands."""
    columns = ["entry_id", "kind", "subject_id", "target_id"]
    decided = rows.of("decisions").select(columns).to_pylist()
    undone = {row["target_id"] for row in decided if row["kind"] == "undo"}
    return {
        row["subject_id"] for row in decided if row["kind"] == "withdrawal" and row["entry_id"] not in undone
    }
