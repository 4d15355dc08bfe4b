"""Checks for what cannot be: a moment still to come, a count below zero or in parts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from indicators import formats
from indicators.errors import InputProblem
from indicators.intake.observations import Observation
from indicators.periods import Period, vietnam_day
from indicators.sources import Contents
from indicators.sources.numbers import MOST

# How far the clock of whoever read may go before ours.
CLOCKS_DIFFER = timedelta(minutes=10)


def refuse_moments_to_come(
    contents: Contents, given: datetime | None = None, now: datetime | None = None
) -> None:
    """Raise InputProblem where files, or the user, say that something was read or listed in the future."""
    latest = (now or datetime.now(UTC)) + CLOCKS_DIFFER
    for moment, file in [(given, None), *_told(contents)]:
        if moment and moment > latest:
            raise InputProblem(
                "it cannot have been read or listed on {day}: that day is still to come.",
                do="Check the moment of reading, and the day in the title.",
                file=file,
                day=formats.moment(moment),
            )


def _told(contents: Contents) -> Iterator[tuple[datetime | None, str | None]]:
    yield from ((extract.captured_at, extract.file) for extract in contents.extracts)
    yield from ((extract.listed_at, extract.file) for extract in contents.lists)


def refuse_period_to_come(
    period: Period, read_at: datetime, file: str, *, sheet: str | None = None, cell: str | None = None
) -> None:
    """Raise InputProblem where a period had not begun when it was read."""
    if vietnam_day(read_at) < period.start:
        raise InputProblem(
            "it cannot have been read on {day}: the period {period} had not begun.",
            do="Check the period and the moment of reading.",
            file=file,
            sheet=sheet,
            cell=cell,
            day=formats.day(vietnam_day(read_at)),
            period=formats.period(period),
        )


def refuse_impossible_numbers(observation: Observation) -> None:
    """Raise InputProblem for a negative or absurd number, and for a count that is no whole one."""
    value = observation.value
    counts = (value.numerator, value.denominator)
    for number in (*counts, value.measure, value.max_score):
        if number is not None and not 0 <= number <= MOST:
            raise _impossible(observation, number)
    for number in counts:
        if number is not None and number != int(number):
            raise _impossible(observation, number)


def _impossible(observation: Observation, number: float) -> InputProblem:
    extract = observation.extract
    return InputProblem(
        "“{node}” of “{unit}” has {number}, which no count and no measure can be.",
        do="Correct it, or read the values again.",
        file=extract.file,
        sheet=extract.part if extract.source != "portal_api" else None,
        cell=observation.value.place,
        node=observation.node,
        unit=observation.unit.name,
        number=f"{number:g}",
    )
