"""Rankings: one peer group ranked by one node of the index at one capture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from indicators import catalogue
from indicators.analysis.capture_selection import (
    CaptureInfo,
    Comparison,
    captures_with,
    captures_with_each,
    previous_comparable,
    reading_code,
    scope_of,
    select_capture,
)
from indicators.analysis.caveats import (
    provisional_nodes,
    units_seemingly_without_dossiers,
    units_without_dossiers,
)
from indicators.analysis.comparability import why_blank
from indicators.analysis.rank_ranges import RankRanges, rank_ranges
from indicators.catalogue import Catalogue, Node
from indicators.codes import PEER_LEVELS
from indicators.errors import InputProblem
from indicators.periods import Period
from indicators.warehouse.kept_answers import once_for_all
from indicators.warehouse.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Ranking:
    """A peer group in rank order, with what it was drawn from.

    `rows`, one a unit, ranked first, ties in Vietnamese order: agency_id, agency_code, agency_name,
    short_name, level, value (points; the measure itself for an unscored node), max_value, numerator,
    denominator, share (value / max_value, 0 to 1), ratio (numerator / denominator), rank, tied,
    rank_change (+ is upwards), value_change, previous_value, previous_rank, previous_captured_at, origin
    (official, derived, demo), quality (flags), why_no_change (in words; empty where there is a change).
    `ranges` say between which ranks each lies, where they were asked for (`with_ranges`) and counts tell.
    `signals` are the units (ids) whose change is more than chance, where it was asked for (`with_signals`).
    `without_dossiers` are units (ids) that the portal says had no dossier, `seemingly_without` those that look so
    where it does not tell; `is_provisional` tells that some of the
    denominators behind the values are.
    """

    node: Node
    catalogue: Catalogue
    level: str
    scope: str
    capture: CaptureInfo
    comparison: Comparison
    rows: pd.DataFrame
    without_dossiers: frozenset[str]
    is_provisional: bool
    ranges: RankRanges | None = None
    signals: frozenset[str] = frozenset()
    seemingly_without: frozenset[str] = frozenset()

    @property
    def derived(self) -> int:
        """How many values were computed here because the source gives none."""
        return int((self.rows.origin == "derived").sum())

    @property
    def idle(self) -> frozenset[str]:
        """The units (ids) that had no dossier, or seem to have had none: they are compared with nobody."""
        return self.without_dossiers | self.seemingly_without

    @property
    def ranked(self) -> int:
        """How many units have a rank."""
        return int(self.rows["rank"].notna().sum())


def idle_in(rankings: Iterable[Ranking]) -> frozenset[str]:
    """Return the units without dossiers of several rankings."""
    return frozenset().union(*(ranking.idle for ranking in rankings))


def find_node(code: str) -> Node:
    """Find the node with this code or portal code in today's index, else in another version.

    InputProblem where there is none.
    """
    versions = (catalogue.current(), *reversed(catalogue.load().values()))
    found = next((node for version in versions if (node := version.lookup(code))), None)
    return found or catalogue.current().find(code)


@once_for_all
def rank(
    warehouse: Warehouse,
    *,
    node: str,
    level: str,
    scope: str,
    period: Period | None = None,
    captured_on: date | None = None,
    compare_with: date | None = None,
) -> Ranking:
    """Rank a level's units by a node (code or portal code).

    Without `period` the last read one, without `captured_on` the latest full capture; changes are counted
    from the capture before, or from that of the day `compare_with`. Raises InputProblem where the node is
    unknown or no capture has it for that level, period and day.
    """
    code = find_node(node).code
    found = rank_each(warehouse, (code,), (level,), scope_of(level, scope), period, captured_on, compare_with)
    if not found:
        raise _no_capture(code, level, scope, period, captured_on)
    return replace(found[code, level], scope=scope)


def rank_each(
    warehouse: Warehouse,
    nodes: tuple[str, ...],
    levels: tuple[str, ...],
    scope: str,
    period: Period | None = None,
    captured_on: date | None = None,
    compare_with: date | None = None,
) -> dict[tuple[str, str], Ranking]:
    """Rank several levels of a scope by several nodes (codes) at once, as `rank` does one by one.

    By node and level, those that a capture has.
    """
    readings = {}
    for (code, level), captures in captures_with_each(warehouse, nodes, levels, scope).items():
        if level and (current := select_capture(captures, period, captured_on)):
            comparison = previous_comparable(warehouse, captures, current, compare_with)
            readings[code, level] = current, comparison
    return _ranked(warehouse, readings, scope)


@once_for_all
def of_province(warehouse: Warehouse, capture: CaptureInfo, node: str) -> Ranking:
    """Give a province's own value of a node at its own reading, as a ranking of one; of none where it has no value."""
    captures = captures_with(warehouse, node, None, capture.scope)
    comparison = previous_comparable(warehouse, captures, capture)
    place = node, "province"
    return _ranked(warehouse, {place: (capture, comparison)}, capture.scope)[place]


def _ranked(
    warehouse: Warehouse, readings: Mapping[tuple[str, str], tuple[CaptureInfo, Comparison]], scope: str
) -> dict[tuple[str, str], Ranking]:
    """Rank by each node and level at its reading; those of the same two readings are asked for at once."""
    alike: dict[tuple[str, str | None], list[tuple[str, str]]] = defaultdict(list)
    for place, (current, comparison) in readings.items():
        previous = comparison.previous
        alike[current.capture_id, previous.capture_id if previous else None].append(place)
    found = {}
    for (capture_id, previous_id), places in alike.items():
        nodes, levels = (tuple(dict.fromkeys(names)) for names in zip(*places, strict=True))
        rows = warehouse.ask(
            "ranking", capture_id=capture_id, previous_id=previous_id, nodes=nodes, levels=levels
        )
        for code, level in places:
            own = rows[(rows.node == code) & (rows.level == level)].drop(columns="node")
            found[code, level] = _ranking(
                warehouse, *readings[code, level], code, level, scope, own.reset_index(drop=True)
            )
    return {place: found[place] for place in readings}


def _ranking(
    warehouse: Warehouse,
    current: CaptureInfo,
    comparison: Comparison,
    code: str,
    level: str,
    scope: str,
    rows: pd.DataFrame,
) -> Ranking:
    version = catalogue.load()[current.index_version]
    counts = ["rank", "rank_change", "previous_rank"]
    rows[counts] = rows[counts].astype("Int64")
    rows["quality"] = [list(flags) for flags in rows.quality]
    rows["why_no_change"] = comparison.why_none or [why_blank(code) for code in rows.hindrance]
    return Ranking(
        version.nodes[code],
        version,
        level,
        scope,
        current,
        comparison,
        rows,
        without_dossiers=units_without_dossiers(warehouse, current),
        is_provisional=code in provisional_nodes(warehouse, current),
        seemingly_without=units_seemingly_without_dossiers(warehouse, current),
    )


def _no_capture(
    node: str, level: str, scope: str, period: Period | None, captured_on: date | None
) -> InputProblem:
    return InputProblem(
        "{scope} has no capture with “{node}” at level {level} (period {period}, day {day}).",
        do="Choose another period, day or peer group.",
        command="python -m indicators captures",
        scope=scope_of(level, scope),
        node=node,
        level=level,
        period=period or "–",
        day=reading_code(captured_on) if captured_on else "–",
    )


def with_ranges(warehouse: Warehouse, ranking: Ranking) -> Ranking:
    """Return the ranking with the ranges of its ranks."""
    return replace(
        ranking, ranges=rank_ranges(warehouse, ranking.capture, ranking.level).get(ranking.node.code)
    )


@once_for_all
def rankings(
    warehouse: Warehouse, capture: CaptureInfo, node: str, compare_with: date | None = None
) -> dict[str, Ranking]:
    """Rank by level the peer groups within a province at a capture, those that have values of the node there."""
    return rankings_by(warehouse, capture, (node,), compare_with)[node]


def rankings_by(
    warehouse: Warehouse, capture: CaptureInfo, nodes: tuple[str, ...], compare_with: date | None = None
) -> dict[str, dict[str, Ranking]]:
    """Rank them by several nodes (codes) at once: by node and level."""
    found = rank_each(
        warehouse, nodes, PEER_LEVELS, capture.scope, capture.period, capture.captured_at, compare_with
    )
    return {
        node: {level: found[node, level] for level in PEER_LEVELS if (node, level) in found} for node in nodes
    }
