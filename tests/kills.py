"""Imports killed at random moments, each after the other: `python -m tests.kills FOLDER COUNT [SEED]`.

A warmed-up process forks one importer an attempt and kills it (SIGKILL) somewhere between its first and its
last moment. After every kill the store is looked at, and the same import runs again to its end. Prints one
line of JSON: attempts, how many were killed in the middle, how many were visible by then, and every fault.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from indicators import importing
from indicators.periods import Period
from indicators.store import Store
from indicators.verification import verify
from tests.made_up import at

# A store is left after so many attempts for a fresh one, so that its growth does not change the measure.
A_STORE = 40
UNITS = 40
HEADER = "Mã;Tên đơn vị;CKMB;TDGQ;CLGQ;TTTT;MDHL;MDSH"


def main(folder: Path, count: int, seed: int) -> None:
    """Attempt, kill, look, do again."""
    dice = random.Random(seed)  # noqa: S311 - moments to die at
    took = _timed(folder)
    killed = visible = 0
    faults: list[str] = []
    for attempt in range(count):
        store = folder / f"store-{attempt // A_STORE}"
        file = _file(folder, attempt)
        done_before = attempt % A_STORE
        child = _forked(lambda store=store, file=file, n=attempt: _import(store, file, n))  # type: ignore[misc]
        time.sleep(dice.uniform(0, took * 1.1))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        was_killed = os.WIFSIGNALED(status)
        killed += was_killed
        seen = _asked(lambda store=store: _count(store))  # type: ignore[misc]
        if seen not in (done_before, done_before + 1) or (not was_killed and seen == done_before):
            faults.append(f"attempt {attempt}: {seen} captures after the kill, {done_before} before")
        visible += was_killed and seen == done_before + 1
        again = _asked(lambda store=store, file=file, n=attempt: _import(store, file, n))  # type: ignore[misc]
        if again != 0:
            faults.append(f"attempt {attempt}: the next import ended with {again}")
        after = _asked(lambda store=store: _count(store))  # type: ignore[misc]
        if after != done_before + 1:
            faults.append(f"attempt {attempt}: {after} captures in the end")
        if done_before == A_STORE - 1 or attempt == count - 1:
            wrong = _asked(lambda store=store: len(verify(Store(store)).findings))  # type: ignore[misc]
            if wrong:
                faults.append(f"attempt {attempt}: the store has {wrong} faults")
    print(json.dumps({"attempts": count, "killed": killed, "visible": visible, "faults": faults}))


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


def _timed(folder: Path) -> float:
    """Seconds an import takes when nobody kills it."""
    file = _file(folder, 9999)
    start = time.perf_counter()
    _asked(lambda: _import(folder / "warm", file, 1))
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
