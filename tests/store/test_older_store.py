"""A store kept before there were attempts and an inventory is opened, asked and added to like any other."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from deltalake import write_deltalake

from indicators.analysis import decisions
from indicators.analysis.ranking import rank
from indicators.store.actor import Actor
from indicators.store.capture import CAPTURES, Capture
from indicators.store.store import Store
from indicators.store.tables import SCHEMAS
from indicators.store.verify import verify
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import FINANCE, JUSTICE, capture, even


@pytest.fixture
def kept() -> Capture:
    return capture({FINANCE: even(9), JUSTICE: even(8)}, day="2026-10-02")


@pytest.fixture
def older(store: Store, kept: Capture) -> Store:
    """One capture as the version before wrote it, and what an import that failed then left."""
    for rows in (kept.observations, capture({FINANCE: even(3)}, day="2026-10-03").observations):
        write_deltalake(f"{store.url}/observations", rows, mode="append")
    row = kept.row(datetime(2026, 10, 2, tzinfo=UTC), "lan")
    write_deltalake(f"{store.url}/captures", pa.Table.from_pylist([row], schema=CAPTURES), mode="append")
    undecided = SCHEMAS["decisions"].empty_table()
    write_deltalake(f"{store.url}/decisions", undecided, mode="append")
    return store


def values(store: Store) -> list[float]:
    rows = rank(Warehouse.of(store), node="total", level="department", scope="H21").rows
    return [float(value) for value in rows.value]


def test_what_it_holds_is_shown_and_nothing_of_what_failed(older: Store, kept: Capture) -> None:
    assert values(older) == [54.0, 48.0]
    assert older.observations().num_rows == kept.observations.num_rows
    assert older.known(capture({FINANCE: even(9), JUSTICE: even(8)}, day="2026-10-02"))
    assert not any("ảng" in finding for finding in verify(older).findings)


def test_it_is_added_to_and_decided_on_and_then_has_an_inventory_of_all(older: Store, kept: Capture) -> None:
    older.add([capture({FINANCE: even(7), JUSTICE: even(6)}, day="2026-10-10")])
    assert values(older) == [42.0, 36.0]
    newest = Warehouse.of(older).ask("captures", scope="H21").capture_id.iloc[0]
    decisions.withdraw(Warehouse.of(older), newest, reason="sai tệp", actor=Actor("lan"))
    assert values(older) == [54.0, 48.0]
    assert not any("ảng" in finding for finding in verify(older).findings)
    (file, *_) = Path(older.url, "captures").glob("*.parquet")
    file.write_bytes(file.read_bytes() + b"x")
    assert any("captures" in finding for finding in verify(older).findings)
