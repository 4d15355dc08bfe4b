"""What another tool copied of the portal's answers: a daily file of units, each with its parts of every answer.

A unit's parts are as the portal writes them, under a name that begins with the component's code. The portal
did not give this file: sums and gaps in it may be the other tool's, and its values are marked so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from indicators.catalogue import load
from indicators.errors import InputProblem
from indicators.periods import parse_instant
from indicators.sources.files import period_of
from indicators.sources.portal_answer import SERVICE_RESULTS, Answer, Entry, components_at
from indicators.sources.portal_api import unit_of, values_of_unit
from indicators.sources.portal_envelope import Json
from indicators.sources.records import Extract, Value
from indicators.sources.text_matching import scope_of
from indicators.translation import text

_PARTS, _GROUPS = "componentIndicators", "groupScores"


def units_of(envelope: Any) -> str | None:
    """Return the key under which such a file lists its units; None where it is another file."""
    if not isinstance(envelope, dict) or not isinstance(envelope.get("metadata"), dict):
        return None
    listed = (key for key, value in envelope.items() if _is_list_of_units(value))
    return next(listed, None)


def _is_list_of_units(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(
            isinstance(unit, dict) and {"departmentCode", "departmentName"} & unit.keys() and _GROUPS in unit
            for unit in value
        )
    )


def read(file: str, sha256: str, envelope: Json, key: str) -> Extract:
    """Read the values of the units listed under `key`, with the period and moment that the file tells.

    Raises InputProblem where a value is no number, or a moment or a unit cannot be.
    """
    metadata, units = envelope["metadata"], envelope[key]
    values = tuple(
        value
        for number, fields in enumerate(units)
        for value in _values(file, Entry(f"{key}[{number}]", fields))
    )
    extracted = metadata.get("extractedAt")
    try:
        captured_at = parse_instant(str(extracted)) if extracted else None
    except InputProblem:
        raise InputProblem(
            "the moment it says it was read at, “{written}”, is none.",
            do="Correct extractedAt, or remove it and give the moment yourself.",
            file=file,
            written=extracted,
        ) from None
    return Extract(
        source="portal_copy",
        file=file,
        sha256=sha256,
        part=key,
        values=values,
        scope=metadata.get("provinceCode") or scope_of({value.unit for value in values}),
        period=period_of(metadata.get("timeType"), metadata.get("year"), metadata.get("period")),
        captured_at=captured_at,
        notes=tuple(_notes(file, envelope, units)),
    )


def _values(file: str, entry: Entry) -> Iterator[Value]:
    """Read the unit's total, then each component as its own part tells it, else the points of its group."""
    unit = unit_of(file, entry, is_root=False)
    parts = entry.fields.get(_PARTS)
    by_endpoint = dict(_by_endpoint(entry.place, parts)) if isinstance(parts, Mapping) else {}
    for endpoint, part in by_endpoint.items():
        answer = Answer(file, endpoint, part.fields, None, ())
        yield from values_of_unit(answer, part, unit)
    told = {components_at()[endpoint][0].code for endpoint in by_endpoint}
    groups = {
        code: score for code, score in (entry.fields[_GROUPS] or {}).items() if _component(code) not in told
    }
    results = Answer(file, SERVICE_RESULTS, entry.fields, None, ())
    yield from values_of_unit(results, Entry(entry.place, {**entry.fields, _GROUPS: groups}), unit)


def _by_endpoint(place: str, parts: Json) -> Iterator[tuple[str, Entry]]:
    """Return the parts of a unit by the endpoint whose answer each was taken from."""
    endpoints = {components[0].code: endpoint for endpoint, components in components_at().items()}
    for name, fields in parts.items():
        endpoint = endpoints.get(_component(name.split("_")[0]) or "")
        if endpoint and isinstance(fields, dict):
            yield endpoint, Entry(f"{place}.{_PARTS}.{name}", fields)


def _component(code: str) -> str | None:
    """Return the component with this portal code, in the newest index version."""
    node = list(load().values())[-1].lookup(code)
    return node.code if node else None


def _notes(file: str, envelope: Json, units: Sequence[Any]) -> Iterator[str]:
    yield text(
        "{file} was copied from the portal by another tool; the portal itself did not give it.", file=file
    )
    count = envelope.get("count")
    if isinstance(count, int) and count != len(units):
        yield text(
            "{file} holds {count} of the {total} units it says to have.",
            file=file,
            count=len(units),
            total=count,
        )
