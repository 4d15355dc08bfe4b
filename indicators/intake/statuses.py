"""Statuses of dossiers in words that are not known: asked about before anything is kept, never counted in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import get_args

from indicators import formats
from indicators.codes import Status
from indicators.errors import InputProblem
from indicators.store.overdue_list import OverdueList
from indicators.translation import text

# What unknown words may be said to mean.
ANSWERS: tuple[Status, ...] = tuple(status for status in get_args(Status) if status != "unknown")
# How many words are named; a list has few.
_NAMED = 8


def unknown_statuses(lists: Sequence[OverdueList]) -> dict[str, int]:
    """Count the words that nobody has explained by how many dossiers they are said of, the most first."""
    found: Counter[str] = Counter()
    for listed in lists:
        found.update(listed.unknown_statuses)
    return dict(found.most_common())


def named(unknown: Mapping[str, int]) -> str:
    """Write the words with their numbers, in one sentence's part."""
    return ", ".join(
        text("“{words}” ({count})", words=words, count=formats.count(count))
        for words, count in [*unknown.items()][:_NAMED]
    )


def check_statuses(lists: Sequence[OverdueList]) -> None:
    """Raise InputProblem, naming the words, where it is not known what a status means."""
    if unknown := unknown_statuses(lists):
        raise InputProblem(
            "it is not known whether dossiers with these statuses are still worked on: {words}.",
            do="Say what each of them means.",
            command="--status “{example}=processing” ({answers})",
            words=named(unknown),
            example=next(iter(unknown)),
            answers=", ".join(ANSWERS),
        )


def answered(pairs: Sequence[str]) -> dict[str, Status]:
    """Read words and what they mean, each written "words=status"; InputProblem for anything else."""
    answers: dict[str, Status] = {}
    for pair in pairs:
        words, _, given = pair.rpartition("=")
        status = next((answer for answer in ANSWERS if answer == given.strip()), None)
        if status is None or not words.strip():
            raise InputProblem(
                "“{pair}” does not say what a status means.",
                do="Write for instance {example}, with one of: {answers}.",
                pair=pair,
                example="Luân chuyển=processing",
                answers=", ".join(ANSWERS),
            )
        answers[words.strip()] = status
    return answers
