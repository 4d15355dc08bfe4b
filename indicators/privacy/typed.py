"""What people type, looked through before it is kept: a reason, a subject, a slide's title tells of nobody.

Offices and places of the register may be named, and days of these years; what is found is said, so that it can
be taken out. Only who typed it is told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from indicators.errors import InputProblem
from indicators.privacy import is_personal
from indicators.privacy.labels import RECENT_DAY
from indicators.privacy.places import LONGEST
from indicators.reference.agencies import load_register
from indicators.reference.provinces import load_provinces

# "<img src=…": an element and its attributes are words apart, and no name; what they hold is looked through.
_ELEMENT = re.compile(r"<[a-z][^<>]*=[^<>]*")
_BEFORE_ATTRIBUTE = re.compile(r"\s(?=[a-z]+=)")
# In words: a name, or a house with its street; what is longer is told as it stands.
_LONGEST_FOUND = 6


def refuse_personal(texts: Mapping[str, str]) -> None:
    """Raise InputProblem for the first of these texts, by what it is, that tells of a person."""
    for field, written in texts.items():
        if found := found_personal(written):
            raise InputProblem(
                "{field}: “{found}” seems to tell of a person or a parcel.",
                do="Say it without names, numbers and addresses of people.",
                field=field,
                found=found,
            )


def found_personal(written: str) -> str | None:
    """Find the part of a typed text that tells of a person, as short as can be; None where nothing does."""
    plain = " ".join(unicodedata.normalize("NFC", written).split())
    if len(plain) > LONGEST:
        return f"{plain[:40]}…"
    plain = RECENT_DAY.sub(" ; ", _offices().sub(" ; ", plain))
    plain = _ELEMENT.sub(lambda element: _BEFORE_ATTRIBUTE.sub(" ; ", element[0]), plain)
    if not is_personal(plain):
        return None
    words = plain.split()
    for length in range(1, _LONGEST_FOUND + 1):
        for first in range(len(words) - length + 1):
            # "do" may be a family's name and is a word: of one word only numbers and addresses tell.
            if length == 1 < len(words) and words[first].isalpha():
                continue
            if is_personal(" ".join(words[first : first + length])):
                return " ".join(_whole(words, first, first + length))
    return plain


def _whole(words: list[str], first: int, end: int) -> list[str]:
    """Return the words found, with the capitals and numbers around them: what it is a part of."""
    while first and _goes_on(words[first - 1]):
        first -= 1
    while end < len(words) and _goes_on(words[end]):
        end += 1
    return words[first:end]


def _goes_on(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit()


@cache
def _offices() -> re.Pattern[str]:
    """Match the names of the register's agencies and of the provinces, whenever they were, longer ones first."""
    agencies = load_register().agencies
    names = {
        name for one in agencies for name in (one.name_vi, one.display_name, one.short_name_vi, *one.aliases)
    }
    # "phường Hội Phú" is what remains of "UBND phường Hội Phú".
    names |= {name.removeprefix("UBND ") for name in names} | set(load_provinces().values())
    listed = sorted(map(re.escape, names), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(listed)})(?!\w)", re.IGNORECASE)
