"""The real captures, through the whole way in: every test of the explanations reads the same store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from indicators import catalogue
from indicators.analysis.capture_selection import captures_of
from indicators.analysis.explanation.observed import Units, units_at
from indicators.catalogue import Node
from indicators.intake import captures, pipeline
from indicators.periods import VIETNAM
from indicators.sources.records import Extract, Unit, Value
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import YEAR
from tests.shared import SHARED

INDEX = catalogue.load()["2026"]
PORTAL = SHARED / "portal"


def keep_everything(store: Store) -> Warehouse:
    """Phú Thọ and the nation from the portal's answers, Gia Lai's agencies and scores from the crawler's files."""
    pipeline.import_files([PORTAL / "phu-tho-2026"], store)
    for day in ("2026-09-24", "2026-10-10"):
        file = PORTAL / "gia-lai-2026" / f"agencies.{day}.json"
        values = tuple(_values(json.loads(file.read_text("utf-8"))["agenciesDetail"]))
        at = datetime.fromisoformat(day).replace(hour=14, tzinfo=VIETNAM)
        made = Extract("portal_copy", file.name, f"{day:0<64}", "crawler", values, "H21", YEAR, at)
        store.add(captures.prepare([made]))
    return Warehouse.of(store)


def captured(warehouse: Warehouse) -> dict[str, Units]:
    """Every capture of the store, its units by id; by "scope period moment"."""
    return {
        f"{one.scope} {one.period} {one.reading}": units_at(warehouse, one.capture_id)
        for one in captures_of(warehouse, None)
    }


def _values(agencies: list[dict[str, Any]]) -> Iterator[Value]:
    for agency in agencies:
        level = "department" if agency["childGroup"] == "AGENCY" else "commune"
        unit = Unit(agency["departmentName"], code=agency["departmentCode"], level=level)
        yield Value(unit, "total", score=agency["totalScore"], place="total")
        for group, score in agency["groupScores"].items():
            code = {"ONLINE": "CLGQ"}.get(group, group)
            yield Value(unit, INDEX.find(code).code, score=score, place=group)
        for answer in agency["componentIndicators"].values():
            for metric in answer.get("metrics", ()):
                node = INDEX.find(metric["code"])
                counts = metric["numerator"], metric["denominator"], metric["ratio"]
                yield _value(unit, node, *counts, metric["score"])
            yield from _from_fields(unit, answer)


def _from_fields(unit: Unit, answer: dict[str, Any]) -> Iterator[Value]:
    for node in INDEX.nodes.values():
        fields = node.portal_fields
        if (
            fields
            and fields.numerator
            and all(name in answer for name in fields.numerator + fields.denominator)
        ):
            counts = (sum(answer[name] for name in part) for part in (fields.numerator, fields.denominator))
            score = answer["score"] if fields.score_is_component else None
            yield _value(unit, node, *counts, None, score)


def _value(
    unit: Unit,
    node: Node,
    numerator: float | None,
    denominator: float | None,
    measure: float | None,
    score: float | None,
) -> Value:
    return Value(
        unit,
        node.code,
        numerator=numerator,
        denominator=denominator,
        measure=measure,
        score=score if node.points else None,
        max_score=node.points,
        place=node.code,
    )
