"""Nothing said of why an agency moved, of who moved the province, or of a group's points is untrue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from indicators.analysis.statements import Statement
from tests.analysis.statements.explained_worlds import (
    ExplainedWorld,
    explained_world,
    said_of_agency,
    said_of_group,
)
from tests.analysis.statements.judge import judge
from tests.analysis.statements.judge_explained import RULES
from tests.analysis.statements.kinds import EXPLAINED
from tests.analysis.statements.trial import faults_of

# Thousands are judged by hand; so many are judged with every run of the tests.
WORLDS = 150


def said_of(truth: ExplainedWorld) -> Iterator[Statement]:
    """Everything that is said of such a world."""
    yield from filter(None, (*said_of_agency(truth), *said_of_group(truth)))


def faults_in(seeds: range) -> tuple[list[str], Counter[str]]:
    """Every fault the judge finds in these worlds, and how many sentences of each kind it read."""
    return faults_of(seeds, explained_world, said_of, RULES)


def test_no_sentence_is_false_or_claims_more_than_is_known() -> None:
    faults, read = faults_in(range(WORLDS))
    assert faults == []
    assert min(read.values()) > 2, read
    assert set(read) == EXPLAINED


def moved() -> ExplainedWorld:
    """An agency whose one case more made three points of dossier synchronisation, and nothing else moved."""
    drawn = explained_world(1)
    counted = dict.fromkeys(drawn.counted, ((40, 80), (40, 80))) | {"dossier_sync": ((1, 2), (2, 2))}
    return replace(
        drawn, counted=counted, rest=0.0, petitions=(12.0, 18.0), others=[(9.0, 9.0), (10.0, 10.0), (11.5, 3.0)],
        is_another=False, previous="week", is_partial=False, provisional=set(),
        own={"u0": ((1, 2), (2, 2)), "u1": ((40, 80), (41, 80))}, province="theirs",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "lie", "found"),
    [
        (
            "explained_change",
            "Công khai, minh bạch so với 03/10/2026: +3,00 điểm (phần còn lại +3,00)",
            "a larger part",
        ),
        (
            "few_cases",
            "Chưa nên coi thay đổi này là kết quả công việc: ít trường hợp: có lẽ chỉ do thêm hoặc bớt một trường hợp "
            "ở “PAKN đúng hạn”",
            "one of several is named",
        ),
        (
            "rank_parts",
            "Từ hạng 4 đến hạng 1: do chính cơ quan +3 bậc, do các cơ quan khác 0 bậc",
            "false, it is",
        ),
        (
            "shared_out",
            "Cộng +0,48 điểm; số liệu của các cơ quan không giải thích được phần nào",
            "shared out",
        ),
    ],
)
def test_the_judge_sees_a_lie_about_a_move(kind: str, lie: str, found: str) -> None:
    truth = moved()
    said = next(one for one in said_of(truth) if one.kind == kind)
    assert judge(truth, said, RULES) == []
    faults = judge(truth, replace(said, words=lambda: lie), RULES)
    assert any(found in fault for fault in faults)
