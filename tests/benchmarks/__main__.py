"""`make benchmark`: how fast all of it is, beside something bare in the same run, as tables; then sessions and scale.

Machines differ and are noisy, so the ratio is what to compare; nothing here passes or fails.
"""

from __future__ import annotations

import copy
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from indicators import demo
from indicators.analysis.capture_selection import captures_with
from indicators.analysis.ranking import rank
from indicators.intake import pipeline
from indicators.periods import Period
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.benchmarks.bulletin import bulletin_line
from tests.benchmarks.exports import export_lines
from tests.benchmarks.overdue import import_line, overdue_lines
from tests.benchmarks.pages import page_lines
from tests.benchmarks.scale import scale_costs, scale_lines
from tests.benchmarks.sessions import session_lines
from tests.shared import SHARED

UNITS = 149


def main() -> None:
    if sys.argv[1:] == ["imports"]:
        return imports()
    with tempfile.TemporaryDirectory() as folder:
        lines = [*import_lines(Path(folder)), *ranking_lines(Path(folder))]
        lines += overdue_lines(Path(folder), timed)
        lines += export_lines(Store(Path(folder) / "demo"), timed)
        lines.append(bulletin_line(Path(folder) / "demo"))
        pages = page_lines(Path(folder), Path(folder) / "demo")
        sessions = session_lines(Path(folder) / "demo")
        scale = scale_lines(scale_costs(Path(folder)))
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "–"
    print(f"{platform.machine()}, {os.cpu_count()} processors, load {load} at the end\n")
    print(f"{'measured':58} {'median':>9} {'least':>9} {'most':>9}   ratio to the bare one")
    for what, times, bare in lines:
        print(line(what, times, bare))
    for what, times, bare, size in pages:
        print(f"{line(what, times, bare)}   {size / 1024:.0f} KB")
    print("\n".join(["", *sessions, "", *scale]))


def imports() -> None:
    """Measure the two imports alone that a bound is set for."""
    with tempfile.TemporaryDirectory() as folder:
        for what, times, bare in [*import_lines(Path(folder)), import_line(Path(folder))]:
            print(line(what, times, bare))


def line(what: str, times: list[float], bare: list[float]) -> str:
    middle, ratio = statistics.median(times), statistics.median(times) / statistics.median(bare)
    return f"{what:58} {milli(middle)} {milli(min(times))} {milli(max(times))}   {ratio:5.1f}"


def milli(seconds: float) -> str:
    return f"{seconds * 1000:6.1f} ms"


def timed(action: Callable[[], object], times: int = 15) -> list[float]:
    """Seconds of each of `times` runs, after one that warms up."""
    action()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return taken


def import_lines(folder: Path) -> list[tuple[str, list[float], list[float]]]:
    """One capture of 149 agencies at indicator level, beside only parsing its JSON."""
    if not SHARED.is_dir():
        print("The real captures are not beside this project: the import is not measured.")
        return []
    answers = grown_answers(folder)
    moments = iter(range(1000))

    def keep() -> None:
        number = next(moments)
        pipeline.import_files([answers], Store(folder / f"store-{number}"), period=Period("year", 2026))

    bare = timed(lambda: [json.loads(file.read_bytes()) for file in answers.iterdir()])
    return [(f"import of one capture of {UNITS} agencies, all indicators", timed(keep, 7), bare)]


def grown_answers(folder: Path) -> Path:
    """Phú Thọ's answers for the year, its few real units repeated under other codes until there are 149."""
    grown = folder / "answers"
    grown.mkdir()
    for file in (SHARED / "portal" / "phu-tho-2026").glob("*.year.json"):
        answer = json.loads(file.read_text(encoding="utf-8"))
        key = "children" if "children" in answer["data"] else "evaluation"
        units = answer["data"][key]
        answer["data"][key] = [renamed(units[n % len(units)], n) for n in range(UNITS)]
        (grown / file.name).write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
    return grown


def renamed(unit: dict[str, Any], number: int) -> dict[str, Any]:
    copied = copy.deepcopy(unit)
    copied |= {"departmentId": f"unit-{number}", "departmentName": f"UBND xã Thử {number}"}
    if "departmentCode" in copied:
        copied["departmentCode"] = f"H44.{number + 200}"
    return copied


def ranking_lines(folder: Path) -> list[tuple[str, list[float], list[float]]]:
    """Rankings over the demonstration's two years, beside DuckDB answering `SELECT 1`."""
    store = Store(folder / "demo")
    making = timed_once(lambda: demo.fill(store))
    warehouse = Warehouse(store)
    connection = duckdb.connect()
    bare = timed(lambda: connection.cursor().execute("SELECT 1").fetchall(), 50)
    lines = [("making the demonstration store", [making], bare)]
    opened = timed(lambda: Warehouse(store).version(), 5)
    lines.append(("opening the warehouse", opened, bare))
    lines.append(("the ranking query alone, 135 communes by total", ranking_query(warehouse), bare))
    for node in ("total", "digitisation", "reused_digitized_data"):
        times = timed(lambda node=node: rank(warehouse, node=node, level="commune", scope="H21"), 30)
        lines.append((f"choosing captures and ranking 135 communes by {node}", times, bare))
    return lines


def ranking_query(warehouse: Warehouse) -> list[float]:
    """Seconds of the one SQL question behind a ranking, never asked twice: answers are kept."""
    captures = iter(captures_with(warehouse, "total", "commune", "H21"))

    def ask() -> None:
        warehouse.ask(
            "ranking",
            capture_id=next(captures).capture_id,
            previous_id=None,
            nodes=("total",),
            levels=("commune",),
        )

    return timed(ask, 40)


def timed_once(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
