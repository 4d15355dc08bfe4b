"""Where an open period will end and when a backlog is gone: as it came in the demonstration, and never over a break."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from indicators.analysis.noise.conformal import forecast
from indicators.analysis.outlook import clearings, outlook
from indicators.analysis.trend import Break, Span, Trend, trend
from indicators.periods import Period
from indicators.warehouse.warehouse import Warehouse


def year(warehouse: Warehouse, number: int, level: str = "commune") -> Trend:
    span = Span("year", Period("year", number))
    return trend(warehouse, node="total", level=level, scope="H21", span=span)


def test_intervals_of_nine_in_ten_hold_as_often_over_the_demonstrations_two_years(
    demonstration: Warehouse,
) -> None:
    within: list[bool] = []
    for number in (2025, 2026):
        moved = year(demonstration, number)
        values = moved.table().to_numpy(dtype=float)
        days = np.array(
            [(day - moved.steps.captured_on[0]).days for day in moved.steps.captured_on], dtype=float
        )
        for weeks in (1, 2, 4, 8):
            for last in range(2, len(days) - weeks):
                found = forecast(values[:, : last + 1], days[: last + 1], 7.0 * weeks)
                if found is None:
                    continue
                came = values[:, last + weeks]
                told = ~np.isnan(came) & ~np.isnan(found.middle)
                within += list(((came >= found.low) & (came <= found.high))[told])
    assert len(within) > 20_000
    assert 0.87 <= np.mean(within) <= 0.93


def test_the_end_of_the_year_is_told_for_every_unit_with_a_value(demonstration: Warehouse) -> None:
    told = outlook(year(demonstration, 2026))
    assert told.why_none is None
    assert len(told.units) >= 130
    assert all(0 <= low <= middle <= high <= 100 for low, middle, high in told.units.values())


def test_nothing_is_told_over_a_break(demonstration: Warehouse) -> None:
    moved = year(demonstration, 2026)
    broken = replace(moved, breaks=(Break(len(moved.steps) - 2, "chuyển hệ thống", "chuyển"),))
    assert (outlook(broken).units, outlook(broken).why_none) == ({}, "quá ít số liệu")


def test_a_closed_period_has_no_outlook(demonstration: Warehouse) -> None:
    months = trend(demonstration, node="total", level="commune", scope="H21", span=Span("month"))
    with pytest.raises(ValueError, match="ended"):
        outlook(months)


def test_a_backlog_is_gone_between_an_earliest_and_a_latest_day(demonstration: Warehouse) -> None:
    told = clearings(demonstration, "H21")
    assert len(told) > 20
    for found in told.values():
        days = [found.earliest, found.middle, found.latest]
        known = [day for day in days if day]
        # Whoever is sure of a later day is of an earlier one as well.
        assert known == sorted(known)
        assert days == [*known, *[None] * (3 - len(known))]
