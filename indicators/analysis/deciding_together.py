"""Decisions of several people on the same thing: the second is checked against the first, and told of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import pandas as pd

from indicators import formats
from indicators.codes import DecisionKind
from indicators.errors import InputProblem
from indicators.store.actor import Actor
from indicators.store.entries import Entry
from indicators.warehouse.warehouse import Warehouse

Said = TypeVar("Said", bound=Entry)


def keep_entries(warehouse: Warehouse, actor: Actor, decide: Callable[[], Sequence[Said]]) -> Sequence[Said]:
    """Keep what is entered on the store as it is; where another committed meanwhile, it is decided anew.

    So the second of two is held against what the first said, however near they come.
    """
    while True:
        after = warehouse.store.sequence()
        entries = decide()
        if warehouse.store.enter(entries, actor, after):
            return entries


def tell_said_before(warehouse: Warehouse, kind: DecisionKind, about: str) -> None:
    """Raise InputProblem with what somebody else decided before, where somebody did."""
    found = warehouse.ask("said_before", kind=kind, about=about)
    if found.empty:
        return
    last = found.iloc[0]
    told = {"about": about, "target": last.target_id, "who": last.entered_by, "reason": last.reason}
    told["moment"] = formats.moment(last.entered_at)
    if kind == "mapping":
        raise InputProblem(
            "“{about}” was said to be “{target}” by {who}, {moment}.",
            do="If that is wrong, undo it first on the page History.",
            **told,
        )
    if kind == "withdrawal":
        raise InputProblem(
            "“{about}” was withdrawn by {who}, {moment} ({reason}).", do="Look it up again.", **told
        )
    raise InputProblem("“{about}” was undone by {who}, {moment}.", do="Look it up again.", **told)


def tell_correction(correction: Any, shown: float, expected: float) -> None:
    """Say that another value is shown than the one expected, and who corrected it where somebody did."""
    values = {"shown": formats.number(shown), "expected": formats.number(expected)}
    if pd.isna(correction.entered_by):
        raise InputProblem(
            "the value shown is {shown}, not {expected}.",
            do="Look at it again: it may have been read anew.",
            **values,
        )
    raise InputProblem(
        "the value shown is {shown}, not {expected}: {who} corrected it, {moment} ({reason}).",
        do="Look at it again, and correct it only if it is still wrong.",
        who=correction.entered_by,
        moment=formats.moment(correction.entered_at),
        reason=correction.reason,
        **values,
    )
