"""What captures cover is worked out once: kept, never believed where it was changed, and the same as made anew."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from indicators.periods import Period
from indicators.store.decision import Decision
from indicators.store.entries import CauseEntry
from indicators.store.store import Store
from indicators.warehouse import derived, judgement, outlines
from indicators.warehouse import warehouse as warehouse_module
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import AN_BINH, FINANCE, HOME_AFFAIRS, JUSTICE, TRADE, Unit, capture, even
from tests.made_up_lists import code, keep_lists, ordered

NOBODY = Unit("Sở Chưa biết", level="department")
FULL = {FINANCE: even(9), JUSTICE: even(8), HOME_AFFAIRS: even(7), AN_BINH: even(6)}
JUDGED = {
    "captures": "SELECT * EXCLUDE (imported_at) FROM captures ORDER BY capture_id",
    "units": "SELECT * FROM units ORDER BY ALL",
    "coverage": "SELECT * FROM coverage ORDER BY ALL",
    "awaited": "SELECT * FROM awaited_values ORDER BY ALL",
    "comparable": "SELECT * FROM comparable ORDER BY ALL",
}


def judged(warehouse: Warehouse) -> dict[str, str]:
    """All that is said of readings together, as text."""
    warehouse.version()
    with warehouse._connection.cursor() as cursor:
        return {name: str(cursor.execute(asked).fetchnumpy()) for name, asked in JUDGED.items()}


def kept(store: Store) -> list[Path]:
    return sorted(Path(store.url, outlines.OUTLINES).glob("*"))


def test_what_a_capture_covers_is_worked_out_by_the_first_who_looks_and_read_by_the_next(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add([capture(FULL), capture({FINANCE: even(9)}, day="2026-10-17")])
    first = judged(Warehouse(store))
    files = kept(store)
    assert len(files) == 1

    def refuse(*_: object) -> None:
        raise AssertionError("the observations were looked through again")

    monkeypatch.setattr(outlines, "_outline", refuse)
    assert judged(Warehouse(store)) == first
    assert kept(store) == files


def test_of_what_is_brought_in_later_only_that_is_looked_through(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add([capture(FULL)])
    warehouse = Warehouse(store)
    judged(warehouse)
    looked_through, outline = [], outlines._outline
    monkeypatch.setattr(
        outlines,
        "_outline",
        lambda connection, source, captures, into: (
            looked_through.extend(captures["capture_id"].to_pylist()),
            outline(connection, source, captures, into),
        ),
    )
    (later,) = store.add([capture(FULL, day="2026-10-17")])
    judged(warehouse)
    assert looked_through == [later.capture_id]


def test_periods_judged_one_after_the_other_are_judged_as_all_at_once(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = {FINANCE: even(9), AN_BINH: {"satisfaction": 3}}
    for month in (7, 8, 9):
        for day, units in (
            ("2026-10-02", FULL),
            ("2026-10-03", part),
            ("2026-10-04", FULL | {TRADE: even(5)}),
        ):
            store.add([capture(units, day=day, period=Period("month", 2026, month))])
    shutil.copytree(store.url, tmp_path / "copy")
    at_once = judged(Warehouse(Store(tmp_path / "copy")))
    assert "True" in at_once["awaited"]
    monkeypatch.setattr(judgement, "AT_ONCE", 1)
    assert judged(Warehouse(store)) == at_once
    # And what was kept of it says the same.
    assert judged(Warehouse(store)) == at_once


def test_what_was_judged_of_a_period_is_judged_again_by_nobody_until_it_is_read_again(store: Store) -> None:
    store.add([capture(FULL), capture({FINANCE: even(9)}, day="2026-10-17")])
    first = judged(Warehouse(store))

    def judged_anew(warehouse: Warehouse) -> object:
        warehouse.version()
        with warehouse._connection.cursor() as cursor:
            return cursor.execute("SELECT count(*) FROM new_kinds").fetchall()[0][0]

    again = Warehouse(store)
    assert judged(again) == first
    assert judged_anew(again) == 0
    store.add([capture(FULL, day="2026-10-24")])
    assert judged_anew(Warehouse(store)) > 0


def test_what_is_no_reading_has_none_judged_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add([capture(FULL)])
    warehouse = Warehouse(store)
    first = judged(warehouse)
    counted: list[str] = []
    again = warehouse_module.judge_readings
    monkeypatch.setattr(warehouse_module, "judge_readings", lambda at: (counted.append("judged"), again(at)))
    keep_lists(store, {"2026-09-07": [code(1)]})
    store.enter([CauseEntry(code(1), "delay", "chờ ý kiến", "lan")])
    ordered(store)
    assert len(warehouse.ask("overdue_lists", scope="H21")) == 1
    assert judged(warehouse) == first
    assert counted == []
    assert judged(Warehouse(store)) == first
    store.enter([Decision("withdrawal", store.captures()["capture_id"][0].as_py(), "lan", "sai tệp")])
    assert judged(warehouse) != first
    assert counted == ["judged", "judged"]


def test_the_demonstration_steps_aside_for_a_list_that_is_real(store: Store) -> None:
    store.add([replace(capture(FULL), is_demo=True)])
    warehouse = Warehouse(store)
    assert len(warehouse.ask("captures", scope="H21")) == 1
    keep_lists(store, {"2026-09-07": [code(1)]})
    assert warehouse.ask("captures", scope="H21").empty
    assert judged(warehouse) == judged(Warehouse(store))


def test_what_is_kept_and_not_as_it_was_written_is_made_anew(store: Store) -> None:
    store.add([capture(FULL), capture({FINANCE: even(9)}, day="2026-10-17")])
    first = judged(Warehouse(store))
    for harm in (b"", b"no parquet", None):
        for file in kept(store):
            file.unlink() if harm is None else file.write_bytes(harm)
        assert judged(Warehouse(store)) == first, harm
        assert any(derived._name(again.read_bytes()) == again.name for again in kept(store)), harm


def test_a_store_in_which_nothing_can_be_written_is_asked_all_the_same(store: Store) -> None:
    store.add([capture(FULL)])
    Path(store.url, "derived").write_bytes(b"in the way")
    assert "H21.13" in judged(Warehouse(store))["units"]


def test_files_are_put_together_before_they_are_many(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(derived, "MOST_FILES", 2)
    warehouse = Warehouse(store)
    for day in range(10, 15):
        store.add([capture({FINANCE: even(day / 2)}, day=f"2026-10-{day}")])
        judged(warehouse)
    assert len(kept(store)) <= 2
    assert judged(Warehouse(store)) == judged(warehouse)


def test_what_is_judged_as_readings_come_and_are_decided_on_is_what_is_judged_of_all_together(
    store: Store,
) -> None:
    warehouse = Warehouse(store)
    some = {unit: even(5) for unit in (FINANCE, JUSTICE)}
    for day, scores in (
        ("2026-10-10", FULL | {NOBODY: even(4)}),
        ("2026-10-17", some),
        ("2026-10-24", FULL | {TRADE: even(None) | {"satisfaction": 3.0}}),
        ("2026-10-12", {**FULL, FINANCE: even(9) | {"satisfaction": None}}),
    ):
        (brought,) = store.add([capture(scores, day=day)])
        assert judged(warehouse) == judged(Warehouse(store))
    unknown = warehouse.ask("unrecognised").seen_id.iloc[0]
    for decision in (
        Decision("mapping", unknown, "t", "r", "so-cong-thuong", level="department"),
        Decision(
            "correction", brought.capture_id, "t", "r", None, "so-tai-chinh", None, "satisfaction", None, 8.0
        ),
        Decision("withdrawal", brought.capture_id, "t", "r"),
    ):
        assert store.enter([decision])
        assert judged(warehouse) == judged(Warehouse(store))
