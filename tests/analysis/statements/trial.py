"""Worlds held before a judge: every sentence that is said of each, and what is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from indicators.analysis.statements import Statement
from tests.analysis.statements.judge import Rule, judge


def faults_of(
    seeds: Iterable[int],
    draw: Callable[[int], Any],
    said_of: Callable[[Any], Iterable[Statement | None]],
    rules: Sequence[Rule],
) -> tuple[list[str], Counter[str]]:
    """Every fault the judge finds in these worlds, and how many sentences of each kind it read."""
    faults, read = [], Counter[str]()
    for seed in seeds:
        truth = draw(seed)
        for said in filter(None, said_of(truth)):
            read[said.kind] += 1
            faults += [f"world {seed}: {fault}" for fault in judge(truth, said, rules)]
    return faults, read
