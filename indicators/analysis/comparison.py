"""The comparison: several units at one capture, or one unit at two, with why a difference is blank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from indicators import catalogue
from indicators.analysis.capture_selection import CaptureInfo
from indicators.analysis.comparability import nodes_apart
from indicators.analysis.scorecard import scorecard
from indicators.catalogue import Catalogue
from indicators.reference.agencies import load_register
from indicators.translation import text
from indicators.warehouse.warehouse import Warehouse

LETTERS = "ABCDEF"


@dataclass(frozen=True, slots=True)
class Side:
    """One column of a comparison: a unit at a capture, by its letter."""

    letter: str
    agency_id: str
    name: str
    capture: CaptureInfo
    card: pd.DataFrame


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Sides compared with the first of them.

    `rows`, one a node of the first side's index version, in its order: node, name, short_name, max_value;
    for every letter its value; for every letter but the first `difference_<letter>`, its value less the
    first's; and `why_blank`, a sentence where a difference is missing, else empty. `incomparable` says
    of sides why none of their differences is there.
    """

    index: Catalogue
    sides: tuple[Side, ...]
    rows: pd.DataFrame
    incomparable: tuple[str, ...]


def side_by_side(
    warehouse: Warehouse, level: str, compared: Sequence[tuple[str, str, CaptureInfo]]
) -> SideBySide:
    """Compare two to six units of a level, each given by id, name and capture, with the first of them."""
    sides = tuple(
        Side(letter, agency_id, name, capture, scorecard(warehouse, capture, None, agency_id, level))
        for letter, (agency_id, name, capture) in zip(LETTERS, compared, strict=False)
    )
    first, *others = sides
    index = catalogue.load()[first.capture.index_version]
    rows = first.card[["node", "name", "short_name", "max_value"]].copy()
    apart = {side.letter: _apart(warehouse, first, side) for side in others}
    hindered = {
        side.letter: _why_incomparable(first, side) or apart[side.letter].get(None) for side in others
    }
    for side in sides:
        rows[side.letter] = side.card.value.reindex(rows.index)
    for letter, why in hindered.items():
        difference = (rows[letter] - rows[first.letter]).round(6)
        may_compare = ~rows.node.isin([node for node in apart[letter] if node]) & (why is None)
        rows[f"difference_{letter}"] = difference.where(may_compare)
    rows["why_blank"] = [
        "; ".join(
            _missing(
                row,
                [side.letter for side in sides],
                {letter: why or apart[letter].get(row["node"]) for letter, why in hindered.items()},
            )
        )
        for row in rows.to_dict("records")
    ]
    said = tuple(f"{letter}: {why}" for letter, why in hindered.items() if why)
    return SideBySide(index, sides, rows.reset_index(drop=True), said)


def _apart(warehouse: Warehouse, first: Side, other: Side) -> dict[str | None, str]:
    """Tell by node (None: as a whole) why two sides' readings rest on something else."""
    here, there = first.capture, other.capture
    return (
        nodes_apart(warehouse, there.capture_id, here.capture_id)
        if here.capture_id != there.capture_id
        else {}
    )


def _why_incomparable(first: Side, other: Side) -> str | None:
    """Say why no number of one side may be taken from the other's, whatever they rest on; None where it may."""
    here, there = first.capture, other.capture
    if here.period.kind != there.period.kind:
        return text("a period of another kind")
    if here.period != there.period and (here.is_open or there.is_open):
        return text("an open period is compared with itself only")
    if first.agency_id == other.agency_id:
        register = load_register()
        then, now = (register.get(first.agency_id, side.day) for side in (here, there))
        if then != now:
            return text("it was another agency before the merger")
    return None


def _missing(row: dict[Any, Any], letters: Sequence[str], hindered: dict[str, str | None]) -> Iterator[str]:
    """Say why the differences of some sides are blank in a row."""
    if all(pd.isna(row[letter]) for letter in letters):
        yield text("no value is known")
        return
    for letter in letters:
        if pd.isna(row[letter]):
            yield text("{letter}: no value", letter=letter)
        elif why := hindered.get(letter):
            yield f"{letter}: {why}"
