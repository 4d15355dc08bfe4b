"""A dossier's life over successive lists, and what the lists say together."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.analysis import dossier_history, overdue
from indicators.analysis.entered_causes import causes_shown, enter_causes
from indicators.analysis.overdue import Filter
from indicators.cli.main import main
from indicators.errors import InputProblem
from indicators.reference.dossier_code import DossierCode, dossier_key
from indicators.store.actor import Actor
from indicators.store.overdue_list import OverdueList
from indicators.store.store import Store
from indicators.warehouse.questions import query
from indicators.warehouse.warehouse import Warehouse
from tests.crowds import at_once
from tests.made_up_lists import (
    AN_BINH,
    CODES,
    FINANCE,
    JUSTICE,
    code,
    keep_lists,
    listed,
    mondays,
    overdue_list,
)

COUNTER = itertools.count()
RULES = duckdb.connect()
RULES.execute(query("rules"))
A, B, C = code(1), code(2), code(3, "H21.16")


def opened(store: Store) -> Warehouse:
    return Warehouse.of(store)


def test_a_dossier_is_new_still_there_cleared_and_back_again(store: Store) -> None:
    keep_lists(store, dict(zip(mondays(4), [[B], [A, B], [B], [A, B]], strict=True)))
    life = dossier_history.dossier_history(opened(store), "H21", A)
    assert life.event.fillna("-").tolist() == ["-", "new", "cleared", "returned"]
    assert life.is_listed.tolist() == [False, True, False, True]
    assert [dossier_history.event_name(event) for event in life.event] == [
        None,
        "mới",
        "đã xử lý",
        "quay lại",
    ]


def test_a_dossier_is_the_same_in_every_list_whatever_shape_its_code_has(store: Store) -> None:
    old, new = "000.00.13.H21-260803-9001", code(1)
    keep_lists(store, dict(zip(mondays(3), [[old, B], [new, B], [B]], strict=True)))
    warehouse = opened(store)
    for written in (old, new):
        life = dossier_history.dossier_history(warehouse, "H21", written)
        assert life.event.tolist() == ["first", "still", "cleared"]
    second = overdue.steps(warehouse, "H21")[1]
    assert overdue.dossiers(warehouse, second).dossier_code.tolist() == [new, B]
    enter_causes(warehouse, {old: None}, "synchronisation", "đã trả kết quả", Actor("lan"))
    causes = overdue.dossiers(warehouse, second).set_index("dossier_code").cause
    assert causes.to_dict() == {new: "synchronisation", B: "unknown"}


def test_one_dossier_twice_in_a_list_in_two_shapes_is_one(store: Store) -> None:
    made = overdue_list("2026-09-07", [listed(A), listed("H21.13.260803.9001")])
    assert made.dossiers["dossier_code"].to_pylist() == [A]
    assert made.set_aside["reason"].to_pylist() == ["duplicate"]


@given(
    st.sampled_from(["H21", "H21.13", "H21.013.5", "000.00.13.H21", "000.05.13.H21", "000.00.00.H21"])
    | st.sampled_from(["005.00.13.H21", "000.H21.13", "G22.99.08", "BTP", "13.000.H21", "000.00.5A.H21"]),
    st.dates(date(2019, 1, 1), date(2026, 12, 31)),
    st.integers(0, 9999999),
    st.sampled_from(["-", ".", "/", "_"]),
    st.sampled_from(["", "20"]),
    st.sampled_from(["", "-TT"]),
)
def test_the_warehouse_tells_dossiers_apart_as_their_codes_do(
    agency: str, day: date, serial: int, mark: str, century: str, behind: str
) -> None:
    written = f"{agency}{mark}{century}{day:%y%m%d}{mark}{serial:04d}{behind}"
    read = DossierCode.read(written)
    kept = str(read) if read else written
    assert RULES.execute("SELECT dossier_key($kept)", {"kept": kept}).fetchall() == [(dossier_key(kept),)]


def test_of_two_lists_of_one_moment_the_row_brought_last_stands(store: Store) -> None:
    for day in ("2026-08-03", "2026-08-06", "2026-08-04", "2026-08-07", "2026-08-05"):
        store.add([overdue_list("2026-09-07", [listed(A, due=day)])])
        warehouse = opened(store)
        (step,) = overdue.steps(warehouse, "H21")
        assert overdue.dossiers(warehouse, step).due_on.tolist() == [date.fromisoformat(day)]


@pytest.mark.parametrize("written", ["H21.13-260803-9999", "không phải mã"])
def test_a_dossier_no_list_has_is_named_as_it_was_asked_for(store: Store, written: str) -> None:
    keep_lists(store, {"2026-09-07": [A]})
    with pytest.raises(InputProblem, match=written):
        dossier_history.dossier_history(opened(store), "H21", written)


def test_the_command_line_tells_one_dossiers_life(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    keep_lists(store, dict(zip(mondays(2), [[A], []], strict=True)))
    assert main(["overdue", "--dossier", A, "--store", store.url, "--format", "csv"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line.split(",")[3] for line in said] == [
        "event",
        "có từ danh sách đầu tiên",
        "đã xử lý",
    ]


def test_in_the_first_list_nobody_knows_who_is_new(store: Store) -> None:
    keep_lists(store, {"2026-09-07": [A]})
    (step,) = overdue.steps(opened(store), "H21")
    standing = overdue.backlog_summary(opened(store), step)
    assert (standing.before, standing.new, standing.change) == (None, None, None)
    assert overdue.dossiers(opened(store), step).arrival.tolist() == ["first"]


def test_a_list_with_nothing_overdue_is_a_list_all_the_same(store: Store) -> None:
    keep_lists(store, dict(zip(mondays(3), [[A, B], [], [A]], strict=True)))
    flows = overdue.balance(opened(store), "H21")
    assert flows[["before", "new", "returned", "cleared", "after"]].to_numpy().tolist() == [
        [2, 0, 0, 2, 0],
        [0, 0, 1, 0, 1],
    ]


def test_days_overdue_are_counted_to_the_lists_own_day_in_both_calendars(store: Store) -> None:
    # Due on Monday 24/08/2026; offices were closed from 31 August to 2 September.
    store.add([overdue_list("2026-09-07", [listed(A, due="2026-08-24")])])
    (step,) = overdue.steps(opened(store), "H21")
    (row,) = overdue.dossiers(opened(store), step).to_dict("records")
    assert (row["overdue_days"], row["overdue_working_days"], row["age_band"]) == (14, 7, 2)


def test_an_age_band_ends_with_its_last_day(store: Store) -> None:
    bands = {1: 1, 7: 1, 8: 2, 30: 2, 31: 3, 90: 3, 91: 4, 180: 4, 181: 5}
    due = {code(days): date(2026, 9, 7) - timedelta(days=days) for days in bands}
    store.add([overdue_list("2026-09-07", [listed(one, due=day.isoformat()) for one, day in due.items()])])
    (step,) = overdue.steps(opened(store), "H21")
    rows = overdue.dossiers(opened(store), step)
    assert dict(zip(rows.overdue_days, rows.age_band, strict=True)) == bands


def test_an_analysts_word_on_the_cause_stands_and_says_who_and_when(store: Store) -> None:
    keep_lists(store, {"2026-09-07": [A]})
    warehouse = opened(store)
    (step,) = overdue.steps(warehouse, "H21")
    for cause, reason, who in (
        ("delay", "chờ ý kiến phối hợp", "lan"),
        ("synchronisation", "đã trả kết quả, chưa đồng bộ", "minh"),
    ):
        shown = causes_shown(overdue.dossiers(warehouse, step))
        enter_causes(warehouse, shown, cause, reason, Actor(who))  # type: ignore[arg-type]
    (row,) = overdue.dossiers(warehouse, step).to_dict("records")
    assert (row["cause"], row["cause_by"]) == ("synchronisation", "minh")
    assert row["cause_at"] is not None


def test_who_enters_a_cause_second_is_told_what_the_first_said(store: Store) -> None:
    keep_lists(store, {"2026-09-07": [A, B]})
    warehouse = opened(store)
    shown: dict[str, datetime | None] = {A: None, B: None}
    enter_causes(warehouse, {B: None}, "delay", "chờ ý kiến phối hợp", Actor("lan"))
    with pytest.raises(InputProblem, match=rf"lan đã ghi nguyên nhân của {B} là .*chờ ý kiến phối hợp"):
        enter_causes(warehouse, shown, "synchronisation", "", Actor("minh"))
    assert store.read("cause_entries").num_rows == 1
    works = [partial(enter_causes, opened(store), {A: None}, "delay", "", Actor(who)) for who in "xyz"]
    assert sum(isinstance(one, InputProblem) for one in at_once(*works)) == 2
    assert store.read("cause_entries").num_rows == 2


def test_a_cause_that_names_a_person_is_not_kept(store: Store) -> None:
    keep_lists(store, {"2026-09-07": [A]})
    with pytest.raises(InputProblem, match=r"lý do: “.*Nguyễn.*” có vẻ là thông tin về một người"):
        enter_causes(opened(store), {A: None}, "delay", "do ông Nguyễn Văn Thử nộp thiếu", Actor("lan"))
    assert store.read("cause_entries").num_rows == 0


def test_what_was_finished_in_time_and_is_still_listed_is_a_fault_of_synchronisation(store: Store) -> None:
    in_time, late = listed(A, finished="2026-08-31"), listed(B, finished="2026-09-03")
    store.add([overdue_list("2026-09-07", [in_time, late, listed(C)])])
    (step,) = overdue.steps(opened(store), "H21")
    assert overdue.backlog_summary(opened(store), step).causes == {
        "synchronisation": 1,
        "delay": 1,
        "unknown": 1,
    }


@pytest.mark.parametrize("by", overdue.DIMENSIONS)
def test_every_division_of_the_queue_adds_up_to_it(store: Store, by: overdue.Dimension) -> None:
    rows = [listed(A, due=None), listed(B, due="2026-01-05", procedure=None), listed(C, kind="acceptance")]
    store.add([overdue_list("2026-09-07", rows)])
    (step,) = overdue.steps(opened(store), "H21")
    parts = overdue.backlog(opened(store), step, by)
    assert parts.dossiers.sum() == step.dossiers == 3
    for row in parts[parts.part.notna()].to_dict("records"):
        chosen = overdue.filter_of({by: str(row["part"])})
        assert len(overdue.dossiers(opened(store), step, chosen)) == row["dossiers"]


def test_lists_of_one_moment_are_one_list(store: Store) -> None:
    store.add([overdue_list("2026-09-07", [listed(A)])])
    store.add([overdue_list("2026-09-07", [listed(B), listed(A)])])
    (step,) = overdue.steps(opened(store), "H21")
    assert step.dossiers == 2


def test_an_agency_without_a_dossier_in_a_list_has_none_there_and_none_that_came_or_went(
    store: Store,
) -> None:
    keep_lists(store, dict(zip(mondays(2), [[code(1)], [code(2, "H21.16")]], strict=True)))
    rows = overdue.balance(opened(store), "H21", by_agency=True).set_index("agency_id")
    moved = ["before", "first", "new", "returned", "taken_over", "cleared", "handed_over", "after"]
    assert rows.loc["so-tai-chinh", moved].tolist() == [1, 0, 0, 0, 0, 1, 0, 0]
    assert rows.loc["so-tu-phap", moved].tolist() == [0, 0, 1, 0, 0, 0, 0, 1]


def test_weeks_without_a_list_are_not_made_up(store: Store) -> None:
    first, _, third = mondays(3)
    keep_lists(store, {first: [A], third: [B]})
    weeks = overdue.weekly(overdue.balance(opened(store), "H21"))
    assert weeks.monday.tolist() == [date.fromisoformat(third)]
    assert (weeks.inflow.tolist(), weeks.cleared.tolist()) == ([1], [1])


def test_of_lists_a_day_may_be_chosen(store: Store) -> None:
    keep_lists(store, dict(zip(mondays(2), [[A, B], [A]], strict=True)))
    assert overdue.last_step(opened(store), "H21", date(2026, 9, 10)).dossiers == 2
    with pytest.raises(InputProblem, match="chưa có danh sách"):
        overdue.last_step(opened(store), "H21", date(2026, 9, 1))


def plain_balance(lists: list[set[str]], later: int) -> tuple[int, int, int, int, int]:
    """Before, new, returned, cleared, after: by sets."""
    before, after = lists[later - 1], lists[later]
    known = set().union(*lists[:later])
    came = after - before
    return len(before), len(came - known), len(came & known), len(before - after), len(after)


serials = st.sets(st.sampled_from([code(n, agency) for n in range(4) for agency in CODES]))


# Our own province, whose agencies the register knows, and others beside it, whose lists it does not see.
PROVINCES = ("H21", "H44", "H36", "H01", "H03")


def in_province(scope: str, written: str) -> str:
    return written.replace("H21", scope, 1)


def list_of(scope: str, day: str, codes: Iterable[str]) -> OverdueList:
    """One of a province, which an empty one does not tell by its codes."""
    made = overdue_list(day, [listed(in_province(scope, one)) for one in codes])
    return made if made.scope == scope else replace(made, scope=scope, list_id=f"{made.list_id}-{scope}")


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.lists(serials, min_size=2, max_size=5), min_size=len(PROVINCES), max_size=len(PROVINCES)))
def test_of_any_two_successive_lists_before_and_new_and_returned_less_cleared_is_after(
    tmp_path: Path, of_provinces: list[list[set[str]]]
) -> None:
    store = Store(tmp_path / str(next(COUNTER)))
    provinces = dict(zip(PROVINCES, of_provinces, strict=True))
    store.add(
        [
            list_of(scope, day, sorted(codes))
            for scope, lists in provinces.items()
            for day, codes in zip(mondays(len(lists)), lists, strict=True)
        ]
    )
    warehouse = opened(store)
    for scope, lists in provinces.items():
        flows = overdue.balance(warehouse, scope)
        columns = ["before", "new", "returned", "cleared", "after"]
        assert (flows.before + flows.new + flows.returned - flows.cleared == flows.after).all()
        plain = [plain_balance(lists, later) for later in range(1, len(lists))] if set().union(*lists) else []
        assert [tuple(row) for row in flows[columns].to_numpy().tolist()] == plain
        by_agency = overdue.balance(warehouse, scope, by_agency=True)
        assert (
            by_agency.before + by_agency.new + by_agency.returned - by_agency.cleared == by_agency.after
        ).all()
        for written, agency in CODES.items():
            own = [{one for one in each if one.startswith(f"{written}-")} for each in lists]
            known_as = agency if scope == "H21" else in_province(scope, written)
            rows = by_agency[by_agency.agency_id == known_as]
            if set().union(*own):
                expected = [plain_balance(own, later) for later in range(1, len(lists))]
                assert [tuple(row) for row in rows[columns].to_numpy().tolist()] == expected
            else:
                assert rows.empty


def test_agencies_are_known_by_their_codes(store: Store) -> None:
    keep_lists(store, {"2026-09-07": [code(1, written) for written in CODES]})
    assert set(overdue.listed_agencies(opened(store), "H21")) == {FINANCE, JUSTICE, AN_BINH}
    (step,) = overdue.steps(opened(store), "H21")
    assert overdue.dossiers(opened(store), step, Filter(agency_id=JUSTICE)).dossier_code.tolist() == [
        code(1, "H21.16")
    ]
