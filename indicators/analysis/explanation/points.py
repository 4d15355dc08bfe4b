"""From counts to points: what the catalogue's rule gives, beside the points the portal published.

For explanation alone: the portal's score always stands, and a difference is shown, never mended.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from indicators.analysis.explanation.observed import UnitValues, own_parts
from indicators.catalogue import Catalogue, Node
from indicators.catalogue.scoring import points_from_counts
from indicators.translation import text


@dataclass(frozen=True, slots=True)
class ExplainedPoints:
    """A node of a unit: its counts, what the rule gives for them, what the portal gave.

    `ratio` is numerator by denominator (0 to 1), `points` is not rounded; `official` is None where the portal
    tells no points of its own, `why_none` says why there are no `points`, in the session's language.
    """

    node: Node
    numerator: float | None
    denominator: float | None
    ratio: float | None
    points: float | None
    official: float | None
    why_none: str | None = None

    @property
    def difference(self) -> float | None:
        """The portal's points less the rule's; None where either is missing."""
        if self.points is None or self.official is None:
            return None
        return round(self.official - self.points, 6)


def explain(unit: UnitValues, index: Catalogue, code: str) -> ExplainedPoints:
    """One node of a unit: an indicator from its counts, anything above from the points of its parts."""
    node, observed = index.nodes[code], unit.of(code)
    points, why_none = _points(unit, index, node)
    counts = observed.numerator, observed.denominator
    ratio = counts[0] / counts[1] if counts[0] is not None and counts[1] else None
    official = observed.value if node.points is not None and observed.origin != "derived" else None
    return ExplainedPoints(node, *counts, ratio, points, official, why_none)


def explain_branch(unit: UnitValues, index: Catalogue, code: str) -> list[ExplainedPoints]:
    """Give a node and all that is scored below it, in the index's order."""
    return [explain(unit, index, node.code) for node in _branch(index, index.nodes[code])]


def _branch(index: Catalogue, node: Node) -> Iterator[Node]:
    yield node
    for part in own_parts(index, node.code):
        yield from _branch(index, part)


def _points(unit: UnitValues, index: Catalogue, node: Node) -> tuple[float | None, str | None]:
    """Say what the rule gives, or why it gives nothing."""
    if node.points is None:
        return None, text("not scored")
    parts = own_parts(index, node.code)
    if parts:
        return _sum(unit, index, parts)
    if node.full_at is None:
        return None, text("no rule from counts")
    observed = unit.of(node.code)
    points = points_from_counts(node, observed.numerator, observed.denominator, observed.measure)
    if points is not None:
        return points, None
    if observed.is_empty:
        return None, text("nothing to count, so no points yet")
    return None, text("the portal tells no counts")


def _sum(unit: UnitValues, index: Catalogue, parts: tuple[Node, ...]) -> tuple[float | None, str | None]:
    """Give the points of all parts, each at its two decimals, as the portal adds them; None where one is not known."""
    together = 0.0
    for part in parts:
        points, _ = _points(unit, index, part)
        # What has nothing to count and earns nothing yet adds nothing, as in the portal's own sums.
        if points is None and not (unit.of(part.code).is_empty and part.zero_denominator == "none"):
            return None, text("no counts of “{node}”", node=part.short_name())
        together += round(points or 0.0, 2)
    return round(together, 2), None
