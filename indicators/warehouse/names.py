"""What the warehouse knows beside the store: who agencies are, what the index is made of, whom the portal lists."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pandas as pd

from indicators import catalogue
from indicators.catalogue import Catalogue
from indicators.codes import NATIONAL_SCOPE
from indicators.reference import agency_names
from indicators.reference.agencies import END, load_register
from indicators.reference.organisation import load_organisation
from indicators.reference.provinces import PROVINCES_SINCE, load_provinces
from indicators.warehouse.questions import answer, register


def name_units(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `agencies`: the register, and units seen that it does not hold, as sources name them.

    And `portal_units`, those that the portal lists: by scope the entries of its register.
    """
    known = load_register().frame
    seen = answer(connection, "unregistered_units", {"known": list(known.agency_id)})
    seen["name"] = [agency_names.display_name(name) for name in seen.unit_name]
    seen["sort_name"] = [agency_names.sort_name(name) for name in seen.unit_name]
    agencies = pd.concat([known, seen.drop(columns="unit_name")])
    # Among provinces a province goes by its own name: "Gia Lai" and not "UBND tỉnh".
    own_name = agencies.sort_name.where(agencies.level == "province", agencies["name"])
    agencies["short_name"] = agencies.short_name.where(
        agencies.short_name.notna() & (agencies.level != "province"), own_name
    )
    register(connection, "named", "agencies", named_rows=agencies)
    register(connection, "named", "portal_units", named_rows=_portal_units(known))


def _portal_units(register: pd.DataFrame) -> pd.DataFrame:
    """Make the columns scope, and of `agencies` level, agency_id, entry_id, name, sort_name, valid_from, valid_to.

    Whom the portal lists has a code there.
    """
    home = load_organisation().province_code
    own = register[register.portal_code.notna()].assign(scope=home)
    ours = own[own.level == "province"].assign(scope=NATIONAL_SCOPE)
    others = [(code, name) for code, name in load_provinces().items() if code != home]
    provinces = pd.DataFrame(
        {
            "scope": NATIONAL_SCOPE,
            "level": "province",
            "agency_id": [code for code, _ in others],
            "entry_id": [code for code, _ in others],
            "name": [agency_names.display_name(name) for _, name in others],
            "sort_name": [agency_names.sort_name(name) for _, name in others],
            "valid_from": PROVINCES_SINCE,
            "valid_to": END,
        }
    )
    return pd.concat([table[provinces.columns] for table in (own, ours, provinces)])


def name_nodes(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `nodes`: the catalogue, a row a node and index version; for partial captures, some count.

    `lineage` is the node itself and all above it, `system` what computes by its version. And `node_parts`: of what
    counts, what a node's value is made of or is a part of, a row each; and `sums`: what is added up to what, a row a
    part, with how many parts there are.
    """
    versions = catalogue.load().values()
    rows = [
        {
            "index_version": index.version,
            "node": node.code,
            "points": node.points,
            "is_scored": node.points is not None,
            "direction": node.direction,
            "is_counted": node.is_component or node == index.root,
            "is_root": node == index.root,
            "lineage": index.lineage(node.code),
            "system": index.system,
        }
        for index in versions
        for node in index.nodes.values()
    ]
    register(connection, "named", "nodes", named_rows=pd.DataFrame(rows))
    parts = [(index.version, node, part) for index in versions for node, part in _parts(index)]
    named = pd.DataFrame(parts, columns=["index_version", "node", "part"])
    register(connection, "named", "node_parts", named_rows=named)
    sums = [
        {
            "index_version": index.version,
            "whole": code,
            "part": part.code,
            "parts": len(index.summed_from(code)),
            "is_component": index.nodes[code].is_component,
        }
        for index in versions
        for code in index.nodes
        for part in index.summed_from(code)
    ]
    register(connection, "named", "sums", named_rows=pd.DataFrame(sums))


def _parts(index: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield every node with the components in its branch, or the one it belongs to; the index with itself too."""
    yield index.root.code, index.root.code
    for code in index.nodes:
        for component in index.components:
            if (
                code == component.code
                or index.is_below(component.code, code)
                or index.is_below(code, component.code)
            ):
                yield code, component.code
