"""What captures cover, worked out once and kept beside the store: which units, and what each has of every node.

An outline is made of a capture's observations alone, so it is known by the capture and the digest of these. It is
derived and no part of the store: it lies in `derived/`, and is made anew where it is not there or not as it was
written. A table of the store's own was not taken: what is worked out of what is kept would have to be verified, backed
up and erased like it, and every store kept before would have to be written anew.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from indicators.store.folder import Folder
from indicators.store.store import Store
from indicators.warehouse.questions import execute, query

# Another rule makes other outlines, which do not meet those of the one before.
OUTLINES = f"derived/outlines-{hashlib.sha256(query('outline').encode()).hexdigest()[:12]}"
# So many captures are looked through at once: memory stays bounded however many there are.
AT_ONCE = 500
# With more files than this they are put together.
MOST_FILES = 32


def know_outlines(connection: duckdb.DuckDBPyConnection, store: Store) -> None:
    """Have the tables of `kept_outlines` tell of all captures of the store, and none apart."""
    connection.execute(query("kept_outlines"))
    if not connection.execute("SELECT count(*) FROM kept_outlines").fetchall()[0][0]:
        for file in _read(store.folder):
            connection.register("file_of_outlines", file)
            connection.execute(query("outlines_of_file"))
            connection.unregister("file_of_outlines")
            execute(connection, "take_outlines", into="kept")
    made = []
    while (wanted := _wanted(connection)).num_rows:
        _outline(connection, "stored_observations", wanted, "kept")
        made.append(wanted)
    if made:
        _keep(connection, store.folder, pa.concat_tables(made))


def know_apart(connection: duckdb.DuckDBPyConnection, source: str, captures: pa.Table) -> None:
    """Have outlines of captures (capture_id, digest) by the observations of a view, instead of those kept."""
    _outline(connection, source, captures, "apart")


def _wanted(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    return connection.sql(query("wanted_outlines"), params={"most": AT_ONCE}).to_arrow_table()


def _outline(connection: duckdb.DuckDBPyConnection, source: str, captures: pa.Table, into: str) -> None:
    """Work out the outlines of captures from the observations of a table or view, and take them in."""
    connection.register("wanted_captures", captures)
    execute(connection, "outline", source=source)
    connection.unregister("wanted_captures")
    execute(connection, "take_outlines", into=into)


def _read(folder: Folder) -> Iterator[pa.Table]:
    """Read what was kept, as far as it is as it was written."""
    for name in folder.names(OUTLINES):
        content = folder.content(f"{OUTLINES}/{name}")
        if content is not None and name == _name(content):
            yield pq.read_table(io.BytesIO(content))


def _keep(connection: duckdb.DuckDBPyConnection, folder: Folder, made: pa.Table) -> None:
    """Keep what was worked out; where this account may only look, it is worked out again next time."""
    names = folder.names(OUTLINES)
    together = names if len(names) >= MOST_FILES else []
    if together:
        made = connection.sql("SELECT capture_id, digest FROM kept_outlines").to_arrow_table()
    connection.register("made_outlines", made)
    written = io.BytesIO()
    pq.write_table(connection.sql(query("file_of_outlines")).to_arrow_table(), written, compression="zstd")
    connection.unregister("made_outlines")
    content = written.getvalue()
    try:
        folder.write(f"{OUTLINES}/{_name(content)}", content)
        for name in together:
            folder.remove(f"{OUTLINES}/{name}")
    except OSError:
        return


def _name(content: bytes) -> str:
    return f"{hashlib.sha256(content).hexdigest()[:32]}.parquet"
