"""Why no table was found in a document that opens: what it holds instead, where, and what helps."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from unicodedata import normalize
from zipfile import ZipFile

from indicators.errors import InputProblem
from indicators.privacy.labels import public_label
from indicators.sources.columns import find_header
from indicators.sources.grids import Grid
from indicators.sources.overdue_columns import find_list_header
from indicators.sources.own_list import has_own_header
from indicators.sources.tables import Table, tables_of
from indicators.sources.text_matching import header_key
from indicators.sources.zips import SIGNATURE as ZIP

_PIVOT = {"row labels", "column labels", "nhan hang", "nhan cot"}
_UNIT = re.compile(
    r"(?:\d+[.)]\s*)?(?:sở|ubnd|[uủ][yỷ] ban nhân dân|xã|phường|thanh tra|văn phòng|ban quản lý)\s+\S.*"
)
_PICTURES = re.compile(r"(?:^|/)(?:media|charts|chartsheets|Pictures|Object \d+)/")
# A number, a day, a time, a phone: what beside words makes a row a table's.
_FIGURE = re.compile(r"[-+−]?\d[\d\s.,:/%-]*")


def no_table(file: str, content: bytes, grids: Sequence[Grid]) -> InputProblem:
    """Return the refusal of a document none of whose visible sheets has a table that is read."""
    hidden = [grid.sheet.name for grid in grids if grid.sheet.hidden and any(map(_is_ours, tables_of(grid)))]
    if hidden:
        return InputProblem(
            "the table is on a hidden sheet, and hidden sheets are not read.",
            do="Unhide the sheet in Excel (right-click on the sheet tabs, Unhide), save, and import again.",
            file=file,
            sheet="”, “".join(hidden),
        )
    filled = [grid for grid in grids if not grid.sheet.hidden and any(map(_filled, grid.rows))]
    if not filled:
        return _without_cells(file, content, [grid.sheet.name for grid in grids if not grid.sheet.hidden])
    for grid in filled:
        if problem := _pivot(grid) or _side_by_side(grid) or _unknown_columns(grid) or _headless(grid):
            return problem
    if not any(map(_is_of_table, (row for grid in filled for row in grid.rows))):
        return InputProblem(
            "it holds text alone, no table: numbers within sentences are not read.",
            do="Import the annex that has the table (.xlsx, .csv, or .docx with the table in it).",
            file=file,
        )
    return InputProblem(
        "no score table and no list of overdue dossiers was found: no row of headers names both a unit and "
        "a group's points, nor both a dossier's code and its dates.",
        do="Head the columns “Tên đơn vị”, “Mã”, CKMB, TDGQ, CLGQ, TTTT, MDHL, MDSH or by the groups' names; "
        "of a list of dossiers, “Mã hồ sơ”, “Ngày nhận” and “Ngày hẹn trả”.",
        file=file,
        sheet="”, “".join(grid.sheet.name for grid in filled) or None,
    )


def _without_cells(file: str, content: bytes, sheets: Sequence[str]) -> InputProblem:
    where = "”, “".join(sheets) or None
    if _has_pictures(content):
        return InputProblem(
            "it holds pictures or charts alone, and no cell is filled: what they show is not read.",
            do="Ask for the table they were made of, and import that.",
            file=file,
            sheet=where,
        )
    return InputProblem(
        "no cell is filled.", do="Fill it in, or see whether another file was meant.", file=file, sheet=where
    )


def _has_pictures(content: bytes) -> bool:
    """Tell whether a document that was opened before has pictures or charts among its parts."""
    if not content.startswith(ZIP):
        return False
    with ZipFile(io.BytesIO(content)) as archive:
        return any(map(_PICTURES.search, archive.namelist()))


def _is_ours(table: Table) -> bool:
    try:
        return bool(find_list_header(table) or has_own_header(table) or find_header(table))
    except InputProblem:
        return True


def _pivot(grid: Grid) -> InputProblem | None:
    for row, column, cell in _words(grid):
        if header_key(cell) in _PIVOT:
            return grid.problem(
                "it is a pivot table, whose columns do not say what they hold.",
                (row, column),
                do="Import the table it was made of, or copy its values and write “Tên đơn vị” over the units.",
            )
    return None


def _side_by_side(grid: Grid) -> InputProblem | None:
    """Look for units that head columns, where each should head a row."""
    for row, cells in enumerate(grid.rows):
        units = [column for column, cell in enumerate(cells) if _is_unit(cell)]
        if len(units) > 1 and not any(
            map(_is_unit, (below[units[0]] for below in grid.rows[row + 1 :] if below))
        ):
            return grid.problem(
                "the units stand beside each other, where each must have a row of its own.",
                (row, units[0]),
                do="In Excel copy the table, paste it with Paste Special, Transpose, and head the units “Tên đơn vị”.",
            )
    return None


def _unknown_columns(grid: Grid) -> InputProblem | None:
    """Look for a table that is headed as one of units or of dossiers, with nothing else that is known."""
    table = next(iter(tables_of(grid)), None)
    if table is None:
        return None
    place = (table.header_row, 0)
    if not any(_filled(grid.rows[row]) for row in range(table.first_row, len(grid.rows))):
        return grid.problem("the table has headers but no rows.", place, do="Import it when it is filled in.")
    return grid.problem(
        "a table begins here, but its columns are not those of any table that is read: {columns}.",
        place,
        do="Of points head the columns CKMB, TDGQ, CLGQ, TTTT, MDHL, MDSH or by the groups' names; of counts "
        "“Số hồ sơ quá hạn” or “Số hồ sơ tiếp nhận”, one of them a table; of dossiers “Mã hồ sơ”, "
        "“Ngày nhận”, “Ngày hẹn trả”.",
        columns=", ".join(f"“{public_label(words)}”" for words in table.headers if words),
    )


def _headless(grid: Grid) -> InputProblem | None:
    """Look for units below each other that no header names."""
    found: dict[int, int] = {}
    for row, cells in enumerate(grid.rows):
        for column, cell in enumerate(cells):
            if not _is_unit(cell) or len(_filled(cells)) < 2:
                continue
            if column in found:
                return grid.problem(
                    "units stand in this column, but no header above says so.",
                    (found[column], column),
                    do="Write “Tên đơn vị” over the units and over each other column what it holds.",
                )
            found[column] = row
    return None


def _words(grid: Grid) -> Iterator[tuple[int, int, str]]:
    for row, cells in enumerate(grid.rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, str) and cell:
                yield row, column, cell


def _filled(cells: Sequence[object]) -> list[object]:
    return [cell for cell in cells if cell is not None and str(cell).strip()]


def _is_unit(cell: object) -> bool:
    return isinstance(cell, str) and bool(
        _UNIT.fullmatch(normalize("NFC", " ".join(cell.casefold().split())))
    )


def _is_of_table(cells: Sequence[object]) -> bool:
    """Tell whether a row is none of a letter's: with more than one cell, and a figure in one."""
    filled = _filled(cells)
    return len(filled) > 1 and any(_FIGURE.fullmatch(str(cell).strip()) for cell in filled)
