"""What the server tells of itself: how much it is asked, how fast it answers, and of nobody."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from server.access import NEEDED
from server.measures import LOG, Measured, metrics, place_of
from tests.server.asking import answer


def served() -> Starlette:
    routes = [Route("/metrics", metrics), Route("/{path:path}", lambda _: PlainTextResponse("x"))]
    return Starlette(routes=routes, middleware=[Middleware(Measured)])


def test_what_was_answered_is_counted_by_place_and_status(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INDICATORS_STORE", str(demo_store))
    application = served()

    def counted() -> float:
        told = answer(application, "/metrics").text.splitlines()
        name = 'indicators_requests_total{place="/page",status="200"} '
        return sum(float(line.removeprefix(name)) for line in told if line.startswith(name))

    before = counted()
    answer(application, "/ranking?unit=ubnd-xa-an-phu")
    assert counted() == before + 1
    told = answer(application, "/metrics").text
    assert "indicators_data_age_hours" in told
    assert "ubnd-xa-an-phu" not in told


def test_an_address_is_logged_as_its_place_without_choices_or_secrets(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("INDICATORS_LOG", "json")
    try:
        secret = {"Authorization": "Bearer a-token-of-nobody", "Cookie": "_streamlit_user=lan"}
        answer(served(), "/overdue?whose=ubnd-xa-an-phu&dossier=000.00.13", secret)
        line = capsys.readouterr().out
    finally:
        LOG.handlers.clear()
        LOG.setLevel(logging.NOTSET)
    told = json.loads(line)
    assert {key: told[key] for key in ("event", "method", "place", "status", "level")} == {
        "event": "answered",
        "method": "GET",
        "place": "/page",
        "status": 200,
        "level": "info",
    }
    assert told["ms"] >= 0
    assert not {"ubnd-xa-an-phu", "000.00.13", "a-token-of-nobody", "lan"} & set(line.split('"'))


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/", "/page"),
        ("/ranking", "/page"),
        ("/api/v1/rankings", "/api/v1/"),
        ("/_stcore/stream", "/_stcore/"),
        ("/media/abc.csv", "/media/"),
    ],
)
def test_places_are_few(path: str, place: str) -> None:
    assert place_of(path) == place


def test_measures_are_for_administrators() -> None:
    assert NEEDED["/metrics"] == "administrator"
