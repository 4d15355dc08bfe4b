"""The health answer, for whoever watches over the application."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse

from indicators import __version__
from pages.components import page_frame


def health(_: Request) -> JSONResponse:
    """Answer `{"status": "ok", "version": …}`, or with 503 "fault", where the store does not answer."""
    try:
        page_frame.warehouse().is_empty()
    except Exception as fault:
        return JSONResponse({"status": "fault", "fault": type(fault).__name__, "version": __version__}, 503)
    return JSONResponse({"status": "ok", "version": __version__})
