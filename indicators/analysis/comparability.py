"""Which numbers may be compared, and in words why two may not: every change that is blank says it from here.

What a number rests on is told by the warehouse (`queries/bases.sql`): the system that computed it, the version of the
index, and the breaks of that system. Numbers that rest on something else are not compared.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from indicators import formats
from indicators.translation import language, text
from indicators.warehouse.warehouse import Warehouse, records

# What a number rests on, as marks: "system new_portal", "version 2026", "break 2026-06-dossiers after".
Basis = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """One reason why numbers may not be compared: `why` in words, `label` what a mark on a chart says."""

    why: str
    label: str


def reasons_apart(warehouse: Warehouse, first: Iterable[str], other: Iterable[str]) -> tuple[Apart, ...]:
    """Tell why numbers that rest on these, the earlier first, may not be compared; nothing where they may."""
    was, now = _told(first), _told(other)
    if was == now:
        return ()
    found = []
    if was["version"] != now["version"]:
        label = text("index version {version}", version=now["version"])
        found.append(Apart(text("the index version changed in between"), label))
    if was["system"] != now["system"]:
        systems = {"one": formats.system(was["system"]), "other": formats.system(now["system"])}
        why = text("two systems computed them: {one} and {other}", **systems)
        found.append(Apart(why, text("another system")))
    crossed = {name for name in was.keys() & now.keys() if was[name] != now[name]}
    return (*found, *(_apart(row) for row in records(known_breaks(warehouse)) if row.break_id in crossed))


def why_apart(warehouse: Warehouse, first: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    """Say the reasons of `reasons_apart` in words."""
    return tuple(reason.why for reason in reasons_apart(warehouse, first, other))


def nodes_apart(warehouse: Warehouse, capture_id: str, earlier_id: str) -> dict[str | None, str]:
    """Tell by code the nodes in which two readings may not be compared (None: the readings as a whole), and why."""
    rows = warehouse.ask("bases_apart", capture_id=capture_id, other_id=earlier_id)
    return {
        None if pd.isna(row.node) else row.node: "; ".join(why_apart(warehouse, row.other_basis, row.basis))
        for row in records(rows)
    }


def why_history_begins(warehouse: Warehouse, capture_id: str, level: str, node: str) -> tuple[str, ...]:
    """Say why the way up to a capture leaves out readings before it; nothing where it leaves out none."""
    left_out = warehouse.ask("history_apart", capture_id=capture_id, level=level, node=node)
    return tuple(
        why for row in records(left_out) for why in why_apart(warehouse, row.basis, row.basis_of_shown)
    )


def line_begins(reasons: Iterable[str]) -> str:
    """Say beside a line over time why it begins where it does, by the reasons of `why_history_begins`."""
    said = "; ".join(reasons)
    return text("The line begins where earlier values may not be joined: {reason}", reason=said)


def why_blank(hindrance: str | None, apart: str = "") -> str:
    """Say in words why a change is blank, by the code of the warehouse; empty where there is a change.

    `apart` says why the two readings may not be compared, for where that is the reason.
    """
    if hindrance is None or pd.isna(hindrance):
        return ""
    return {
        "basis": apart,
        "another_entry": text("it was another agency before the merger"),
        "no_value": text("no value is known"),
        "not_listed": text("not in the earlier reading"),
        "no_value_before": text("no value in the earlier reading"),
    }[hindrance]


def blank_changes(rows: pd.DataFrame) -> tuple[str, ...]:
    """Say how many values have no change, by reason; `rows` have value, value_change and why_no_change."""
    blank = rows[rows.value.notna() & rows.value_change.isna() & (rows.why_no_change != "")]
    return tuple(
        text("{count} without a change: {reason}", count=formats.count(count), reason=reason)
        for reason, count in blank.why_no_change.value_counts().items()
    )


def known_breaks(warehouse: Warehouse) -> pd.DataFrame:
    """List every break that is known, the earliest first.

    Columns: break_id, from_day, to_day (may be missing), day_of, system (missing: every one), nodes (codes;
    empty: all), reason_vi, reason_en, source, entered_by, entered_at (missing of those of the file), is_shipped,
    stands.
    """
    return warehouse.ask("breaks")


def break_days(first: date, last: date | None) -> str:
    """Write the days of a break: "01/06/2026", or those in which numbers were in motion."""
    return (
        formats.day(first) if last is None or pd.isna(last) else f"{formats.day(first)}–{formats.day(last)}"
    )


def break_reason(reason_vi: str, reason_en: str) -> str:
    """Say why numbers break there, in the session's language, as far as it was told in it."""
    return reason_en if language() != "vi" and reason_en else reason_vi


def _apart(row: Any) -> Apart:
    days, reason = break_days(row.from_day, row.to_day), break_reason(row.reason_vi, row.reason_en)
    return Apart(
        text("data break of {days}: {reason}", days=days, reason=reason), text("data break {day}", day=days)
    )


def _told(basis: Iterable[str]) -> dict[str, str]:
    """Give the marks by what they are of: `system`, `version`, and each break by its id."""
    found = {}
    for mark in basis:
        kind, told = mark.split(" ", 1)
        if kind == "break":
            kind, told = told.split(" ", 1)
        found[kind] = told
    return found
