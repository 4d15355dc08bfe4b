"""What has really moved: XmR charts of units over comparable readings, and one sign for every agency and group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import Literal

import pandas as pd

from indicators import catalogue
from indicators.analysis.capture_selection import CaptureInfo, scope_of
from indicators.analysis.noise.xmr import Assurance, XmR, xmr
from indicators.analysis.ranking import Ranking
from indicators.analysis.trend import (
    Span,
    Trend,
    trend,
    trend_of_province,
    trends,
)
from indicators.catalogue import Catalogue, Node
from indicators.codes import NATIONAL_SCOPE
from indicators.errors import InputProblem
from indicators.reference.targets import targets_for
from indicators.warehouse.kept_answers import once_for_all
from indicators.warehouse.warehouse import Warehouse

# A page asks for the charts of all units in all groups, again and again.
_chart = lru_cache(maxsize=4096)(xmr)
# What a series says: risen or fallen beyond chance, about the same, or too few readings to tell.
Sign = Literal["up", "down", "same", "unknown"]
# A step of a trend, the unit's entry in the register then, and its value.
Known = tuple[int, str, float]


@dataclass(frozen=True, slots=True)
class Series:
    """A unit's known values between two breaks, by step of the trend, with their chart; None for too few of them."""

    steps: tuple[int, ...]
    chart: XmR | None


@dataclass(frozen=True, slots=True)
class Signal:
    """What a unit's last series says of a node: its `sign`, and whether it will reach its target, if it has one."""

    sign: Sign
    assurance: Assurance | None = None
    value: float | None = None


def series_of(moved: Trend, agency_id: str) -> list[Series]:
    """Return a unit's series, cut where nothing may be joined: at breaks, and where it became another entry.

    A reading without its value is no break: the limits are those of the same process.
    """
    return _cut(moved, _known(moved.of(agency_id)))


def signal_of(moved: Trend, agency_id: str) -> Signal:
    """Say what a unit's series says at the last reading; unknown where it has no value there."""
    return _signal(moved, agency_id, _known(moved.of(agency_id)))


def signals_of(moved: Trend) -> dict[str, Signal]:
    """Say the same of every unit of a trend, by id."""
    of_units: dict[str, list[Known]] = {agency: [] for agency in moved.names}
    for agency, known in zip(_with_value(moved.values).agency_id, _known(moved.values), strict=True):
        of_units[agency].append(known)
    return {agency: _signal(moved, agency, known) for agency, known in of_units.items()}


def until(moved: Trend, capture_id: str) -> Trend | None:
    """Give a trend as it was at one of its readings, without what came after; None where that is none of its steps."""
    steps = moved.steps[moved.steps.capture_id == capture_id].index
    if steps.empty:
        return None
    last = int(steps[0])
    return replace(
        moved,
        steps=moved.steps.loc[:last],
        values=moved.values[moved.values.step <= last].reset_index(drop=True),
        peers=moved.peers[moved.peers.index <= last],
        breaks=tuple(break_ for break_ in moved.breaks if break_.before <= last),
        idle={step: units for step, units in moved.idle.items() if step <= last},
    )


def _with_value(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows.value.notna()]


def _known(rows: pd.DataFrame) -> list[Known]:
    """Return step, entry of the register and value of the rows that have one."""
    told = _with_value(rows)
    return list(zip(told.step.tolist(), told.entry_id.tolist(), told.value.tolist(), strict=True))


def _cut(moved: Trend, known: Sequence[Known]) -> list[Series]:
    cuts = [break_.before for break_ in moved.breaks]
    stretches = groupby(known, key=lambda told: (sum(cut <= told[0] for cut in cuts), told[1]))
    found = [[(step, float(value)) for step, _, value in stretch] for _, stretch in stretches]
    return [
        Series(tuple(step for step, _ in series), _chart(tuple(value for _, value in series)))
        for series in found
    ]


def _signal(moved: Trend, agency_id: str, known: Sequence[Known]) -> Signal:
    found = _cut(moved, known)
    if not found or found[-1].steps[-1] != len(moved.steps) - 1 or found[-1].chart is None:
        return Signal("unknown")
    chart = found[-1].chart
    sign: Sign = "unknown" if chart.is_trial else chart.verdict or "same"
    target = target_of(moved.node, moved.level, moved, agency_id)
    lower = moved.node.direction == "lower"
    promised = None if target is None or chart.is_trial else chart.assurance(target, lower_is_better=lower)
    return Signal(sign, promised, chart.values[-1])


def target_of(node: Node, level: str, moved: Trend, agency_id: str) -> float | None:
    """Return the hardest target that applies to a unit at the last reading, on the node's scale; None for none."""
    day = moved.span.period.values_day(moved.steps.captured_on.iloc[-1]) if moved.span.period else None
    day = day or moved.steps.captured_on.iloc[-1]
    places = [one.on_scale(node) for one in targets_for(node, level, day, agency_id, kind=moved.span.kind)]
    known = [place for place in places if place is not None]
    if not known:
        return None
    return min(known) if node.direction == "lower" else max(known)


@dataclass(frozen=True, slots=True)
class SignalMatrix:
    """All agencies of a level by nodes: `signals` by agency and node, `names` of the agencies in rank order."""

    nodes: tuple[Node, ...]
    names: Mapping[str, str]
    signals: Mapping[tuple[str, str], Signal]
    trends: Mapping[str, Trend]

    def count(self, sign: Sign, code: str) -> int:
        """Count the agencies with a sign in a node."""
        return sum(self.signals[agency, code].sign == sign for agency in self.names)


@once_for_all
def signal_matrix(
    warehouse: Warehouse, *, level: str, scope: str, span: Span, nodes: Sequence[Node]
) -> SignalMatrix:
    """Return the signs of all agencies of a level in these nodes; InputProblem where none has readings."""
    followed = trends(warehouse, tuple(nodes), level, scope_of(level, scope), span)
    if not followed:
        raise InputProblem(
            "No capture has these groups for this peer group and time.", do="Choose another one."
        )
    first = next(iter(followed.values()))
    order = first.values[first.values.step == len(first.steps) - 1].sort_values("rank", kind="stable")
    names = dict(zip(order.agency_id, order.short_name, strict=True))
    by_node = {code: signals_of(moved) for code, moved in followed.items()}
    signals = {
        (agency, code): found.get(agency, Signal("unknown"))
        for code, found in by_node.items()
        for agency in names
    }
    known = tuple(node for node in nodes if node.code in followed)
    return SignalMatrix(known, names, signals, followed)


def signs_at(warehouse: Warehouse, ranking: Ranking) -> dict[str, Signal]:
    """Say what each unit's series up to a ranking's reading says, by id; nothing where no series has the reading."""
    return _signs_up_to(warehouse, ranking.capture, ranking.node.code, ranking.level)


@once_for_all
def _signs_up_to(warehouse: Warehouse, capture: CaptureInfo, node: str, level: str) -> dict[str, Signal]:
    moved = trend_at(warehouse, capture, node, level)
    return signals_of(moved) if moved else {}


def trend_at(warehouse: Warehouse, capture: CaptureInfo, node: str, level: str) -> Trend | None:
    """Follow a level's units up to a reading, a province at its own readings; None where no trend has the reading."""
    span, scope = Span(capture.period.kind, capture.period if capture.is_open else None), capture.scope
    with suppress(InputProblem):
        if level == "province" and scope != NATIONAL_SCOPE:
            return until(trend_of_province(warehouse, node=node, scope=scope, span=span), capture.capture_id)
        return until(trend(warehouse, node=node, level=level, scope=scope, span=span), capture.capture_id)
    return None


def with_signals(warehouse: Warehouse, ranking: Ranking) -> Ranking:
    """Return the ranking with who has really moved."""
    signs, rows = signs_at(warehouse, ranking), ranking.rows
    moved = zip(rows.agency_id, rows.value_change, strict=True)
    return replace(
        ranking,
        signals=frozenset(unit for unit, by in moved if unit in signs and bears(signs[unit].sign, by)),
    )


def bears(sign: Sign, change: float | None) -> bool:
    """Tell whether a change may be called a rise or a fall: the series has moved by more than chance, and that way."""
    if change is None or pd.isna(change):
        return False
    return (sign == "up" and change > 0) or (sign == "down" and change < 0)


@once_for_all
def signs_of_nodes(warehouse: Warehouse, capture: CaptureInfo, level: str, agency_id: str) -> dict[str, Sign]:
    """Say what an agency's series up to a reading says of the total, the groups and components, by code.

    An indicator is not looked at by itself: it is one of those of its component.
    """
    index, scope = catalogue.load()[capture.index_version], capture.scope
    span = Span(capture.period.kind, capture.period if capture.is_open else None)
    if level == "province" and scope != NATIONAL_SCOPE:
        followed = trends(warehouse, index.above_indicators, "province", scope, span)
    else:
        followed = trends(warehouse, index.above_indicators, level, scope_of(level, scope), span, agency_id)
    read = {code: until(moved, capture.capture_id) for code, moved in followed.items()}
    return {code: signal_of(moved, agency_id).sign for code, moved in read.items() if moved}


def nodes_that_moved(signs: Mapping[str, Sign], card: pd.DataFrame) -> frozenset[str]:
    """Return the codes of the rows of an agency's card (node, value_change) that have moved by more than chance."""
    changes = zip(card.node, card.value_change, strict=True)
    return frozenset(code for code, by in changes if code in signs and bears(signs[code], by))


def nodes_of_the_matrix(index: Catalogue) -> tuple[Node, ...]:
    """Return the columns of the matrix: the total, every group, and the components of those that have several."""
    columns = [index.root]
    for group in index.groups:
        parts = [component for component in index.components if component.parent == group.code]
        columns += [group, *parts]
    return tuple(columns)
