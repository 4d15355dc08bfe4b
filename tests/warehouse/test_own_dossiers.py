"""People of one agency are shown no dossier of another, whatever they ask."""

from __future__ import annotations

from contextvars import copy_context

import pandas as pd
import pytest

from indicators.analysis import overdue
from indicators.analysis.overdue import Filter
from indicators.exports.overdue import dossiers_csv
from indicators.store.store import Store
from indicators.warehouse.own_dossiers import see_dossiers_of, without_others
from indicators.warehouse.warehouse import Warehouse
from tests.made_up_lists import JUSTICE, code, keep_lists

OF_FINANCE, OF_JUSTICE = code(1), code(2, "H21.16")


@pytest.fixture
def warehouse(store: Store) -> Warehouse:
    keep_lists(store, {"2026-09-07": [OF_FINANCE, OF_JUSTICE]})
    return Warehouse.of(store)


def seen_by(agency_id: str | None, warehouse: Warehouse) -> tuple[list[str], str]:
    """The dossiers in the table, and the file of them, for somebody of this agency."""

    def asked() -> tuple[list[str], str]:
        see_dossiers_of(agency_id)
        step = overdue.steps(warehouse, "H21")[-1]
        rows = overdue.dossiers(warehouse, step, Filter(), 50)
        return list(rows.dossier_code), dossiers_csv(warehouse, step, Filter()).decode()

    return copy_context().run(asked)


def test_one_of_an_agency_sees_its_dossiers_alone_in_table_and_file(warehouse: Warehouse) -> None:
    table, file = seen_by(JUSTICE, warehouse)
    assert table == [OF_JUSTICE]
    assert OF_JUSTICE in file
    assert OF_FINANCE not in file


def test_what_one_was_shown_is_not_what_the_next_is_shown(warehouse: Warehouse) -> None:
    everybodys = sorted([OF_FINANCE, OF_JUSTICE])
    assert sorted(seen_by(None, warehouse)[0]) == everybodys
    assert seen_by(JUSTICE, warehouse)[0] == [OF_JUSTICE]
    assert sorted(seen_by(None, warehouse)[0]) == everybodys


def test_an_answer_that_does_not_say_whose_its_dossiers_are_names_none() -> None:
    def asked() -> int:
        see_dossiers_of(JUSTICE)
        return len(without_others(pd.DataFrame({"dossier_code": [OF_JUSTICE]})))

    assert copy_context().run(asked) == 0
