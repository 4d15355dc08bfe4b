"""What may be kept of a cell that should name a procedure, or its field.

What the catalogue of procedures knows is kept. Of a text that begins with a procedure and goes on with anything that
procedures do not say, that procedure is; of any other text those words that stand side by side in procedures' names,
four at least, with "…" for what went.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from indicators.folding import without_marks
from indicators.privacy import tells_of_a_person
from indicators.privacy.company import HIDDEN, Company
from indicators.privacy.words import MARKED, Words, about_nobody, known_words, phrases
from indicators.reference.procedures import load_procedures

_WORD = re.compile(r"[^\W_]+")
# "1.004222", "2.000908.000.00.00.H21": in front of the name, as one-stop systems write it.
_CODE = re.compile(r"\s*\(?(?P<code>\d\.\d{6})(?:\.\d{3}\.\d{2}\.\d{2}\.H\d+)?\)?")
# What is put between a procedure's name and what is added to it; behind a mere space the name may go on.
_ADDED = re.compile(r"\s*[-–—:;,./(\[_|]")
_FILLING = ("thu", "tuc")
# A procedure's name has more than a word; one alone may begin anything.
_FEWEST_WORDS = 3
# Three words in a row are a name as easily as a phrase.
_FEWEST_TOGETHER = 4


@lru_cache(maxsize=8192)
def public_procedure(written: str) -> str | None:
    """Return the procedure's name as far as it tells of nobody; None where nothing of the text may be kept."""
    keys = _key(written)
    names, codes = _catalogue()
    if _plain(keys) in names:
        return written
    if (found := _CODE.match(written)) and found["code"] in codes:
        return codes[found["code"]]
    if is_public_phrase(written):
        return written
    ends = [word.end() for word in _WORD.finditer(written)]
    for count in range(len(keys) - 1, _FEWEST_WORDS - 1, -1):
        if _plain(keys[:count]) in names:
            end = ends[count - 1]
            return written[:end] if _ADDED.match(written, end) else f"{written[:end]} {HIDDEN}"
    return public_words(written, known_company(), known_words())


@lru_cache(maxsize=8192)
def public_field(written: str) -> str | None:
    """Return the field that procedures belong to as far as it tells of nobody."""
    if _key(written) in _fields() or is_public_phrase(written):
        return written
    return public_words(written, known_company(), known_words())


def is_public_phrase(written: str) -> bool:
    """Tell whether a text is made as procedures' names are, from its first word to its last.

    Two or three words without marks are too little to tell by.
    """
    plain = " ".join(unicodedata.normalize("NFC", written).split())
    is_told = bool(MARKED.search(plain)) or plain.count(" ") + 1 >= _FEWEST_TOGETHER
    return is_told and known_company().keeps(plain) and not tells_of_a_person(plain, known_words())


def public_words(written: str, company: Company, known: Words) -> str | None:
    """Return the runs of words of a text that keep such company; None where nothing of it may be kept."""
    kept = company.part(" ".join(unicodedata.normalize("NFC", written).split()), _FEWEST_TOGETHER)
    return kept if kept and not tells_of_a_person(kept, known) else None


@cache
def known_company() -> Company:
    """Return which words stand side by side in the names of procedures, their fields and ordinary phrases."""
    return Company(about_nobody(load_procedures()))


def _key(written: str) -> tuple[str, ...]:
    return tuple(without_marks(word) for word in _WORD.findall(written))


def _plain(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words that count: some say "Thủ tục" before a name and others do not."""
    return keys[2:] if keys[:2] == _FILLING else keys


@cache
def _catalogue() -> tuple[frozenset[tuple[str, ...]], dict[str, str]]:
    """Return the words of every known name, and the names by code."""
    procedures = load_procedures()
    names = frozenset(_plain(_key(procedure.name)) for procedure in procedures)
    return names, {procedure.code: procedure.name for procedure in procedures}


@cache
def _fields() -> frozenset[tuple[str, ...]]:
    return frozenset(map(_key, (*phrases("fields"), *(one.field for one in load_procedures() if one.field))))
