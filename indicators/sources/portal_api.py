"""The values in the answers of the portal's reporting API (2026).

Charts, growth, deltas and ranks are not read: they hold 0 where there is nothing, or cannot be relied on.
Which field of a tree belongs to which indicator stands in the catalogue, not here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from indicators.catalogue import ROOT
from indicators.codes import NATIONAL_SCOPE, Level
from indicators.errors import InputProblem
from indicators.privacy import public_text
from indicators.sources.files import Request
from indicators.sources.portal_answer import (
    FORMALITIES,
    SERVICE_RESULTS,
    Answer,
    Entry,
    component_at,
    is_code,
    metric_endpoints,
    open_answer,
    tree_nodes,
)
from indicators.sources.portal_envelope import Json
from indicators.sources.records import Extract, Unit, Value
from indicators.sources.text_matching import level_named, scope_of
from indicators.translation import text

_NATION = "cả nước"
_LARGEST = 1e15
_PROVINCE_CODE = re.compile(r"H\d+")


def read(file: str, sha256: str, envelope: Any, request: Request | None = None) -> Extract:
    """Read the values of one answer; none, but a note, for a page of the procedure catalogue.

    Raises InputProblem when it is no complete answer of the portal, of an endpoint nobody knows, or about one
    procedure alone.
    """
    if request and request.procedure_id:
        raise InputProblem(
            "its request asked for one procedure only ({procedure}): its values are not the units' own.",
            do="Import the answers that were asked for without formalityId.",
            file=file,
            procedure=request.procedure_id,
        )
    answer = open_answer(file, envelope, request)
    values = tuple(_values(answer))
    if not values and answer.endpoint != FORMALITIES:
        raise InputProblem("the portal's answer holds no values.", do="Fetch it again later.", file=file)
    return Extract(
        source="portal_api",
        file=file,
        sha256=sha256,
        part=answer.endpoint,
        values=values,
        scope=_scope(values),
        period=request.period if request else None,
        captured_at=request.captured_at if request else None,
        notes=tuple(_notes(answer)),
        units_given=len(answer.units),
        units_told=_pages(answer)[0],
    )


def _values(answer: Answer) -> Iterator[Value]:
    if answer.endpoint == FORMALITIES:
        return
    root = answer.root
    for entry in (*((root,) if root else ()), *answer.units):
        yield from values_of_unit(answer, entry, unit_of(answer.file, entry, is_root=entry is root))


def values_of_unit(answer: Answer, entry: Entry, unit: Unit) -> Iterator[Value]:
    """Read a unit's values in its part of an answer, as the answer's endpoint writes them."""
    read_entry = {SERVICE_RESULTS: _results, **dict.fromkeys(metric_endpoints(), _metrics)}
    yield from read_entry.get(answer.endpoint, _tree)(answer, entry, unit)


def _results(answer: Answer, entry: Entry, unit: Unit) -> Iterator[Value]:
    """Read the total of every unit; its groups where they are told (the radar tells those of the root)."""
    yield from _scored(answer, entry.place, entry.fields, unit, ROOT)
    if entry is answer.root:
        for number, spoke in enumerate(_listed(answer.data["radar"])):
            if isinstance(spoke, dict) and is_code(spoke.get("code")):
                yield from _scored(answer, f"radar[{number}]", spoke, unit, spoke["code"])
    told = entry.fields.get("groupScores")
    groups = {code: told[code] for code in told if is_code(code)} if isinstance(told, dict) else {}
    for code in groups:
        score = _number(answer, f"{entry.place}.groupScores", groups, code)
        yield Value(unit, code, score=score, place=f"{entry.place}.groupScores.{code}")


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else ()


def _metrics(answer: Answer, entry: Entry, unit: Unit) -> Iterator[Value]:
    yield from _scored(answer, entry.place, entry.fields, unit, component_at(answer.endpoint))
    for number, metric in enumerate(entry.metrics):
        place = f"{entry.place}.metrics[{number}]"
        yield Value(
            unit,
            metric["code"],
            score=_number(answer, place, metric, "score"),
            max_score=_number(answer, place, metric, "maxScore"),
            numerator=_number(answer, place, metric, "numerator"),
            denominator=_number(answer, place, metric, "denominator"),
            measure=_number(answer, place, metric, "ratio"),
            quality=_quality(metric.get("dataQualityStatus")),
            place=place,
        )


def _tree(answer: Answer, entry: Entry, unit: Unit) -> Iterator[Value]:
    """Read the component's points, and the indicators whose fields this unit has (some have none)."""
    own = list(_scored(answer, entry.place, entry.fields, unit, component_at(answer.endpoint)))
    yield from own
    for node in tree_nodes()[answer.endpoint].values():
        fields = node.portal_fields
        if fields is None or not _has_any(entry.fields, fields.numerator, fields.denominator, fields.measure):
            continue
        yield Value(
            unit,
            node.code,
            score=own[0].score if own and fields.score_is_component else None,
            max_score=own[0].max_score if own and fields.score_is_component else None,
            numerator=_sum(answer, entry, fields.numerator),
            denominator=_sum(answer, entry, fields.denominator),
            measure=_number(answer, entry.place, entry.fields, fields.measure) if fields.measure else None,
            place=entry.place,
        )


def _has_any(fields: Json, numerator: Sequence[str], denominator: Sequence[str], measure: str | None) -> bool:
    names = (*numerator, *denominator) or (measure,)
    return any(name in fields for name in names)


def _sum(answer: Answer, entry: Entry, names: Sequence[str]) -> float | None:
    """Add the fields up; None when one of them is empty, for a sum without it would be another number."""
    numbers = [_number(answer, entry.place, entry.fields, name) for name in names]
    known = [number for number in numbers if number is not None]
    return sum(known) if known and len(known) == len(numbers) else None


def _scored(answer: Answer, place: str, fields: Json, unit: Unit, node: str) -> Iterator[Value]:
    """Read points, which the portal calls score here and totalScore there.

    Nothing where it speaks of neither.
    """
    score = "totalScore" if "totalScore" in fields else "score"
    maximum = "totalMaxScore" if "totalMaxScore" in fields else "maxScore"
    if score in fields:
        yield Value(
            unit,
            node,
            score=_number(answer, place, fields, score),
            max_score=_number(answer, place, fields, maximum),
            place=place,
        )


def _number(answer: Answer, place: str, fields: Json, name: str) -> float | None:
    value = fields.get(name)
    if value is None:
        return None
    # Beyond this even whole numbers are no longer told apart.
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _LARGEST:
        return value
    raise InputProblem(
        "“{content}” in “{name}” is not a number.",
        do="Import the portal's answer as it came.",
        file=answer.file,
        cell=place,
        content=public_text(str(value)),
        name=name,
    )


def _quality(status: Any) -> tuple[str, ...]:
    flags = status if isinstance(status, list) else [status]
    return tuple(flag for flag in flags if is_code(flag))


def unit_of(file: str, entry: Entry, *, is_root: bool) -> Unit:
    """Read the unit that a part of an answer is about.

    Raises InputProblem where it has neither name nor code.
    """
    fields = entry.fields
    code, portal_id, name = map(_word, map(fields.get, ("departmentCode", "departmentId", "departmentName")))
    name = name or code or portal_id
    if not name:
        raise InputProblem(
            "a unit has neither name nor code.",
            do="Import the portal's answer as it came.",
            file=file,
            cell=entry.place,
        )
    return Unit(name, code, portal_id, _level(fields, name, code, is_root))


def _word(value: Any) -> str | None:
    """Read a name, code or id; what is neither a text nor a number is none."""
    return str(value) or None if isinstance(value, str | int) else None


def _level(fields: Json, name: str, code: str | None, is_root: bool) -> Level | None:
    if is_root and not code and name.casefold() == _NATION:
        return "country"
    told = (level_named(str(fields.get(key))) for key in ("departmentType", "childGroup"))
    if level := next((level for level in told if level), None):
        return level
    if _PROVINCE_CODE.fullmatch(code) if code else is_root:
        return "province"
    # A tree's "level" is the administrative level a unit serves: PROVINCE is a department of the province.
    levels: dict[str, Level] = {"PROVINCE": "department", "DISTRICT": "district", "COMMUNE": "commune"}
    return levels.get(str(fields.get("level")))


def _scope(values: Iterable[Value]) -> str | None:
    units = {value.unit for value in values}
    if any(unit.level == "country" for unit in units):
        return NATIONAL_SCOPE
    roots = [unit for unit in units if unit.level == "province"]
    return scope_of(roots if len(roots) == 1 and roots[0].code else units)


def _notes(answer: Answer) -> Iterator[str]:
    if answer.endpoint == FORMALITIES:
        yield text("{file} is a list of procedures and was not read.", file=answer.file)
        return
    total, due = _pages(answer)
    if due > len(answer.units):
        yield text(
            "{file} holds {count} of the {total} units the portal has.",
            file=answer.file,
            count=len(answer.units),
            total=total,
        )


def _pages(answer: Answer) -> tuple[int, int]:
    """Return how many units the portal has, and how many of them belong on this page.

    0 where it does not say.
    """
    pagination = answer.data.get("pagination")
    if not isinstance(pagination, dict):
        return 0, 0
    told = (pagination.get(key) for key in ("total", "pageSize", "currentPage"))
    total, size, page = (number if isinstance(number, int) and number > 0 else 0 for number in told)
    return total, min(size, total - size * (page - 1)) if size and page else total
