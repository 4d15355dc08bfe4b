"""The server as it is started: where it listens, and how large and how safe what it sends is."""

from __future__ import annotations

import re
import socket
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, ConsoleMessage, expect

from server.security_headers import content_security_policy
from tests.page_names import PAGES

pytestmark = pytest.mark.browser
PATIENCE = 30_000


def test_only_this_machine_reaches_it(application: str) -> None:
    port = urlsplit(application).port
    assert port
    socket.create_connection(("127.0.0.1", port), timeout=5).close()
    # A server that listens everywhere answers here as well.
    with pytest.raises(OSError, match=r"refused|timed out|unreachable|assign"):
        socket.create_connection(("127.0.0.2", port), timeout=5)


def test_scripts_travel_compressed_and_every_answer_has_the_security_headers(application: str) -> None:
    page = httpx.get(application)
    script = re.findall(r'src="\./(static/js/index[^"]+)"', page.text)[0]
    with httpx.stream("GET", f"{application}/{script}", headers={"Accept-Encoding": "gzip"}) as sent:
        travelled, whole = len(b"".join(sent.iter_raw())), httpx.get(f"{application}/{script}").content
    assert travelled < len(whole) / 2
    for answer in (page, sent, httpx.get(f"{application}/health")):
        assert answer.headers["content-security-policy"] == content_security_policy()


def test_it_answers_whoever_watches_over_it(application: str) -> None:
    assert httpx.get(f"{application}/health").json()["status"] == "ok"


def test_no_page_asks_for_what_the_browser_is_told_to_forbid(browser: Browser, application: str) -> None:
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    refused: list[str] = []

    def remember(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            refused.append(f"{page.url}: {message.text}")

    page.on("console", remember)
    for name in PAGES:
        page.goto(f"{application}/{name if name != 'overview' else ''}")
        expect(page.locator("html")).to_have_attribute("lang", "vi", timeout=PATIENCE)
    context.close()
    assert refused == []
