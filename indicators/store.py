"""The store: immutable captures in two Delta Lake tables, and the bytes that arrived.

An import is visible whole or not at all. Observations are written first and belong to nothing; the one
commit to `captures` makes them visible. A writer killed in between leaves rows that no capture names.
"""

from __future__ import annotations

import contextlib
import getpass
import hashlib
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pyarrow as pa
import pyarrow.fs
from deltalake import CommitProperties, DeltaTable, Transaction, WriterProperties, write_deltalake
from deltalake.exceptions import CommitFailedError, TableNotFoundError

from indicators.captures import CAPTURES, OBSERVATIONS, Capture

TableName = Literal["captures", "observations"]
SCHEMAS: dict[TableName, pa.Schema] = {"captures": CAPTURES, "observations": OBSERVATIONS}
# Every import adds a file; past this many, reading slows noticeably and the files are put together.
COMPACT_BEYOND = 48
# About two captures a row group: a question about one capture then skips all others.
WRITING = WriterProperties(max_row_group_size=8192)


class Store:
    """The captures under one URL: a local folder, or an S3 address (credentials from the environment)."""

    def __init__(self, url: str | Path) -> None:
        written = str(url)
        self.is_local = "://" not in written or written.startswith("file://")
        if self.is_local:
            path = url2pathname(urlsplit(written).path) if written.startswith("file://") else written
            self.url = self._base = str(Path(path).absolute())
            self._files: pyarrow.fs.FileSystem = pyarrow.fs.LocalFileSystem()
        else:
            self.url = written.rstrip("/")
            self._files, self._base = pyarrow.fs.FileSystem.from_uri(self.url)

    def table(self, name: TableName) -> DeltaTable | None:
        """The table as it is now, or None while nothing was ever kept."""
        try:
            return DeltaTable(self._address(name))
        except TableNotFoundError:
            return None

    def captures(self) -> pa.Table:
        """Every capture kept (CAPTURES), in no order."""
        return self._read("captures")

    def observations(self) -> pa.Table:
        """Every observation written (OBSERVATIONS), also by a writer that was stopped before its commit."""
        return self._read("observations")

    def is_empty(self) -> bool:
        return bool(self.captures().num_rows == 0)

    def known(self, capture: Capture) -> bool:
        """Whether the same bytes were already kept for the same period and, where it is told, moment."""
        table = self.table("captures")
        return table is not None and not self._unknown([capture], table)

    def add(self, captures: Sequence[Capture], raw: Iterable[bytes] = ()) -> list[Capture]:
        """Keep those captures that are not known yet, all in one commit, and return them.

        `raw` are the bytes they were read from. Nothing is kept where anything fails.
        """
        seen = self._created("captures")
        new = self._unknown(captures, seen)
        if not new:
            return []
        for content in raw:
            self._keep_raw(content)
        _append(self._created("observations"), pa.concat_tables([capture.observations for capture in new]))
        now, who = datetime.now(UTC), _account()
        while new:
            rows = pa.Table.from_pylist([capture.row(now, who) for capture in new], schema=CAPTURES)
            try:
                # The log refuses this commit if, since `seen`, another writer kept one of these captures.
                _append(seen, rows, [capture.transaction for capture in new])
                break
            except CommitFailedError:
                seen = self._created("captures")
                still_new = self._unknown(new, seen)
                if len(still_new) == len(new):
                    raise
                new = still_new
        self._compact()
        return new

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

    def _keep_raw(self, content: bytes) -> None:
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

    def _address(self, name: TableName) -> str:
        return f"{self.url}/{name}"

    def _read(self, name: TableName) -> pa.Table:
        table = self.table(name)
        return SCHEMAS[name].empty_table() if table is None else table.to_pyarrow_table()

    def _created(self, name: TableName) -> DeltaTable:
        return DeltaTable.create(self._address(name), schema=SCHEMAS[name], mode="ignore")

    def _unknown(self, captures: Sequence[Capture], table: DeltaTable) -> list[Capture]:
        """Those of the captures that the table, as it was opened, does not hold."""
        moments: dict[str, set[datetime]] = defaultdict(set)
        for row in table.to_pyarrow_table(columns=["content_key", "captured_at"]).to_pylist():
            moments[row["content_key"]].add(row["captured_at"])
        return [
            capture
            for capture in captures
            if capture.content_key not in moments
            or (capture.captured_at_given and capture.captured_at not in moments[capture.content_key])
        ]

    def _compact(self) -> None:
        table = self.table("observations")
        if table is not None and len(table.file_uris()) > COMPACT_BEYOND:
            # Where another writer is faster, its next import will do; readers keep the old files for a week.
            with contextlib.suppress(CommitFailedError):
                table.optimize.z_order(["capture_id"], writer_properties=WRITING)
                table.vacuum(dry_run=False)


def _append(table: DeltaTable, rows: pa.Table, transactions: Sequence[str] = ()) -> None:
    properties = CommitProperties(app_transactions=[Transaction(app_id, 1) for app_id in transactions])
    write_deltalake(table, rows, mode="append", commit_properties=properties, writer_properties=WRITING)


def _account() -> str:
    """Who imports: the account's name, where the machine tells."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
