"""The explanation of an agency's numbers as rows: from counts to points, and from one reading to the next."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from indicators import formats
from indicators.analysis.explanation.agency import AgencyExplained
from indicators.analysis.explanation.changes import FewCases, Kind, Part
from indicators.analysis.noise.intervals import wilson
from indicators.translation import text

CAUSES: tuple[Kind, ...] = ("done", "volume", "empty", "untold")
NO_PART = Decimal(0)


def explained_rows(found: AgencyExplained, code: str) -> pd.DataFrame:
    """Return a row a node scored at or below `code`, in the index's order (index: the node's code).

    Columns: name, depth (below `code`), ratio, low, high (its Wilson interval, 0 to 1), points (by the rule), official,
    difference, change, done, volume, empty, untold (parts of the change, in points), note (few cases, why there are
    no points or no change; "" where there is nothing to say). What is not known is missing.
    """
    rows = []
    top = found.index.depth(code)
    for told in found.points(code):
        node, moved = told.node, found.changes.get(told.node.code)
        interval = None
        if told.numerator is not None and told.denominator is not None:
            interval = wilson(told.numerator, told.denominator)
        causes: dict[str, float | None] = {kind: _cause(moved, kind) for kind in CAUSES}
        rows.append(
            {
                "node": node.code,
                "name": node.short_name(),
                "depth": found.index.depth(node.code) - top,
                "ratio": told.ratio,
                "low": interval[0] if interval else None,
                "high": interval[1] if interval else None,
                "points": told.points,
                "official": told.official,
                "difference": told.difference,
                "change": float(moved.change) if moved else None,
                **causes,
                "note": "; ".join(
                    filter(None, (few_in_words(moved), told.why_none, found.apart.get(node.code)))
                ),
            }
        )
    frame = pd.DataFrame(rows).set_index("node")
    numbers = ["ratio", "low", "high", "points", "official", "difference", "change", *CAUSES]
    return frame.astype(dict.fromkeys(numbers, "float64"))


def few_in_words(moved: Part | None) -> str:
    """Say that a handful of cases made a move, and which; "" where they did not."""
    found = [part.few for part in moved.few_cases() if part.few] if moved else []
    return "; ".join(dict.fromkeys(map(_few, found)))


def _few(few: FewCases) -> str:
    name = few.node.short_name()
    if few.cases is None:
        return text("few cases: probably one more or fewer of “{node}”", node=name)
    return text("few cases: {count} of “{node}”", count=formats.count(few.cases), node=name)


def _cause(moved: Part | None, kind: Kind) -> float | None:
    parts = [part.change for part in moved.parts if part.kind == kind] if moved else []
    return float(sum(parts, NO_PART)) if parts else None
