"""Tables that are kept, and copies of them that nobody changed: their content is written out once to be told apart.

A copy shares its columns with the table it was made of, until it is changed: pandas then gives it others.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd


class Kept:
    """A table that is kept, and the digest of its content once somebody asked for it."""

    def __init__(self, table: pd.DataFrame) -> None:
        # Held, as pandas lets what alone has some columns change them in their place.
        self.columns = table.copy(deep=False)
        self.digest = b""


@dataclass(frozen=True, slots=True)
class _Known:
    """A table that is in somebody's hands: what it is of, and what it was made of then."""

    table: weakref.ref[pd.DataFrame]
    kept: Kept
    made_of: tuple[Any, ...]


# What holds nothing: most of what an answer is made of.
_HOLD_NOTHING = {str, int, float, bool, type(None), date, datetime}

_known: dict[int, _Known] = {}
_fields: dict[type, tuple[str, ...]] = {}


def copied(table: pd.DataFrame) -> pd.DataFrame:
    """Copy a table for somebody who may change it; of one that is kept the copy is known to be of it."""
    copy = table.copy(deep=False)
    if kept := kept_as(table):
        _know(copy, kept)
    return copy


def has_tables(answer: Any) -> bool:
    """Tell whether there is any table in an answer."""
    return next(_tables_of(answer), None) is not None


def know(answer: Any) -> None:
    """Know the tables of an answer that is kept, which nobody changes."""
    for table in _tables_of(answer):
        if not kept_as(table):
            _know(table, Kept(table))


def kept_as(table: pd.DataFrame) -> Kept | None:
    """Return the kept table that a table is, or is an unchanged copy of; None where it is neither."""
    known = _known.get(id(table))
    if not known or known.table() is not table or len(now := _made_of(table)) != len(known.made_of):
        return None
    return known.kept if all(one is other for one, other in zip(now, known.made_of, strict=True)) else None


def _know(table: pd.DataFrame, kept: Kept) -> None:
    place = id(table)

    def forget(gone: weakref.ref[pd.DataFrame]) -> None:
        # Another may have come to the same place meanwhile.
        if (known := _known.get(place)) and known.table is gone:
            del _known[place]

    _known[place] = _Known(weakref.ref(table, forget), kept, _made_of(table))


def _made_of(table: pd.DataFrame) -> tuple[Any, ...]:
    """Return what is another as soon as a table is changed: its columns, rows' and columns' names."""
    manager = table._mgr
    return *manager.blocks, *manager.axes, *(axis._name for axis in manager.axes)


def _tables_of(answer: Any) -> Iterator[pd.DataFrame]:
    if isinstance(answer, pd.DataFrame):
        yield answer
        return
    held: Iterable[Any]
    if isinstance(answer, dict):
        held = answer.values()
    elif type(answer) in (list, tuple):
        held = answer
    else:
        held = (getattr(answer, name) for name in fields_of(type(answer)))
    for value in held:
        if type(value) not in _HOLD_NOTHING:
            yield from _tables_of(value)


def fields_of(kind: type) -> tuple[str, ...]:
    """Return the names of what a record of a kind is made of; of what is no record none."""
    if kind not in _fields:
        _fields[kind] = tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
    return _fields[kind]
