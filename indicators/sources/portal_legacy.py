"""Workbooks saved from the portal's old reporting service (to 2025): points only, every value a text.

Its sheets mix periods and do not say which; each sheet's period is given by the user, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from indicators.catalogue import load
from indicators.codes import Level
from indicators.sources.grids import Grid, address
from indicators.sources.records import Extract, Unit, Value
from indicators.sources.sheet_notes import sheet_notes
from indicators.sources.text_matching import scope_of

_UNIT = {"TEN_COQUAN", "MA_COQUAN", "LOAI_COQUAN"}
_LEVELS: Mapping[str, Level] = {"1": "province", "2": "department", "3": "commune"}


def is_score_sheet(grid: Grid) -> bool:
    """Tell whether a sheet bears the old service's headers in its first row: of units, total, components."""
    if not (grid.sheet.name and grid.rows):
        return False
    headers = set(grid.texts(0))
    return headers >= _UNIT and any(headers >= nodes for nodes in _score_headers())


@cache
def _score_headers() -> list[set[str]]:
    """Return the codes of the total and components of the versions that the old service scored."""
    return [
        {node.portal_codes[0] for node in (version.root, *version.components)}
        for version in load().values()
        if version.root.portal_codes
    ]


def read(file: str, sha256: str, grids: Sequence[Grid]) -> list[Extract]:
    """Return an extract for each visible sheet of scores.

    Other sheets (trends) are named in the notes as not read.

    ROW_STT is not read: it ranks all levels together and tells ties apart. Raises InputProblem for a cell
    that is no number.
    """
    sheets = [grid for grid in grids if is_score_sheet(grid) and not grid.sheet.hidden]
    notes = sheet_notes(file, grids, {grid.sheet.name for grid in sheets})
    return [_extract(sha256, grid, notes if number == 0 else ()) for number, grid in enumerate(sheets)]


def _extract(sha256: str, grid: Grid, notes: tuple[str, ...]) -> Extract:
    columns = {header: column for column, header in enumerate(grid.texts(0))}
    values = tuple(value for row in range(1, len(grid.rows)) for value in _values(grid, row, columns))
    return Extract(
        source="portal_legacy",
        file=grid.file,
        sha256=sha256,
        part=grid.sheet.name,
        values=values,
        scope=scope_of({value.unit for value in values}),
        notes=notes,
    )


def _values(grid: Grid, row: int, columns: Mapping[str, int]) -> Iterator[Value]:
    if not any(grid.texts(row)):
        return
    told = {header: grid.text(row, column) for header, column in columns.items()}
    name = told["TEN_COQUAN"] or told["MA_COQUAN"]
    if not name:
        raise grid.problem(
            "the row has values but no unit.",
            (row, columns["TEN_COQUAN"]),
            do="Write the unit's name or code, or delete the row.",
        )
    unit = Unit(name, told["MA_COQUAN"] or None, level=_LEVELS.get(told["LOAI_COQUAN"]))
    known = set().union(*_score_headers())
    places = [column for header, column in columns.items() if header in known]
    for header, column in columns.items():
        if header in known:
            yield Value(
                unit, header, score=grid.number(row, column, beside=places), place=address(row, column)
            )
