"""Totals that a table gives and its rows do not make: told before anything is kept, and kept only when confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indicators import formats
from indicators.errors import InputProblem
from indicators.sources.table_rows import DifferingTotal
from indicators.translation import text

# How many are named; a table that was cut off differs in every column.
_NAMED = 5


@dataclass(frozen=True, slots=True)
class TotalOfFile:
    """A total that differs, and the file it stands in."""

    file: str
    total: DifferingTotal

    def sentence(self) -> str:
        """Say where it stands, with both figures, in the session's language."""
        one = self.total
        place = f"{one.sheet}!{one.column}{one.row}".removeprefix("!")
        return text(
            "{file}, {place}: “{label}” says {told}, the rows read make {summed}.",
            file=self.file,
            place=place,
            label=one.label,
            told=formats.count(one.told),
            summed=formats.count(one.summed),
        )


def check_totals(differing: Sequence[TotalOfFile]) -> None:
    """Raise InputProblem, naming both figures of each, where totals differ and nobody has confirmed it."""
    if differing:
        raise InputProblem(
            "totals differ from the rows read: {totals}",
            do="Correct the table, or confirm that the rows are kept as they are.",
            command="--accept-differing-total",
            totals=" ".join(total.sentence() for total in differing[:_NAMED]),
        )
