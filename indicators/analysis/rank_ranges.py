"""“Hạng 12 (8–19)”: between which ranks each unit of a peer group lies, for every node that counts tell of.

Of an indicator the counts themselves are compared. Of a sum (a component, a group, the total) the points are, with
an error that the indicators' counts give: errors of indicators that count the same things add up, for the same
dossiers stand behind them, and those of different things are independent. A score without counts is taken as if it
were of the fewest cases that any indicator of the unit counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from indicators import catalogue
from indicators.analysis.capture_selection import CaptureInfo
from indicators.analysis.explanation.observed import Units, UnitValues, as_units, own_parts
from indicators.analysis.noise.rank_sets import (
    Numbers,
    RankSets,
    rank_sets_of_counts,
    rank_sets_of_estimates,
    tie_bands,
)
from indicators.catalogue import Catalogue, Node
from indicators.warehouse.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class RankRanges:
    """Of a node's ranked units: by id the best and worst rank each may have, and its tie band (1 is the first).

    `told_apart` of the `pairs` of units differ surely.
    """

    ranges: Mapping[str, tuple[int, int]]
    bands: Mapping[str, int]
    told_apart: int
    pairs: int


def rank_ranges(warehouse: Warehouse, capture: CaptureInfo, level: str) -> Mapping[str, RankRanges]:
    """By node, the ranges at a capture; nodes whose units have no counts are not there.

    Made once for each state of the store: all nodes together take some tenths of a second.
    """
    return warehouse.ask_as(
        _of_answer, "values_explained", capture_id=capture.capture_id, level=level, units=None
    )


def _of_answer(rows: pd.DataFrame) -> Mapping[str, RankRanges]:
    if rows.empty:
        return {}
    return ranges_of(as_units(rows), catalogue.load()[str(rows.index_version.iloc[0])])


def ranges_of(units: Units, index: Catalogue) -> dict[str, RankRanges]:
    """By node, the ranges of the units of one level."""
    errors = _Errors(list(units.values()), index)
    scored = [node for node in index.nodes.values() if node.points is not None and node.direction == "higher"]
    found = {node.code: _ranges(list(units.values()), node, errors) for node in scored}
    return {code: ranges for code, ranges in found.items() if ranges}


def _ranges(units: list[UnitValues], node: Node, errors: _Errors) -> RankRanges | None:
    values = np.array([_number(unit.of(node.code).value) for unit in units])
    ranked = np.array([unit.of(node.code).is_ranked for unit in units]) & ~np.isnan(values)
    if ranked.sum() < 2:
        return None
    if node.full_at is not None:
        numerators, denominators = (counts[ranked] for counts in errors.counts(node))
        if not (denominators > 0).any():
            return None
        sets = rank_sets_of_counts(numerators, denominators, node.full_at)
    else:
        error = errors.of_sum(node)
        if error is None or np.isnan(error[ranked]).any():
            return None
        sets = rank_sets_of_estimates(values[ranked], error[ranked])
    return _as_told(
        sets, values[ranked], [unit.agency_id for unit, is_in in zip(units, ranked, strict=True) if is_in]
    )


def _as_told(sets: RankSets, values: Numbers, ids: list[str]) -> RankRanges:
    places = 1 + (values[None, :] > values[:, None]).sum(axis=1)
    order = np.argsort(places, kind="stable")
    # Points are rounded and ratios are not: of two alike in points one may be surely better by its counts.
    best, worst = np.minimum(sets.best, places), np.maximum(sets.worst, places)
    return RankRanges(
        {agency: (int(first), int(last)) for agency, first, last in zip(ids, best, worst, strict=True)},
        dict(zip([ids[place] for place in order], tie_bands(sets, order), strict=True)),
        sets.told_apart,
        sets.pairs,
    )


class _Errors:
    """How far the units' points are uncertain, node by node, in points."""

    def __init__(self, units: list[UnitValues], index: Catalogue) -> None:
        self._units, self._index = units, index
        self._fewest: Numbers | None = None

    def counts(self, node: Node) -> tuple[Numbers, Numbers]:
        """Numerators and denominators; nothing counted where they are not told."""
        seen = [unit.of(node.code) for unit in self._units]
        pairs = [(one.numerator, one.denominator) if one.has_counts else (0, 0) for one in seen]
        numerators, denominators = np.array(pairs, dtype=float).T
        return numerators, denominators

    def of_sum(self, node: Node) -> Numbers | None:
        """Give the standard error of a sum's points; missing where nothing is known of a unit's cases."""
        by_noun: dict[str, Any] = defaultdict(float)
        untold = self._add_up(node, by_noun)
        if not by_noun:
            return None
        error: Numbers = np.sqrt(sum(error**2 for error in by_noun.values())) + untold
        return error

    def _add_up(self, node: Node, by_noun: dict[str, Any]) -> Any:
        """Add the errors below a node to those of the noun they count; give those that no counts tell."""
        parts = own_parts(self._index, node.code)
        if any(self._is_known(part) for part in parts):
            return sum(self._add_up(part, by_noun) for part in parts)
        if node.full_at is None or not self._has_counts(node):
            return self._untold(node)
        by_noun[node.counts or node.code] += self._of_counts(node)
        return 0.0

    def _is_known(self, node: Node) -> bool:
        below = own_parts(self._index, node.code)
        return self._has_counts(node) or any(self._is_known(part) for part in below)

    def _has_counts(self, node: Node) -> bool:
        return any(unit.of(node.code).has_counts for unit in self._units)

    def _of_counts(self, node: Node) -> Numbers:
        numerators, denominators = self.counts(node)
        pairs = set(zip(numerators.tolist(), denominators.tolist(), strict=True))
        if len(pairs) == 1 and len(self._units) > 1:
            # The same counts for every unit are the province's own, and make no unit better than another.
            return np.zeros(len(numerators))
        return _spread(numerators, denominators) * ((node.points or 0.0) / (node.full_at or 1.0))

    def _untold(self, node: Node) -> Numbers:
        """Of a score alone: as if of the fewest cases that are known of the unit."""
        if self._fewest is None:
            counted = [
                self.counts(node)[1] for node in self._index.nodes.values() if node.full_at is not None
            ]
            # A version of the index whose points never come from counts tells nobody's cases.
            counted.append(np.zeros(len(self._units)))
            known = np.where(np.array(counted) > 0, np.array(counted), np.inf).min(axis=0)
            self._fewest = np.where(np.isinf(known), np.nan, known)
        points = node.points or 1.0
        shares = np.array([_number(unit.of(node.code).value) for unit in self._units]) / points
        shares = np.clip(np.nan_to_num(shares, nan=0.5), 0, 1)
        return _spread(shares * self._fewest, self._fewest) * points


def _spread(numerators: Numbers, denominators: Numbers) -> Numbers:
    """Return the standard error of ratios, never 0: with four cases more, at the ratio of all units together.

    So Agresti and Coull (1998) do it with two of four, where nothing else is known.
    """
    done, cases = np.minimum(numerators, denominators), denominators
    together = (np.nansum(done) + 2) / (np.nansum(cases) + 4)
    ratios = (done + 4 * together) / (cases + 4)
    spread: Numbers = np.sqrt(ratios * (1 - ratios) / (cases + 4))
    return spread


def _number(value: float | None) -> float:
    return float("nan") if value is None else value
