"""What the server measures of itself: requests for Prometheus at `/metrics`, and a line of log for each.

Neither holds a name, an address of a person, a parameter or a token.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from time import perf_counter

from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, Counter, Gauge, Histogram, generate_latest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime import Runtime, exists, get_instance

from pages.components import page_frame
from server.health import freshness

# `INDICATORS_LOG=json` has each request written to the server's output.
LOG = logging.getLogger("indicators.requests")
# Beginnings of addresses that are counted apart; pages are all one address more.
PLACES = (
    "/static/",
    "/media/",
    "/api/v1/",
    "/_stcore/upload_file",
    "/_stcore/",
    "/auth/",
    "/health",
    "/metrics",
)

REQUESTS = Counter("indicators_requests", "Requests answered", ["place", "status"])
SECONDS = Histogram(
    "indicators_request_seconds", "Time to an answer", ["place"], buckets=(0.01, 0.05, 0.1, 0.3, 1, 3, 10)
)
SESSIONS = Gauge("indicators_sessions", "Browser windows that are connected")
AGE = Gauge("indicators_data_age_hours", "Hours since the newest reading was taken; NaN where there is none")


def place_of(path: str) -> str:
    """Name what was asked for, of a few words: never an address with somebody's choices."""
    return next((place for place in PLACES if path.startswith(place)), "/page")


def metrics(_: Request) -> Response:
    """Answer with the measures as Prometheus reads them."""
    SESSIONS.set(_sessions(get_instance()) if exists() else 0)
    age = freshness(page_frame.warehouse())["age_hours"]
    AGE.set(float("nan") if age is None else age)
    return Response(generate_latest(REGISTRY), media_type=CONTENT_TYPE_LATEST)


class Measured:
    """Middleware that counts and times every answer, and logs it where that is wanted."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        if os.environ.get("INDICATORS_LOG") == "json":
            handler = logging.StreamHandler(sys.stdout)
            handler.setFormatter(_Lines())
            LOG.addHandler(handler)
            LOG.setLevel(logging.INFO)
            LOG.propagate = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, place = perf_counter(), place_of(scope["path"])

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                seconds, status = perf_counter() - began, message["status"]
                REQUESTS.labels(place, status).inc()
                SECONDS.labels(place).observe(seconds)
                told = {
                    "method": scope["method"],
                    "place": place,
                    "status": status,
                    "ms": round(seconds * 1000, 1),
                }
                LOG.info("answered", extra={"told": told})
            await send(message)

        await self.app(scope, receive, send_on)


class _Lines(logging.Formatter):
    """Writes one line of JSON an event."""

    def format(self, record: logging.LogRecord) -> str:
        told = getattr(record, "told", {})
        moment = self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z")
        return json.dumps({"at": moment, "level": record.levelname.lower(), "event": record.msg, **told})


def _sessions(runtime: Runtime) -> int:
    return int(runtime._session_mgr.num_active_sessions())
