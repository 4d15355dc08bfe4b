"""A store at an S3 address is a store like any other, and is asked for what is needed; a real server speaks for S3."""

from __future__ import annotations

import io
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from indicators.analysis import overdue
from indicators.analysis.capture_selection import captures_of
from indicators.analysis.ranking import rank
from indicators.cli.main import main
from indicators.errors import InputProblem
from indicators.paths import PROJECT
from indicators.store import inventory
from indicators.store.faults import explained
from indicators.store.folder import Folder
from indicators.store.store import Store
from indicators.store.tables import WRITTEN
from indicators.warehouse import warehouse as warehouse_module
from indicators.warehouse.damage import tables_now
from indicators.warehouse.parts import files_of
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import FINANCE, JUSTICE, capture, even
from tests.made_up_lists import code, keep_lists

TABLE = "Mã;Tên đơn vị;CKMB;TDGQ\nH21.13;Sở Tài chính;5,5;18\nH21.16;Sở Tư pháp;6,25;17\n"
DAYS = [f"2026-10-{day:02}" for day in range(1, 5)]
KEPT = "s3://province/kept"


@dataclass
class Server:
    """An S3 server with a bucket, and what it was asked for since this was asked."""

    address: str
    log: Path
    seen: int = 0

    def ask(self, method: str, path: str = "", content: bytes | None = None) -> bytes:
        told = {"Content-Type": "application/octet-stream"}
        asked = urllib.request.Request(f"{self.address}/province{path}", content, told, method=method)  # noqa: S310
        with urllib.request.urlopen(asked, timeout=20) as answer:  # noqa: S310 - our own server
            read: bytes = answer.read()
        return read

    def copy(self, store: Store, name: str) -> None:
        """Put a store of this machine into the bucket, byte by byte."""
        for file in Path(store.url).rglob("*"):
            if content := file.is_file() and file.read_bytes():
                self.ask("PUT", f"/{name}/{file.relative_to(store.url)}", content)

    def read_since(self) -> dict[str, int]:
        """The bytes read of every file since this was called last, by its path in the bucket."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        asked = [line.split("\t") for line in lines[self.seen :]]
        self.seen = len(lines)
        read: dict[str, int] = {}
        for method, path, size in asked:
            if method == "GET":
                file = path.removeprefix("/province/")
                read[file] = read.get(file, 0) + int(size)
        return read

    def data_since(self, table: str) -> set[str]:
        """The files with rows of a table of which anything was read since."""
        return {file.rpartition("/")[2] for file in self.read_since() if f"{table}/part-" in file}


@pytest.fixture(scope="module")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An S3 server of our own with an empty bucket, which everything in this process reaches."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    log = tmp_path_factory.mktemp("s3") / "log"
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.store.s3_server", port, str(log)],
        cwd=PROJECT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    asked = Server(f"http://127.0.0.1:{port}", log)
    try:
        create_bucket(asked)
        with pytest.MonkeyPatch.context() as patched:
            for name, value in (
                ("AWS_ACCESS_KEY_ID", "made-up"),
                ("AWS_SECRET_ACCESS_KEY", "made-up"),
                ("AWS_REGION", "us-east-1"),
                ("AWS_DEFAULT_REGION", "us-east-1"),
                ("AWS_ENDPOINT_URL", asked.address),
                ("AWS_ALLOW_HTTP", "true"),
            ):
                patched.setenv(name, value)
            yield asked
    finally:
        server.terminate()
        server.wait(timeout=20)


def create_bucket(server: Server) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            server.ask("PUT")
        except urllib.error.URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
        else:
            return


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Four readings, a file each, and a list of dossiers, on this machine."""
    store = Store(tmp_path_factory.mktemp("local") / "store")
    for number, day in enumerate(DAYS):
        store.add([capture({FINANCE: even(5 + number / 10), JUSTICE: even(6 - number / 10)}, day=day)])
    keep_lists(store, {"2026-09-07": [code(1)]})
    return store


@pytest.fixture(scope="module")
def kept(s3: Server, local: Store) -> Warehouse:
    """The same, byte by byte, at an S3 address, opened once before."""
    s3.copy(local, "kept")
    warehouse = Warehouse(Store(KEPT))
    warehouse.version()
    return warehouse


def values(warehouse: Warehouse) -> list[float]:
    rows = rank(warehouse, node="total", level="department", scope="H21").rows
    return [float(value) for value in rows.value]


def answers(warehouse: Warehouse) -> dict[str, pd.DataFrame]:
    """A ranking, every value of every reading, and a backlog."""
    captures = captures_of(warehouse, "H21")
    step = overdue.last_step(warehouse, "H21")
    assert step
    return {
        "captures": warehouse.ask("captures", scope="H21"),
        "ranking": rank(warehouse, node="total", level="department", scope="H21").rows,
        "backlog": overdue.backlog(warehouse, step, "agency"),
        **{one.capture_id: warehouse.ask("capture_values", capture_id=one.capture_id) for one in captures},
    }


def files_by_capture(store: Store) -> dict[str, str]:
    """The file with the observations of each capture."""
    table = store.table("observations")
    assert table
    files = files_of(table, "observations")
    assert all(file.first == file.last for file in files)
    return {str(file.first): file.address.rpartition("/")[2] for file in files}


def test_captures_are_kept_ranked_and_verified_at_an_s3_address_and_then_only_new_ones_are_read(
    s3: Server, tmp_path: Path
) -> None:
    file = tmp_path / "scores.csv"
    file.write_text(TABLE, encoding="utf-8")
    there = ("--store", "s3://province/store")

    def done(*words: str) -> str:
        with redirect_stdout(io.StringIO()) as out:
            assert main([*words, *there]) == 0
        return out.getvalue()

    words = ("import", str(file), "--period", "year:2026", "--format", "json")
    assert [row["status"] for row in json.loads(done(*words))] == ["imported"]
    assert [row["status"] for row in json.loads(done(*words))] == ["known"]
    done("verify")
    # A process of its own ends as it should, though others read for it.
    asked = ("rank", "--node", "CKMB", "--level", "department", "--format", "json")
    ranked = subprocess.run(
        [sys.executable, "-m", "indicators", *asked, *there],
        cwd=PROJECT,
        env=os.environ,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (ranked.returncode, ranked.stderr) == (0, "")
    assert [(row["agency_code"], row["value"], row["rank"]) for row in json.loads(ranked.stdout)] == [
        ("H21.16", 6.25, 1),
        ("H21.13", 5.5, 2),
    ]
    warehouse = Warehouse(Store(there[-1]))
    warehouse.ask("capture_values", capture_id=captures_of(warehouse, "H21")[0].capture_id)
    [before] = files_by_capture(warehouse.store).values()
    Store(there[-1]).add([capture({FINANCE: even(9), JUSTICE: even(6)}, day="2030-10-20")])
    s3.read_since()
    assert values(warehouse) == [54.0, 36.0]
    read = s3.read_since()
    [new] = set(files_by_capture(warehouse.store).values()) - {before}
    assert [file for file in read if "observations/part-" in file] == [f"store/observations/{new}"]
    for table in ("captures", "commits"):
        assert len([file for file in read if f"{table}/part-" in file]) == 1
        assert len([file for file in read if f"{table}/_delta_log/" in file]) <= 2


def test_it_answers_as_the_same_store_on_this_machine_does(kept: Warehouse, local: Store) -> None:
    expected = answers(Warehouse(local))
    assert len(expected) == 3 + len(DAYS)
    for asked, rows in answers(kept).items():
        pd.testing.assert_frame_equal(rows, expected[asked])


def test_only_what_a_question_needs_is_read_and_only_once(s3: Server, kept: Warehouse) -> None:
    files = files_by_capture(kept.store)
    s3.read_since()
    warehouse = Warehouse(Store(KEPT))
    captures = [one.capture_id for one in captures_of(warehouse, "H21")]
    # What readings cover was worked out once, and lies beside the store.
    opened = s3.read_since()
    assert not [file for file in opened if "observations/part-" in file]
    assert [file for file in opened if "derived/" in file]
    assert values(warehouse) == [34.2, 31.8]
    assert s3.data_since("observations") == {files[one] for one in captures[:2]}
    warehouse._answers.clear()
    values(warehouse)
    assert len(s3.read_since()) <= 1, "besides the last commit nothing is looked for"
    warehouse.ask("capture_values", capture_id=captures[3])
    assert s3.data_since("observations") == {files[captures[3]]}


def test_a_damaged_table_is_named_and_put_back_it_is_shown_again(
    kept: Warehouse, local: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warehouse_module, "LOOK_AGAIN", 0.0)
    warehouse, folder = Warehouse(Store(KEPT)), kept.store.folder
    newest, before, *_ = (files_by_capture(local)[one.capture_id] for one in captures_of(warehouse, "H21"))
    whole = {file: Path(local.url, "observations", file).read_bytes() for file in (newest, before)}
    folder.remove(f"observations/{newest}")
    with pytest.raises(InputProblem, match="bảng observations "):
        values(warehouse)
    folder.write(f"observations/{newest}", whole[newest])
    # What was read of the other is known; of this one it was nothing.
    folder.write(f"observations/{before}", whole[before][: len(whole[before]) // 2])
    with pytest.raises(InputProblem, match="bảng observations "):
        values(warehouse)
    folder.write(f"observations/{before}", whole[before])
    assert values(warehouse) == [34.2, 31.8]


def test_a_place_that_refuses_access_is_no_damaged_store(
    kept: Warehouse, s3: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusing, latest, seen = s3.log.with_name("refusing"), inventory.latest, []

    def refused_afterwards(folder: Folder) -> inventory.Receipt | None:
        seen.append(latest(folder))
        refusing.touch()
        return seen[-1]

    monkeypatch.setattr(inventory, "latest", refused_afterwards)
    try:
        with pytest.raises(OSError, match="AWS Error") as asked:
            tables_now(kept.store, {}, thorough=WRITTEN)
        assert seen
        assert "từ chối truy cập" in str(explained(asked.value))
    finally:
        refusing.unlink()
    assert values(kept) == [34.2, 31.8]


def test_a_question_reaches_the_files_of_the_tables_and_no_others(kept: Warehouse, s3: Server) -> None:
    s3.ask("PUT", "/secret.csv", b"a\n1\n")
    s3.ask("PUT", "/kept/raw/secret.csv", b"a\n1\n")
    with pytest.raises(duckdb.PermissionException):
        kept._connection.cursor().execute("FROM read_csv('s3://province/secret.csv')")
    with pytest.raises(duckdb.Error, match="No files found"):
        kept._connection.cursor().execute(f"FROM read_csv('{KEPT}/raw/secret.csv')")
    with pytest.raises(duckdb.Error, match="PermissionError"):
        kept._connection.cursor().execute(f"COPY (SELECT 1) TO '{KEPT}/observations/new.parquet'")
