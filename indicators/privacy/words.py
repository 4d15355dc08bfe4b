"""Which words follow one another in the names of procedures: what a person's name among them does not.

"hồ sơ", "quản lý" and "đặc biệt" hold family names (Hồ, Lý, Đặng without marks) and are none; that is learned
from the catalogue of procedures, not listed by hand.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from indicators.folding import without_marks
from indicators.reference.procedures import Procedure, load_procedures
from indicators.reference.provinces import load_provinces

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`´][^\W\d_]+)*['’ʼ`´]?")
MARKED = re.compile(r"[À-ÖØ-öø-ỹĂăĐđĨĩŨũƠơƯư]")
# What offices write that no procedure of the catalogue happens to hold: phrases, fields, names of offices and files.
PHRASES: dict[str, str] = tomllib.loads(Path(__file__).with_name("phrases.toml").read_text(encoding="utf-8"))
_OTHER_PROCEDURES = Path(__file__).with_name("procedures_of_other_ministries.txt")


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
    """The words, the pairs and the threes of words that some texts hold."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.single: set[str] = set()
        self.pairs: set[tuple[str, str]] = set()
        self.threes: set[tuple[str, str, str]] = set()
        for text in texts:
            before: list[str] = []
            for word in words_of(unicodedata.normalize("NFC", text)):
                self.single.add(word.small)
                before = [*before[-2:], word.small] if word.follows else [word.small]
                if len(before) > 1:
                    self.pairs.add((before[-2], word.small))
                if len(before) > 2:
                    self.threes.add((before[-3], before[-2], word.small))

    @cached_property
    def unmarked(self) -> Words:
        """The same as whoever types without marks writes them."""
        folded = Words(())
        folded.single = set(map(without_marks, self.single))
        folded.pairs = {(without_marks(first), without_marks(other)) for first, other in self.pairs}
        folded.threes = {
            (without_marks(one), without_marks(two), without_marks(three)) for one, two, three in self.threes
        }
        return folded


@cache
def known_words() -> Words:
    """Return the words of texts about nobody: the catalogue of procedures, ordinary office phrases."""
    return Words(about_nobody(load_procedures()))


def phrases(kind: str) -> list[str]:
    """Return the phrases of a kind in `phrases.toml`, each a text of its own."""
    return [
        phrase.strip() for line in PHRASES[kind].splitlines() for phrase in line.split(";") if phrase.strip()
    ]


def about_nobody(procedures: Iterable[Procedure]) -> Iterator[str]:
    """Return texts that name no person: these procedures, the provinces, ordinary phrases."""
    yield from phrases("ordinary")
    yield from phrases("fields")
    for name in _OTHER_PROCEDURES.read_text(encoding="utf-8").splitlines():
        if not name.startswith("#"):
            yield name
    yield from load_provinces().values()
    for procedure in procedures:
        yield procedure.name
        yield procedure.field
