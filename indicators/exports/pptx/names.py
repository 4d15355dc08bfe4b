"""Which shapes of a slide are ours, and whether a person changed their words: told by their names.

A name goes along wherever a shape goes: moved, copied to another slide, saved by another program. It tells the slide
it belongs to, what it is there, and what it said when it was written: "766/province/title/3f2a9c1b".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

Role = Literal["title", "subtitle", "exhibit", "source", "date", "notes", "mark"]
_NAME = re.compile(r"766/([\w-]+)/(title|subtitle|exhibit|source|date|notes|mark)/([0-9a-f]{8}|-)")
# What has no words to be compared.
UNWRITTEN = "-"


@dataclass(frozen=True, slots=True)
class Ours:
    """A shape that was written here: of which slide, as what, and the digest of its words."""

    key: str
    role: Role
    written: str


def digest(words: str) -> str:
    """Tell words apart, whatever the blanks between them."""
    return sha256(" ".join(words.split()).encode()).hexdigest()[:8]


def sign(shape: Any, key: str, role: Role, words: str | None = None) -> None:
    """Name a shape as ours, with what it says."""
    shape.name = f"766/{key}/{role}/{UNWRITTEN if words is None else digest(words)}"


def ours(shape: Any) -> Ours | None:
    """Read whose a shape is; None where it is not ours."""
    found = _NAME.fullmatch(shape.name or "")
    return Ours(found[1], found[2], found[3]) if found else None  # type: ignore[arg-type]
