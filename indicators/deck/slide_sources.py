"""What slides share: the reading as live pages are asked for it, plain numbers."""

from __future__ import annotations

import pandas as pd

from indicators import formats
from indicators.analysis.capture_selection import CaptureInfo

# As many bars of agencies as are legible on a slide.
MOST_BARS = 12


def link_parameters(capture: CaptureInfo) -> tuple[tuple[str, str], ...]:
    """Return the capture's parameters in the address of a page."""
    return ("period", str(capture.period)), ("read", capture.reading)


def plain_numbers(column: pd.Series) -> tuple[float | None, ...]:
    """Turn values into plain numbers, None where there is none."""
    return tuple(map(formats.plain, column))
