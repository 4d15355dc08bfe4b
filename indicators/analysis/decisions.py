"""Decisions on what was kept (whose a unit is, corrections, withdrawals, undoing), and the history of all.

A sum that was added up here follows a corrected part; one that the source gave stays, marked where it no longer
equals its parts: if it is wrong too, it is corrected by itself.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from indicators import catalogue, formats
from indicators.analysis.deciding_together import keep_entries, tell_correction, tell_said_before
from indicators.analysis.likely_agencies import likely_agencies
from indicators.analysis.ranking import find_node
from indicators.codes import OVERDUE_LIST, OWN_LIST
from indicators.errors import InputProblem
from indicators.intake.captures import TOLERATED_EXCESS
from indicators.periods import Period, vietnam_day
from indicators.reference.agencies import Agency, load_register
from indicators.reference.organisation import load_organisation
from indicators.reference.provinces import scope_name
from indicators.store.actor import Actor
from indicators.store.decision import Decision
from indicators.translation import text
from indicators.warehouse.unit_mapping import agencies_of_listed_units
from indicators.warehouse.warehouse import Warehouse, records

# How near to the value shown the expected one must be: it is read off a page, with two decimals.
MATCH_TOLERANCE = 0.005
MOST_SHOWN = 2000


@dataclass(frozen=True, slots=True)
class Unrecognised:
    """A unit the register does not hold, and by id the agencies it may be, those of the nearest names first.

    `captures` and `lists` are how many name it. Of one that only lists name, or a table without levels, the
    level is not known (None): it may be any agency that was there.
    """

    seen_id: str
    name: str
    unit_code: str | None
    level: str | None
    captures: int
    lists: int
    first_seen: str
    last_seen: str
    candidates: dict[str, Agency]


def unrecognised_units(warehouse: Warehouse) -> list[Unrecognised]:
    """List the units that wait to be told who they are, those of captures first. None is ever guessed."""
    return [_waiting(row) for row in _unknown(warehouse)]


def _unknown(warehouse: Warehouse) -> list[Any]:
    """Return units nobody knows: of captures, and of lists those that will not follow one of them."""
    of_captures = warehouse.ask("unrecognised")
    of_lists = warehouse.ask("listed_unrecognised", scope=load_organisation().province_code)
    following = agencies_of_listed_units(of_lists.seen_id, of_captures.assign(agency_id=of_captures.seen_id))
    return [*records(of_captures), *(row for row in records(of_lists) if row.seen_id not in following)]


def _waiting(row: Any) -> Unrecognised:
    seen, level = vietnam_day(row.last_seen), None if pd.isna(row.level) else row.level
    return Unrecognised(
        seen_id=row.seen_id,
        name=row.unit_name,
        unit_code=None if pd.isna(row.unit_code) else row.unit_code,
        level=level,
        captures=int(row.captures),
        lists=int(row.lists),
        first_seen=formats.day(vietnam_day(row.first_seen)),
        last_seen=formats.day(seen),
        candidates=likely_agencies(row.unit_name, level, seen),
    )


def map_agency(
    warehouse: Warehouse, seen_id: str, level: str, agency_id: str, *, reason: str, actor: Actor
) -> Decision:
    """Say who an unknown unit of a level is: all captures and lists, past and future, follow.

    Raises InputProblem where the unit is not waiting, the agency is of another level or was not there when
    the unit was seen, or a capture or list counts both.
    """
    said = reason.strip()
    (kept,) = keep_entries(
        warehouse, actor, lambda: [_mapping(warehouse, seen_id, level, agency_id, said, actor)]
    )
    return kept


def _mapping(
    warehouse: Warehouse, seen_id: str, level: str, agency_id: str, reason: str, actor: Actor
) -> Decision:
    same = (row for row in _unknown(warehouse) if row.seen_id == seen_id)
    own = next((row for row in same if pd.isna(row.level) or row.level == level), None)
    if own is None:
        tell_said_before(warehouse, "mapping", seen_id)
        raise InputProblem("no unit “{unit}” waits to be recognised.", do="Look it up again.", unit=seen_id)
    seen = vietnam_day(own.last_seen)
    agency = load_register().get(agency_id, seen)
    if agency is None or agency.level != level:
        raise InputProblem(
            "“{agency}” is no agency of this level on {day}.",
            do="Choose one of the same level that was there on that day.",
            agency=agency_id,
            day=formats.day(seen),
        )
    doubled = (
        warehouse.ask("doubled_units", seen_id=seen_id, level=level, agency_id=agency_id)
        if own.captures
        else warehouse.ask("doubled_lists", seen_id=seen_id, agency_id=agency_id)
    )
    if len(doubled):
        raise InputProblem(
            "what came on {day} has both the unit and “{agency}”: it would have two values.",
            do="Choose another agency.",
            day=formats.day(vietnam_day(doubled.moment.iloc[0])),
            agency=agency.display_name,
        )
    return Decision("mapping", seen_id, actor.name, reason, agency_id, level=level)


def correctable(warehouse: Warehouse, capture_id: str) -> pd.DataFrame:
    """Return a capture's scores: agency_id, unit_name, node, kept and shown (points), index_version."""
    return warehouse.ask("correctable", capture_id=capture_id)


def correct(
    warehouse: Warehouse,
    capture_id: str,
    agency_id: str,
    node: str,
    *,
    expected: float,
    value: float,
    reason: str,
    document: str,
    actor: Actor,
) -> Decision:
    """Say what a published number should be; what was published stays beside it.

    Raises InputProblem where the capture has no such value, it is not the one expected, the new one cannot be
    (below 0, or further above the maximum than an import allows), or no reason is given.
    """
    code = find_node(node).code
    if not reason.strip():
        raise InputProblem("a correction has a reason.", do="Say why, and name the document.")
    said = reason.strip()

    def correction() -> Decision:
        kept = _correctable(warehouse, capture_id, agency_id, code, expected, value)
        return Decision(
            "correction",
            capture_id,
            actor.name,
            said,
            agency_id=agency_id,
            node=code,
            expected=kept,
            value=value,
            document=document,
        )

    (kept,) = keep_entries(warehouse, actor, lambda: [correction()])
    return kept


def _correctable(
    warehouse: Warehouse, capture_id: str, agency_id: str, node: str, expected: float, value: float
) -> float:
    """Return the value as it was kept.

    InputProblem where not the expected one is shown, or the new one cannot be.
    """
    for number in (expected, value):
        if not math.isfinite(number):
            raise InputProblem("“{value}” is no value.", do="Write a number.", value=number)
    found = warehouse.ask("value_kept", capture_id=capture_id, agency_id=agency_id, node=node)
    if found.empty or pd.isna(found.score.iloc[0]):
        raise InputProblem(
            "the reading has no value of “{node}” for this agency.", do="Choose another one.", node=node
        )
    row = found.iloc[0]
    kept, shown, maximum = float(row.score), float(row.shown), formats.plain(row.max_value)
    if abs(shown - expected) > MATCH_TOLERANCE:
        tell_correction(row, shown, expected)
    if value < 0 or (maximum is not None and value > maximum * TOLERATED_EXCESS):
        raise InputProblem(
            "{value} cannot be: the value lies between 0 and {maximum}.",
            do="Correct it.",
            value=formats.number(value),
            maximum=formats.number(maximum),
        )
    return kept


def withdraw(warehouse: Warehouse, subject_id: str, *, reason: str, actor: Actor) -> Decision:
    """Show a capture, list or order no longer; InputProblem where it is not shown, or no reason is given."""
    if not reason.strip():
        raise InputProblem("a withdrawal has a reason.", do="Say why.")
    said = reason.strip()

    def withdrawal() -> Decision:
        if subject_id not in set(warehouse.ask("shown_ids").id):
            tell_said_before(warehouse, "withdrawal", subject_id)
            raise InputProblem(
                "“{subject}” is no capture, list or order that is shown.",
                do="Look it up again.",
                subject=subject_id,
            )
        return Decision("withdrawal", subject_id, actor.name, said)

    (kept,) = keep_entries(warehouse, actor, lambda: [withdrawal()])
    return kept


def undo(warehouse: Warehouse, entry_id: str, *, actor: Actor) -> Decision:
    """Undo a mapping, a correction or a withdrawal.

    InputProblem where it does not stand, and where what was withdrawn was brought in again: it would be there
    twice.
    """

    def undoing() -> Decision:
        if entry_id not in set(warehouse.ask("standing_decisions").entry_id):
            tell_said_before(warehouse, "undo", entry_id)
            raise InputProblem(
                "“{entry}” is no decision that stands.", do="Look it up again.", entry=entry_id
            )
        if len(again := warehouse.ask("brought_again", entry_id=entry_id)):
            raise InputProblem(
                "what was withdrawn was brought in again: “{again}”.",
                do="Withdraw that first; otherwise it would be there twice.",
                again=again.id.iloc[0],
            )
        return Decision("undo", None, actor.name, "", entry_id)

    (kept,) = keep_entries(warehouse, actor, lambda: [undoing()])
    return kept


def history(warehouse: Warehouse) -> pd.DataFrame:
    """List everything that was done, the last first.

    Columns: done_at (instant), who, kind, id, said (what was done, in the session's language), file (for
    decisions a reason), can_be_undone, is_withdrawn, is_demo.
    """
    found = warehouse.ask("history_log", most=MOST_SHOWN)
    said: dict[str, str] = {}
    # What a decision is about was done before it.
    for row in reversed(list(records(found))):
        said[row.id] = _said(row, said)
    found["said"] = [said[entry] for entry in found.id]
    return found[["done_at", "who", "kind", "id", "said", "file", "can_be_undone", "is_withdrawn", "is_demo"]]


def _said(row: Any, said: Mapping[str, str]) -> str:
    """Say what was done, in one clause; `said` is what was done before, by its entry."""
    kind = row.kind
    subject, value, moment = row.subject, row.value, row.moment
    if kind == "capture":
        period = formats.period(Period.parse(subject))
        return text(
            "capture of {period}, {whose}, read {moment}",
            period=period,
            whose=scope_name(row.scope),
            moment=formats.moment(moment),
        )
    if kind in (OVERDUE_LIST, OWN_LIST):
        day = formats.moment(moment)
        own = text("own count of {moment}", moment=day)
        return own if kind == OWN_LIST else text("list of overdue dossiers of {moment}", moment=day)
    if kind == "correction":
        nodes = {code: node for index in catalogue.load().values() for code, node in index.nodes.items()}
        return text(
            "corrected: {agency}, {node}: {before} → {after}",
            agency=value,
            node=nodes[row.node].name() if row.node in nodes else row.node,
            before=formats.number(row.before),
            after=formats.number(row.after),
        )
    return {
        "mapping": text("unit {subject} is {value}", subject=subject, value=value),
        "withdrawal": text("withdrawn: {subject}", subject=said.get(subject, subject)),
        "undo": text("undone: {value}", value=said.get(value, value)),
        "dismissal": text("no break: {subject}", subject=subject),
        "break": text("break of the data from {subject}: {value}", subject=subject, value=value),
        "erasure": text("what tells of people was erased"),
        "cause": text("cause of {subject}: {value}", subject=subject, value=value),
        "campaign": text("order {subject}: {value}", subject=subject, value=value),
    }[kind]
