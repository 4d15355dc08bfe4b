"""A list clears only what it tells of, and keeps the agencies it was drawn up with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.analysis import campaign, overdue
from indicators.analysis.provenance import of_list
from indicators.codes import OverdueKind
from indicators.intake.overdue_lists import prepare_lists
from indicators.sources.overdue_list import ListExtract
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up_lists import CODES, FINANCE, JUSTICE, code, listed, mondays, ordered, overdue_list

COUNTER = count()
# One whose town was dissolved on 30/06/2025, and the ward that the later list names for it.
OF_A_TOWN, WARD = code(1, "H21.66", "2025-06-02"), "UBND phường An Bình"


def standing(store: Store) -> list[dict[str, int]]:
    """Of every step, how many dossiers each agency has."""
    warehouse = Warehouse.of(store)
    tables = [overdue.backlog(warehouse, step, "agency") for step in overdue.steps(warehouse, "H21")]
    return [dict(zip(table.part, table.dossiers, strict=True)) for table in tables]


def test_a_list_keeps_the_agencies_it_was_drawn_up_with(store: Store) -> None:
    town = listed(OF_A_TOWN, due="2025-06-10")
    store.add([overdue_list("2025-06-16", [town])])
    before = standing(store)
    assert list(before[0]) == ["ubnd-thi-xa-an-khe"]
    store.add([overdue_list("2025-08-04", [town._replace(unit=WARD)])])
    assert standing(store)[0] == before[0]
    assert list(standing(store)[1]) == ["ubnd-phuong-an-binh"]


def test_what_one_agency_hands_over_another_takes_over_and_nothing_is_cleared(store: Store) -> None:
    town = listed(OF_A_TOWN, due="2025-06-10")
    store.add([overdue_list("2025-06-16", [town]), overdue_list("2025-08-04", [town._replace(unit=WARD)])])
    flows = overdue.balance(Warehouse.of(store), "H21", by_agency=True).set_index("agency_id")
    columns = ["before", "new", "taken_over", "cleared", "handed_over", "after"]
    assert flows.loc["ubnd-thi-xa-an-khe", columns].tolist() == [1, 0, 0, 0, 1, 0]
    assert flows.loc["ubnd-phuong-an-binh", columns].tolist() == [0, 0, 1, 0, 0, 1]
    assert overdue.balance(Warehouse.of(store), "H21")[["new", "cleared"]].to_numpy().tolist() == [[0, 0]]


def test_a_list_of_one_kind_clears_none_of_the_other(store: Store) -> None:
    acceptance = [listed(code(n), kind="acceptance") for n in range(3)]
    processing = [listed(code(10 + n), kind="processing") for n in range(4)]
    store.add(
        [
            overdue_list("2026-09-07", acceptance, kind="acceptance"),
            overdue_list("2026-09-08", processing, kind="processing"),
        ]
    )
    assert standing(store) == [{FINANCE: 3}, {FINANCE: 7}]
    # Those of a kind that no list told of before are not new.
    second = overdue.balance(Warehouse.of(store), "H21").iloc[0]
    assert second[["before", "first", "new", "cleared", "after"]].tolist() == [3, 4, 0, 0, 7]
    store.add([overdue_list("2026-09-14", acceptance[:1], kind="acceptance")])
    assert standing(store)[2] == {FINANCE: 5}


def test_lists_of_acceptance_and_of_processing_without_a_day_do_not_clear_each_other(store: Store) -> None:
    for kind, serial in (("acceptance", 1), ("processing", 2)):
        rows = [listed(code(serial), kind=kind)]  # type: ignore[arg-type]
        store.add(prepare_lists([ListExtract(f"{kind}.xlsx", kind, (), rows, [], [], None)]))
    assert standing(store)[-1] == {FINANCE: 2}


def test_a_list_said_to_be_of_some_agencies_clears_nothing_elsewhere(store: Store) -> None:
    finance, justice = [code(n) for n in range(3)], [code(n, "H21.16") for n in range(2)]
    store.add(
        [
            overdue_list("2026-09-07", map(listed, [*finance, *justice])),
            overdue_list("2026-09-14", map(listed, finance[:1]), is_part=True),
        ]
    )
    assert standing(store)[1] == {FINANCE: 1, JUSTICE: 2}
    store.add([overdue_list("2026-09-21", map(listed, finance[:1]))])
    assert standing(store)[2] == {FINANCE: 1}


def test_what_no_list_tells_of_says_of_which_day_it_is(store: Store) -> None:
    finance, justice = [code(0), code(1)], [code(0, "H21.16")]
    store.add(
        [
            overdue_list("2026-09-07", map(listed, [*finance, *justice])),
            overdue_list("2026-09-14", map(listed, finance), is_part=True),
        ]
    )
    warehouse = Warehouse.of(store)
    last = overdue.steps(warehouse, "H21")[-1]
    rows = overdue.dossiers(warehouse, last).set_index("dossier_code")
    assert str(rows.told_on[justice[0]]) == "2026-09-07"
    assert str(rows.told_on[finance[0]]) == "2026-09-14"
    assert last.carried == 1
    assert "2 hồ sơ trong danh sách · và 1 hồ sơ theo các danh sách trước" in of_list(last).line()


def test_an_orders_dossier_is_the_agencys_that_has_it_by_the_list_asked_for(store: Store) -> None:
    first = listed(code(1, "H21.66", "2025-06-02"), due="2025-06-10")
    store.add([overdue_list("2025-06-16", [first]), overdue_list("2025-08-04", [first._replace(unit=WARD)])])
    days = {"counted_from": "2025-06-01", "counted_to": "2025-06-20", "deadline": "2025-12-31"}
    order = ordered(store, **{name: date.fromisoformat(day) for name, day in days.items()})
    warehouse = Warehouse.of(store)
    then, now = (
        campaign.progress(warehouse, order, step.listed_on) for step in overdue.steps(warehouse, "H21")
    )
    assert then.table.agency_id.tolist() == ["ubnd-thi-xa-an-khe"]
    assert now.table.agency_id.tolist() == ["ubnd-phuong-an-binh"]


@dataclass(frozen=True)
class Told:
    """A list as a person would write it down: which codes, of which kind alone, of some agencies only."""

    codes: frozenset[str]
    kind: OverdueKind | None
    is_part: bool


def kind_of(written: str) -> OverdueKind:
    return "acceptance" if int(written[-1]) % 2 else "processing"


def plain_standing(lists: list[Told]) -> list[set[str]]:
    """A second, plain way: strike out what a list tells of and does not have, add what it has."""
    left: set[str] = set()
    days = []
    for one in lists:
        agencies = {written.split("-")[0] for written in one.codes}
        gone = {
            written
            for written in left - one.codes
            if one.kind in (None, kind_of(written)) and (not one.is_part or written.split("-")[0] in agencies)
        }
        left = (left - gone) | one.codes
        days.append(set(left))
    return days


def told(codes: frozenset[str], kind: OverdueKind | None, is_part: bool) -> Told:
    return Told(frozenset(one for one in codes if kind in (None, kind_of(one))), kind, is_part)


LISTS = st.lists(
    st.builds(
        told,
        st.frozensets(st.builds(code, st.integers(0, 5), st.sampled_from(sorted(CODES)))),
        st.sampled_from([None, None, "acceptance", "processing"]),
        st.booleans(),
    ).filter(lambda one: one.codes),
    min_size=2,
    max_size=5,
)


# Our own province, whose agencies the register knows, and others beside it, whose lists it does not see.
PROVINCES = ("H21", "H44", "H36", "H01", "H03")


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(LISTS, min_size=len(PROVINCES), max_size=len(PROVINCES)))
def test_what_stands_is_what_a_person_with_a_pencil_would_have_left(
    tmp_path: Path, of_provinces: list[list[Told]]
) -> None:
    store = Store(tmp_path / str(next(COUNTER)))
    provinces = {
        scope: [
            replace(one, codes=frozenset(written.replace("H21", scope, 1) for written in one.codes))
            for one in lists
        ]
        for scope, lists in zip(PROVINCES, of_provinces, strict=True)
    }
    store.add(
        [
            overdue_list(
                day,
                [listed(written, kind=kind_of(written)) for written in sorted(one.codes)],
                kind=one.kind,
                is_part=one.is_part,
            )
            for lists in provinces.values()
            for day, one in zip(mondays(len(lists)), lists, strict=True)
        ]
    )
    warehouse = Warehouse.of(store)
    for scope, lists in provinces.items():
        steps = overdue.steps(warehouse, scope)
        left = [set(overdue.dossiers(warehouse, step).dossier_code) for step in steps]
        assert left == plain_standing(lists)
        flows = overdue.balance(warehouse, scope, by_agency=True)
        came = flows["first"] + flows.new + flows.returned + flows.taken_over
        assert (flows.before + came - flows.cleared - flows.handed_over == flows.after).all()
