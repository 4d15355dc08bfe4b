"""Files read in this process, as the readers' tests do it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from indicators import sources
from indicators.intake.extracts import NO_SHEET_PERIODS, of_period, settled
from indicators.periods import Period
from indicators.sources.files import SourceFile, gather
from indicators.sources.records import Extract


def read(
    files: Iterable[SourceFile], *, sheet_periods: Mapping[str, Period] = NO_SHEET_PERIODS
) -> list[Extract]:
    """The readings of values of the index, settled between the files and the periods given."""
    return [of_period(one, None) for one in settled(sources.read(files).extracts, sheet_periods)]


def gather_bytes(name: str, content: bytes) -> list[SourceFile]:
    """The files of one upload."""
    return list(gather([SourceFile(name, content)]))
