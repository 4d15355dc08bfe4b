"""Entering a break of the data, and saying of a proposed one that it is none: both are kept with who said so."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

import pandas as pd

from indicators.analysis.break_proposals import proposed_breaks
from indicators.analysis.comparability import break_days, known_breaks
from indicators.analysis.deciding_together import keep_entries, tell_said_before
from indicators.codes import DayOf, PortalSystem
from indicators.errors import InputProblem
from indicators.reference.breaks import Break
from indicators.store.actor import Actor
from indicators.store.break_entry import BreakEntry
from indicators.store.decision import Decision
from indicators.warehouse.warehouse import Warehouse, records


def enter_break(
    warehouse: Warehouse,
    *,
    from_day: date,
    to_day: date | None = None,
    day_of: DayOf,
    system: PortalSystem | None,
    nodes: Sequence[str] = (),
    reason: str,
    source: str,
    actor: Actor,
    seen: Collection[str] | None = None,
) -> Break:
    """Keep a break: from then on nothing is compared across it.

    `seen` are the breaks whoever enters it knew of. Raises InputProblem where it cannot be one, has no reason or
    source, stands already, or another one was entered that they had not seen.
    """
    told = Break(
        break_id=f"{from_day:%Y-%m-%d}-{uuid.uuid4().hex[:6]}",
        from_day=from_day,
        to_day=to_day,
        day_of=day_of,
        system=system,
        replaces=None,
        nodes=tuple(nodes),
        reason_vi=reason.strip(),
        reason_en="",
        source=source.strip(),
        entered_by=actor.name,
    )
    entry = BreakEntry(told)

    def entering() -> list[BreakEntry]:
        _refuse_known(warehouse, told)
        if seen is not None:
            _tell_unseen(warehouse, seen)
        return [entry]

    keep_entries(warehouse, actor, entering)
    return told


def dismiss_proposal(
    warehouse: Warehouse, scope: str, proposal_id: str, *, reason: str, actor: Actor
) -> Decision:
    """Say of a proposed break that it is none: it is not proposed again.

    Raises InputProblem where none of this id is proposed, or no reason is given.
    """
    if not reason.strip():
        raise InputProblem("what is said to be no break has a reason.", do="Say why.")

    def dismissal() -> list[Decision]:
        if proposal_id not in {one.proposal_id for one in proposed_breaks(warehouse, scope)}:
            tell_said_before(warehouse, "dismissal", proposal_id)
            raise InputProblem(
                "no break “{proposal}” is proposed.", do="Look it up again.", proposal=proposal_id
            )
        return [Decision("dismissal", proposal_id, actor.name, reason.strip())]

    return keep_entries(warehouse, actor, dismissal)[0]


def _tell_unseen(warehouse: Warehouse, seen: Collection[str]) -> None:
    """Raise InputProblem with a break that somebody entered meanwhile: it may be the same by another day."""
    for one in records(known_breaks(warehouse)):
        if one.stands and one.break_id not in seen:
            raise InputProblem(
                "meanwhile a break was entered by {who}, {days}: {reason}.",
                do="Look whether it is the same; if it is not, enter yours once more.",
                who=one.entered_by,
                days=break_days(one.from_day, one.to_day),
                reason=one.reason_vi,
            )


def _refuse_known(warehouse: Warehouse, told: Break) -> None:
    """InputProblem where the same break stands already, whoever entered it."""

    def what(one: Any) -> tuple[date, str, str | None, frozenset[str]]:
        return one.from_day, one.day_of, None if pd.isna(one.system) else one.system, frozenset(one.nodes)

    new = (told.from_day, told.day_of, told.system, frozenset(told.nodes))
    same = [one for one in records(known_breaks(warehouse)) if one.stands and what(one) == new]
    if same:
        raise InputProblem(
            "this break is known already: {reason}.", do="Look it up again.", reason=same[0].reason_vi
        )
