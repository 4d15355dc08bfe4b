"""The province's own files, and the nation's: where they lie, each read once, tables as plain rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from pathlib import Path
from typing import Protocol, TypeVar

from indicators.errors import InputProblem
from indicators.paths import SHIPPED_REFERENCE, reference_folder

Read = TypeVar("Read")
Loaded = TypeVar("Loaded", covariant=True)


class Loader(Protocol[Loaded]):
    """Reads a file of a folder, by default of the province's own."""

    def __call__(self, folder: Path | None = None) -> Loaded: ...


@dataclass(frozen=True, slots=True)
class UnknownAgency:
    """A row of the province's own files that names an agency the register does not know."""

    file: str
    place: str  # "A5", "features[4]"
    agency_id: str


def read_once(load: Callable[[Path], Read]) -> Loader[Read]:
    """Make what reads a file of a folder read it once for each folder, by default the province's own."""
    kept = cache(load)

    @wraps(load)
    def loader(folder: Path | None = None) -> Read:
        return kept(folder or reference_folder())

    return loader


def national_file(folder: Path, name: str) -> Path:
    """Return a file that is the same for every province, the folder's own before ours."""
    own = folder / name
    return own if own.exists() else SHIPPED_REFERENCE / name


def reference_rows(file: Path, columns: set[str]) -> list[dict[str, str]]:
    """Read the rows of a table in `data/reference/`.

    InputProblem where the table, a column or its Unicode is missing.
    """
    try:
        written = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputProblem(
            "it is not among the province's files.",
            do="Put it there: the guide beside these files tells what is in it.",
            file=file.name,
        ) from None
    except UnicodeDecodeError:
        raise InputProblem(
            "its letters are not in Unicode (UTF-8), so Vietnamese names cannot be read.",
            do="In Excel, save it as “CSV UTF-8”.",
            file=file.name,
        ) from None
    # Excel with Vietnamese settings separates by semicolons.
    separator = ";" if ";" in written.partition("\n")[0] else ","
    table = csv.DictReader(io.StringIO(written, newline=""), delimiter=separator, restval="")
    if missing := columns - set(table.fieldnames or ()):
        raise InputProblem(
            "the column “{column}” is missing.",
            do="Put it back: the guide beside this file lists the columns.",
            file=file.name,
            column=min(missing),
        )
    return list(table)
