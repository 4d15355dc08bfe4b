"""The signs of a verification code, and the digest of what is written, as who makes and who reads a file have them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

# Digits and capitals without those that are taken for others on paper (I, L, O, U).
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
DIGEST_SIGNS = 6
CODE = re.compile(rf"\b[{SIGNS}]{{4}}(?:-[{SIGNS}]{{1,4}}){{3,4}}\b")
_BITS = 5


def digest(written: Iterable[Iterable[str]]) -> str:
    """Return the last signs of a code: of rows of words, whichever mark their decimals have."""
    made = sha256()
    for row in written:
        made.update("\x1f".join(map(_plain, row)).encode() + b"\n")
    return signs_of(made.digest(), DIGEST_SIGNS)


def signs_of(made: bytes, count: int) -> str:
    """Write the beginning of a digest in so many signs."""
    number = int.from_bytes(made[:8])
    return "".join(SIGNS[number >> _BITS * place & len(SIGNS) - 1] for place in range(count))


def _plain(words: str) -> str:
    """Write words so that a file that is opened elsewhere and saved again gives the same."""
    return " ".join(words.split()).replace(",", ".")
