"""What every file says of itself in its properties, beside what it shows."""

from __future__ import annotations

from indicators import formats
from indicators.analysis.capture_selection import CaptureInfo
from indicators.translation import text


def file_properties(capture: CaptureInfo | None) -> str:
    """Period, open or closed, moment of reading, index version, source; demonstration data says so first."""
    if capture is None:
        return text("no data yet")
    state = text("open period, provisional") if capture.is_open else text("closed period")
    line = "; ".join(
        (
            formats.period(capture.period),
            state,
            formats.reading(capture.captured_at, capture.captured_at_given),
            capture.index_version,
            formats.source(capture.source),
        )
    )
    return f"{text('DEMONSTRATION DATA – not real figures')}; {line}" if capture.is_demo else line
