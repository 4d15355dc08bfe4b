"""Texts about people, all made up, and the names of real procedures, which must not be taken for such."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from indicators.reference.procedures import load_procedures


def _lines(name: str) -> list[str]:
    written = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [line for line in written if line and not line.startswith("#")]


PERSONAL = _lines("personal.txt")
ORDINARY_NOTES = _lines("ordinary_notes.txt")
OTHER_PROCEDURES = _lines("procedures_of_other_ministries.txt")


@cache
def held_back() -> list[str]:
    """Return a thousand procedures in an order that has nothing to do with ministries, the same on every machine."""
    return sorted({one.name for one in load_procedures()}, key=lambda name: name[::-1])[:1000]
