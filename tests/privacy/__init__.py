"""Texts about people, all made up, and the names of real procedures, which must not be taken for such."""

from __future__ import annotations

from pathlib import Path


def _lines(name: str) -> list[str]:
    written = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [line for line in written if line and not line.startswith("#")]


PERSONAL = _lines("personal.txt")
OTHER_PROCEDURES = _lines("procedures_of_other_ministries.txt")
