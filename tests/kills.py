"""Imports and collections killed at random moments: `python -m tests.kills FOLDER COUNT [SEED]`.

A warmed-up process forks, in turn, one that imports a file or one that collects from a portal of our own, and
kills it (SIGKILL) at a moment drawn evenly from a bit more than its whole life, until COUNT were hit at work:
the work itself tells when it has ended. After every attempt the store is looked at, and the same runs again
to its end. Prints one line of JSON: how many were hit (and of them collections), how many of those were
visible by then, how many attempts came too late, and every fault.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from indicators import paths, sources
from indicators.intake import pipeline, portal_client
from indicators.periods import Period
from indicators.sources.files import SourceFile, gather
from indicators.store.store import Store
from indicators.store.verify import verify
from tests.made_up import at
from tests.portal_server import ROOT, running

# A store is left after so many attempts for a fresh one, so that its growth does not change the measure.
A_STORE = 40
UNITS = 40
HEADER = "Mã;Tên đơn vị;CKMB;TDGQ;CLGQ;TTTT;MDHL;MDSH"
# A collection makes a capture of the province and one of the nation.
MADE = {"import": 1, "collection": 2}
# Attempts for every hit asked for, and seconds anything may take: beyond, something is wrong.
AT_MOST, PATIENCE = 3, 120

Work = Callable[[], int]


@dataclass
class Lives:
    """How long (seconds) the work lived of late where nobody killed it.

    Moments are drawn from a little more than that: those that come too late are thrown away, and those that
    hit are spread evenly over the real life. The longer none comes too late, the further they reach, for the
    machine may have become slower.
    """

    last: deque[float] = field(default_factory=lambda: deque(maxlen=5))
    hits_since: int = 0

    def moment(self, dice: random.Random) -> float:
        return dice.uniform(0, max(self.last) * 1.1 * 1.02**self.hits_since)

    def learn(self, life: float | None) -> None:
        """`life` is None where it was cut short."""
        self.hits_since = self.hits_since + 1 if life is None else 0
        if life is not None:
            self.last.append(life)


def main(folder: Path, count: int, seed: int) -> int:
    """Attempt, kill, look, do again; 0 where as many as asked were hit and nothing was wrong."""
    dice = random.Random(seed)  # noqa: S311 - moments to die at
    counted = Counter({"hit": 0, "hit collections": 0, "visible when hit": 0, "too late": 0})
    faults: list[str] = []
    folder.mkdir(parents=True, exist_ok=True)
    _warm_up()
    with _serving(folder) as address:
        lives, before = _uncut(folder, address), 0
        for attempt in range(count * AT_MOST):
            store, kind = folder / f"store-{attempt // A_STORE}", tuple(MADE)[counted["hit"] % len(MADE)]
            work = _work(kind, folder, store, attempt, address)
            before, found = _attempt(kind, work, lives[kind, before == 0], dice, store, before, counted)
            is_last = counted["hit"] == count
            if is_last or attempt % A_STORE == A_STORE - 1:
                if wrong := _asked(lambda store=store: len(verify(Store(store)).findings)):  # type: ignore[misc]
                    found.append(f"the store has {wrong} faults")
                shutil.rmtree(store)
                before = 0
            faults += [f"attempt {attempt}, {kind}: {fault}" for fault in found]
            if is_last:
                break
    print(json.dumps({**counted, "faults": faults}))
    return int(bool(faults) or counted["hit"] < count)


def _warm_up() -> None:
    """Have read what every import reads once, and the readers of files here: most kills would fall on these.

    No store is opened for it.
    """
    pipeline.read_apart = lambda given, told=None: sources.read(gather(given), told)
    contents = sources.read([SourceFile("scores.csv", _table(0).encode())])
    pipeline.prepare(contents, period=Period("year", 2026), captured_at=at("2026-01-01"))


def _attempt(
    kind: str, work: Work, lives: Lives, dice: random.Random, store: Path, before: int, counted: Counter[str]
) -> tuple[int, list[str]]:
    """Kill the work at some moment, look, do it again: the captures then, and what is wrong."""
    made, faults = MADE[kind], []
    life, code = _lived(work, lives.moment(dice))
    lives.learn(life)
    seen = _asked(lambda: _count(store))
    if code not in (0, -signal.SIGKILL):
        faults.append(f"it ended with {code}")
    if seen not in ((before, before + made) if life is None else (before + made,)):
        faults.append(f"{seen} captures after the kill, {before} before")
    counted["hit" if life is None else "too late"] += 1
    counted["hit collections"] += life is None and kind == "collection"
    counted["visible when hit"] += life is None and seen > before
    if again := _asked(work):
        faults.append(f"the next one ended with {again}")
    after = _asked(lambda: _count(store))
    # What is collected again was read at another moment; the same file is the same capture.
    if after != (seen if kind == "collection" else before) + made:
        faults.append(f"{after} captures in the end, {before} before")
    return after, faults


def _lived(work: Work, moment: float | None) -> tuple[float | None, int]:
    """How long (seconds) the work lived, None where the kill at that moment hit it; and what it ended with.

    Nobody kills it where there is no moment.
    """
    told, tell = os.pipe()
    begun = time.perf_counter()

    def ending() -> int:
        code = work()
        os.write(tell, repr(time.perf_counter() - begun).encode())
        return code

    child = _forked(ending)
    os.close(tell)
    if moment is not None:
        time.sleep(moment)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(told) as end:
        written = end.read()
    return float(written) if written else None, os.waitstatus_to_exitcode(status)


def _work(kind: str, folder: Path, store: Path, number: int, address: str) -> Work:
    if kind == "collection":
        return lambda: _collect(folder, store, address)
    file = _file(folder, number)
    return lambda: _import(store, file, number)


def _collect(folder: Path, store: Path, address: str) -> int:
    paths.COLLECTING = folder / "collecting"
    portal_client.pause = lambda: None
    pipeline.collect(Period("year", 2026), root_id=ROOT, base_url=address).keep(Store(store))
    return 0


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    """The address of a portal of our own, in a process of its own."""
    told = folder / "address"
    child = _forked(lambda: _serve(told), patience=0)
    try:
        for _ in range(PATIENCE * 100):
            if told.exists():
                break
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
    file = folder / f"scores-{number}.csv"
    file.write_text(_table(number), encoding="utf-8")
    return file


def _table(number: int) -> str:
    rows = [f"H21.{100 + unit};;{unit % 9};9;7;6;{number % 11};{number % 13}" for unit in range(UNITS)]
    return "\n".join([HEADER, *rows])


def _import(store: Path, file: Path, number: int) -> int:
    moment = at(f"2026-{1 + number // 28 % 9:02d}-{1 + number % 28:02d}", f"{number // 252 % 24:02d}:00")
    pipeline.import_files([file], Store(store), period=Period("year", 2026), captured_at=moment)
    return 0


def _count(store: Path) -> int:
    """How many captures are visible; 250 where one of them is not whole."""
    kept = Store(store)
    captures, observations = kept.captures().to_pylist(), kept.observations()["capture_id"].to_pylist()
    whole = all(observations.count(row["capture_id"]) == row["observations"] for row in captures)
    return len(captures) if whole else 250


def _uncut(folder: Path, address: str) -> dict[tuple[str, bool], Lives]:
    """How long each kind lives when nobody kills it: by whether the store is a new one, with all to make."""
    lives = {}
    for kind in MADE:
        store = folder / f"uncut-{kind}"
        for number, is_new in ((0, True), (1, False)):
            life, code = _lived(_work(kind, folder, store, number, address), None)
            if life is None:
                raise RuntimeError(f"{kind} does not work: it ended with {code}")
            lives[kind, is_new] = Lives(deque([life], maxlen=5))
    return lives


def _forked(work: Work, patience: int = PATIENCE) -> int:
    """The id of a child that does the work and ends with what it gives; it dies where that takes for ever."""
    child = os.fork()
    if child == 0:
        code = 99
        try:
            signal.alarm(patience)
            code = work()
        finally:
            os._exit(code)
    return child


def _asked(work: Work) -> int:
    """What the work gives, done in a child: this process itself never opens a store."""
    _, status = os.waitpid(_forked(work), 0)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1))
