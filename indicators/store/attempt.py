"""An attempt to write: all of it becomes the store's by one commit, or nothing of it ever is.

Whatever an attempt writes carries an identity of its own, and is read only once `commits` names that. While it
is under way a file in `pending` says so: what is in the tables beyond the inventory is then no damage. One that
was cut off leaves that file, and the next attempt clears away what it wrote.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
from deltalake import DeltaTable
from deltalake.exceptions import CommitFailedError, DeltaError
from filelock import FileLock, Timeout

from indicators.errors import InputProblem
from indicators.store import inventory
from indicators.store.delta import (
    ATTEMPTS,
    append,
    compact,
    created_table,
    delete,
    opened_table,
    retry_on_conflict,
    small_files,
)
from indicators.store.folder import Folder
from indicators.store.inventory import Receipt
from indicators.store.tables import COMMITS, WRITTEN, written_by

PENDING, LOCK = "pending", ".writing"
# How long (seconds) one waits for others who write to the same store.
PATIENCE = 120
# Who writes elsewhere cannot be seen: a begun attempt as old as this is over.
OVER_AFTER = timedelta(days=1)
# Every import adds a file to a table; past this many small ones, reading slows noticeably and they are
# put together.
COMPACT_BEYOND = 48
# What every commit writes to the log, so that the log refuses one that does not know of the one before it.
_IN_TURN = "commit"


@contextlib.contextmanager
def turn_at_once(folder: Folder) -> Iterator[bool]:
    """Have a store to oneself where nobody has it now: whether one does. None is made where there is none."""
    if not folder.is_local:
        yield True
        return
    if not Path(folder.url).is_dir():
        yield False
        return
    lock = FileLock(Path(folder.url, LOCK), timeout=0)
    try:
        lock.acquire()
    except (Timeout, OSError):
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


@contextlib.contextmanager
def turn(folder: Folder) -> Iterator[None]:
    """Have a store on this machine to oneself; elsewhere only the commit tells writers apart."""
    if not folder.is_local:
        yield
        return
    Path(folder.url).mkdir(parents=True, exist_ok=True)
    if not os.access(folder.url, os.W_OK):
        # Nobody can write here, nor lock; who only reads may go on.
        yield
        return
    lock = FileLock(Path(folder.url, LOCK), timeout=PATIENCE)
    try:
        lock.acquire()
    except Timeout:
        raise _too_many(folder) from None
    try:
        yield
    finally:
        lock.release()


class Attempt:
    """One attempt, made when it is one's `turn`, with the bytes that arrived.

    What it appends is nobody's until `commit`.
    """

    def __init__(self, folder: Folder, raw: Iterable[bytes] = ()) -> None:
        self._folder = folder
        self.identity = uuid.uuid4().hex
        self._before = inventory.latest(folder)
        # The tables written to, as this attempt left them.
        self._tables: dict[str, DeltaTable] = {}
        over = self._over()
        self._cleared = over if over and self._clear(over) else []
        arrived = {f"raw/{hashlib.sha256(content).hexdigest()}": content for content in raw}
        # One that lies there damaged is put right.
        missing = [path for path in arrived if f"raw/{folder.sha256(path)}" != path]
        told = {"begun": datetime.now(UTC).isoformat(), "raw": missing}
        folder.write(f"{PENDING}/{self.identity}", json.dumps(told).encode())
        for path in missing:
            folder.write(path, arrived[path])
        self._raw = {path: path.removeprefix("raw/") for path in arrived}

    def append(self, name: str, rows: pa.Table) -> None:
        """Append rows (SCHEMAS) to a table."""
        if not rows.num_rows:
            return
        written = written_by(self.identity, name, rows)

        def commit(table: DeltaTable) -> None:
            self._check_whole(name, table)
            append(table, written)
            self._tables[name] = table

        retry_on_conflict(lambda: self._created(name), commit)

    def commit(self, by: str, after: int, is_still_right: Callable[[], bool]) -> bool:
        """Make all of it the store's; False, with nothing made so, where it is no longer right.

        That is asked where anything was committed since `after`, and anew until the commit is the next one.
        """
        self._compact()
        for _ in range(ATTEMPTS):
            before = self._before = inventory.latest(self._folder)
            ledger = self._created(COMMITS)
            self._check_whole(COMMITS, ledger)
            if ledger.version() != after and not is_still_right():
                return False
            versions, files = self._landed(before, self._tables)
            sequence = ledger.version() + 1
            row = {"sequence": sequence, "attempt": self.identity}
            row |= {"committed_at": datetime.now(UTC), "committed_by": by}
            try:
                append(ledger, pa.Table.from_pylist([row], schema=WRITTEN[COMMITS]), [_IN_TURN])
            except CommitFailedError:
                continue
            commits, of_commits = self._landed(before, {COMMITS: ledger})
            versions = {**(before.versions if before else {}), **versions, **commits}
            self._write_receipt(before, sequence, versions, files | of_commits | self._raw)
            return True
        raise _too_many(self._folder)

    def _write_receipt(
        self, before: Receipt | None, sequence: int, versions: dict[str, int], files: dict[str, str]
    ) -> None:
        receipt = Receipt(sequence, self.identity, before.name if before else None, versions, files)
        self._folder.flush([inventory.write(self._folder, receipt)])
        for attempt in (self.identity, *self._cleared):
            self._folder.remove(f"{PENDING}/{attempt}")

    def _landed(
        self, before: Receipt | None, tables: Mapping[str, DeltaTable]
    ) -> tuple[dict[str, int], dict[str, str]]:
        """Return the versions of these tables, and the files they came to hold, all of them on the disk."""
        versions: dict[str, int] = {}
        files: dict[str, str] = {}
        for name, table in tables.items():
            versions[name] = table.version()
            after = before.versions.get(name, -1) if before else -1
            files |= inventory.landed(self._folder, name, table, after)
        self._folder.flush([*files, *self._raw])
        return versions, files

    def _check_whole(self, name: str, table: DeltaTable) -> None:
        """Refuse to write on top of what was lost: InputProblem where the table was further already."""
        if self._before and table.version() < self._before.versions.get(name, -1):
            raise InputProblem(
                "the table {table} of the store lacks what was kept last.",
                do="Nothing was written. Put the store back from a backup.",
                command="python -m indicators verify",
                table=name,
            )

    def _over(self) -> list[str]:
        """Find attempts that were begun and will not come to their end."""
        begun = [name for name in self._folder.names(PENDING) if re.fullmatch("[0-9a-f]{32}", name)]
        if self._folder.is_local:
            return begun
        return [name for name in begun if self._age(name) > OVER_AFTER]

    def _told(self, begun: str) -> dict[str, Any]:
        """Read what an attempt said of itself as it began; nothing where it was cut off as it did."""
        content = self._folder.content(f"{PENDING}/{begun}")
        return json.loads(content) if content else {}

    def _age(self, begun: str) -> timedelta:
        moment = self._told(begun).get("begun")
        return datetime.now(UTC) - datetime.fromisoformat(moment) if moment else timedelta.max

    def _clear(self, over: list[str]) -> bool:
        """Take out of the store what attempts that are over left there; whether that could be done."""
        ledger = opened_table(self._address(COMMITS))
        rows = self._folder.rows(ledger, COMMITS, ["attempt"])["attempt"].to_pylist() if ledger else []
        lost = [attempt for attempt in over if attempt not in set(rows)]
        try:
            for name in WRITTEN:
                table = opened_table(self._address(name))
                if table is None or name == COMMITS:
                    continue
                self._tables[name] = table
                if lost and "attempt" in {column.name for column in table.schema().fields}:
                    delete(table, "attempt", lost)
            kept = inventory.read(self._folder).files() if lost else {}
            for path in {
                path for attempt in lost for path in self._told(attempt).get("raw", ()) if path not in kept
            }:
                self._folder.remove(path)
        except (DeltaError, OSError):
            # It is read by nobody: the next attempt may do it.
            return False
        return True

    def _compact(self) -> None:
        """Put small files together; where another writer is faster, its next attempt will do."""
        for table in (*self._tables.values(), self._created(COMMITS)):
            if len(table.file_uris()) > COMPACT_BEYOND and small_files(table) > COMPACT_BEYOND:
                with contextlib.suppress(CommitFailedError):
                    compact(table)

    def _created(self, name: str) -> DeltaTable:
        return created_table(self._address(name), WRITTEN[name])

    def _address(self, name: str) -> str:
        return f"{self._folder.url}/{name}"


def _too_many(folder: Folder) -> InputProblem:
    return InputProblem(
        "somebody else is writing to the store {store}.",
        do="Wait a moment and do it again.",
        store=folder.url,
    )
