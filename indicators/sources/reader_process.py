"""Read in a process of its own, so that a file that breaks it costs whoever gave it one sentence.

The libraries that take workbooks apart can be made to abort, to panic, or to ask for all memory there is. Such a
process may take so much time and memory and no more; meanwhile the server answers others. One that read what it
was given is kept for the next import, for starting one takes longer than most readings.
"""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from indicators import catalogue, paths, translation
from indicators.errors import InputProblem
from indicators.sources import Contents, read_each
from indicators.sources.files import SourceFile
from indicators.sources.limits import (
    AT_ONCE,
    LARGEST_ANSWER,
    MEMORY,
    SECONDS_A_FILE,
    SECONDS_IN_ALL,
    WAITED_A_FILE,
    WORN_AFTER,
)
from indicators.sources.overdue_list import Told

Given = TypeVar("Given", bound=Path | SourceFile)
Said = TypeVar("Said")
# What reads: a function that yields what each file says, and before it tells the name of the file it begins with.
Read = Callable[[Sequence[Given], Callable[[str], None], Told], Iterator[Said]]

_WINDOWS_NO_CONSOLE = getattr(subprocess, "CREATE_NO_WINDOW", 0)
# What ends a process that worked for too long, where the system counts that; else the clock alone tells.
_WORKED_TOO_LONG = getattr(signal, "SIGPROF", 0)
_PATIENCE = WAITED_A_FILE if _WORKED_TOO_LONG else SECONDS_A_FILE
# Seconds until a process is gone whose answers have ended.
_TO_END = 5
_at_once = threading.BoundedSemaphore(AT_ONCE)
_idle: list[_Worker] = []
_idle_lock = threading.Lock()


def read_apart(given: Sequence[Path | SourceFile], told: Told | None = None) -> Contents:
    """Read files, folders and zips that are brought in, each once, in another process (see `apart`)."""
    contents = Contents()
    for said, content in apart(read_each, given, told):
        contents.add(said, content)
    return contents


def apart(read: Read[Given, Said], given: Sequence[Given], told: Told | None = None) -> list[Said]:
    """Have another process read what was given, by a function that modules have under its name.

    `told` hears how far the reading of a list is, in rows. Raises InputProblem where anything cannot be read,
    or would take more time, memory or room than a sound file can need.
    """
    with _at_once, _worker() as worker:
        return worker.read(read, given, told)


@contextmanager
def _worker() -> Iterator[_Worker]:
    """Return a process that is there, or a new one.

    Kept for the next import while it is sound and little worn.
    """
    with _idle_lock:
        waiting = [_idle.pop() for _ in list(_idle)]
    for unfit in (worker for worker in waiting if not worker.is_fit()):
        unfit.stop()
    worker = next((worker for worker in waiting if worker.is_fit()), None) or _Worker()
    try:
        yield worker
    finally:
        with _idle_lock:
            is_kept = worker.is_sound and worker.is_fit() and not _idle
            if is_kept:
                _idle.append(worker)
        if not is_kept:
            worker.stop()


@atexit.register
def _stop_idle() -> None:
    with _idle_lock:
        while _idle:
            _idle.pop().stop()


class _Worker:
    """One such process. `is_sound` while it waits for a job; `stop` ends it, whatever it does."""

    def __init__(self) -> None:
        self._settings = _settings()
        known = [str(paths.PROJECT), *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            [
                sys.executable,
                "-X",
                "utf8",
                "-m",
                "indicators.sources.reader_worker",
                *map(str, self._settings[:2]),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(known)},
            creationflags=_WINDOWS_NO_CONSOLE,
        )
        self._read_bytes = 0
        self.is_sound = True

    def is_fit(self) -> bool:
        """Tell whether it can take another job: alive, of the settings that hold now, and not grown large."""
        is_alive = self._process.poll() is None
        return is_alive and self._settings == _settings() and self._read_bytes < WORN_AFTER

    def read(self, read: Read[Given, Said], given: Sequence[Given], told: Told | None) -> list[Said]:
        self.is_sound = False
        watch = _Watch(self._process)
        # Before the first file is begun, one alone can be named already.
        found, file = list[Said](), given[0].name if len(given) == 1 else ""
        try:
            # A process that ends before it has heard all has said why.
            with suppress(BrokenPipeError):
                self._send((read, list(given), translation.language(), SECONDS_A_FILE))
            answers = _Bounded(_pipe(self._process.stdout))
            while True:
                kind, value = pickle.load(answers)  # noqa: S301 - from our own process
                if kind == "file":
                    file = value
                    watch.begin_file()
                elif kind == "rows" and told:
                    told(*value)
                elif kind == "said":
                    found.append(value)
                elif kind == "end":
                    self.is_sound = True
                    return found
                elif kind == "problem":
                    self.is_sound = True
                    raise value
                elif kind in ("memory", "unexpected"):
                    raise _too_much_memory(file) if kind == "memory" else _unexpected(file, value)
                self._read_bytes = answers.read_bytes
        except (EOFError, BrokenPipeError, pickle.UnpicklingError, OSError):
            raise _too_long(file) if watch.is_over or self._has_worked_too_long() else _ended(file) from None
        except _TooLarge:
            raise _too_much_memory(file) from None
        finally:
            watch.end()

    def _has_worked_too_long(self) -> bool:
        """Tell whether the system ended it for that; see `reader_worker.allow_work`."""
        with suppress(subprocess.TimeoutExpired):
            return self._process.wait(_TO_END) == -_WORKED_TOO_LONG
        return False

    def _send(self, job: Any) -> None:
        stream = _pipe(self._process.stdin)
        pickle.dump(job, stream, pickle.HIGHEST_PROTOCOL)
        stream.flush()

    def stop(self) -> None:
        self.is_sound = False
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                _pipe(stream).close()
        self._process.wait()


def _settings() -> tuple[Path, int, Path]:
    """Return what such a process goes by: the catalogue, its memory, the province's settings."""
    return catalogue.FOLDER, MEMORY, paths.reference_folder()


class _Watch:
    """Ends the process where one waits too long for a file, once it is begun, or for all together."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._last = time.monotonic() + SECONDS_IN_ALL
        self.is_over = False
        self._timer: threading.Timer | None = None
        self._wait(SECONDS_IN_ALL)

    def begin_file(self) -> None:
        self.end()
        self._wait(min(_PATIENCE, self._last - time.monotonic()))

    def _wait(self, seconds: float) -> None:
        self._timer = threading.Timer(max(seconds, 0), self._stop)
        self._timer.daemon = True
        self._timer.start()

    def _stop(self) -> None:
        self.is_over = True
        self._process.kill()

    def end(self) -> None:
        if self._timer:
            self._timer.cancel()


class _TooLarge(Exception):
    """What files say is larger than what data files can say."""


class _Bounded:
    """A stream that ends with _TooLarge where it goes on for too long."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.read_bytes = 0

    def read(self, size: int) -> bytes:
        self._count(size)
        return self._stream.read(size)

    def readinto(self, buffer: bytearray) -> int:
        self._count(len(buffer))
        return self._stream.readinto(buffer)  # type: ignore[attr-defined, no-any-return]

    def readline(self) -> bytes:
        line = self._stream.readline(LARGEST_ANSWER)
        self._count(len(line))
        return line

    def _count(self, size: int) -> None:
        self.read_bytes += size
        if self.read_bytes > LARGEST_ANSWER:
            raise _TooLarge


def _pipe(stream: Any) -> BinaryIO:
    piped: BinaryIO = stream
    return piped


def _too_long(file: str) -> InputProblem:
    return InputProblem(
        "reading it takes longer than {seconds} seconds, so it was given up.",
        do="Give fewer files or the one sheet that is needed; saved anew by the program it is of it may be smaller.",
        file=file or None,
        seconds=SECONDS_A_FILE,
    )


def _too_much_memory(file: str) -> InputProblem:
    return InputProblem(
        "reading it takes more than {megabytes} MB of memory, so it was given up.",
        do="Give fewer files or the one sheet that is needed; saved anew by the program it is of it may be smaller.",
        file=file or None,
        megabytes=MEMORY // 2**20,
    )


def _ended(file: str) -> InputProblem:
    return InputProblem(
        "it is damaged in a way that ended its reading.",
        do="If you know its sender, open it in the program it is of, save it again and give that.",
        file=file or None,
    )


def _unexpected(file: str, error: str) -> InputProblem:
    return InputProblem(
        "it could not be read, for a reason nobody foresaw ({error}).",
        do="Open it in the program it is of, save it again and give that; if that does not help, tell who looks "
        "after this.",
        file=file or None,
        error=error,
    )
