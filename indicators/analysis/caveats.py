"""What a capture's numbers cannot bear: denominators that are provisional, units that had no dossiers."""

from __future__ import annotations

import pandas as pd

from indicators import catalogue
from indicators.analysis.capture_selection import CaptureInfo
from indicators.catalogue.own_measures import RECEIVED
from indicators.warehouse.warehouse import Warehouse


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
    index = catalogue.load()[capture.index_version]
    nodes = tuple(
        code for code, node in index.nodes.items() if node.own_counts.get(RECEIVED) == "denominator"
    )
    return warehouse.ask_as(_codes, "without_dossiers", capture_id=capture.capture_id, nodes=nodes)


def _codes(rows: pd.DataFrame) -> frozenset[str]:
    return frozenset(map(str, rows.code))
