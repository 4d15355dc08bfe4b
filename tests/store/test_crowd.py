"""Four processes import at once while others read: everything is there once, and nobody sees a part of it."""

from __future__ import annotations

import multiprocessing
import random
import sys
import time
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.synchronize import Event
from pathlib import Path
from types import ModuleType

import pytest

from indicators.intake import pipeline
from indicators.periods import Period
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import at

IMPORTERS, READERS, FILES, UNITS = 4, 2, 4, 60
HEADER = "Mã;Tên đơn vị;CKMB;TDGQ;CLGQ;TTTT;MDHL;MDSH"


def apart() -> SpawnContext | ForkServerContext:
    """How processes of their own begin: with all that they need, where that is read once for them, as Unix can."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def import_all(url: str, folder: str, seed: int) -> None:
    """Every file, in an order of its own: what another brought already is known."""
    files = sorted(Path(folder).glob("*.csv"))
    random.Random(seed).shuffle(files)  # noqa: S311
    for file in files:
        moment = at(f"2026-05-{int(file.stem):02d}")
        pipeline.import_files([file], Store(url), period=Period("year", 2026), captured_at=moment)


def read_all_the_time(url: str, is_over: Event, seen: str) -> None:
    """Counts of units of every capture ever seen, written to a file in the end."""
    warehouse, counts = Warehouse(Store(url)), set()
    while not is_over.is_set():
        for capture_id in warehouse.ask("captures", scope="H21").capture_id:
            counts.add(len(warehouse.ask("capture_values", capture_id=capture_id).agency_id.unique()))
        time.sleep(0.05)
    Path(seen).write_text(" ".join(map(str, sorted(counts))), encoding="utf-8")


def test_four_import_at_once_while_two_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A process that is started begins with what the main module is: a page, where one was looked at before.
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    folder = tmp_path / "files"
    folder.mkdir()
    for number in range(1, FILES + 1):
        rows = [f"H21.{100 + unit};;9;9;7;6;{number};8" for unit in range(UNITS)]
        (folder / f"{number}.csv").write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    url, context = str(tmp_path / "store"), apart()
    is_over = context.Event()
    seen = [tmp_path / f"seen-{number}" for number in range(READERS)]
    readers = [context.Process(target=read_all_the_time, args=(url, is_over, str(file))) for file in seen]
    importers = [
        context.Process(target=import_all, args=(url, str(folder), seed)) for seed in range(IMPORTERS)
    ]
    for one in [*readers, *importers]:
        one.start()
    for one in importers:
        one.join(240)
    is_over.set()
    for one in readers:
        one.join(60)
    assert [one.exitcode for one in [*readers, *importers]] == [0] * (READERS + IMPORTERS)
    captures = Store(url).captures().to_pylist()
    assert sorted(row["captured_on"].day for row in captures) == list(range(1, FILES + 1))
    for file in seen:
        assert set(file.read_text(encoding="utf-8").split()) <= {str(UNITS)}
    assert any(file.read_text(encoding="utf-8") for file in seen)
