"""The pages behind the names that are read: of a unit, an indicator, an agency's overdue dossiers, one dossier.

Each address is made here and nowhere else; the parameters are those of the page's pickers.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from indicators import catalogue
from indicators.analysis.statements.model import Link
from indicators.catalogue import Node
from indicators.intake.unit_identity import province_identity
from indicators.reference.organisation import load_organisation

# The parameter of the overdue page that no picker has: one dossier.
DOSSIER = "dossier"
# To whom letters go, on the page of documents.
LETTERS_TO = "letters"
# Whose value is to be corrected, and at which capture, on the page of history.
CORRECTED, CORRECTED_AT = "correct", "at"
# What happened to dossiers in a week, on the overdue page (see WeekEvent).
MOVED = "moved"


def to_unit(agency_id: str, scope: str | None = None) -> Link:
    """Link to the page of a unit, of the home province where no other is told."""
    return Link("agency", {"agency": agency_id, **_of(scope)})


def to_units(agencies: Iterable[str | None], scope: str | None = None) -> list[Link | None]:
    """Link to the page of each of some units; None for one that nobody knows."""
    return [to_unit(agency, scope) if isinstance(agency, str) and agency else None for agency in agencies]


def to_peer(node: Node, level: str, scope: str, day: date, agency_id: str) -> Link:
    """Link to the page of a unit that is ranked; a province other than ours has none: to its line in the nation."""
    if level != "province":
        return to_unit(agency_id, scope)
    if agency_id == province_identity(load_organisation().province_code, day):
        return to_unit(agency_id)
    return Link("nation", {"node": node.code, "unit": agency_id})


def to_node(node: Node, level: str | None = None, unit: str | None = None) -> Link:
    """Link to a group's page, or to the ranking by any other node: of a level, a unit marked in it."""
    if node.kind == "group" and level is None:
        return Link(node.code)
    asked = {"node": node.code, "level": level, "unit": unit}
    return Link("ranking", {name: value for name, value in asked.items() if value})


def to_node_of(version: str, code: str, level: str | None = None, unit: str | None = None) -> Link:
    """Link to a node of a version of the index by its code, as `to_node`."""
    return to_node(catalogue.load()[version].nodes[code], level, unit)


def whatever(link: Link, _: object) -> Link:
    """Link to one place, whatever a mark stands for."""
    return link


def to_group(code: str) -> Link:
    """Link to the page of a group of the index."""
    return Link(code)


def to_trend(node: Node, level: str, unit: str) -> Link:
    """Link to the way of a unit through time, by a node, beside its peers."""
    return Link("trend", {"node": node.code, "level": level, "units": unit})


def to_trends(scope: str | None = None) -> Link:
    """Link to the way of the province, and of its units, through time."""
    return Link("trend", _of(scope))


def to_dossiers(agency_id: str, scope: str | None = None) -> Link:
    """Link to what an agency has overdue."""
    return Link("overdue", {"whose": agency_id, **_of(scope)})


def to_list(scope: str, day: str) -> Link:
    """Link to the overdue dossiers of the last list of a day, as ISO writes it."""
    return Link("overdue", {"list": day, **_of(scope)})


def to_letters(agency_id: str, scope: str | None = None) -> Link:
    """Link to the letters to an agency about what it has overdue."""
    return Link("documents", {LETTERS_TO: agency_id, **_of(scope)})


def to_unknown_units() -> Link:
    """Link to where somebody says who the units are that nobody knows."""
    return Link("history")


def to_correction(agency_id: str, capture_id: str) -> Link:
    """Link to the form that corrects a value of an agency at a capture."""
    return Link("history", {CORRECTED: agency_id, CORRECTED_AT: capture_id})


def to_dossier(code: str, scope: str | None = None) -> Link:
    """Link to one overdue dossier by its code: from list to list."""
    return Link("overdue", {DOSSIER: code, **_of(scope)})


def _of(scope: str | None) -> dict[str, str]:
    """Name the province where it is not the one that pages open with."""
    return {"scope": scope} if scope and scope != load_organisation().province_code else {}
