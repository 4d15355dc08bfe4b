"""What is made of all readings together, as decided on: whom they list, what they lack, what may be compared."""

from __future__ import annotations

import duckdb

from indicators.reference.breaks import breaks_table
from indicators.warehouse import names
from indicators.warehouse.outlines import know_apart
from indicators.warehouse.questions import query


def decide(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the views of observations, and of what captures cover, as people decided on them."""
    standing = "SELECT count(*) FROM standing_decisions WHERE kind IN ('mapping', 'correction')"
    if not connection.execute(standing).fetchall()[0][0]:
        # Nothing need be joined.
        connection.execute(query("as_kept"))
        return
    connection.execute(query("as_decided"))
    changed = "SELECT DISTINCT capture_id, '' AS digest FROM changed_values"
    know_apart(connection, "decided_observations", connection.sql(changed).to_arrow_table())


def judge_readings(connection: duckdb.DuckDBPyConnection) -> None:
    """Make what is asked of all readings together: whom they list, what they lack, what may be compared."""
    connection.execute(query("outlined"))
    names.name_units(connection)
    for name in ("covered", "partial", "bases", "comparable"):
        connection.execute(query(name))


def tell_breaks(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `known_breaks` and `breaks`: those of the province's files and those that people entered."""
    connection.register("breaks_of_file", breaks_table())
    connection.execute(query("known_breaks"))
    connection.unregister("breaks_of_file")
