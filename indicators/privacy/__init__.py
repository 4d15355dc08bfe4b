"""Personal data: names, addresses, telephone numbers, parcels. Such text is dropped where it arrives.

What is kept is allow-listed wherever that is possible: units by the register, procedures by their catalogue.
Where free text must stay, it is kept as far as it is made of words of offices (`strangers`). Better one procedure's
name too few than one applicant's name too many: what is not understood is not kept.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from indicators.privacy.people import names_a_person
from indicators.privacy.places import finds_a_person
from indicators.privacy.strangers import is_understood
from indicators.privacy.words import Words, known_words


@lru_cache(maxsize=16384)
def is_personal(written: str) -> bool:
    """Tell whether a text tells, or may tell, of a person."""
    return tells_of_a_person(written, known_words())


def names_somebody(written: str, known: Words | None = None) -> bool:
    """Tell whether a text, which need not be understood, holds a known name or number: a code, an official name."""
    plain, words = unicodedata.normalize("NFC", written), known or known_words()
    return finds_a_person(plain, words) or names_a_person(plain, words)


def public_text(written: str) -> str:
    """Return what a complaint may repeat of a text: nothing that tells of a person."""
    return "…" if is_personal(written) else written


def tells_of_a_person(written: str, known: Words) -> bool:
    """Tell whether a text tells of a person, with `known` for the words that stand together in texts about nobody."""
    plain = " ".join(unicodedata.normalize("NFC", written).split())
    return names_somebody(plain, known) or not is_understood(plain, known)
