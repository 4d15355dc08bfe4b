"""Which words follow one another in the names of procedures: what a person's name among them does not.

"hồ sơ", "quản lý" and "đặc biệt" hold family names (Hồ, Lý, Đặng without marks) and are none; that is learned
from the catalogue of procedures, not listed by hand.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from indicators.folding import without_marks
from indicators.reference.procedures import Procedure, load_procedures
from indicators.reference.provinces import load_provinces

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`´][^\W\d_]+)*['’ʼ`´]?")
MARKED = re.compile(r"[À-ÖØ-öø-ỹĂăĐđĨĩŨũƠơƯư]")
_OFFICE: dict[str, str] = tomllib.loads(
    Path(__file__).with_name("office_words.toml").read_text(encoding="utf-8")
)
# Words that nobody is called by.
PLAIN = frozenset(_OFFICE["plain"].split())


class Word(NamedTuple):
    """A word of a text: as written, in small letters, whether only a space is before it, and where it stands."""

    written: str
    small: str
    follows: bool
    start: int
    end: int

    @property
    def is_initial(self) -> bool:
        """Whether it begins with a capital: "Hoa", "HOA"."""
        return self.written[0].isupper()


def words_of(text: str) -> list[Word]:
    """Return the words of an NFC text in their order."""
    found: list[Word] = []
    end = -1
    for match in _WORD.finditer(text):
        follows = end >= 0 and text[end : match.start()].isspace()
        found.append(Word(match[0], match[0].casefold(), follows, match.start(), match.end()))
        end = match.end()
    return found


class Words:
    """The words, the pairs and the threes of words that some texts hold.

    `titled` are pairs with two capitals, `twos` those beside which no other word stands: "(cấp tỉnh)".
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self.single: set[str] = set()
        self.pairs: set[tuple[str, str]] = set()
        self.threes: set[tuple[str, str, str]] = set()
        self.titled: set[tuple[str, str]] = set()
        self.twos: set[tuple[str, str]] = set()
        for text in texts:
            row: list[Word] = []
            for word in words_of(unicodedata.normalize("NFC", text)):
                if not word.follows:
                    self._learn(row)
                    row = []
                row.append(word)
            self._learn(row)

    def _learn(self, row: Sequence[Word]) -> None:
        """Learn from words of which only spaces are between."""
        small = [word.small for word in row]
        self.single.update(small)
        self.pairs.update(pairwise(small))
        self.threes.update(zip(small, small[1:], small[2:], strict=False))
        if len(small) == 2:
            self.twos.add((small[0], small[1]))
        capitals = [word.written != word.small for word in row]
        if sum(capitals) > 1:
            self.titled.update(
                pair
                for pair, *both in zip(pairwise(small), capitals, capitals[1:], strict=False)
                if all(both)
            )

    @cached_property
    def unmarked(self) -> Words:
        """The same as whoever types without marks writes them."""
        folded = Words(())
        folded.single = set(map(without_marks, self.single))
        folded.pairs = {(without_marks(first), without_marks(other)) for first, other in self.pairs}
        folded.twos = {(without_marks(first), without_marks(other)) for first, other in self.twos}
        folded.threes = {
            (without_marks(one), without_marks(two), without_marks(three)) for one, two, three in self.threes
        }
        return folded


@cache
def known_words() -> Words:
    """Return the words of texts about nobody: the catalogue of procedures, ordinary office phrases."""
    return Words(about_nobody(load_procedures()))


def about_nobody(procedures: Iterable[Procedure]) -> Iterator[str]:
    """Return texts that name no person: these procedures, the provinces, ordinary phrases."""
    yield _OFFICE["phrases"]
    yield from load_provinces().values()
    yield from {text for procedure in procedures for text in (procedure.name, procedure.field)}
