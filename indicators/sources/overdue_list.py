"""Lists of overdue dossiers as one-stop systems write them: a row a dossier, or a count an agency.

What tells of applicants is not read at all. Every row of data becomes a dossier, a count, or a row set aside
with its reason; titles, sections, totals and signatures between are passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from indicators.codes import OverdueKind
from indicators.reference.dossier_code import DossierCode
from indicators.sources.batches import Batches, Rows
from indicators.sources.dates import up_to
from indicators.sources.grids import Grid
from indicators.sources.overdue_columns import ColumnRead, find_list_header
from indicators.sources.overdue_table import ListedCount, ListedDossier, ListTable, SetAside
from indicators.sources.overdue_vocabulary import kind_told
from indicators.sources.sheet_notes import sheet_notes
from indicators.sources.table_rows import DifferingTotal
from indicators.sources.tables import visible

PROGRESS_EVERY = 5_000


@dataclass(frozen=True, slots=True)
class ListExtract:
    """What a file's lists say. `listed_at` is the day its title counts up to, None where it does not say.

    `passed_over` names the rows of counts that are no unit's: sections, totals.

    `kind` is the one kind of dossiers that the titles of all of them name, None where they name none or both.
    """

    file: str
    sha256: str
    columns: tuple[ColumnRead, ...]
    dossiers: Rows[ListedDossier] = field(repr=False)
    counts: list[ListedCount]
    set_aside: list[SetAside]
    listed_at: datetime | None
    notes: tuple[str, ...] = ()
    differing: list[DifferingTotal] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    kind: OverdueKind | None = None

    @property
    def rows_read(self) -> int:
        return len(self.dossiers) + len(self.counts) + len(self.set_aside)


Told = Callable[[int, int], None]


def read_list(file: str, sha256: str, grids: Sequence[Grid], told: Told | None = None) -> ListExtract | None:
    """Read the lists on a file's visible sheets; None where there is none.

    `told` hears (rows done, rows in all) now and then. Raises InputProblem where a column that is read
    holds a formula without result or an error, and where two titles count up to different days.
    """
    tables = [
        ListTable(table, header)
        for _, found in visible(grids)
        for table in found
        if (header := find_list_header(table)) is not None
    ]
    if not tables:
        return None
    dossiers = Batches(ListedDossier)
    extract = ListExtract(
        file,
        sha256,
        tuple(column for table in tables for column in table.header.read),
        dossiers,
        [],
        [],
        _day(tables),
        (
            *sheet_notes(file, grids, {table.grid.sheet.name for table in tables}),
            *(note for table in tables for note in table.notes()),
        ),
        kind=_only_kind(tables),
    )
    total = sum(len(table.grid.rows) for table in tables)
    seen: set[DossierCode] = set()
    done = 0
    for table in tables:
        table.check()
        is_counts, told_of = table.header.is_counts, (extract.differing, extract.passed_over)
        for listed in table.counts(*told_of) if is_counts else table.dossiers(seen):
            if isinstance(listed, ListedDossier):
                dossiers.append(listed)
            elif isinstance(listed, ListedCount):
                extract.counts.append(listed)
            else:
                extract.set_aside.append(listed)
            if told and extract.rows_read % PROGRESS_EVERY == 0:
                told(done + listed.row, total)
        done += len(table.grid.rows)
    if told:
        told(total, total)
    return extract


def _day(tables: Sequence[ListTable]) -> datetime | None:
    """Return the day up to which the titles count; InputProblem where two tables tell two days."""
    told = [(table, day) for table in tables if (day := up_to(table.table.title))]
    for table, day in told:
        if day != told[0][1]:
            raise table.grid.problem(
                "its lists count up to different days: {first} and {second}.",
                do="Import them as two files, or correct the title that is wrong.",
                first=f"{told[0][1]:%d/%m/%Y}",
                second=f"{day:%d/%m/%Y}",
            )
    return told[0][1] if told else None


def _only_kind(tables: Sequence[ListTable]) -> OverdueKind | None:
    """Return the kind that the title of every list of dossiers names."""
    kinds = {kind_told(table.table.title) for table in tables if not table.header.is_counts}
    return kinds.pop() if len(kinds) == 1 else None
