"""A real browser and the real application, for the few tests that need both."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Page, expect, sync_playwright

from indicators.paths import PROJECT
from tests.conftest import shared_folder

# As long as a page is waited for: other tests keep the processors busy.
expect.set_options(timeout=30_000)
# Chromium on Debian and Ubuntu; Chrome or Edge elsewhere.
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge", "microsoft-edge")
WINDOWS_PLACES = (
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
# No sandbox as root, and nothing that reaches for the internet.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_browser() -> str | None:
    found = (shutil.which(program) for program in PROGRAMS)
    places = (place for place in WINDOWS_PLACES if Path(place).exists())
    return next((path for path in (*found, *places) if path), None)


def install_browser() -> None:
    """On Debian and Ubuntu as root, the system's own package."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (
            ["update"],
            ["install", "-y", "--no-install-recommends", "chromium", "fonts-noto-core"],
        ):
            subprocess.run(["apt-get", "-qq", *command], check=False, env=environment)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    # Workers run side by side; only one of them installs.
    with FileLock(shared_folder(tmp_path_factory) / "browser.lock"):
        if find_browser() is None:
            install_browser()
    program = find_browser()
    if program is None:
        missing = "no Chromium, Chrome or Edge was found on this machine"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def application(demo_store: Path) -> Iterator[str]:
    """The address of the running application over the demonstration store."""
    with served(demo_store) as address:
        yield address


@pytest.fixture
def fresh_application(demo_store: Path) -> Iterator[str]:
    """The same, on a server that nobody has visited."""
    with served(demo_store) as address:
        yield address


@contextmanager
def served(store: Path, *options: str, port: int | None = None, **environment: str) -> Iterator[str]:
    """The address of the application over a store, as long as it is needed."""
    port = port or free_port()
    command = ["streamlit", "run", "app.py", "--server.headless=true", f"--server.port={port}", *options]
    with running(
        command, f"http://127.0.0.1:{port}", "/_stcore/health", INDICATORS_STORE=str(store), **environment
    ) as at:
        yield at


@contextmanager
def running(
    module: list[str], address: str, answers: str, python: str = sys.executable, **environment: str
) -> Iterator[str]:
    """A server of ours, a module with its arguments, once it answers under that path."""
    process = subprocess.Popen(
        [python, "-m", *module],
        cwd=PROJECT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"{address}{answers}", process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_until_drawn(page: Page) -> None:
    """Wait until a page is drawn to its end, and nothing of it is drawn any more."""
    expect(page.get_by_test_id("stMainBlockContainer")).to_contain_text(re.compile(r"\d"))
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    # What every page has in the end.
    expect(page.get_by_text("Chia sẻ", exact=True).first).to_be_attached()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310 - our own server
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the application did not start")
