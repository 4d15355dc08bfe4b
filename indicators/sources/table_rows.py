"""The rows of a table of units: which are units', which head a group or add it up, which are neither.

A total is no unit, and neither is "Các sở, ban, ngành" with what its sum is; both are held against the sum of
the rows read. The words decide; where a row has none, its numbers do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from indicators.privacy.labels import public_label
from indicators.reference.portal_codes import portal_code
from indicators.sources.numbers import is_missing
from indicators.sources.tables import Table, counts_columns
from indicators.sources.unit_words import is_average, is_group, is_total

Kind = Literal["unit", "section", "total", "average", "part", "aside"]

_ROMAN = re.compile(r"\(?([IVX]+)\b\)?(?:[.):/\-]\s*(?P<behind>.*))?")
_LETTER = re.compile(r"\(?([A-H])\)?(?:[.):/\-].*)?")
_PART = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)\.\d{1,3}")
_BULLET = re.compile(r"[-–—+•*]\s*\S")
_OF_WHICH = re.compile(r"\W*trong đó\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class UnitColumns:
    """Where a table of units has its running number, names, codes and values; None where it has none."""

    numbering: int | None
    name: int | None
    code: int | None
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row that is not blank. `label` is what it calls itself, `numbering` its running number."""

    row: int
    kind: Kind
    name: str
    code: str
    label: str
    numbering: str


def unit_rows(table: Table, columns: UnitColumns) -> list[TableRow]:
    """Return every row of a table that is not blank, told by its words."""
    told = [_told(table, columns, row) for row in table.rows() if any(table.grid.texts(row))]
    return _with_parts(_with_roman_units(told))


def _told(table: Table, columns: UnitColumns, row: int) -> TableRow:
    grid = table.grid

    def written(column: int | None) -> str:
        cell = "" if column is None else grid.text(row, column)
        return "" if is_missing(cell) else cell

    cells = grid.texts(row)
    name, code = written(columns.name), written(columns.code)
    if not code and portal_code(name):
        code = name
    if " " in code:
        # A section's words, in a row that has fewer cells than the others.
        name, code = name or code, ""
    has_values = any(written(column) for column in columns.values)
    words = [
        cell
        for column, cell in enumerate(cells)
        if cell and not (written(column) and column in columns.values)
    ]
    numbering = written(columns.numbering) if columns.numbering is not None else (words[0] if words else "")
    label = " ".join(word for word in words[:2] if not word.endswith("%"))
    is_lettered = bool(_LETTER.fullmatch(numbering)) and (columns.numbering is not None or not has_values)
    is_numbered_section = _is_roman(numbering) or _is_roman(name) or is_lettered
    called = name or next(iter(words), "")
    is_lone_word = not has_values and len(words) == 1 and not code
    kind: Kind = "unit"
    if counts_columns([cell for cell in cells if cell]):
        kind, label = "aside", " ".join(cell for cell in cells if cell)
    elif "." in code:
        # Whoever has a code of its own is a unit, whatever its name.
        kind = "unit"
    elif any(map(is_total, (name, numbering, called))):
        kind = "average" if is_average(called) else "total"
    elif is_numbered_section or is_group(called) or is_lone_word:
        kind = "section"
    return TableRow(row, kind, name, code, label, numbering)


def _is_roman(words: str) -> bool:
    """Tell whether words begin with a section's Roman number; "X. Ia Grai" is a commune."""
    found = _ROMAN.fullmatch(words)
    if found is None:
        return False
    return found[1] != "X" or not found["behind"] or is_group(found["behind"])


def _with_roman_units(rows: Sequence[TableRow]) -> list[TableRow]:
    """Make the rows units where every one is numbered I, II, III and no section has any row."""
    others = [row for row in rows if row.kind == "unit"]
    if others:
        return list(rows)
    return [
        TableRow(row.row, "unit", row.name, row.code, row.label, row.numbering)
        if row.kind == "section" and row.name and not is_group(row.name)
        else row
        for row in rows
    ]


def _with_parts(rows: Sequence[TableRow]) -> list[TableRow]:
    """Return the rows with parts told: rows 1.1, 1.2 below a unit's row 1, and "Trong đó: …" below any.

    Below a section's row 1 they are units themselves.
    """
    units = {row.numbering.rstrip(".") for row in rows if row.kind == "unit" and row.numbering}
    found = []
    for row in rows:
        above = _PART.fullmatch(row.numbering.rstrip("."))
        is_below = (above is not None and above[1] in units) or bool(_OF_WHICH.match(row.name))
        is_part = row.kind == "unit" and is_below and not row.code
        found.append(
            TableRow(row.row, "part", row.name, row.code, row.label, row.numbering) if is_part else row
        )
    return found


@dataclass(frozen=True, slots=True)
class DifferingTotal:
    """A total that a table gives and that its rows do not make: where, of which column, both figures."""

    sheet: str
    row: int
    label: str
    column: str
    told: int
    summed: int


def resolved_kinds(rows: Sequence[TableRow], numbers: Mapping[int, Sequence[int | None]]) -> list[TableRow]:
    """Return the rows, with those that only their numbers tell to be sums: a row without a number or a name.

    `numbers` has each row's values, in table_row order.
    """
    found: list[TableRow] = []
    rows = _with_bulleted_parts(rows, numbers)
    is_numbered = sum(row.kind == "unit" and row.numbering[:1].isdigit() for row in rows) > 1
    for at, row in enumerate(rows):
        kind = row.kind
        if kind == "unit" and not row.name and not row.code:
            before = [numbers[each.row] for each in found if each.kind == "unit"]
            kind = "total" if _is_sum(numbers[row.row], before) else kind
        elif kind == "unit" and is_numbered and not row.numbering[:1].isdigit() and not row.code:
            run = []
            for each in rows[at + 1 :]:
                if each.kind != "unit" or not each.numbering[:1].isdigit():
                    break
                run.append(numbers[each.row])
            kind = "section" if run and _is_sum(numbers[row.row], run) else kind
        found.append(TableRow(row.row, kind, row.name, row.code, row.label, row.numbering))
    return found


def _with_bulleted_parts(
    rows: Sequence[TableRow], numbers: Mapping[int, Sequence[int | None]]
) -> list[TableRow]:
    """Return the rows with parts told: "- …" below a unit, where all of them together make its numbers."""
    found = list(rows)
    for at, row in enumerate(rows):
        if row.kind != "unit" or _BULLET.match(row.name):
            continue
        run = []
        for each in rows[at + 1 :]:
            if each.kind != "unit" or not _BULLET.match(each.name):
                break
            run.append(each)
        if run and _is_sum(numbers[row.row], [numbers[each.row] for each in run]):
            found[at + 1 : at + 1 + len(run)] = [replace(each, kind="part") for each in run]
    return found


def differing_totals(
    rows: Sequence[TableRow],
    numbers: Mapping[int, Sequence[int | None]],
    columns: Sequence[str],
    sheet: str,
) -> list[DifferingTotal]:
    """Return the totals and the sums of sections that differ from the rows they stand for.

    A total may add up all rows above it, or those since the last total or section; a section's sum stands
    above its rows. A column in which the total or every row is blank is not compared.
    """
    found = []
    for at, row in enumerate(rows):
        if row.kind == "total":
            spans = _spans_above(rows, at)
        elif row.kind == "section":
            spans = [_span_below(rows, at)]
        else:
            continue
        for place, column in enumerate(columns):
            told = numbers[row.row][place]
            sums = [_sum([numbers[each.row][place] for each in span]) for span in spans]
            known = [each for each in sums if each is not None]
            if told is not None and known and told not in known:
                found.append(
                    DifferingTotal(sheet, row.row + 1, public_label(row.label), column, told, known[0])
                )
    return found


def _spans_above(rows: Sequence[TableRow], at: int) -> list[list[TableRow]]:
    """Return the units above a total: all of them, and those since the last total, or section, or both."""
    above = [row for row in rows[:at] if row.kind == "unit"]
    if not above:
        # "Toàn tỉnh" may head the table.
        return [[row for row in rows[at:] if row.kind == "unit"]]
    spans = [above]
    for kinds in (("total",), ("section",), ("total", "section")):
        last = max((number for number in range(at) if rows[number].kind in kinds), default=-1)
        spans.append([row for row in rows[last + 1 : at] if row.kind == "unit"])
    return spans


def _span_below(rows: Sequence[TableRow], at: int) -> list[TableRow]:
    """Return a section's units: down to the next section of its style or a wider one, or a total."""
    styles = [_style(row) for row in rows if row.kind == "section"]
    ranks = {style: rank for rank, style in enumerate(dict.fromkeys(styles))}
    own = ranks[_style(rows[at])]
    span = []
    for row in rows[at + 1 :]:
        if row.kind == "total" or (row.kind == "section" and ranks[_style(row)] <= own):
            break
        if row.kind == "unit":
            span.append(row)
    return span


def _style(row: TableRow) -> str:
    """Tell how a section is numbered: by letter, Roman number, a number, or not at all."""
    mark = row.numbering or row.name
    if _ROMAN.fullmatch(mark) and not (mark[:1] in "CD" and _LETTER.fullmatch(mark)):
        return "roman"
    if _LETTER.fullmatch(mark):
        return "letter"
    return "number" if mark[:1].isdigit() else "words"


def _is_sum(told: Sequence[int | None], rows: Sequence[Sequence[int | None]]) -> bool:
    """Tell whether these numbers are the sums of the rows', column by column, and not all nothing."""
    known = [
        (number, _sum([row[place] for row in rows]))
        for place, number in enumerate(told)
        if number is not None
    ]
    return any(number for number, _ in known) and all(number == total for number, total in known)


def _sum(values: Sequence[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
