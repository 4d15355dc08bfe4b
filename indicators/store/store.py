"""The store: immutable captures and lists in Delta Lake tables, and the bytes that arrived.

An import is visible whole or not at all. Details are written first and belong to nothing; the one commit to
`captures` or `overdue_lists` makes them visible. A writer killed in between leaves rows that nothing names.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.fs
from deltalake import DeltaTable
from deltalake.exceptions import CommitFailedError, TableNotFoundError

from indicators.errors import InputProblem
from indicators.store.capture import CAPTURES, OBSERVATIONS
from indicators.store.decision import DECISIONS
from indicators.store.delta import WRITING, append, log_state, retry_on_conflict, shaped
from indicators.store.entries import CAMPAIGNS, CAUSE_ENTRIES, DECK_CHOICES, Entry, account, entered
from indicators.store.overdue_list import OVERDUE_COUNTS, OVERDUE_DOSSIERS, OVERDUE_LISTS, OVERDUE_SET_ASIDE
from indicators.store.own_list import OWN_COUNTS, OWN_DOSSIERS, OWN_LISTS

# Those that make visible come before their details: a reader opens them in this order.
SCHEMAS: dict[str, pa.Schema] = {
    "captures": CAPTURES,
    "observations": OBSERVATIONS,
    "overdue_lists": OVERDUE_LISTS,
    "overdue_dossiers": OVERDUE_DOSSIERS,
    "overdue_counts": OVERDUE_COUNTS,
    "overdue_set_aside": OVERDUE_SET_ASIDE,
    "own_lists": OWN_LISTS,
    "own_counts": OWN_COUNTS,
    "own_dossiers": OWN_DOSSIERS,
    "cause_entries": CAUSE_ENTRIES,
    "campaigns": CAMPAIGNS,
    "deck_choices": DECK_CHOICES,
    "decisions": DECISIONS,
}
# The column that says when what it holds was read or listed.
MOMENTS = {"captures": "captured_at", "overdue_lists": "listed_at", "own_lists": "counted_at"}
# The tables whose rows each of these makes visible, by its key.
DETAILS = {
    "captures": ("observations",),
    "overdue_lists": ("overdue_dossiers", "overdue_counts", "overdue_set_aside"),
    "own_lists": ("own_counts", "own_dossiers"),
}
# Every import adds a file; past this many, reading slows noticeably and the files are put together.
COMPACT_BEYOND = 48
# What the tables' library fails on in a folder's name, after it has begun to write.
_UNUSABLE = re.compile(r"[\[\]^|]|%[0-9a-f]{2}", re.IGNORECASE)


class Storable(Protocol):
    """What is kept whole: a row of `table`, made visible by one commit once its `details` are written.

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


class Store:
    """What is kept under one URL: a local folder, or an S3 address (credentials from the environment)."""

    def __init__(self, url: str | Path) -> None:
        written = str(url)
        self.is_local = "://" not in written or written.startswith("file://")
        if self.is_local:
            path = url2pathname(urlsplit(written).path) if written.startswith("file://") else written
            self.url = self._base = str(Path(path).absolute())
            if _UNUSABLE.search(self.url):
                raise InputProblem(
                    "a store cannot lie in the folder “{folder}”: the name has one of the signs [ ] ^ |, or "
                    "a % before two digits.",
                    do="Choose another folder, for instance {example}.",
                    folder=self.url,
                    example=r"C:\ChiSo\store",
                )
            self._files: pyarrow.fs.FileSystem = pyarrow.fs.LocalFileSystem()
        else:
            self.url = written.rstrip("/")
            self._files, self._base = pyarrow.fs.FileSystem.from_uri(self.url)

    def table(self, name: str) -> DeltaTable | None:
        """The table as it is now, or None while nothing was ever kept."""
        try:
            return DeltaTable(self._address(name))
        except TableNotFoundError:
            return None

    def captures(self) -> pa.Table:
        """Every capture kept (CAPTURES), in no order."""
        return self.read("captures")

    def observations(self) -> pa.Table:
        """Every observation written (OBSERVATIONS), also by a writer that was stopped before its commit."""
        return self.read("observations")

    def is_empty(self) -> bool:
        """Whether no capture and no list of any kind was ever kept."""
        return all(self.read(name).num_rows == 0 for name in MOMENTS)

    def written(self) -> tuple[tuple[int, int], ...] | None:
        """What changes with every commit to a local store, cheaply: each log's time and length; else None."""
        if not self.is_local:
            return None
        return tuple(log_state(f"{self.url}/{name}") for name in SCHEMAS)

    def known(self, one: Storable) -> bool:
        """Whether the same bytes were already kept for the same period and, where it is told, moment."""
        table = self.table(one.table)
        return table is not None and not self._unknown([one], table)

    def add(self, items: Sequence[Item], raw: Iterable[bytes] = ()) -> list[Item]:
        """Keep those captures, or those lists, that are not known yet, all in one commit, and return them.

        `raw` are the bytes they were read from. Nothing is kept where anything fails.
        """
        if not items:
            return []
        name = items[0].table

        def look() -> tuple[DeltaTable, list[Item]]:
            table = self._created(name)
            return table, self._unknown(items, table)

        _, new = seen = look()
        if not new:
            return []
        for content in raw:
            self.keep_raw(content)
        for detail in new[0].details:
            self._add_details(detail, pa.concat_tables([one.details[detail] for one in new]))
        now, who = datetime.now(UTC), account()

        def make_visible(seen: tuple[DeltaTable, list[Item]]) -> list[Item]:
            table, still_new = seen
            if still_new:
                rows = pa.Table.from_pylist([one.row(now, who) for one in still_new], schema=SCHEMAS[name])
                # The log refuses this commit if, since `seen`, another writer kept one of these.
                append(table, rows, [_transaction(one) for one in still_new])
            return still_new

        kept = retry_on_conflict(look, make_visible, seen)
        self._compact()
        return kept

    def enter(self, entries: Sequence[Entry]) -> bool:
        """Keep what people entered, all of one kind; False, with nothing kept, where a key is taken."""
        name = entries[0].table
        rows, keys = entered(entries, SCHEMAS[name])

        def commit(table: DeltaTable) -> bool:
            taken = table.to_pyarrow_table(columns=[SCHEMAS[name].names[0]]).column(0).to_pylist()
            if is_free := not set(keys) & set(taken):
                append(table, rows, keys)
            return is_free

        return retry_on_conflict(lambda: self._created(name), commit)

    def restore(self, name: str, rows: pa.Table, details: Mapping[str, pa.Table]) -> int:
        """Put back rows of a table as they were once kept, with their details; how many were not known."""
        key = SCHEMAS[name].names[0]
        columns = [key, "content_key", MOMENTS[name], f"{MOMENTS[name]}_given"] if name in MOMENTS else [key]

        def look() -> tuple[DeltaTable, list[dict[str, Any]]]:
            table = self._created(name)
            kept = table.to_pyarrow_table(columns=columns).to_pylist()
            known = {row[key] for row in kept} | {_row_transaction(name, row) for row in kept}
            new = (row for row in rows.to_pylist() if not {row[key], _row_transaction(name, row)} & known)
            return table, list(new)

        _, new = seen = look()
        if not new:
            return 0
        keys = pa.array([row[key] for row in new], pa.string())
        for detail, kept in details.items():
            own = kept.filter(pc.is_in(kept[key], keys))
            if own.num_rows:
                self._add_details(detail, own)

        def make_visible(seen: tuple[DeltaTable, list[dict[str, Any]]]) -> int:
            table, still_new = seen
            if still_new:
                put = pa.Table.from_pylist(still_new, schema=SCHEMAS[name])
                append(table, put, [_row_transaction(name, row) for row in still_new])
            return len(still_new)

        return retry_on_conflict(look, make_visible, seen)

    def raw(self, sha256: str) -> bytes | None:
        """The bytes that arrived, or None where they are gone."""
        return self.content(f"raw/{sha256}")

    def content(self, path: str) -> bytes | None:
        """The bytes of a file of the store, or None where it is not there."""
        path = f"{self._base}/{path}"
        if self._files.get_file_info(path).type == pyarrow.fs.FileType.NotFound:
            return None
        with self._files.open_input_stream(path) as stream:
            content: bytes = stream.read()
        return content

    def keep_raw(self, content: bytes) -> None:
        folder = f"{self._base}/raw"
        path = f"{folder}/{hashlib.sha256(content).hexdigest()}"
        if self._files.get_file_info(path).type != pyarrow.fs.FileType.NotFound:
            return
        self._files.create_dir(folder, recursive=True)
        # Written aside and moved, so that a file under a SHA-256 always has that SHA-256.
        aside = f"{path}.{uuid.uuid4().hex}.part"
        with self._files.open_output_stream(aside) as stream:
            stream.write(content)
        self._files.move(aside, path)

    def _address(self, name: str) -> str:
        return f"{self.url}/{name}"

    def read(self, name: str) -> pa.Table:
        table = self.table(name)
        return (
            SCHEMAS[name].empty_table() if table is None else shaped(table.to_pyarrow_table(), SCHEMAS[name])
        )

    def _created(self, name: str) -> DeltaTable:
        """The table as it is now, made where there was none."""
        with contextlib.suppress(CommitFailedError):
            return DeltaTable.create(self._address(name), schema=SCHEMAS[name], mode="ignore")
        # Another made it in the same moment.
        return DeltaTable(self._address(name))

    def _add_details(self, name: str, rows: pa.Table) -> None:
        retry_on_conflict(lambda: self._created(name), lambda table: append(table, rows))

    def _unknown(self, items: Sequence[Item], table: DeltaTable) -> list[Item]:
        """Those of the items that the table, as it was opened, does not hold."""
        column = MOMENTS[items[0].table]
        moments: dict[str, set[datetime]] = defaultdict(set)
        for row in table.to_pyarrow_table(columns=["content_key", column]).to_pylist():
            moments[row["content_key"]].add(row[column])
        return [
            one
            for one in items
            if one.content_key not in moments
            or (one.moment_given and one.moment not in moments[one.content_key])
        ]

    def _compact(self) -> None:
        for name in ("observations", "overdue_dossiers"):
            table = self.table(name)
            if table is not None and len(table.file_uris()) > COMPACT_BEYOND:
                # Where another writer is faster, its next import will do; readers keep old files for a week.
                with contextlib.suppress(CommitFailedError):
                    table.optimize.z_order([SCHEMAS[name].names[0]], writer_properties=WRITING)
                    table.vacuum(dry_run=False)


def _transaction(one: Storable) -> str:
    """What the store's log recognises it by, so that no two writers keep it twice."""
    moment = one.moment.isoformat() if one.moment_given else "unknown"
    return f"{one.content_key} {moment}"


def _row_transaction(name: str, row: Mapping[str, Any]) -> str:
    """The same, of a row as it is kept; of an entry its own key."""
    if name not in MOMENTS:
        return str(row[SCHEMAS[name].names[0]])
    moment = row[MOMENTS[name]]
    return f"{row['content_key']} {moment.isoformat() if row[f'{MOMENTS[name]}_given'] else 'unknown'}"
