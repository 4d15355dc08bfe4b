"""Files of what was worked out of a store, beside it: worked out once, and believed only as they were written.

They lie in `derived/`, in a folder named by the rule that made them, each named by what it holds. They are no part of
the store: what is not there, or not as it was written, is worked out anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
from collections.abc import Iterator

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from indicators.store.attempt import turn_at_once
from indicators.store.folder import Folder
from indicators.store.store import Logs, Store
from indicators.warehouse.questions import query

DERIVED = "derived"
# With more files than this below so many bytes they are put together.
MOST_FILES, SMALL = 32, 2**22


def place_of(what: str, *rules: str) -> str:
    """Name the folder of what these queries make: another rule makes others, which do not meet those before."""
    text = "\n".join(map(query, rules))
    return f"{DERIVED}/{what}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def read(folder: Folder, place: str) -> Iterator[pa.Table]:
    """Read what was kept, as far as it is as it was written."""
    for name in folder.names(place):
        if (table := _read(folder, place, name)) is not None:
            yield table


def shown(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """Return the captures (capture_id, digest) that a connection has read of the store."""
    captures = "SELECT capture_id, coalesce(digest, '') AS digest FROM stored_captures"
    return connection.sql(captures).to_arrow_table()


def keep(store: Store, place: str, made: pa.Table, captures: pa.Table, read: Logs) -> None:
    """Keep what was worked out of captures (capture_id, digest), where the store still has all of them.

    It may have been erased from since it was `read`, when its logs were these. Where somebody writes, or this account
    may only look, it is worked out again next time. Small files are put together.
    """
    folder = store.folder
    with turn_at_once(folder) as is_mine, contextlib.suppress(OSError):
        # To look through all captures takes longer than most of what is kept here took.
        if not is_mine or not (store.written() == read or _has(store, captures)):
            return
        small = [name for name, size in folder.sizes(place).items() if size < SMALL]
        together = small if len(small) >= MOST_FILES else []
        kept = [table for name in together if (table := _read(folder, place, name)) is not None]
        written = io.BytesIO()
        rows = pa.concat_tables([made, *kept])
        # Two who worked out the same at once have both kept it.
        rows = rows.group_by(rows.column_names).aggregate([]) if kept else rows
        pq.write_table(rows, written, compression="zstd")
        content = written.getvalue()
        folder.write(f"{place}/{_name(content)}", content)
        for name in together:
            folder.remove(f"{place}/{name}")


def _has(store: Store, captures: pa.Table) -> bool:
    """Tell whether captures are in the store now, as they were read."""
    table = store.table("captures")
    if table is None:
        return False
    now = store.folder.rows(table, "captures", ["capture_id", "digest"])
    gone = _filled(captures).join(_filled(now), ["capture_id", "digest"], join_type="left anti")
    return bool(gone.num_rows == 0)


def _filled(captures: pa.Table) -> pa.Table:
    """Return captures with "" for the digest that those kept long ago lack."""
    digests = pc.fill_null(captures["digest"].cast(pa.string()), "")
    return pa.table({"capture_id": captures["capture_id"].cast(pa.string()), "digest": digests})


def _read(folder: Folder, place: str, name: str) -> pa.Table | None:
    content = folder.content(f"{place}/{name}")
    if content is None or name != _name(content):
        return None
    return pq.read_table(io.BytesIO(content))


def _name(content: bytes) -> str:
    return f"{hashlib.sha256(content).hexdigest()[:32]}.parquet"
