"""The index's definition: one TOML file a version, read once and checked as a whole.

A mistake in a file is a CatalogueError that names file and key; a period no version covers is the user's
InputProblem.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

from pydantic import ValidationError

from indicators.catalogue.checks import faults, version_faults
from indicators.catalogue.model import ROOT, Catalogue, Node, NodeKind, Role
from indicators.codes import System
from indicators.errors import InputProblem
from indicators.periods import Period, today

__all__ = [
    "ROOT",
    "Catalogue",
    "CatalogueError",
    "Node",
    "NodeKind",
    "all_groups",
    "current",
    "for_period",
    "known_by",
    "load",
    "node_in_role",
    "node_meant",
    "nodes_by_now",
    "overdue_reviews",
    "read",
]

FOLDER = Path(__file__).parent


class CatalogueError(ValueError):
    """A catalogue file is wrong; a line a mistake: "766-2026.toml: nodes.dossier_sync.pints: unknown key"."""


@cache
def load() -> dict[str, Catalogue]:
    """Return every version of the index by its name ("2022", "2026"), the earliest first."""
    return read(FOLDER)


def read(folder: Path) -> dict[str, Catalogue]:
    """Read every version in the folder's TOML files, the earliest first.

    CatalogueError if anything is wrong.
    """
    versions = sorted(
        (_read_file(file) for file in folder.glob("*.toml")), key=lambda version: version.valid_from
    )
    _refuse([f"{file}: {key}: {what}" for file, (key, what) in version_faults(versions)])
    return {version.version: version for version in _with_ends(versions)}


def _with_ends(versions: Sequence[Catalogue]) -> Iterator[Catalogue]:
    for version, later in pairwise(versions):
        yield version.model_copy(update={"valid_to": later.valid_from - timedelta(days=1)})
    yield from versions[-1:]


def current(day: date | None = None) -> Catalogue:
    """Return the version valid today, in Vietnam, or on a day; where there is none, the last one that was."""
    begun = known_by(day)
    return begun[0] if begun else next(iter(load().values()))


def known_by(day: date | None = None) -> list[Catalogue]:
    """Return the versions that had begun by a day, by default today, the newest first."""
    on = day or today()
    return [version for version in reversed(load().values()) if version.valid_from <= on]


def nodes_by_now() -> dict[str, Catalogue]:
    """Return by code all nodes there are today, then those that only earlier versions have."""
    found: dict[str, Catalogue] = {}
    for version in (current(), *known_by()):
        for code in version.nodes:
            found.setdefault(code, version)
    return found


def all_groups() -> list[Node]:
    """Return today's groups, then those that only other versions have, the newest first."""
    found: dict[str, Node] = {}
    for version in (current(), *reversed(load().values())):
        for group in version.groups:
            found.setdefault(group.code, group)
    return list(found.values())


def node_in_role(role: Role, index: Catalogue | None = None) -> Node:
    """Return the first node that has a role in a version, by default today's.

    Else in the last that has one.
    """
    versions = [index or current(), *reversed(load().values())]
    return next(node for version in versions for node in version.in_role(role))


def node_meant(index: Catalogue, written: str) -> Node | None:
    """Return the code in a version of what a code or portal code of any version means.

    None if it means nothing.

    A source is read without knowing whose period it is: two versions' nodes are the same thing where they
    have a portal code in common.
    """
    if node := index.lookup(written):
        return node
    others = (version.lookup(written) for version in reversed(load().values()))
    codes = (code for node in others if node for code in node.portal_codes)
    return next((found for code in codes if (found := index.lookup(code))), None)


def for_period(period: Period, system: System | None = None) -> Catalogue:
    """Return the version that holds on the period's last day; InputProblem if none does.

    Of what a system computed after its last version had ended (the old service in 2026) it is that one.
    """
    versions = load().values()
    for version in versions:
        if version.valid_from <= period.end and (version.valid_to is None or period.end <= version.valid_to):
            own = [
                version
                for version in versions
                if version.system == system and version.valid_from <= period.end
            ]
            return own[-1] if own else version
    raise InputProblem(
        "No version of the index holds for the period {period}.",
        do="Choose a period that ends on {first} or later.",
        period=period,
        first=f"{min(version.valid_from for version in versions):%d/%m/%Y}",
    )


def overdue_reviews(today: date) -> list[str]:
    """Return one message for each entry whose review date has passed, naming file and key."""
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
    """Return the line the TOML reader stumbled over: its own message gives the number only."""
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
