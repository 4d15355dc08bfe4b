"""Who is meant: ties are told together, nothing is cut through them; what the numbers cannot bear is said.

Equal is what is written equally: nobody sees the decimals behind those that are shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
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


def not_compared(count: int) -> list[str]:
    """Say in a list of words how many units are left out for want of dossiers; nothing of none."""
    words = plural(
        count,
        "{count} unit without dossiers, or seemingly so, not counted",
        "{count} units without dossiers, or seemingly so, not counted",
        count=formats.count(count),
    )
    return [words] if count else []


# What was said already where sentences stand together; None where each stands for itself.
_told: ContextVar[set[str] | None] = ContextVar("told", default=None)


@contextmanager
def each_caveat_once() -> Iterator[None]:
    """Say of sentences that follow one another what holds for several of them with the first alone."""
    before = _told.set(set())
    try:
        yield
    finally:
        _told.reset(before)


@dataclass(frozen=True, slots=True)
class Caveats:
    """What holds for a statement: what units it leaves out and why, a partial reading, provisional denominators.

    Left out are units without dossiers, units that seem to have none, and those whose move a handful of cases made.
    """

    without_dossiers: int = 0
    is_partial: bool = False
    is_provisional: bool = False
    seemingly_without: int = 0
    of_few_cases: int = 0

    def counts(self) -> dict[str, int]:
        """Give the numbers of units left out that it says."""
        told = {
            "without_dossiers": self.without_dossiers,
            "seemingly_without": self.seemingly_without,
            "of_few_cases": self.of_few_cases,
        }
        return {name: count for name, count in told.items() if count}

    @property
    def left_out(self) -> int:
        """How many units are left out."""
        return sum(self.counts().values())

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
        if self.seemingly_without:
            said.append(
                plural(
                    self.seemingly_without,
                    "{count} unit that seems to have no dossiers not counted",
                    "{count} units that seem to have no dossiers not counted",
                    count=formats.count(self.seemingly_without),
                )
            )
        if self.of_few_cases:
            said.append(
                plural(
                    self.of_few_cases,
                    "{count} unit whose move is that of very few cases not counted",
                    "{count} units whose move is that of very few cases not counted",
                    count=formats.count(self.of_few_cases),
                )
            )
        if self.is_partial:
            said.append(text("partial reading"))
        if self.is_provisional:
            said.append(text("denominators provisional"))
        told = _told.get()
        new = [words for words in said if told is None or words not in told]
        if told is not None:
            told.update(new)
        return f" ({'; '.join(new)})" if new else ""
