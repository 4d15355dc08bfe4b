"""A province's own tables: plain CSV, as a text editor or Excel writes it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from indicators.errors import InputProblem


def reference_rows(file: Path, columns: set[str]) -> list[dict[str, str]]:
    """The rows of a table in `data/reference/`; InputProblem where a column or its Unicode is missing."""
    try:
        written = file.read_text(encoding="utf-8-sig")
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
            do="Put it back: data/reference/README.md lists the columns.",
            file=file.name,
            column=min(missing),
        )
    return list(table)
