"""Which capture a view shows, and which earlier one it may be compared with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd

from indicators import formats
from indicators.analysis.comparability import Basis, why_apart
from indicators.analysis.completeness import Shortfalls, how_much, shortfalls_of
from indicators.analysis.levels import covered_levels
from indicators.codes import NATIONAL_SCOPE, System
from indicators.errors import InputProblem
from indicators.periods import Period, minute
from indicators.reference.provinces import scope_name
from indicators.translation import text
from indicators.warehouse.warehouse import Warehouse, records


@dataclass(frozen=True, slots=True)
class CaptureInfo:
    """What a reader must know of the capture behind a number.

    `captured_at_given` is False where nobody told when it was read, so the moment of import stands in. `system`
    computed it; `basis` is what its values rest on: with one of another basis it is not compared. With any
    `shortfalls`, beside earlier readings or the register, it is partial. `corrected` are how many of its values were
    corrected, `unlike_parts` how many of the source's sums their parts no longer make. `content_key` orders readings
    of one moment. `is_last` is the last full reading of its period of those that have what was asked for.
    `data_version` is how many commits the store had when it was asked.
    """

    capture_id: str
    scope: str
    period: Period
    captured_at: datetime
    captured_on: date
    captured_at_given: bool
    is_open: bool
    is_demo: bool
    is_partial: bool
    shortfalls: Shortfalls
    has_provisional_denominators: bool
    corrected: int
    unlike_parts: int
    index_version: str
    system: System
    basis: Basis
    source: str
    content_key: str
    is_last: bool
    data_version: int = 0

    @property
    def day(self) -> date:
        """The day its numbers stand at: of the reading, or the period's end where that is earlier."""
        return self.period.values_day(self.captured_on)

    @property
    def reading(self) -> str:
        """When it was read, as links and commands have it."""
        return reading_code(minute(self.captured_at))

    @classmethod
    def of(cls, row: Any) -> CaptureInfo:
        """Read a row of the captures view."""
        return cls(
            capture_id=row.capture_id,
            scope=row.scope,
            period=Period.parse(row.period),
            captured_at=row.captured_at.to_pydatetime(),
            captured_on=row.captured_on,
            captured_at_given=bool(row.captured_at_given),
            is_open=bool(row.is_open),
            is_demo=bool(row.is_demo),
            is_partial=bool(row.is_partial),
            shortfalls=shortfalls_of(row.shortfalls),
            has_provisional_denominators=bool(row.has_provisional_denominators),
            corrected=int(row.corrected),
            unlike_parts=int(row.unlike_parts),
            index_version=row.index_version,
            system=row.system,
            basis=tuple(row.basis),
            source=row.source,
            content_key=row.content_key,
            is_last=bool(row.is_last),
            data_version=int(row.data_version),
        )


Captures = tuple[CaptureInfo, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The previous comparable capture, or None with the reason, a sentence in the session's language.

    `breaks` are the reasons, where it rests on something else; `read_on` the reading that was asked for, if any.
    """

    previous: CaptureInfo | None
    why_none: str | None = None
    breaks: tuple[str, ...] = ()
    read_on: date | None = None

    @property
    def said(self) -> str:
        """Why there is none, as pages and files say it; empty where there is one."""
        return text("No comparison: {reason}", reason=self.why_none) if self.why_none else ""


def scope_of(level: str | None, scope: str) -> str:
    """Tell where a level's captures are: provinces are ranked in national ones, all else in its province's."""
    return NATIONAL_SCOPE if level == "province" else scope


def captures_of(warehouse: Warehouse, scope: str | None) -> Captures:
    """List the captures of a scope, or of all, the last read first."""
    return warehouse.ask_as(as_captures, "captures", scope=scope)


def captures_with(warehouse: Warehouse, node: str, level: str | None, scope: str) -> Captures:
    """List captures that carry `node` at `level`, or at any, newest period first."""
    return captures_with_each(warehouse, (node,), (level,), scope_of(level, scope))[node, level]


def captures_with_each(
    warehouse: Warehouse, nodes: tuple[str, ...], levels: tuple[str | None, ...], scope: str
) -> dict[tuple[str, str | None], Captures]:
    """List the captures of a scope that carry each of several nodes at each of several levels, by node and level."""
    # Known of all nodes at once: many provinces have no districts, or were never read with all provinces.
    covered = tuple(level for level in levels if not level or level in covered_levels(warehouse, scope))
    found: Mapping[tuple[str, str | None], Captures] = {}
    if covered:
        found = warehouse.ask_as(_by_place, "captures_with", nodes=nodes, levels=covered, scope=scope)
    return {(node, level): found.get((node, level), ()) for node in nodes for level in levels}


def as_captures(rows: pd.DataFrame) -> Captures:
    """Read the rows of a question for captures."""
    return tuple(CaptureInfo.of(row) for row in records(rows))


def _by_place(rows: pd.DataFrame) -> Mapping[tuple[str, str | None], Captures]:
    found: dict[tuple[str, str | None], list[CaptureInfo]] = defaultdict(list)
    for row in records(rows):
        found[row.node, row.level if isinstance(row.level, str) else None].append(CaptureInfo.of(row))
    return {place: tuple(captures) for place, captures in found.items()}


def periods(captures: Sequence[CaptureInfo]) -> list[Period]:
    """List the periods of these captures, the one that a province follows first: the longest that ends last.

    While a year runs, that is the year, whatever older period was read or imported meanwhile.
    """
    known = {capture.period for capture in captures}
    return sorted(known, key=lambda period: (-period.end.toordinal(), period.start))


def readings(captures: Captures, period: Period) -> list[date]:
    """List the captures of a period by the day (Vietnam) they were read, newest first.

    Where a day has several, by day and time. Of a day with a full capture partial ones are left out.
    """
    of_days: dict[date, list[CaptureInfo]] = defaultdict(list)
    for capture in captures:
        if capture.period == period:
            of_days[capture.captured_on].append(capture)
    found: list[date] = []
    for day in sorted(of_days, reverse=True):
        moments = {minute(capture.captured_at) for capture in _full_if_any(of_days[day])}
        found += sorted(moments, reverse=True) if len(moments) > 1 else [day]
    return found


def reading_of(capture: CaptureInfo, known: Sequence[date]) -> date:
    """Tell which of the `readings` a capture is."""
    at = minute(capture.captured_at)
    return at if at in known else capture.captured_on


def reading_code(read: date) -> str:
    """Write a reading as links and commands have it: 2026-10-10, or 2026-10-10T14:30."""
    return f"{read:%Y-%m-%dT%H:%M}" if isinstance(read, datetime) else f"{read:%Y-%m-%d}"


def select_capture(
    captures: Captures, period: Period | None = None, captured_on: date | None = None
) -> CaptureInfo | None:
    """Select the capture of the period (by default the one that is followed) and reading; None where none fits.

    `captured_on` is a day, or a moment (a datetime) where a day has several. A partial one is chosen only
    where no full one fits, the one that lacks the least.
    """
    fitting = list(captures) if captured_on is None else read_on_day(captures, captured_on)
    if period is None:
        period = next(iter(periods(fitting)), None)
    fitting = [capture for capture in fitting if capture.period == period]
    full = [capture for capture in fitting if not capture.is_partial]
    return _last_read(full or _fullest(fitting))


def no_capture_problem(captures: Captures, scope: str) -> InputProblem:
    """Say that none of a scope's `captures` is of the period and day asked for."""
    if not captures:
        return InputProblem(
            "The store holds no capture of {province}.",
            do="Bring one in, on the page “Bring data in”.",
            command="python -m indicators import",
            province=scope_name(scope),
        )
    return InputProblem("There is no capture of this period and day.", do="Choose another one.")


def earlier_readings(captures: Captures, of: Period, read: date) -> list[date]:
    """List the readings an open period's capture may be compared with, all full, the last first."""
    current = select_capture(captures, of, read)
    if current is None:
        return []
    earlier = {
        minute(capture.captured_at)
        for capture in captures
        if capture.period == of and capture.is_open and not capture.is_partial
        if capture.captured_at < current.captured_at
    }
    known = earlier | {at.date() for at in earlier}
    return [day for day in readings(captures, of) if day in known]


def previous_comparable(
    warehouse: Warehouse, captures: Captures, current: CaptureInfo, read_on: date | None = None
) -> Comparison:
    """Find the previous comparable capture among `captures`, or that of a reading.

    An open period is compared with the capture before of the same period; a closed one with the immediately
    preceding period of its kind, closed. Never across systems, versions or breaks, never with a partial capture.
    """
    full = [capture for capture in captures if not capture.is_partial]
    if current.is_open:
        earlier = [
            capture
            for capture in full
            if capture.period == current.period and capture.captured_at < current.captured_at
        ]
        missing = text("no earlier capture of this period")
    else:
        before = current.period.previous()
        closed = [capture for capture in full if capture.period == before and not capture.is_open]
        earlier = closed if read_on else [capture for capture in closed if capture.is_last]
        missing = text("no capture of the period before, read after its end")
    if read_on is not None:
        earlier = read_on_day(earlier, read_on)
        missing = text("no comparable capture was read on {day}", day=formats.day_or_moment(read_on))
    previous = _last_read(earlier)
    if previous is None:
        return Comparison(None, missing, read_on=read_on)
    if apart := why_apart(warehouse, previous.basis, current.basis):
        return Comparison(None, "; ".join(apart), apart, read_on)
    return Comparison(previous, read_on=read_on)


def _full_if_any(captures: Sequence[CaptureInfo]) -> Sequence[CaptureInfo]:
    """Return the full ones; where there is none, the partial ones."""
    return [capture for capture in captures if not capture.is_partial] or captures


def _fullest(partial: Sequence[CaptureInfo]) -> Sequence[CaptureInfo]:
    """Return, of partial readings of one period, those that lack the least."""
    least = min((how_much(one.shortfalls) for one in partial), default=0)
    return [one for one in partial if how_much(one.shortfalls) == least]


def read_on_day(captures: Sequence[CaptureInfo], read: date) -> list[CaptureInfo]:
    """Return those read on a day; or at a moment, or where none was at it exactly, in its minute."""
    if not isinstance(read, datetime):
        return [capture for capture in captures if capture.captured_on == read]
    exactly = [capture for capture in captures if capture.captured_at == read]
    return exactly or [capture for capture in captures if minute(capture.captured_at) == minute(read)]


def _last_read(captures: Sequence[CaptureInfo]) -> CaptureInfo | None:
    """Return the last read of some captures; of those of one moment, the one with the greatest key."""
    return max(captures, key=lambda capture: (capture.captured_at, capture.content_key), default=None)
