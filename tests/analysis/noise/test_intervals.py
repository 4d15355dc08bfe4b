"""Wilson's intervals and funnels: as statsmodels and scipy have them, and what no ratio can be compared with."""

from __future__ import annotations

import pytest

from indicators.analysis.noise.funnel import funnel, of_similar_size
from indicators.analysis.noise.intervals import wilson


@pytest.mark.parametrize(
    ("counted", "confidence", "interval"),
    [
        # statsmodels 0.15.0, proportion_confint(method="wilson")
        ((0, 1), 0.95, (0.0, 0.7934506856227626)),
        ((1, 1), 0.95, (0.20654931437723745, 1.0)),
        ((3, 7), 0.95, (0.15821985525146975, 0.7495416354723428)),
        ((653, 654), 0.95, (0.9913902297219384, 0.9997300337665225)),
        ((8, 10), 0.9, (0.5407928056874879, 0.9314420122624679)),
        ((144574, 184513), 0.998, (0.7805663275047114, 0.7864917380990948)),
    ],
)
def test_wilsons_interval_is_that_of_statsmodels(
    counted: tuple[int, int], confidence: float, interval: tuple[float, float]
) -> None:
    assert wilson(*counted, confidence) == pytest.approx(interval, abs=1e-9)


def test_nothing_counted_has_no_interval_and_too_much_counts_as_all() -> None:
    assert wilson(0, 0) is None
    assert wilson(12, 10) == wilson(10, 10)


DONE = (3, 10, 45, 80, 150, 20, 7, 60, 300, 12, 95, 33, 5, 410)
CASES = (10, 12, 60, 100, 160, 45, 9, 90, 420, 30, 100, 35, 12, 500)
PEERS = {f"u{place}": pair for place, pair in enumerate(zip(DONE, CASES, strict=True))}


def test_a_funnel_is_that_of_statsmodels_with_winsorised_pearson_residuals() -> None:
    # statsmodels 0.15.0, GLM(Binomial) of a constant: its prediction and resid_pearson; scipy's winsorize(0.1, 0.1).
    found = funnel(PEERS)
    assert found
    assert found.ratio == pytest.approx(0.7770056854074542, abs=1e-9)
    assert found.overdispersion == pytest.approx(9.52962906481216, abs=1e-9)
    assert found.limits(500) == pytest.approx((0.5994219782058428, 0.9545893926090656), abs=1e-9)
    assert found.limits(100, 0.95) == pytest.approx((0.5251538717255357, 1.0), abs=1e-9)
    assert found.outside == {}


def test_a_unit_far_out_is_outside_and_does_not_hide_itself() -> None:
    peers = {f"u{number}": (80.0 + number % 3, 100.0) for number in range(20)} | {"late": (10.0, 100.0)}
    found = funnel(peers)
    assert found
    assert found.overdispersion == 1
    assert found.outside == {"late": -1}


def test_units_without_cases_are_no_peers() -> None:
    few = {f"u{number}": (1.0, 2.0) for number in range(9)}
    assert funnel(few | {"none": (0.0, 0.0)}) is None
    assert funnel(dict.fromkeys(map(str, range(20)), (5.0, 5.0))) is None


def test_peers_of_similar_size_are_nearest_by_proportion() -> None:
    cases = {"a": 100, "b": 90, "c": 120, "d": 400, "e": 10, "f": 0}
    assert of_similar_size(cases, "a", 3) == ["b", "c", "d"]
    assert of_similar_size(cases, "f", 3) == []
