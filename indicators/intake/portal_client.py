"""One request to the portal, with pauses and retries, and its answer bounded in time, size and layers.

It says who it is, pauses before each request, tries again only where the connection failed, and takes a refusal
for one: the portal is then left alone for some hours, by whoever asks next as well.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
import zlib
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from indicators import __version__, formats
from indicators.errors import InputProblem

ADDRESS = "/api/v1/reporting/evaluation"
TRIES = 3
TIMEOUT = httpx.Timeout(120, connect=20)
# Seconds and bytes of one answer, whole: the largest real one has 2 MB and comes in seconds.
ANSWERED_WITHIN, LARGEST = 300, 20_000_000
REFUSALS = (401, 403, 429)
REFUSED_FOR = timedelta(hours=4)
REFUSED = "refused.json"
_HEADERS = {
    "User-Agent": f"indicators/{__version__} (provincial monitoring of public service indicators)",
    # One layer that can be unfolded piece by piece.
    "Accept-Encoding": "gzip",
}


@dataclass(frozen=True, slots=True)
class PortalRequest:
    """One request: its endpoint, what it says, and the name its answer is kept under."""

    endpoint: str
    payload: dict[str, Any]
    name: str


def pause() -> None:
    """Choose two to five seconds, never the same, so that the portal has room for people."""
    time.sleep(random.uniform(2, 5))  # noqa: S311 - no secret is made of it


def ask(folder: Path, base_url: str, asked: PortalRequest) -> bytes:
    """Return the bytes of the portal's answer; tries again only where the connection failed.

    A refusal is remembered in `folder`. Raises InputProblem where there is no answer.
    """
    for left in reversed(range(TRIES)):
        pause()
        try:
            status, content = _run_apart(_read(base_url, asked))
        except httpx.TransportError as error:
            if left:
                continue
            raise InputProblem(
                "the portal cannot be reached for “{endpoint}” ({error}).",
                do="Try again later: what was answered is not asked again.",
                endpoint=asked.endpoint,
                error=type(error).__name__,
            ) from None
        if status in REFUSALS or b"Request Rejected" in content[:2000]:
            refused = {"at": datetime.now(UTC).isoformat(), "by": base_url}
            (folder / REFUSED).write_text(json.dumps(refused), encoding="utf-8")
            raise InputProblem(
                "the portal refused “{endpoint}” (HTTP {status}); nothing more was asked.",
                do="Wait some hours, or import answers saved by hand.",
                endpoint=asked.endpoint,
                status=status,
            )
        if 200 <= status < 300:
            return content
        raise InputProblem(
            "the portal answered “{endpoint}” with an error (HTTP {status}).",
            do="Try again later: what was answered is not asked again.",
            endpoint=asked.endpoint,
            status=status,
        )
    raise AssertionError("the last try returns or raises")


def heed_refusal(folder: Path, base_url: str) -> None:
    """Raise InputProblem where this portal refused within the last hours: who asks on is refused for longer."""
    try:
        refused = json.loads((folder / REFUSED).read_text(encoding="utf-8"))
        at = datetime.fromisoformat(refused["at"])
        is_same = refused["by"] == base_url
    except (OSError, ValueError, TypeError, KeyError):
        return
    if is_same and datetime.now(UTC) < at + REFUSED_FOR:
        raise InputProblem(
            "the portal refused at {moment}; it is not asked again before {until}.",
            do="Wait until then, or import answers saved by hand.",
            moment=formats.moment(at),
            until=formats.moment(at + REFUSED_FOR),
        )


def _run_apart(asked: Coroutine[Any, Any, tuple[int, bytes]]) -> tuple[int, bytes]:
    """Run it to its end in a thread of its own: the caller's may have a loop that is running already."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(copy_context().run, asyncio.run, asked).result()


async def _read(base_url: str, asked: PortalRequest) -> tuple[int, bytes]:
    """Read the status and all bytes of the portal's answer.

    InputProblem where they come for ever, or are none's.
    """
    try:
        async with (
            httpx.AsyncClient(base_url=base_url, headers=_HEADERS, timeout=TIMEOUT) as client,
            asyncio.timeout(ANSWERED_WITHIN),
            client.stream("POST", f"{ADDRESS}/{asked.endpoint}", json=asked.payload) as response,
        ):
            return response.status_code, await _content(response, asked)
    except TimeoutError:
        raise InputProblem(
            "the portal did not end its answer to “{endpoint}” within {seconds} seconds.",
            do="Try again later: what was answered is not asked again.",
            endpoint=asked.endpoint,
            seconds=ANSWERED_WITHIN,
        ) from None


async def _content(response: httpx.Response, asked: PortalRequest) -> bytes:
    """Unfold the body piece by piece and no further than an answer can reach."""
    layers = response.headers.get("Content-Encoding", "identity").casefold()
    if layers not in ("identity", "gzip"):
        raise InputProblem(
            "the portal folded its answer to “{endpoint}” in a way that was not asked for.",
            do="Try again later: what was answered is not asked again.",
            endpoint=asked.endpoint,
        )
    content, unfolding = bytearray(), zlib.decompressobj(wbits=31) if layers == "gzip" else None
    async for part in response.aiter_raw():
        try:
            content += unfolding.decompress(part, LARGEST + 1 - len(content)) if unfolding else part
        except zlib.error:
            raise httpx.RemoteProtocolError("damaged gzip") from None
        if len(content) > LARGEST:
            raise InputProblem(
                "the portal's answer to “{endpoint}” is larger than {megabytes} MB: no answer is.",
                do="Try again later: what was answered is not asked again.",
                endpoint=asked.endpoint,
                megabytes=LARGEST // 1_000_000,
            )
    return bytes(content)
