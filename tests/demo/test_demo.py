"""The demonstration does not contradict itself."""

from __future__ import annotations

from collections import defaultdict

import pytest

from indicators.demo import captures
from indicators.reference.organisation import load_organisation
from indicators.store.capture import Capture


@pytest.fixture(scope="module")
def made() -> list[Capture]:
    return list(captures())


def test_the_province_has_the_same_points_among_provinces_as_on_its_own(made: list[Capture]) -> None:
    home, scores = load_organisation().province_code, defaultdict(set)
    for capture in made:
        for row in capture.observations.to_pylist():
            if row["unit_code"] == home and row["level"] == "province" and row["score"] is not None:
                scores[capture.period, f"{capture.captured_at:%F}", row["node"]].add(row["score"])
    assert len(scores) > 200
    assert {len(told) for told in scores.values()} == {1}


def test_agencies_receive_together_about_what_the_province_receives(made: list[Capture]) -> None:
    received: dict[str, float] = defaultdict(float)
    last = [capture for capture in made if capture.scope == load_organisation().province_code][-1]
    for row in last.observations.to_pylist():
        if row["node"] == "dossier_sync":
            received[row["level"]] += row["denominator"]
    assert received["department"] + received["commune"] == pytest.approx(received["province"], rel=0.2)
