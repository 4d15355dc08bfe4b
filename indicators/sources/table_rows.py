"""The rows of a table of units: which are units', which head a group or add it up, which are neither.

A total is no unit, and neither is "Các sở, ban, ngành" with what its sum is; both are held against the sum of
the rows read. The words decide; where a row has none, its numbers do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from indicators.privacy.labels import public_label
from indicators.sources.numbers import is_missing
from indicators.sources.tables import Table, counts_columns
from indicators.sources.unit_words import is_average, is_group, is_total

Kind = Literal["unit", "section", "total", "average", "part", "aside"]

_ROMAN = re.compile(r"\(?([IVX]+)\b\)?(?:[.):/\-]\s*(?P<behind>.*))?")
_LETTER = re.compile(r"\(?([A-H])\)?(?:[.):/\-].*)?")
_PART = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)\.\d{1,3}")


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
    others = [one for one in rows if one.kind == "unit"]
    if others:
        return list(rows)
    return [
        TableRow(one.row, "unit", one.name, one.code, one.label, one.numbering)
        if one.kind == "section" and one.name and not is_group(one.name)
        else one
        for one in rows
    ]


def _with_parts(rows: Sequence[TableRow]) -> list[TableRow]:
    """Return the rows with parts told: rows 1.1, 1.2 below a unit's row 1.

    Below a section's they are units themselves.
    """
    units = {one.numbering.rstrip(".") for one in rows if one.kind == "unit" and one.numbering}
    found = []
    for one in rows:
        above = _PART.fullmatch(one.numbering.rstrip("."))
        is_part = one.kind == "unit" and above is not None and above[1] in units and not one.code
        found.append(
            TableRow(one.row, "part", one.name, one.code, one.label, one.numbering) if is_part else one
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

    `numbers` has each row's values, in one order.
    """
    found: list[TableRow] = []
    is_numbered = sum(one.kind == "unit" and one.numbering[:1].isdigit() for one in rows) > 1
    for at, one in enumerate(rows):
        kind = one.kind
        if kind == "unit" and not one.name and not one.code:
            before = [numbers[each.row] for each in found if each.kind == "unit"]
            kind = "total" if _is_sum(numbers[one.row], before) else kind
        elif kind == "unit" and is_numbered and not one.numbering[:1].isdigit() and not one.code:
            run = []
            for each in rows[at + 1 :]:
                if each.kind != "unit" or not each.numbering[:1].isdigit():
                    break
                run.append(numbers[each.row])
            kind = "section" if run and _is_sum(numbers[one.row], run) else kind
        found.append(TableRow(one.row, kind, one.name, one.code, one.label, one.numbering))
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
    for at, one in enumerate(rows):
        if one.kind == "total":
            spans = _spans_above(rows, at)
        elif one.kind == "section":
            spans = [_span_below(rows, at)]
        else:
            continue
        for place, column in enumerate(columns):
            told = numbers[one.row][place]
            sums = [_sum([numbers[each.row][place] for each in span]) for span in spans]
            known = [each for each in sums if each is not None]
            if told is not None and known and told not in known:
                found.append(
                    DifferingTotal(sheet, one.row + 1, public_label(one.label), column, told, known[0])
                )
    return found


def _spans_above(rows: Sequence[TableRow], at: int) -> list[list[TableRow]]:
    """Return the units above a total: all of them, and those since the last total, or section, or both."""
    above = [one for one in rows[:at] if one.kind == "unit"]
    if not above:
        # "Toàn tỉnh" may head the table.
        return [[one for one in rows[at:] if one.kind == "unit"]]
    spans = [above]
    for kinds in (("total",), ("section",), ("total", "section")):
        last = max((number for number in range(at) if rows[number].kind in kinds), default=-1)
        spans.append([one for one in rows[last + 1 : at] if one.kind == "unit"])
    return spans


def _span_below(rows: Sequence[TableRow], at: int) -> list[TableRow]:
    """Return a section's units: down to the next section of its style or a wider one, or a total."""
    styles = [_style(one) for one in rows if one.kind == "section"]
    ranks = {style: rank for rank, style in enumerate(dict.fromkeys(styles))}
    own = ranks[_style(rows[at])]
    span = []
    for one in rows[at + 1 :]:
        if one.kind == "total" or (one.kind == "section" and ranks[_style(one)] <= own):
            break
        if one.kind == "unit":
            span.append(one)
    return span


def _style(one: TableRow) -> str:
    """Tell how a section is numbered: by letter, Roman number, a number, or not at all."""
    mark = one.numbering or one.name
    if _ROMAN.fullmatch(mark) and not (mark[:1] in "CD" and _LETTER.fullmatch(mark)):
        return "roman"
    if _LETTER.fullmatch(mark):
        return "letter"
    return "number" if mark[:1].isdigit() else "words"


def _is_sum(told: Sequence[int | None], rows: Sequence[Sequence[int | None]]) -> bool:
    """Tell whether these numbers are the sums of the rows', column by column, and not all nothing."""
    known = [(one, _sum([row[place] for row in rows])) for place, one in enumerate(told) if one is not None]
    return any(one for one, _ in known) and all(one == total for one, total in known)


def _sum(values: Sequence[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
