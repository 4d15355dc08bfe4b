"""“Nếu n cơ quan đạt 80 % thì tỉnh thêm x điểm, hạng y”: what the province gains when agencies reach a ratio."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from indicators import catalogue
from indicators.analysis.capture_selection import CaptureInfo, captures_with, select_capture
from indicators.analysis.explanation.by_agency import SLACK
from indicators.analysis.explanation.observed import Units, units_at
from indicators.analysis.plans.options import Option, copied_indicators
from indicators.analysis.ties import place_among
from indicators.catalogue import Catalogue, Node
from indicators.catalogue.scoring import exact
from indicators.codes import NATIONAL_SCOPE
from indicators.warehouse.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Lift:
    """What the province gains in a node: `gain` points, with so many `cases` more done well at these `agencies`.

    They are those that bring the most, of all that are below the ratio: `needed` are the cases by which each of these
    is, by id. `known` is how many agencies have counts.
    """

    node: Node
    agencies: tuple[str, ...]
    needed: Mapping[str, int]
    known: int
    cases: int
    gain: Fraction

    @property
    def below(self) -> int:
        """How many agencies are below the ratio."""
        return len(self.needed)


@dataclass(frozen=True, slots=True)
class Nation:
    """The total points of all provinces by id, and the reading they are of; none, and None, where none was read."""

    capture: CaptureInfo | None
    totals: Mapping[str, float]

    def place_with(self, province: str, gain: Fraction) -> tuple[int, bool] | None:
        """Give a province's rank if it had so many points more, and whether others share it; None where it has none.

        Equal is what is written equally.
        """
        own = self.totals.get(province)
        if own is None:
            return None
        others = (other for name, other in self.totals.items() if name != province)
        return place_among(float(Fraction(str(own)) + gain), others)


def lift(units: Units, province: str, index: Catalogue, code: str, ratio: Fraction, most: int) -> Lift | None:
    """Say what the province gains if so many agencies reach a ratio (0 to 1) of an indicator.

    None where it cannot be told: no counts, the province's own value, a list that every agency has of its own, or the
    agencies count much more than the province.
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
    together = sum(exact(agency.denominator or 0) for agency in known.values())
    if not known or not arrives or together > exact(whole.denominator) * SLACK:
        return None
    needed = {
        name: Option(node, exact(one.numerator or 0), exact(one.denominator or 0), arrives).fewest_to_ratio(
            ratio
        )
        for name, one in known.items()
    }
    missing = {name: cases for name, cases in needed.items() if cases}
    chosen = sorted(missing, key=lambda name: (-missing[name], name))[:most]
    cases = sum(missing[name] for name in chosen)
    return Lift(node, tuple(chosen), missing, len(known), cases, own.gain(cases))


def liftable(units: Units, province: str, index: Catalogue) -> list[Node]:
    """Return the indicators of which it can be told what the province gains by its agencies, in the index's order."""
    return [node for node in index.nodes.values() if lift(units, province, index, node.code, Fraction(1), 0)]


def national_totals(warehouse: Warehouse, capture: CaptureInfo) -> Nation:
    """Return the total points of all provinces, as last read by then for the same period."""
    national = captures_with(warehouse, catalogue.ROOT, "province", NATIONAL_SCOPE)
    by_then = tuple(one for one in national if one.captured_on <= capture.captured_on)
    read = select_capture(by_then, capture.period)
    if read is None:
        return Nation(None, {})
    found = units_at(warehouse, read.capture_id, "province").values()
    totals = {unit.agency_id: unit.of(catalogue.ROOT).value for unit in found}
    return Nation(read, {province: total for province, total in totals.items() if total is not None})
