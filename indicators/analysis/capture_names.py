"""What captures are called where they stand beside one another."""

from __future__ import annotations

from indicators import formats
from indicators.analysis.capture_selection import CaptureInfo
from indicators.analysis.provenance import of_capture


def told_apart(previous: CaptureInfo, now: CaptureInfo) -> tuple[str, str]:
    """Name two captures side by side: by their periods where these differ, else by the days they were read.

    Of one day by the moments they were read at.
    """
    if previous.period != now.period:
        return formats.period(previous.period), formats.period(now.period)
    is_of_one_day = previous.captured_on == now.captured_on
    return _named(previous, is_of_one_day), _named(now, is_of_one_day)


def _named(capture: CaptureInfo, is_of_one_day: bool) -> str:
    if is_of_one_day and capture.captured_at_given:
        return formats.moment(capture.captured_at)
    return of_capture(capture).day()


def earlier(previous: CaptureInfo, now: CaptureInfo) -> str:
    """Name an earlier capture beside one: by its period where that is another, else by its day, or its moment."""
    return told_apart(previous, now)[0]
