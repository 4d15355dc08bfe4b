"""What a capture's numbers cannot bear: denominators that are provisional, units that had no dossiers, or seem so."""

from __future__ import annotations

import pandas as pd

from indicators import catalogue
from indicators.analysis.capture_selection import CaptureInfo
from indicators.catalogue import Catalogue
from indicators.catalogue.own_measures import RECEIVED
from indicators.warehouse.warehouse import Warehouse

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
    nodes = _counting_received(catalogue.load()[capture.index_version])
    return warehouse.ask_as(_codes, "without_dossiers", capture_id=capture.capture_id, nodes=nodes)


def units_seemingly_without_dossiers(warehouse: Warehouse, capture: CaptureInfo) -> frozenset[str]:
    """List the units that look as if they had no dossier, where the portal does not tell how many there were.

    They have points, but none in any of the components that give none where nothing is to be counted.
    """
    index = catalogue.load()[capture.index_version]
    empty = tuple(
        node.code
        for node in index.components
        if all(
            one.zero_denominator == "zero" for one in index.indicators(node.code) if one.points is not None
        )
    )
    if len(empty) < FEWEST_COMPONENTS:
        return frozenset()
    return warehouse.ask_as(
        _codes,
        "seemingly_without_dossiers",
        capture_id=capture.capture_id,
        components=tuple(node.code for node in index.components),
        empty=empty,
        counted=_counting_received(index),
    )


def idle_units(warehouse: Warehouse, capture: CaptureInfo) -> frozenset[str]:
    """List the units that had no dossier, or seem to have had none: they are no measure of the others."""
    return units_without_dossiers(warehouse, capture) | units_seemingly_without_dossiers(warehouse, capture)


def _counting_received(index: Catalogue) -> tuple[str, ...]:
    """Return the nodes whose denominator counts the dossiers received."""
    return tuple(code for code, node in index.nodes.items() if node.own_counts.get(RECEIVED) == "denominator")


def _codes(rows: pd.DataFrame) -> frozenset[str]:
    return frozenset(map(str, rows.code))
