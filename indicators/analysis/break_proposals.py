"""Where all units of a peer group move together as they never do: a break of the data that a person may enter.

A unit that works better moves alone; when the median of hundreds leaps within one step, it is the counting that
changed. The test is plain and looks at one step at a time. Of each step, from one reading or period to the next, it
takes the change of every unit that is in both, and proposes a break where three things hold together:

1. the median change is far beyond the usual one, the median size of the common changes at all other steps of the same
   series (at least USUAL of the maximum, so that a short or quiet history makes no noise into a break);
2. nearly all units go the same way (TOGETHER of them, those that stand still among those that do not);
3. the peers' shift is larger than what sets the units apart: the median change is more than APART robust standard
   deviations of the units' own changes.

Medians on either side bear up to half of the steps, or of the units, being out of the ordinary: one break does not hide
another. Steps that cannot be compared anyway (a known break, another version) are not looked at. Nothing is changed by
a proposal: a person enters the break, or says that it is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from indicators.catalogue import ROOT
from indicators.codes import DayOf
from indicators.warehouse.warehouse import Warehouse, records

# How many times the usual common change, and at least which share of the maximum, the usual one is taken for.
FAR, USUAL = 5.0, 0.01
TOGETHER, APART = 0.9, 2.0
# Of so many units at least a common movement can be told.
FEWEST_UNITS = 8
# Between two readings of an open period further apart than this (days) anything may have happened.
LONGEST_STEP = 35
# The median absolute deviation times this is a standard deviation, where changes are spread normally.
SPREADS_A_DEVIATION = 1.4826


@dataclass(frozen=True, slots=True)
class Proposal:
    """A step at which all units moved together.

    `from_day` is the first day after it, of reading or of the period (`day_of`). `before` and `after` are the peers'
    medians, `change` the median change and `usual` the usual size of one, in points of `node`; `together` is the share
    (0 to 1) of the `units` that moved that way. `span` is the open period read on, or the kind of the closed ones.
    """

    scope: str
    span: str
    from_day: date
    day_of: DayOf
    node: str
    level: str
    before: float
    after: float
    change: float
    usual: float
    together: float
    units: int

    @property
    def proposal_id(self) -> str:
        """What a decision about it is kept under: the same as long as the step is the same."""
        return f"{self.scope} {self.span} {self.from_day} {self.node}"


def proposed_breaks(warehouse: Warehouse, scope: str) -> tuple[Proposal, ...]:
    """Propose the breaks of a province's data that nobody has dismissed, the earliest first."""
    steps = warehouse.ask(
        "common_changes",
        scope=scope,
        fewest=FEWEST_UNITS,
        longest_step=LONGEST_STEP,
        spreads_a_deviation=SPREADS_A_DEVIATION,
    )
    dismissed = set(warehouse.ask("dismissed").subject_id)
    proposals = (_proposal(scope, row) for row in records(leaps(steps)))
    return tuple(proposal for proposal in proposals if proposal.proposal_id not in dismissed)


def leaps(steps: pd.DataFrame) -> pd.DataFrame:
    """Pick the steps of series at which all units leap together, with `usual`, the earliest first.

    `steps`, one a series, level, node and step: series, level, node, step, is_open, day, points (the node's maximum),
    units, before, after and change (medians), spread (robust standard deviation of the units' changes), together
    (0 to 1). Where the total leaps its components are not told again; the level with the most units stands for all.
    """
    size = steps.change.abs()
    in_series = size.groupby([steps.series, steps.level, steps.node])
    usual = np.maximum(in_series.transform(_medians_of_others), USUAL * steps.points)
    is_leap = (size > FAR * usual) & (steps.together >= TOGETHER) & (size > APART * steps.spread)
    found = steps.assign(usual=usual)[is_leap].sort_values("units", ascending=False, kind="stable")
    of_total = set(found[found.node == ROOT].groupby(["series", "step"]).groups)
    places = zip(found.series, found.step, found.node, strict=True)
    is_told = [node == ROOT or (series, step) not in of_total for series, step, node in places]
    found = found[pd.Series(is_told, index=found.index, dtype=bool)]
    return found.drop_duplicates(["series", "step", "node"]).sort_values(["day", "series", "node"])


def _medians_of_others(sizes: pd.Series) -> list[float]:
    """Give for each of some numbers the median of the others; 0 where it is alone."""
    own = sizes.to_numpy()
    return [float(np.median(np.delete(own, place))) if len(own) > 1 else 0.0 for place in range(len(own))]


def _proposal(scope: str, row: Any) -> Proposal:
    return Proposal(
        scope=scope,
        span=row.series,
        from_day=row.day,
        day_of="reading" if row.is_open else "period",
        node=row.node,
        level=row.level,
        before=float(row.before),
        after=float(row.after),
        change=float(row.change),
        usual=float(row.usual),
        together=float(row.together),
        units=int(row.units),
    )
