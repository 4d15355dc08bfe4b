"""Small captures made up for tests, through the same intake as real ones."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from indicators.codes import Level
from indicators.intake import captures
from indicators.periods import VIETNAM, Period
from indicators.sources.records import Extract, Unit, Value
from indicators.store.capture import Capture

YEAR = Period("year", 2026)
COMPONENTS = (
    "transparency",
    "processing_progress",
    "online_service",
    "online_payment",
    "satisfaction",
    "digitisation",
)
GIA_LAI = Unit("UBND tỉnh Gia Lai", code="H21", level="province")
FINANCE = Unit("Sở Tài chính", code="H21.13", level="department")
JUSTICE = Unit("Sở Tư pháp", code="H21.16", level="department")
HOME_AFFAIRS = Unit("Sở Nội vụ", code="H21.11", level="department")
TRADE = Unit("Sở Công Thương", code="H21.05", level="department")
AN_BINH = Unit("UBND phường An Bình", code="H21.100", level="commune")


def at(day: str, time: str = "07:30") -> datetime:
    return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=VIETNAM)


def reading(
    scores: Mapping[Unit, Mapping[str, float | None]],
    *,
    period: Period = YEAR,
    captured_at: datetime | None = None,
    name: str = "made-up.csv",
    scope: str = "H21",
) -> Extract:
    """A score table as a source would give it: points by unit and node."""
    values = tuple(
        Value(unit, node, score=score, place=f"{chr(66 + column)}{row}")
        for row, (unit, nodes) in enumerate(scores.items(), start=2)
        for column, (node, score) in enumerate(nodes.items())
    )
    moment = captured_at or at("2026-10-10")
    key = repr((sorted(map(repr, values)), name))
    sha256 = hashlib.sha256(key.encode()).hexdigest()
    return Extract("score_table", name, sha256, "made-up", values, scope, period, moment)


def capture(
    scores: Mapping[Unit, Mapping[str, float | None]],
    *,
    day: str = "2026-10-10",
    time: str = "07:30",
    period: Period = YEAR,
    scope: str = "H21",
) -> Capture:
    return captures.prepare([reading(scores, period=period, captured_at=at(day, time), scope=scope)])[0]


def even(points: float | None) -> dict[str, float | None]:
    """Every component at the same points."""
    return dict.fromkeys(COMPONENTS, points)


def unit(number: int, level: Level = "commune") -> Unit:
    """A unit of another province, so that any number of them can be had."""
    return Unit(f"UBND xã Thử {number}", code=f"H44.{number}", level=level)
