"""What can be searched for: units, indicators and overdue dossiers, each with the words that find it and its page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from indicators import catalogue, formats
from indicators.analysis import doors, overdue
from indicators.analysis.profile import known_units
from indicators.analysis.scopes import provinces
from indicators.analysis.statements.model import Link
from indicators.folding import without_marks
from indicators.reference.agencies import load_register
from indicators.reference.agency_names import sort_name
from indicators.reference.organisation import load_organisation
from indicators.reference.provinces import scope_name
from indicators.translation import plural, text
from indicators.warehouse.warehouse import Warehouse, records

Kind = Literal["unit", "indicator", "dossier"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to be found: what is written of it, the folded words it answers to, the first its name, its page."""

    kind: Kind
    name: str
    note: str
    keys: tuple[str, ...]
    link: Link


def folded(words: str) -> str:
    """Return words as they are searched: small letters without marks, digits and the dots of codes, single spaces.

    Quy Nhơn and Qui Nhơn are the same.
    """
    return " ".join(re.findall(r"[a-z0-9.]+", without_marks(words).replace("y", "i")))


def search_index(warehouse: Warehouse) -> list[Entry]:
    """List all a store can tell of, what is sought most often first: units of today, indicators, units that ended.

    Dossiers are those of each province's last list; people of one agency find their own alone.
    """
    home = load_organisation().province_code
    scopes = sorted(provinces(warehouse), key=lambda scope: (scope != home, scope))
    units = [(scope, unit) for scope in scopes for unit in records(known_units(warehouse, scope))]
    today, ended = (
        [_unit(scope, unit) for scope, unit in units if bool(unit.has_ended) is gone]
        for gone in (False, True)
    )
    dossiers = (entry for scope in scopes for entry in _dossiers(warehouse, scope))
    return [*today, *_indicators(), *ended, *dossiers]


def _unit(scope: str, unit: Any) -> Entry:
    """Describe a unit: it answers to its names, codes and former districts, of whatever time."""
    known = load_register().entries(unit.agency_id)
    codes = [entry.portal_code for entry in reversed(known) if entry.portal_code]
    districts = [former for entry in known for former in _names(entry.predecessor_ids)]
    note = [formats.level(unit.level), *codes[:1]]
    if unit.has_ended:
        note.append(text("until {day}", day=formats.day(unit.valid_to)))
    if districts:
        note.append(text("formerly of {districts}", districts=", ".join(dict.fromkeys(districts))))
    if scope != load_organisation().province_code:
        note.append(scope_name(scope))
    words = [sort_name(unit.agency_name), unit.agency_name, unit.short_name, *codes]
    words += [name for entry in known for name in (entry.short_name_vi, entry.name_en, *entry.aliases)]
    return _entry("unit", unit.agency_name, note, [*words, *districts], doors.to_unit(unit.agency_id, scope))


def _names(agencies: Sequence[str]) -> Iterator[str]:
    """Name the districts among agencies, as they were last called."""
    for agency_id in agencies:
        for entry in load_register().entries(agency_id)[-1:]:
            if entry.level == "district":
                yield entry.sort_name


def _indicators() -> Iterator[Entry]:
    """Describe all nodes of the index, today's and then those that only earlier versions know."""
    for code, index in catalogue.nodes_by_now().items():
        node = index.nodes[code]
        parent = [index.nodes[node.parent].short_name()] if node.parent else []
        version = [] if index is catalogue.current() else [index.version]
        words = [node.name(), node.short_name(), node.name_vi, node.short_name_vi, node.name_en]
        words += [*node.portal_codes, code, *node.other_names]
        yield _entry(
            "indicator", node.name(), [text("Indicator"), *parent, *version], words, doors.to_node(node)
        )


def _dossiers(warehouse: Warehouse, scope: str) -> Iterator[Entry]:
    for step in overdue.steps(warehouse, scope)[-1:]:
        for dossier in records(overdue.dossiers(warehouse, step, most=step.dossiers)):
            days = plural(
                int(dossier.overdue_days),
                "{count} day overdue",
                "{count} days overdue",
                count=formats.count(dossier.overdue_days),
            )
            note = [text("Overdue dossier"), dossier.agency_name, days]
            link = doors.to_dossier(dossier.dossier_code, scope)
            yield _entry("dossier", dossier.dossier_code, note, [dossier.dossier_code], link)


def _entry(kind: Kind, name: str, note: Iterable[str], words: Iterable[str], link: Link) -> Entry:
    keys = dict.fromkeys(found for word in words if (found := folded(word)))
    return Entry(kind, name, " · ".join(note), tuple(keys), link)
