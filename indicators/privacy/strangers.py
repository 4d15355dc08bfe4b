"""What stands behind a procedure's name and is nobody's word: told by its company, not by a list of names.

The name of a procedure is made of words that other procedures put together as well. What is added to it in one
cell, somebody's name above all, is not: no two of its words stand together in any text about nobody, whatever
people it comes from and however it is written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from indicators.privacy.people import are_syllables, is_abbreviation, is_name, is_of_no_name
from indicators.privacy.words import MARKED, Word, Words, words_of

_ROMAN = re.compile(r"[IVX]+")
# Tones, hats and bows; the horn of "TƯ" and the bar of "HĐND" stand in abbreviations.
_MARK = re.compile("[\u0300-\u0303\u0306\u0309\u0323]")
_LETTERS_OF_A_WORD = 3
_BEFORE_SOMEONE = frozenset(("cho", "của", "với", "là"))
# In words: of a procedure, of a name.
_FEWEST_BEFORE, _LONGEST_NAME = 2, 5
_SEPARATORS = " \t-–—:;,.(["


def without_stranger(text: str, known: Words) -> str:
    """Return an NFC text with single spaces as far as procedures go, without a stranger behind it."""
    words = words_of(text)
    found = (_apart(text, words, known), _added(words, known), _titled(words, known), _foreign(words, known))
    starts = [start for start in found if start]
    if not starts:
        return text
    kept = words[: min(starts)]
    while kept and kept[-1].small in _BEFORE_SOMEONE:
        kept = kept[:-1]
    return text[: kept[-1].end].rstrip(_SEPARATORS) if kept else ""


def _apart(text: str, words: Sequence[Word], known: Words) -> int | None:
    """Find where the last few words begin, if they stand apart and no two of them together elsewhere.

    Procedures list things, behind commas: there half of the words must be as people are called.
    """
    first = len(words) - 1
    while first > 0 and words[first].follows and not _is_before_someone(words, first - 1):
        first -= 1
    last = words[first:]
    if first <= 0 or not 2 <= len(last) <= _LONGEST_NAME or any(map(str.isdigit, text[last[0].start :])):
        return None
    if any(is_abbreviation(word) or is_of_no_name(word.small) for word in last):
        return None
    if any((word.small, behind.small) in known.pairs for word, behind in pairwise(last)):
        return None
    is_listed = "," in text[words[first - 1].end : last[0].start]
    strange = sum(_is_strange(word, known) for word in last)
    return first if strange and (not is_listed or 2 * strange >= len(last)) else None


def _is_before_someone(words: Sequence[Word], at: int) -> bool:
    """Tell whether somebody may follow a word: "cho", "của", "với", but not "đối với"."""
    return words[at].small in _BEFORE_SOMEONE and not (at and words[at - 1].small == "đối")


def _added(words: Sequence[Word], known: Words) -> int | None:
    """Find the last words, where nothing parts them from the others, nor joins them: "… hộ chiếu lều xuyến"."""
    if len(words) < _FEWEST_BEFORE + 2:
        return None
    before, word, behind = words[-3:]
    if not (word.follows and behind.follows) or any(map(is_abbreviation, (word, behind))):
        return None
    is_new = not {(before.small, word.small), (word.small, behind.small)} & known.pairs
    is_unknown = word.small not in known.single or behind.small not in known.single
    is_added = is_new and is_unknown and all(_is_strange(each, known) for each in (word, behind))
    return len(words) - 2 if is_added else None


def _titled(words: Sequence[Word], known: Words) -> int | None:
    """Find where the last words begin that all have capitals, if not all of them stand together elsewhere."""
    first = len(words)
    while first and words[first - 1].is_initial and (first == len(words) or words[first].follows):
        first -= 1
    last = words[first:]
    if first < _FEWEST_BEFORE or not 2 <= len(last) <= _LONGEST_NAME or any(map(is_abbreviation, last)):
        return None
    is_new = any((word.small, behind.small) not in known.pairs for word, behind in pairwise(last))
    return first if is_new and any(_is_strange(word, known) for word in last) else None


def _foreign(words: Sequence[Word], known: Words) -> int | None:
    """Find the first two words written otherwise than all around them, and together nowhere else.

    Capitals among small letters; words without marks, that have them elsewhere, among others that have them.
    """
    is_mixed = not all(word.written.isupper() for word in words)
    is_marked = any(MARKED.search(word.written) for word in words)
    for at, (word, behind) in enumerate(pairwise(words)):
        if not behind.follows or (word.small, behind.small) in known.pairs:
            continue
        if is_mixed and _are_shouted(word, behind):
            return at
        if is_marked and _are_bare(word, behind, known):
            return at
    return None


def _are_shouted(*words: Word) -> bool:
    """Tell whether words are capitals throughout, and no abbreviations: those have no marks, and are no syllables."""
    if not all(word.written.isupper() and not _ROMAN.fullmatch(word.written) for word in words):
        return False
    letters = unicodedata.normalize("NFD", " ".join(word.written for word in words))
    return bool(_MARK.search(letters)) or any(
        are_syllables(word) and len(word.written) >= _LETTERS_OF_A_WORD for word in words
    )


def _are_bare(word: Word, behind: Word, known: Words) -> bool:
    """Tell whether two words have no marks, and one of them is never seen so."""
    both = (word, behind)
    return (
        not any(MARKED.search(each.written) or is_abbreviation(each) for each in both)
        and any(each.small not in known.single for each in both)
        and all(_is_strange(each, known) for each in both)
        and are_syllables(*both)
    )


def _is_strange(word: Word, known: Words) -> bool:
    """Tell whether people are called so, or no text about nobody has the word."""
    return word.small not in known.single or is_name(word.small)
