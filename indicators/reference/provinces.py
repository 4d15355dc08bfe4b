"""All provinces, by their portal codes, and what the captures of each are called."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from indicators.codes import NATIONAL_SCOPE
from indicators.reference.agency_names import sort_name
from indicators.reference.files import national_file, read_once, reference_rows
from indicators.translation import text

# Since when these are the provinces: 63 became 34.
PROVINCES_SINCE = date(2025, 7, 1)


@read_once
def load_provinces(folder: Path) -> dict[str, str]:
    """Read portal code and name of every province ("UBND tỉnh An Giang"), from `provinces.csv`."""
    rows = reference_rows(national_file(folder, "provinces.csv"), {"portal_code", "name_vi"})
    return {row["portal_code"]: row["name_vi"] for row in rows}


def scope_name(scope: str) -> str:
    """Name whose the captures of a scope are, in short: "An Giang", or all provinces.

    A code not known as it is.
    """
    if scope == NATIONAL_SCOPE:
        return text("all provinces")
    return sort_name(load_provinces().get(scope, scope))
