"""Trends: a peer group's values over comparable captures, in two kinds of time that are never mixed.

Either the successive captures of one open period, or the closed periods of one kind. A line breaks where what it
rests on changes (system, index version, a break of the data), where it became another entry of the register, and
where its value is missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

import pandas as pd

from indicators import catalogue, formats
from indicators.analysis.capture_selection import scope_of
from indicators.analysis.caveats import idle_by_step
from indicators.analysis.comparability import reasons_apart
from indicators.analysis.ranking import find_node
from indicators.catalogue import Node
from indicators.errors import InputProblem
from indicators.periods import Period, PeriodKind
from indicators.translation import text
from indicators.warehouse.kept_answers import once_for_all
from indicators.warehouse.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Span:
    """What is followed: the captures of one open `period`, or the closed periods of a `kind`."""

    kind: PeriodKind
    period: Period | None = None

    def __str__(self) -> str:
        return str(self.period) if self.period else f"closed:{self.kind}"

    def name(self) -> str:
        """Name what is followed in words: the days of reading of a period, or the closed periods of a kind."""
        if self.period:
            return text("{period}: by day of reading", period=formats.period(self.period, is_open=True))
        return {
            "month": text("closed months"),
            "quarter": text("closed quarters"),
            "half": text("closed half-years"),
            "year": text("closed years"),
        }[self.kind]


@dataclass(frozen=True, slots=True)
class Break:
    """Between step `before` - 1 and step `before`, nothing may be joined: `why`, and in short on the chart."""

    before: int
    why: str
    label: str


@dataclass(frozen=True)
class Trend:
    """A peer group over time.

    `steps`, oldest first: period, captured_at, captured_on, captured_at_given, source, index_version, is_demo,
    basis (what its values rest on); one a capture, and of
    closed periods also those in between that have none (only `period` is there).
    `values`, one a step and unit: step, agency_id, entry_id, agency_code, agency_name, short_name, value (may
    be missing), rank (1 + how many are strictly better; missing without a value that can be right).
    `peers`, one a step: lower, median, upper (quartiles of ranked values), known (how many); without `idle`, by step.
    `names`: every unit's short name by id, as last written, those of the last step first.
    `corrections`: how many of the values were corrected, and how many sums are unlike their parts after that.
    `data_version` is how many commits the store had.
    """

    node: Node
    level: str
    scope: str
    span: Span
    steps: pd.DataFrame
    values: pd.DataFrame
    peers: pd.DataFrame
    breaks: tuple[Break, ...]
    names: dict[str, str]
    corrections: tuple[int, int] = (0, 0)
    data_version: int = 0
    idle: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_demo(self) -> bool:
        """Whether any of it is made up."""
        return bool(self.steps.is_demo.eq(True).any())

    def of(self, agency_id: str) -> pd.DataFrame:
        """Return a unit's rows of `values`, a row a step that lists it."""
        rows: pd.DataFrame = self.values.iloc[self._places.get(agency_id, [])]
        return rows

    def step_name(self, number: int) -> str:
        """Name a step: its period, or within one period its day of reading."""
        step = self.steps.iloc[number]
        return (
            formats.day(step.captured_on) if self.span.period else formats.period(Period.parse(step.period))
        )

    def runs(self, agency_id: str, column: str = "value") -> list[pd.DataFrame]:
        """Return a unit's rows of `values` in stretches that may be joined.

        None lacks `column`, value or rank.
        """
        own = self.of(agency_id)
        own = own[own[column].notna()]
        return self._stretches(own, own.entry_id)

    def peer_runs(self) -> list[pd.DataFrame]:
        """Return the peer group's quartiles in the stretches that may be joined, each with step."""
        known = self.peers.reset_index()
        return self._stretches(known, pd.Series("", index=known.index))

    def breaks_of(self, units: Sequence[str]) -> list[Break]:
        """Return the peer group's breaks, and where units of these became another entry of the register."""
        found = {break_.before: break_ for break_ in self.breaks}
        for unit in units:
            own = self.of(unit)
            for (earlier, was), (step, became) in pairwise(zip(own.step, own.entry_id, strict=True)):
                if was != became and not any(earlier < before <= step for before in found):
                    merged = text("{unit}: merged", unit=self.names[unit])
                    found[step] = Break(step, merged, merged)
        return [found[before] for before in sorted(found)]

    def table(self, column: str = "value") -> pd.DataFrame:
        """Return units by steps: a row a unit (index agency_id), a column a step, missing where empty.

        `column` is value or rank.
        """
        wide = self.values.pivot(index="agency_id", columns="step", values=column)
        return wide.reindex(index=list(self.names), columns=range(len(self.steps)))

    def ends(self, each: int, chosen: Sequence[str] = ()) -> list[str]:
        """Return units by id in rank order: all of at most twice `each`, else the ends and those chosen.

        The ends are the first and last `each` ranked at the last step.
        """
        last = self.values[self.values.step == len(self.steps) - 1].sort_values("rank", kind="stable")
        order, ranked = list(last.agency_id), list(last.dropna(subset="rank").agency_id)
        ends = order if len(order) <= 2 * each else [*ranked[:each], *ranked[-each:]]
        shown = [unit for unit in order if unit in {*ends, *chosen}]
        return shown + [unit for unit in chosen if unit not in order]

    @cached_property
    def _places(self) -> dict[str, Any]:
        """Where in `values` each unit's rows are."""
        places = self.values.groupby("agency_id", sort=False).indices
        return {str(unit): rows for unit, rows in places.items()}

    def _stretches(self, rows: pd.DataFrame, identity: pd.Series) -> list[pd.DataFrame]:
        """Cut the rows wherever a step is left out, a break lies, or the identity changes."""
        cuts = {break_.before for break_ in self.breaks}
        pairs = pairwise(zip(rows.step, identity, strict=True))
        joined = [
            step == before + 1 and step not in cuts and same == other
            for (before, other), (step, same) in pairs
        ]
        starts = [0, *(place for place, holds in enumerate(joined, start=1) if not holds)]
        return [rows.iloc[start:end] for start, end in pairwise([*starts, len(rows)]) if end > start]


def trend(warehouse: Warehouse, *, node: str, level: str, scope: str, span: Span) -> Trend:
    """Follow a level's units in a node (code or portal code); InputProblem where nothing is there."""
    return _follow(warehouse, find_node(node), level, scope_of(level, scope), span)


def trend_of_province(warehouse: Warehouse, *, node: str, scope: str, span: Span) -> Trend:
    """Follow a province's own values in its own readings; InputProblem where nothing is there.

    They are read more often than those of all provinces, which `trend` follows, and have no peers.
    """
    return _follow(warehouse, find_node(node), "province", scope, span)


def _follow(warehouse: Warehouse, found: Node, level: str, scope: str, span: Span) -> Trend:
    followed = trends(warehouse, (found,), level, scope, span)
    if found.code not in followed:
        raise InputProblem(
            "No capture has “{node}” for this peer group and time.",
            do="Choose another one.",
            node=found.name(),
        )
    return followed[found.code]


@once_for_all
def trends(
    warehouse: Warehouse, nodes: tuple[Node, ...], level: str, scope: str, span: Span, unit: str | None = None
) -> dict[str, Trend]:
    """Follow a level's units, or one `unit` without its peers, in nodes at once; by code, those that were read in full.

    All of the nodes have points, or none has.
    """
    at, codes = {"level": level, "agency_id": unit}, tuple(node.code for node in nodes)
    over = {"scope": scope, "period": str(span.period) if span.period else None, "period_kind": span.kind}
    read = warehouse.ask("trend_steps", nodes=codes, level=level, **over)
    steps, is_scored = tuple(dict.fromkeys(read.capture_id)), nodes[0].points is not None
    units = warehouse.ask("trend_units", steps=steps, **at)
    values = warehouse.ask("trend_values", steps=steps, nodes=codes, is_scored=is_scored, **at)
    followed = {}
    for node in nodes:
        # A reading may be a step of one node and lack another, or be its period's last of one alone.
        captures = read[read.node == node.code]
        rows = captures[["capture_id"]].merge(units, on="capture_id")
        if len(rows):
            own = values[values.node == node.code].drop(columns="node")
            rows = rows.merge(own, on=["capture_id", "agency_id"], how="left")
            captures = captures[captures.capture_id.isin(rows.capture_id)].reset_index(drop=True)
            followed[node.code] = _trend(
                warehouse, node, level, scope, span, captures, rows, has_peers=not unit
            )
    return followed


def _trend(
    warehouse: Warehouse,
    found: Node,
    level: str,
    scope: str,
    span: Span,
    read: pd.DataFrame,
    rows: pd.DataFrame,
    *,
    has_peers: bool,
) -> Trend:
    marks = ["is_compared", "is_corrected", "is_unlike_parts"]
    rows[marks] = rows[marks].eq(True)
    captures = read.drop(columns=["node", "data_version"])
    captures["basis"] = [tuple(marks) for marks in captures.basis]
    steps = captures if span.period else _with_periods_between(captures)
    numbers = steps.capture_id.dropna()
    rows["step"] = rows.capture_id.map(dict(zip(numbers, numbers.index, strict=True)))
    newest = catalogue.load()[steps.index_version.iloc[-1]]
    followed = newest.nodes.get(found.code, found)
    ranked = rows.value.where(rows.is_compared & (followed.direction != "neither"))
    rows["rank"] = ranked.groupby(rows.step).rank(ascending=followed.direction == "lower", method="min")
    idle = idle_by_step(warehouse, steps) if has_peers and level != "province" else {}
    pairs = zip(rows.step, rows.agency_id, strict=True)
    rows["is_idle"] = [unit in idle.get(step, ()) for step, unit in pairs]
    named = rows[["step", "agency_id", "short_name"]]
    last = named.sort_values("step", ascending=False, kind="stable").drop_duplicates("agency_id")
    columns = ["step", "agency_id", "entry_id", "agency_code", "agency_name", "short_name", "value", "rank"]
    return Trend(
        node=followed,
        level=level,
        scope=scope,
        span=span,
        steps=steps,
        values=rows[columns],
        peers=_peers(rows[rows.is_compared & ~rows.is_idle]),
        breaks=tuple(_breaks(warehouse, steps, rows)),
        names=dict(zip(last.agency_id, last.short_name, strict=True)),
        corrections=(int(rows.is_corrected.sum()), int(rows.is_unlike_parts.sum())),
        data_version=int(read.data_version.iloc[0]),
        idle=idle,
    )


def _with_periods_between(captures: pd.DataFrame) -> pd.DataFrame:
    """Return one row a period from the first to the last: one nobody read is a gap, not a shorter way."""
    period, last = (Period.parse(captures.period.iloc[end]) for end in (0, -1))
    between = [str(period)]
    while period != last:
        period = period.next()
        between.append(str(period))
    return captures.set_index("period").reindex(pd.Index(between, name="period")).reset_index()


def _peers(compared: pd.DataFrame) -> pd.DataFrame:
    grouped = compared.groupby("step").value
    return pd.DataFrame(
        {
            "lower": grouped.quantile(0.25),
            "median": grouped.median(),
            "upper": grouped.quantile(0.75),
            "known": grouped.count(),
        }
    )


def _breaks(warehouse: Warehouse, steps: pd.DataFrame, rows: pd.DataFrame) -> Iterator[Break]:
    """Find where the values rest on something else, and where no unit of the peer group went on as it was."""
    bases = steps.basis.tolist()
    entries: dict[int, set[str]] = defaultdict(set)
    for step, entry in zip(rows.step.tolist(), rows.entry_id.tolist(), strict=True):
        entries[step].add(entry)
    for before, step in pairwise(sorted(entries)):
        if apart := reasons_apart(warehouse, bases[before], bases[step]):
            yield Break(step, "; ".join(one.why for one in apart), apart[0].label)
        elif entries[step].isdisjoint(entries[before]):
            yield Break(step, text("agencies merged"), text("agencies merged"))
