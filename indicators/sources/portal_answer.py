"""An answer of the portal's reporting API: its envelope opened, its endpoint told from its keys."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from indicators.catalogue import ROOT, Catalogue, Node, load
from indicators.errors import InputProblem
from indicators.privacy.people import is_joined_name, may_be_called
from indicators.sources.files import Request
from indicators.sources.portal_envelope import Json, data_of, unknown

SERVICE_RESULTS = "service-results"
FORMALITIES = "formalities"

# PUBLISH_ON_TIME, SO_HOA_GIAY_TO_GIAI_QUYET: what the portal calls its indicators and flags.
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[_.-][A-Za-z0-9]+)*")

_BETWEEN = re.compile(r"[_.-]")


def is_code(written: Any) -> bool:
    """Tell whether it is one of the portal's codes, and no words that may tell of a person."""
    return (
        isinstance(written, str)
        and bool(_CODE.fullmatch(written))
        and not may_be_called(*_BETWEEN.split(written))
        and not is_joined_name(written)
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """One unit's part of an answer, and where it stands: "overview", "evaluation[3]", "children[0]"."""

    place: str
    fields: Json

    @property
    def metrics(self) -> Sequence[Json]:
        told = self.fields.get("metrics")
        listed = (metric for metric in (told if isinstance(told, list) else ()) if isinstance(metric, dict))
        return [metric for metric in listed if is_code(metric.get("code"))]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer's endpoint, the unit it is about (`root`, if any) and the units below it."""

    file: str
    endpoint: str
    data: Json
    root: Entry | None
    units: Sequence[Entry]

    def unit_ids(self) -> set[str]:
        """Return the ids of the units below the root."""
        return {str(unit.fields.get("departmentId")) for unit in self.units}


def open_answer(file: str, envelope: Any, request: Request | None = None) -> Answer:
    """Open the answer. Raises InputProblem when it is none, is an error, or its endpoint cannot be told."""
    data = data_of(file, envelope)
    if "items" in data and "pagination" in data:
        return Answer(file, FORMALITIES, data, None, ())
    root, units = _entries(file, data)
    endpoint = _endpoint(file, data, [*((root,) if root else ()), *units], request)
    if request and request.endpoint and request.endpoint != endpoint:
        raise InputProblem(
            "the request kept beside it asked for {asked}, but it is an answer of {endpoint}.",
            do="Fetch it again, or correct the request.",
            file=file,
            asked=request.endpoint,
            endpoint=endpoint,
        )
    return Answer(file, endpoint, data, root, units)


def page_count(answer: Answer) -> int:
    """Return how many pages the portal says its list has; 1 where it does not say."""
    pagination = answer.data.get("pagination")
    told = pagination.get("totalPages") if isinstance(pagination, dict) else None
    return told if isinstance(told, int) and told > 1 else 1


@cache
def components_at() -> dict[str, tuple[Node, ...]]:
    """Return by endpoint the component whose points it tells, of every index version, the newest first."""
    found: dict[str, tuple[Node, ...]] = {}
    for catalogue in reversed(load().values()):
        for endpoint in catalogue.portal_endpoints:
            component = catalogue.nodes[endpoint.component]
            found[endpoint.name] = (*found.get(endpoint.name, ()), component)
    return found


@cache
def tree_nodes() -> dict[str, dict[str, Node]]:
    """Return the indicators that stand in a tree's fields, by endpoint and code, of every index version."""
    found: dict[str, dict[str, Node]] = {}
    for catalogue in load().values():
        for endpoint in catalogue.portal_endpoints:
            nodes = {node.code: node for node in catalogue.children(endpoint.component) if node.portal_fields}
            if nodes:
                found[endpoint.name] = found.get(endpoint.name, {}) | nodes
    return found


def metric_endpoints() -> list[str]:
    """Return the endpoints whose units carry a list of metrics, each with its own code."""
    return [name for name in components_at() if name not in tree_nodes()]


def component_at(endpoint: str) -> str:
    """Return the component whose points an endpoint tells, by its code in the newest index version."""
    return components_at()[endpoint][0].code


def node_at(endpoint: str) -> str:
    """Return the node whose points an endpoint tells of every unit: its component, or the total."""
    return ROOT if endpoint == SERVICE_RESULTS else component_at(endpoint)


def _components_of(code: str) -> set[str]:
    """Return the components of the indicator with this code, in every index version that has it."""
    return {component.code for catalogue in load().values() if (component := _component(catalogue, code))}


def _component(catalogue: Catalogue, code: str) -> Node | None:
    node = catalogue.lookup(code)
    return catalogue.component_of(node.code) if node else None


@cache
def component_points() -> dict[str, set[float]]:
    """Return by endpoint the points that its component can reach, of every index version."""
    versions = load().values()
    return {
        endpoint: {
            float(node.points or 0)
            for component in components
            for version in versions
            if (node := version.nodes.get(component.code))
        }
        for endpoint, components in components_at().items()
    }


def _entries(file: str, data: Json) -> tuple[Entry | None, list[Entry]]:
    root_key, units_key = ("parent", "children") if "parent" in data else ("overview", "evaluation")
    root, units = data.get(root_key), data.get(units_key)
    if not isinstance(root, dict | None) or not isinstance(units, list) or root_key not in data:
        raise unknown(file)
    if not all(isinstance(fields, dict) and _has_points(fields) for fields in (*units, root or {})):
        raise unknown(file)
    entries = [Entry(f"{units_key}[{number}]", fields) for number, fields in enumerate(units)]
    return (Entry(root_key, root) if root else None), entries


def _has_points(fields: Json) -> bool:
    """Tell whether the most that can be reached is a number, where it is told."""
    told = (fields.get(name) for name in ("totalMaxScore", "maxScore"))
    return all(isinstance(points, int | float | None) for points in told)


def _endpoint(file: str, data: Json, entries: Sequence[Entry], request: Request | None) -> str:
    if "radar" in data:
        return SERVICE_RESULTS
    if "overview" in data:
        endpoint, candidates = _metric_endpoint(file, entries), metric_endpoints()
    else:
        endpoint, candidates = _tree_endpoint(entries), [*tree_nodes()]
    if not endpoint and request and request.endpoint in candidates:
        endpoint = request.endpoint
    endpoint = endpoint or _endpoint_by_points(entries, candidates)
    if not endpoint:
        raise unknown(file)
    return endpoint


def _metric_endpoint(file: str, entries: Sequence[Entry]) -> str | None:
    codes = {str(metric["code"]) for entry in entries for metric in entry.metrics}
    known = [components for code in codes if (components := _components_of(code))]
    endpoints = [
        name
        for name in metric_endpoints()
        if known and all(components & _codes_at(name) for components in known)
    ]
    if len(endpoints) != 1:
        return None
    _check_points(file, endpoints[0], entries)
    return endpoints[0]


def _codes_at(endpoint: str) -> set[str]:
    return {component.code for component in components_at()[endpoint]}


def _check_points(file: str, endpoint: str, entries: Sequence[Entry]) -> None:
    for entry in entries:
        points = entry.fields.get("totalMaxScore")
        if points is not None and points not in component_points()[endpoint]:
            raise InputProblem(
                "the portal gives “{component}” up to {points} points, which no index version knows.",
                do="Add the new points to the catalogue first.",
                file=file,
                cell=entry.place,
                component=components_at()[endpoint][0].name(),
                points=points,
            )


def _tree_endpoint(entries: Sequence[Entry]) -> str | None:
    """Choose the tree with the most fields in the answer: some, such as ratio, stand in several."""
    present = {key for entry in entries for key in entry.fields}
    counts = {
        endpoint: len(present & {field for node in nodes.values() for field in _fields(node)})
        for endpoint, nodes in tree_nodes().items()
    }
    most = max(counts.values(), default=0)
    best = [endpoint for endpoint, count in counts.items() if count == most]
    return best[0] if most and len(best) == 1 else None


def _endpoint_by_points(entries: Sequence[Entry], candidates: Sequence[str]) -> str | None:
    """Find the only endpoint whose component has the maximum that the answer's units have."""
    told = {entry.fields.get("totalMaxScore", entry.fields.get("maxScore")) for entry in entries} - {None}
    fitting = [name for name in candidates if told and told <= component_points()[name]]
    return fitting[0] if len(fitting) == 1 else None


def _fields(node: Node) -> set[str]:
    fields = node.portal_fields
    if fields is None:
        return set()
    own = {*fields.numerator, *fields.denominator, *((fields.measure,) if fields.measure else ())}
    return own - {"ratio", "score"}
