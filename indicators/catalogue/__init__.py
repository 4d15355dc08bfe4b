"""The index's definition: one TOML file a version, read once and checked as a whole.

A mistake in a file is a CatalogueError that names file and key; a period no version covers is the user's
InputProblem.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from indicators.catalogue.checks import faults, version_faults
from indicators.catalogue.model import Catalogue, Node, PortalFields
from indicators.errors import InputProblem
from indicators.periods import Period

__all__ = [
    "Catalogue",
    "CatalogueError",
    "Node",
    "PortalFields",
    "for_period",
    "load",
    "overdue_reviews",
    "read",
]

FOLDER = Path(__file__).parent


class CatalogueError(ValueError):
    """A catalogue file is wrong; a line a mistake: "766-2026.toml: nodes.dossier_sync.pints: unknown key"."""


@cache
def load() -> dict[str, Catalogue]:
    """Every version of the index by its name ("2022", "2026"), the earliest first."""
    return read(FOLDER)


def read(folder: Path) -> dict[str, Catalogue]:
    """Every version in the folder's TOML files, the earliest first; CatalogueError if anything is wrong."""
    versions = sorted(
        (_read_file(file) for file in folder.glob("*.toml")), key=lambda version: version.valid_from
    )
    _refuse([f"{file}: {key}: {what}" for file, (key, what) in version_faults(versions)])
    return {version.version: version for version in versions}


def for_period(period: Period) -> Catalogue:
    """The version that holds on the period's last day; InputProblem if none does."""
    versions = load().values()
    for version in versions:
        if version.valid_from <= period.end and (version.valid_to is None or period.end <= version.valid_to):
            return version
    raise InputProblem(
        "No version of the index holds for the period {period}.",
        do="Choose a period that ends on {first} or later.",
        period=period,
        first=f"{min(version.valid_from for version in versions):%d/%m/%Y}",
    )


def overdue_reviews(today: date) -> list[str]:
    """One message for each entry whose review date has passed, naming file and key."""
    return [
        f"{version.file}: {node.code}.review_by {node.review_by} has passed"
        for version in load().values()
        for node in version.nodes.values()
        if node.review_by < today
    ]


def _read_file(path: Path) -> Catalogue:
    text = path.read_text(encoding="utf-8")
    try:
        catalogue = Catalogue.model_validate({**tomllib.loads(text), "file": path.name})
    except tomllib.TOMLDecodeError as problem:
        raise CatalogueError(f"{path.name}: {problem}{_offending(text, str(problem))}") from None
    except ValidationError as problem:
        raise CatalogueError("\n".join(f"{path.name}: {line}" for line in _told(problem))) from None
    _refuse([f"{path.name}: {key}: {what}" for key, what in faults(catalogue)])
    return catalogue


def _offending(text: str, problem: str) -> str:
    """The line the TOML reader stumbled over: its own message gives the number only."""
    place = re.search(r"at line (\d+)", problem)
    return f": {text.splitlines()[int(place[1]) - 1]}" if place else ""


def _told(problem: ValidationError) -> list[str]:
    words = {"extra_forbidden": "unknown key", "missing": "missing"}
    return [
        f"{'.'.join(str(part) for part in error['loc'])}: {words.get(error['type'], error['msg'])}"
        for error in problem.errors()
    ]


def _refuse(mistakes: list[str]) -> None:
    if mistakes:
        raise CatalogueError("\n".join(mistakes))
