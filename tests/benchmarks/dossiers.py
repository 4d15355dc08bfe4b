"""Weekly lists of many provinces' overdue dossiers, made up, and what one province's backlog costs among them.

`python -m tests.benchmarks.dossiers STORE PROVINCES LISTS EACH` makes the store where there is none, and measures it.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from indicators.analysis import overdue
from indicators.reference.provinces import load_provinces
from indicators.store.attempt import Attempt, turn
from indicators.store.overdue_list import OVERDUE_COUNTS, OVERDUE_DOSSIERS, OVERDUE_SET_ASIDE, OverdueList
from indicators.store.store import Store
from indicators.store.tables import SCHEMAS
from indicators.warehouse.warehouse import Warehouse

BEGIN, DAYS, AGENCIES, LEAVING = datetime(2022, 1, 3, tzinfo=UTC), 600, 60, 0.05
_DAY = [date(2020, 6, 1) + timedelta(days=day) for day in range(DAYS)]
ACCEPTED = pa.array([datetime(day.year, day.month, day.day, tzinfo=UTC) for day in _DAY])
DUE = pa.array([moment.as_py() + timedelta(days=20) for moment in ACCEPTED])
CODED = pa.array([f"{day:%y%m%d}" for day in _DAY])
Numbers = np.ndarray[Any, Any]


def fill(store: Store, provinces: int, lists: int, each: int) -> int:
    """Put so many weekly lists of so many dossiers a province into a store, a commit a week; how many rows."""
    dice = np.random.default_rng(799)
    scopes = list(load_provinces())[:provinces]
    held = {scope: np.arange(each) for scope in scopes}
    for week in range(lists):
        moment = BEGIN + timedelta(weeks=week)
        with turn(store.folder):
            before = store.sequence()
            attempt = Attempt(store.folder)
            kept = {
                f"{scope}-{week:04}": (scope, _rows(f"{scope}-{week:04}", scope, held[scope]))
                for scope in scopes
            }
            attempt.append("overdue_dossiers", pa.concat_tables(rows for _, rows in kept.values()))
            heads = [_head(list_id, scope, moment, rows) for list_id, (scope, rows) in kept.items()]
            attempt.append("overdue_lists", pa.Table.from_pylist(heads, schema=SCHEMAS["overdue_lists"]))
            attempt.commit("benchmark", before, lambda: True)
        for scope in scopes:
            gone = dice.random(each) < LEAVING
            held[scope][gone] = held[scope].max() + 1 + np.arange(gone.sum())
    return provinces * lists * each


def _rows(list_id: str, scope: str, held: Numbers) -> pa.Table:
    size = len(held)

    def taken(words: list[str], of: Numbers) -> pa.Array:
        return pa.DictionaryArray.from_arrays((of % len(words)).astype(np.int32), pa.array(words)).cast(
            pa.string()
        )

    day = pa.array(held % DAYS)
    agencies = [f"{scope}.{number + 1:02}" for number in range(AGENCIES)]
    serial = pc.utf8_lpad(pa.array(held).cast(pa.string()), 6, "0")
    given = {
        "list_id": pa.repeat(list_id, size),
        "dossier_code": pc.binary_join_element_wise(taken(agencies, held), CODED.take(day), serial, "-"),
        "agency_id": taken(agencies, held),
        "procedure": taken([f"Thủ tục {number}" for number in range(60)], held),
        "field": taken([f"Lĩnh vực {number}" for number in range(9)], held),
        "accepted_at": ACCEPTED.take(day),
        "due_at": DUE.take(day),
        "kind": pa.repeat("processing", size),
        "cause": pa.repeat("unknown", size),
        "row": pa.array(np.arange(size)),
    }
    columns = [
        given.get(field.name, pa.nulls(size, field.type)).cast(field.type) for field in OVERDUE_DOSSIERS
    ]
    return pa.table(columns, schema=OVERDUE_DOSSIERS)


def _head(list_id: str, scope: str, moment: datetime, rows: pa.Table) -> dict[str, Any]:
    nothing = rows.slice(0, 0), OVERDUE_COUNTS.empty_table(), OVERDUE_SET_ASIDE.empty_table()
    head = OverdueList(list_id, scope, moment, *nothing)
    return head.row(moment, "benchmark") | {"dossiers": rows.num_rows, "digest": list_id}


def measure(store: Store) -> None:
    """Print what opening, the first question of a province's dossiers and its backlog cost: wall and processor."""
    warehouse = Warehouse(store)
    _told("opened", warehouse.version)
    scope = warehouse.ask("overdue_scopes").scope.iloc[-1]
    step = overdue.last_step(warehouse, scope)
    _told(
        "another province followed",
        lambda: overdue.last_step(warehouse, warehouse.ask("overdue_scopes").scope.iloc[0]),
    )
    for by in overdue.DIMENSIONS:
        warehouse._answers.clear()
        _told(f"backlog of {step.dossiers:,} by {by}", lambda by=by: overdue.backlog(warehouse, step, by))  # type: ignore[misc]
    print(f"most memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _told(what: str, ask: Callable[[], object]) -> None:
    wall, processor = time.perf_counter(), time.process_time()
    ask()
    print(f"{what}: {time.perf_counter() - wall:.3f} s ({time.process_time() - processor:.3f})", flush=True)


if __name__ == "__main__":
    asked = Store(sys.argv[1])
    if not asked.is_begun():
        print(f"{fill(asked, *map(int, sys.argv[2:])):,} rows")
    measure(asked)
