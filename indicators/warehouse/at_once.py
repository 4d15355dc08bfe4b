"""Several answers worked out side by side: while DuckDB works for one, Python goes on with another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from functools import partial
from typing import ParamSpec, Protocol, TypeVar

# More than two processors are seldom there, and somebody else works on them too.
MOST = 3

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


class Begin(Protocol):
    """Begins a work; the `result()` of what it returns waits for the answer, and raises what the work raised."""

    def __call__(
        self, work: Callable[Given, Answer], /, *given: Given.args, **named: Given.kwargs
    ) -> Future[Answer]: ...


@contextmanager
def at_once() -> Iterator[Begin]:
    """Give what begins a work in a thread of its own, with the language and the rights of this one."""
    with ThreadPoolExecutor(MOST) as threads:

        def begin(
            work: Callable[Given, Answer], /, *given: Given.args, **named: Given.kwargs
        ) -> Future[Answer]:
            return threads.submit(copy_context().run, partial(work, *given, **named))

        yield begin
