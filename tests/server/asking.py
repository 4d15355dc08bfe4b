"""Asking a web application without a server."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import httpx
from starlette.types import ASGIApp


def answer(application: ASGIApp, path: str, headers: Mapping[str, str] | None = None) -> httpx.Response:
    async def asked() -> httpx.Response:
        way = httpx.ASGITransport(app=application)
        async with httpx.AsyncClient(transport=way, base_url="http://127.0.0.1") as client:
            return await client.get(path, headers=headers)

    # In a thread of its own: another test of the process may have left a browser's loop running in this one.
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(lambda: asyncio.run(asked())).result()
