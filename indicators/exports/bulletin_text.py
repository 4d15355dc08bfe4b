"""The bulletin as plain words: whole, and as a message of at most 2,000 characters for Zalo."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from indicators import formats
from indicators.analysis.bulletin import Bulletin, Chapter, Said
from indicators.translation import plural

# Characters that a message for Zalo may have.
LONGEST_MESSAGE = 2000
# In which order the twelve points are taken into a message, and how many sentences of each before any other.
BY_WEIGHT = {1: 3, 12: 5, 6: 1, 7: 2, 9: 1, 8: 2, 10: 2, 2: 2, 4: 1, 11: 1, 5: 0, 3: 0}
# The point whose sentences are told together or not at all.
TOGETHER = 5


def bulletin_text(told: Bulletin) -> str:
    """Write the whole bulletin, a sentence a line, and where its numbers are from."""
    lines = [*_head(told), *_chapters(told.chapters), "", told.provenance.line()]
    return "\n".join(lines)


def bulletin_zalo(told: Bulletin) -> str:
    """Write as many sentences of the bulletin as a message has room for, whole ones, the weightiest first.

    How many were left out is said in the end.
    """
    chosen: list[Said] = []
    for some in _by_weight(told.said):
        if len(_message(told, [*chosen, *some])) <= LONGEST_MESSAGE:
            chosen += some
    return _message(told, chosen)


def _by_weight(all_said: Sequence[Said]) -> list[list[Said]]:
    """Order by what is told: of each point its first sentences, then the others; tasks by how much is lost."""
    first, others = [], []
    for point, most in BY_WEIGHT.items():
        own = sorted((said for said in all_said if said.point == point), key=_lost)
        alone = [own] if point == TOGETHER else [[said] for said in own]
        first += alone[:most]
        others += alone[most:]
    return first + others


def _lost(said: Said) -> float:
    return -said.statement.numbers.get("lost", math.inf)


def _message(told: Bulletin, chosen: Sequence[Said]) -> str:
    shown = (
        replace(chapter, said=tuple(said for said in chapter.said if said in chosen))
        for chapter in told.chapters
    )
    chapters = [chapter for chapter in shown if chapter.said]
    left_out = len(told.said) - len(chosen)
    foot = (
        [
            "",
            plural(
                left_out,
                "{count} more sentence stands in the full bulletin.",
                "{count} more sentences stand in the full bulletin.",
                count=formats.count(left_out),
            ),
        ]
        if left_out
        else []
    )
    return "\n".join([*_head(told), *_chapters(chapters), *foot])


def _head(told: Bulletin) -> list[str]:
    about = told.about()
    head = [told.heading().upper(), f"{about[:1].upper()}{about[1:]}"]
    return [told.provenance.mark, *head] if told.provenance.mark else head


def _chapters(chapters: Sequence[Chapter]) -> list[str]:
    lines = []
    for number, chapter in enumerate(chapters, start=1):
        lines += ["", f"{formats.roman(number)}. {chapter.title.upper()}"]
        lines += [f"- {sentence}" for sentence in chapter.sentences()]
    return lines
