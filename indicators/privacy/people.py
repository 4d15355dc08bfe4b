"""Names of people in a text: of the Kinh, and of the peoples of the highlands, the north and the south.

Written with marks or without, in small letters or capitals. A word that is a family name and also an ordinary
word (Hồ, Cao, Lý) counts only where procedures do not put it beside its neighbours.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from indicators.folding import without_marks
from indicators.privacy.words import MARKED, Word, Words, words_of

_LISTS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))


def _listed(name: str) -> frozenset[str]:
    return frozenset(_LISTS[name].split())


# Family names that are hardly ever anything else.
_FAMILY = _listed("family")
# Family names and ordinary words: a given name follows them, or capitals tell.
_ALSO_FAMILY = _listed("also_family")
# Middle and given names.
_GIVEN = _listed("given")
_NO_NAME = _listed("no_name")
_ADDRESSING = _listed("addressing")
_TOLD = re.compile(
    r"\b(?:họ và tên|họ tên|tên là|chủ hộ|chủ hồ sơ|người nộp|người đứng tên|đứng tên|vợ chồng|vợ là|chồng là"
    r"|con trai|con gái|ô\.|b\.)\s*(?:là|ông|bà|:|-)*\s*(?P<name>[^\W\d_]+)",
    re.IGNORECASE,
)
_OF_SOMEONE = re.compile(r"\b(?:của|cho|với)\s+(?P<name>[^\W\d_][\w'’ʼ]*)\s+(?P<other>[^\W\d_][\w'’ʼ]*)")
# H'Bia, H’ Nga, R'com, Y'Blưm; C/O or l'Oréal is no name.
_APOSTROPHE = re.compile(r"(?<![\w/])(?![ldno]['’])[A-ZĐ][A-ZĐ]{0,2}['’ʼ`´]\s?[^\W\d_]{2,}", re.IGNORECASE)
# A Thíu, Y Blưm, H Nga: men's and women's names of the highlands.
_INITIAL = re.compile(r"(?<![\w/.&-])[AYH]\s+(?P<name>[^\W\d_]{2,})")
# N.V.Tài.
_INITIALS = re.compile(r"(?<![\w.])(?:[A-ZĐ]\.\s?){2,3}(?=[A-ZĐ][^\W\d_A-ZĐ])")
# "của Hùng", "cho con là Kiệt".
_OF_ONE = re.compile(r"\b(?:của|cho|là)\s+(?P<name>[A-ZĐÀ-Ỹ][^\W\d_]+)(?P<more>\s+[^\W\d_]+)?")
# "Nguyen-Van-Tai", "NguyenVanTai": words that are written as one.
JOINED = re.compile(r"(?<=[^\W\d_]{2})[-_](?=[^\W\d_]{2})|(?<=[^\W\d_A-ZĐÀ-Ỹ])(?=[A-ZĐ][^\W\d_A-ZĐ])")
_BEFORE_SOMEONE = frozenset(("cho", "của", "với", "là"))
# In words: Siu Thị Thu Hồng.
_LONGEST_NAME = 4
# A syllable has at most seven letters.
_LONGEST_SYLLABLE = 7
# The same in small letters.
_INITIAL_SMALL = frozenset("ayh")
_ROMAN = re.compile(r"[IVX]+")
# Whether letters can be a Vietnamese syllable, or several.
_LETTERS = r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
_SYLLABLE = re.compile(_LETTERS, re.IGNORECASE)
SYLLABLES = re.compile(rf"(?:{_LETTERS}){{2,}}", re.IGNORECASE)


def names_a_person(text: str, known: Words, *, is_label: bool = False, has_places: bool = False) -> bool:
    """Tell whether a person's name stands in an NFC text with single spaces; `known` is what procedures say.

    A label may be of any language: without marks it is a name only where it has a syllable of one. In a text
    that has places, two capitals are no name unless a family's begins it.
    """
    apart = JOINED.sub(" ", text)
    if apart != text and names_a_person(apart, known, is_label=True, has_places=has_places):
        return True
    words = words_of(text)
    if not words:
        return False
    if (
        _APOSTROPHE.search(text)
        or _INITIALS.search(text)
        or any(is_joined_name(word.written) for word in words)
    ):
        return True
    if any(_is_initialled(found["name"], found[0], known) for found in _INITIAL.finditer(text)):
        return True
    if not MARKED.search(text):
        return _names_unmarked(words, known.unmarked, is_label)
    is_mixed = not text.isupper()
    return (
        any(_begins_a_name(words, at, known, is_mixed, has_places) for at in range(len(words) - 1))
        or (is_mixed and any(found["name"].istitle() for found in _TOLD.finditer(text)))
        or (is_mixed and any(_is_of_someone(found, known) for found in _OF_SOMEONE.finditer(text)))
        or (is_mixed and any(_is_of_one(found, known) for found in _OF_ONE.finditer(text)))
        or any(_begins_an_unmarked_name(words, at, known.unmarked) for at in range(len(words) - 1))
    )


def is_name(small: str) -> bool:
    """Tell whether a word in small letters, as it stands, is a family or given name, among other things."""
    return small in _ANY_FAMILY or small in _ANY_GIVEN


def is_of_no_name(small: str) -> bool:
    """Tell whether a word in small letters stands in no name of a person: "của", "theo", but not "như"."""
    return small in _NO_NAME and small not in _GIVEN


def may_be_called(*words: str) -> bool:
    """Tell whether each of the words is a family or given name, among other things."""
    return _CALLED.issuperset(map(without_marks, words))


def _begins_a_name(words: Sequence[Word], at: int, known: Words, is_mixed: bool, has_places: bool) -> bool:
    """Tell whether a name begins, or a person is addressed, at this word."""
    word, behind = words[at], words[at + 1]
    if not behind.follows or behind.small in _NO_NAME or is_abbreviation(word):
        return False
    if is_abbreviation(behind) and word.small not in _FAMILY:
        return False
    is_new = (word.small, behind.small) not in known.pairs
    capitals = is_mixed and word.is_initial and behind.is_initial
    is_part = at > 0 and word.follows and (words[at - 1].small, word.small) in known.pairs
    is_rare = word.small in _FAMILY or (word.small in _FAMILY_UNMARKED and word.small not in known.single)
    if is_rare and is_new and (capitals or not is_part):
        return True
    if word.small in _ANY_FAMILY and ((capitals and is_new) or _is_given(words, at, known, is_part)):
        return True
    if is_new and word.small in _ANY_FAMILY and _is_strange(words, at, known):
        return True
    if word.small in _INITIAL_SMALL and behind.small not in known.single and len(behind.small) > 2:
        return True
    if word.small in _ADDRESSING and is_new:
        return behind.is_initial if is_mixed else not is_part and behind.small in _ANY_GIVEN
    # Two capitals that procedures do not put together, one of them as people are called, or no syllable.
    return (
        capitals
        and is_new
        and not has_places
        and (
            _is_given(words, at, known, False)
            or not are_syllables(word, behind)
            or (word.small in _ANY_GIVEN and behind.small in _ANY_FAMILY)
        )
    )


def _is_strange(words: Sequence[Word], at: int, known: Words) -> bool:
    """Whether a family's name and what follows it stand alone, and procedures join none of these words so."""
    if at and words[at].follows and words[at - 1].small not in _BEFORE_SOMEONE:
        return False
    end = at + 1
    while end < len(words) and words[end].follows:
        end += 1
    name = words[at:end]
    # A family's name without its marks has none behind it either.
    if name[0].small not in _FAMILY | _ALSO_FAMILY and any(MARKED.search(one.written) for one in name):
        return False
    if len(name) == 2:
        return name[1].small not in known.single and not is_abbreviation(name[1])
    return len(name) <= _LONGEST_NAME and not any(
        one.small in _NO_NAME or is_abbreviation(one) or (one.small, other.small) in known.pairs
        for one, other in pairwise([*name, name[0]])
    )


def _is_given(words: Sequence[Word], at: int, known: Words, is_part: bool) -> bool:
    """Tell whether middle and given names follow, in an order that procedures do not know."""
    end = at + 1
    while end < len(words) and words[end].follows and words[end].small in _ANY_GIVEN:
        if words[end].small == "việt" and end + 1 < len(words) and words[end + 1].small == "nam":
            break
        end += 1
    chain = [word.small for word in words[at:end]]
    if len(chain) < (3 if is_part else 2):
        return False
    goes_on = end < len(words) and words[end].follows and (chain[-1], words[end].small) in known.pairs
    return not goes_on and any(pair not in known.pairs for pair in pairwise(chain))


def is_abbreviation(word: Word) -> bool:
    """Tell whether no syllable can be read from capitals: GCN, UBND; I and IV are numbers."""
    if not word.written.isupper() or word.small in _ANY_FAMILY:
        return False
    return len(word.written) == 1 or bool(_ROMAN.fullmatch(word.written)) or not are_syllables(word)


def are_syllables(*words: Word) -> bool:
    return all(_SYLLABLE.fullmatch(without_marks(word.written)) for word in words)


def _is_initialled(name: str, written: str, known: Words) -> bool:
    """Tell whether a name and an initial follow: "A Thíu", but not "mẫu A theo"."""
    if name == "Các" or not name[0].isupper() or name.isupper():
        return False
    return (written[0].casefold(), name.casefold()) not in known.pairs


def _is_of_someone(found: re.Match[str], known: Words) -> bool:
    """Tell whether two capitals after "của" are a name: procedures have offices there."""
    name, other = found["name"], found["other"]
    return name[0].isupper() and other[0].isupper() and (name.casefold(), other.casefold()) not in known.pairs


def _is_of_one(found: re.Match[str], known: Words) -> bool:
    """Whether one capital after "của" is somebody: procedures have other words there."""
    name = found["name"].casefold()
    behind = (found["more"] or "").strip().casefold()
    goes_on = behind not in _NO_NAME and (name, behind) in known.pairs
    before = found[0].split()[0].casefold()
    return name in _ANY_GIVEN and not goes_on and (before, name) not in known.pairs


def is_joined_name(word: str) -> bool:
    """Whether it is a family's name and others written as one word: "nguyenvantai"."""
    plain = without_marks(word)
    return len(plain) > _LONGEST_SYLLABLE and bool(_WHOLE_NAME.fullmatch(plain))


def _begins_an_unmarked_name(words: Sequence[Word], at: int, known: Words) -> bool:
    """Whether a name without marks begins at this word, among others that have them."""
    word, behind = words[at], words[at + 1]
    if not behind.follows or MARKED.search(word.written + behind.written):
        return False
    if (
        word.small in _NO_NAME
        or (behind.small in _NO_NAME and word.small not in _FAMILY_UNMARKED)
        or is_abbreviation(word)
        or is_abbreviation(behind)
    ):
        return False
    before = without_marks(words[at - 1].written) if at and word.follows else ""
    is_part = (before, word.small) in known.pairs
    follow = without_marks(words[at + 2].written) if at + 2 < len(words) and words[at + 2].follows else ""
    goes_on = (behind.small, follow) in known.pairs
    is_called = word.small in _BEGINNING or {word.small, behind.small} <= _CALLED
    is_new = (word.small, behind.small) not in known.pairs
    return is_new and is_called and not is_part and not goes_on and are_syllables(word, behind)


def _names_unmarked(words: Sequence[Word], known: Words, is_label: bool) -> bool:
    """Tell whether words without marks name a person: little can be told from letters.

    Only what procedures put together is no name.
    """
    plain = [without_marks(word.written) for word in words]
    for at, (word, behind) in enumerate(pairwise(words)):
        if not behind.follows or is_abbreviation(word) or is_abbreviation(behind):
            continue
        is_new = (plain[at], plain[at + 1]) not in known.pairs
        is_part = at > 0 and word.follows and (plain[at - 1], plain[at]) in known.pairs
        is_called = plain[at] in _BEGINNING or {plain[at], plain[at + 1]} <= _CALLED
        begins = is_called and not is_part and are_syllables(word, behind)
        if is_new and (not is_label or begins or plain[at] in _FAMILY_UNMARKED):
            return True
        if plain[at] in _ADDRESSING_UNMARKED and behind.written.istitle() and not word.written.istitle():
            return True
    if len(words) == 1:
        return plain[0] in _FAMILY_UNMARKED
    # "dinh trong nghia": "quy định trong" and "trong nghĩa vụ" are phrases, all three are none.
    for at in range(len(words) - 2):
        three = (plain[at], plain[at + 1], plain[at + 2])
        follow = words[at + 1].follows and words[at + 2].follows
        if (
            follow
            and three not in known.threes
            and three[0] in _ANY_FAMILY
            and _ANY_GIVEN.issuperset(three[1:])
        ):
            return True
    # "Do Thi Hanh", though "do thi" may be "đô thị" and "thi hanh" "thi hành"; "ly hai yen" by itself.
    is_whole = 3 <= len(words) <= _LONGEST_NAME and _CALLED.issuperset(plain)
    return plain[0] in _ANY_FAMILY and (is_whole or all(word.written.istitle() for word in words))


_FAMILY_UNMARKED = frozenset(map(without_marks, _FAMILY))
_ANY_FAMILY = _FAMILY | _ALSO_FAMILY | _FAMILY_UNMARKED | frozenset(map(without_marks, _ALSO_FAMILY))
_ADDRESSING_UNMARKED = frozenset(map(without_marks, _ADDRESSING))
_ANY_GIVEN = _GIVEN | frozenset(map(without_marks, _GIVEN))
_BEGINNING = _ANY_FAMILY | _ADDRESSING_UNMARKED
_CALLED = _ANY_FAMILY | _ANY_GIVEN
_WHOLE_NAME = re.compile(
    rf"(?:{'|'.join(_FAMILY_UNMARKED)})(?:{'|'.join(sorted(map(without_marks, _GIVEN), key=len, reverse=True))})+"
)
