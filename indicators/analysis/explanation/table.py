"""The explanation of an agency's numbers as rows: from counts to points, and from one reading to the next."""

from __future__ import annotations

from decimal import Decimal
from statistics import median

import pandas as pd

from indicators import formats
from indicators.analysis.explanation.agency import AgencyExplained
from indicators.analysis.explanation.changes import FewCases, Kind, Part
from indicators.analysis.explanation.points import ExplainedPoints
from indicators.analysis.noise.funnel import funnel, of_similar_size
from indicators.analysis.noise.intervals import wilson
from indicators.translation import text

# So many units of similar size an agency is compared with.
SIMILAR = 10
CAUSES: tuple[Kind, ...] = ("done", "volume", "empty", "untold")
NO_PART = Decimal(0)
NUMBERS = (
    *("ratio", "low", "high", "similar", "outside"),
    *("points", "official", "difference", "change"),
    *CAUSES,
)


def explained_rows(found: AgencyExplained, code: str) -> pd.DataFrame:
    """Return a row a node scored at or below `code`, in the index's order (index: the node's code).

    Columns: name, depth (below `code`), ratio, low, high (its Wilson interval, 0 to 1), similar (the median ratio of
    the SIMILAR units with the most similar number of cases), outside (+1 above, -1 below what chance and the usual
    spread among its peers explain, 0 within; missing where they are too few), points (by the rule), official,
    difference, change, done, volume, empty, untold (parts of the change, in points), note (few cases, why there are
    no points or no change; "" where there is nothing to say). What is not known is missing.
    """
    top = found.index.depth(code)
    frame = pd.DataFrame([_row(found, told, top) for told in found.points(code)]).set_index("node")
    return frame.astype(dict.fromkeys(NUMBERS, "float64"))


def _row(found: AgencyExplained, told: ExplainedPoints, top: int) -> dict[str, str | float | None]:
    node, moved = told.node, found.changes.get(told.node.code)
    low = high = None
    if told.numerator is not None and told.denominator is not None:
        low, high = wilson(told.numerator, told.denominator) or (None, None)
    similar, outside = _among_peers(found, node.code)
    notes = (few_in_words(moved), told.why_none, found.apart.get(node.code))
    return {
        "node": node.code,
        "name": node.short_name(),
        "depth": found.index.depth(node.code) - top,
        "ratio": told.ratio,
        "low": low,
        "high": high,
        "similar": similar,
        "outside": outside,
        "points": told.points,
        "official": told.official,
        "difference": told.difference,
        "change": float(moved.change) if moved else None,
        **{kind: _cause(moved, kind) for kind in CAUSES},
        "note": "; ".join(filter(None, notes)),
    }


def _among_peers(found: AgencyExplained, code: str) -> tuple[float | None, int | None]:
    """Return the median ratio of the units of similar size, and on which side of its peers' funnel an agency is."""
    seen = {name: unit.of(code) for name, unit in found.now.items()}
    counts = {
        name: (node.numerator, node.denominator)
        for name, node in seen.items()
        if node.numerator is not None and node.denominator
    }
    if found.agency_id not in counts:
        return None, None
    nearest = of_similar_size({name: cases for name, (_, cases) in counts.items()}, found.agency_id, SIMILAR)
    similar = (
        median(counts[name][0] / counts[name][1] for name in nearest) if len(nearest) == SIMILAR else None
    )
    drawn = funnel(counts)
    return similar, drawn.outside.get(found.agency_id, 0) if drawn else None


def few_in_words(moved: Part | None) -> str:
    """Say that a handful of cases made a move, and which; "" where they did not."""
    found = [part.few for part in moved.few_cases() if part.few] if moved else []
    return "; ".join(dict.fromkeys(map(_few, found)))


def _few(few: FewCases) -> str:
    name = "”, “".join(node.short_name() for node in few.nodes)
    if few.cases is None:
        return text("few cases: probably one more or fewer of “{node}”", node=name)
    return text("few cases: {count} of “{node}”", count=formats.count(few.cases), node=name)


def _cause(moved: Part | None, kind: Kind) -> float | None:
    parts = [part.change for part in moved.parts if part.kind == kind] if moved else []
    return float(sum(parts, NO_PART)) if parts else None
