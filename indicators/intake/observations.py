"""An observation: one value of one node by one identified unit, and how it becomes a stored row.

Also what the catalogue can add where the source is silent: points from counts, and sums of parts that are
all there. Whatever is added is marked as derived.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from indicators.catalogue import Catalogue, Node
from indicators.catalogue.scoring import points_from_counts
from indicators.codes import ABOVE_MAXIMUM, PART_ABOVE_MAXIMUM, UNRECOGNISED_AGENCY, Origin
from indicators.intake.unit_identity import Identified
from indicators.sources.records import Extract, Value, place_in_file
from indicators.store.capture import OBSERVATIONS


@dataclass(frozen=True, slots=True)
class Observation:
    """A value of a recognised node by an identified unit, and the extract it comes from."""

    unit: Identified
    node: str
    value: Value
    extract: Extract
    origin: Origin = "official"


def with_derived_values(observations: Sequence[Observation], index: Catalogue) -> list[Observation]:
    """Add points and sums that the catalogue derives where the source gives none."""
    by_unit: dict[str, dict[str, Observation]] = defaultdict(dict)
    for observation in observations:
        node = index.nodes.get(observation.node)
        by_unit[observation.unit.agency_id][observation.node] = _scored(observation, node)
    for values in by_unit.values():
        for node in reversed(index.nodes.values()):
            parts = _parts(node, index)
            known = values.get(node.code)
            if parts and (known is None or known.value.score is None) and _all_scored(parts, values):
                values[node.code] = _summed(node, [values[part.code] for part in parts])
    return [observation for values in by_unit.values() for observation in values.values()]


def _scored(observation: Observation, node: Node | None) -> Observation:
    """Return points from counts, for indicators whose points the portal counts in but does not tell."""
    value = observation.value
    if node is None or node.portal_fields is None or node.points is None or value.score is not None:
        return observation
    points = points_from_counts(node, value.numerator, value.denominator, value.measure)
    if points is None:
        return observation
    return replace(
        observation, value=replace(value, score=round(points, 2), max_score=node.points), origin="derived"
    )


def _parts(node: Node, index: Catalogue) -> tuple[Node, ...]:
    """Tell what a sum may be made of: the total of all components, a group of its components."""
    if node is index.root:
        return index.components
    return () if node.is_component else tuple(part for part in index.children(node.code) if part.is_component)


def _all_scored(parts: Iterable[Node], values: Mapping[str, Observation]) -> bool:
    return all(part.code in values and values[part.code].value.score is not None for part in parts)


def _summed(node: Node, parts: Sequence[Observation]) -> Observation:
    flags = {flag for part in parts for flag in part.value.quality if flag == UNRECOGNISED_AGENCY}
    if any(ABOVE_MAXIMUM in part.value.quality for part in parts):
        flags.add(PART_ABOVE_MAXIMUM)
    value = Value(
        unit=parts[0].value.unit,
        node=node.code,
        score=round(sum(part.value.score or 0 for part in parts), 2),
        max_score=node.points,
        quality=tuple(sorted(flags)),
        place=" + ".join(part.value.place for part in parts),
    )
    return Observation(parts[0].unit, node.code, value, parts[0].extract, origin="derived")


def table(capture_id: str, observations: Sequence[Observation]) -> pa.Table:
    return pa.Table.from_pylist(
        [
            {
                "capture_id": capture_id,
                "agency_id": o.unit.agency_id,
                "unit_code": o.unit.code,
                "unit_name": o.unit.name,
                "level": o.unit.level,
                "node": o.node,
                "numerator": o.value.numerator,
                "denominator": o.value.denominator,
                "measure": o.value.measure,
                "score": o.value.score,
                "max_score": o.value.max_score,
                "quality": list(o.value.quality),
                "origin": o.origin,
                "file": o.extract.file,
                "place": place_in_file(o.extract, o.value),
            }
            for o in observations
        ],
        schema=OBSERVATIONS,
    )
