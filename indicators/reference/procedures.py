"""The catalogue of administrative procedures: their official codes, names and fields."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from indicators.reference.files import national_file, read_once, reference_rows

FILE = "procedures.csv"


@dataclass(frozen=True, slots=True)
class Procedure:
    """One procedure. `field` is empty where its source does not tell it."""

    code: str
    name: str
    field: str


@read_once
def load_procedures(folder: Path) -> tuple[Procedure, ...]:
    """Read the catalogue in `procedures.csv`, in its order; InputProblem where a column is missing."""
    rows = reference_rows(national_file(folder, FILE), {"code", "name", "field"})
    return tuple(Procedure(row["code"], row["name"], row["field"]) for row in rows)
