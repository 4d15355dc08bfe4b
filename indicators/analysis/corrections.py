"""Tells what was corrected, from what to what, by whom, when and why, in one way wherever it stands."""

from __future__ import annotations

import pandas as pd

from indicators import formats
from indicators.catalogue import Catalogue
from indicators.translation import plural
from indicators.warehouse.warehouse import Warehouse, records


def corrections_of(warehouse: Warehouse, capture_id: str, agency_id: str) -> pd.DataFrame:
    """Ask what was corrected of a unit at a capture.

    Columns: node, kept (points as they came), shown, entered_by, entered_at (instant), reason, document.
    """
    return warehouse.ask("corrections_of", capture_id=capture_id, agency_id=agency_id)


def corrections_in_words(corrections: pd.DataFrame, index: Catalogue) -> list[str]:
    """Write a line a correction: "Mức độ hài lòng: 6,00 → 9,00 (lan, 10/10/2026 08:00: công văn 12)"."""
    return [
        f"{index.nodes[row.node].name() if row.node in index.nodes else row.node}: "
        f"{formats.number(row.kept)} → {formats.number(row.shown)} "
        f"({row.entered_by}, {formats.moment(row.entered_at)}: {', '.join(filter(None, (row.reason, row.document)))})"
        for row in records(corrections)
    ]


def corrected_in_words(corrected: int, unlike_parts: int) -> str:
    """Count the values corrected and the sums that their parts no longer make; nothing where none was."""
    if not corrected:
        return ""
    said = plural(
        corrected, "{count} value corrected", "{count} values corrected", count=formats.count(corrected)
    )
    if not unlike_parts:
        return said
    unlike = plural(
        unlike_parts,
        "{count} published sum is not that of its parts after that",
        "{count} published sums are not those of their parts after that",
        count=formats.count(unlike_parts),
    )
    return f"{said}, {unlike}"
