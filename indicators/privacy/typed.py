"""What people type, looked through before it is kept: a reason, a subject, a slide's title tells of nobody.

Offices and places of the register may be named, and days of these years; what is found is said, so that it can
be taken out. Only who typed it is told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from indicators.errors import InputProblem
from indicators.privacy import names_somebody
from indicators.privacy.labels import HIDDEN, RECENT_DAY
from indicators.privacy.places import LONGEST
from indicators.privacy.strangers import strangers
from indicators.privacy.units import office_names
from indicators.privacy.words import known_words, words_of

# "<img src=…": an element and its attributes are words apart, and no name; what they hold is looked through.
_ELEMENT = re.compile(r"<[a-z][^<>]*=[^<>]*")
_BEFORE_ATTRIBUTE = re.compile(r"\s(?=[a-z]+=)")
# In words: a name, or a house with its street; what is longer is told as it stands.
_LONGEST_FOUND = 6


def refuse_personal(texts: Mapping[str, str]) -> None:
    """Raise InputProblem for the first of these texts, by what it is, that tells of a person, or may."""
    for field, written in texts.items():
        if found := found_personal(written):
            raise InputProblem(
                "{field}: “{found}” seems to tell of a person or a parcel.",
                do="Say it without names, numbers and addresses of people.",
                field=field,
                found=found,
            )
        if found := not_understood(written):
            raise InputProblem(
                "{field}: “{found}” are no words that offices use, and may be somebody's name.",
                do="Write words out, with their marks, or say it in other words; names of people do not belong here.",
                field=field,
                found=found,
            )


def found_personal(written: str) -> str | None:
    """Find the part of a typed text that tells of a person, as short as can be; None where nothing does."""
    if len(written) > LONGEST:
        return f"{written[:40]}…"
    plain = _without_offices(written)
    if not names_somebody(plain):
        return None
    words = plain.split()
    for length in range(1, _LONGEST_FOUND + 1):
        for first in range(len(words) - length + 1):
            # "do" may be a family's name and is a word: of one word only numbers and addresses tell.
            if length == 1 < len(words) and words[first].isalpha():
                continue
            if names_somebody(" ".join(words[first : first + length])):
                return " ".join(_whole(words, first, first + length))
    return plain


def not_understood(written: str) -> str | None:
    """Find the first words of a typed text that no office text has so, and that may be anybody's name."""
    plain = _without_offices(written)
    words = words_of(plain)
    found = next(strangers(plain, words, known_words()), None)
    return plain[words[found.first].start : words[found.end - 1].end] if found else None


def public_note(written: str) -> str:
    """Return a typed text as it may be kept: "…" where it tells of a person, or may."""
    return HIDDEN if found_personal(written) or not_understood(written) else written


def _without_offices(written: str) -> str:
    """Return the text as NFC with single spaces, without agencies, places, days of these years, and markup."""
    plain = " ".join(unicodedata.normalize("NFC", written).split())
    plain = RECENT_DAY.sub(" ; ", office_names().sub(" ; ", plain))
    return _ELEMENT.sub(lambda element: _BEFORE_ATTRIBUTE.sub(" ; ", element[0]), plain)


def _whole(words: list[str], first: int, end: int) -> list[str]:
    """Return the words found, with the capitals and numbers around them: what it is a part of."""
    while first and _goes_on(words[first - 1]):
        first -= 1
    while end < len(words) and _goes_on(words[end]):
        end += 1
    return words[first:end]


def _goes_on(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit()
