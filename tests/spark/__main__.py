"""`make spark`: the questions of a store asked by Apache Spark and by DuckDB, from the same files, held side by side.

The large table, of observations, is read by Spark from the Delta table's current files. What the warehouse makes of all
captures together is small and given to it: who the units are, what is missing, what may be compared.
"""

from __future__ import annotations

import math
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from pyspark.sql import SparkSession
from pyspark.sql.functions import array, lit

from indicators import demo
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.spark.questions import spark_sql

GIVEN = (
    *("captures", "units", "bases", "awaited_values", "partial_nodes", "comparable", "nodes", "node_parts"),
    "written_commits",
)
LEVELS, NODES = ("commune", "department"), ("total", "digitisation", "reused_digitized_data", "satisfaction")
TOLERANCE = 1e-9


def main(store_url: str | None = None) -> int:
    """Compare all answers of a store, by default the demonstration's; how many differ."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(store_url or Path(folder, "demo"))
        if store_url is None:
            demo.fill(store)
        warehouse = Warehouse(store)
        spark = _opened(warehouse, Path(folder))
        differing = asked = rows = 0
        spent = {"duckdb": 0.0, "spark": 0.0}
        for name, parameters in _questions(warehouse):
            start = time.perf_counter()
            ours = warehouse.ask(name, **parameters).to_dict("records")
            between = time.perf_counter()
            given = {key: _given(value) for key, value in parameters.items() if f":{key}" in spark_sql(name)}
            theirs = [row.asDict(recursive=True) for row in spark.sql(spark_sql(name), args=given).collect()]
            spent["duckdb"] += between - start
            spent["spark"] += time.perf_counter() - between
            asked, rows = asked + 1, rows + len(ours)
            if differs := difference(ours, theirs):
                differing += 1
                print(f"{name} {parameters}: {differs}")
        spark.stop()
    print(f"{asked} questions, {rows:,} rows, {differing} answers differ; {spent}")
    return differing


def _given(value: object) -> object:
    """Give a parameter as Spark takes it: several values are an array."""
    return array(*map(lit, value)) if isinstance(value, tuple) else value


def difference(ours: Sequence[dict[Any, Any]], theirs: Sequence[dict[str, Any]]) -> str:
    """Say in what two answers differ: keys, ranks and counts at all, values by more than TOLERANCE; else nothing."""
    if len(ours) != len(theirs):
        return f"{len(ours)} and {len(theirs)} rows"
    for one, other in zip(sorted(ours, key=_order), sorted(theirs, key=_order), strict=True):
        for column, value in other.items():
            if not _alike(one[column], value):
                return f"{column}: {one[column]!r} and {value!r}"
    return ""


def _order(row: dict[Any, Any]) -> str:
    return repr([str(row.get(key)) for key in ("capture_id", "agency_id", "node", "level")])


def _alike(one: Any, other: Any) -> bool:
    if isinstance(other, list) or isinstance(one, list):
        return list(one) == list(other)
    if _is_missing(one) or _is_missing(other):
        return _is_missing(one) and _is_missing(other)
    if isinstance(other, float):
        return abs(float(one) - other) <= TOLERANCE
    if hasattr(other, "timestamp"):
        return bool(one.timestamp() == other.timestamp())
    return bool(one == other)


def _is_missing(value: Any) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value)) or str(value) in ("<NA>", "NaT")


def _opened(warehouse: Warehouse, folder: Path) -> SparkSession:
    """Start Spark with views of the observations' files and of what the warehouse gives."""
    builder = SparkSession.builder.master("local[2]").appName("indicators")
    settings = {
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
        "spark.ui.enabled": "false",
    }
    for key, value in settings.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    warehouse.version()
    with warehouse._connection.cursor() as cursor:
        for name in (*GIVEN, "stored_captures"):
            file = folder / f"{name}.parquet"
            pq.write_table(cursor.sql(f"FROM {name}").to_arrow_table(), file)
            spark.read.parquet(str(file)).createOrReplaceTempView(name)
    table = warehouse.store.table("observations")
    assert table, "a store without observations"
    spark.read.option("mergeSchema", "true").parquet(*table.file_uris()).createOrReplaceTempView(
        "written_observations"
    )
    spark.sql(
        "CREATE OR REPLACE TEMP VIEW decided_observations AS SELECT written.* FROM written_observations AS written"
        " LEFT SEMI JOIN stored_captures AS heads ON heads.capture_id = written.capture_id"
        " AND heads.attempt = coalesce(written.attempt, '')"
    )
    spark.sql(
        "CREATE OR REPLACE TEMP VIEW observations AS SELECT * FROM decided_observations"
        " WHERE capture_id IN (SELECT capture_id FROM captures)"
    )
    return spark


def _questions(warehouse: Warehouse) -> Iterator[tuple[str, dict[str, Any]]]:
    captures = warehouse.ask("captures", scope="H21").capture_id
    for capture_id, previous_id in list(pairwise(captures))[::5]:
        yield (
            "ranking",
            {"nodes": NODES, "levels": LEVELS, "capture_id": capture_id, "previous_id": previous_id},
        )
    for level in LEVELS:
        for node in NODES:
            spans = ({"period": None, "period_kind": "month"}, {"period": "year:2026", "period_kind": None})
            for span in spans:
                of = {"level": level, "nodes": (node,)}
                over = {**of, **span, "scope": "H21"}
                yield "trend_steps", over
                steps = tuple(warehouse.ask("trend_steps", **over).capture_id)
                if steps:
                    yield "trend_units", {"level": level, "steps": steps, "agency_id": None}
                    yield "trend_values", {**of, "steps": steps, "is_scored": True, "agency_id": None}
    for capture_id in captures[::40]:
        yield "capture_values", {"capture_id": capture_id}


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) > 0)
