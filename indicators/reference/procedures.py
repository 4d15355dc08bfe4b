"""The catalogue of administrative procedures: their official codes, names and fields."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from indicators.paths import REFERENCE
from indicators.reference.csv_table import reference_rows

FILE = "procedures.csv"


@dataclass(frozen=True, slots=True)
class Procedure:
    """One procedure. `field` is empty where its source does not tell it."""

    code: str
    name: str
    field: str


@cache
def load_procedures(folder: Path = REFERENCE) -> tuple[Procedure, ...]:
    """The catalogue in `procedures.csv`, in its order; InputProblem where a column is missing."""
    rows = reference_rows(folder / FILE, {"code", "name", "field"})
    return tuple(Procedure(row["code"], row["name"], row["field"]) for row in rows)
