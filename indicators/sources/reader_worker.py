"""The process that reads files: jobs come on its standard input, what was read goes to its standard output.

It ends with the process that started it. See `reader_process` for what is asked of it and why.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from pathlib import Path
from typing import Any, BinaryIO

import indicators.sources  # noqa: F401 - most jobs are imports: what reads them is there before the first one comes
from indicators import catalogue, translation
from indicators.errors import InputProblem


def main(catalogue_folder: str, memory: str) -> None:
    """Serve until there are no more jobs.

    Each is what reads (a function of this program), what was given to it, the language of its notes, and the seconds
    that a file may be worked on.
    """
    # What a library prints must not come between the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    catalogue.FOLDER = Path(catalogue_folder)
    _limit(int(memory))
    # Of a file's million cells hardly any refers to itself: to look for such again and again takes a tenth of the time.
    gc.freeze()
    gc.disable()
    while True:
        try:
            read, given, language, seconds = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process that started this
        except EOFError:
            return
        except MemoryError:
            return _tell(answers, ("memory", None))
        translation.use_language(language)
        _tell(answers, _answer(answers, read, given, seconds))
        allow_work(0)
        gc.collect()


def _answer(answers: BinaryIO, read: Any, given: Any, seconds: float) -> Any:
    """Read and tell; the last word: that all was read, or why not."""

    def began(name: str) -> None:
        _tell(answers, ("file", name))
        allow_work(seconds)

    try:
        allow_work(seconds)
        for said in read(given, began, lambda done, total: _tell(answers, ("rows", (done, total)))):
            _tell(answers, ("said", said))
    except InputProblem as problem:
        return "problem", problem
    except MemoryError:
        return "memory", None
    except Exception as error:
        return "unexpected", type(error).__name__
    return "end", None


def _tell(answers: BinaryIO, message: Any) -> None:
    pickle.dump(message, answers, pickle.HIGHEST_PROTOCOL)
    answers.flush()


def allow_work(seconds: float) -> None:
    """End this process by SIGPROF once it has worked for so long from now on; never for 0.

    Waiting for a busy machine is no work. Windows has nothing like it: there the clock alone holds.
    """
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _limit(memory: int) -> None:
    """Allow no more memory than reading needs, and no image of it on disk where the process ends by a fault.

    Windows has neither: there the counts of cells, letters and bytes hold alone.
    """
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(*sys.argv[1:])
