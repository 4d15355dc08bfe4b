"""Situations side by side in one store, each of a province of its own: what is read of one says nothing of another."""

from __future__ import annotations

from collections.abc import Mapping

from indicators.periods import Period
from indicators.reference.provinces import load_provinces
from indicators.sources.records import Unit
from indicators.store.capture import Capture
from tests.made_up import YEAR, capture

# Of other provinces than our own no register is known that a reading must be as full as.
OTHERS = [code for code in load_provinces() if code != "H21"]
# What was read: of which units, on which day, of which period.
Reading = (
    tuple[Mapping[Unit, Mapping[str, float | None]], str]
    | tuple[Mapping[Unit, Mapping[str, float | None]], str, Period]
)


class SideBySide:
    """What is to be read of provinces, each told by what was read of it; to be kept in one store."""

    def __init__(self) -> None:
        self.captures: list[Capture] = []
        self._free = iter(OTHERS)

    def province(self, *readings: Reading) -> str:
        """Return the province of these readings: the year's, where no period is told."""
        scope = next(self._free)
        for scores, day, *period in readings:
            self.captures.append(capture(scores, day=day, period=(*period, YEAR)[0], scope=scope))
        return scope
