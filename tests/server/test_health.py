"""What whoever watches over the application hears."""

from __future__ import annotations

from pathlib import Path

import pytest
import time_machine
from starlette.applications import Starlette
from starlette.routing import Route

from indicators import __version__
from indicators.store.store import Store
from server.health import health
from tests.made_up import FINANCE, capture, even
from tests.server.asking import answer

APPLICATION = Starlette(routes=[Route("/health", health)])


def test_over_a_store_that_answers_it_is_ok(demo_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDICATORS_STORE", str(demo_store))
    heard = answer(APPLICATION, "/health")
    assert heard.status_code == 200
    told = heard.json()
    assert (told["status"], told["version"], told["collected_at"]) == ("ok", __version__, None)


def test_it_tells_how_old_the_data_is(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add([capture({FINANCE: even(9)}, day="2026-10-02"), capture({FINANCE: even(8)}, day="2026-10-10")])
    monkeypatch.setenv("INDICATORS_STORE", str(store.url))
    with time_machine.travel("2026-10-11T00:30:00+00:00", tick=False):
        told = answer(APPLICATION, "/health").json()
    assert told["read_at"] == "2026-10-10T07:30:00+07:00"
    assert told["age_hours"] == 24.0
    assert told["imported_at"]


def test_over_an_empty_store_there_is_no_age(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDICATORS_STORE", str(store.url))
    told = answer(APPLICATION, "/health").json()
    assert (told["status"], told["read_at"], told["age_hours"]) == ("ok", None, None)


def test_over_a_store_that_cannot_be_read_it_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "store" / "captures" / "_delta_log"
    log.mkdir(parents=True)
    (log / "00000000000000000000.json").write_text("no log", encoding="utf-8")
    monkeypatch.setenv("INDICATORS_STORE", str(tmp_path / "store"))
    heard = answer(APPLICATION, "/health")
    assert heard.status_code == 503
    assert heard.json()["status"] == "fault"
