"""A unit's scorecard as a table: every node with its counts, points, points lost, peers and targets."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from indicators import catalogue, formats
from indicators.analysis import doors
from indicators.analysis.capture_selection import CaptureInfo
from indicators.analysis.provenance import of_capture
from indicators.catalogue import Catalogue, Node
from indicators.charts.style import INKS, Direction, Inks
from indicators.exports.csv import table_csv
from indicators.reference.targets import Target, judged, targets_for
from indicators.translation import plural, text
from pages.components import chart_notes, page_frame
from pages.components.kept_part import once_for_choice
from pages.components.table_styles import in_ink
from pages.components.tables import download_buttons, show, without_empty

# Left out where they are empty for every node.
OPTIONAL = (
    *("numerator", "denominator", "ratio", "lost", "value_change", "peer_median", "place", "target"),
    "why_no_change",
)
WRITERS: dict[str, Any] = {
    "value": formats.number,
    "max_value": partial(formats.number, decimals=0),
    "lost": formats.number,
    "numerator": formats.count,
    "denominator": formats.count,
    "ratio": formats.percent,
    "value_change": formats.change,
    "peer_median": formats.number,
}


def scorecard_table(
    card: pd.DataFrame,
    index: Catalogue,
    *,
    level: str,
    agency_id: str,
    capture: CaptureInfo,
    signals: Collection[str] = (),
) -> None:
    """Show the rows of a scorecard in their order, indented as the index is.

    Targets as they apply to the capture. Changes of the nodes in `signals` (codes) are in ink, the others may be
    chance.
    """
    nodes = [index.nodes[code] for code in card.node]
    targets = [targets_for(node, level, capture.day, agency_id, kind=capture.period.kind) for node in nodes]
    depths = [index.depth(node.code) for node in nodes]
    shown = once_for_choice(_shown, card, nodes, depths, targets, apart=nodes[0].code)
    style = partial(
        _styled,
        directions=[node.direction for node in nodes],
        signals=[node.code in signals for node in nodes],
        inks=INKS[page_frame.theme()],
    )
    show(
        shown,
        {name: look for name, look in _columns().items() if name in shown},
        style=style,
        links=[doors.to_node(node, level, agency_id) for node in nodes],
        key=f"card {nodes[0].code}",
        is_of_choice=True,
        most=len(shown),
        alt=plural(
            len(shown),
            "Table of {count} indicator with counts and points",
            "Table of {count} indicators with counts and points",
            count=len(shown),
        ),
    )
    for known, node in zip(targets, nodes, strict=True):
        chart_notes.targets(known, node)


def _shown(
    card: pd.DataFrame, nodes: list[Node], depths: list[int], targets: list[list[Target]]
) -> pd.DataFrame:
    """Return the columns that have anything in them, names indented by their depths, and what is to be reached."""
    goals = [
        judged(known, node, value, ratio)
        for known, node, value, ratio in zip(targets, nodes, card.value, card.ratio, strict=True)
    ]
    shown = card.assign(
        name=[
            f"{'· ' * (depth - min(depths))}{node.short_name()}"
            for node, depth in zip(nodes, depths, strict=True)
        ],
        place=[_place(row) for row in card[["rank", "tied", "ranked"]].to_dict("records")],
        target=goals,
        why_no_change=card.why_no_change.where(card.value.notna(), ""),
    )[["name", "value", "max_value", *OPTIONAL]].reset_index(drop=True)
    return without_empty(shown, OPTIONAL)


def _styled(
    cells: pd.DataFrame, directions: Sequence[Direction], signals: Sequence[bool], inks: Inks
) -> Styler:
    style = cells.style.format({name: write for name, write in WRITERS.items() if name in cells})
    if "value_change" not in cells:
        return style
    return style.apply(
        in_ink,
        subset=["value_change"],
        directions=[directions[row] for row in cells.index],
        signals=[signals[row] for row in cells.index],
        inks=inks,
    )


def scorecard_download_buttons(card: pd.DataFrame, capture: CaptureInfo, agency_id: str) -> None:
    """Offer the numbers of a scorecard as a file."""
    columns = {
        "node": text("Code"),
        "name": text("Indicator"),
        "value": text("Value"),
        "max_value": text("Maximum"),
        "numerator": text("Counted"),
        "denominator": text("Out of"),
        "lost": text("Points lost"),
        "value_change": text("Change"),
        "why_no_change": text("Why no change"),
        "peer_median": text("Peer median"),
        "rank": text("Rank"),
    }
    title = str(card["name"].iloc[0])
    node = catalogue.load()[capture.index_version].nodes[str(card.node.iloc[0])]
    download_buttons(
        lambda: table_csv(of_capture(capture), title, columns, card),
        of_capture(capture),
        lambda: (agency_id, node.short_name()),
    )


def _place(row: dict[Any, Any]) -> str:
    """Write "3/14", ties as "=3/14"; empty where there is no rank."""
    if pd.isna(row["rank"]):
        return ""
    return f"{formats.rank(row['rank'], row['tied'])}/{formats.count(row['ranked'])}"


def _columns() -> dict[str, Any]:
    number, words = st.column_config.NumberColumn, st.column_config.TextColumn
    return {
        "name": words(text("Indicator"), width=190),
        "value": number(
            text("Value"), width=60, help=text("Points; of an unscored indicator what it measures")
        ),
        "max_value": number(text("Maximum"), width=52),
        "numerator": number(text("Counted"), width=72),
        "denominator": number(text("Out of"), width=72),
        "ratio": number(text("Ratio"), width=68),
        "lost": number(text("Points lost"), width=76),
        "value_change": number(text("Change"), width=70),
        "peer_median": number(text("Peer median"), width=100),
        "place": words(text("Rank"), width=65),
        "target": words(text("Target"), width=135),
        "why_no_change": words(text("Why no change"), width=170),
    }
