"""Who is meant: ties are told together, nothing is cut through them; what the numbers cannot bear is said.

Equal is what is written equally: nobody sees the decimals behind those that are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indicators import formats
from indicators.translation import plural, text

# As many that share a place are named together; more are counted.
NAMED_TOGETHER = 3


def units(count: int) -> str:
    """Write so many units: "11 đơn vị"."""
    return plural(count, "{count} unit", "{count} units", count=formats.count(count))


def named_or_counted(names: Sequence[str]) -> str:
    """Name one, and count several that share a place: which of them comes first nobody can say."""
    return str(names[0]) if len(names) == 1 else units(len(names))


def all_named(names: Sequence[str]) -> str:
    """Name a few, with “and” before the last; count more."""
    if len(names) > NAMED_TOGETHER:
        return units(len(names))
    *others, last = map(str, names)
    return text("{units} and {last}", units=", ".join(others), last=last) if others else last


@dataclass(frozen=True, slots=True)
class Caveats:
    """What holds for a statement: how many units without dossiers it leaves out, a partial reading, denominators."""

    without_dossiers: int = 0
    is_partial: bool = False
    is_provisional: bool = False

    def __str__(self) -> str:
        """Say what follows a statement's words; "" where nothing has to be said."""
        said = []
        if self.without_dossiers:
            said.append(
                plural(
                    self.without_dossiers,
                    "{count} unit without dossiers not counted",
                    "{count} units without dossiers not counted",
                    count=formats.count(self.without_dossiers),
                )
            )
        if self.is_partial:
            said.append(text("partial reading"))
        if self.is_provisional:
            said.append(text("denominators provisional"))
        return f" ({'; '.join(said)})" if said else ""
