"""One agency on one page: every node against its peers, its strengths, and who it was and became."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from indicators import catalogue
from indicators.analysis.capture_selection import (
    CaptureInfo,
    Captures,
    Comparison,
    as_captures,
    previous_comparable,
    select_capture,
)
from indicators.analysis.corrections import corrections_of
from indicators.analysis.scorecard import scorecard
from indicators.catalogue import Catalogue
from indicators.errors import InputProblem
from indicators.periods import Period
from indicators.reference.agencies import Agency, load_register
from indicators.reference.organisation import RatingBand, load_organisation
from indicators.warehouse.kept_answers import once_for_all
from indicators.warehouse.warehouse import Warehouse

# How many strengths are named, and as many weaknesses.
NAMED = 3


@dataclass(frozen=True, slots=True)
class Profile:
    """A unit at a capture.

    `card` is its scorecard. `strengths` and `weaknesses` are rows of the card, the scored indicators (or
    components, where no indicator is known) furthest above and below the peers' median, with `distance` in
    points, the furthest first. `corrections` are the rows of `corrections_of`. `before` and `after` are other
    agencies it took over from, and that took over.
    """

    agency_id: str
    name: str
    level: str
    entry: Agency | None
    index: Catalogue
    capture: CaptureInfo
    comparison: Comparison
    card: pd.DataFrame
    rating: RatingBand | None
    strengths: pd.DataFrame
    weaknesses: pd.DataFrame
    corrections: pd.DataFrame
    before: tuple[Agency, ...]
    after: tuple[Agency, ...]

    @property
    def total(self) -> pd.Series:
        """The total's row of the card."""
        return self.card.iloc[0]

    @property
    def groups(self) -> pd.DataFrame:
        """The groups' rows of the card."""
        return self.card.loc[[group.code for group in self.index.groups]]


def known_units(warehouse: Warehouse, scope: str) -> pd.DataFrame:
    """List every unit a scope's captures ever listed, in Vietnamese order.

    Columns: agency_id, agency_name, short_name, level, valid_to, has_ended (by the newest capture).
    """
    return warehouse.ask("known_units", scope=scope)


def captures_listing(warehouse: Warehouse, scope: str, agency_id: str) -> Captures:
    """List the captures that list a unit, newest period first."""
    return warehouse.ask_as(as_captures, "captures_listing", scope=scope, agency_id=agency_id)


@once_for_all
def profile(
    warehouse: Warehouse,
    scope: str,
    agency_id: str,
    period: Period | None = None,
    captured_on: date | None = None,
    compare_with: date | None = None,
) -> Profile:
    """Show a unit at a capture that lists it, by default the last full one; InputProblem where there is none.

    Changes are counted from the capture before, or from that of the day `compare_with`.
    """
    captures = captures_listing(warehouse, scope, agency_id)
    current = select_capture(captures, period, captured_on)
    if current is None:
        raise InputProblem("No capture of this period and day lists this agency.", do="Choose another one.")
    unit = known_units(warehouse, scope).set_index("agency_id").loc[agency_id]
    comparison = previous_comparable(warehouse, captures, current, compare_with)
    entry = load_register().get(agency_id, current.day)
    level = entry.level if entry else str(unit.level)
    card = scorecard(warehouse, current, comparison.previous, agency_id, level)
    index = catalogue.load()[current.index_version]
    total = card.value.iloc[0]
    return Profile(
        agency_id=agency_id,
        name=entry.display_name if entry else str(unit.agency_name),
        level=level,
        entry=entry,
        index=index,
        capture=current,
        comparison=comparison,
        card=card,
        rating=None if pd.isna(total) else load_organisation().rating(float(total)),
        strengths=_furthest(card, index, above=True),
        weaknesses=_furthest(card, index, above=False),
        corrections=corrections_of(warehouse, current.capture_id, agency_id),
        before=_others(entry.predecessor_ids if entry else (), agency_id),
        after=_others(entry.successor_ids if entry else (), agency_id),
    )


def _furthest(card: pd.DataFrame, index: Catalogue, *, above: bool) -> pd.DataFrame:
    """Return the NAMED rows furthest from the peers' median on one side, in points."""
    distance = (card.value - card.peer_median).round(6)
    indicators = [code for code in card.index if index.nodes[code].kind == "indicator"]
    scored = card.assign(distance=distance)[card.max_value.notna() & distance.notna()]
    parts = scored[scored.index.isin(indicators)]
    if parts.empty:
        parts = scored[scored.index.isin([component.code for component in index.components])]
    if above:
        return parts[parts.distance > 0].nlargest(NAMED, "distance")
    return parts[parts.distance < 0].nsmallest(NAMED, "distance")


def _others(agency_ids: tuple[str, ...], own: str) -> tuple[Agency, ...]:
    """Return the last entries of other agencies that the register has (of another province's it knows none).

    An agency that went on as itself is not its own successor.
    """
    register = load_register()
    known = (register.entries(other) for other in agency_ids if other != own)
    return tuple(entries[-1] for entries in known if entries)
