"""What a capture's numbers cannot bear: denominators that are provisional, units that had no dossiers, or seem so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from indicators import catalogue
from indicators.analysis.capture_selection import CaptureInfo
from indicators.catalogue import Catalogue
from indicators.catalogue.own_measures import RECEIVED
from indicators.warehouse.warehouse import Warehouse, records

# No points in one component alone may have another reason.
FEWEST_COMPONENTS = 2


@dataclass(frozen=True, slots=True)
class Idle:
    """Units (agency ids) without dossiers: those of which the portal tells it, and those of which it seems so."""

    told: frozenset[str] = frozenset()
    seeming: frozenset[str] = frozenset()

    @property
    def all(self) -> frozenset[str]:
        return self.told | self.seeming


def provisional_nodes(warehouse: Warehouse, capture: CaptureInfo) -> frozenset[str]:
    """List the nodes of a capture with a provisional denominator, in themselves or in what is below them."""
    if not capture.has_provisional_denominators:
        return frozenset()
    index = catalogue.load()[capture.index_version]
    own = warehouse.ask_as(_codes, "provisional_nodes", capture_id=capture.capture_id)
    return frozenset(
        code
        for code in index.nodes
        if code in own or any(index.is_below(below, code) for below in own if below in index.nodes)
    )


def units_without_dossiers(warehouse: Warehouse, capture: CaptureInfo) -> frozenset[str]:
    """List the units (agency ids) that the portal says received no dossier; empty where it does not tell."""
    return _idle_at(warehouse, capture).told


def units_seemingly_without_dossiers(warehouse: Warehouse, capture: CaptureInfo) -> frozenset[str]:
    """List the units that look as if they had no dossier, where the portal does not tell how many there were.

    They have points, but none in any of the components that give none where nothing is to be counted.
    """
    return _idle_at(warehouse, capture).seeming


def idle_units(warehouse: Warehouse, capture: CaptureInfo) -> frozenset[str]:
    """List the units that had no dossier, or seem to have had none: they are no measure of the others."""
    return _idle_at(warehouse, capture).all


def idle_by_step(warehouse: Warehouse, steps: pd.DataFrame) -> dict[int, tuple[str, ...]]:
    """List the same units of every step that has any; `steps` (by number) have capture_id and index_version."""
    idle: dict[int, tuple[str, ...]] = {}
    for version, read in steps.dropna(subset="capture_id").groupby("index_version"):
        found = _idle(warehouse, tuple(sorted(read.capture_id)), catalogue.load()[str(version)])
        for step, capture in zip(read.index.tolist(), read.capture_id, strict=True):
            if capture in found:
                idle[step] = tuple(sorted(found[capture].all))
    return idle


def _idle_at(warehouse: Warehouse, capture: CaptureInfo) -> Idle:
    found = _idle(warehouse, (capture.capture_id,), catalogue.load()[capture.index_version])
    return found.get(capture.capture_id, Idle())


def _idle(warehouse: Warehouse, captures: tuple[str, ...], index: Catalogue) -> Mapping[str, Idle]:
    """Find the units without dossiers of captures that have any, by capture."""
    components = tuple(node.code for node in index.components)
    return warehouse.ask_as(
        _by_capture,
        "idle_units",
        captures=captures,
        counted=_counting_received(index),
        components=components,
        empty=tuple(code for code in components if _gives_none(index, code)),
        fewest=FEWEST_COMPONENTS,
    )


def _gives_none(index: Catalogue, component: str) -> bool:
    """Tell whether a component gives no points where nothing is to be counted."""
    scored = (node for node in index.indicators(component) if node.points is not None)
    return all(node.zero_denominator == "zero" for node in scored)


def _counting_received(index: Catalogue) -> tuple[str, ...]:
    """Return the nodes whose denominator counts the dossiers received."""
    return tuple(code for code, node in index.nodes.items() if node.own_counts.get(RECEIVED) == "denominator")


def _by_capture(rows: pd.DataFrame) -> Mapping[str, Idle]:
    # Row by row: of years of readings to cut a table for each takes longer than the question.
    told, seeming = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for row in records(rows):
        (told if row.is_told else seeming)[row.capture_id].add(row.code)
    return {
        capture: Idle(frozenset(told[capture]), frozenset(seeming[capture]))
        for capture in dict.fromkeys(rows.capture_id)
    }


def _codes(rows: pd.DataFrame) -> frozenset[str]:
    return frozenset(map(str, rows.code))
