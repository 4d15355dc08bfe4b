"""Which agencies moved the province: its change in points, shared out by the agencies' own counts.

Of an indicator the province's ratio is the mean of its agencies' ratios, weighted by their cases. Its change is
split exactly (Bennet's index): an agency's own ratio moved, at its mean weight; or its weight moved, at the distance of
its mean ratio from the province's. What no agency's counts explain is told as the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from indicators.analysis.explanation.observed import Observed, Units, worth
from indicators.catalogue import Catalogue, Node
from indicators.catalogue.scoring import exact, exact_points

# Agencies move the province by ten-thousandths of a point.
PLACES = Decimal("0.0001")
# The agencies may count so much more than the province and still be its parts: some dossiers pass through two of them.
SLACK = Fraction(11, 10)
Counts = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class AgencyPart:
    """What one agency added to the province's change, in points: by its own ratio, and by its weight."""

    agency_id: str
    ratio: Decimal
    volume: Decimal

    @property
    def change(self) -> Decimal:
        return self.ratio + self.volume


@dataclass(frozen=True, slots=True)
class ByAgency:
    """The province's `change` of a node: the agencies' parts, the largest first, and the `rest`, add up to it.

    `shared` are the indicators whose change the agencies' counts explain.
    """

    node: Node
    change: Decimal
    parts: tuple[AgencyPart, ...]
    rest: Decimal
    shared: tuple[Node, ...]


def by_agency(before: Units, after: Units, province: str, index: Catalogue, code: str) -> ByAgency | None:
    """Give the change of a node of the province (its id) by its agencies; None where it has no value on both sides."""
    node = index.nodes[code]
    own = before.get(province), after.get(province)
    if own[0] is None or own[1] is None:
        return None
    then, now = (worth(node, unit.of(code)) for unit in own if unit)
    if then is None or now is None:
        return None
    ratios: defaultdict[str, Fraction] = defaultdict(Fraction)
    volumes: defaultdict[str, Fraction] = defaultdict(Fraction)
    shared = []
    for indicator in _ruled(index, node):
        if not index.counted[indicator.counts or ""].arrives:
            # Of lists every agency has the same or another; they do not add up to the province's.
            continue
        whole = _counts(own[0].of(indicator.code)), _counts(own[1].of(indicator.code))
        found = _shares(indicator, *whole, _below(before, indicator), _below(after, indicator))
        if found:
            shared.append(indicator)
        for agency_id, ratio, volume in found:
            ratios[agency_id] += ratio
            volumes[agency_id] += volume
    parts = [AgencyPart(unit, _rounded(ratios[unit]), _rounded(volumes[unit])) for unit in ratios]
    parts.sort(key=lambda part: abs(part.change), reverse=True)
    rest = now - then - sum((part.change for part in parts), Decimal(0))
    return ByAgency(node, now - then, tuple(parts), rest, tuple(shared))


def _ruled(index: Catalogue, node: Node) -> list[Node]:
    """Return the indicators at or below a node whose points come from counts."""
    return [ruled for ruled in index.indicators(node.code) or (node,) if ruled.full_at is not None]


def _below(units: Units, node: Node) -> dict[str, Counts]:
    """Give the counts of the agencies below the province."""
    return {
        unit.agency_id: counts
        for unit in units.values()
        if unit.level != "province" and (counts := _counts(unit.of(node.code)))
    }


def _shares(
    node: Node, first: Counts | None, last: Counts | None, then: dict[str, Counts], now: dict[str, Counts]
) -> list[tuple[str, Fraction, Fraction]]:
    """Return by agency what its ratio and its weight added in points; nothing where nobody can tell whose it is."""
    if node.full_at is None or any(_is_copied(units.values()) for units in (then, now)):
        return []
    first, last = _whole(first, then), _whole(last, now)
    if first is None or last is None:
        return []
    nobody = (Fraction(0), Fraction(0))
    pairs = {unit: (then.get(unit, nobody), now.get(unit, nobody)) for unit in {**then, **now}}
    mean = (first[0] / first[1] + last[0] / last[1]) / 2
    scale = _scale(node, first, last)
    return [(unit, *_parts(*pair, first[1], last[1], mean, scale)) for unit, pair in pairs.items()]


def _parts(
    then: Counts, now: Counts, cases_then: Fraction, cases_now: Fraction, mean: Fraction, scale: Fraction
) -> tuple[Fraction, Fraction]:
    """Of one agency, what its ratio and what its weight added."""
    if not then[1] and not now[1]:
        return Fraction(0), Fraction(0)
    ratio_then = then[0] / then[1] if then[1] else now[0] / now[1]
    ratio_now = now[0] / now[1] if now[1] else ratio_then
    weight_then, weight_now = then[1] / cases_then, now[1] / cases_now
    by_ratio = (weight_then + weight_now) / 2 * (ratio_now - ratio_then)
    by_weight = ((ratio_then + ratio_now) / 2 - mean) * (weight_now - weight_then)
    return scale * by_ratio, scale * by_weight


def _scale(node: Node, then: Counts, now: Counts) -> Fraction:
    """How many points one whole of ratio was worth on this way; less where all points were earned already."""
    moved = now[0] / now[1] - then[0] / then[1]
    if moved:
        return ((exact_points(node, *now) or 0) - (exact_points(node, *then) or 0)) / moved
    full_at = exact(node.full_at or 1)
    return exact(node.points or 0) / full_at if now[0] / now[1] < full_at else Fraction(0)


def _whole(province: Counts | None, units: dict[str, Counts]) -> Counts | None:
    """Return of what the agencies are parts: the province's counts, or where they have a little more, their own sum."""
    if province is None or not province[1]:
        return None
    done, cases = (sum((counts[place] for counts in units.values()), Fraction(0)) for place in (0, 1))
    if done <= province[0] and cases <= province[1]:
        return province
    return (done, cases) if cases <= province[1] * SLACK else None


def _is_copied(counts: Iterable[Counts]) -> bool:
    """Whether all agencies have the same counts: then they are the province's, and nobody's own."""
    known = list(counts)
    return len(known) > 1 and len(set(known)) == 1


def _counts(observed: Observed) -> Counts | None:
    if observed.numerator is None or observed.denominator is None:
        return None
    return exact(observed.numerator), exact(observed.denominator)


def _rounded(share: Fraction) -> Decimal:
    return (Decimal(share.numerator) / Decimal(share.denominator)).quantize(PLACES, ROUND_HALF_EVEN)
