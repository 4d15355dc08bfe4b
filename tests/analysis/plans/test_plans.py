"""Plans: the fewest cases there are, reached at exactly the number told, and nothing where nothing can be done."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from time import process_time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.analysis.explanation.observed import Observed, Units
from indicators.analysis.plans.combined import Plan, fewest_cases
from indicators.analysis.plans.goals import goals, ways
from indicators.analysis.plans.options import Option, closed, copied_indicators, options, overdue_cost
from indicators.analysis.plans.province import Nation, lift
from indicators.catalogue import Node
from indicators.catalogue.scoring import exact, exact_points
from tests.analysis.explanation.real import INDEX
from tests.analysis.test_rank_ranges import unit
from tests.made_up import YEAR

RULED = [node for node in INDEX.nodes.values() if node.full_at is not None]
DAY = YEAR.start


def option(code: str, done: int, cases: int) -> Option:
    node = INDEX.nodes[code]
    return Option(node, Fraction(done), Fraction(cases), INDEX.counted[node.counts or ""].arrives)


def test_a_dossier_more_in_time_is_a_dossier_more_to_count() -> None:
    # 16 points; (80 + k) / (100 + k) × 20 ≥ 17 from k = 34 on: 114 / 134 = 0.8507.
    assert option("on_time_share", 80, 100).fewest(Fraction(1)) == 34


def test_a_procedure_more_is_one_of_those_there_are() -> None:
    # 6 × 30 / 47; one point more is 7.83 of 47 procedures.
    assert option("publish_on_time", 30, 47).fewest(Fraction(1)) == 8


def test_what_is_only_approached_is_never_reached_and_what_is_capped_is() -> None:
    assert option("on_time_share", 80, 100).most is None
    # 50 % of dossiers filed online earn all points: (20 + k) / (100 + k) from 60 on.
    assert option("dossiers_filed_online", 20, 100).most == 60
    assert option("publish_on_time", 30, 47).most == 17


@given(
    st.sampled_from(RULED), st.integers(0, 60), st.integers(1, 60), st.fractions(0, 20, max_denominator=40)
)
def test_adding_cases_one_by_one_reaches_the_goal_at_exactly_the_number_told(
    node: Node, done: int, missing: int, points: Fraction
) -> None:
    one = option(node.code, done, done + missing)
    told = one.fewest(points)
    if told is None:
        assert one.gain(missing if not one.arrives else 10**6) < points
        return
    assert one.gain(told) >= points
    assert told == 0 or one.gain(told - 1) < points
    cases = done + missing + (told if one.arrives else 0)
    assert one.points(told) == exact_points(node, exact(done + told), exact(cases))


small = st.lists(
    st.tuples(st.sampled_from(RULED), st.integers(0, 8), st.integers(1, 8)), min_size=1, max_size=3
)


@settings(max_examples=60)
@given(small, st.fractions(0, 12, max_denominator=20))
def test_a_combined_plan_is_the_best_of_all_that_can_be_tried(
    chosen: list[tuple[Node, int, int]], points: Fraction
) -> None:
    found = [option(node.code, done, done + missing) for node, done, missing in chosen]
    plan = fewest_cases(found, points)
    best = min((sum(counts) for counts in tried(found, 12) if gain(found, counts) >= points), default=None)
    if best is not None:
        assert plan
        assert plan.cases == best
    if plan:
        assert plan.gain == sum(one.gain(more) for one, more in plan.steps) >= points or points <= 0
        assert best is not None or plan.cases > 12


def tried(found: list[Option], most: int) -> Iterator[tuple[int, ...]]:
    """Every combination of so many cases at most."""
    ranges = [range(min(most, int(one.cases - one.done) if not one.arrives else most) + 1) for one in found]
    return (counts for counts in product(*ranges) if sum(counts) <= most)


def gain(found: list[Option], counts: tuple[int, ...]) -> Fraction:
    return sum((one.gain(more) for one, more in zip(found, counts, strict=True)), Fraction(0))


def test_a_plan_over_two_indicators_takes_the_dearer_case_first() -> None:
    # A procedure is worth 6 / 47 = 0.128, the first dossier in time 20 × 20 / (101 × 100) = 0.0396.
    plan = fewest_cases([option("on_time_share", 80, 100), option("publish_on_time", 46, 47)], Fraction(1, 5))
    assert plan
    assert {one.node.code: more for one, more in plan.steps} == {"publish_on_time": 1, "on_time_share": 2}
    assert plan.weeks(2) == 2


def test_what_all_indicators_together_do_not_reach_has_no_plan() -> None:
    assert fewest_cases([option("publish_on_time", 40, 47)], Fraction(2)) is None
    assert fewest_cases([option("on_time_share", 80, 100)], Fraction(4)) is None
    assert fewest_cases([], Fraction(1)) is None


def peers(**counts: Observed) -> Units:
    """Three communes: one with these counts, two others."""
    other = {"on_time_share": Observed(5, 10, None, 10.0)}
    copied = {"publish_on_time": Observed(30, 47, None, 3.83)}
    return {
        "a": unit("a", {**copied, **counts}),
        "b": unit("b", {**copied, **other}),
        "c": unit("c", {**copied, "on_time_share": Observed(7, 10, None, 14.0)}),
    }


def test_it_is_told_what_lies_in_nobodys_hands_and_why() -> None:
    units = peers(
        on_time_share=Observed(8, 10, None, 16.0),
        dossier_sync=Observed(0, 0),
        reused_digitized_data=Observed(9, 10, None, 2.0),
        online_provision=Observed(value=1.0),
    )
    copied = copied_indicators(units, INDEX)
    why = {node.code: reason for node, reason in closed(units["a"], INDEX, copied)}
    told = ("publish_on_time", "dossier_sync", "reused_digitized_data", "online_provision")
    assert [why[code] for code in told] == ["province", "empty", "full", "untold"]
    assert [one.node.code for one in options(units["a"], INDEX, copied_indicators(units, INDEX))] == [
        "on_time_share"
    ]


def test_an_overdue_dossier_costs_twice() -> None:
    seen = {"on_time_share": Observed(80, 100), "dossier_receiving_satisfaction": Observed(80, 100)}
    costs = {node.code: cost for node, cost in overdue_cost(unit("a", seen), INDEX)}
    # 20 / 100, and 6 / 0.9 / 100.
    assert costs == {"on_time_share": Fraction(1, 5), "dossier_receiving_satisfaction": Fraction(1, 15)}


def test_an_overdue_dossier_costs_nothing_where_the_share_stays_beyond_full_points() -> None:
    seen = {"on_time_share": Observed(80, 100), "dossier_receiving_satisfaction": Observed(99, 100)}
    assert [node.code for node, _ in overdue_cost(unit("a", seen), INDEX)] == ["on_time_share"]


def test_the_goals_are_the_next_point_rating_and_rank() -> None:
    units = {
        name: unit(name, {"total": Observed(value=value)})
        for name, value in (("a", 79.4), ("b", 79.7), ("c", 90.0))
    }
    aims = goals(units, "a", INDEX.root, DAY)
    assert [(aim.kind, float(aim.points)) for aim in aims] == [("rank", 79.7), ("point", 80), ("rating", 80)]
    assert [aim.name for aim in aims] == ["hạng 2", "80 điểm", "xếp loại “Tốt”"]
    assert aims[0].missing == Fraction(3, 10)


def test_the_next_rank_recedes_where_the_others_move() -> None:
    units = {name: unit(name, {"total": Observed(value=value)}) for name, value in (("a", 79.4), ("b", 79.7))}
    (aim, *_) = [one for one in goals(units, "a", INDEX.root, DAY, {"b": 0.2}, weeks=4) if one.kind == "rank"]
    assert float(aim.points) == pytest.approx(80.5)


def test_a_way_names_the_fewest_cases_of_all_and_of_each_indicator_alone() -> None:
    units = peers(on_time_share=Observed(80, 100, None, 16.0), total=Observed(value=79.0))
    (way, *_) = ways(
        options(units["a"], INDEX, copied_indicators(units, INDEX)), goals(units, "a", INDEX.root, DAY)
    )
    assert way.goal.kind == "point"
    assert way.plan
    assert [(one.node.code, more) for one, more in way.single] == [("on_time_share", 34)]
    assert way.plan.cases == 34


def province(**counts: tuple[int, int]) -> Units:
    seen = {name: Observed(*map(float, pair)) for name, pair in counts.items()}
    found = {name: unit(name, {"dossier_sync": one}) for name, one in seen.items()}
    whole = Observed(sum(n for n, _ in counts.values()), sum(d for _, d in counts.values()))
    return {**found, "tinh": unit("tinh", {"dossier_sync": whole})} | {
        "tinh": type(found["a"])("tinh", "tinh", "tinh", "tinh", "province", {"dossier_sync": whole})
    }


def test_the_province_gains_what_its_agencies_add() -> None:
    units = province(a=(50, 100), b=(10, 100), c=(90, 100))
    found = lift(units, "tinh", INDEX, "dossier_sync", Fraction(8, 10), 1)
    assert found
    # b: (10 + k) / (100 + k) ≥ 0.8 from 350 on; the province then has 500 of 650 instead of 150 of 300.
    assert (found.agencies, found.below, found.cases) == (("b",), 2, 350)
    assert found.gain == 6 * (Fraction(500, 650) - Fraction(150, 300))
    assert Nation(None, {"tinh": 60.0, "x": 61.0, "y": 70.0}).place_with("tinh", found.gain) == (2, False)


def test_149_agencies_are_planned_for_in_under_two_seconds() -> None:
    chance = np.random.default_rng(4)
    units = {}
    for name in map(str, range(149)):
        seen = {"total": Observed(value=round(float(chance.uniform(40, 90)), 2))}
        for node in RULED:
            cases = int(np.exp(chance.uniform(1, 9)))
            seen[node.code] = Observed(float(chance.binomial(cases, 0.7)), float(cases))
        units[name] = unit(name, seen)
    begun = process_time()
    copied = copied_indicators(units, INDEX)
    plans: list[Plan | None] = []
    for name in units:
        found = ways(options(units[name], INDEX, copied), goals(units, name, INDEX.root, DAY))
        plans += [way.plan for way in found]
    assert sum(plan is not None for plan in plans) > 149
    # Measured 0.9 s; here with room for a machine that does much else.
    assert process_time() - begun < 6
