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
        self._read: list[tuple[str, Reading]] = []
        self._free = iter(OTHERS)

    def province(self, *readings: Reading) -> str:
        """Return the province of these readings: the year's, where no period is told."""
        scope = next(self._free)
        self._read += [(scope, one) for one in readings]
        return scope

    def captures(self) -> list[Capture]:
        """Make all of them."""
        return [
            capture(scores, day=day, period=(*period, YEAR)[0], scope=scope)
            for scope, (scores, day, *period) in self._read
        ]
