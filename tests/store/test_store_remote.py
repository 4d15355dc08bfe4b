"""A store at an S3 address is a store like any other; a real server on this machine speaks for S3."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from indicators.paths import PROJECT

TABLE = "Mã;Tên đơn vị;CKMB;TDGQ\nH21.13;Sở Tài chính;5,5;18\nH21.16;Sở Tư pháp;6,25;17\n"


@pytest.fixture(scope="module")
def s3() -> Iterator[dict[str, str]]:
    """The environment in which commands reach an S3 server of our own, with an empty bucket."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{probe.getsockname()[1]}"
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-p", address.rpartition(":")[2]],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        create_bucket(address)
        yield {
            **os.environ,
            "AWS_ACCESS_KEY_ID": "made-up",
            "AWS_SECRET_ACCESS_KEY": "made-up",
            "AWS_REGION": "us-east-1",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": address,
            "AWS_ALLOW_HTTP": "true",
        }
    finally:
        server.terminate()
        server.wait(timeout=20)


def create_bucket(address: str) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            put = urllib.request.Request(f"{address}/province", method="PUT")  # noqa: S310 - our own server
            with urllib.request.urlopen(put, timeout=5):  # noqa: S310
                return
        except urllib.error.URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def test_captures_are_kept_ranked_and_verified_at_an_s3_address(s3: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "scores.csv"
    file.write_text(TABLE, encoding="utf-8")

    def run(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "indicators", *words, "--store", "s3://province/store"],
            cwd=PROJECT,
            env=s3,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    words = ("import", str(file), "--period", "year:2026", "--format", "json")
    assert [row["status"] for row in json.loads(run(*words))] == ["imported"]
    assert [row["status"] for row in json.loads(run(*words))] == ["known"]
    ranked = json.loads(run("rank", "--node", "CKMB", "--level", "department", "--format", "json"))
    assert [(row["agency_code"], row["value"], row["rank"]) for row in ranked] == [
        ("H21.16", 6.25, 1),
        ("H21.13", 5.5, 2),
    ]
    run("verify")
