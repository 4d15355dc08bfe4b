"""The watch list names everybody its rules are about and nobody else, and says nothing that is not so."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from indicators.reference.watch_rules import Amount
from tests.analysis.statements import kinds
from tests.analysis.statements.judge import judge
from tests.analysis.statements.judge_watched import RULES, expected
from tests.analysis.statements.watched_worlds import KINDS, LOWER, found_in, watched_world

# Ten thousand were judged once; so many are judged with every run of the tests.
WORLDS = 200


def faults_in(seeds: range) -> tuple[list[str], Counter[str]]:
    """Every fault the judge finds in these worlds, and how many sentences of each kind it read."""
    faults, read = [], Counter[str]()
    for seed in seeds:
        truth = watched_world(seed)
        told = dict(found_in(truth))
        if told.keys() != expected(truth):
            faults.append(f"world {seed}: {truth.rule} is about {expected(truth)}, found {set(told)}")
        for said in told.values():
            read[said.kind] += 1
            faults += [f"world {seed}: {fault}" for fault in judge(truth, said, RULES)]
    return faults, read


def test_the_watch_list_finds_whom_its_rules_are_about_and_says_what_is_so() -> None:
    faults, read = faults_in(range(WORLDS))
    assert faults == []
    assert set(read) == {f"watched_{kind}" for kind in KINDS} == kinds.WATCHED
    assert min(read.values()) > 2, read


def test_what_is_better_the_lower_it_is_is_never_called_below_its_limit() -> None:
    drawn = (watched_world(seed) for seed in range(500))
    truth = next(one for one in drawn if one.rule.kind == "below" and one.node is LOWER)
    limited = replace(truth, rule=replace(truth.rule, than=Amount(10)))
    said = [one.vietnamese for _, one in found_in(limited)]
    assert said
    assert all(", trên mức 10 ngày" in words for words in said)


def test_the_judge_sees_a_lie_about_who_is_watched() -> None:
    drawn = (watched_world(seed) for seed in range(500))
    truth, said = next(
        (truth, said)
        for truth in drawn
        if truth.rule.kind == "falls" and not truth.is_partial
        for _, said in found_in(truth)
    )
    lie = said.vietnamese.replace("tổng cộng ", "tổng cộng 1")
    assert any("by how much" in fault for fault in judge(truth, replace(said, words=lambda: lie), RULES))
