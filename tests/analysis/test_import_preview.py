"""What is about to be kept is shown beside what is there: every difference, the largest first."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.analysis import decisions
from indicators.analysis.import_preview import capture_preview, overdue_list_preview
from indicators.reference.agencies import load_register
from indicators.sources.records import Unit
from indicators.store.actor import Actor
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import AN_BINH, COMPONENTS, FINANCE, HOME_AFFAIRS, JUSTICE, TRADE, at, capture, even
from tests.made_up_lists import code, keep_lists, listed, overdue_list

COUNTER = itertools.count()
STRANGER = Unit("Sở Không Có Thật", code="H21.77", level="department")


def test_without_an_earlier_capture_there_is_nothing_to_compare_with(store: Store) -> None:
    found = capture_preview(Warehouse.of(store), capture({FINANCE: even(9)}))
    assert found.previous_at is None
    assert found.changes.empty


def test_units_that_come_and_go_are_counted(store: Store) -> None:
    store.add([capture({FINANCE: even(9)}, day="2026-10-02")])
    found = capture_preview(Warehouse.of(store), capture({JUSTICE: even(8)}))
    assert (found.appeared, found.vanished) == (("Sở Tư pháp",), ("Sở Tài chính",))
    # Each has every component and the total.
    assert len(found.changes) == 2 * found.changes.node.nunique()
    assert found.changes.change.isna().all()


def test_it_is_held_against_the_reading_before_it_not_a_later_one_nor_the_demonstration(store: Store) -> None:
    made_up = replace(capture({FINANCE: even(1)}, day="2026-10-09"), is_demo=True)
    store.add([made_up])
    assert (
        capture_preview(Warehouse.of(store), capture({FINANCE: even(9)}, day="2026-10-10")).previous_at
        is None
    )
    store.add([capture({FINANCE: even(5)}, day="2026-10-02"), capture({FINANCE: even(7)}, day="2026-10-17")])
    found = capture_preview(Warehouse.of(store), capture({FINANCE: even(9)}, day="2026-10-10"))
    assert found.previous_at == at("2026-10-02")
    assert set(found.changes.change) == {4.0, 8.0, 24.0}
    between = capture({FINANCE: even(8)}, day="2026-10-05")
    together = capture_preview(Warehouse.of(store), capture({FINANCE: even(9)}, day="2026-10-10"), [between])
    assert together.previous_at == at("2026-10-05")
    assert set(together.changes.change) == {1.0, 2.0, 6.0}


def test_who_is_in_it_is_counted_level_by_level_against_the_register(store: Store) -> None:
    made = capture({FINANCE: even(9), AN_BINH: even(7), STRANGER: even(8)})
    found = capture_preview(Warehouse.of(store), made)
    units = found.units.set_index("level")
    there = load_register().on(made.captured_at.date())
    names: set[str] = set()
    for level, matched, unmatched in (("department", 1, 1), ("commune", 1, 0)):
        own = {agency.display_name for agency in there if agency.level == level}
        row = units.loc[level]
        assert (row.matched, row.unmatched, row.expected) == (matched, unmatched, len(own))
        names |= own
    assert set(found.absent) == names - {"Sở Tài chính", "UBND phường An Bình"}
    assert found.unmatched == (STRANGER.name,)


def test_a_unit_that_was_mapped_before_is_matched_when_it_comes_again(store: Store) -> None:
    store.add([capture({FINANCE: even(9), STRANGER: even(8)}, day="2026-10-02")])
    warehouse = Warehouse.of(store)
    (waiting,) = decisions.unrecognised_units(warehouse)
    decisions.map_agency(
        warehouse, waiting.seen_id, "department", "so-tu-phap", reason="", actor=Actor("lan")
    )
    found = capture_preview(warehouse, capture({FINANCE: even(9), STRANGER: even(8)}))
    assert found.unmatched == ()
    assert (found.appeared, found.vanished) == ((), ())
    assert found.changes.empty


points = st.fixed_dictionaries(
    {node: st.none() | st.sampled_from([0.0, 4.0, 7.5, 9.0]) for node in COMPONENTS}
)


UNITS = (FINANCE, HOME_AFFAIRS, TRADE, AN_BINH)
two_readings = st.tuples(points, points).filter(
    lambda both: all(any(value is not None for value in one.values()) for one in both)
)


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.fixed_dictionaries(dict.fromkeys(UNITS, two_readings)))
def test_every_difference_is_there_and_null_is_not_zero(
    tmp_path: Path, units: dict[Unit, tuple[dict[str, float | None], dict[str, float | None]]]
) -> None:
    """Of four units, each by itself."""
    store = Store(tmp_path / str(next(COUNTER)))
    before, now = ({unit: both[turn] for unit, both in units.items()} for turn in (0, 1))
    # Another unit is complete.
    store.add([capture({JUSTICE: even(9), **before}, day="2026-10-02")])
    found = capture_preview(Warehouse.of(store), capture({JUSTICE: even(9), **now}))
    told = {
        (row["unit_name"], row["node"]): row["change"]
        for row in found.changes.to_dict("records")
        if row["node"] in COMPONENTS
    }
    assert set(told) == {
        (unit.name, node) for unit in UNITS for node in COMPONENTS if before[unit][node] != now[unit][node]
    }
    for unit in UNITS:
        for node in COMPONENTS:
            if (unit.name, node) in told:
                then, later = before[unit][node], now[unit][node]
                change = told[unit.name, node]
                assert change != change if then is None or later is None else change == later - then
    sizes = found.changes.change.dropna().abs().tolist()
    assert sizes == sorted(sizes, reverse=True)


def test_a_list_is_seen_beside_the_one_before_it_as_it_would_count(store: Store) -> None:
    finances, justice = [code(number) for number in range(4)], code(1, "H21.16")
    keep_lists(store, {"2026-09-07": [*finances, justice], "2026-09-21": finances})
    # Of what is gone one stands in a row set aside, for by that day it was not yet due.
    rows = [*map(listed, [finances[0], finances[1], code(9)]), listed(finances[2], due="2026-12-01")]
    found = overdue_list_preview(Warehouse.of(store), overdue_list("2026-09-14", rows))
    assert found is not None
    assert (found.new, found.still, found.cleared, found.cleared_aside) == (1, 2, 3, 1)
    assert found.silent.agencies == {"Sở Tư pháp": 1}
    assert not found.silent.warning()


def test_a_list_that_leaves_whole_agencies_out_looks_like_half_of_one(store: Store) -> None:
    keep_lists(store, {"2026-09-07": [code(1), *(code(number, "H21.16") for number in range(3))]})
    found = overdue_list_preview(Warehouse.of(store), overdue_list("2026-09-14", [listed(code(1))]))
    assert found is not None
    assert found.silent.warning().startswith("1 cơ quan có 3 hồ sơ ở danh sách trước")


def test_a_list_said_to_be_of_some_agencies_leaves_nobody_out_and_clears_only_its_own(store: Store) -> None:
    finances, justices = (
        [code(number) for number in range(3)],
        [code(number, "H21.16") for number in range(3)],
    )
    keep_lists(store, {"2026-09-07": [*finances, *justices]})
    rows = [listed(finances[0])]
    whole = overdue_list_preview(Warehouse.of(store), overdue_list("2026-09-14", rows))
    part = overdue_list_preview(Warehouse.of(store), overdue_list("2026-09-14", rows, is_part=True))
    assert whole is not None
    assert part is not None
    assert (whole.cleared, bool(whole.silent.warning())) == (5, True)
    assert (part.cleared, bool(part.silent.warning())) == (2, False)


def test_the_first_list_and_another_file_of_a_kept_one_are_held_against_nothing(store: Store) -> None:
    first = overdue_list("2026-09-07", [listed(code(1))])
    assert overdue_list_preview(Warehouse.of(store), first) is None
    store.add([first])
    assert overdue_list_preview(Warehouse.of(store), overdue_list("2026-09-07", [listed(code(2))])) is None


def test_a_list_without_any_row_leaves_out_every_agency(store: Store) -> None:
    """It may be a form that nobody filled in: as it is, all would count as cleared."""
    keep_lists(store, {"2026-09-07": [code(1), code(2, "H21.16")]})
    found = overdue_list_preview(Warehouse.of(store), overdue_list("2026-09-14", []))
    assert found is not None
    assert found.silent.warning().startswith("2 cơ quan có 2 hồ sơ ở danh sách trước")
