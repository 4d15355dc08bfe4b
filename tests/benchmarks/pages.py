"""How long the server takes for a rerun of every page, and what it sends, beside a bare Streamlit page."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from indicators.paths import PROJECT
from tests.page_names import PAGES

RERUNS = 15
BARE = "import streamlit as st\nst.title('x')\n"
# A different choice each time, so that what a page keeps of the last answer is not all that is measured.
CHOICES = ("level=department", "level=commune")


def page_lines(folder: Path, store: Path) -> list[tuple[str, list[float], list[float], int]]:
    """For every page: what, seconds of its reruns, of a bare page's right before, the most bytes sent."""
    bare_script = folder / "bare.py"
    bare_script.write_text(BARE, encoding="utf-8")
    lines = []
    with served(bare_script, store) as beside, served(PROJECT / "app.py", store) as address:
        for page in PAGES:
            name = "" if page == "overview" else page
            bare, _ = reruns(beside, "")
            times, size = reruns(address, name)
            lines.append((f"rerun of the page {page}", times, bare, size))
    return lines


def reruns(address: str, page: str) -> tuple[list[float], int]:
    """Seconds from asking to the last message, and bytes, of a session's reruns after the first."""
    with connect(f"ws://{address}/_stcore/stream", max_size=None, subprotocols=["streamlit"]) as session:  # type: ignore[list-item]
        for choice in CHOICES:
            rerun(session, page, choice)
        taken = [rerun(session, page, CHOICES[number % 2]) for number in range(RERUNS)]
    return [seconds for seconds, _ in taken], max(size for _, size in taken)


def rerun(session: ClientConnection, page: str, query: str) -> tuple[float, int]:
    asked = BackMsg()
    asked.rerun_script.page_name = page
    asked.rerun_script.query_string = query
    start, size = time.perf_counter(), 0
    session.send(asked.SerializeToString())
    while True:
        acknowledge_at_once(session.socket)
        content = session.recv(timeout=60)
        size += len(content)
        message = ForwardMsg()
        message.ParseFromString(bytes(content, "utf-8") if isinstance(content, str) else content)
        if message.WhichOneof("type") == "script_finished":
            return time.perf_counter() - start, size


def acknowledge_at_once(line: socket.socket) -> None:
    """Else Linux tells the server 40 ms late that a message came, and the server waits with the next one."""
    if quickly := getattr(socket, "TCP_QUICKACK", None):
        line.setsockopt(socket.IPPROTO_TCP, quickly, 1)


@contextmanager
def served(script: Path, store: Path) -> Iterator[str]:
    """The host and port of a server of the script over a store."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless=true"]
    process = subprocess.Popen(
        [*command, f"--server.port={port}", "--server.fileWatcherType=none"],
        cwd=PROJECT,
        env={**os.environ, "INDICATORS_STORE": str(store)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2)
                break
            except OSError:
                time.sleep(0.1)
        yield f"127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)
