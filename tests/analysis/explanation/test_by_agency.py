"""The province's change by agency, and a rank's change by who caused it: exact, and nobody is given what is not his."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from indicators.analysis.explanation.by_agency import ByAgency, by_agency
from indicators.analysis.explanation.observed import Observed, Units, UnitValues
from indicators.analysis.explanation.rank_moves import rank_move
from indicators.catalogue.scoring import points_from_counts
from tests.analysis.explanation.real import INDEX

CODE = "on_time_share"
NODE = INDEX.nodes[CODE]
Pairs = dict[str, tuple[int, int]]


def units(counted: Pairs, province: tuple[int, int] | None = None, score: float | None = None) -> Units:
    """Communes with counts, and the province: their sum, unless told otherwise."""
    whole = province or (sum(n for n, _ in counted.values()), sum(d for _, d in counted.values()))
    if score is None:
        score = round(points_from_counts(NODE, *whole, None) or 0, 2)
    seen = {name: Observed(*map(float, pair)) for name, pair in counted.items()}
    found = {name: UnitValues(name, name, name, name, "commune", {CODE: one}) for name, one in seen.items()}
    own = UnitValues(
        "tinh", "tinh", "tinh", "tinh", "province", {CODE: Observed(*map(float, whole), None, score)}
    )
    return {"tinh": own, **found}


def split(before: Units, after: Units) -> ByAgency:
    found = by_agency(before, after, "tinh", INDEX, CODE)
    assert found
    assert found.rest + sum(part.change for part in found.parts) == found.change
    return found


def test_an_agency_that_did_better_lifts_the_province_by_its_weight() -> None:
    found = split(units({"a": (50, 100), "b": (30, 60)}), units({"a": (70, 100), "b": (30, 60)}))
    parts = {part.agency_id: (part.ratio, part.volume) for part in found.parts}
    # 20 points × 20 of 160 dossiers.
    assert parts == {"a": (2.5, 0), "b": (0, 0)}
    assert found.rest == 0


def test_a_weak_agency_that_grew_pulls_the_province_down_though_nobody_did_worse() -> None:
    found = split(units({"a": (90, 100), "b": (10, 100)}), units({"a": (90, 100), "b": (30, 300)}))
    assert found.change == -4
    assert all(part.ratio == 0 for part in found.parts)
    # The province went from 50 % to 30 %. Of its cases a has a quarter less, 50 points of per cent above the mean
    # of both, and b a quarter more, 30 below it.
    assert {part.agency_id: part.volume for part in found.parts} == {"a": -2.5, "b": -1.5}


def test_the_same_counts_at_every_agency_are_the_provinces_and_nobodys_own() -> None:
    before = units({"a": (30, 47), "b": (30, 47)}, (30, 47))
    found = split(before, units({"a": (40, 47), "b": (40, 47)}, (40, 47)))
    assert (found.parts, found.shared, found.rest) == ((), (), found.change)


def test_agencies_that_count_much_more_than_the_province_are_not_its_parts() -> None:
    before = units({"a": (50, 100), "b": (20, 80)}, (60, 120))
    assert split(before, units({"a": (60, 100), "b": (20, 80)}, (70, 120))).shared == ()


def test_agencies_that_count_a_little_more_are_parts_of_what_they_count_together() -> None:
    before = units({"a": (50, 100), "b": (20, 80)}, (68, 175))
    found = split(before, units({"a": (59, 100), "b": (20, 80)}, (76, 175)))
    # 20 points × 9 of 180 dossiers.
    assert {part.agency_id: part.change for part in found.parts} == {"a": 1, "b": 0}


def test_what_the_province_counts_beyond_its_agencies_is_the_rest() -> None:
    found = split(
        units({"a": (50, 100), "b": (1, 2)}, (60, 200)), units({"a": (50, 100), "b": (1, 2)}, (90, 200))
    )
    assert [part.change for part in found.parts] == [0, 0]
    assert found.rest == 3


counted = st.tuples(st.integers(0, 300), st.integers(0, 300)).map(lambda pair: (min(pair), max(pair)))
communes = st.dictionaries(st.sampled_from("abcdefgh"), counted, min_size=2)


@given(communes, communes)
def test_agencies_and_rest_are_the_change_to_the_last_digit(then: Pairs, now: Pairs) -> None:
    found = split(units(then), units(now))
    if found.shared:
        # Only what rounding leaves: the units are all there is.
        assert abs(found.rest) <= Decimal("0.01") + Decimal("0.0001") * len(found.parts)


def ranked(values: dict[str, float], node: str = CODE) -> Units:
    return {
        name: UnitValues(name, name, name, name, "commune", {node: Observed(value=value)})
        for name, value in values.items()
    }


def test_a_rank_lost_by_standing_still_is_what_the_others_did() -> None:
    move = rank_move(ranked({"a": 15, "b": 14, "c": 13}), ranked({"a": 15, "b": 16, "c": 17}), "a", NODE)
    assert move
    assert (move.before, move.after, move.own, move.others, move.change) == (1, 3, 0, -2, -2)


def test_a_rank_won_may_be_less_than_what_the_unit_did() -> None:
    move = rank_move(ranked({"a": 10, "b": 11, "c": 12}), ranked({"a": 13, "b": 14, "c": 12}), "a", NODE)
    assert move
    assert (move.before, move.after, move.own, move.others) == (3, 2, 2, -1)


def test_where_less_is_better_a_fall_is_a_rise() -> None:
    node = INDEX.nodes["average_processing_days"]
    move = rank_move(ranked({"a": 9, "b": 5}, node.code), ranked({"a": 4, "b": 5}, node.code), "a", node)
    assert move
    assert (move.before, move.after, move.own) == (2, 1, 1)


values = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 20), min_size=1)


@given(values, values)
def test_both_parts_are_the_whole_way(then: dict[str, float], now: dict[str, float]) -> None:
    for agency in then:
        move = rank_move(ranked(then), ranked(now), agency, NODE)
        assert (move is None) == (agency not in now)
        if move:
            assert move.own + move.others == move.before - move.after == move.change
