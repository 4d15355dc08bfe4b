"""How often each source is expected to bring something new: `rhythms.csv` of the province's own data."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from indicators.codes import OVERDUE_LIST, SourceKind
from indicators.errors import InputProblem
from indicators.reference.files import read_once, reference_rows

# Days after the last reading from which the next one is late: the longest week or month, and a day to do it.
LATE_AFTER = {"week": 8, "month": 32}


@read_once
def load_rhythms(folder: Path) -> dict[str, str]:
    """Read `week` or `month` by source; nothing where there is no such file. InputProblem naming the row."""
    file = folder / "rhythms.csv"
    if not file.exists():
        return {}
    rows = reference_rows(file, {"source", "rhythm"})
    return dict(_rhythm(row, number) for number, row in enumerate(rows, start=2))


def _rhythm(row: dict[str, str], number: int) -> tuple[str, str]:
    source, rhythm = row["source"].strip(), row["rhythm"].strip()
    for written, known, column in (
        (source, (*get_args(SourceKind), OVERDUE_LIST), "A"),
        (rhythm, tuple(LATE_AFTER), "B"),
    ):
        if written not in known:
            raise InputProblem(
                "“{written}” is not known here.",
                do="Write one of: {known}.",
                file="rhythms.csv",
                cell=f"{column}{number}",
                written=written,
                known=", ".join(known),
            )
    return source, rhythm
