"""What captures cover, worked out once and kept beside the store: which units, and what each has of every node.

An outline is made of a capture's observations alone, so it is known by the capture and the digest of these. It is
derived and no part of the store (`derived`). A table of the store's own was not taken: what is worked out of what is
kept would have to be verified, backed up and erased like it, and every store kept before would have to be written anew.
"""

from __future__ import annotations

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from indicators.store.store import Logs, Store
from indicators.warehouse import derived
from indicators.warehouse.questions import execute, query

OUTLINES = derived.place_of("outlines", "outline")
# So many captures are looked through at once: memory stays bounded however many there are.
AT_ONCE = 500


def know_outlines(connection: duckdb.DuckDBPyConnection, store: Store, read: Logs) -> None:
    """Have the tables of `kept_outlines` tell of all captures of the store as it was `read`, and none apart."""
    execute(connection, "kept_outlines")
    if not connection.execute("SELECT count(*) FROM kept_outlines").fetchall()[0][0]:
        for file in derived.read(store.folder, OUTLINES):
            connection.register("file_of_outlines", file)
            execute(connection, "outlines_of_file")
            connection.unregister("file_of_outlines")
            execute(connection, "take_outlines", into="kept")
    while (wanted := _wanted(connection)).num_rows:
        _outline(connection, "stored_observations", wanted, "kept")
        # Kept at once: who is cut off in years of readings goes on from there.
        connection.register("made_outlines", wanted)
        told = connection.sql(query("file_of_outlines")).to_arrow_table()
        derived.keep(store, OUTLINES, told, wanted, read)
        connection.unregister("made_outlines")


def know_apart(connection: duckdb.DuckDBPyConnection, source: str, captures: pa.Table) -> None:
    """Have outlines of captures (capture_id, digest) by the observations of a view, instead of those kept."""
    _outline(connection, source, captures, "apart")


def _wanted(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    return connection.sql(query("wanted_outlines"), params={"most": AT_ONCE}).to_arrow_table()


def _outline(connection: duckdb.DuckDBPyConnection, source: str, captures: pa.Table, into: str) -> None:
    """Work out the outlines of captures from the observations of a table or view, and take them in."""
    # Files of other stretches of captures are not even looked at.
    ends = pc.min_max(captures["capture_id"]).as_py()
    within = duckdb.ColumnExpression("capture_id").between(*map(duckdb.ConstantExpression, ends.values()))
    connection.view(source).filter(within).create_view("outlined_observations", replace=True)
    connection.register("wanted_captures", captures)
    execute(connection, "outline", source="outlined_observations")
    connection.unregister("wanted_captures")
    execute(connection, "take_outlines", into=into)
