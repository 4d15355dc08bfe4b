"""The collector asks one thing at a time, says who it is, stops when refused, goes on where it stopped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from indicators import cli, importing, paths, portal
from indicators.periods import Period
from indicators.portal import TRIES, collect
from indicators.problems import InputProblem
from indicators.store import Store
from tests.portal_server import ROOT, Portal, running

AUGUST = Period("month", 2026, 8)
# Seven endpoints, three of them with a second page, and the national list.
REQUESTS = 7 + 3 + 1


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The pauses the collector would have made."""
    made: list[int] = []
    monkeypatch.setattr(portal, "pause", lambda: made.append(1))
    return made


@pytest.fixture
def server() -> Iterator[Portal]:
    with running() as portal_of_ours:
        yield portal_of_ours


def collected(server: Portal, folder: Path, period: Period = AUGUST) -> Path:
    return collect(folder, period, ROOT, base_url=server.address)


def test_all_answers_are_kept_as_they_came_each_beside_its_request(server: Portal, tmp_path: Path) -> None:
    kept = collected(server, tmp_path)
    answers = [file for file in kept.rglob("*.json") if not file.name.endswith(".request.json")]
    assert len(answers) == len(server.asked) == REQUESTS
    request = json.loads(
        (kept / "province" / "transparency.page-2.json.request.json").read_text(encoding="utf-8")
    )
    assert request["payload"]["currentPage"] == 2
    assert request["payload"]["month"] == 8


def test_a_whole_collection_makes_one_capture_of_the_province_and_one_of_the_nation(
    server: Portal, tmp_path: Path
) -> None:
    kept = collected(server, tmp_path)
    kept_ = importing.import_files([kept / "province", kept / "national"], Store(tmp_path / "store"))
    outcomes = kept_.captures
    made = {outcome.capture.scope: outcome.capture for outcome in outcomes}
    assert {scope: str(capture.period) for scope, capture in made.items()} == {
        "H21": "month:2026-08",
        "VN": "month:2026-08",
    }
    assert made["H21"].agencies == 3
    assert made["H21"].unrecognised == ()
    assert all(capture.captured_at_given for capture in made.values())


def test_it_says_who_it_is_and_pauses_before_every_request(
    server: Portal, tmp_path: Path, pauses: list[int]
) -> None:
    collected(server, tmp_path)
    assert len(pauses) == REQUESTS
    assert all(agent.startswith("indicators/") for _, _, agent in server.asked)


@pytest.mark.parametrize("fault", ["refuse", "busy", "html"])
def test_a_refusal_stops_it_at_once_and_is_said(server: Portal, tmp_path: Path, fault: str) -> None:
    server.faults = [None, None, fault]
    with pytest.raises(InputProblem, match="từ chối"):
        collected(server, tmp_path)
    assert len(server.asked) == 3


def test_it_goes_on_where_it_was_stopped_and_asks_nothing_twice(server: Portal, tmp_path: Path) -> None:
    server.faults = [None, None, None, "refuse"]
    with pytest.raises(InputProblem, match="từ chối"):
        collected(server, tmp_path)
    server.asked.clear()
    collected(server, tmp_path)
    assert len(server.asked) == REQUESTS - 3


def test_a_broken_connection_is_tried_again_a_few_times_only(server: Portal, tmp_path: Path) -> None:
    server.faults = ["cut"] * (TRIES - 1)
    collected(server, tmp_path)
    server.asked.clear()
    server.faults = ["cut"] * 10
    with pytest.raises(InputProblem, match="không kết nối"):
        collected(server, tmp_path / "other")
    assert len(server.asked) == TRIES


@pytest.mark.parametrize("fault", ["error", "schema", "stranger"])
def test_an_answer_that_is_none_is_neither_kept_nor_asked_again(
    server: Portal, tmp_path: Path, fault: str
) -> None:
    server.faults = [None, fault]
    with pytest.raises(InputProblem):
        collected(server, tmp_path)
    assert len(server.asked) == 2
    assert not list(tmp_path.rglob("transparency.json"))


def test_a_half_year_cannot_be_collected(server: Portal, tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="nửa năm"):
        collected(server, tmp_path, Period("half", 2026, 1))


@pytest.fixture
def command(server: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(paths, "COLLECTING", tmp_path / "collecting")
    return [
        "collect",
        "--period",
        str(AUGUST),
        "--base-url",
        server.address,
        "--store",
        str(tmp_path / "store"),
    ]


def test_nothing_is_visible_until_every_endpoint_answered(
    server: Portal, tmp_path: Path, command: list[str]
) -> None:
    server.faults = [None] * (REQUESTS - 1) + ["refuse"]
    assert cli.main(command) == 1
    assert Store(tmp_path / "store").is_empty()
    assert cli.main(command) == 0
    assert Store(tmp_path / "store").captures().num_rows == 2


def test_a_closed_period_is_not_collected_again_unless_asked(server: Portal, command: list[str]) -> None:
    assert cli.main(command) == 0
    server.asked.clear()
    assert cli.main(command) == 0
    assert server.asked == []
