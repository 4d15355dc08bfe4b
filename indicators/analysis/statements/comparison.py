"""Of sides compared: why none of their differences is told."""

from __future__ import annotations

from indicators.analysis.comparison import SideBySide
from indicators.analysis.provenance import of_capture
from indicators.analysis.statements.model import Evidence, Link, Statement
from indicators.translation import text


def not_compared(together: SideBySide) -> list[Statement]:
    """Say of each side that cannot be compared with the first why."""
    return [_why(together, reason) for reason in together.incomparable]


def _why(together: SideBySide, reason: str) -> Statement:
    first = together.sides[0]
    return Statement(
        kind="sides_apart",
        subject=tuple(side.agency_id for side in together.sides),
        numbers={},
        scope=first.capture.scope,
        basis=of_capture(first.capture),
        evidence=Evidence("scorecard", {"capture_id": first.capture.capture_id}, together.rows),
        link=Link("compare"),
        words=lambda: text("No differences: {reason}", reason=reason),
    )
