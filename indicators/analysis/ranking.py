"""Rankings: one peer group ranked by one node of the index at one capture."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from indicators import catalogue
from indicators.analysis.capture_selection import (
    CaptureInfo,
    Comparison,
    captures_with,
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
    captures = captures_with(warehouse, code, level, scope)
    current = select_capture(captures, period, captured_on)
    if current is None:
        raise _no_capture(code, level, scope, period, captured_on)
    comparison = previous_comparable(warehouse, captures, current, compare_with)
    return _ranked(warehouse, current, comparison, code, level, scope)


@once_for_all
def of_province(warehouse: Warehouse, capture: CaptureInfo, node: str) -> Ranking:
    """Give a province's own value of a node at its own reading, as a ranking of one; of none where it has no value."""
    captures = captures_with(warehouse, node, None, capture.scope)
    comparison = previous_comparable(warehouse, captures, capture)
    return _ranked(warehouse, capture, comparison, node, "province", capture.scope)


def _ranked(
    warehouse: Warehouse, current: CaptureInfo, comparison: Comparison, code: str, level: str, scope: str
) -> Ranking:
    version = catalogue.load()[current.index_version]
    found = version.nodes[code]
    rows = warehouse.ask(
        "ranking",
        capture_id=current.capture_id,
        previous_id=comparison.previous.capture_id if comparison.previous else None,
        level=level,
        node=code,
        is_scored=found.points is not None,
        points=found.points,
        direction=found.direction,
    )
    counts = ["rank", "rank_change", "previous_rank"]
    rows[counts] = rows[counts].astype("Int64")
    rows["quality"] = [list(flags) for flags in rows.quality]
    rows["why_no_change"] = comparison.why_none or [why_blank(code) for code in rows.hindrance]
    return Ranking(
        found,
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
    found: dict[str, Ranking] = {}
    for level in PEER_LEVELS:
        with suppress(InputProblem):
            found[level] = rank(
                warehouse,
                node=node,
                level=level,
                scope=capture.scope,
                period=capture.period,
                captured_on=capture.captured_at,
                compare_with=compare_with,
            )
    return found
