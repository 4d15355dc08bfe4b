"""Ranks with their ranges: of indicators by counts, of sums by what their counts leave open, none without counts."""

from __future__ import annotations

from time import perf_counter

import numpy as np

from indicators.analysis.explanation.observed import Observed, Units, UnitValues
from indicators.analysis.rank_ranges import ranges_of
from indicators.catalogue.scoring import points_from_counts
from tests.analysis.explanation.real import INDEX

DOSSIERS = [node.code for node in INDEX.nodes.values() if node.counts == "dossier" and node.full_at]


def unit(name: str, nodes: dict[str, Observed]) -> UnitValues:
    return UnitValues(name, name, name, name, "commune", nodes)


def made(counted: dict[str, tuple[int, int]], codes: list[str] = DOSSIERS) -> Units:
    """Units with the same counts in every indicator of dossiers, and sums of their points all the way up."""
    found = {}
    for name, pair in counted.items():
        nodes: dict[str, Observed] = {}
        for node in reversed(INDEX.nodes.values()):
            if node.code in codes:
                points = points_from_counts(node, *pair, None)
                nodes[node.code] = Observed(*map(float, pair), None, points)
            elif node.points is not None and node.full_at is None:
                parts = [
                    nodes[part.code].value or 0 for part in INDEX.children(node.code) if part.code in nodes
                ]
                nodes[node.code] = Observed(value=round(sum(parts), 6))
        found[name] = unit(name, nodes)
    return found


def test_a_clear_first_has_one_rank_and_the_others_share_theirs() -> None:
    ranges = ranges_of(made({"a": (990, 1000), "b": (500, 1000), "c": (490, 1000)}), INDEX)["on_time_share"]
    assert ranges.ranges == {"a": (1, 1), "b": (2, 3), "c": (2, 3)}
    assert ranges.bands == {"a": 1, "b": 2, "c": 2}
    assert (ranges.told_apart, ranges.pairs) == (2, 3)


def test_the_errors_of_indicators_of_the_same_dossiers_add_up() -> None:
    # 30 % and 70 % of 100 dossiers are told apart by one indicator, and no better by ten of the same dossiers.
    units = made({"a": (70, 100), "b": (30, 100)})
    found = ranges_of(units, INDEX)
    assert found["on_time_share"].told_apart == found["total"].told_apart == 1
    close = ranges_of(made({"a": (53, 100), "b": (47, 100)}), INDEX)
    assert close["on_time_share"].told_apart == close["total"].told_apart == 0


def test_a_unit_with_a_handful_of_dossiers_may_have_any_rank() -> None:
    counted = {"a": (900, 1000), "b": (500, 1000), "c": (3, 3)}
    assert ranges_of(made(counted), INDEX)["on_time_share"].ranges["c"] == (1, 3)


def test_what_is_the_same_for_all_units_makes_none_better() -> None:
    units = made({"a": (30, 47), "b": (30, 47)}, ["publish_on_time"])
    assert ranges_of(units, INDEX)["publish_on_time"].ranges == {"a": (1, 2), "b": (1, 2)}


def test_without_any_counts_there_are_no_ranges() -> None:
    units = {name: unit(name, {"total": Observed(value=value)}) for name, value in (("a", 80), ("b", 60))}
    assert ranges_of(units, INDEX) == {}


def test_a_component_without_counts_is_as_uncertain_as_the_fewest_known_dossiers() -> None:
    def with_score(name: str, cases: int, score: float) -> UnitValues:
        counted = {"on_time_share": Observed(cases / 2, cases, None, 10.0)}
        sums = {
            "online_service": score,
            "online_services": score,
            "processing_progress": 10.0,
            "total": 10 + score,
        }
        return unit(name, counted | {code: Observed(value=value) for code, value in sums.items()})

    few = {name: with_score(name, 20, score) for name, score in (("a", 9.0), ("b", 3.0))}
    many = {name: with_score(name, 20000, score) for name, score in (("a", 9.0), ("b", 3.0))}
    assert "online_service" not in ranges_of(few, INDEX)
    assert ranges_of(few, INDEX)["total"].told_apart == 0
    assert ranges_of(many, INDEX)["total"].told_apart == 1


def test_every_rank_lies_in_its_range() -> None:
    chance = np.random.default_rng(3)
    counted = {str(name): (0, 0) for name in range(60)}
    for name in counted:
        cases = int(np.exp(chance.uniform(0, 7)))
        counted[name] = (int(chance.binomial(cases, chance.random())), cases)
    units = made(counted)
    for code, found in ranges_of(units, INDEX).items():
        values = {name: seen.of(code).value or 0 for name, seen in units.items()}
        for name, (best, worst) in found.ranges.items():
            assert best <= 1 + sum(other > values[name] for other in values.values()) <= worst


def test_149_agencies_in_all_nodes_take_less_than_a_second() -> None:
    chance = np.random.default_rng(1)
    units = made({str(name): (int(chance.integers(0, 500)), 500) for name in range(149)})
    begun = perf_counter()
    assert len(ranges_of(units, INDEX)) > 15
    # Measured 0.2 s; here with room for a machine that does much else.
    assert perf_counter() - begun < 3
