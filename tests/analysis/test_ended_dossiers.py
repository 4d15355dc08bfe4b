"""What is finished, withdrawn, refused or paused is no backlog, and is seen as what it is."""

from __future__ import annotations

from typing import get_args

import pytest

from indicators.analysis import overdue
from indicators.codes import STANDING, Status
from indicators.errors import InputProblem
from indicators.intake.overdue_lists import prepare_lists
from indicators.intake.pipeline import Prepared
from indicators.sources.overdue_list import ListExtract
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import at
from tests.made_up_lists import FINANCE, JUSTICE, code, listed, overdue_list

A, B, C = (code(number) for number in range(3))


def standing(store: Store) -> list[set[str]]:
    warehouse = Warehouse.of(store)
    return [set(overdue.dossiers(warehouse, step).dossier_code) for step in overdue.steps(warehouse, "H21")]


@pytest.mark.parametrize("status", [*get_args(Status), None])
def test_the_preview_and_the_pages_agree_on_what_is_backlog(store: Store, status: Status | None) -> None:
    made = overdue_list("2026-09-07", [listed(A, status=status), listed(B)])
    store.add([made])
    codes = set(made.backlog["dossier_code"].to_pylist())
    assert standing(store) == [codes]
    assert (A in codes) == (status is None or status in STANDING)


def test_a_dossier_that_a_later_list_has_as_finished_was_cleared_by_it(store: Store) -> None:
    store.add(
        [
            overdue_list("2026-09-07", map(listed, [A, B])),
            overdue_list("2026-09-14", [listed(A, status="finished", finished="2026-09-10"), listed(B)]),
        ]
    )
    assert standing(store) == [{A, B}, {B}]
    flow = overdue.balance(Warehouse.of(store), "H21").iloc[0]
    assert flow[["before", "new", "returned", "cleared", "after"]].tolist() == [2, 0, 0, 1, 1]
    warehouse = Warehouse.of(store)
    (gone,) = overdue.ended(warehouse, overdue.steps(warehouse, "H21")[-1]).to_dict("records")
    assert (gone["dossier_code"], gone["agency_id"], gone["days_late"]) == (A, FINANCE, 9)


def test_a_dossier_that_a_list_of_other_agencies_has_as_finished_is_gone_as_well(store: Store) -> None:
    store.add([overdue_list("2026-09-07", map(listed, [A, B]))])
    elsewhere = listed(A, status="finished", unit="Sở Tư pháp")
    store.add([overdue_list("2026-09-14", [elsewhere], is_part=True, agency_from="unit")])
    assert standing(store) == [{A, B}, {B}]


def test_what_was_paused_and_goes_on_is_back_again(store: Store) -> None:
    for day, status in (
        ("2026-09-07", "processing"),
        ("2026-09-14", "suspended"),
        ("2026-09-21", "processing"),
    ):
        store.add([overdue_list(day, [listed(A, status=status), listed(B)])])  # type: ignore[arg-type]
    assert standing(store) == [{A, B}, {B}, {A, B}]
    flows = overdue.balance(Warehouse.of(store), "H21")
    assert flows[["cleared", "returned"]].to_numpy().tolist() == [[1, 0], [0, 1]]


def test_a_list_of_what_is_finished_alone_has_no_backlog(store: Store) -> None:
    store.add(
        [overdue_list("2026-09-07", [listed(A)]), overdue_list("2026-09-14", [listed(A, status="finished")])]
    )
    warehouse = Warehouse.of(store)
    last = overdue.steps(warehouse, "H21")[-1]
    assert last.dossiers == 0
    assert overdue.backlog_summary(warehouse, last).cleared == 1


def unknown(**told: object) -> Prepared:
    rows = [listed(A, status="unknown", status_words="Luân chuyển"), listed(B)]
    reading = ListExtract("list.xlsx", "x", (), rows, [], [], at("2026-09-07", "00:00"))
    return Prepared([], prepare_lists([reading], **told), [], [])  # type: ignore[arg-type]


def test_nothing_is_kept_before_it_is_said_what_an_unknown_status_means(store: Store) -> None:
    made = unknown()
    assert made.lists[0].unknown_statuses == {"Luân chuyển": 1}
    assert made.lists[0].backlog["dossier_code"].to_pylist() == [B]
    with pytest.raises(InputProblem, match="“Luân chuyển”"):
        made.keep(store)
    assert store.is_empty()


@pytest.mark.parametrize(("answer", "backlog"), [("processing", {A, B}), ("suspended", {B})])
def test_the_answer_is_how_it_stands(store: Store, answer: Status, backlog: set[str]) -> None:
    unknown(statuses={"luân chuyển": answer}).keep(store)
    assert standing(store) == [backlog]


def test_a_dossier_without_a_status_that_was_finished_late_is_finished() -> None:
    rows = [
        listed(A, status=None, finished="2026-09-03"),
        # In time and still listed: it did not reach the portal.
        listed(B, status=None, finished="2026-08-31"),
        listed(C, status=None),
    ]
    assert overdue_list("2026-09-07", rows).dossiers["status"].to_pylist() == ["finished", None, None]


def test_where_code_and_unit_name_two_agencies_the_code_counts_unless_the_unit_is_chosen() -> None:
    rows = [listed(A, unit="Sở Tư pháp"), listed(B, unit="Sở Tài chính"), listed(C)]
    by_code = overdue_list("2026-09-07", rows)
    assert by_code.contradicting == 1
    assert by_code.dossiers["agency_id"].to_pylist() == [FINANCE] * 3
    assert "mã Sở Tài chính, cột Sở Tư pháp: 1" in by_code.warnings[0]
    assert "theo mã hồ sơ" in by_code.warnings[0]
    by_unit = overdue_list("2026-09-07", rows, agency_from="unit")
    assert by_unit.dossiers["agency_id"].to_pylist() == [JUSTICE, FINANCE, FINANCE]


def test_a_code_that_tells_no_agency_contradicts_no_unit() -> None:
    rows = [listed(written, unit="Sở Tư pháp") for written in ("G22.99.08-260803-896048", "H21-260803-0001")]
    made = overdue_list("2026-09-07", rows)
    assert (made.contradicting, set(made.dossiers["agency_id"].to_pylist())) == (0, {JUSTICE})
