"""Of which province is shown what nobody chose."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indicators.analysis.scopes import default_scope
from indicators.errors import InputProblem
from indicators.intake import captures
from indicators.sources.records import Unit
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import even, reading


def read_of(store: Store, province: str) -> None:
    """A reading of one department of a province."""
    unit = Unit("Sở Tài chính", code=f"{province}.13", level="department")
    store.add(captures.prepare([replace(reading({unit: even(9)}), scope=province)]))


def test_an_empty_store_is_of_the_home_province(store: Store) -> None:
    assert default_scope(Warehouse.of(store)) == "H21"


def test_the_only_province_there_is_shown_and_the_home_province_before_all_others(store: Store) -> None:
    read_of(store, "H44")
    assert default_scope(Warehouse.of(store)) == "H44"
    read_of(store, "H21")
    assert default_scope(Warehouse.of(store)) == "H21"


def test_of_several_other_provinces_none_is_taken_and_all_are_named(store: Store) -> None:
    for province in ("H44", "H15"):
        read_of(store, province)
    with pytest.raises(InputProblem, match="H15, H44"):
        default_scope(Warehouse.of(store))
