"""Names of files, sheets and headers as they may be kept and shown: what is not known to tell of nobody becomes "…".

"HS quá hạn - Nguyễn Văn A.xlsx" is kept as "HS quá hạn - ….xlsx": enough to find it again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import PurePosixPath

from indicators.folding import without_marks
from indicators.privacy.company import HIDDEN, Company
from indicators.privacy.people import SYLLABLE, is_joined_name, may_be_called, names_a_person
from indicators.privacy.places import LONGEST, finds_a_person, without_places
from indicators.privacy.units import is_public_unit, short_office_names
from indicators.privacy.words import PHRASES, known_words, phrases

# Words that stand alone and are no part of a name; words that a number follows.
_ALONE = frozenset(PHRASES["label_words"].split())
_COUNTED = frozenset(PHRASES["counted"].split())
# Letters of a number that is no telephone's, and of a word that is no joined name.
_LONGEST_NUMBER, _LONGEST_WORD = 4, 7
_NUMBER_FOLLOWS = re.compile(r"[\s._\-]{0,3}(?:\d|[IVX]+\b)", re.IGNORECASE)
_SYLLABLES = re.compile(rf"(?:{SYLLABLE})+")
_OF_HIGHLANDS = re.compile(
    r"[hkr][bcdghjklmnprstw]|m[lnr]|j|d[hj]|bh|bl|br|dr|gl|gr|pl|tl|[^aeiouy]{4}|y[^aeiouy]"
)
_LETTERS = re.compile(r"[^\W\d_]+")
# No syllable without a vowel: TTHC, QLĐT.
_ABBREVIATION = re.compile(r"[B-DF-HJ-NP-TV-XZĐ]{2,6}")
_HIDDEN_TWICE = re.compile(rf"{HIDDEN}(?:[\s_\-.,]*{HIDDEN})+")
RECENT_DAY = re.compile(
    r"((?<!\d)20[2-9]\d[-_.]?(?:0?\d|1[0-2])[-_.]?[0-3]?\d(?!\d)|(?<!\d)[0-3]?\d[-_./][01]?\d[-_./]20[2-9]\d(?!\d))"
)
_ENDING = re.compile(r"\.(?:csv|txt|xlsx?|xlsm|ods|docx?|html?|xml|json|zip)$", re.IGNORECASE)
_ROMAN = re.compile(r"[IVX]+")
_APART = re.compile(r"[^\w'’ʼ`´]|_")


@lru_cache(maxsize=4096)
def public_label(written: str) -> str:
    """Return the name, as far as it is known to tell of nobody."""
    plain = unicodedata.normalize("NFC", written)
    if len(plain) > LONGEST:
        return HIDDEN
    if is_public_unit(plain):
        return written
    # Every other piece is a day: of these years nobody's who applies for anything.
    name = _ENDING.sub("", plain)
    pieces = RECENT_DAY.split(name)
    is_one_word = len(_LETTERS.findall(name)) == 1
    shown = [piece if number % 2 else _shown(piece, is_one_word) for number, piece in enumerate(pieces)]
    public = "".join(shown)
    if public == name:
        return written
    return " ".join(_HIDDEN_TWICE.sub(HIDDEN, public).split()) + plain[len(name) :]


def public_text(written: str) -> str:
    """Return what a complaint may repeat of a text: all of it, or nothing."""
    return written if public_label(written) == written else HIDDEN


def _shown(piece: str, is_one_word: bool) -> str:
    """Return a piece with "…" for each run of words that no office's text has."""
    piece = without_places(piece, HIDDEN)
    shown, end = "", 0
    for begins, ends, count in label_company().runs(_APART.sub(" ", piece)):
        run = piece[begins:ends]
        stays = count > 1 or _may_stand_alone(run, piece[ends:], is_one_word)
        shown += piece[end:begins] + (run if stays else HIDDEN)
        end = ends
    shown += piece[end:]
    spaced = " ".join(shown.replace("_", " ").split())
    return HIDDEN if finds_a_person(spaced, known_words()) else shown


def _may_stand_alone(word: str, behind: str, is_one_word: bool) -> bool:
    if word.isdigit():
        return len(word) <= _LONGEST_NUMBER
    small = without_marks(word)
    if small in _ALONE or len(word) == 1 or _ROMAN.fullmatch(word) or _ABBREVIATION.fullmatch(word):
        return True
    if word.casefold() in _COUNTED and _NUMBER_FOLLOWS.match(behind):
        return True
    letters = "".join(_LETTERS.findall(word))
    if letters != word:
        # "Sheet1", "766b".
        return len(word) <= _LONGEST_WORD and (
            len(letters) == 1 or without_marks(letters) in _ALONE | _COUNTED
        )
    if word.isascii() and _is_foreign(small):
        return True
    return is_one_word and len(word) <= _LONGEST_WORD and not is_joined_name(word) and not _is_name(word)


def _is_foreign(small: str) -> bool:
    """Tell whether a word of the first alphabet, without marks, is of a language that nobody here is called in.

    No syllables of Vietnamese, one or several, and no beginning that words of the highlands have.
    """
    return (
        len(small) > 2
        and not _SYLLABLES.fullmatch(small)
        and not _OF_HIGHLANDS.match(small)
        and not may_be_called(small)
    )


def _is_name(word: str) -> bool:
    return names_a_person(word, known_words(), is_label=True)


@cache
def label_company() -> Company:
    """Return which words stand side by side in names of files, sheets and columns, and in those of offices.

    Not those of procedures: of many phrases some are names once they have lost their marks.
    """
    return Company([*phrases("labels"), *phrases("offices"), *phrases("fields"), *short_office_names()])


def public_paths(paths: Iterable[str]) -> dict[str, str]:
    """Return paths and what may be kept of them; two that differ stay two."""
    public: dict[str, str] = {}
    taken: set[str] = set()
    for path in paths:
        shown = "/".join(map(public_label, path.split("/")))
        candidate = PurePosixPath(shown)
        number = 1
        # As Windows and Excel compare names.
        while str(candidate).casefold() in taken:
            number += 1
            candidate = PurePosixPath(shown)
            candidate = candidate.with_name(f"{candidate.stem} ({number}){candidate.suffix}")
        taken.add(str(candidate).casefold())
        public[path] = str(candidate)
    return public
