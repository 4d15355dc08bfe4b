"""Who holds the largest part of what is missing: the province's missing dossiers, agency by agency."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from indicators.analysis.capture_selection import CaptureInfo
from indicators.catalogue import Node
from indicators.translation import text
from indicators.warehouse.kept_answers import once_for_all
from indicators.warehouse.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class MissingCases:
    """The cases an indicator counts and misses at a capture.

    `rows`, one a unit below the province, most missing first: agency_id, agency_code, agency_name,
    short_name, level, numerator, denominator, missing (denominator - numerator, never below 0), share (of
    the units' missing cases, 0 to 1). `missing` is the sum over these units, `of_province` what the
    province's own row misses; None where it is not known. Without rows, `why_none` says why, in the
    session's language.
    """

    node: Node
    rows: pd.DataFrame
    missing: float
    of_province: float | None
    why_none: str | None = None


@once_for_all
def missing_cases(warehouse: Warehouse, capture: CaptureInfo, node: Node) -> MissingCases:
    """Tell what the units miss of an indicator; empty where it cannot be told whose the cases are."""
    (found,) = missing_cases_of(warehouse, capture, (node,))
    return found


def missing_cases_of(
    warehouse: Warehouse, capture: CaptureInfo, nodes: Sequence[Node]
) -> Iterator[MissingCases]:
    """Tell it of several indicators in turn; what they count is asked for at once."""
    found = warehouse.ask("gap", capture_id=capture.capture_id, nodes=tuple(node.code for node in nodes))
    for node in nodes:
        yield _missing(node, found[found.node == node.code].drop(columns="node"))


def _missing(node: Node, found: pd.DataFrame) -> MissingCases:
    own = found[found.level == "province"]
    of_province = float(own.missing.iloc[0]) if len(own) == 1 else None
    rows = found[found.level != "province"].reset_index(drop=True)
    missing = float(rows.missing.sum())
    if node.direction != "higher":
        why_none = text("it does not count cases that could be missing")
    elif rows.empty:
        why_none = text("no counts are known for the units")
    elif _is_copied(rows):
        why_none = text("it is the province's own value, the same for every unit")
    elif missing <= 0 and rows.is_provisional.any():
        why_none = text("the portal’s denominators are provisional: what is missing is not known")
    elif missing <= 0:
        why_none = text("nothing is missing")
    else:
        return MissingCases(node, rows.assign(share=rows.missing / missing), missing, of_province)
    return MissingCases(node, rows.head(0).assign(share=0.0), missing, of_province, why_none)


def _is_copied(rows: pd.DataFrame) -> bool:
    """Tell whether every unit has the same counts: then they are nobody's own."""
    return len(rows) > 1 and len(rows[["numerator", "denominator"]].drop_duplicates()) == 1
