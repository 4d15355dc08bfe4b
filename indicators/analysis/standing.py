"""The province among all provinces in the week of a reading: who stands beside it, how far, for how long by now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pandas as pd

from indicators import catalogue
from indicators.analysis.capture_selection import CaptureInfo
from indicators.analysis.overview import Overview, place_at
from indicators.analysis.ranking import Ranking, rank
from indicators.analysis.trend import Span, trend
from indicators.codes import NATIONAL_SCOPE
from indicators.errors import InputProblem
from indicators.intake.unit_identity import province_identity
from indicators.warehouse.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Standing:
    """The provinces ranked by the total at the national reading beside `capture`, and at the one it is compared with.

    `before` is None where there is none that may be compared. `run` are the weeks in a row whose last reading has our
    province at this place, this week among them (of closed periods: the periods); None where that is not known.
    """

    province: str
    capture: CaptureInfo
    now: Ranking
    before: Ranking | None
    run: int | None


def standing(warehouse: Warehouse, view: Overview) -> Standing | None:
    """Tell how our province stands at the national reading of a view; None where there is none, or it has no rank."""
    if view.place is None:
        return None
    capture = view.place.capture
    province = province_identity(view.capture.scope, view.capture.captured_on)
    previous = view.comparison.previous
    then = place_at(warehouse, previous, province) if previous else None
    before = then.capture if then else None
    is_comparable = (
        before is not None
        and before.basis == capture.basis
        and not before.is_partial
        and before.captured_at < capture.captured_at
    )
    return Standing(
        province,
        view.capture,
        _ranked(warehouse, capture),
        _ranked(warehouse, before) if before and is_comparable else None,
        _run(warehouse, capture, province),
    )


def _ranked(warehouse: Warehouse, capture: CaptureInfo) -> Ranking:
    return rank(
        warehouse,
        node=catalogue.ROOT,
        level="province",
        scope=NATIONAL_SCOPE,
        period=capture.period,
        captured_on=capture.captured_at,
    )


def _run(warehouse: Warehouse, capture: CaptureInfo, province: str) -> int | None:
    """Count the weeks, or closed periods, in a row at the place of now; only what may be compared, without a gap."""
    if not capture.captured_at_given or capture.is_partial:
        return None
    span = Span(capture.period.kind, capture.period if capture.is_open else None)
    try:
        moved = trend(warehouse, node=catalogue.ROOT, level="province", scope=NATIONAL_SCOPE, span=span)
    except InputProblem:
        return None
    known = moved.steps[moved.steps.capture_id == capture.capture_id]
    if known.empty:
        return None
    last = int(known.index[0])
    first = max((one.before for one in moved.breaks if one.before <= last), default=0)
    ranks = moved.of(province).set_index("step")["rank"]
    steps = moved.steps.loc[first:last]
    if capture.is_open:
        places = list(_by_week(steps[steps.captured_at_given.eq(True)], ranks))
    else:
        places = [ranks.get(step) for step in reversed(steps.index)]
    return next((n for n, place in enumerate(places) if place != places[0]), len(places))


def _by_week(steps: pd.DataFrame, ranks: pd.Series) -> Iterator[float | None]:
    """Give the place at the last reading of each week, from the last week back to the first without a reading."""
    of_weeks = {
        day - timedelta(days=day.weekday()): ranks.get(step)
        for step, day in zip(steps.index, steps.captured_on, strict=True)
    }
    for number, (monday, place) in enumerate(reversed(of_weeks.items())):
        if monday != max(of_weeks) - timedelta(weeks=number):
            return
        yield place
