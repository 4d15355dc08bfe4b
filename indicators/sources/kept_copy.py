"""The copy that is kept of a file of scores: what was read of it, at the same places, and no more.

A table may have columns, sheets, remarks and properties that tell of people. Its copy is made of the values that
were read, so nothing else can be in it; read again it gives the same. An answer of the portal is kept as it came
unless a word in it may tell of a person; its copy is made while it is read.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_cell_to_rowcol

from indicators.catalogue import load
from indicators.privacy import names_somebody
from indicators.privacy.labels import HIDDEN, public_label
from indicators.privacy.units import is_public_unit
from indicators.sources.portal_answer import is_code
from indicators.sources.records import Extract, Value

# Counts of a nation have eight digits; telephones and identity numbers more.
_LARGEST = 10**8
# Identities, digests and moments: no words.
_TECHNICAL = re.compile(
    r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9a-f]{24,64}"
    r"|20\d\d-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?|[0-3]\d[01]\d20[2-9]\d"
)
# The same bytes for the same extracts, whenever they are made.
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 (a workbook's times have no zone)

Cell = str | float | None
Cells = dict[tuple[int, int], Cell]


def kept_copies(contents: Iterable[bytes], extracts: Sequence[Extract]) -> tuple[list[Extract], list[bytes]]:
    """Return the extracts, each with the SHA-256 of what is kept of its file, and the bytes to keep.

    `contents` are the copies of answers, made already, and tables as they came.
    """
    answers = {extract.kept_sha256 for extract in extracts}
    by_table: dict[str, list[Extract]] = defaultdict(list)
    for extract in extracts:
        by_table[extract.sha256].append(extract)
    kept: dict[str, bytes] = {}
    for content in contents:
        sha256 = hashlib.sha256(content).hexdigest()
        kept[sha256] = content if sha256 in answers else _of_table(by_table[sha256])
    digests = {sha256: hashlib.sha256(copy).hexdigest() for sha256, copy in kept.items()}
    return [
        replace(extract, kept_sha256=extract.kept_sha256 or digests[extract.sha256]) for extract in extracts
    ], list(kept.values())


def _of_table(extracts: Sequence[Extract]) -> bytes:
    parts: dict[str, list[Extract]] = defaultdict(list)
    for extract in extracts:
        parts[extract.part].append(extract)
    tables = {part: _cells(of_part) for part, of_part in parts.items()}
    return _as_csv(tables[""]) if set(tables) == {""} else _as_workbook(tables)


def public_answer(content: bytes, answer: Any) -> bytes:
    """Return the bytes of an answer as they came; where what they say may tell of a person, without that.

    `answer` is what they say, as JSON. There is "…" for words, and null for long numbers.
    """
    public = _public(answer)
    return content if public == answer else json.dumps(public, ensure_ascii=False).encode()


def _public(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _public(each) for key, each in value.items() if not names_somebody(key)}
    if isinstance(value, list):
        return [_public(each) for each in value]
    if isinstance(value, str):
        return value if _is_public(value) else HIDDEN
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return None if is_number and abs(value) >= _LARGEST else value


def _is_public(word: str) -> bool:
    return bool(
        _TECHNICAL.fullmatch(word) or is_code(word) or is_public_unit(word) or public_label(word) == word
    )


def _cells(extracts: Sequence[Extract]) -> Cells:
    """Return the cells of one sheet: values where they stood, units and times beside them, headers above."""
    rows: dict[int, dict[int, tuple[Value, Extract]]] = defaultdict(dict)
    for extract in extracts:
        for value in extract.values:
            row, column = xl_cell_to_rowcol(value.place)
            rows[row][column] = value, extract
    taken = {column for values in rows.values() for column in values}
    aside = [column for column in range(max(taken, default=0) + 10) if column not in taken]
    cells: Cells = {}
    headed: dict[int, str] | None = None
    for row, values in sorted(rows.items()):
        heads = {column: value.node for column, (value, _) in values.items()}
        if heads != headed:
            headed = heads
            cells |= {(row - 1, column): _header(node) for column, node in heads.items()}
            cells |= {(row - 1, aside[at]): name for at, name in enumerate(_ASIDE)}
        value, extract = next(iter(values.values()))
        told = _told(value, extract, is_dated=len(extracts) > 1)
        cells |= {(row, aside[at]): told.get(name) for at, name in enumerate(_ASIDE)}
        cells |= {(row, column): _number(value) for column, (value, _) in values.items()}
    return cells


_ASIDE = (
    *("agency name", "agency code", "level", "department id", "time type", "year", "quarter", "month"),
    "captured at",
)


def _told(value: Value, extract: Extract, *, is_dated: bool) -> Mapping[str, str | None]:
    unit, period = value.unit, extract.period
    told = {
        "agency name": unit.name if is_public_unit(unit.name) else HIDDEN,
        "agency code": unit.code if unit.code and is_public_unit(unit.code) else None,
        "level": unit.level,
        "department id": unit.portal_id if unit.portal_id and not names_somebody(unit.portal_id) else None,
        "captured at": extract.captured_at.isoformat() if extract.captured_at and is_dated else None,
    }
    if period and is_dated:
        told |= {"time type": period.kind, "year": str(period.year), period.kind: str(period.index)}
        told["year"] = str(period.year)
    return told


def _header(node: str) -> str:
    """Return the node's code: a code of the portal's may not be a header that tables have."""
    known = (version.lookup(node) for version in reversed(load().values()))
    return next((found.code for found in known if found), node)


def _number(value: Value) -> float | None:
    return next((each for each in (value.score, value.measure, value.numerator) if each is not None), None)


def _as_csv(cells: Cells) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    height, width = (max(place[axis] for place in cells) + 1 for axis in (0, 1))
    for row in range(height):
        writer.writerow(
            ["" if (cell := cells.get((row, column))) is None else cell for column in range(width)]
        )
    return stream.getvalue().encode()


def _as_workbook(tables: Mapping[str, Cells]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": _MADE})
    for part, cells in tables.items():
        sheet = book.add_worksheet(part)
        for (row, column), cell in sorted(cells.items()):
            if cell is not None:
                sheet.write(row, column, cell)
    book.close()
    return stream.getvalue()
