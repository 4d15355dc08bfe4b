"""Forecasts: their intervals hold as often as they say, and where too little is known there are none."""

from __future__ import annotations

import numpy as np
import pytest

from indicators.analysis.noise.conformal import PACE_DAYS, forecast


def test_units_go_on_at_their_common_pace() -> None:
    days = np.arange(12) * 7.0
    values = 50 + np.arange(20)[:, None] + days[None, :] / 7
    found = forecast(values, days, 14)
    assert found
    assert found.middle == pytest.approx(values[:, -1] + 2)
    assert found.low == pytest.approx(found.middle)


def test_nine_of_ten_misses_lie_within() -> None:
    days, chance = np.arange(30) * 7.0, np.random.default_rng(7)
    within = []
    for _ in range(60):
        walks = 60 + np.cumsum(chance.standard_t(3, (80, 30)), axis=1)
        found = forecast(walks[:, :26], days[:26], 28)
        assert found
        within.append(((walks[:, 29] >= found.low) & (walks[:, 29] <= found.high)).mean())
    assert 0.87 <= np.mean(within) <= 0.93


@pytest.mark.parametrize(("units", "readings"), [(80, 3), (5, 20), (80, 1)])
def test_too_few_units_or_readings_tell_nothing(units: int, readings: int) -> None:
    days = np.arange(readings) * 7.0
    assert forecast(np.ones((units, readings)), days, 21) is None


def test_readings_far_from_the_horizon_do_not_stand_for_it() -> None:
    days = np.array([0.0, 7, 14, 300, 307, 314])
    assert forecast(np.ones((80, 6)), days, 100) is None


def test_nothing_is_foretold_of_today_or_of_the_past() -> None:
    days = np.arange(12) * 7.0
    assert forecast(np.ones((80, 12)), days, 0) is None
    assert forecast(np.ones((80, 12)), days, -7) is None


def test_the_pace_is_that_of_the_last_weeks_and_not_of_the_last_step() -> None:
    weeks = np.arange(12)
    found = forecast(np.tile(weeks**2.0, (40, 1)), weeks * 7.0, 7)
    assert found
    before = 11 - PACE_DAYS // 7
    assert found.middle[0] == pytest.approx(11**2 + (11**2 - before**2) / (11 - before))


def test_a_unit_without_its_last_value_has_no_forecast_and_the_others_have() -> None:
    days = np.arange(12) * 7.0
    values = np.full((40, 12), 50.0)
    values[0, -1] = np.nan
    found = forecast(values, days, 7)
    assert found
    assert np.isnan(found.middle[0])
    assert found.middle[1] == 50


def test_counts_at_their_own_pace_miss_by_the_root_of_their_number_and_never_fall_below_none() -> None:
    days, chance = np.arange(12) * 7.0, np.random.default_rng(2)
    values = np.repeat([[100.0], [10000.0]], 20, axis=0) + chance.normal(0, 5, (40, 12))
    values[1] = [120 - 10 * week for week in range(12)]
    found = forecast(values, days, 28, own_pace=True)
    assert found
    assert found.middle[1] == 0
    wide = found.high - found.middle
    assert wide[30] == pytest.approx(10 * wide[0], rel=0.1)
