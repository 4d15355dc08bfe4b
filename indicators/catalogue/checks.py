"""Whether what a catalogue says fits together: tree, points, codes, and versions that follow each other.

Every fault is found and told as (key, what is wrong); nothing is mended.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise
from math import isclose

from indicators.catalogue.model import ROOT, Catalogue, Node
from indicators.catalogue.own_measures import MEASURES

Fault = tuple[str, str]

TOTAL_POINTS = 100
# Of an indicator whose points come from counts, nothing may be left to the reader's imagination.
SCORED_INDICATOR = (
    "numerator_vi",
    "numerator_en",
    "denominator_vi",
    "denominator_en",
    "counts",
    "zero_denominator",
    "full_at",
)


def faults(catalogue: Catalogue) -> list[Fault]:
    """Find all that does not fit within one version; sums are only told of a sound tree."""
    found = list(_misplaced(catalogue)) or list(_unbalanced(catalogue))
    if catalogue.file != f"766-{catalogue.version}.toml":
        found.append(("version", f"“{catalogue.version}”, which the file's name does not say"))
    found += _ambiguous(catalogue)
    found += _unreachable(catalogue)
    for node in catalogue.nodes.values():
        found += _incomplete(node)
        if node.counts and node.counts not in catalogue.counted:
            found.append((f"nodes.{node.code}.counts", f"“{node.counts}”, which is not in “counted”"))
    return found


def _misplaced(catalogue: Catalogue) -> Iterator[Fault]:
    branch: list[Node] = []  # from the root to the node before
    for code, node in catalogue.nodes.items():
        key = f"nodes.{code}"
        if node.code != code:
            yield f"{key}.code", f"“{node.code}”, which the table's name does not say"
        if (node.parent is None) != (node.kind == "index"):
            yield f"{key}.parent", "only the index has no parent, every other node has one"
        elif node.parent and node.parent not in catalogue.nodes:
            yield f"{key}.parent", f"unknown node “{node.parent}”"
        else:
            while branch and branch[-1].code != node.parent:
                branch.pop()
            if node.parent and not branch:
                yield f"{key}.parent", f"the table must stand within the branch of “{node.parent}”"
            elif branch and not _may_hold(branch[-1], node):
                yield f"{key}.kind", f"“{node.kind}” cannot stand under “{node.parent}”"
            branch.append(node)
        yield from _miscast(node, has_children=bool(catalogue.children(code)))
    if ROOT not in catalogue.nodes:
        yield f"nodes.{ROOT}", "missing"


def _miscast(node: Node, has_children: bool) -> Iterator[Fault]:
    key = f"nodes.{node.code}"
    if (node.kind == "index") != (node.code == ROOT):
        yield f"{key}.kind", f"“{ROOT}”, and only it, is the index"
    if node.is_component and node.kind not in ("group", "component"):
        yield f"{key}.is_component", "only a group or a component can be one"
    if node.kind == "component" and not node.is_component:
        yield f"{key}.is_component", "a component must say so"
    if node.kind == "group" and not node.is_component and not has_children:
        yield f"{key}.is_component", "a group without components is one itself"


def _may_hold(parent: Node, child: Node) -> bool:
    if parent.is_component:
        return child.kind == "indicator"
    return child.kind == {"index": "group", "group": "component"}.get(parent.kind)


def _unbalanced(catalogue: Catalogue) -> Iterator[Fault]:
    if catalogue.root.points != TOTAL_POINTS:
        yield f"nodes.{ROOT}.points", f"{catalogue.root.points} where the index has {TOTAL_POINTS}"
    for node in catalogue.nodes.values():
        parts = [part.points for part in catalogue.children(node.code) if part.points is not None]
        if parts and not isclose(sum(parts), node.points or 0):
            yield f"nodes.{node.code}.points", f"{node.points} where its parts add up to {sum(parts):g}"


def _ambiguous(catalogue: Catalogue) -> Iterator[Fault]:
    owners: dict[str, str] = {}
    for node in catalogue.nodes.values():
        for written in node.portal_codes:
            key = f"nodes.{node.code}.portal_codes"
            if written.lower() in owners:
                yield key, f"“{written}” belongs to “{owners[written.lower()]}” already"
            elif written != node.code and written in catalogue.nodes:
                yield key, f"“{written}” is the code of another node"
            owners[written.lower()] = node.code


def _unreachable(catalogue: Catalogue) -> Iterator[Fault]:
    """Find endpoints of no component, and fields that no endpoint's answer can have."""
    told: set[str] = set()
    for number, endpoint in enumerate(catalogue.portal_endpoints):
        node = catalogue.nodes.get(endpoint.component)
        if node is None or not node.is_component:
            yield f"portal_endpoints[{number}].component", f"“{endpoint.component}” is no component"
        if endpoint.name in told:
            yield f"portal_endpoints[{number}].name", f"“{endpoint.name}” stands there already"
        told |= {endpoint.name, endpoint.component}
    for node in catalogue.nodes.values():
        if node.portal_fields and node.parent not in told:
            yield f"nodes.{node.code}.portal_fields", f"no endpoint tells of “{node.parent}”"


def _incomplete(node: Node) -> Iterator[Fault]:
    key = f"nodes.{node.code}"
    for measure in node.own_counts.keys() - MEASURES:
        yield f"{key}.own_counts.{measure}", "no measure of a province's own counts"
    if node.is_component and not node.portal_codes:
        yield f"{key}.portal_codes", "missing: tables of scores name a component by it"
    if (node.status == "scored") != (node.points is not None):
        yield f"{key}.points", "a scored node has points, any other has none"
    if node.kind != "indicator":
        return
    if not node.portal_codes and not node.portal_fields:
        yield f"{key}.portal_codes", "missing, and no portal_fields either: its values could never be found"
    if node.status == "scored":
        yield from (
            (f"{key}.{field}", "missing") for field in SCORED_INDICATOR if getattr(node, field) is None
        )
        if node.measure_unit != "percent":
            yield f"{key}.measure_unit", "points come from a share: it must be percent"


def version_faults(versions: Sequence[Catalogue]) -> Iterator[tuple[str, Fault]]:
    """Return (file, fault) for a version that does not begin the day after the one before ends.

    One that tells no end ends when the next begins.
    """
    for earlier, later in pairwise(versions):
        if later.valid_from == earlier.valid_from:
            yield later.file, ("valid_from", f"{later.valid_from}, as {earlier.file}")
        elif earlier.valid_to and later.valid_from != (expected := earlier.valid_to + timedelta(days=1)):
            yield later.file, ("valid_from", f"{later.valid_from} where {expected} follows {earlier.file}")
