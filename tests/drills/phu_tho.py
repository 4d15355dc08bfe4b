"""Another province as home: the register and settings that Phú Thọ's own answers of the portal make."""

from __future__ import annotations

import csv
import json
import unicodedata
from dataclasses import fields
from pathlib import Path

from indicators.paths import SHIPPED_REFERENCE
from indicators.reference.agencies import Agency
from indicators.reference.agency_names import display_name
from tests.shared import SHARED

ANSWERS = SHARED / "portal" / "phu-tho-2026"
CODE, NAME = "H44", "Phú Thọ"


def write_province(folder: Path) -> None:
    """Write the two files that README names for a province: the register and the organisation's settings."""
    folder.mkdir(parents=True, exist_ok=True)
    data = json.loads((ANSWERS / "dvc-progress-tree.year.json").read_text(encoding="utf-8"))["data"]
    rows = [_row(data["parent"], "province"), *(_row(unit, _level(unit)) for unit in data["children"])]
    with (folder / "agencies.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, [field.name for field in fields(Agency)], restval="")
        writer.writeheader()
        writer.writerows(rows)
    settings = (SHIPPED_REFERENCE / "organisation.toml").read_text(encoding="utf-8")
    for ours, theirs in (("H21", CODE), ("Gia Lai", NAME)):
        assert ours in settings
        settings = settings.replace(ours, theirs)
    (folder / "organisation.toml").write_text(settings, encoding="utf-8")


def _level(unit: dict[str, str]) -> str:
    return "commune" if unit["level"] == "COMMUNE" else "department"


def _row(unit: dict[str, str], level: str) -> dict[str, str]:
    name = unit["departmentName"].split(" - ")[0].replace("UBND", "Ủy ban nhân dân")
    return {
        "agency_id": _identity(name),
        "name_vi": name,
        "short_name_vi": display_name(name),
        "name_en": name,
        "level": level,
        "kind": level,
        "portal_code": unit["departmentCode"],
        "portal_id": unit["departmentId"],
        "source": "portal, 26/09/2026",
    }


def _identity(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    return "-".join("".join(letter for letter in plain if letter.isascii()).split())
