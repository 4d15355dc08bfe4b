"""Fifty people at once: real sessions of the server, as browsers hold them, that change a view again and again."""

from __future__ import annotations

import random
import statistics
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from websockets.sync.client import connect

from indicators.paths import PROJECT
from tests.benchmarks.pages import rerun, served

SESSIONS, VIEWS = 50, 5
# Pages and choices that people change between; each is seen by many.
SEEN = [
    (page, f"level={level}&node={node}")
    for page in ("ranking", "trend")
    for level in ("commune", "department")
    for node in ("total", "digitisation", "satisfaction")
] + [("", "")]


@dataclass(frozen=True, slots=True)
class Load:
    """How many reruns were asked for, the seconds each took, how many failed, and how long all took."""

    seconds: tuple[float, ...]
    errors: int
    wall: float

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.seconds, n=20)[-1]

    @property
    def a_second(self) -> float:
        return len(self.seconds) / self.wall


def session_loads(store: Path) -> dict[str, Load]:
    """Load a server of its own over the store: all at the same instant, and with five seconds between views."""
    with served(PROJECT / "app.py", store) as address:
        load(address, 1, len(SEEN), 0)
        return {
            f"{SESSIONS} sessions at the same instant": load(address, SESSIONS, VIEWS, 0),
            f"{SESSIONS} sessions, 5 s between views": load(address, SESSIONS, VIEWS, 5),
        }


def load(address: str, sessions: int, views: int, between: float) -> Load:
    """Open so many sessions, then let each change its view so often, with about so many seconds between."""
    seconds: list[float] = []
    errors: list[BaseException] = []
    ready = threading.Barrier(sessions + 1)

    def visit(number: int) -> None:
        dice = random.Random(number)  # noqa: S311 - made-up visitors
        try:
            with connect(
                f"ws://{address}/_stcore/stream", max_size=None, subprotocols=["streamlit"]
            ) as session:  # type: ignore[list-item]
                rerun(session, *SEEN[number % len(SEEN)])
                ready.wait(300)
                time.sleep(dice.uniform(0, between))
                for view in range(views):
                    seconds.append(rerun(session, *SEEN[(number + view + 1) % len(SEEN)])[0])
                    time.sleep(between)
        except Exception as error:
            errors.append(error)
            ready.abort()

    threads = [threading.Thread(target=visit, args=(number,)) for number in range(sessions)]
    for thread in threads:
        thread.start()
    ready.wait(300)
    start = time.perf_counter()
    for thread in threads:
        thread.join()
    return Load(tuple(seconds), len(errors), time.perf_counter() - start)


def session_lines(store: Path) -> list[str]:
    """Write a table of both loads."""
    lines = ["| sessions | median, s | p95, s | reruns a second | errors |", "|---|---:|---:|---:|---:|"]
    for what, measured in session_loads(store).items():
        median = statistics.median(measured.seconds)
        lines.append(
            f"| {what} | {median:.2f} | {measured.p95:.2f} | {measured.a_second:.0f} | {measured.errors} |"
        )
    return lines


if __name__ == "__main__":
    print("\n".join(session_lines(Path(sys.argv[1]))))
