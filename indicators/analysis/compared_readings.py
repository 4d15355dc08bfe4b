"""What may be asked to be compared with."""

from __future__ import annotations

from datetime import date

from indicators import formats
from indicators.analysis.capture_selection import Captures, read_on_day
from indicators.errors import InputProblem


def check_comparison(captures: Captures, read_on: date | None) -> None:
    """Refuse a reading to compare with that nobody made: InputProblem names its day."""
    if read_on is not None and not read_on_day(captures, read_on):
        raise InputProblem(
            "nothing was read on {day}, to compare with.",
            do="Choose one of the readings.",
            command="python -m indicators captures",
            day=formats.day_or_moment(read_on),
        )
