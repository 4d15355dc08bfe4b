"""Rows of a long list, written down a batch at a time: a hundred thousand of them as objects take 60 MB, so 10."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, Protocol, TypeVar

Row = TypeVar("Row", bound=NamedTuple)
RowRead = TypeVar("RowRead", covariant=True)
# Rows that are held as objects at a time.
_EACH = 5_000


class Rows(Protocol[RowRead]):
    """Rows that can be counted and gone through, however they are held."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[RowRead]: ...


@dataclass
class Batches(Generic[Row]):
    """A list that is added to and gone through, made anew from what was written down each time.

    It travels between processes as it is written: by columns, in which a text that comes again takes little.
    """

    kind: type[Row]
    _written: list[bytes] = field(default_factory=list, repr=False)
    _latest: list[Row] = field(default_factory=list, repr=False)

    def append(self, row: Row) -> None:
        self._latest.append(row)
        if len(self._latest) == _EACH:
            columns = tuple(zip(*self._latest, strict=True))
            self._written.append(pickle.dumps(columns, pickle.HIGHEST_PROTOCOL))
            self._latest = []

    def __len__(self) -> int:
        return len(self._written) * _EACH + len(self._latest)

    def __iter__(self) -> Iterator[Row]:
        for batch in self._written:
            columns = pickle.loads(batch)  # noqa: S301 - written here, or by our own reader
            yield from map(self.kind._make, zip(*columns, strict=True))
        yield from self._latest
