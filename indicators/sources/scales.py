"""Numbers on another scale than they are kept on: dossiers by the thousand, points of ten."""

from __future__ import annotations

import re

from indicators.errors import InputProblem
from indicators.sources.tables import Table
from indicators.sources.text_matching import header_key

_MANY = r"(?:nghin|ngan|trieu)"
# "Đơn vị tính: nghìn hồ sơ", "Số hồ sơ (nghìn)"; of money thousands are usual.
_BY_MANY = re.compile(
    rf"\b(?:dvt|don vi tinh) {_MANY}\b(?! (?:dong|vnd))|\b{_MANY} (?:ho so|hs)\b|\b(?:ho so|hs) {_MANY}\b"
)
_SCALE = re.compile(r"\bthang (?:diem|do) (?!100\b)\d+\b")


def refuse_thousands(table: Table) -> None:
    """Raise InputProblem where a table says that it counts dossiers by the thousand or the million."""
    _refuse(table, _BY_MANY)


def refuse_other_scale(table: Table) -> None:
    """Raise InputProblem where a table says that its points are of another scale than 100."""
    _refuse(table, _SCALE)


def _refuse(table: Table, scale: re.Pattern[str]) -> None:
    for said in (table.title, *table.headers):
        if found := scale.search(header_key(said)):
            raise _problem(table, found[0])


def _problem(table: Table, scale: str) -> InputProblem:
    return table.grid.problem(
        "its numbers are said to be of another scale ({scale}).",
        (table.header_row, 0),
        do="Write single dossiers, and points of 100; if they are, correct the title.",
        scale=scale,
    )
