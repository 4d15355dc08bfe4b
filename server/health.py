"""The health answer, for whoever watches over the application."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pandas as pd
from starlette.requests import Request
from starlette.responses import JSONResponse

from indicators import __version__
from indicators.periods import VIETNAM
from indicators.warehouse.warehouse import Warehouse
from pages.components import page_frame


def health(_: Request) -> JSONResponse:
    """Answer whether the store answers, and how old its data is; with 503 "fault" where it does not.

    `{"status": "ok", "version", "read_at", "age_hours", "imported_at", "collected_at"}`: when the newest reading was
    taken, when anything was last brought in, and by a collection; null where there is none.
    """
    try:
        return JSONResponse({"status": "ok", "version": __version__, **freshness(page_frame.warehouse())})
    except Exception as fault:
        return JSONResponse({"status": "fault", "fault": type(fault).__name__, "version": __version__}, 503)


def freshness(warehouse: Warehouse) -> dict[str, Any]:
    """Return when the newest reading was taken, its age, and when anything was last brought in, and collected."""
    found = warehouse.ask("freshness").iloc[0]
    read_at = found.read_at
    age = None if pd.isna(read_at) else round((datetime.now(UTC) - read_at).total_seconds() / 3600, 1)
    written = {
        str(name): None if pd.isna(moment) else moment.astimezone(VIETNAM).isoformat(timespec="seconds")
        for name, moment in found.items()
    }
    return {**written, "age_hours": age}
