"""Mappings, corrections, withdrawals: what was kept stays, what is shown follows, all can be undone."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.analysis import decisions, overdue
from indicators.analysis.ranking import rank
from indicators.cli.main import main
from indicators.errors import InputProblem
from indicators.sources.records import Unit
from indicators.store.actor import Actor
from indicators.store.decision import Decision
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.crowds import at_once
from tests.made_up import FINANCE, HOME_AFFAIRS, JUSTICE, capture, even
from tests.made_up_lists import code, keep_lists

COUNTER = itertools.count()
STRANGER = Unit("Sở Tư Pháp và Hộ tịch tỉnh", level="department")
WHO = {"reason": "công văn 12", "actor": Actor("lan")}


def ranking(store: Store) -> dict[str, float | None]:
    rows = rank(Warehouse.of(store), node="total", level="department", scope="H21").rows
    return {row["agency_id"]: row["value"] for row in rows.to_dict("records")}


def stranger(store: Store) -> decisions.Unrecognised:
    (one,) = decisions.unrecognised_units(Warehouse.of(store))
    return one


@pytest.fixture
def seen(store: Store) -> Store:
    store.add([capture({FINANCE: even(9), STRANGER: even(8)}, day="2026-10-02")])
    return store


def test_an_unknown_unit_waits_with_the_agencies_of_its_level_nearest_by_name(seen: Store) -> None:
    one = stranger(seen)
    assert (one.name, one.level, one.captures) == (STRANGER.name, "department", 1)
    assert next(iter(one.candidates)) == "so-tu-phap"
    assert "ubnd-phuong-an-binh" not in one.candidates


def test_mapped_once_all_captures_past_and_future_follow(seen: Store) -> None:
    one = stranger(seen)
    decisions.map_agency(Warehouse.of(seen), one.seen_id, "department", "so-tu-phap", **WHO)
    assert ranking(seen) == {"so-tai-chinh": 54.0, "so-tu-phap": 48.0}
    seen.add([capture({FINANCE: even(9), STRANGER: even(9.5)}, day="2026-10-10")])
    assert ranking(seen)["so-tu-phap"] == 57.0
    assert decisions.unrecognised_units(Warehouse.of(seen)) == []


def test_a_unit_kept_without_a_level_waits_and_counts_at_the_level_of_the_agency_it_is(store: Store) -> None:
    nameless = Unit("Đơn vị lạ", code="H21.999")
    store.add([capture({FINANCE: even(9), nameless: even(8)}, day="2026-10-02")])
    one = stranger(store)
    assert (one.level, one.captures, one.lists) == (None, 1, 0)
    assert {"so-tu-phap", "ubnd-phuong-an-binh"} <= one.candidates.keys()
    with pytest.raises(InputProblem, match="02/10/2026"):
        decisions.map_agency(Warehouse.of(store), one.seen_id, "department", "so-tai-chinh", **WHO)
    decisions.map_agency(Warehouse.of(store), one.seen_id, "department", "so-tu-phap", **WHO)
    assert ranking(store) == {"so-tai-chinh": 54.0, "so-tu-phap": 48.0}
    assert decisions.unrecognised_units(Warehouse.of(store)) == []


def test_a_unit_without_a_level_that_is_two_agencies_at_two_levels_stays_what_it_was(store: Store) -> None:
    units = {level: Unit("Đơn vị lạ", code="H21.999", level=level) for level in ("department", "commune")}
    seen = (*units.values(), Unit("Đơn vị lạ", code="H21.999"))
    store.add([capture({unit: even(8)}, day=f"2026-10-0{day}") for day, unit in enumerate(seen, start=1)])
    for level, agency in (("department", "so-tu-phap"), ("commune", "ubnd-phuong-an-binh")):
        decisions.map_agency(Warehouse.of(store), "H21.999", level, agency, **WHO)
    assert (stranger(store).level, stranger(store).captures) == (None, 1)


def test_what_was_kept_is_not_rewritten_and_undoing_brings_it_back(seen: Store) -> None:
    before, kept = ranking(seen), seen.observations().to_pylist()
    decision = decisions.map_agency(
        Warehouse.of(seen), stranger(seen).seen_id, "department", "so-tu-phap", **WHO
    )
    assert ranking(seen) != before
    decisions.undo(Warehouse.of(seen), decision.entry_id, actor=Actor("minh"))
    assert ranking(seen) == before
    assert seen.observations().to_pylist() == kept
    with pytest.raises(InputProblem, match="đang có hiệu lực"):
        decisions.undo(Warehouse.of(seen), decision.entry_id, actor=Actor("minh"))


def test_a_unit_is_mapped_only_to_an_agency_of_its_level_and_time(seen: Store) -> None:
    one = stranger(seen)
    for wrong in ("ubnd-phuong-an-binh", "nowhere"):
        with pytest.raises(InputProblem, match="cùng cấp"):
            decisions.map_agency(Warehouse.of(seen), one.seen_id, "department", wrong, **WHO)
    assert seen.read("decisions").num_rows == 0


def test_no_agency_ever_has_two_values(seen: Store) -> None:
    one = stranger(seen)
    with pytest.raises(InputProblem, match="02/10/2026"):
        decisions.map_agency(Warehouse.of(seen), one.seen_id, "department", "so-tai-chinh", **WHO)
    decisions.map_agency(Warehouse.of(seen), one.seen_id, "department", "so-tu-phap", **WHO)
    seen.add([capture({FINANCE: even(9), JUSTICE: even(7), STRANGER: even(9.5)}, day="2026-10-10")])
    assert ranking(seen)["so-tu-phap"] == 42.0
    assert len(ranking(seen)) == 3


def test_a_correction_is_shown_marked_and_the_published_value_kept(store: Store) -> None:
    made = capture({FINANCE: even(9), JUSTICE: even(8)})
    store.add([made])
    warehouse = Warehouse.of(store)
    asked = {"expected": 9.0, "value": 10.5, "document": "12/BC-STC", **WHO}
    decisions.correct(warehouse, made.capture_id, "so-tai-chinh", "satisfaction", **asked)  # type: ignore[arg-type]
    rows = rank(warehouse, node="satisfaction", level="department", scope="H21").rows.set_index("agency_id")
    assert rows.value["so-tai-chinh"] == 10.5
    assert "corrected" in list(rows.quality["so-tai-chinh"])
    kept = [row["score"] for row in store.observations().to_pylist() if row["node"] == "satisfaction"]
    assert sorted(score for score in kept if score is not None) == [8.0, 9.0]
    # The total was added up here: it follows.
    assert ranking(store)["so-tai-chinh"] == 55.5


def test_a_value_of_a_mapped_unit_is_corrected_under_its_agency(seen: Store) -> None:
    warehouse = Warehouse.of(seen)
    decisions.map_agency(warehouse, stranger(seen).seen_id, "department", "so-tu-phap", **WHO)
    capture_id = warehouse.ask("captures", scope="H21").capture_id.iloc[0]
    rows = decisions.correctable(warehouse, capture_id)
    kept = float(rows[(rows.agency_id == "so-tu-phap") & (rows.node == "total")].kept.iloc[0])
    decisions.correct(
        warehouse, capture_id, "so-tu-phap", "total", expected=kept, value=kept - 1, document="", **WHO
    )
    assert ranking(seen)["so-tu-phap"] == kept - 1
    # What was published stays beside what it was corrected to.
    again = decisions.correctable(warehouse, capture_id)
    assert again.kept.tolist() == rows.kept.tolist()
    assert sorted(set(again.shown) - set(again.kept)) == [kept - 1]


def test_a_correction_is_not_applied_to_another_value_than_the_one_it_was_made_of(store: Store) -> None:
    """A unit said to be an agency is corrected; then another unit turns out to be that agency."""
    other = Unit("Sở Tư pháp mới", code="H21.998", level="department")
    made = capture({FINANCE: even(9), STRANGER: even(8), other: even(7)})
    store.add([made])
    warehouse = Warehouse.of(store)
    seen_id = {one.name: one.seen_id for one in decisions.unrecognised_units(warehouse)}
    mapping = decisions.map_agency(warehouse, seen_id[STRANGER.name], "department", "so-tu-phap", **WHO)
    decisions.correct(
        warehouse, made.capture_id, "so-tu-phap", "total", expected=48.0, value=50.0, document="", **WHO
    )
    assert ranking(store)["so-tu-phap"] == 50.0
    decisions.undo(warehouse, mapping.entry_id, actor=Actor("lan"))
    decisions.map_agency(warehouse, seen_id[other.name], "department", "so-tu-phap", **WHO)
    rows = rank(warehouse, node="total", level="department", scope="H21").rows.set_index("agency_id")
    assert rows.value["so-tu-phap"] == 42.0
    assert "corrected" not in list(rows.quality["so-tu-phap"])


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, str]:
    """A store with one capture, in which nothing may be decided, and the capture's name."""
    store = Store(tmp_path_factory.mktemp("unchanged"))
    (made,) = store.add([capture({FINANCE: even(9)})])
    return store, made.capture_id


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"expected": 9.5}, "9,00, không phải 9,50"),
        ({"value": 18.46}, "từ 0 đến 18,00"),
        ({"value": -0.1}, "từ 0 đến 18,00"),
        ({"value": float("nan")}, "không phải là một giá trị"),
        ({"expected": float("nan")}, "không phải là một giá trị"),
        ({"value": float("inf")}, "không phải là một giá trị"),
        ({"reason": " "}, "phải có lý do"),
        ({"reason": "do bà Trần Thị Thử báo"}, "lý do: “.*Trần Thị"),
        ({"document": "đơn của bà Trần Thị Thử"}, "văn bản: “.*Trần Thị"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(
    unchanged: tuple[Store, str], changed: dict[str, object], said: str
) -> None:
    store, capture_id = unchanged
    asked = {"expected": 9.0, "value": 10.0, "document": "", **WHO, **changed}
    with pytest.raises(InputProblem, match=said):
        decisions.correct(Warehouse.of(store), capture_id, "so-tai-chinh", "satisfaction", **asked)  # type: ignore[arg-type]
    assert store.read("decisions").num_rows == 0


def test_a_withdrawn_capture_is_in_no_ranking_until_the_withdrawal_is_undone(store: Store) -> None:
    first, then = capture({FINANCE: even(9)}, day="2026-10-02"), capture({FINANCE: even(8)}, day="2026-10-10")
    store.add([first, then])
    decision = decisions.withdraw(Warehouse.of(store), then.capture_id, **WHO)
    assert ranking(store) == {"so-tai-chinh": 54.0}
    with pytest.raises(InputProblem, match="đang hiển thị"):
        decisions.withdraw(Warehouse.of(store), then.capture_id, **WHO)
    decisions.undo(Warehouse.of(store), decision.entry_id, actor=Actor("lan"))
    assert ranking(store) == {"so-tai-chinh": 48.0}


def test_a_withdrawn_list_is_no_step_of_any_dossiers_life(store: Store) -> None:
    keep_lists(store, {"2026-09-07": [code(1)], "2026-09-14": [code(2)]})
    wrong = store.read("overdue_lists").sort_by("listed_at").to_pylist()[1]["list_id"]
    decisions.withdraw(Warehouse.of(store), wrong, **WHO)
    assert [step.dossiers for step in overdue.steps(Warehouse.of(store), "H21")] == [1]


def test_the_history_tells_all_of_it_the_last_first(seen: Store) -> None:
    decision = decisions.map_agency(
        Warehouse.of(seen), stranger(seen).seen_id, "department", "so-tu-phap", **WHO
    )
    decisions.undo(Warehouse.of(seen), decision.entry_id, actor=Actor("minh"))
    told = decisions.history(Warehouse.of(seen))
    assert told.kind.tolist() == ["undo", "mapping", "capture"]
    assert told.who.tolist()[:2] == ["minh", "lan"]
    assert not told.can_be_undone.any()
    assert "Năm 2026" in told.said.iloc[2]


def test_the_command_line_decides_and_undoes(seen: Store, capsys: pytest.CaptureFixture[str]) -> None:
    place = ["--store", seen.url]
    assert main(["unrecognised", *place]) == 0
    one = stranger(seen)
    assert one.seen_id in capsys.readouterr().out
    assert main(["map", one.seen_id, "so-tu-phap", "--level", "department", *place]) == 0
    entry = capsys.readouterr().out.strip()
    assert main(["undo", entry, *place]) == 0
    assert main(["history", "--format", "csv", *place]) == 0
    assert main(["withdraw", "nothing", "--reason", "thử", *place]) == 1


def test_two_who_decide_at_once_are_both_kept(store: Store) -> None:
    made = [capture({FINANCE: even(9)}, day=day) for day in ("2026-10-02", "2026-10-03", "2026-10-04")]
    store.add(made)
    two = [Warehouse(store), Warehouse(store)]
    said = {"reason": "sai tệp", "actor": Actor("lan")}
    works = [
        partial(decisions.withdraw, who, one.capture_id, **said) for who, one in zip(two, made, strict=False)
    ]
    assert not [one for one in at_once(*works) if isinstance(one, BaseException)]
    assert store.read("decisions").num_rows == 2
    assert set(Warehouse.of(store).ask("shown_ids").id) == {made[2].capture_id}


def corrected(store: Store, capture_id: str, value: float, who: str, expected: float = 9.0) -> Decision:
    asked = {
        "expected": expected,
        "value": value,
        "document": "",
        "reason": "công văn 12",
        "actor": Actor(who),
    }
    return decisions.correct(Warehouse.of(store), capture_id, "so-tai-chinh", "satisfaction", **asked)  # type: ignore[arg-type]


def test_who_corrects_second_is_told_what_the_first_said_and_corrects_what_is_shown(store: Store) -> None:
    made = capture({FINANCE: even(9)})
    store.add([made])
    corrected(store, made.capture_id, 10.0, "lan")
    with pytest.raises(InputProblem, match=r"10,00, không phải 9,00: lan đã sửa lúc .*công văn 12"):
        corrected(store, made.capture_id, 11.0, "minh")
    corrected(store, made.capture_id, 11.0, "minh", expected=10.0)
    rows = rank(Warehouse.of(store), node="satisfaction", level="department", scope="H21").rows
    assert rows.value.tolist() == [11.0]


def test_of_two_who_correct_the_same_value_at_once_the_second_is_told(store: Store) -> None:
    made = capture({FINANCE: even(9)})
    store.add([made])
    works = [
        partial(corrected, store, made.capture_id, value, who) for value, who in ((10.0, "a"), (11.0, "b"))
    ]
    said = at_once(*works)
    (refused,) = [one for one in said if isinstance(one, InputProblem)]
    (kept,) = [one for one in said if isinstance(one, Decision)]
    assert f"{kept.entered_by} đã sửa" in str(refused)
    assert store.read("decisions").num_rows == 1


def test_who_withdraws_maps_or_undoes_second_is_told_who_did_it_first(seen: Store) -> None:
    one = stranger(seen)
    mapping = decisions.map_agency(Warehouse.of(seen), one.seen_id, "department", "so-tu-phap", **WHO)
    with pytest.raises(InputProblem, match="lan đã xác định là “so-tu-phap”"):
        decisions.map_agency(
            Warehouse.of(seen), one.seen_id, "department", "so-noi-vu", reason="", actor=Actor("minh")
        )
    decisions.undo(Warehouse.of(seen), mapping.entry_id, actor=Actor("minh"))
    with pytest.raises(InputProblem, match="minh đã huỷ"):
        decisions.undo(Warehouse.of(seen), mapping.entry_id, actor=Actor("lan"))
    capture_id = seen.captures()["capture_id"][0].as_py()
    decisions.withdraw(Warehouse.of(seen), capture_id, **WHO)
    with pytest.raises(InputProblem, match="lan đã thu hồi"):
        decisions.withdraw(Warehouse.of(seen), capture_id, reason="sai", actor=Actor("minh"))


def test_the_last_decision_is_the_one_the_store_kept_last_whatever_the_clocks_say(store: Store) -> None:
    made = capture({FINANCE: even(9)})
    store.add([made])
    told = {"agency_id": "so-tai-chinh", "node": "satisfaction", "expected": 9.0}
    days = [datetime(2026, 11, day, tzinfo=UTC) for day in (20, 10)]
    for value, day in zip((10.0, 11.0), days, strict=True):
        decision = Decision("correction", made.capture_id, "lan", "", **told, value=value, entered_at=day)
        store.enter([decision])
    rows = rank(Warehouse.of(store), node="satisfaction", level="department", scope="H21").rows
    assert rows.value.tolist() == [11.0]


def test_what_was_withdrawn_can_be_brought_in_again_and_is_then_there_once(store: Store) -> None:
    first, again = (capture({FINANCE: even(9)}) for _ in range(2))
    store.add([first])
    withdrawal = decisions.withdraw(Warehouse.of(store), first.capture_id, **WHO)
    assert store.add([again]) == [again]
    assert ranking(store) == {"so-tai-chinh": 54.0}
    with pytest.raises(InputProblem, match="đã được nhập lại"):
        decisions.undo(Warehouse.of(store), withdrawal.entry_id, actor=Actor("lan"))
    assert store.add([capture({FINANCE: even(9)})]) == []


VALUES_OF = [
    (agency, node) for agency in ("so-tai-chinh", "so-noi-vu") for node in ("digitisation", "transparency")
]
steps = st.lists(
    st.tuples(st.sampled_from(VALUES_OF), st.sampled_from([5.0, 5.5, 4.5]), st.booleans()),
    min_size=3,
    max_size=7,
)


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_what_is_shown_is_the_last_correction_that_stands(
    tmp_path: Path, decided: list[tuple[tuple[str, str], float, bool]]
) -> None:
    store = Store(tmp_path / str(next(COUNTER)))
    made = capture({FINANCE: even(4), HOME_AFFAIRS: even(3)})
    store.add([made])
    warehouse = Warehouse.of(store)
    published = {"so-tai-chinh": 4.0, "so-noi-vu": 3.0}
    standing: dict[tuple[str, str], list[float]] = {which: [published[which[0]]] for which in VALUES_OF}
    # Kept as `correct` and `undo` keep them, one by one, and looked at in the end.
    for (agency, node), value, is_undone in decided:
        of_which = {"agency_id": agency, "node": node, "expected": published[agency]}
        decision = Decision("correction", made.capture_id, "lan", "công văn 12", **of_which, value=value)  # type: ignore[arg-type]
        assert store.enter([decision])
        if is_undone:
            assert store.enter([Decision("undo", None, "lan", "", decision.entry_id)])
        else:
            standing[agency, node].append(value)

    def shown() -> dict[tuple[str, str], float]:
        return {
            (row.agency_id, node): row.value
            for node in sorted({node for _, node in VALUES_OF})
            for row in rank(warehouse, node=node, level="department", scope="H21").rows.itertuples()
        }

    assert shown() == {which: values[-1] for which, values in standing.items()}
    # One more is made of what is shown.
    agency, node = which = decided[-1][0]
    asked = {"expected": standing[which][-1], "value": 2.0, "document": "", **WHO}
    decisions.correct(warehouse, made.capture_id, agency, node, **asked)  # type: ignore[arg-type]
    assert shown() == {which: values[-1] for which, values in standing.items()} | {which: 2.0}
