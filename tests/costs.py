"""What reading a file costs: processor seconds and memory, of this process and of those it starts, together.

`python -m tests.costs` prints both for every file made to hurt, as a table, beside what each became.
"""

from __future__ import annotations

import os
import resource
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from indicators.errors import InputProblem
from indicators.sources.files import SourceFile
from indicators.sources.reader_process import read_apart

_PAGE = os.sysconf("SC_PAGESIZE")
_TICKS = os.sysconf("SC_CLK_TCK")
# Seconds between two looks at the memory.
_BETWEEN = 0.005
# What a file made to hurt may cost: processor seconds, and MB above what is held before it is read.
MOST_SECONDS, MOST_MEGABYTES = 5, 500


@dataclass
class Cost:
    """`seconds` of processors, `megabytes` held at one moment above what was held before."""

    seconds: float = 0.0
    megabytes: float = 0.0

    @property
    def is_bearable(self) -> bool:
        """Whether it is within what a file made to hurt may cost."""
        return self.seconds < MOST_SECONDS and self.megabytes < MOST_MEGABYTES


@contextmanager
def costs() -> Iterator[Cost]:
    """Measure what is done meanwhile; the figures stand once it is over."""
    cost, over = Cost(), threading.Event()
    held, worked = _held(), _worked()
    most = held

    def watch() -> None:
        nonlocal most
        while not over.wait(_BETWEEN):
            most = max(most, _held())

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    try:
        yield cost
    finally:
        over.set()
        watching.join()
        cost.seconds, cost.megabytes = _worked() - worked, (max(most, _held()) - held) / 2**20


def _processes() -> list[str]:
    """List this process, those it started and those they started.

    One that has not yet become another program shares all that its parent holds: it is none yet.
    """
    found = [str(os.getpid())]
    for process in found:
        with suppress(OSError):
            own = _program(process)
            begun = Path(f"/proc/{process}/task/{process}/children").read_text().split()
            found += [each for each in begun if _program(each) != own]
    return found


def _program(process: str) -> bytes:
    """Return what a process was started as; nothing of one that has ended."""
    with suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_bytes()
    return b""


def _held() -> int:
    """Add up the bytes that these processes hold in memory."""
    return sum(_numbers(process, "statm", 1) for process in _processes()) * _PAGE


def _worked() -> float:
    """Add up the processor seconds of these processes, and of children that have ended."""
    # utime and stime, behind the process's name.
    ticks = sum(_numbers(process, "stat", 13) + _numbers(process, "stat", 14) for process in _processes())
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ticks / _TICKS + ended.ru_utime + ended.ru_stime


def _numbers(process: str, file: str, place: int) -> int:
    try:
        return int(Path(f"/proc/{process}/{file}").read_text().split()[place])
    except (OSError, IndexError):
        # It ended meanwhile.
        return 0


def main() -> None:
    from tests.sources import test_hostile, test_hostile_kin

    files: dict[str, Callable[[], bytes]] = {
        **{name: (test_hostile.HOSTILE / name).read_bytes for name in test_hostile.FILES},
        **test_hostile_kin.REFUSED,
        **test_hostile_kin.READ,
    }
    print(f"{'file':32} {'seconds':>8} {'MB':>6}  became")
    for name, content in files.items():
        file = SourceFile(name, content())
        with costs() as cost:
            try:
                read_apart([file])
                became = "read"
            except InputProblem as problem:
                became = problem.what
        print(f"{name:32} {cost.seconds:8.2f} {cost.megabytes:6.0f}  {became[:90]}")


if __name__ == "__main__":
    main()
