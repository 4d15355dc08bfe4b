"""What slides share: the line of their source, the reading as live pages are asked for it, plain numbers."""

from __future__ import annotations

import pandas as pd

from indicators import catalogue, formats
from indicators.analysis.capture_selection import CaptureInfo
from indicators.translation import text

# As many bars of agencies as are legible on a slide.
MOST_BARS = 12


def source_line(capture: CaptureInfo) -> str:
    """Where a capture's numbers come from, and of when they are; a demonstration says so first."""
    line = text(
        "Source: {source}, {period}, {reading} · {index}",
        source=formats.source(capture.source),
        period=formats.period(capture.period, capture.is_open),
        reading=formats.reading(capture.captured_at, capture.captured_at_given),
        index=catalogue.load()[capture.index_version].name(),
    )
    return f"{text('DEMONSTRATION DATA – not real figures')} · {line}" if capture.is_demo else line


def link_parameters(capture: CaptureInfo) -> tuple[tuple[str, str], ...]:
    """The capture, as pages are asked for it."""
    return ("period", str(capture.period)), ("read", capture.reading)


def plain_numbers(column: pd.Series) -> tuple[float | None, ...]:
    """Plain numbers, None where there is none."""
    return tuple(map(formats.plain, column))
