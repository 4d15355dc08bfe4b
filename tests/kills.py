"""Imports and collections killed at random moments: `python -m tests.kills FOLDER COUNT [SEED]`.

A warmed-up process forks, in turn, one that imports a file or one that collects from a portal of our own, and
kills it (SIGKILL) somewhere between its first and its last moment. After every kill the store is looked at,
and the same runs again to its end. Prints one line of JSON: attempts, how many were killed in the middle (and
of them collections), how many were visible by then, and every fault.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from indicators import importing, paths, portal
from indicators.periods import Period
from indicators.store import Store
from indicators.verification import verify
from tests.made_up import at
from tests.portal_server import ROOT, running

# A store is left after so many attempts for a fresh one, so that its growth does not change the measure.
A_STORE = 40
UNITS = 40
HEADER = "Mã;Tên đơn vị;CKMB;TDGQ;CLGQ;TTTT;MDHL;MDSH"
# A collection makes a capture of the province and one of the nation.
MADE = {"import": 1, "collection": 2}


def main(folder: Path, count: int, seed: int) -> None:
    """Attempt, kill, look, do again."""
    dice = random.Random(seed)  # noqa: S311 - moments to die at
    counted: Counter[str] = Counter()
    faults: list[str] = []
    with _serving(folder) as address:
        before, took = 0, dict.fromkeys(MADE, 0.0)
        for attempt in range(count):
            if attempt % A_STORE == 0:
                # Anew with every store: a machine is not always as busy as it was.
                took = {kind: _timed(folder, kind, address) for kind in MADE}
            store, kind = folder / f"store-{attempt // A_STORE}", ("import", "collection")[attempt % 2]
            work = _work(kind, folder, store, attempt, address)
            life = dice.uniform(0, took[kind] * 1.1)
            before, found = _attempt(kind, work, life, store, before, counted)
            if attempt % A_STORE == A_STORE - 1 or attempt == count - 1:
                if wrong := _asked(lambda store=store: len(verify(Store(store)).findings)):  # type: ignore[misc]
                    found.append(f"the store has {wrong} faults")
                shutil.rmtree(store)
                before = 0
            faults += [f"attempt {attempt}, {kind}: {fault}" for fault in found]
    print(json.dumps({"attempts": count, **counted, "faults": faults}))


def _attempt(
    kind: str, work: Callable[[], int], life: float, store: Path, before: int, counted: Counter[str]
) -> tuple[int, list[str]]:
    """Kill the work after its `life` (seconds), look, do it again: the captures then, and what is wrong."""
    child = _forked(work)
    time.sleep(life)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    was_killed = os.WIFSIGNALED(status)
    made, seen, faults = MADE[kind], _asked(lambda: _count(store)), []
    if seen not in ((before, before + made) if was_killed else (before + made,)):
        faults.append(f"{seen} captures after the kill, {before} before")
    counted["killed"] += was_killed
    counted["killed collections"] += was_killed and kind == "collection"
    counted["visible"] += was_killed and seen > before
    if again := _asked(work):
        faults.append(f"the next one ended with {again}")
    after = _asked(lambda: _count(store))
    # What is collected again was read at another moment; the same file is the same capture.
    if after != (seen if kind == "collection" else before) + made:
        faults.append(f"{after} captures in the end, {before} before")
    return after, faults


def _work(kind: str, folder: Path, store: Path, number: int, address: str) -> Callable[[], int]:
    if kind == "collection":
        return lambda: _collect(folder, store, address)
    file = _file(folder, number)
    return lambda: _import(store, file, number)


def _collect(folder: Path, store: Path, address: str) -> int:
    paths.COLLECTING = folder / "collecting"
    portal.pause = lambda: None
    importing.collect(Period("year", 2026), root_id=ROOT, base_url=address).keep(Store(store))
    return 0


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    """The address of a portal of our own, in a process of its own."""
    told = folder / "address"
    child = _forked(lambda: _serve(told))
    try:
        while not told.exists():
            time.sleep(0.01)
        yield told.read_text(encoding="utf-8")
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _serve(told: Path) -> int:
    with running() as server:
        aside = told.with_suffix(".part")
        aside.write_text(server.address, encoding="utf-8")
        aside.replace(told)
        while True:
            time.sleep(60)


def _file(folder: Path, number: int) -> Path:
    """A score table of its own, so that every import is a capture."""
    rows = [f"H21.{100 + unit};;{unit % 9};9;7;6;{number % 11};{number % 13}" for unit in range(UNITS)]
    file = folder / f"scores-{number}.csv"
    file.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    return file


def _import(store: Path, file: Path, number: int) -> int:
    moment = at(f"2026-{1 + number // 28 % 9:02d}-{1 + number % 28:02d}", f"{number // 252 % 24:02d}:00")
    importing.import_files([file], Store(store), period=Period("year", 2026), captured_at=moment)
    return 0


def _count(store: Path) -> int:
    """How many captures are visible; 250 where one of them is not whole."""
    kept = Store(store)
    captures, observations = kept.captures().to_pylist(), kept.observations()["capture_id"].to_pylist()
    whole = all(observations.count(row["capture_id"]) == row["observations"] for row in captures)
    return len(captures) if whole else 250


def _timed(folder: Path, kind: str, address: str) -> float:
    """Seconds it takes when nobody kills it."""
    store = folder / "warm"
    shutil.rmtree(store, ignore_errors=True)
    work = _work(kind, folder, store, 9999, address)
    start = time.perf_counter()
    _asked(work)
    return time.perf_counter() - start


def _forked(work: Callable[[], int]) -> int:
    """The id of a child that does the work and ends with what it gives."""
    child = os.fork()
    if child == 0:
        code = 99
        try:
            code = work()
        finally:
            os._exit(code)
    return child


def _asked(work: Callable[[], int]) -> int:
    """What the work gives, done in a child: this process itself never opens a store."""
    _, status = os.waitpid(_forked(work), 0)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
