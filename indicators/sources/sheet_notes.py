"""Sentences about what of a workbook was not read, or read although nobody sees it there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from indicators.privacy.labels import public_label
from indicators.sources.grids import Grid
from indicators.translation import text

# How many numbers of hidden rows are written out.
_NAMED = 10


def sheet_notes(file: str, grids: Sequence[Grid], read: Collection[str]) -> tuple[str, ...]:
    """Say which of a file's sheets were not read, those called as in `read` having been read."""
    return tuple(_sentences(file, grids, read))


def _sentences(file: str, grids: Sequence[Grid], read: Collection[str]) -> Iterator[str]:
    unread = [grid.sheet for grid in grids if grid.sheet.name not in read]
    if named := _listed(sheet.name for sheet in unread if not sheet.hidden):
        yield text("{file}: not read, for they hold no such table: {sheets}.", file=file, sheets=named)
    if named := _listed(sheet.name for sheet in unread if sheet.hidden):
        yield text("{file}: hidden sheets are not read: {sheets}.", file=file, sheets=named)
    for grid in grids:
        hidden = [row for row in grid.sheet.hidden_rows if row <= len(grid.rows) and any(grid.rows[row - 1])]
        if hidden and grid.sheet.name in read:
            rows = ", ".join(map(str, hidden[:_NAMED])) + (", …" if len(hidden) > _NAMED else "")
            yield text(
                "{where}: hidden rows were read like the others: {rows}.",
                where=" ".join(part for part in (file, public_label(grid.sheet.name)) if part),
                rows=rows,
            )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"“{public_label(name)}”" for name in names)
