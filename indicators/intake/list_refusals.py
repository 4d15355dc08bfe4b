"""What is said of a list of overdue dossiers that contradicts itself, or of which no row can be taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from indicators.errors import InputProblem
from indicators.privacy.labels import HIDDEN
from indicators.privacy.units import is_public_unit
from indicators.sources.overdue_table import ListedCount, SetAside
from indicators.store.overdue_list import reason_name


def none_taken(file: str, aside: Sequence[SetAside]) -> InputProblem:
    """Refuse a list without one good row: it is a wrong file, and not a list of nothing."""
    reasons = Counter(reason_name(row.reason) for row in aside)
    return InputProblem(
        "none of its {rows} rows can be taken, this one first: {reasons}.",
        do="Correct the rows, and import the list again.",
        file=file,
        sheet=aside[0].sheet or None,
        cell=aside[0].cell,
        rows=len(aside),
        reasons="; ".join(f"{reason} ({count})" for reason, count in reasons.most_common()),
    )


def two_counts(name: str, first: tuple[str, ListedCount], second: tuple[str, ListedCount]) -> InputProblem:
    """Say where a unit's count contradicts that of an earlier row."""
    (first_file, earlier), (file, count) = first, second
    place = f"{earlier.column}{earlier.row}"
    parts = (
        first_file if first_file != file else "",
        earlier.sheet if earlier.sheet != count.sheet else "",
        place,
    )
    return InputProblem(
        "“{unit}” has two numbers of overdue dossiers: {count} here, {other} in {place}.",
        do="Keep the right one, or add the two up where they are of two kinds, and import again.",
        file=file,
        sheet=count.sheet or None,
        cell=f"{count.column}{count.row}",
        unit=name if is_public_unit(name) else HIDDEN,
        count=count.count,
        other=earlier.count,
        place=" ".join(part for part in parts if part),
    )
