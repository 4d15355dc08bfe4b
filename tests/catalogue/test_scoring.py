"""Points from counts, by hand and against every real score that comes with its counts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from indicators import catalogue
from indicators.catalogue import Node
from indicators.catalogue.scoring import points_from_counts
from tests.shared import SHARED, needs_shared

INDEX = catalogue.load()["2026"]
ROUNDING = 0.015


@pytest.mark.parametrize(
    ("code", "numerator", "denominator", "points"),
    [
        ("publish_on_time", 1, 4, 1.5),
        ("on_time_share", 3, 4, 15),
        ("online_provision", 2, 5, 1),
        ("online_provision", 4, 5, 2),
        ("dossiers_filed_online", 1, 4, 3),
        ("dossiers_filed_online", 3, 4, 6),
        ("reused_digitized_data", 3, 5, 1.5),
        ("dossier_receiving_satisfaction", 9, 20, 3),
        ("dossier_receiving_satisfaction", 19, 20, 6),
        ("dossier_sync", 0, 7, 0),
    ],
)
def test_points_grow_with_the_share_until_they_are_full(
    code: str, numerator: float, denominator: float, points: float
) -> None:
    assert points_from_counts(INDEX.nodes[code], numerator, denominator, None) == pytest.approx(points)


def test_a_numerator_above_its_denominator_earns_no_more_than_all_points() -> None:
    assert points_from_counts(INDEX.nodes["paid_dossiers"], 12, 10, None) == 6


@pytest.mark.parametrize(
    ("code", "points"),
    [
        ("on_time_share", 0),
        ("paid_dossiers", 0),
        ("procedures_with_payments", 0),
        ("procedures_provided", 0),
        ("dossier_receiving_satisfaction", 0),
        ("petition_processing_on_time", 6),
        ("petition_handling_satisfaction", 6),
        ("electronic_certified_copy", 2),
        ("dossier_sync", None),
        ("original_result_available", None),
        ("services_with_dossiers", None),
    ],
)
def test_where_there_is_nothing_to_count_the_indicators_own_rule_holds(
    code: str, points: float | None
) -> None:
    assert points_from_counts(INDEX.nodes[code], 0, 0, 0) == points


def test_without_counts_the_published_percentage_stands_in() -> None:
    copies = INDEX.nodes["electronic_certified_copy"]

    assert points_from_counts(copies, None, None, 100) == 2
    assert points_from_counts(copies, None, None, 50) == 1


def test_counts_go_before_the_rounded_percentage() -> None:
    assert points_from_counts(INDEX.nodes["on_time_share"], 1, 3, 33.33) == pytest.approx(20 / 3)


@pytest.mark.parametrize(("numerator", "denominator"), [(None, None), (None, 5), (5, None)])
def test_where_a_count_is_missing_there_are_no_points(
    numerator: float | None, denominator: float | None
) -> None:
    assert points_from_counts(INDEX.nodes["dossier_sync"], numerator, denominator, None) is None


@pytest.mark.parametrize(
    "code", ["total", "transparency", "average_processing_days", "petition_classification_tthc"]
)
def test_sums_and_unscored_indicators_have_no_points_from_counts(code: str) -> None:
    assert points_from_counts(INDEX.nodes[code], 1, 2, 50) is None


@needs_shared
def test_every_real_score_that_comes_with_counts_is_reproduced() -> None:
    cases = [*_indicator_scores(), *_component_scores()]

    assert [case for case in cases if not _agree(case[1], case[2])] == []
    # Counted by those who collected the captures: a figure of theirs, not of this code.
    assert sum(official is not None for _, official, _ in cases) == 1079


def _agree(official: float | None, derived: float | None) -> bool:
    if official is None or derived is None:
        return official is derived
    return abs(official - derived) <= ROUNDING


Case = tuple[str, float | None, float | None]  # where, the portal's score, ours


def _indicator_scores() -> Iterator[Case]:
    for where, unit in _units():
        for metric in unit.get("metrics", ()):
            node = INDEX.find(metric["code"])
            derived = points_from_counts(node, metric["numerator"], metric["denominator"], metric["ratio"])
            yield f"{where} {node.code}", metric["score"], derived
        if "totalOnTime" in unit:
            official = unit["score"] if "score" in unit else unit["totalScore"]
            yield f"{where} on_time_share", official, _points(INDEX.nodes["on_time_share"], unit)


def _component_scores() -> Iterator[Case]:
    """Where the portal gives one score for a component, and the counts of its indicators."""
    for where, unit in _units():
        official = unit["totalScore"] if "totalScore" in unit else unit.get("score")
        for component in ("online_service", "online_payment"):
            parts = [_points(node, unit) for node in INDEX.indicators(component)]
            known = [points for points in parts if points is not None]
            if len(known) == len(parts):
                yield f"{where} {component}", official, sum(known)
            elif component == "online_payment" and len(known) == 2:
                yield f"{where} {component}", official, sum(known) + _whole_number(official, sum(known), unit)


def _whole_number(official: float, known: float, unit: dict[str, Any]) -> float:
    """Gia Lai's copies lack one count: what it adds must be that of a whole number of procedures."""
    node = INDEX.nodes["procedures_provided"]
    total = unit["totalFeeFormality"]
    possible = (points_from_counts(node, count, total, None) or 0.0 for count in range(total + 1))
    return min(possible, key=lambda points: abs(official - known - points))


def _points(node: Node, unit: dict[str, Any]) -> float | None:
    fields = node.portal_fields
    assert fields
    if not all(field in unit for field in fields.numerator + fields.denominator):
        return None
    counts = (sum(unit[field] for field in part) for part in (fields.numerator, fields.denominator))
    return points_from_counts(node, *counts, None)


def _units() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every unit of every answer of Phú Thọ, and every component of every unit of Gia Lai."""
    for file in sorted((SHARED / "portal/phu-tho-2026").glob("*.*.json")):
        data = json.loads(file.read_text("utf-8"))["data"]
        whole = data.get("overview") or data["parent"]
        for unit in (whole, *(data.get("evaluation") or data["children"])):
            yield f"{file.name} {unit['departmentName']}", unit
    for file in sorted((SHARED / "portal/gia-lai-2026").glob("agencies.*.json")):
        for agency in json.loads(file.read_text("utf-8"))["agenciesDetail"]:
            for component, values in agency["componentIndicators"].items():
                yield f"{file.name} {agency['departmentCode']} {component}", values
