"""What an answer of the portal's reporting API is: its envelope opened, its endpoint told from its keys."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from indicators.catalogue import Node, load
from indicators.errors import InputProblem
from indicators.sources.files import Request

SERVICE_RESULTS = "service-results"
FORMALITIES = "formalities"
# The endpoints whose units carry a list of metrics, and the component these metrics make up.
METRIC_ENDPOINTS = {
    "transparency": "transparency",
    "handling-satisfaction": "satisfaction",
    "dossier-digitized": "digitisation",
}

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One unit's part of an answer, and where it stands: "overview", "evaluation[3]", "children[0]"."""

    place: str
    fields: Json

    @property
    def metrics(self) -> Sequence[Json]:
        return [metric for metric in self.fields.get("metrics") or () if isinstance(metric, dict)]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer's endpoint, the unit it is about (`root`, if any) and the units below it."""

    file: str
    endpoint: str
    data: Json
    root: Entry | None
    units: Sequence[Entry]


def open_answer(file: str, written: str, request: Request | None = None) -> Answer:
    """The answer. Raises InputProblem when it is none, is an error, or its endpoint cannot be told."""
    data = _data(file, written)
    if "items" in data and "pagination" in data:
        return Answer(file, FORMALITIES, data, None, ())
    root, units = _entries(file, data)
    endpoint = _endpoint(file, data, [*((root,) if root else ()), *units], request)
    if request and request.endpoint and request.endpoint != endpoint:
        raise InputProblem(
            "the request kept beside it asked for {asked}, but it is an answer of {endpoint}.",
            do="Capture it again, or correct the request.",
            file=file,
            asked=request.endpoint,
            endpoint=endpoint,
        )
    return Answer(file, endpoint, data, root, units)


@cache
def tree_nodes() -> dict[str, dict[str, Node]]:
    """The indicators that stand in a tree's fields, by endpoint and code, of every index version."""
    found: dict[str, dict[str, Node]] = {}
    for catalogue in load().values():
        for node in catalogue.nodes.values():
            if node.portal_fields:
                found.setdefault(node.portal_fields.endpoint, {})[node.code] = node
    return found


@cache
def component_of(code: str) -> str | None:
    """The component of the indicator with this code or portal code; None if no index version knows it."""
    for catalogue in reversed(load().values()):
        node = catalogue.lookup(code)
        component = catalogue.component_of(node.code) if node else None
        if component:
            return component.code
    return None


def component_at(endpoint: str) -> str:
    """The component whose points an endpoint tells."""
    if endpoint in METRIC_ENDPOINTS:
        return METRIC_ENDPOINTS[endpoint]
    return next(filter(None, map(component_of, tree_nodes()[endpoint])))


@cache
def component_points() -> dict[str, set[float]]:
    """The points that each component can reach, of every index version."""
    points: dict[str, set[float]] = {}
    for catalogue in load().values():
        for component in catalogue.components:
            points.setdefault(component.code, set()).add(float(component.points or 0))
    return points


def _data(file: str, written: str) -> Json:
    try:
        envelope = json.loads(written)
    except (ValueError, RecursionError):
        raise InputProblem(
            "it begins like JSON but is damaged or was cut off.", do="Capture it again.", file=file
        ) from None
    if not isinstance(envelope, dict) or "code" not in envelope or "data" not in envelope:
        raise InputProblem(
            "it is JSON, but not an answer of the portal: “code” and “data” are missing.",
            do="Import the portal's answer as it came, whole.",
            file=file,
        )
    if envelope["code"] != "OK":
        raise InputProblem(
            "the portal answered with an error: {answer}.",
            do="Capture it again later.",
            file=file,
            answer=envelope.get("message") or envelope["code"],
        )
    if not isinstance(envelope["data"], dict):
        raise _unknown(file)
    return envelope["data"]


def _entries(file: str, data: Json) -> tuple[Entry | None, list[Entry]]:
    root_key, units_key = ("parent", "children") if "parent" in data else ("overview", "evaluation")
    root, units = data.get(root_key), data.get(units_key)
    if not isinstance(root, dict | None) or not isinstance(units, list) or root_key not in data:
        raise _unknown(file)
    if not all(isinstance(fields, dict) for fields in units):
        raise _unknown(file)
    entries = [Entry(f"{units_key}[{number}]", fields) for number, fields in enumerate(units)]
    return (Entry(root_key, root) if root else None), entries


def _unknown(file: str) -> InputProblem:
    return InputProblem(
        "it is an answer of the portal that this version cannot read.",
        do="Import the answers of the seven evaluation addresses only.",
        file=file,
    )


def _endpoint(file: str, data: Json, entries: Sequence[Entry], request: Request | None) -> str:
    if "radar" in data:
        return SERVICE_RESULTS
    if "overview" in data:
        endpoint, candidates = _metric_endpoint(file, entries), [*METRIC_ENDPOINTS]
    else:
        endpoint, candidates = _tree_endpoint(entries), [*tree_nodes()]
    if not endpoint and request and request.endpoint in candidates:
        endpoint = request.endpoint
    endpoint = endpoint or _endpoint_by_points(entries, candidates)
    if not endpoint:
        raise _unknown(file)
    return endpoint


def _metric_endpoint(file: str, entries: Sequence[Entry]) -> str | None:
    codes = {str(metric.get("code")) for entry in entries for metric in entry.metrics}
    components = {component for code in codes if (component := component_of(code))}
    endpoints = [name for name, component in METRIC_ENDPOINTS.items() if component in components]
    if len(endpoints) != 1 or len(components) != 1:
        return None
    _check_points(file, METRIC_ENDPOINTS[endpoints[0]], entries)
    return endpoints[0]


def _check_points(file: str, component: str, entries: Sequence[Entry]) -> None:
    for entry in entries:
        points = entry.fields.get("totalMaxScore")
        if points is not None and points not in component_points()[component]:
            raise InputProblem(
                "the portal gives “{component}” up to {points} points, which no index version knows.",
                do="Add the new points to the catalogue first.",
                file=file,
                cell=entry.place,
                component=list(load().values())[-1].nodes[component].name(),
                points=points,
            )


def _tree_endpoint(entries: Sequence[Entry]) -> str | None:
    """The tree with the most fields in the answer: some, such as ratio, stand in several."""
    present = {key for entry in entries for key in entry.fields}
    counts = {
        endpoint: len(present & {field for node in nodes.values() for field in _fields(node)})
        for endpoint, nodes in tree_nodes().items()
    }
    most = max(counts.values(), default=0)
    best = [endpoint for endpoint, count in counts.items() if count == most]
    return best[0] if most and len(best) == 1 else None


def _endpoint_by_points(entries: Sequence[Entry], candidates: Sequence[str]) -> str | None:
    """The only endpoint whose component has the maximum that the answer's units have."""
    told = {entry.fields.get("totalMaxScore", entry.fields.get("maxScore")) for entry in entries} - {None}
    fitting = [name for name in candidates if told and told <= component_points()[component_at(name)]]
    return fitting[0] if len(fitting) == 1 else None


def _fields(node: Node) -> set[str]:
    fields = node.portal_fields
    if fields is None:
        return set()
    own = {*fields.numerator, *fields.denominator, *((fields.measure,) if fields.measure else ())}
    return own - {"ratio", "score"}
