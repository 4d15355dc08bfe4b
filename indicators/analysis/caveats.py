"""What a capture's numbers cannot bear: denominators that are provisional, units that had no dossiers, or seem so."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from indicators import catalogue
from indicators.analysis.capture_selection import CaptureInfo
from indicators.catalogue import Catalogue
from indicators.catalogue.own_measures import RECEIVED
from indicators.warehouse.warehouse import Warehouse

ByCapture = Mapping[str, frozenset[str]]
NOBODY: frozenset[str] = frozenset()
# No points in one component alone may have another reason.
FEWEST_COMPONENTS = 2


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
    found = _without(warehouse, (capture.capture_id,), catalogue.load()[capture.index_version])
    return found.get(capture.capture_id, NOBODY)


def units_seemingly_without_dossiers(warehouse: Warehouse, capture: CaptureInfo) -> frozenset[str]:
    """List the units that look as if they had no dossier, where the portal does not tell how many there were.

    They have points, but none in any of the components that give none where nothing is to be counted.
    """
    found = _seemingly_without(warehouse, (capture.capture_id,), catalogue.load()[capture.index_version])
    return found.get(capture.capture_id, NOBODY)


def idle_units(warehouse: Warehouse, capture: CaptureInfo) -> frozenset[str]:
    """List the units that had no dossier, or seem to have had none: they are no measure of the others."""
    return units_without_dossiers(warehouse, capture) | units_seemingly_without_dossiers(warehouse, capture)


def idle_by_step(warehouse: Warehouse, steps: pd.DataFrame) -> dict[int, tuple[str, ...]]:
    """List the same units of every step that has any; `steps` (by number) have capture_id and index_version."""
    idle: dict[int, tuple[str, ...]] = {}
    for version, read in steps.dropna(subset="capture_id").groupby("index_version"):
        index, captures = catalogue.load()[str(version)], tuple(sorted(read.capture_id))
        for question in (_without, _seemingly_without):
            found = question(warehouse, captures, index)
            for step, capture in zip(read.index.tolist(), read.capture_id, strict=True):
                if capture in found:
                    idle[step] = tuple(sorted({*idle.get(step, ()), *found[capture]}))
    return idle


def _without(warehouse: Warehouse, captures: tuple[str, ...], index: Catalogue) -> ByCapture:
    nodes = _counting_received(index)
    return warehouse.ask_as(_by_capture, "without_dossiers", captures=captures, nodes=nodes)


def _seemingly_without(warehouse: Warehouse, captures: tuple[str, ...], index: Catalogue) -> ByCapture:
    empty = tuple(
        node.code
        for node in index.components
        if all(
            one.zero_denominator == "zero" for one in index.indicators(node.code) if one.points is not None
        )
    )
    if len(empty) < FEWEST_COMPONENTS:
        return {}
    return warehouse.ask_as(
        _by_capture,
        "seemingly_without_dossiers",
        captures=captures,
        components=tuple(node.code for node in index.components),
        empty=empty,
        counted=_counting_received(index),
    )


def _counting_received(index: Catalogue) -> tuple[str, ...]:
    """Return the nodes whose denominator counts the dossiers received."""
    return tuple(code for code, node in index.nodes.items() if node.own_counts.get(RECEIVED) == "denominator")


def _by_capture(rows: pd.DataFrame) -> ByCapture:
    return {str(capture): _codes(own) for capture, own in rows.groupby("capture_id")}


def _codes(rows: pd.DataFrame) -> frozenset[str]:
    return frozenset(map(str, rows.code))
