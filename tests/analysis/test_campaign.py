"""An order to clear overdue dossiers: its own are followed, and the pace claims no more than it knows."""

from __future__ import annotations

import statistics
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.analysis import campaign, decisions
from indicators.analysis.campaign import pace
from indicators.errors import InputProblem
from indicators.store.actor import Actor
from indicators.store.entries import Campaign
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up_lists import FINANCE, JUSTICE, code, keep_lists, listed, ordered, overdue_list

FINANCES = [code(n) for n in range(6)]
JUSTICES = [code(n, "H21.16") for n in range(3)]


def order(store: Store, **changed: object) -> Campaign:
    september = {"document_date": date(2026, 10, 2), "counted_to": date(2026, 9, 25)}
    return ordered(store, **{**september, "deadline": date(2026, 11, 20), "baseline": 799, **changed})


def test_what_is_followed_are_the_orders_own_dossiers_and_not_what_came_later(store: Store) -> None:
    keep_lists(
        store,
        {
            "2026-09-21": [*FINANCES, *JUSTICES],
            "2026-10-05": [*FINANCES[:4], *JUSTICES, code(99)],
            "2026-10-12": [*FINANCES[:1], *JUSTICES[:2], code(98), code(99)],
        },
    )
    come = campaign.progress(Warehouse.of(store), order(store))
    assert (come.announced, come.baseline, come.remaining, come.handled) == (799, 9, 3, 6)
    assert come.burn_down.remaining.tolist() == [9, 7, 3]
    rows = come.table.set_index("agency_id")
    assert rows.loc[FINANCE, ["baseline", "handled", "remaining"]].tolist() == [6, 5, 1]
    assert rows.loc[JUSTICE, ["baseline", "handled", "remaining"]].tolist() == [3, 1, 2]
    assert come.share == pytest.approx(6 / 9)


def test_a_dossier_that_comes_back_remains_again(store: Store) -> None:
    keep_lists(
        store,
        {"2026-09-21": FINANCES, "2026-10-05": FINANCES[:2], "2026-10-12": [*FINANCES[:2], FINANCES[5]]},
    )
    come = campaign.progress(Warehouse.of(store), order(store))
    assert come.burn_down.remaining.tolist() == [6, 2, 3]


def test_only_the_addressees_are_followed(store: Store) -> None:
    keep_lists(store, {"2026-09-21": [*FINANCES, *JUSTICES], "2026-10-05": JUSTICES})
    come = campaign.progress(Warehouse.of(store), order(store, addressees=[JUSTICE]))
    assert (come.baseline, come.remaining) == (3, 3)
    assert come.table.agency_id.tolist() == [JUSTICE]


def test_an_order_due_on_the_day_of_its_list_needs_all_of_it_that_day(store: Store) -> None:
    keep_lists(store, {"2026-09-25": FINANCES})
    come = campaign.progress(Warehouse.of(store), order(store, deadline=date(2026, 9, 25)))
    assert come.burn_down.needed.tolist() == [0]
    assert come.pace.verdict == "missed"


def test_an_order_without_its_list_says_which_list_is_missing(store: Store) -> None:
    store.add([overdue_list("2026-08-24", [listed(one, due="2026-08-20") for one in FINANCES])])
    with pytest.raises(InputProblem, match="01/09/2026"):
        campaign.progress(Warehouse.of(store), order(store))


def test_an_order_is_entered_once(store: Store) -> None:
    order(store)
    with pytest.raises(InputProblem, match="291/UBND-NC"):
        order(store)
    assert len(campaign.campaigns(Warehouse.of(store), "H21")) == 1


def test_an_order_entered_wrongly_is_withdrawn_entered_anew_and_brought_back(store: Store) -> None:
    keep_lists(store, {"2026-09-21": FINANCES})
    wrong, warehouse = order(store, deadline=date(2026, 10, 20)), Warehouse.of(store)
    withdrawal = decisions.withdraw(warehouse, wrong.campaign_id, reason="sai hạn", actor=Actor("lan"))
    assert campaign.campaigns(warehouse, "H21") == []
    right = order(store)
    assert [one.deadline for one in campaign.campaigns(warehouse, "H21")] == [date(2026, 11, 20)]
    with pytest.raises(InputProblem, match=r"đã được lan ghi lúc .*Xử lý hồ sơ quá hạn.*20/11/2026"):
        order(store)
    decisions.undo(warehouse, withdrawal.entry_id, actor=Actor("lan"))
    ids = {one.campaign_id for one in campaign.campaigns(warehouse, "H21")}
    assert ids == {wrong.campaign_id, right.campaign_id}
    assert decisions.history(warehouse).kind.tolist().count("campaign") == 2


@pytest.mark.parametrize("missing", ["document_number", "title"])
def test_an_order_has_a_number_and_a_subject(store: Store, missing: str) -> None:
    with pytest.raises(InputProblem, match="số văn bản"):
        order(store, **{missing: " "})


def test_a_deadline_before_the_counting_is_refused(store: Store) -> None:
    with pytest.raises(InputProblem):
        order(store, deadline=date(2026, 9, 2))


DAYS = [date(2024, 1, 1) + timedelta(weeks=week) for week in range(5)]


def test_a_steady_pace_that_suffices_is_on_pace() -> None:
    steady = pace(DAYS, [799, 599, 399, 199, 0 + 99], date(2024, 2, 20))
    assert steady.verdict == "on_pace"
    assert steady.needed is not None
    assert steady.needed == pytest.approx(99 / (22 / 7))


def test_a_steady_pace_that_does_not_suffice_says_how_many_will_be_left() -> None:
    slow = pace(DAYS, [799, 789, 779, 769, 759], date(2024, 2, 20))
    assert slow.verdict == "off_pace"
    assert slow.at_deadline == pytest.approx(759 - 10 * 22 / 7)


def test_weeks_that_differ_much_leave_it_open() -> None:
    assert pace(DAYS, [799, 790, 400, 390, 130], date(2024, 2, 6)).verdict == "uncertain"


def test_two_lists_tell_no_pace_to_trust() -> None:
    early = pace(DAYS[:2], [799, 700], date(2024, 2, 20))
    assert (early.verdict, early.at_deadline, early.low) == ("unknown", None, None)


def test_done_is_done_and_late_is_late() -> None:
    assert pace(DAYS, [5, 4, 3, 2, 0], date(2024, 2, 20)).verdict == "done"
    assert pace(DAYS, [5, 4, 3, 2, 1], DAYS[-1]).verdict == "missed"


@given(st.lists(st.integers(0, 500), min_size=4, max_size=8), st.integers(1, 90))
def test_the_expected_rest_lies_within_its_interval_and_follows_the_mean_pace(
    remaining: list[int], ahead: int
) -> None:
    days = [date(2024, 1, 1) + timedelta(weeks=week) for week in range(len(remaining))]
    told = pace(days, remaining, days[-1] + timedelta(days=ahead))
    assert told.at_deadline is not None
    assert told.low is not None
    assert told.high is not None
    assert told.low <= told.at_deadline <= told.high
    # Between equally spaced lists the mean of the steps is the whole way over their number.
    mean = (remaining[0] - remaining[-1]) / (len(remaining) - 1)
    assert told.at_deadline == pytest.approx(max(0, remaining[-1] - mean * ahead / 7))
    assert told.recent == pytest.approx(statistics.fmean([mean]))


@pytest.mark.parametrize(
    ("lists", "a_week"),
    [
        # Two lists of the last day: what remained then is what the second of them holds.
        ([("2026-10-05", 100), ("2026-10-12", 90), ("2026-10-12", 50)], 50),
        # A long quiet time and two busy days weigh as long as they lasted: 219 in 44 days.
        ([("2026-09-01", 800), ("2026-10-13", 701), ("2026-10-14", 641), ("2026-10-15", 581)], 219 * 7 / 44),
    ],
)
def test_intervals_weigh_as_long_as_they_are(lists: list[tuple[str, int]], a_week: float) -> None:
    days = [date.fromisoformat(day) for day, _ in lists]
    assert pace(days, [left for _, left in lists], date(2026, 12, 1)).recent == pytest.approx(a_week)


def test_the_interval_is_students_for_one_degree_less_than_there_are_intervals() -> None:
    # Cleared 10, 30, 20, 40 in four weeks: mean 25, standard deviation 12.90994; 4 weeks to come.
    told = pace(DAYS, [1000, 990, 960, 940, 900], DAYS[-1] + timedelta(weeks=4))
    # Published two-sided 80 % value of Student's t for 3 degrees of freedom: 1.638.
    reach = 1.638 * 12.90994 * (4 + 4**2 / 4) ** 0.5
    assert told.at_deadline == pytest.approx(800)
    assert told.low == pytest.approx(800 - reach, abs=1e-3)
    assert told.high == pytest.approx(800 + reach, abs=1e-3)


def test_the_line_to_follow_falls_evenly_from_the_orders_list_to_its_deadline(store: Store) -> None:
    ours = [code(n) for n in range(4)]
    days = ("2026-09-07", "2026-09-21", "2026-10-05")
    keep_lists(store, dict.fromkeys(days, ours))
    # Four weeks from the list to the deadline: after two of them half may be left, and none in the end.
    given = ordered(store, deadline=date(2026, 10, 5))
    assert campaign.progress(Warehouse.of(store), given).burn_down.needed.tolist() == [4, 2, 0]
