"""What the warehouse knows beside the store: who agencies are, what the index is made of, whom the portal lists."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from indicators import catalogue
from indicators.catalogue import Catalogue
from indicators.codes import NATIONAL_SCOPE
from indicators.reference import agency_names
from indicators.reference.agencies import END, load_register
from indicators.reference.files import read_once
from indicators.reference.organisation import load_organisation
from indicators.reference.provinces import PROVINCES_SINCE, load_provinces
from indicators.warehouse.questions import answer, register


def name_known(connection: duckdb.DuckDBPyConnection) -> None:
    """Make what no store tells: `portal_units`, those that the portal lists, and the catalogue's tables.

    Of `portal_units`, by scope the entries of the portal's register. `nodes` has a row a node and index version; for
    partial captures, some count; `lineage` is the node itself and all above it, `system` what computes by its version.
    `node_parts`: of what counts, what a node's value is made of or is a part of, a row each; `sums`: what is added up
    to what, a row a part, with how many parts there are.
    """
    for table, rows in {"portal_units": _portal_units(), **_of_catalogue()}.items():
        register(connection, "named", table, named_rows=rows)


def name_units(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `agencies`: the register, and units seen that it does not hold, as sources name them."""
    agencies = _registered()
    known = load_register().frame
    seen = answer(connection, "unregistered_units", {"known": list(known.agency_id)})
    if len(seen):
        seen["name"] = [agency_names.display_name(name) for name in seen.unit_name]
        seen["sort_name"] = [agency_names.sort_name(name) for name in seen.unit_name]
        seen["short_name"] = _own_names(seen)
        rows = pa.Table.from_pandas(seen.drop(columns="unit_name"), preserve_index=False)
        agencies = pa.concat_tables([agencies, rows], promote_options="permissive")
    register(connection, "named", "agencies", named_rows=agencies)


def _own_names(agencies: pd.DataFrame) -> pd.Series[str]:
    """Return what each is called in short: among provinces by its own name, "Gia Lai" and not "UBND tỉnh"."""
    return agencies.sort_name.where(agencies.level == "province", agencies["name"])


@read_once
def _registered(folder: Path) -> pa.Table:
    """Make the entries of the register as `agencies` has them."""
    known = load_register(folder).frame
    named_short = known.short_name.notna() & (known.level != "province")
    agencies = known.assign(short_name=known.short_name.where(named_short, _own_names(known)))
    return pa.Table.from_pandas(agencies, preserve_index=False)


@read_once
def _portal_units(folder: Path) -> pa.Table:
    """Make the columns scope, and of `agencies` level, agency_id, entry_id, name, sort_name, valid_from, valid_to.

    Whom the portal lists has a code there.
    """
    register = load_register(folder).frame
    home = load_organisation(folder).province_code
    own = register[register.portal_code.notna()].assign(scope=home)
    ours = own[own.level == "province"].assign(scope=NATIONAL_SCOPE)
    others = [(code, name) for code, name in load_provinces(folder).items() if code != home]
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
    rows = pd.concat([table[provinces.columns] for table in (own, ours, provinces)])
    return pa.Table.from_pandas(rows, preserve_index=False)


@cache
def _of_catalogue() -> dict[str, pa.Table]:
    """Make `nodes`, `node_parts` and `sums` (see `name_known`)."""
    versions = catalogue.load().values()
    nodes = [
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
    parts = [
        {"index_version": index.version, "node": node, "part": part}
        for index in versions
        for node, part in _parts(index)
    ]
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
    tables = {"nodes": nodes, "node_parts": parts, "sums": sums}
    return {name: pa.Table.from_pylist(rows) for name, rows in tables.items()}


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
