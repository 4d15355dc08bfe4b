"""Checks within one capture: values marked as doubtful, totals that are no sums, scores unlike their counts.

Each function is given a capture's values (the columns of `queries/quality_values.sql`) and its index.
"""

from __future__ import annotations

import pandas as pd

from indicators.catalogue import Catalogue
from indicators.catalogue.scoring import points_from_counts
from indicators.codes import UNRECOGNISED_AGENCY

# Points are published with two decimals, so each of them may be off by half a hundredth.
HALF_A_HUNDREDTH = 0.005
# How far the portal's points may lie from those its counts give: what its rounding explains, and a little.
RULE_TOLERANCE = 0.015
# What floating point adds to a difference of decimals.
NOISE = 1e-6
_UNIT = ["agency_id", "agency_name", "level"]
TOTAL_COLUMNS = [*_UNIT, "node", "value", "expected", "difference", "tolerance"]
COUNT_COLUMNS = [*_UNIT, "node", "value", "expected", "difference", "numerator", "denominator", "measure"]


def marked(values: pd.DataFrame) -> pd.DataFrame:
    """Return values marked as doubtful, by the portal or when they were imported, a row a flag.

    That an agency is not in the register is told once, and not with each of its values.
    Columns: agency_id, agency_name, level, node, flag, value (points), numerator, denominator.
    """
    rows = values.explode("quality").rename(columns={"quality": "flag", "score": "value"})
    rows = rows[rows.flag.notna() & (rows.flag != UNRECOGNISED_AGENCY)].sort_values("flag", kind="stable")
    return rows[[*_UNIT, "node", "flag", "value", "numerator", "denominator"]].reset_index(drop=True)


def totals_beside_sums(values: pd.DataFrame, index: Catalogue) -> pd.DataFrame:
    """Hold every published total beside the sum of its parts: index, groups, components of indicators.

    Columns: TOTAL_COLUMNS; `difference` is value - expected, `tolerance` what rounding explains. Nothing is
    said of a total with a part that is not known, nor of one that was itself added up here. Only an indicator
    that is listed without points counts as none in its component, because the portal adds it so.
    """
    links = pd.DataFrame(
        [
            (code, len(parts), part.code)
            for code, parts in ((code, index.summed_from(code)) for code in index.nodes)
            for part in parts
        ],
        columns=["whole", "size", "node"],
    )
    parts = values[["agency_id", "node", "score"]].assign(is_derived=values.origin == "derived")
    parts = parts.merge(links, on="node")
    together = parts.groupby(["agency_id", "whole"]).agg(
        size=("size", "first"),
        expected=("score", "sum"),
        listed=("score", "size"),
        known=("score", "count"),
        derived=("is_derived", "sum"),
    )
    published = values[values.score.notna() & (values.origin != "derived")].rename(columns={"score": "value"})
    found = published.join(together, on=["agency_id", "node"], how="inner")
    is_component = found.node.isin([component.code for component in index.components])
    is_whole = (found.listed == found["size"]) & (found.derived == 0) & (found.known > 0)
    found = found[is_whole.where(is_component, found.known == found["size"])]
    return found.assign(
        expected=found.expected.round(6),
        difference=(found.value - found.expected).round(6),
        tolerance=HALF_A_HUNDREDTH * (found["size"] + 1),
    )[TOTAL_COLUMNS].reset_index(drop=True)


def totals_unlike_sums(sums: pd.DataFrame) -> pd.DataFrame:
    """Return those of the `sums` that rounding does not explain, the largest difference first."""
    wrong = sums[sums.difference.abs() > sums.tolerance + NOISE]
    return wrong.sort_values("difference", key=abs, ascending=False, kind="stable", ignore_index=True)


def scores_beside_counts(values: pd.DataFrame, index: Catalogue) -> pd.DataFrame:
    """Hold every published score with counts beside the points that the catalogue's rule gives for them.

    Columns: COUNT_COLUMNS; `value` is the published score, `expected` the rule's, either missing where there
    is none. Where the portal tells one score for a component and only counts of its indicators, the
    component's score stands beside the sum of their points, and has no counts of its own.
    """
    ruled = _with_rule(values, index)
    has_grounds = (ruled.numerator.notna() & ruled.denominator.notna()) | ruled.measure.notna()
    # What was computed here says nothing about the portal.
    published = ruled[has_grounds & (ruled.origin != "derived")].rename(columns={"score": "value"})
    found = pd.concat([published, _components(values, ruled, index)], ignore_index=True)
    found = found[found.value.notna() | found.expected.notna()]
    return found.assign(difference=(found.value - found.expected).round(6))[COUNT_COLUMNS]


def _with_rule(values: pd.DataFrame, index: Catalogue) -> pd.DataFrame:
    """Return the values of indicators whose points follow from counts; `expected` are these points."""
    rules = {code: node for code, node in index.nodes.items() if node.full_at is not None}
    ruled = values[values.node.isin(rules)]
    counts = (_known(ruled[name]) for name in ("numerator", "denominator", "measure"))
    given = zip(ruled.node, *counts, strict=True)
    points = [points_from_counts(rules[code], *counted) for code, *counted in given]
    return ruled.assign(expected=pd.Series(points, index=ruled.index, dtype=float).round(6))


def _known(numbers: pd.Series) -> list[float | None]:
    return [None if pd.isna(number) else number for number in numbers]


def _components(values: pd.DataFrame, ruled: pd.DataFrame, index: Catalogue) -> pd.DataFrame:
    """Hold published scores of components beside the sum of their indicators' points, where all are known."""
    parts = {
        component.code: [node.code for node in index.indicators(component.code) if node.full_at is not None]
        for component in index.components
    }
    component_of = {code: component for component, codes in parts.items() for code in codes}
    computed = ruled[(ruled.origin == "derived") & ruled.expected.notna()]
    sums_of = computed.assign(node=computed.node.map(component_of)).groupby(["agency_id", "node"]).expected
    expected = sums_of.agg(["sum", "size"]).reset_index()
    scores = values.loc[values.score.notna() & (values.origin != "derived"), [*_UNIT, "node", "score"]]
    found = scores.merge(expected, on=["agency_id", "node"])
    found = found[found["size"] == found.node.map({code: len(codes) for code, codes in parts.items()})]
    return found.rename(columns={"score": "value", "sum": "expected"})


def unexplained_scores(compared: pd.DataFrame) -> pd.DataFrame:
    """Return those rows of `compared` where score and rule differ, or only one is there; furthest first."""
    is_one_sided = compared.value.isna() != compared.expected.isna()
    wrong = compared[is_one_sided | (compared.difference.abs() > RULE_TOLERANCE + NOISE)]
    return wrong.sort_values("difference", key=abs, ascending=False, kind="stable", ignore_index=True)
