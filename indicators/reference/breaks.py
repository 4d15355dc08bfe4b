"""Days at which a system's numbers break, so that none before is comparable with one after: `breaks.csv`.

The same for every province: a folder without the file takes the application's. More are entered by people and lie in
the store.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import get_args

import pyarrow as pa

from indicators import catalogue
from indicators.codes import DayOf, PortalSystem
from indicators.errors import InputProblem
from indicators.reference.files import national_file, read_once, reference_rows

FILE = "breaks.csv"
COLUMNS = (
    *("break_id", "from_day", "to_day", "day_of", "system", "replaces", "nodes", "reason_vi", "reason_en"),
    *("source", "entered_by"),
)

# What is no text in `breaks_table`.
_TYPES = {"from_day": pa.date32(), "to_day": pa.date32(), "nodes": pa.list_(pa.string())}


@dataclass(frozen=True, slots=True)
class Break:
    """From `from_day` on, numbers are no longer comparable with those before.

    Until `to_day` they are in motion, and comparable with none; None where the break lies between two days. `day_of`
    tells what these days are of: the reading, or what the numbers stand at. `system` is whose numbers they are, None
    for those of every portal system; `replaces` the system whose numbers were read until then. `nodes` are the codes
    concerned with what they are made of and what is made of them, all where empty.
    """

    break_id: str
    from_day: date
    to_day: date | None
    day_of: DayOf
    system: PortalSystem | None
    replaces: PortalSystem | None
    nodes: tuple[str, ...]
    reason_vi: str
    reason_en: str
    source: str
    entered_by: str

    def __post_init__(self) -> None:
        """Refuse what cannot be a break: InputProblem."""
        if self.to_day and self.to_day < self.from_day:
            raise InputProblem("the last day of the break is before its first.", do="Correct the days.")
        known = {code for version in catalogue.load().values() for code in version.nodes}
        for written, codes in (
            *((node, known) for node in self.nodes),
            (self.day_of, get_args(DayOf)),
            *((one, get_args(PortalSystem)) for one in (self.system, self.replaces) if one),
        ):
            if written not in codes:
                raise InputProblem(
                    "“{written}” is not known here.",
                    do="Write one of: {known}.",
                    written=written,
                    known=", ".join(sorted(codes)),
                )
        if not (self.reason_vi.strip() and self.source.strip()):
            raise InputProblem("a break has a reason and a source.", do="Say both.")


@read_once
def load_breaks(folder: Path) -> tuple[Break, ...]:
    """Read the breaks of the file, the earliest first; InputProblem naming the row."""
    rows = reference_rows(national_file(folder, FILE), set(COLUMNS))
    found = [_break(row, number) for number, row in enumerate(rows, start=2)]
    return tuple(sorted(found, key=lambda one: (one.from_day, one.break_id)))


def breaks_table() -> pa.Table:
    """Give the breaks of the file as rows, a column a field of Break."""
    return pa.Table.from_pylist(
        [asdict(load_break) for load_break in load_breaks()],
        schema=pa.schema([(field.name, _TYPES.get(field.name, pa.string())) for field in fields(Break)]),
    )


def replaced_system(day: date) -> PortalSystem | None:
    """Tell the system that numbers read on a day are of, where another has taken its place since; None elsewhere."""
    return next(
        (
            load_break.replaces
            for load_break in load_breaks()
            if load_break.replaces and day < load_break.from_day
        ),
        None,
    )


def _break(row: dict[str, str], number: int) -> Break:
    cells = {column: (row[column] or "").strip() for column in COLUMNS}
    nodes = tuple(code for code in cells["nodes"].split("|") if code)
    try:
        days = [date.fromisoformat(cells[name]) if cells[name] else None for name in ("from_day", "to_day")]
        words = {name: cells[name] or None for name in ("system", "replaces")}
        return Break(**{**cells, **words, "from_day": days[0], "to_day": days[1], "nodes": nodes})  # type: ignore[arg-type]
    except (ValueError, TypeError):
        raise InputProblem(
            "a date is not written as 2025-07-01.",
            do="Correct the row in the table.",
            file=FILE,
            cell=f"B{number}",
        ) from None
    except InputProblem as problem:
        problem.file, problem.cell = FILE, f"A{number}"
        raise
