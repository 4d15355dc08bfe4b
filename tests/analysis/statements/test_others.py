"""What is tried, foreseen, counted, found and drawn is so: in worlds whose truth is known no sentence is false."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from indicators.analysis.statements import Statement, drawn, simulated
from tests.analysis.statements import kinds
from tests.analysis.statements.judge import judge
from tests.analysis.statements.judge_others import RULES, judge_ends
from tests.analysis.statements.other_worlds import (
    OtherWorld,
    other_world,
    ranking_drawn,
    said_of_counts,
    said_of_simulation,
    scene_of,
)
from tests.analysis.statements.trial import faults_of
from tests.analysis.statements.worlds import ranking_of

# Thousands are judged by hand; so many are judged with every run of the tests.
WORLDS = 150


def said_of(truth: OtherWorld) -> Iterator[Statement | None]:
    """Everything that is said of such a world."""
    yield from said_of_simulation(truth)
    yield from said_of_counts(truth)


def faults_in(seeds: range) -> tuple[list[str], Counter[str]]:
    """Every fault the judge finds in these worlds, and how many sentences of each kind it read."""
    faults, read = faults_of(seeds, other_world, said_of, RULES)
    for seed in seeds:
        truth = other_world(seed)
        ranking = ranking_of(truth)
        for with_median in (True, False):
            read["ends_drawn"] += 1
            told = drawn.ends(ranking_drawn(truth), ranking.idle, with_median=with_median)
            faults += [f"world {seed}: {fault}" for fault in judge_ends(truth, told)]
    return faults, read


def test_no_sentence_is_false_or_claims_more_than_is_known() -> None:
    faults, read = faults_in(range(WORLDS))
    assert faults == []
    assert min(read.values()) > 2, read
    assert set(read) == kinds.OTHERS | {"ends_drawn"}


def four() -> OtherWorld:
    """Four communes that need as many dossiers, of which two may be chosen."""
    truth = next(world for world in map(other_world, range(500)) if len(world.units) >= 5)
    names = [unit.name for unit in truth.units]
    counts = {name: (50, 100) if number < 2 else (40, 100 + number) for number, name in enumerate(names)}
    return replace(truth, counts=counts, share=80, agencies=2, is_partial=False, provisional=set())


@pytest.mark.parametrize(
    ("lie", "found"),
    [
        ("Các cơ quan đem lại nhiều nhất: UBND xã Thử 0 (150)", "some of equals are named"),
        ("Trong 16 cơ quan có số liệu, không cơ quan nào dưới 80%", "some are below"),
        (
            "Khi đó, nếu các địa phương khác giữ nguyên, tỉnh xếp thứ 1 trong 10 tỉnh, thành phố",
            "the rank is",
        ),
    ],
)
def test_the_judge_sees_a_lie(lie: str, found: str) -> None:
    truth = four()
    said = simulated.tried(scene_of(truth), scene_of(truth).options[0], 1)
    assert said
    assert any(found in fault for fault in judge(truth, replace(said, words=lambda: lie), RULES))


def test_the_judge_sees_who_is_not_ranked_called_first() -> None:
    lie = ["4 đơn vị", "xếp đầu: – · UBND xã Thử 0: 120,00", "xếp cuối: 4 · UBND xã Thử 9: 1,00"]
    assert judge_ends(four(), lie)
