"""“Nếu n cơ quan đạt 80 % thì tỉnh thêm x điểm, hạng y”: what the province gains when agencies reach a ratio."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from indicators.analysis.explanation.observed import Units
from indicators.analysis.plans.options import Option, copied_indicators
from indicators.catalogue import Catalogue, Node
from indicators.catalogue.scoring import exact


@dataclass(frozen=True, slots=True)
class Lift:
    """What the province gains in a node: `gain` points, with so many `cases` more done well at these `agencies`.

    They are those that bring the most, of all that are below the ratio (`below`).
    """

    node: Node
    agencies: tuple[str, ...]
    below: int
    cases: int
    gain: Fraction


def lift(units: Units, province: str, index: Catalogue, code: str, ratio: Fraction, most: int) -> Lift | None:
    """Say what the province gains if so many agencies reach a ratio (0 to 1) of an indicator.

    None where it cannot be told: no counts, the province's own value, or the agencies count more than the province.
    """
    node, whole = index.nodes[code], units[province].of(code)
    agencies = {unit.agency_id: unit for unit in units.values() if unit.level != "province"}
    if node.full_at is None or whole.numerator is None or not whole.denominator:
        return None
    if code in copied_indicators(agencies, index):
        return None
    arrives = index.counted[node.counts or ""].arrives
    own = Option(node, exact(whole.numerator), exact(whole.denominator), arrives)
    seen = {name: unit.of(code) for name, unit in agencies.items()}
    known = {name: one for name, one in seen.items() if one.has_counts and one.denominator}
    if not known or sum(agency.denominator or 0 for agency in known.values()) > whole.denominator:
        return None
    needed = {
        name: Option(
            node, exact(agency.numerator or 0), exact(agency.denominator or 0), arrives
        ).fewest_to_ratio(ratio)
        for name, agency in known.items()
    }
    missing = {name: cases for name, cases in needed.items() if cases}
    chosen = sorted(missing, key=lambda name: (-missing[name], name))[:most]
    cases = sum(missing[name] for name in chosen)
    return Lift(node, tuple(chosen), len(missing), cases, own.gain(cases))


def rank_with(totals: Mapping[str, float], province: str, gain: Fraction) -> int | None:
    """Give the province's rank among all (total points by id) if it had so many points more; None where it has none."""
    own = totals.get(province)
    if own is None:
        return None
    then = Fraction(str(own)) + gain
    return 1 + sum(Fraction(str(other)) > then for name, other in totals.items() if name != province)
