"""XmR charts: limits and signals by the published rules, worked out by hand and by a second implementation."""

from __future__ import annotations

import random

import pytest

from indicators.analysis.noise.xmr import XmR, xmr
from tests.analysis.noise import plain_xmr


def chart(*values: float) -> XmR:
    found = xmr(values)
    assert found
    return found


def marked(found: XmR, rule: str) -> list[int]:
    return [place for place, rules in enumerate(found.signals) if rule in rules]


def test_the_limits_are_the_mean_and_2_66_moving_ranges() -> None:
    # Mean 5, moving ranges 2, 2, 2, 2: 5 ± 2.66 × 2.
    found = chart(4, 6, 4, 6, 4, 6)
    assert (found.mean, found.lower, found.upper) == pytest.approx((5, -0.32, 10.32))
    assert not any(found.signals)


def test_a_jump_is_screened_from_the_moving_ranges() -> None:
    # Moving ranges: eleven times 1 and twice 20, mean 51/13 = 3.92, screened from 12.8 on: 1 remains.
    found = chart(5, 6, 5, 6, 5, 6, 25, 5, 6, 5, 6, 5, 6, 5)
    assert found.upper - found.mean == pytest.approx(2.66 * (11 + 0) / 11, rel=0.05)
    assert marked(found, "beyond") == [6]


def test_seven_on_one_side_of_the_mean_are_a_signal_and_six_are_not() -> None:
    low, high = [1, 2] * 4, [8, 9] * 3
    assert marked(chart(*low, *high, 9), "run") == [*range(8), *range(8, 15)]
    assert marked(chart(1, 2, 1, 2, 1, 2, 8, 9, 8, 9, 8, 9), "run") == []


def test_a_point_on_the_mean_is_on_neither_side() -> None:
    assert marked(chart(1, 2, 1, 5, 1, 2, 1, 9, 8, 9, 5, 9, 8, 9), "run") == []
    # Also where binary fractions miss the mean of what is written, 59,72, by a hair.
    written = [
        60.2,
        61.03,
        59.16,
        59.23,
        59.19,
        60.25,
        59.0,
        60.06,
        59.72,
        61.13,
        61.07,
        60.68,
        60.04,
        60.16,
        60.22,
    ]
    written += [60.2, 61.08, 59.67, 61.2, 51.11]
    assert marked(chart(*written), "run") == [*range(9, 17)]


def test_seven_rising_or_falling_are_a_signal_whatever_side_they_are_on() -> None:
    rising = chart(5, 3, 4, 5, 6, 7, 8, 9, 3, 5, 4)
    assert marked(rising, "trend") == [1, 2, 3, 4, 5, 6, 7]
    assert all(rising.upwards[1:8])
    assert marked(chart(3, 4, 5, 6, 7, 8, 3, 8), "trend") == []
    assert marked(chart(3, 4, 5, 6, 6, 7, 8, 9, 3), "trend") == []


def test_two_of_three_in_the_outer_third_are_a_signal_and_only_they_are_marked() -> None:
    usual = [10.0, 12.0] * 6
    found = chart(*usual, 16.0, 11.5, 16.0, *usual)
    assert found.mean < 11.5
    assert marked(found, "near") == [12, 14]
    assert marked(chart(*usual, 16.0, 7.0, 16.0, *usual), "near") == []


def test_with_fewer_than_thirteen_points_the_limits_are_trial_limits() -> None:
    assert chart(*[1.0, 2.0] * 6).is_trial
    assert not chart(*[1.0, 2.0] * 6, 1).is_trial
    assert xmr([5]) is None
    assert xmr([]) is None


@pytest.mark.parametrize(
    ("target", "higher", "lower"),
    [(-1, "passes", "misses"), (5, "hit_and_miss", "hit_and_miss"), (11, "misses", "passes")],
)
def test_a_target_outside_the_limits_is_always_or_never_reached(
    target: float, higher: str, lower: str
) -> None:
    found = chart(4, 6, 4, 6, 4, 6)
    assert found.assurance(target) == higher
    assert found.assurance(target, lower_is_better=True) == lower


def test_a_target_at_a_limit_is_reached_by_what_stays_within_them() -> None:
    found = chart(4, 6, 4, 6, 4, 6)
    assert found.assurance(found.lower) == "passes"
    assert found.assurance(found.upper) == "hit_and_miss"
    assert found.assurance(found.upper, lower_is_better=True) == "passes"
    assert found.assurance(found.lower, lower_is_better=True) == "hit_and_miss"


def test_the_signals_of_a_thousand_random_series_are_those_of_a_second_implementation() -> None:
    chance = random.Random(766)  # noqa: S311
    seen: set[str] = set()
    for _ in range(1000):
        level = 0.0
        values = []
        for _ in range(chance.randint(2, 45)):
            # Steps and ties, jumps, and series that wander: every rule is met.
            level += chance.choice([0, 0, 0, 0.4, -0.4])
            values.append(round(level + chance.gauss(0, 1) + chance.choice([0] * 40 + [6, -6]), 1))
        found = chart(*values)
        exact = plain_xmr.exact(values)
        limits = tuple(map(float, plain_xmr.limits(exact)))
        assert (found.lower, found.mean, found.upper) == pytest.approx(limits)
        assert [set(rules) for rules in found.signals] == plain_xmr.signals(exact)
        seen |= set().union(*found.signals)
    assert seen == {"beyond", "run", "trend", "near"}


def test_in_a_quiet_world_fewer_than_one_unit_in_a_hundred_is_called_risen_or_fallen_a_week() -> None:
    chance = random.Random(1)  # noqa: S311
    raised = weeks = 0
    for _ in range(120):
        values = [chance.gauss(60, 2) for _ in range(40)]
        before = None
        for week in range(13, 41):
            verdict = chart(*values[:week]).verdict
            raised += verdict is not None and before is None
            before, weeks = verdict, weeks + 1
    assert raised / weeks < 0.01


def test_what_has_moved_for_good_is_called_so() -> None:
    usual = [10.0, 11.0] * 8
    assert chart(*usual).verdict is None
    assert chart(*usual, 25).verdict == "up"
    assert chart(*usual, 4, 4).verdict == "down"
    # The first of them may be chance, a little beyond the limit.
    assert chart(*usual, 13.6).verdict is None


def test_nothing_has_moved_while_limits_are_on_trial_or_once_the_last_point_is_usual_again() -> None:
    usual = [10.0, 11.0] * 8
    on_trial = chart(*[10.0, 11.0] * 5, 25, 25)
    assert on_trial.signals[-1]
    assert on_trial.verdict is None
    again = chart(*usual, 25, 13)
    assert again.signals[-2]
    assert not again.signals[-1]
    assert again.upwards[-1]
    assert again.verdict is None
