"""The scorecard: one unit, every node of the index at one capture, with values before and peers."""

from __future__ import annotations

import pandas as pd

from indicators import catalogue
from indicators.analysis.capture_selection import CaptureInfo
from indicators.analysis.caveats import idle_units
from indicators.analysis.comparability import nodes_apart, why_blank
from indicators.warehouse.warehouse import Warehouse


def scorecard(
    warehouse: Warehouse, capture: CaptureInfo, previous: CaptureInfo | None, agency_id: str, level: str
) -> pd.DataFrame:
    """Return a row a node in the index's order (index: its code), empty where there is no value.

    Columns: node, colour (of its branch; "" where it has none), name, short_name, value (points; the measure of
    an unscored node), max_value, share (of the maximum, 0 to 1), lost (max_value - value), numerator,
    denominator, ratio (of the two), previous_value, value_change, peer_median, rank, tied, ranked (how many
    have a rank), origin, quality (flags), why_no_change (in words, where a change is blank although there is a
    previous capture).
    """
    found = warehouse.ask(
        "scorecard",
        capture_id=capture.capture_id,
        previous_id=previous.capture_id if previous else None,
        agency_id=agency_id,
        level=level,
        idle=tuple(sorted(idle_units(warehouse, capture))),
    ).set_index("node")
    index = catalogue.load()[capture.index_version]
    nodes = index.nodes
    card = found.reindex(list(nodes))
    card["node"] = card.index
    card["colour"] = [index.colour(code) or "" for code in nodes]
    card["name"] = [node.name() for node in nodes.values()]
    card["short_name"] = [node.short_name() for node in nodes.values()]
    card["max_value"] = card.max_value.fillna(pd.Series({code: node.points for code, node in nodes.items()}))
    card["share"] = card.value / card.max_value
    card["lost"] = (card.max_value - card.value).round(6)
    card["tied"] = card.tied.eq(True)
    apart = nodes_apart(warehouse, capture.capture_id, previous.capture_id) if previous else {}
    card["why_no_change"] = [
        why_blank(hindrance if previous else None, apart.get(node, ""))
        for node, hindrance in zip(card.index, card.hindrance, strict=True)
    ]
    card["quality"] = [[] if isinstance(flags, float) else list(flags) for flags in card.quality]
    card[["rank", "ranked"]] = card[["rank", "ranked"]].astype("Int64")
    return card
