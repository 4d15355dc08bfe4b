"""What is made of all readings together, as decided on: whom they list, what they lack, what may be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import duckdb

from indicators.paths import reference_folder
from indicators.reference.breaks import breaks_table
from indicators.store.store import Logs, Store
from indicators.warehouse import derived, names
from indicators.warehouse.exposed import Exposed
from indicators.warehouse.outlines import know_apart
from indicators.warehouse.questions import execute, query

# Of so many captures, at a reading a day four years, tables hold what is asked with nearly every question.
AT_HAND = 1500
# Kinds of readings that are judged at once: the memory for it grows with them, and where the rules change, those of all
# years are judged anew.
AT_ONCE = 300
# Periods are named by all that a judgement hangs on but these rules (`capture_kinds`).
JUDGED = derived.place_of("judged", "outline", "rules", "capture_kinds", "lacking", "partial")
# The tables of the store that are judged, and what judges them with it.
JUDGING = ("captures", "observations", "decisions", "breaks")


def judged_of(connection: duckdb.DuckDBPyConnection, exposed: Mapping[str, Exposed]) -> tuple[object, ...]:
    """Return what the judgement of readings is made of: where it is as it was, they need not be judged again.

    The demonstration's readings step aside for a list, too. Of a table with rows that wait for their commit
    it is not known.
    """
    seen = connection.execute(query("captures_seen")).fetchall()
    tables = [exposed[name] for name in JUDGING]
    return (seen, reference_folder(), *(table if table.settled else object() for table in tables))


def decide(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the views of observations, and of what captures cover, as people decided on them."""
    standing = "SELECT count(*) FROM standing_decisions WHERE kind IN ('mapping', 'correction')"
    if not connection.execute(standing).fetchall()[0][0]:
        # Nothing need be joined.
        execute(connection, "as_kept")
        return
    execute(connection, "as_decided")
    changed = "SELECT DISTINCT capture_id, '' AS digest FROM changed_values"
    know_apart(connection, "decided_observations", connection.sql(changed).to_arrow_table())


def know_judged(connection: duckdb.DuckDBPyConnection, store: Store) -> None:
    """Have what was judged of periods before, which need not be judged again while they are as they were."""
    if execute(connection, "tables_of_judged").fetchall():
        return
    for file in derived.read(store.folder, JUDGED):
        connection.register("file_of_judged", file)
        execute(connection, "judged_of_file")
        connection.unregister("file_of_judged")


def keep_judged(connection: duckdb.DuckDBPyConnection, store: Store, read: Logs) -> None:
    """Keep what `judge_readings` judged anew of a store as it was `read`."""
    made = connection.sql(query("file_of_judged")).to_arrow_table()
    if made.num_rows:
        derived.keep(store, JUDGED, made, derived.shown(connection), read)


def judge_readings(connection: duckdb.DuckDBPyConnection) -> None:
    """Make what is asked of all readings together: whom they list, what they lack, what may be compared."""
    execute(connection, "outlined")
    names.name_units(connection)
    execute(connection, "covered")
    execute(connection, "capture_kinds")
    _judge_new_kinds(connection)
    for name in ("shortfalls", "bases", "comparable"):
        execute(connection, name)
    captures = connection.execute("SELECT count(*) FROM captures").fetchall()[0][0]
    execute(connection, "at_hand" if captures <= AT_HAND else "by_outline")
    execute(connection, "steps")


def _judge_new_kinds(connection: duckdb.DuckDBPyConnection) -> None:
    """Judge the kinds of readings that were not judged yet, some periods after the others: each is judged by itself."""
    # Most readings were judged before, and most of the others lack nothing: to plan these questions takes longer than
    # all else.
    kinds = connection.execute("SELECT same_period, count(*) FROM new_kinds GROUP BY ALL").fetchall()
    if sum(count for _, count in kinds) <= AT_ONCE:
        if kinds:
            _judge(connection)
        return
    connection.execute("CREATE OR REPLACE TABLE waiting_kinds AS FROM new_kinds")
    for periods in _shared_out(kinds):
        given = {"periods": periods}
        connection.execute(
            "CREATE OR REPLACE TABLE new_kinds AS FROM waiting_kinds WHERE same_period IN $periods", given
        )
        _judge(connection)
    connection.execute("CREATE OR REPLACE TABLE new_kinds AS FROM waiting_kinds")
    connection.execute("DROP TABLE waiting_kinds")


def _judge(connection: duckdb.DuckDBPyConnection) -> None:
    execute(connection, "lacking")
    if connection.execute("SELECT kind FROM lacking_kinds LIMIT 1").fetchall():
        execute(connection, "partial")


def _shared_out(kinds: Iterable[tuple[int, int]]) -> Iterator[list[int]]:
    """Divide periods, each with how many kinds of readings it has, until each part has AT_ONCE."""
    part: list[int] = []
    so_far = 0
    for period, count in kinds:
        part.append(period)
        so_far += count
        if so_far >= AT_ONCE:
            yield part
            part, so_far = [], 0
    if part:
        yield part


def tell_breaks(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `known_breaks` and `breaks`: those of the province's files and those that people entered."""
    connection.register("breaks_of_file", breaks_table())
    execute(connection, "known_breaks")
    connection.unregister("breaks_of_file")
