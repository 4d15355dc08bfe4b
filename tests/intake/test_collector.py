"""The collector asks one thing at a time, says who it is, stops when refused, goes on where it stopped."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from indicators import paths
from indicators.analysis import watch
from indicators.cli import main
from indicators.errors import InputProblem
from indicators.intake import collector, pipeline, portal_client
from indicators.intake.collector import BEGUN, UNFINISHED, collect
from indicators.intake.portal_client import TRIES
from indicators.paths import PROJECT
from indicators.periods import Period, vietnam_day
from indicators.reference.watch_rules import Amount, Rule
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import at
from tests.overdue_files import NAME
from tests.portal_server import ROOT, SLOW, Portal, running

AUGUST = Period("month", 2026, 8)
# Seven endpoints, three of them with a second page, and the national list.
REQUESTS = 7 + 3 + 1


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The pauses the collector would have made."""
    made: list[int] = []
    monkeypatch.setattr(portal_client, "pause", lambda: made.append(1))
    # A refusal is remembered; most tests ask again at once.
    monkeypatch.setattr(portal_client, "REFUSED_FOR", timedelta(0))
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
    kept_ = pipeline.import_files([kept / "province", kept / "national"], Store(tmp_path / "store"))
    outcomes = kept_.captures
    made = {outcome.capture.scope: outcome.capture for outcome in outcomes}
    assert {scope: str(capture.period) for scope, capture in made.items()} == {
        "H21": "month:2026-08",
        "VN": "month:2026-08",
    }
    assert made["H21"].agencies == 3
    assert made["H21"].unrecognised == ()
    assert made["H21"].warnings == ()
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


def test_an_open_period_goes_on_within_a_day_only_a_closed_one_at_any_time(
    server: Portal, tmp_path: Path
) -> None:
    now = datetime.now(UTC)
    this_year = Period("year", vietnam_day(now).year)
    for begun, period, asks in (
        (now - timedelta(hours=20), this_year, REQUESTS - 3),
        (now - timedelta(hours=30), this_year, REQUESTS),
        (now - timedelta(days=60), Period("month", now.year - 1, 1), REQUESTS - 3),
    ):
        folder = tmp_path / f"{period}-{asks}"
        server.faults = [None, None, None, "refuse"]
        with pytest.raises(InputProblem):
            collected(server, folder, period)
        (cut_off,) = folder.glob(f"*{UNFINISHED}")
        name = cut_off.name.rpartition("-")[0]
        cut_off.rename(folder / f"{name}-{begun:{BEGUN}}{UNFINISHED}")
        server.asked.clear()
        collected(server, folder, period)
        assert len(server.asked) == asks


def test_what_is_whole_is_not_gone_on_with_the_next_time_everything_is_asked_anew(
    server: Portal, tmp_path: Path
) -> None:
    first = collected(server, tmp_path)
    server.asked.clear()
    assert collected(server, tmp_path) != first
    assert len(server.asked) == REQUESTS


def test_what_is_missing_is_named_where_it_stops(server: Portal, tmp_path: Path) -> None:
    server.faults = [None] * (REQUESTS - 2) + ["refuse"]
    heard: list[str] = []
    with pytest.raises(InputProblem):
        collect(tmp_path, AUGUST, ROOT, base_url=server.address, told=heard.append)
    assert heard[-1] == "Chưa nhận được: province/service-results.json, national/service-results.json"


def test_it_collects_also_where_a_loop_is_running_already(
    server: Portal, tmp_path: Path, command: list[str]
) -> None:
    async def within() -> int:
        return main.main(command)

    # In a thread of its own: what ran here before, a browser say, may have left a loop.
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(asyncio.run, within()).result() == 0
    assert Store(tmp_path / "store").captures().num_rows == 2


def test_who_answers_too_slowly_is_asked_again(
    server: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portal_client, "TIMEOUT", SLOW / 2)
    server.faults = ["slow"]
    collected(server, tmp_path)
    assert len(server.asked) == REQUESTS + 1


@pytest.mark.parametrize("fault", ["cut", "half"])
def test_a_broken_connection_is_tried_again_a_few_times_only(
    server: Portal, tmp_path: Path, fault: str
) -> None:
    server.faults = [fault] * (TRIES - 1)
    collected(server, tmp_path)
    server.asked.clear()
    server.faults = [fault] * 10
    with pytest.raises(InputProblem, match="không kết nối"):
        collected(server, tmp_path / "other")
    assert len(server.asked) == TRIES


@pytest.mark.parametrize(("limit", "told"), [("ANSWERED_WITHIN", "0.2 giây"), ("LARGEST", "lớn hơn 0 MB")])
def test_an_answer_that_never_ends_is_refused_and_the_next_collection_goes_on(
    server: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, told: str
) -> None:
    monkeypatch.setattr(portal_client, limit, 0.2 if limit == "ANSWERED_WITHIN" else 3)
    server.faults = ["drip"]
    with pytest.raises(InputProblem, match=told):
        collected(server, tmp_path)
    assert len(server.asked) == 1
    monkeypatch.undo()
    monkeypatch.setattr(portal_client, "pause", lambda: None)
    assert collected(server, tmp_path).exists()


# A collection in a process of its own, as a second window or a scheduled job starts one.
ANOTHER = """
import sys
from pathlib import Path
from indicators import paths
from indicators.analysis import watch
from indicators.cli import main
from indicators.intake import portal_client
paths.COLLECTING, portal_client.pause = Path(sys.argv[1]), lambda: None
sys.exit(main.main(sys.argv[2:]))
"""


def another(command: list[str]) -> subprocess.Popen[str]:
    asked = [sys.executable, "-c", ANOTHER, str(paths.COLLECTING), *command]
    return subprocess.Popen(asked, cwd=PROJECT, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_of_two_collections_at_once_the_second_says_so_and_a_killed_one_is_in_nobodys_way(
    server: Portal, tmp_path: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    server.faults = [None, "drip"]
    with another(command) as first:
        while len(server.asked) < 2:
            assert first.poll() is None
            time.sleep(0.02)
        (unfinished,) = paths.COLLECTING.glob(f"*{UNFINISHED}")
        for meanwhile in (command, ["import", str(unfinished), "--store", str(tmp_path / "store")]):
            capsys.readouterr()
            assert main.main(meanwhile) == 1
            said = capsys.readouterr().err
            assert "đang có một lần thu thập khác" in said
            assert said.count("\n") == 1
        # Neither asked the portal anything.
        assert len(server.asked) == 2
        first.kill()
    assert main.main(command) == 0
    assert len(server.asked) == 1 + 1 + REQUESTS - 1
    assert Store(tmp_path / "store").captures().num_rows == 2


@pytest.mark.parametrize("fault", ["error", "schema", "stranger", "again"])
def test_an_answer_that_is_none_is_neither_kept_nor_asked_again(
    server: Portal, tmp_path: Path, fault: str
) -> None:
    server.faults = [None, fault]
    with pytest.raises(InputProblem):
        collected(server, tmp_path)
    assert len(server.asked) == 2
    assert [file.name for file in tmp_path.rglob("*.json") if not file.name.endswith(".request.json")] == [
        "transparency.json"
    ]


def test_an_answer_of_another_province_is_refused_also_where_it_tells_no_department(
    server: Portal, tmp_path: Path
) -> None:
    server.faults = [None] * (REQUESTS - 2) + ["neighbour"]
    with pytest.raises(InputProblem, match="cơ quan khác"):
        collected(server, tmp_path)
    assert not list(tmp_path.rglob("service-results.json"))


def test_a_half_year_cannot_be_collected(server: Portal, tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="nửa năm"):
        collected(server, tmp_path, Period("half", 2026, 1))


def test_what_can_be_collected_begins_with_what_is_open_and_says_what_is_there(
    server: Portal, tmp_path: Path
) -> None:
    store = Store(tmp_path / "store")
    kept = collected(server, tmp_path)
    pipeline.import_files([kept / "province", kept / "national"], store)
    offered = pipeline.collectable(Warehouse.of(store), at("2026-11-26"))
    assert [str(one.period) for one in offered if one.is_open] == [
        "year:2026",
        "quarter:2026-Q4",
        "month:2026-11",
    ]
    assert [one.is_open for one in offered] == sorted((one.is_open for one in offered), reverse=True)
    assert [one.period for one in offered if one.is_collected] == [AUGUST]


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
    assert main.main(command) == 1
    assert Store(tmp_path / "store").is_empty()
    assert main.main(command) == 0
    assert Store(tmp_path / "store").captures().num_rows == 2


def test_a_closed_period_is_not_collected_again_unless_asked(
    server: Portal, command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    everybody = Rule("Thử", "Test", "department", "total", "below", than=Amount(100))
    monkeypatch.setattr(watch, "load_rules", lambda: (everybody,))
    assert main.main(command) == 0
    # A job that collects tells whom the watch list finds, as an import does.
    assert "Danh sách theo dõi: " in capsys.readouterr().err
    server.asked.clear()
    assert main.main(command) == 0
    assert server.asked == []
    assert "Danh sách theo dõi" not in capsys.readouterr().err


def test_a_refusal_is_remembered_for_some_hours_and_the_portal_left_alone(
    server: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portal_client, "REFUSED_FOR", timedelta(hours=4))
    server.faults = [None, "busy"]
    with pytest.raises(InputProblem, match="HTTP 429"):
        collected(server, tmp_path)
    for _ in range(2):
        with pytest.raises(InputProblem, match="không hỏi lại trước"):
            collected(server, tmp_path)
    assert len(server.asked) == 2
    # Another portal did not refuse, and hours later this one is asked again.
    with running() as other:
        assert collect(tmp_path, AUGUST, ROOT, base_url=other.address).exists()
    monkeypatch.setattr(portal_client, "REFUSED_FOR", timedelta(0))
    assert collected(server, tmp_path).exists()


def test_an_answer_that_was_spoilt_after_it_came_is_asked_for_again(server: Portal, tmp_path: Path) -> None:
    server.faults = [None, None, None, "refuse"]
    with pytest.raises(InputProblem):
        collected(server, tmp_path)
    (first,) = tmp_path.rglob("transparency.json")
    first.write_bytes(first.read_bytes()[:-20])
    server.asked.clear()
    kept = collected(server, tmp_path)
    assert len(server.asked) == REQUESTS - 2
    assert json.loads((kept / "province" / "transparency.json").read_bytes())["code"] == "OK"


def test_who_is_named_in_an_answer_is_on_no_disk(server: Portal, tmp_path: Path) -> None:
    server.faults = ["person"] * REQUESTS
    kept = collected(server, tmp_path)
    answers = {file.name: file.read_text("utf-8") for file in kept.rglob("*.json")}
    assert json.loads(answers["transparency.json"])["code"] == "OK"
    assert [name for name, answer in answers.items() if NAME in answer] == []
    assert '"ghiChu": "…"' in answers["transparency.json"]


def test_a_collection_can_be_begun_afresh(server: Portal, tmp_path: Path) -> None:
    server.faults = [None, None, None, "refuse"]
    with pytest.raises(InputProblem):
        collected(server, tmp_path)
    server.asked.clear()
    collect(tmp_path, AUGUST, ROOT, base_url=server.address, is_afresh=True)
    assert len(server.asked) == REQUESTS
    assert not list(tmp_path.glob(f"*{UNFINISHED}"))


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("layers", "nén câu trả lời"),
        ("bomb", "lớn hơn 20 MB"),
        ("pages", "1000000000 trang"),
        ("number", "không phải là số"),
        ("headers", "không kết nối được"),
    ],
)
def test_a_hostile_portal_gets_a_sentence_and_nothing_is_kept(
    server: Portal, tmp_path: Path, fault: str, told: str
) -> None:
    server.faults = [fault] * TRIES
    with pytest.raises(InputProblem, match=told):
        collected(server, tmp_path)
    server.faults = []
    assert collected(server, tmp_path).exists()


def test_headers_that_never_end_are_given_up_too(
    server: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portal_client, "ANSWERED_WITHIN", 0.4)
    server.faults = ["endless headers"]
    with pytest.raises(InputProblem, match=r"0\.4 giây"):
        collected(server, tmp_path)


def test_a_whole_collection_has_its_time_too(
    server: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collector, "COLLECTED_WITHIN", 0)
    with pytest.raises(InputProblem, match="vẫn được giữ"):
        collected(server, tmp_path)
    assert server.asked == []
