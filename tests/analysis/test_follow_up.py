"""What is followed up beside the index is told by the last list not later than the reading."""

from __future__ import annotations

from datetime import date

import pytest

from indicators.analysis.follow_up import FollowUp, follow_up
from indicators.analysis.overview import overview
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import FINANCE, capture, even
from tests.made_up_lists import code, keep_lists, ordered


def told(store: Store, *listed_on: str) -> FollowUp:
    """Of a reading on 10/10/2026, beside a list of one dossier on each of these days."""
    store.add([capture({FINANCE: even(9)}, day="2026-10-10")])
    keep_lists(store, {day: [code(1)] for day in listed_on})
    warehouse = Warehouse.of(store)
    return follow_up(warehouse, overview(warehouse, "H21").capture)


@pytest.mark.parametrize("day", ["2026-09-02", "2026-10-04", "2026-10-10"])
def test_the_last_list_not_later_than_the_reading_is_shown_with_its_day(store: Store, day: str) -> None:
    step = told(store, day).step
    assert step is not None
    assert step.listed_on == date.fromisoformat(day)


def test_a_list_later_than_the_reading_never_stands_in(store: Store) -> None:
    found = told(store, "2026-10-11")
    assert found.step is None
    assert found.order is None
    assert found.backlog.empty


def test_of_several_lists_the_last_one_by_the_reading_counts(store: Store) -> None:
    step = told(store, "2026-09-28", "2026-10-05", "2026-10-12").step
    assert step is not None
    assert step.listed_on == date(2026, 10, 5)


def test_the_order_followed_is_the_last_one_given_by_the_day_of_the_list(store: Store) -> None:
    for number, given in (("1", date(2026, 9, 8)), ("2", date(2026, 10, 6)), ("3", date(2026, 10, 13))):
        ordered(
            store, document_number=number, document_date=given, counted_to=given, deadline=date(2026, 12, 15)
        )
    order = told(store, "2026-09-07", "2026-10-10").order
    assert order is not None
    assert order.campaign.document_number == "2"


def test_an_order_that_counts_a_list_still_to_come_gives_way_to_the_one_before(store: Store) -> None:
    ordered(store, document_number="1")
    to_come = {"counted_from": date(2026, 10, 12), "counted_to": date(2026, 10, 15)}
    ordered(store, document_number="2", document_date=date(2026, 10, 6), **to_come)
    order = told(store, "2026-09-07", "2026-10-10").order
    assert order is not None
    assert order.campaign.document_number == "1"
