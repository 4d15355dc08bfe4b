"""Events marked on trends, from `annotations.csv` of the province: when, what, who says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from indicators.errors import InputProblem
from indicators.reference.files import read_once, reference_rows


@dataclass(frozen=True, slots=True, order=True)
class Annotation:
    """An event on a day, in the words of its author; no cause is claimed."""

    day: date
    text: str
    author: str


@read_once
def load_annotations(folder: Path) -> tuple[Annotation, ...]:
    """Read the annotations by day, none where there is no such file; InputProblem naming the row."""
    file = folder / "annotations.csv"
    if not file.exists():
        return ()
    rows = reference_rows(file, {"day", "text", "author"})
    return tuple(sorted(_annotation(row, number) for number, row in enumerate(rows, start=2)))


def _annotation(row: dict[str, str], number: int) -> Annotation:
    try:
        return Annotation(date.fromisoformat(row["day"].strip()), row["text"].strip(), row["author"].strip())
    except ValueError:
        raise InputProblem(
            "a date is not written as 2025-07-01.",
            do="Correct the row in the table.",
            file="annotations.csv",
            cell=f"A{number}",
        ) from None
