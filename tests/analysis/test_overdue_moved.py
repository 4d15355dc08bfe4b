"""The dossiers behind a week's flow: as many as its columns say, whose they are, and in which list it shows."""

from __future__ import annotations

from datetime import date

import pytest

from indicators.analysis import overdue
from indicators.analysis.overdue_moved import WeekEvent, moved
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up_lists import FINANCE, JUSTICE, code, keep_lists

A, B, C = code(1), code(2), code(3, "H21.16")


def test_a_week_names_each_time_a_dossier_came_or_was_cleared(store: Store) -> None:
    # B is cleared and comes back within the second week.
    keep_lists(
        store,
        {"2026-09-07": [A, B], "2026-09-14": [A], "2026-09-16": [A, B, C], "2026-09-21": [B, C]},
    )
    warehouse = Warehouse.of(store)
    step = overdue.last_step(warehouse, "H21")
    week = date(2026, 9, 14)
    came = moved(warehouse, step, WeekEvent("came", week))
    assert dict(zip(came.dossier_code, came.agency_id, strict=True)) == {B: FINANCE, C: JUSTICE}
    assert set(came.shown_on) == {date(2026, 9, 16)}
    cleared = moved(warehouse, step, WeekEvent("cleared", week))
    assert list(zip(cleared.dossier_code, cleared.shown_on, strict=True)) == [(B, week)]
    assert moved(warehouse, step, WeekEvent("came", week), JUSTICE).dossier_code.tolist() == [C]
    # A list does not know what a later one shows.
    second = overdue.last_step(warehouse, "H21", week)
    assert moved(warehouse, second, WeekEvent("came", week)).empty
    assert moved(warehouse, step, WeekEvent("cleared", date(2026, 9, 21))).dossier_code.tolist() == [A]


def test_it_names_as_many_as_the_columns_count(demonstration: Warehouse) -> None:
    step = overdue.last_step(demonstration, "H21")
    weeks = overdue.weekly(overdue.balance(demonstration, "H21", as_of=step.listed_on))
    assert len(weeks) > 5
    for row in weeks.tail(5).to_dict("records"):
        assert len(moved(demonstration, step, WeekEvent("came", row["monday"]))) == row["inflow"]
        assert len(moved(demonstration, step, WeekEvent("cleared", row["monday"]))) == row["cleared"]


@pytest.mark.parametrize("written", ["", "không-có", "came", "came-2026-13-01", "still-2026-09-14"])
def test_what_is_no_event_of_a_week_is_none(written: str) -> None:
    assert WeekEvent.parse(written) is None


def test_an_event_is_read_as_it_is_written() -> None:
    event = WeekEvent("cleared", date(2026, 9, 14))
    assert WeekEvent.parse(str(event)) == event
