"""What whoever watches over the application hears."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from indicators import __version__
from server.health import health
from tests.server.asking import answer

APPLICATION = Starlette(routes=[Route("/health", health)])


def test_over_a_store_that_answers_it_is_ok(demo_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDICATORS_STORE", str(demo_store))
    heard = answer(APPLICATION, "/health")
    assert (heard.status_code, heard.json()) == (200, {"status": "ok", "version": __version__})


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
