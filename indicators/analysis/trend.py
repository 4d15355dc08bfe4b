"""How it moves: a peer group's values over comparable captures. Two kinds of time, never mixed.

Either the successive captures of one open period, or the closed periods of one kind. A line breaks where
the index version changes, where it became another entry of the register, and where its value is missing.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from indicators import catalogue
from indicators.analysis.choices import scope_of
from indicators.analysis.ranking import find_node
from indicators.catalogue import Node
from indicators.periods import Period, PeriodKind
from indicators.problems import InputProblem
from indicators.warehouse import Warehouse
from indicators.wording import text


@dataclass(frozen=True, slots=True)
class Span:
    """What is followed: the captures of one open `period`, or the closed periods of a `kind`."""

    kind: PeriodKind
    period: Period | None = None

    def __str__(self) -> str:
        return str(self.period) if self.period else f"closed:{self.kind}"


@dataclass(frozen=True, slots=True)
class Break:
    """Between step `before` - 1 and step `before`, nothing may be joined; `why` is said on the chart."""

    before: int
    why: str


@dataclass(frozen=True, slots=True)
class Trend:
    """A peer group over time.

    `steps`, one a capture, oldest first: period, captured_at, captured_on, index_version, is_demo.
    `values`, one a step and unit: step, agency_id, entry_id, agency_name, short_name, value or missing.
    `peers`, one a step: lower, median, upper (quartiles of the known values), known (how many).
    """

    node: Node
    level: str
    span: Span
    steps: pd.DataFrame
    values: pd.DataFrame
    peers: pd.DataFrame
    breaks: tuple[Break, ...]

    def runs(self, agency_id: str) -> list[pd.DataFrame]:
        """A unit's values in the stretches that may be joined, each with step and value, none missing."""
        own = self.values[(self.values.agency_id == agency_id) & self.values.value.notna()]
        return _stretches(own, self.breaks, own.entry_id)

    def peer_runs(self) -> list[pd.DataFrame]:
        """The peer group's quartiles in the stretches that may be joined, each with step."""
        known = self.peers[self.peers.known > 0].reset_index()
        return _stretches(known, self.breaks, pd.Series("", index=known.index))

    def table(self) -> pd.DataFrame:
        """Units by steps: short_name, then one column a step in order, missing where there is no value."""
        wide = self.values.pivot_table(index="agency_id", columns="step", values="value", dropna=False)
        names = self.values.drop_duplicates("agency_id", keep="last").set_index("agency_id").short_name
        wide = wide.reindex(index=names.index, columns=range(len(self.steps)))
        wide.insert(0, "short_name", names)
        return wide

    def ranks(self) -> pd.DataFrame:
        """The same table with ranks in place of values: 1 + how many are strictly better, missing for none."""
        wide = self.table()
        steps = wide.columns[1:]
        wide[steps] = wide[steps].rank(ascending=self.node.direction == "lower", method="min")
        return wide


def spans(warehouse: Warehouse, scope: str) -> list[Span]:
    """What can be followed in a scope, most captures of late first: open periods, then kinds of closed ones."""
    captures = warehouse.ask("captures", scope=scope)
    captures = captures[~captures.is_partial]
    open_periods = captures[captures.is_open].period.unique()
    kinds = captures[~captures.is_open].period_kind.unique()
    followed = [Span(Period.parse(written).kind, Period.parse(written)) for written in open_periods]
    return followed + [Span(kind) for kind in kinds]


def trend(warehouse: Warehouse, *, node: str, level: str, scope: str, span: Span) -> Trend:
    """The trend of a level's units in a node (code or portal code); InputProblem where nothing is there."""
    found = find_node(node)
    rows = warehouse.ask(
        "trend",
        scope=scope_of(level, scope),
        level=level,
        node=found.code,
        is_scored=found.points is not None,
        period=str(span.period) if span.period else None,
        period_kind=span.kind,
    )
    if rows.empty:
        raise InputProblem(
            "No capture has “{node}” for this peer group and time.",
            do="Choose another one.",
            node=found.name(),
        )
    keys = ["capture_id", "period", "captured_at", "captured_on", "index_version", "is_demo"]
    steps = rows[keys].drop_duplicates("capture_id").reset_index(drop=True)
    rows["step"] = rows.capture_id.map(dict(zip(steps.capture_id, steps.index, strict=True)))
    newest = catalogue.load()[steps.index_version.iloc[-1]]
    columns = ["step", "agency_id", "entry_id", "agency_name", "short_name", "value"]
    return Trend(
        node=newest.nodes.get(found.code, found),
        level=level,
        span=span,
        steps=steps,
        values=rows[columns],
        peers=_peers(rows),
        breaks=tuple(_breaks(steps, rows)),
    )


def _peers(rows: pd.DataFrame) -> pd.DataFrame:
    grouped = rows.groupby("step").value
    return pd.DataFrame(
        {
            "lower": grouped.quantile(0.25),
            "median": grouped.median(),
            "upper": grouped.quantile(0.75),
            "known": grouped.count(),
        }
    )


def _breaks(steps: pd.DataFrame, rows: pd.DataFrame) -> list[Break]:
    """Where the index version changed, and where no agency of the peer group went on as it was."""
    entries = rows.groupby("step").entry_id.agg(set)
    found = []
    for step in range(1, len(steps)):
        if steps.index_version[step] != steps.index_version[step - 1]:
            found.append(Break(step, text("index version {version}", version=steps.index_version[step])))
        elif entries[step].isdisjoint(entries[step - 1]):
            found.append(Break(step, text("agencies merged")))
    return found


def _stretches(rows: pd.DataFrame, breaks: tuple[Break, ...], identity: pd.Series) -> list[pd.DataFrame]:
    """The rows cut wherever a step is left out, a break lies, or the identity changes."""
    cuts = {one.before for one in breaks}
    joined = (rows.step.diff() == 1) & ~rows.step.isin(cuts) & (identity == identity.shift())
    return [run for _, run in rows.groupby((~joined).cumsum())]
