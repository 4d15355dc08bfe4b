"""What may be kept of a cell that should name a procedure, or its field.

What the catalogue of procedures knows is kept; of a text that begins with a procedure and goes on with a person,
the procedure; any other text as far as it is understood, and only if that tells of nobody.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from indicators.folding import without_marks
from indicators.privacy import is_personal, names_somebody
from indicators.privacy.strangers import without_stranger
from indicators.privacy.words import Words, known_words
from indicators.reference.procedures import load_procedures

_WORD = re.compile(r"[^\W_]+")
# "1.004222", "2.000908.000.00.00.H21": in front of the name, as one-stop systems write it.
_CODE = re.compile(r"\s*\(?(?P<code>\d\.\d{6})(?:\.\d{3}\.\d{2}\.\d{2}\.H\d+)?\)?")
# What is put between a procedure's name and somebody's.
_BETWEEN = re.compile(r"[\s\-–(,;:.]*(?:(?:cho|của|với|là)\s+)?", re.IGNORECASE)
_FILLING = ("thu", "tuc")
# A procedure's name has more than a word; one alone may begin anything.
_FEWEST_WORDS = 3


@lru_cache(maxsize=8192)
def public_procedure(written: str) -> str | None:
    """Return the procedure's name as far as it tells of nobody.

    None where nothing of the text may be kept.
    """
    keys = tuple(without_marks(word) for word in _WORD.findall(written))
    if not keys:
        return None
    names, codes = _catalogue()
    if _plain(keys) in names:
        return written
    if (found := _CODE.match(written)) and found["code"] in codes:
        return codes[found["code"]]
    ends = [word.end() for word in _WORD.finditer(written)]
    for count in range(len(keys) - 1, _FEWEST_WORDS - 1, -1):
        if _plain(keys[:count]) in names:
            end = ends[count - 1]
            # What stands behind a known name is looked at by itself as well: nothing there stands in its light.
            if not is_personal(written) and not is_personal(_BETWEEN.sub("", written[end:], count=1)):
                return written
            return written[:end]
    return public_words(written, known_words())


@lru_cache(maxsize=8192)
def public_field(written: str) -> str | None:
    """Return the field that procedures belong to, None where the text may tell of a person."""
    return public_words(written, known_words())


def public_words(written: str, known: Words) -> str | None:
    """Return a text as far as it tells of nobody, with `known` for the words that stand together in such texts.

    None where nothing of it may be kept.
    """
    plain = " ".join(unicodedata.normalize("NFC", written).split())
    if not plain or names_somebody(plain, known):
        return None
    kept = without_stranger(plain, known)
    return written if kept == plain else kept or None


def _plain(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words that count: some say "Thủ tục" before a name and others do not."""
    return keys[2:] if keys[:2] == _FILLING else keys


@cache
def _catalogue() -> tuple[frozenset[tuple[str, ...]], dict[str, str]]:
    """Return the words of every known name, and the names by code."""
    procedures = load_procedures()
    names = (tuple(map(without_marks, _WORD.findall(procedure.name))) for procedure in procedures)
    return frozenset(map(_plain, names)), {procedure.code: procedure.name for procedure in procedures}
