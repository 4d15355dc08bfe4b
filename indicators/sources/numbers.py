"""Numbers as Vietnamese and English tables write them: 80,21 and 80.21, 1.234,5 and 1,234.5.

"1.234" alone says nothing about its point; the other numbers of its column decide, then those of the table.
A count is never a fraction: there "1.234" is a thousand and more, whatever stands beside it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Literal

DecimalMark = Literal[",", "."]

# More dossiers, days or points than anything of a province or the nation can have.
MOST = 1_000_000_000
_MISSING = {"", "-", "–", "—"}
_PLAIN = re.compile(r"[+-]?\d+(?:(?P<mark>[.,])(?P<fraction>\d+))?")
_GROUPED = re.compile(
    r"[+-]?[1-9]\d{0,2}(?P<group>[., ])\d{3}(?:(?P=group)\d{3})*(?:(?!(?P=group))(?P<mark>[.,])\d+)?"
)


def is_missing(written: str) -> bool:
    """Tell whether a cell's text says that there is no value: blank or a dash."""
    return written.strip() in _MISSING


def decimal_mark(written: Iterable[str]) -> DecimalMark | None:
    """Find the decimal mark that these texts use wherever it is beyond doubt.

    None if they use none, or both.
    """
    marks = {mark for text in written if (mark := _certain_mark(_tidied(text)))}
    if marks == {","}:
        return ","
    return "." if marks == {"."} else None


def parse_number(written: str, mark: DecimalMark | None = None) -> float:
    """Read the number that a text writes. ValueError when it writes none.

    `mark` is the table's decimal mark. Where the table leaves it open, "1.234" is read with a decimal mark:
    points and shares stay below 1000.
    """
    text = _tidied(written)
    grouped = _GROUPED.fullmatch(text)
    if grouped and not (_is_ambiguous(text) and mark in (None, grouped["group"])):
        text = text.replace(grouped["group"], "")
    elif not _PLAIN.fullmatch(text):
        raise ValueError(f"no number: {written}")
    number = float(text.replace(",", "."))
    if math.isinf(number):
        raise ValueError(f"no number: {written}")
    return number


def parse_count(written: str, mark: DecimalMark | None = None) -> int:
    """Read the count that a text writes: 2000 for "2.000", "2,000", "2 000" and "2000".

    ValueError for a fraction.

    `mark` is the column's decimal mark where one of its numbers has a fraction, as in "2,00"; then it groups
    nothing there.
    """
    text = _tidied(written)
    grouped = _GROUPED.fullmatch(text)
    if grouped and _is_ambiguous(text) and mark == grouped["group"]:
        raise ValueError(f"a fraction or thousands: {written}")
    plain = _PLAIN.fullmatch(text)
    if not (grouped or plain):
        raise ValueError(f"no count: {written}")
    point = grouped["mark"] if grouped else plain and plain["mark"]
    whole, _, fraction = text.rpartition(point) if point else (text, "", "")
    if fraction.strip("0"):
        raise ValueError(f"a fraction: {written}")
    return int(re.sub(r"[., ]", "", whole))


def _tidied(written: str) -> str:
    return re.sub(r"\s", " ", written.strip()).replace("−", "-")


def _certain_mark(text: str) -> str | None:
    if _is_ambiguous(text):
        return None
    found = _GROUPED.fullmatch(text) or _PLAIN.fullmatch(text)
    return found["mark"] if found else None


def _is_ambiguous(text: str) -> bool:
    return bool(re.fullmatch(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", text))
