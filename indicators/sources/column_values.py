"""What the cells of a column give, each different text worked on once: a long list repeats most of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

Made = TypeVar("Made")

# Different texts that are remembered: of more, most come once.
_MOST_HELD = 20_000
_UNKNOWN: Any = object()


def worked_out(cells: Iterable[Any], work: Callable[[Any], Made]) -> Iterator[Made]:
    """Yield what `work` makes of each cell; of a text that comes again, what was made of it before."""
    known: dict[str, Made] = {}
    for cell in cells:
        if cell.__class__ is not str:
            # 1, 1.0 and True are equal, and not written the same.
            yield work(cell)
            continue
        made = known.get(cell, _UNKNOWN)
        if made is _UNKNOWN:
            if len(known) >= _MOST_HELD:
                known.clear()
            made = known[cell] = work(cell)
        yield made
