"""The server as it is started: where it listens, and how large and how safe what it sends is."""

from __future__ import annotations

import re
import socket
from urllib.parse import urlsplit

import httpx
import pytest

from server.security_headers import content_security_policy

pytestmark = pytest.mark.browser


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
