"""Files that never change are compressed once, and nothing else is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.kept_files import KeptFiles

SCRIPT = "let answer = 42;\n" * 500
Ask = Callable[..., httpx.Response]


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def ask(asked: list[str]) -> Ask:
    """Ask a server that has a file for ever and one for today, and notes what it is asked."""

    def answer(request: Request) -> Response:
        asked.append(request.url.path)
        lasting = {"Cache-Control": "public, immutable"} if request.url.path == "/lasting.js" else {}
        return Response(SCRIPT, headers=lasting, media_type="text/javascript")

    application = Starlette(
        routes=[Route("/{name}", answer)],
        middleware=[Middleware(KeptFiles), Middleware(GZipMiddleware)],
    )

    def get(path: str, **headers: str) -> httpx.Response:
        async def got() -> httpx.Response:
            transport = httpx.ASGITransport(application)
            async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
                return await client.get(path, headers=headers)

        return asyncio.run(got())

    return get


def test_a_file_that_never_changes_is_made_once_and_sent_compressed_each_time(
    ask: Ask, asked: list[str]
) -> None:
    answers = [ask("/lasting.js") for _ in range(3)]
    assert asked == ["/lasting.js"]
    assert {answer.headers["content-encoding"] for answer in answers} == {"gzip"}
    assert {answer.text for answer in answers} == {SCRIPT}


def test_what_may_change_is_asked_for_anew_and_a_part_or_plain_file_is_never_answered_with_the_whole(
    ask: Ask, asked: list[str]
) -> None:
    ask("/today.js"), ask("/today.js")
    assert asked == ["/today.js"] * 2
    ask("/lasting.js")
    plain = ask("/lasting.js", **{"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    ask("/lasting.js", range="bytes=0-9")
    assert asked[2:] == ["/lasting.js"] * 3
