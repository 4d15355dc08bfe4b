"""A store of many files is asked in parts: the answers are those of all files together, and of few files read."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from indicators.analysis.capture_selection import captures_of
from indicators.store.store import Store
from indicators.warehouse import parts
from indicators.warehouse.questions import query
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import FINANCE, JUSTICE, capture, even

DAYS = [f"2026-10-{day:02}" for day in range(1, 13)]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Twelve readings, a file each, which the tests only look at."""
    store = Store(tmp_path_factory.mktemp("filled"))
    for number, day in enumerate(DAYS):
        store.add([capture({FINANCE: even(5 + number / 10), JUSTICE: even(6 - number / 10)}, day=day)])
    table = store.table("observations")
    assert table
    assert len(table.file_uris()) == len(DAYS)
    return store


@pytest.fixture
def in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MANY", 4)
    monkeypatch.setattr(parts, "PARTS", 3)


def answers(store: Store) -> dict[str, pd.DataFrame]:
    """A ranking, a trend, and every value of every reading, of a warehouse of its own."""
    warehouse = Warehouse(store)
    last, before, *_ = captures_of(warehouse, "H21")
    over = {
        "level": "department",
        "nodes": ("total",),
        "scope": "H21",
        "period": "year:2026",
        "period_kind": "year",
    }
    steps = tuple(warehouse.ask("trend_steps", **over).capture_id)
    ranked = {"nodes": ("total",), "levels": ("department",), "capture_id": last.capture_id}
    trend = {"level": "department", "steps": steps, "agency_id": None}
    return {
        "ranking": warehouse.ask("ranking", previous_id=before.capture_id, **ranked),
        "first": warehouse.ask("ranking", previous_id=None, **ranked),
        "trend": warehouse.ask("trend_values", nodes=("total",), is_scored=True, **trend).sort_values(
            ["capture_id", "agency_id"], ignore_index=True
        ),
        **{
            one.capture_id: warehouse.ask("capture_values", capture_id=one.capture_id)
            for one in captures_of(warehouse, "H21")
        },
    }


def test_the_answers_are_those_of_all_files_together(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    together = answers(filled)
    assert len(together["trend"]) == 2 * len(DAYS)
    monkeypatch.setattr(parts, "MANY", 4)
    monkeypatch.setattr(parts, "PARTS", 3)
    for asked, rows in answers(filled).items():
        pd.testing.assert_frame_equal(rows, together[asked])


@pytest.mark.usefixtures("in_parts")
def test_a_ranking_looks_into_the_parts_of_its_two_readings_alone(filled: Store) -> None:
    warehouse = Warehouse(filled)
    captures = captures_of(warehouse, "H21")
    asked = {
        "capture_id": captures[0].capture_id,
        "previous_id": captures[1].capture_id,
        "nodes": ("total",),
        "levels": ("department",),
    }
    with warehouse.trial() as connection:
        plan = connection.execute(f"EXPLAIN {query('ranking')}", asked).fetchall()[0][1]
    assert plan.count("PARQUET_SCAN") == 1


@pytest.mark.usefixtures("in_parts")
def test_every_file_is_in_one_part_whose_stretch_has_all_its_keys(filled: Store) -> None:
    table = filled.table("observations")
    assert table
    made = parts.parts_of(parts.files_of(table, "observations"), parts.PARTS)
    assert len(made) == 3
    assert sorted(file for part in made for file in part.files) == sorted(table.file_uris())
    for part in made:
        for file in part.files:
            keys = pd.read_parquet(Path(file), columns=["capture_id"]).capture_id
            assert keys.between(part.first, part.last).all()


def test_few_files_are_shown_together(filled: Store) -> None:
    with Warehouse(filled).trial() as connection:
        plan = connection.execute("EXPLAIN FROM written_observations").fetchall()[0][1]
    assert plan.count("PARQUET_SCAN") == 1


def test_without_keys_in_the_log_there_are_no_parts() -> None:
    untold = parts.TableFile("a.parquet", size=1, first=None, last=None, is_whole=True)
    assert parts.parts_of([untold], 3) == []
