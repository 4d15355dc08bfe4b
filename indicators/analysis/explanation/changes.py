"""Why a unit's value moved between two comparable readings: parts that add up to it, to the last digit.

By groups, components and indicators as the portal published them, and within an indicator by what moved its
counts. What the published numbers do not explain is a part of its own, never spread over the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import Literal

from indicators.analysis.explanation.effects import apportioned, effects, places_of
from indicators.analysis.explanation.observed import Observed, UnitValues, decimal, own_parts, worth
from indicators.catalogue import Catalogue, Node

# What a part is: a node; within an indicator cases done, cases to count, nothing to count; what rounding of
# published numbers leaves; what the portal does not tell the reasons of.
Kind = Literal["node", "done", "volume", "empty", "rounding", "untold"]
# A move is made of few cases where so many at most came or went, and they moved it by so many points.
FEW_CASES, NOTABLE = 3, Decimal("0.5")
# How far the rule's change may lie from the published one: each end by 0.015.
TOLERANCE = Decimal("0.03")
# By how much a component that jumps by the rule for nothing to count may differ from that rule's points.
JUMP_TOLERANCE = Decimal("0.15")


@dataclass(frozen=True, slots=True)
class FewCases:
    """That a handful of cases made a move: which `nodes` count them, how many came or went.

    `cases` is None where the portal tells no counts, and the move is as large as the points that having
    nothing to count gives: then it is likely, and not known, nor in which of the nodes that give as much.
    """

    nodes: tuple[Node, ...]
    cases: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a change, with the parts it is made of in turn: these add up to it exactly."""

    kind: Kind
    node: Node
    change: Decimal
    parts: tuple[Part, ...] = ()
    few: FewCases | None = None

    def branch(self) -> Iterator[Part]:
        """Give the part itself and all parts below it, in the index's order."""
        yield self
        for part in self.parts:
            yield from part.branch()

    def few_cases(self) -> list[Part]:
        """Give the parts that a handful of cases made, if these make at least half of the move; else none."""
        found = [part for part in self.branch() if part.few]
        made = sum((part.change for part in found), Decimal(0))
        return found if self.change and made / self.change >= Decimal("0.5") else []


def change_of(before: UnitValues, after: UnitValues, index: Catalogue, code: str) -> Part | None:
    """Why a unit's node moved; None where either value is not known or the unit was another one then."""
    if before.entry_id != after.entry_id:
        return None
    return _part(before, after, index, index.nodes[code])


def _part(before: UnitValues, after: UnitValues, index: Catalogue, node: Node) -> Part | None:
    then, now = worth(node, before.of(node.code)), worth(node, after.of(node.code))
    if then is None or now is None:
        return None
    change = now - then
    parts = own_parts(index, node.code)
    if not parts:
        return _indicator(node, before.of(node.code), after.of(node.code), change)
    known = [part for part in (_part(before, after, index, inner) for inner in parts) if part]
    rest = change - sum((part.change for part in known), Decimal(0))
    jump = _jump(index, node, rest, known) if node.is_component else None
    if not known:
        return Part("node", node, change, (), jump)
    if rest:
        # Every number is rounded to hundredths, at both ends.
        explained = len(known) == len(parts) and abs(rest) <= Decimal("0.01") * (len(parts) + 1)
        known.append(Part("rounding" if explained else "untold", node, rest, (), jump))
    return Part("node", node, change, tuple(known))


def _indicator(node: Node, before: Observed, after: Observed, change: Decimal) -> Part:
    found = effects(node, before, after) if change else None
    if found is None:
        return Part("node", node, change)
    few = _few(node, before, after, change)
    shares: dict[Kind, Fraction] = {"done": found.done, "volume": found.volume, "empty": found.empty}
    told = {kind: share for kind, share in shares.items() if share}
    by_rule = Decimal(found.change.numerator) / Decimal(found.change.denominator)
    if not told or abs(by_rule - change) > TOLERANCE:
        # The rule does not bear the published change out: nothing is said of its causes.
        return Part("node", node, change, (Part("untold", node, change),), few)
    amounts = apportioned(change, list(told.values()), places_of(change))
    parts = tuple(Part(kind, node, amount) for kind, amount in zip(told, amounts, strict=True))
    return Part("node", node, change, parts, few)


def _few(node: Node, before: Observed, after: Observed, change: Decimal) -> FewCases | None:
    """Whether a handful of cases made the change."""
    cases = max(
        abs((getattr(after, count) or 0) - (getattr(before, count) or 0))
        for count in ("numerator", "denominator")
    )
    return FewCases((node,), int(cases)) if 0 < cases <= FEW_CASES and abs(change) >= NOTABLE else None


def _jump(index: Catalogue, node: Node, rest: Decimal, known: list[Part]) -> FewCases | None:
    """Whether what no counts explain of a component is as much as having nothing to count gives, in full.

    Only by rules that hundreds of values bear out: of others no such jump was ever seen.
    """
    told = {part.node.code for part in known}
    full = [
        indicator
        for indicator in index.indicators(node.code)
        if indicator.zero_denominator == "full"
        and indicator.evidence == "strong"
        and indicator.code not in told
    ]
    fitting = [
        some for size in range(len(full), 0, -1) for some in combinations(full, size) if _fits(some, rest)
    ]
    alike = {one.code for some in fitting for one in some if some[0].counts == fitting[0][0].counts}
    return FewCases(tuple(one for one in full if one.code in alike), None) if fitting else None


def _fits(some: tuple[Node, ...], rest: Decimal) -> bool:
    """Whether indicators that count the same give as much, where there is nothing to count, as nothing explains."""
    points = sum((decimal(one.points or 0) for one in some), Decimal(0))
    same_noun = len({one.counts for one in some}) == 1
    return same_noun and points > 2 * NOTABLE and abs(abs(rest) - points) <= JUMP_TOLERANCE
