"""What may stay of a text: words that stand side by side in texts about nobody; all others go.

No list of names can be whole: a family of four, a village of the highlands, a name in small letters without marks is
in none. So it is not asked who is named, but what is known: the catalogue of procedures, the offices and ordinary
phrases teach which two words stand side by side, and a run of words stays only where every two neighbours do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property

from indicators.folding import without_marks
from indicators.privacy.words import MARKED

HIDDEN = "…"
_WORD = re.compile(r"\w+(?:['’ʼ`´]\w+)*")
# Two words, and how far the second is behind the first.
_Near = tuple[str, str, int]
# Stands before the first word of a text.
_BEGINNING = ""
_LEADS_ON = frozenset(("cho", "của", "với", "là", "cua", "voi", "la", "và", "va", "tại", "tai"))


class Company:
    """Which words stand side by side in some texts, or with one between them, and which begin one.

    Numbers are words.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._near: set[_Near] = set()
        for text in texts:
            self._near.update(_near([_BEGINNING, *_small(text)]))

    def joined_by(self, texts: Iterable[str]) -> Company:
        """Return the company of these texts and of others."""
        joined = Company(texts)
        joined._near |= self._near
        return joined

    @cached_property
    def _unmarked(self) -> set[_Near]:
        return {(without_marks(first), without_marks(other), far) for first, other, far in self._near}

    def keeps(self, text: str) -> bool:
        """Tell whether a text begins as one of these, and all of its words stand together as in some."""
        return self._near_in(text).issuperset(_near([_BEGINNING, *_small(text)]))

    def runs(self, text: str) -> list[tuple[int, int, int]]:
        """Find the words that stay together: where each run begins and ends in an NFC text, how many words it has."""
        known, runs, before = self._near_in(text), list[tuple[int, int, int]](), list[str]()
        for word in _WORD.finditer(text):
            before.append(word[0].casefold())
            if runs and known.issuperset(_near(before[-1 - min(runs[-1][2], 2) :])):
                begins, _, count = runs[-1]
                runs[-1] = begins, word.end(), count + 1
            else:
                runs.append((word.start(), word.end(), 1))
        return runs

    def part(self, text: str, fewest: int) -> str:
        """Return an NFC text as far as it stays, in runs of at least so many words, "…" for each gap."""
        runs = self.runs(text)
        kept = [_whole_phrase(text[begins:ends]) for begins, ends, count in runs if count >= fewest]
        if not kept:
            return ""
        first, last = runs[0], runs[-1]
        front = f"{HIDDEN} " if first[2] < fewest or text.startswith(HIDDEN) else ""
        behind = f" {HIDDEN}" if last[2] < fewest or text.endswith(HIDDEN) else ""
        return front + f" {HIDDEN} ".join(kept) + behind

    def _near_in(self, text: str) -> set[_Near]:
        """Return what to compare with: whoever types without marks does so throughout."""
        return self._near if MARKED.search(text) else self._unmarked


def _small(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(unicodedata.normalize("NFC", text))]


def _near(words: list[str]) -> Iterator[_Near]:
    """Yield each two words that stand side by side, and each two with one between."""
    for far in (1, 2):
        for first, other in zip(words, words[far:], strict=False):
            yield first, other, far


def _whole_phrase(run: str) -> str:
    """Take off the last words where they only lead on to what went: "Đăng ký khai sinh cho"."""
    words = run.split()
    while words and words[-1].casefold() in _LEADS_ON:
        words.pop()
    return " ".join(words)
