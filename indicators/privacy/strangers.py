"""What of a text is not understood, and so may be anybody: told by what office texts say, not by lists of names.

A text about nobody is made of words that nobody is called by, and of others beside a neighbour they have in the
names of procedures or in office phrases. Two words beside one another that are neither, one with a capital, one that
is no syllable, or one behind "ông", "bà", "hộ" may be somebody's name, from whatever people and however it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from indicators.folding import without_marks
from indicators.privacy.people import JOINED, SYLLABLES, are_syllables, is_name
from indicators.privacy.words import MARKED, PLAIN, Word, Words, words_of

# In letters; a shorter one is a word of any language.
_SYLLABLES_LETTERS = 8
_ROMAN = re.compile(r"[IVX]+")
_ACRONYM = re.compile(r"[A-Z]{3,6}")
_VOWEL = re.compile(r"[AEIOUY]", re.IGNORECASE)
# What of an abbreviation has a mark, or looks like a vowel: HĐND, TKTƯ.
_OF_ABBREVIATIONS = re.compile(r"Đ|(?<=T)Ư$")
# "khổng nghị", "khổng-nghị", "khổng/nghị".
_BESIDE = re.compile(r"\s*[\s\-–_/.]\s*")
_BEFORE_SOMEONE = frozenset(
    ("cho", "của", "với", "ông", "bà", "anh", "chị", "hộ", "tên", "cô", "chú", "cụ", "em", "cháu", "họ")
)
_ADDRESSED = frozenset(("ông", "bà", "anh", "chị", "hộ", "cô", "cụ"))
# Initials of highland names: "A Thíu", "Y Blưm", "H Nga".
_INITIALS = frozenset("ayh")
_NEAR_SOMEONE = _BEFORE_SOMEONE | _INITIALS
_SEPARATORS = " \t-–—:;,.([/_\n"

Standing = Literal["plain", "beside", "alone", "unknown"]


class Stranger(NamedTuple):
    """Words that are not understood: from the first to before the last, by number."""

    first: int
    end: int


def without_stranger(text: str, known: Words) -> str:
    """Return an NFC text as far as it is understood."""
    words = words_of(text)
    found = next(strangers(text, words, known), None)
    if found is None:
        return text
    # What may belong to the name, although other texts have it there as well, and what now stands alone.
    kept = words[: found.first]
    while kept and (
        kept[-1].small in _NEAR_SOMEONE
        or is_name(kept[-1].small)
        or _standing(kept, len(kept) - 1, known, is_mixed=not text.isupper()) in ("alone", "unknown")
    ):
        kept = kept[:-1]
    return text[: kept[-1].end].rstrip(_SEPARATORS) if kept else ""


def is_understood(text: str, known: Words) -> bool:
    """Tell whether every word of an NFC text is one of office texts."""
    return next(strangers(text, words_of(text), known), None) is None


def strangers(text: str, words: Sequence[Word], known: Words) -> Iterator[Stranger]:
    """Yield the words beside one another that are not understood, in their order."""
    if not MARKED.search(text):
        yield from _unmarked(text, words, known.unmarked)
        return
    is_mixed = not text.isupper()
    standing = [_standing(words, at, known, is_mixed) for at in range(len(words))]
    at = 0
    while at < len(words):
        end = at
        while (
            end < len(words)
            and standing[end] in ("alone", "unknown")
            and (end == at or _beside(text, words, end))
        ):
            end += 1
        if end > at + 1 or (end > at and _may_be_someone(words, at, standing, text)):
            yield Stranger(at, end)
        at = max(end, at + 1)


def _standing(words: Sequence[Word], at: int, known: Words, is_mixed: bool) -> Standing:
    """Tell how a word stands in a text: plain by itself, beside a known neighbour, known elsewhere, or unknown."""
    word = words[at]
    if word.small in PLAIN or _is_abbreviation(word, known, is_mixed):
        return "plain"
    if len(word.small) == 1 and word.small not in _INITIALS:
        return "plain"
    if word.small not in known.single:
        return "alone" if len(word.small) == 1 else "unknown"
    before = at > 0 and _belong(words[at - 1], word, known, is_mixed)
    behind = at + 1 < len(words) and _belong(word, words[at + 1], known, is_mixed)
    return "beside" if before or behind else "alone"


def _belong(word: Word, behind: Word, known: Words, is_mixed: bool) -> bool:
    """Tell whether office texts have two words beside one another; among small letters capitals stand by themselves."""
    if is_mixed and _is_shouted(word) != _is_shouted(behind):
        return False
    is_titled = is_mixed and word.is_initial and behind.is_initial and not _is_shouted(word)
    if is_titled and (word.small, behind.small) not in known.titled:
        return False
    # "vắc xin", "vắc-xin".
    is_next = behind.follows or behind.start == word.end + 1
    return is_next and (word.small, behind.small) in known.pairs


def _is_shouted(word: Word) -> bool:
    return word.written.isupper() and len(word.written) > 1


def _is_abbreviation(word: Word, known: Words, is_mixed: bool) -> bool:
    """Tell whether capitals are a number, known, or have no vowel: II, UBND, GCN."""
    if not _is_shouted(word):
        return False
    if _ROMAN.fullmatch(word.written):
        # Of "VI VĂN LÚN" it is the family.
        return is_mixed or not is_name(word.small)
    letters = _OF_ABBREVIATIONS.sub("", word.written)
    if are_syllables(word) or MARKED.search(letters):
        return False
    return word.small in known.single or not _VOWEL.search(letters)


def _may_be_someone(words: Sequence[Word], at: int, standing: Sequence[Standing], text: str) -> bool:
    """Tell whether one word by itself may be a name, its neighbours being understood."""
    word, is_mixed = words[at], not text.isupper()
    before = words[at - 1].small if at and word.follows else ""
    if before in _ADDRESSED or (before in _BEFORE_SOMEONE and is_name(word.small)):
        return True
    if is_mixed and word.is_initial and is_name(word.small):
        return at > 0
    if standing[at] == "alone":
        # A family's name may be a neighbour's neighbour by chance; the word behind it, at the end, is not.
        is_last = not any(map(str.isalnum, text[word.end :]))
        return is_last and at > 0 and standing[at - 1] != "plain" and is_name(word.small)
    return not (is_mixed and _ACRONYM.fullmatch(word.written)) or is_name(word.small)


def _beside(text: str, words: Sequence[Word], at: int) -> bool:
    return bool(_BESIDE.fullmatch(text, words[at - 1].end, words[at].start))


def _unmarked(text: str, words: Sequence[Word], known: Words) -> Iterator[Stranger]:
    """Yield what is not understood of words without marks: little can be told from letters, so only threes count."""
    plain = [without_marks(word.written) for word in words]
    is_short = [_is_abbreviation(word, known, is_mixed=not text.isupper()) for word in words]
    at = 0
    while at < len(words):
        end = at + 1
        while end < len(words) and is_short[end] == is_short[at] and _beside(text, words, end):
            end += 1
        is_one = end == at + 1 and not may_be_joined(words[at])
        if not (is_short[at] or is_one or _is_known_row(plain[at:end], known)):
            yield Stranger(at, end)
        at = end


def may_be_joined(word: Word) -> bool:
    """Tell whether one word without marks is several syllables: "khongnghi", "KhongNghi"."""
    is_long = len(word.small) >= _SYLLABLES_LETTERS and SYLLABLES.fullmatch(word.small) is not None
    return is_long or JOINED.search(word.written) is not None


def _is_known_row(plain: Sequence[str], known: Words) -> bool:
    if len(plain) == 1:
        return plain[0] in known.single
    if len(plain) == 2:
        return (plain[0], plain[1]) in known.twos
    return all((plain[at], plain[at + 1], plain[at + 2]) in known.threes for at in range(len(plain) - 2))
