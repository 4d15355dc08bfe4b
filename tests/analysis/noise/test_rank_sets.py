"""Confidence sets for ranks: they hold for all units together, and tell apart what can be told apart."""

from __future__ import annotations

import numpy as np
import pytest

from indicators.analysis.noise.rank_sets import (
    RankSets,
    critical,
    rank_sets_of_counts,
    rank_sets_of_estimates,
    tie_bands,
)


def of(*pairs: tuple[float, float], full_at: float = 1.0) -> RankSets:
    return rank_sets_of_counts(*np.array(pairs, dtype=float).T, full_at)


def between(sets: RankSets) -> list[tuple[int, int]]:
    return list(zip(sets.best.tolist(), sets.worst.tolist(), strict=True))


@pytest.mark.parametrize(
    ("units", "range_quantile"),
    # scipy 1.17.1, studentized_range.ppf(0.95, units, infinity)
    [
        (2, 2.771807648699355),
        (3, 3.314493155398122),
        (14, 4.7427317076846975),
        (34, 5.387678331063073),
        (149, 6.324244153367994),
    ],
)
def test_the_critical_value_is_that_of_tukeys_range(units: int, range_quantile: float) -> None:
    assert critical(units) == pytest.approx(range_quantile / np.sqrt(2), abs=1e-6)


def test_what_is_far_apart_has_one_rank_and_what_is_not_shares_a_range() -> None:
    sets = of((990, 1000), (500, 1000), (505, 1000), (10, 1000))
    assert between(sets) == [(1, 1), (2, 3), (2, 3), (4, 4)]
    assert (sets.told_apart, sets.pairs) == (5, 6)


def test_two_units_are_told_apart_where_the_test_of_their_likelihoods_does_at_five_per_cent() -> None:
    # The chi-squared distribution of one degree of freedom has 5 % above 3.8415.
    told = {done: of((50, 100), (done, 100)).told_apart == 1 for done in range(1, 100)}
    assert told == {done: 2 * _surprise(50, done) > 3.8415 for done in range(1, 100)}
    assert 0 < sum(told.values()) < 99


def _surprise(one: int, other: int) -> float:
    """Of two units with a hundred cases each: the logarithm by which two ratios are likelier than one."""
    common = (one + other) / 2
    cells = [(done, common) for done in (one, other)] + [(100 - done, 100 - common) for done in (one, other)]
    return float(sum(seen * np.log(seen / expected) for seen, expected in cells))


def test_a_handful_of_cases_tells_nothing() -> None:
    assert between(of((1, 1), (0, 1), (1, 2))) == [(1, 3)] * 3
    # One of one against one in a hundred of ten thousand: among thirty such comparisons that is chance.
    assert of((1, 1), *[(100, 10000)] * 30).told_apart == 0


def test_a_unit_without_cases_may_have_any_rank_and_the_others_are_told_apart_as_before() -> None:
    assert between(of((990, 1000), (0, 0), (10, 1000))) == [(1, 2), (1, 3), (2, 3)]


def test_above_what_earns_all_points_all_are_equal() -> None:
    pairs = ((990, 1000), (900, 1000), (300, 1000))
    assert between(of(*pairs)) == [(1, 1), (2, 2), (3, 3)]
    assert between(of(*pairs, full_at=0.8)) == [(1, 2), (1, 2), (3, 3)]
    # Just below it is not surely below it.
    assert between(of((990, 1000), (799, 1000), full_at=0.8)) == [(1, 2), (1, 2)]


def test_estimates_are_told_apart_by_their_errors() -> None:
    values, errors = np.array([10.0, 9.0, 1.0]), np.array([1.0, 1.0, 1.0])
    assert between(rank_sets_of_estimates(values, errors)) == [(1, 2), (1, 2), (3, 3)]
    sure = rank_sets_of_estimates(np.array([2.0, 2.0, 1.0]), np.zeros(3))
    assert between(sure) == [(1, 2), (1, 2), (3, 3)]


def test_a_band_ends_where_somebody_is_surely_worse_than_its_first() -> None:
    sets = of((990, 1000), (985, 1000), (500, 1000), (495, 1000), (10, 1000))
    assert tie_bands(sets, np.arange(5)) == [1, 1, 2, 2, 3]


def covers(chance: np.random.Generator, units: int = 40) -> bool:
    """Whether in a made-up world every unit's true rank, the best and the worst of ties, lies in its set."""
    cases = np.ceil(np.exp(chance.uniform(0, 8, units)))
    edges = chance.beta(0.5, 40, units)
    # All alike, which is hardest; a third of them alike; all near none or all of their cases; anywhere.
    ratios = {
        "alike": np.full(units, chance.uniform(0.05, 0.95)),
        "some alike": np.where(chance.random(units) < 1 / 3, 0.7, chance.random(units)),
        "edges": np.where(chance.random(units) < 0.5, edges, 1 - edges),
        "anywhere": chance.random(units),
    }[str(chance.choice(["alike", "some alike", "edges", "anywhere"]))]
    full_at = float(chance.choice([1.0, 0.8]))
    sets = rank_sets_of_counts(chance.binomial(cases.astype(int), ratios).astype(float), cases, full_at)
    worth = np.minimum(ratios / full_at, 1)
    best = 1 + (worth[None, :] > worth[:, None]).sum(axis=1)
    worst = units - (worth[None, :] < worth[:, None]).sum(axis=1)
    return bool((sets.best <= best).all() and (sets.worst >= worst).all())


def test_the_sets_hold_for_all_units_together() -> None:
    # In two thousand such worlds, once: in 99.3 % of them, of those where all are alike in 97.7 %.
    chance = np.random.default_rng(2023)
    assert np.mean([covers(chance) for _ in range(50)]) >= 0.95
