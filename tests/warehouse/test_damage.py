"""The store moved, replaced and damaged while questions are asked: what is the matter is said, the rest goes on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from indicators.analysis import overdue
from indicators.analysis.ranking import rank
from indicators.errors import InputProblem
from indicators.store.store import Store
from indicators.store.tables import WRITTEN
from indicators.warehouse import warehouse as warehouse_module
from indicators.warehouse.damage import tables_behind
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import FINANCE, JUSTICE, capture, even
from tests.made_up_lists import code, keep_lists


@pytest.fixture(autouse=True)
def looked_at_again_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warehouse_module, "LOOK_AGAIN", 0.0)


@pytest.fixture
def folder(store: Store) -> Path:
    """A capture of two departments, and a list of one dossier."""
    store.add([capture({FINANCE: even(9), JUSTICE: even(8)})])
    keep_lists(store, {"2026-09-07": [code(1)]})
    return Path(store.url)


@pytest.fixture
def warehouse(folder: Path) -> Warehouse:
    opened = Warehouse(Store(folder))
    assert first(opened) == 54
    assert dossiers(opened) == 1
    return opened


def first(warehouse: Warehouse) -> float:
    """The total of the department that is first."""
    return float(rank(warehouse, node="total", level="department", scope="H21").rows.value.iloc[0])


def dossiers(warehouse: Warehouse) -> int:
    step = overdue.last_step(warehouse, "H21")
    assert step
    return int(overdue.backlog(warehouse, step, "agency").dossiers.sum())


def parquet(table: Path) -> Path:
    return next(table.glob("*.parquet"))


def test_a_store_that_was_moved_away_is_missed_and_seen_again_when_it_is_back(
    warehouse: Warehouse, folder: Path, tmp_path: Path
) -> None:
    folder.rename(tmp_path / "elsewhere")
    with pytest.raises(InputProblem, match="không còn ở chỗ cũ, hoặc đã trống"):
        first(warehouse)
    with pytest.raises(InputProblem, match="không còn ở chỗ cũ, hoặc đã trống"):
        warehouse.is_empty()
    (tmp_path / "elsewhere").rename(folder)
    assert (first(warehouse), dossiers(warehouse)) == (54, 1)


def test_a_store_put_back_from_a_backup_is_shown_as_it_was_then_and_goes_on_from_there(
    warehouse: Warehouse, folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(folder, tmp_path / "backup")
    warehouse.store.add([capture({FINANCE: even(6), JUSTICE: even(8)}, day="2026-10-17")])
    assert first(warehouse) == 48
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "backup", folder)
    assert first(warehouse) == 54
    # As many commits as before, and others.
    warehouse.store.add([capture({FINANCE: even(5), JUSTICE: even(9.5)}, day="2026-10-17")])
    assert first(warehouse) == 57


def test_a_damaged_table_of_dossiers_is_named_while_rankings_go_on_and_back_again_it_is_shown(
    warehouse: Warehouse, folder: Path, tmp_path: Path
) -> None:
    """In one way after another, each time put back."""
    table = folder / "overdue_dossiers"
    shutil.copytree(table, tmp_path / "whole")
    for harm in ("gone", "no log", "no entry", "no file", "cut", "no parquet"):
        damage(table, harm)
        # Of what was asked before the answer is known; a new question reads the table.
        for opened in (warehouse, Warehouse(Store(folder))):
            opened._answers.clear()
            opened._following.forget()
            with pytest.raises(InputProblem, match="bảng overdue_dossiers "):
                dossiers(opened)
            assert first(opened) == 54, harm
        shutil.rmtree(table, ignore_errors=True)
        shutil.copytree(tmp_path / "whole", table)
        assert (first(warehouse), dossiers(warehouse)) == (54, 1), harm


def test_a_damaged_table_behind_every_ranking_is_named(
    warehouse: Warehouse, folder: Path, tmp_path: Path
) -> None:
    for name in ("captures", "observations", "commits"):
        shutil.copytree(folder / name, tmp_path / name)
        shutil.rmtree(folder / name)
        with pytest.raises(InputProblem, match=f"bảng {name} "):
            first(warehouse)
        shutil.copytree(tmp_path / name, folder / name)
        assert first(warehouse) == 54, name


def test_a_table_damaged_while_another_is_is_named_too_and_each_is_shown_once_it_is_back(
    warehouse: Warehouse, folder: Path, tmp_path: Path
) -> None:
    tables = ("overdue_dossiers", "observations")
    for name in tables:
        shutil.copytree(folder / name, tmp_path / name)
        damage(folder / name, "cut")
        warehouse._answers.clear()
        warehouse._following.forget()
        with pytest.raises(InputProblem, match=f"bảng {name} "):
            (first if name == "observations" else dossiers)(warehouse)
    for name, back in zip(reversed(tables), ((54, None), (54, 1)), strict=True):
        shutil.rmtree(folder / name)
        shutil.copytree(tmp_path / name, folder / name)
        assert first(warehouse) == back[0]
        if back[1]:
            assert dossiers(warehouse) == back[1]
        else:
            with pytest.raises(InputProblem, match="bảng overdue_dossiers "):
                dossiers(warehouse)


def damage(table: Path, harm: str) -> None:
    log = sorted((table / "_delta_log").glob("*.json"))
    match harm:
        case "gone":
            shutil.rmtree(table)
        case "no log":
            shutil.rmtree(table / "_delta_log")
        case "no entry":
            log[-1].unlink()
        case "no file":
            parquet(table).unlink()
        case "cut":
            content = parquet(table).read_bytes()
            parquet(table).write_bytes(content[: len(content) // 2])
        case "no parquet":
            parquet(table).write_bytes(b"x" * parquet(table).stat().st_size)


def test_a_question_is_known_by_the_tables_its_answer_is_made_of() -> None:
    assert "overdue_dossiers" not in tables_behind("ranking")
    assert tables_behind("ranking") >= {"captures", "observations", "commits", "decisions"}
    assert "overdue_dossiers" in tables_behind("overdue_backlog")
    assert tables_behind("deck_choices") == {"deck_choices", "commits"}
    assert set().union(*(tables_behind(name) for name in ("history_log", "own_counts", "sync_codes"))) <= set(
        WRITTEN
    )
