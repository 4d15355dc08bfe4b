"""Nothing a bulletin says is untrue: in weeks whose truth is known, a plain judge finds no sentence false."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from tests.analysis.statements import kinds
from tests.analysis.statements.judge import judge
from tests.analysis.statements.judge_weeks import RULES
from tests.analysis.statements.trial import faults_of
from tests.analysis.statements.weeks import HOME, Week, said_of_week, week

# Ten thousand were judged once; so many are judged with every run of the tests.
WEEKS = 60


def faults_in(seeds: range) -> tuple[list[str], Counter[str]]:
    """Every fault the judge finds in these weeks, and how many sentences of each kind it read."""
    return faults_of(seeds, week, said_of_week, RULES)


def test_no_sentence_of_a_bulletin_is_false_or_claims_more_than_is_known() -> None:
    faults, read = faults_in(range(WEEKS))
    assert faults == []
    assert min(read.values()) > 2, read
    assert set(read) >= kinds.WEEKS


def quiet(seed: int = 3) -> Week:
    """A week in which Gia Lai lies between two provinces, and nothing else is the matter."""
    return replace(
        week(seed),
        provinces={HOME: (66.0, 65.0), "Tỉnh 1": (67.0, 66.5), "Tỉnh 2": (60.0, 61.0)},
        is_compared=True,
        previous="week",
        national_days_ago=0,
        run=None,
        is_partial=False,
        provisional=set(),
    )


@pytest.mark.parametrize(
    ("kind", "lie", "found"),
    [
        ("next_above", f"{HOME} kém địa phương xếp ngay trên (Tỉnh 2) 1,00 điểm", "another is named"),
        (
            "next_above",
            f"{HOME} kém địa phương xếp ngay trên (Tỉnh 1) 1,00 điểm, khoảng cách nới rộng 0,50 điểm so với 03/10/2026",
            "how it moved",
        ),
        ("place_moved", f"{HOME} lên hạng 2 từ hạng 3 so với 03/10/2026", "the place"),
    ],
)
def test_the_judge_sees_a_lie_about_the_week(kind: str, lie: str, found: str) -> None:
    truth = quiet()
    said = next(one for one in said_of_week(truth) if one and one.kind == kind)
    assert judge(truth, said, RULES) == []
    assert any(found in fault for fault in judge(truth, replace(said, words=lambda: lie), RULES))
