"""What was worked out for one is there for all who ask the same of the same data, up to so many bytes."""

from __future__ import annotations

import hashlib
import pickle
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import date
from functools import wraps
from io import BytesIO
from types import FunctionType, MappingProxyType
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

import pandas as pd

from indicators.catalogue import Catalogue, Node
from indicators.warehouse import known_tables

MISSING = object()
# Bytes of a cell of a table, with words of a usual length among them.
CELL = 40
# What holds no table.
PLAIN = {str, int, float, bool, type(None), date}
# Large, read once, and changed by nobody.
OF_CATALOGUE = (Catalogue, Node)
_told: dict[int, tuple[Catalogue | Node, bytes]] = {}
# What pickle says of what it cannot write.
NOT_WRITTEN = (pickle.PicklingError, TypeError, AttributeError)

Asked = ParamSpec("Asked")
Found = TypeVar("Found")


class Keeper(Protocol):
    """Keeps what is worked out of its data, as a warehouse does."""

    def once(
        self, work_out: Callable[..., Found], given: tuple[Any, ...], named: dict[str, Any]
    ) -> Found: ...


K = TypeVar("K", bound=Keeper)


def once_for_all(work_out: Callable[Concatenate[K, Asked], Found]) -> Callable[Concatenate[K, Asked], Found]:
    """Make what is worked out of a warehouse's data be worked out once for all who ask the same of it."""

    @wraps(work_out)
    def asked(warehouse: K, *given: Asked.args, **named: Asked.kwargs) -> Found:
        return warehouse.once(work_out, given, named)

    return asked  # type: ignore[return-value]


class KeptAnswers:
    """Answers by what was asked; what was not asked for longest is given up first. Safe to share between threads."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._being_made: dict[Hashable, threading.Event] = {}
        self.bytes = 0

    def once(self, asked: Hashable, make: Callable[[], Found]) -> Found:
        """Return the answer that is kept, else what `make` gives, which is kept.

        Who asks the same meanwhile waits for it: after an import all open the same page. Where it failed for who made
        it, or is not kept, everybody makes their own. TypeError where it cannot be told what was asked.
        """
        with self._lock:
            if asked in self._kept:
                kept: Found = self._found(asked)
                return kept
            others = self._being_made.get(asked)
            if others is None:
                done = self._being_made[asked] = threading.Event()
        if others is None:
            try:
                return self._made(asked, make)
            finally:
                with self._lock:
                    del self._being_made[asked]
                done.set()
        others.wait()
        found: Any = self.get(asked)
        return self._made(asked, make) if found is MISSING else found

    def _made(self, asked: Hashable, make: Callable[[], Found]) -> Found:
        answer = make()
        self.put(asked, answer)
        return answer

    def get(self, asked: Hashable) -> Any:
        """Return the answer that is kept, MISSING where there is none."""
        with self._lock:
            return self._found(asked) if asked in self._kept else MISSING

    def _found(self, asked: Hashable) -> Any:
        self._kept.move_to_end(asked)
        return self._kept[asked][0]

    def put(self, asked: Hashable, answer: Any) -> None:
        """Keep an answer, unless it alone is larger than all may be, or nobody can tell how large it is."""
        try:
            size = _weight(answer)
        except NOT_WRITTEN:
            return
        if size > self._most:
            return
        with self._lock:
            _, before = self._kept.pop(asked, (None, 0))
            self._kept[asked] = answer, size
            self.bytes += size - before
            known_tables.know(answer)
            while self.bytes > self._most:
                _, (_, given_up) = self._kept.popitem(last=False)
                self.bytes -= given_up

    def clear(self) -> None:
        """Give up all of them."""
        with self._lock:
            self._kept.clear()
            self.bytes = 0


def content_of(*values: Any) -> bytes | None:
    """Return a digest of all there is in some values; None where that cannot be told.

    Functions count by their names, so none may stand there that was made on the way.
    """
    try:
        written = _written(values, _Told)
    except (*NOT_WRITTEN, ValueError, KeyError):
        # The last two of what holds itself, or of many sets: the pickler takes each for one within the one before.
        return None
    return hashlib.blake2b(written, digest_size=20).digest()


class _Told(pickle.Pickler):
    """Writes all there is in a value, also in a mapping that may not be changed; of a table that is kept its digest.

    The same letters are written the same whether or not they are one object: each session has its own.
    """

    def __init__(self, into: BytesIO, protocol: int) -> None:
        super().__init__(into, protocol)
        self.fast = True

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, MappingProxyType):
            return dict, (dict(value),)
        if isinstance(value, pd.DataFrame) and (kept := known_tables.kept_as(value)):
            kept.digest = kept.digest or hashlib.blake2b(_written(kept.columns, _Told)).digest()
            return bytes, (kept.digest,)
        if isinstance(value, OF_CATALOGUE):
            return bytes, (_told_once(value),)
        if names := known_tables.fields_of(type(value)):
            # Not what it worked out since and holds besides.
            return tuple, ([type(value), *(getattr(value, name) for name in names)],)
        return NotImplemented


def _told_once(part: Catalogue | Node) -> bytes:
    """Return a digest of a part of the catalogue, worked out once for it."""
    if id(part) not in _told:
        # Held with its digest: no other can come to its place.
        _told[id(part)] = part, hashlib.blake2b(part.model_dump_json().encode()).digest()
    return _told[id(part)][1]


class _Weighed(pickle.Pickler):
    """Writes also what has no name to be found by: of a function what it holds, of a row its cells.

    Of a table it counts the cells: to write them out takes longer than many an answer.
    """

    cells = 0

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, pd.DataFrame):
            self.cells += value.size
            return bytes, ()
        if isinstance(value, OF_CATALOGUE):
            # There anyway, once for all answers.
            return bytes, ()
        if isinstance(value, MappingProxyType):
            return dict, (dict(value),)
        if names := known_tables.fields_of(type(value)):
            # As records write themselves, without asking each anew what it is made of.
            return tuple, ([getattr(value, name) for name in names],)
        if isinstance(value, FunctionType) and "<" in value.__qualname__:
            held = [cell.cell_contents for cell in value.__closure__ or ()]
            return tuple, ([*held, value.__defaults__, value.__kwdefaults__],)
        if isinstance(value, tuple) and hasattr(value, "_fields"):
            return tuple, ([*value],)
        return NotImplemented


def _weight(value: Any) -> int:
    """Estimate how many bytes a value takes."""
    into = BytesIO()
    weighed = _Weighed(into, pickle.HIGHEST_PROTOCOL)
    weighed.dump(value)
    return into.tell() + CELL * weighed.cells


def _written(value: Any, write: type[pickle.Pickler]) -> bytes:
    into = BytesIO()
    write(into, pickle.HIGHEST_PROTOCOL).dump(value)
    return into.getvalue()


def ones_own(answer: Any) -> Any:
    """Return an answer whose tables may be changed by who asked: others have their own of the same rows."""
    if isinstance(answer, pd.DataFrame):
        return known_tables.copied(answer)
    if isinstance(answer, dict):
        if all(type(value) in PLAIN for value in answer.values()):
            return dict(answer)
        return {key: ones_own(value) for key, value in answer.items()}
    if type(answer) in (list, tuple):
        return type(answer)(ones_own(value) for value in answer)
    if isinstance(answer, OF_CATALOGUE):
        return answer
    if names := known_tables.fields_of(type(answer)):
        copied = object.__new__(type(answer))
        for name in names:
            object.__setattr__(copied, name, ones_own(getattr(answer, name)))
        return copied
    return answer
