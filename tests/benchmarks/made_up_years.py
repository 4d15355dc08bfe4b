"""Years of readings of many provinces, made up.

`python -m tests.benchmarks.made_up_years STORE PROVINCES DAYS [DAILY]`: each province's units are read every day of the
last DAILY (by default of all) for the month that is under way, and on the first of each month for the whole of the one
before. As on the portal a unit's value appears once it has cases and stays until the month is over; one reading of a
hundred is cut short. Written as the store's own attempts, a month each; only the digests are made up.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from indicators import catalogue
from indicators.periods import Period
from indicators.reference.provinces import load_provinces
from indicators.store.attempt import Attempt, turn
from indicators.store.capture import OBSERVATIONS, Capture, new_id
from indicators.store.store import Store
from indicators.store.tables import SCHEMAS

UNITS, BEGIN = 103, date(2026, 1, 1)
LATE, CUT_SHORT = 0.03, 0.01


def fill(store: Store, provinces: int, days: int, daily: int | None = None) -> int:
    """Put readings of so many provinces and days into a store, of the last `daily` each; how many observations."""
    dice = np.random.default_rng(766)
    made = 0
    moments = [BEGIN + timedelta(days=day) for day in range(days)]
    daily_from = moments[-(daily or days)]
    read = [day for day in moments if day >= daily_from or day.day == 1]
    for _, month in itertools.groupby(read, key=lambda day: (day.year, day.month)):
        of_month = list(month)
        with turn(store.folder):
            attempt, before = Attempt(store.folder), store.sequence()
            scopes = list(load_provinces())[:provinces]
            # As they come: day by day, a day's provinces one after the other.
            readings = sorted(
                itertools.chain(*(_month(scope, of_month, dice, daily_from) for scope in scopes)), key=_moment
            )
            rows = pa.concat_tables(of for _, of in readings)
            attempt.append("observations", rows)
            made += rows.num_rows
            heads = [head for head, _ in readings]
            attempt.append("captures", pa.Table.from_pylist(heads, schema=SCHEMAS["captures"]))
            attempt.commit("benchmark", before, lambda: True)
    return made


def one_more(store: Store, scope: str) -> None:
    """Bring in one more reading of a province, as an import does: of the day after all others, for its month."""
    last = max(store.captures()["captured_on"].to_pylist()) + timedelta(days=1)
    *_, (head, rows) = _month(scope, [last], np.random.default_rng(1), last)
    with turn(store.folder):
        before = store.sequence()
        attempt = Attempt(store.folder)
        attempt.append("observations", rows)
        attempt.append("captures", pa.Table.from_pylist([head], schema=SCHEMAS["captures"]))
        attempt.commit("benchmark", before, lambda: True)


def _month(
    scope: str, days: list[date], dice: np.random.Generator, daily_from: date
) -> list[tuple[dict[str, Any], pa.Table]]:
    """Make a province's readings of a month: of each its row of CAPTURES and its observations."""
    nodes = list(catalogue.current().nodes.values())
    period = Period("month", days[0].year, days[0].month)
    late = np.where(dice.random((UNITS, len(nodes))) < LATE, dice.integers(1, 11, (UNITS, len(nodes))), 0)
    readings = []
    for day, of in _readings(days, period, daily_from):
        units = UNITS if dice.random() >= CUT_SHORT else UNITS * 9 // 10
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
        capture_id = new_id(moment, f"{scope}-{of}")
        has = late[:units] < (day.day if of == period else 31)
        rows = _rows(capture_id, scope, [node.code for node in nodes], has, dice)
        readings.append((_head(capture_id, scope, of, moment, rows), rows))
    return readings


def _moment(reading: tuple[dict[str, Any], pa.Table]) -> str:
    return str(reading[0]["capture_id"])


def _readings(days: list[date], period: Period, daily_from: date) -> Iterator[tuple[date, Period]]:
    """Yield the days of reading with the month that was read: on the first also the one before, which is over."""
    if days[0].day == 1:
        yield days[0], period.previous()
    yield from ((day, period) for day in days if day >= daily_from)


def _rows(
    capture_id: str, scope: str, nodes: list[str], has: np.ndarray[Any, Any], dice: np.random.Generator
) -> pa.Table:
    units, width = has.shape
    size = units * width
    cases = dice.integers(1, 2000, size).astype(float)
    share = dice.random(size).round(3)
    score = pa.array((share * 20).round(2), mask=~has.ravel())
    unit = np.repeat(np.arange(units), width).astype(np.int32)
    node = np.tile(np.arange(width), units).astype(np.int32)

    def of_unit(names: list[str]) -> pa.Array:
        return pa.DictionaryArray.from_arrays(unit, pa.array(names)).cast(pa.string())

    codes = [f"{scope}.{number + 1:03}" for number in range(units)]
    given = {
        "capture_id": pa.repeat(capture_id, size),
        "agency_id": of_unit(codes),
        "unit_code": of_unit(codes),
        "unit_name": of_unit([f"UBND xã {code}" for code in codes]),
        "level": pa.repeat("commune", size),
        "node": pa.DictionaryArray.from_arrays(node, pa.array(nodes)).cast(pa.string()),
        "numerator": pa.array((cases * share).round()),
        "denominator": pa.array(cases),
        "measure": score,
        "score": score,
        "max_score": pa.repeat(20.0, size),
        "quality": pa.array([[]], pa.list_(pa.string())).take(pa.array(np.zeros(size, np.int32))),
        "origin": pa.repeat("official", size),
        "file": pa.repeat("made-up.json", size),
        "place": of_unit([f"B{number + 2}" for number in range(units)]),
    }
    return pa.table([given[name] for name in OBSERVATIONS.names], schema=OBSERVATIONS)


def _head(capture_id: str, scope: str, period: Period, moment: datetime, rows: pa.Table) -> dict[str, Any]:
    index = catalogue.current()
    head = Capture(
        capture_id, "score_table", scope, period, moment, index.version, index.system, rows.slice(0, 0), 0, 0
    )
    return head.row(moment, "benchmark") | {"observations": rows.num_rows, "digest": capture_id}


if __name__ == "__main__":
    print(f"{fill(Store(sys.argv[1]), *map(int, sys.argv[2:])):,} observations")
