"""The warehouse sees new captures by itself, serves many at once, and reaches nothing but the store."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path

import duckdb
import pytest
from deltalake import DeltaTable

from indicators.store import delta
from indicators.store.store import Store
from indicators.store.tables import COMMITS
from indicators.warehouse.warehouse import Warehouse, looking_once
from tests.made_up import FINANCE, JUSTICE, capture, even
from tests.made_up_lists import code, listed, overdue_list


def test_the_version_changes_with_an_import_and_only_then(store: Store) -> None:
    warehouse = Warehouse(store)
    empty = warehouse.version()
    assert warehouse.version() == empty
    store.add([capture({FINANCE: even(5)})])
    kept = warehouse.version()
    assert kept != empty
    store.add([capture({FINANCE: even(5)})])
    assert warehouse.version() == kept


def test_a_new_capture_is_seen_without_opening_again(store: Store) -> None:
    warehouse = Warehouse(store)
    assert warehouse.ask("captures", scope=None).empty
    store.add([capture({FINANCE: even(5)})])
    assert len(warehouse.ask("captures", scope="H21")) == 1


@pytest.mark.parametrize("folder", ["Nguyễn Văn A", "giao ban 50% #1", "it's {here}", "a+b"])
def test_a_store_may_lie_in_a_folder_of_any_usual_name(tmp_path: Path, folder: str) -> None:
    store = Store(tmp_path / folder / "store")
    store.add([capture({FINANCE: even(5)})])
    assert len(Warehouse(store).ask("captures", scope="H21")) == 1


def test_sixteen_sessions_ask_at_once(demo_store: Path) -> None:
    warehouse = Warehouse(Store(demo_store))
    with ThreadPoolExecutor(16) as sessions:
        answers = list(sessions.map(lambda _: len(warehouse.ask("captures", scope="H21")), range(64)))
    assert set(answers) == {answers[0]}
    assert answers[0] > 100


def test_readers_go_on_while_captures_come_in(store: Store) -> None:
    store.add([capture({FINANCE: even(1)}, day="2026-01-05")])
    warehouse = Warehouse(store)
    days = [f"2026-02-{day:02d}" for day in range(1, 11)]
    with ThreadPoolExecutor(4) as workers:
        readings = [workers.submit(lambda: len(warehouse.ask("captures", scope="H21"))) for _ in range(30)]
        for day in days:
            store.add([capture({FINANCE: even(2), JUSTICE: even(1)}, day=day)])
        counts = [reading.result() for reading in readings]
    assert all(1 <= count <= 11 for count in counts)
    assert len(warehouse.ask("captures", scope="H21")) == 11


def test_a_question_cannot_reach_other_files_of_the_machine(store: Store, tmp_path: Path) -> None:
    secret = tmp_path / "elsewhere.csv"
    secret.write_text("a\n1\n", encoding="utf-8")
    warehouse = Warehouse(store)
    warehouse.version()
    with pytest.raises(duckdb.PermissionException):
        warehouse._connection.cursor().execute("FROM read_csv($file)", {"file": str(secret)})


def test_the_demonstration_steps_aside_for_the_first_real_capture(demo_store: Path, tmp_path: Path) -> None:
    store = Store(shutil.copytree(demo_store, tmp_path / "store"))
    warehouse = Warehouse(store)
    assert warehouse.ask("captures", scope=None).is_demo.all()
    store.add([capture({FINANCE: even(5)})])
    [real] = warehouse.ask("captures", scope=None).itertuples()
    assert not real.is_demo


def test_what_lands_while_the_tables_are_opened_is_seen_whole_or_not_at_all(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add([capture({FINANCE: even(9)}), overdue_list("2026-10-12", [listed(code(1))])])
    warehouse = Warehouse(store)
    warehouse.version()
    # Captures came in since, and no list.
    store.add([capture({FINANCE: even(8)}, day="2026-10-17")])
    opened, late = (
        Store.table,
        [
            capture({FINANCE: even(7)}, day="2026-10-24"),
            overdue_list("2026-10-19", [listed(code(2))]),
        ],
    )

    def with_one_more_commit(self: Store, name: str) -> DeltaTable | None:
        if name == COMMITS and late:
            items = list(late)
            late.clear()
            Store(self.url).add(items)
        return opened(self, name)

    monkeypatch.setattr(Store, "table", with_one_more_commit)
    # As another process would: what this one writes is looked for again at once.
    monkeypatch.setattr(delta, "_counted", nullcontext)
    with looking_once():
        captures, lists = (len(warehouse.ask(name, scope="H21")) for name in ("captures", "overdue_lists"))
    assert not late
    assert (captures, lists) == (3, 2)


def test_a_page_looks_once_for_what_others_brought_in_and_sees_at_once_what_it_wrote_itself(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add([capture({FINANCE: even(9)})])
    warehouse = Warehouse(store)

    def seen() -> int:
        return len(warehouse.ask("captures", scope="H21"))

    with looking_once():
        assert seen() == 1
        store.add([capture({FINANCE: even(8)}, day="2026-10-17")])
        assert seen() == 2
        with monkeypatch.context() as of_others:
            # What another process writes this one does not count.
            of_others.setattr(delta, "_counted", nullcontext)
            store.add([capture({FINANCE: even(7)}, day="2026-10-24")])
        assert seen() == 2
    assert seen() == 3
    with looking_once():
        assert seen() == 3
