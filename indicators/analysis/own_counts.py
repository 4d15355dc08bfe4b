"""What the province counts itself beside the portal's own number: what the portal lacks, by whom, since when.

Of what was received the portal's number is the denominator of the on-time share (`totalReceived`): that is
what an office counts as well. Which number a measure is held against is told in the catalogue (`own_counts`).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import pandas as pd

from indicators import catalogue, formats
from indicators.catalogue import Node
from indicators.catalogue.own_measures import MEASURES, RECEIVED, Measure
from indicators.periods import Period
from indicators.translation import plural, text
from indicators.warehouse.kept_answers import once_for_all
from indicators.warehouse.warehouse import Warehouse

SYNCHRONISATION = "synchronisation"
# An own count and a reading of an open period are held against each other when at most so many days lie between.
DAYS_APART = 6


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The province's own count of a measure beside the portal's, for one period.

    `rows`, who lacks most first: agency_id, agency_name, level, own_dossiers, portal_dossiers (missing where
    the portal does not tell), lacking (own - portal; negative where the portal has more), since (the first
    period of the unbroken run of periods of this kind in which the agency lacks some; missing where it lacks
    none), counted_at, counted_at_given, captured_at, is_of_another_day (the portal has a number, and none of
    about the day of the count), is_demo. `lacking` and `surplus` are the sums of either sign, `unmatched` is how
    many agencies the portal tells nothing of, `of_another_day` how many it tells of on other days alone.
    """

    scope: str
    measure: Measure
    period: Period
    rows: pd.DataFrame
    lacking: int
    surplus: int
    unmatched: int
    of_another_day: int

    @property
    def is_demo(self) -> bool:
        return bool(self.rows.is_demo.any())

    @property
    def compared(self) -> int:
        """How many agencies' counts stand beside the portal's."""
        return int(self.rows.lacking.notna().sum())

    @property
    def not_compared(self) -> str:
        """Why some counts are not held against the portal's, though it has numbers; "" where none is."""
        if not self.of_another_day:
            return ""
        return plural(
            self.of_another_day,
            "The count of {count} agency is not compared: no reading of the period lies within {days} days of it.",
            "The counts of {count} agencies are not compared: no reading of the period lies within {days} days "
            "of them.",
            count=formats.count(self.of_another_day),
            days=DAYS_APART,
        )

    @property
    def portal_counts(self) -> str:
        """What the portal's number is, in the index's words; "" where it has none to hold against."""
        nodes = catalogue.for_period(self.period).nodes.values()
        words = (_part(node, self.measure.code) for node in nodes if self.measure.code in node.own_counts)
        return next(words, None) or ""


def how_to_count() -> str:
    """Say what to import so that there is an own count."""
    return text(
        "Import a table with the columns Đơn vị, Kỳ, Số hồ sơ, or a list of dossier codes with the column "
        "Đồng bộ, to see what the portal lacks."
    )


def counted_measures(warehouse: Warehouse, scope: str, page: str) -> list[Measure]:
    """List the measures of a page that the province counted itself, in the page's order.

    `page` is a group's code, or SYNCHRONISATION.
    """
    counted = set(warehouse.ask("own_measures", scope=scope).measure)
    of_group = {
        measure
        for version in catalogue.load().values()
        for node in version.nodes.values()
        if node.own_counts and (group := version.group_of(node.code)) and group.code == page
        for measure in node.own_counts
    }
    return [
        measure
        for measure in MEASURES.values()
        if measure.code in counted
        and (page == SYNCHRONISATION if measure.is_of_synchronisation else measure.code in of_group)
    ]


def counted_periods(
    warehouse: Warehouse, scope: str, measure: str = RECEIVED, known_by: date = date.max
) -> list[Period]:
    """List the periods the province had counted itself by a day, the newest first."""
    written = _beside(warehouse, scope, measure, known_by).period.unique()
    periods = [Period.parse(period) for period in written]
    return sorted(periods, key=lambda period: (period.end, period.start), reverse=True)


def last_count(warehouse: Warehouse, scope: str, known_by: date) -> Reconciliation | None:
    """Hold what was received in the newest period counted by a day beside the portal's of then."""
    periods = counted_periods(warehouse, scope, known_by=known_by)
    return reconcile(warehouse, scope, periods[0], known_by=known_by) if periods else None


@once_for_all
def reconcile(
    warehouse: Warehouse, scope: str, period: Period, measure: str = RECEIVED, known_by: date = date.max
) -> Reconciliation:
    """Hold the own count of a period beside the portal's, as both were known by a day."""
    found = _beside(warehouse, scope, measure, known_by)
    lacks: dict[str, dict[Period, float]] = defaultdict(dict)
    periods = {written: Period.parse(written) for written in found.period.unique()}
    for agency, written, lacking in zip(found.agency_id, found.period, found.lacking, strict=True):
        lacks[agency][periods[written]] = lacking
    rows = found[found.period == str(period)].copy()
    rows["since"] = [_since(lacks[agency], period) for agency in rows.agency_id]
    rows = rows.sort_values("lacking", ascending=False, na_position="last", kind="stable")
    lacking = rows.lacking.dropna()
    return Reconciliation(
        scope=scope,
        measure=MEASURES[measure],
        period=period,
        rows=rows.drop(columns="period").reset_index(drop=True),
        lacking=int(lacking[lacking > 0].sum()),
        surplus=int(-lacking[lacking < 0].sum()),
        unmatched=int((rows.lacking.isna() & ~rows.is_of_another_day).sum()),
        of_another_day=int(rows.is_of_another_day.sum()),
    )


def _beside(warehouse: Warehouse, scope: str, measure: str, known_by: date) -> pd.DataFrame:
    """Put both counts of every agency and period side by side."""
    # A capture has the nodes of its own version only, so those of all versions can be asked for at once.
    beside = {
        part: [
            node.code
            for version in catalogue.load().values()
            for node in version.nodes.values()
            if node.own_counts.get(measure) == part
        ]
        for part in ("numerator", "denominator")
    }
    return warehouse.ask(
        "own_counts",
        scope=scope,
        measure=measure,
        of_numerator=tuple(beside["numerator"]),
        of_denominator=tuple(beside["denominator"]),
        known_by=known_by,
        days=DAYS_APART,
    )


def _part(node: Node, measure: str) -> str | None:
    """Say which number of the portal's a measure is held against, in the index's words."""
    return {"numerator": node.numerator(), "denominator": node.denominator()}.get(node.own_counts[measure])


def _since(lacks: dict[Period, float], period: Period) -> str | None:
    """Return the first period of the unbroken run up to the period in which some were lacking."""
    first = None
    # Missing is not more than 0 either.
    while lacks.get(period, 0) > 0:
        first, period = period, period.previous()
    return formats.period(first) if first else None
