"""Overdue dossiers followed through a province's lists: for who asks, and again only where its lists are others."""

from __future__ import annotations

import threading
from collections import OrderedDict

import duckdb

from indicators.reference.working_calendar import load_calendar
from indicators.warehouse.questions import execute, query

# Provinces whose dossiers are kept followed: five years of daily lists take some gigabyte.
MOST_FOLLOWED = 4


class Following:
    """Which provinces' dossiers were followed, and by which lists. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._followed: OrderedDict[str, str] = OrderedDict()

    def begin(self, connection: duckdb.DuckDBPyConnection, scope: str) -> None:
        """Begin a transaction that sees the dossiers of a province followed (`overdue_rows`, `overdue_steps`).

        To follow them takes more than most answers together; only who asks for dossiers waits for it.
        """
        with self._lock:
            connection.begin()
            lists = repr(connection.execute(query("followed_by"), {"scope": scope}).fetchall())
            if self._followed.get(scope) != lists:
                self._follow(connection, scope)
                connection.commit()
                connection.begin()
                self._followed[scope] = lists
            self._followed.move_to_end(scope)

    def _follow(self, connection: duckdb.DuckDBPyConnection, scope: str) -> None:
        """Follow the dossiers of a province anew, and give up those of the one not asked for longest."""
        connection.register("calendar", load_calendar().frame())
        connection.execute("CREATE OR REPLACE TABLE working_days AS FROM calendar")
        connection.unregister("calendar")
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE asked_scope AS SELECT $scope AS scope", {"scope": scope}
        )
        execute(connection, "overdue_lives")
        others = [other for other in self._followed if other != scope]
        for other in others[: max(0, len(others) + 1 - MOST_FOLLOWED)]:
            connection.execute("DELETE FROM followed_rows WHERE scope = $scope", {"scope": other})
            del self._followed[other]

    def forget(self) -> None:
        """Follow all of them anew when they are asked for."""
        with self._lock:
            self._followed.clear()
