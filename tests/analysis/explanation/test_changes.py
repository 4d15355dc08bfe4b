"""Why a value moved: the parts add up to the last digit, and each says what it is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise, permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.analysis.explanation.changes import Part, change_of
from indicators.analysis.explanation.effects import apportioned, effects
from indicators.analysis.explanation.observed import Observed, Units, UnitValues
from indicators.catalogue.scoring import exact, exact_points, points_from_counts
from indicators.intake import pipeline
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.analysis.explanation.real import INDEX, PORTAL, captured, keep_everything
from tests.analysis.explanation.test_points import unit
from tests.shared import needs_shared

RULED = [node for node in INDEX.nodes.values() if node.full_at is not None]
counts = st.tuples(st.integers(0, 400), st.integers(0, 400)).map(lambda pair: (min(pair), max(pair)))


def moved(before: UnitValues, after: UnitValues, code: str) -> Part:
    found = change_of(before, after, INDEX, code)
    assert found
    return found


def told(part: Part) -> dict[str, Decimal]:
    return {one.kind if one.kind != "node" else one.node.code: one.change for one in part.parts}


def leaves(part: Part) -> list[Part]:
    """What a change is made of in the end."""
    return [leaf for inner in part.parts for leaf in leaves(inner)] if part.parts else [part]


def adds_up(part: Part) -> bool:
    whole = not part.parts or sum(one.change for one in part.parts) == part.change
    return whole and all(adds_up(one) for one in part.parts)


def test_more_cases_done_and_more_cases_to_count_are_told_apart() -> None:
    # 20 × 880/1000 = 17.6, 20 × 900/1040 = 17.31. With the cases as before 20 more are worth 0.4, with those of
    # now 0.38; with as many done, 40 more cases cost 0.68 or 0.69.
    before = unit(on_time_share=Observed(880, 1000, None, 17.6))
    after = unit(on_time_share=Observed(900, 1040, None, 17.31))
    part = moved(before, after, "on_time_share")
    assert told(part) == {"done": Decimal("0.39"), "volume": Decimal("-0.68")}
    assert part.few is None


def test_the_first_petition_takes_the_full_marks_away_and_is_one_case() -> None:
    before = unit(petition_processing_on_time=Observed(0, 0, 0, 6))
    after = unit(petition_processing_on_time=Observed(0, 1, 0, 0))
    part = moved(before, after, "petition_processing_on_time")
    assert told(part) == {"empty": Decimal(-6)}
    assert part.few
    assert ([node.code for node in part.few.nodes], part.few.cases) == (["petition_processing_on_time"], 1)


def test_a_large_agencys_move_is_not_of_few_cases() -> None:
    before = unit(on_time_share=Observed(50, 100, None, 10))
    assert moved(before, unit(on_time_share=Observed(60, 100, None, 12)), "on_time_share").few is None


def test_few_cases_of_a_large_agency_hardly_move_it_and_are_not_told() -> None:
    before = unit(on_time_share=Observed(500, 1000, None, 10))
    assert moved(before, unit(on_time_share=Observed(502, 1000, None, 10.04)), "on_time_share").few is None


def test_a_total_made_by_one_petition_says_so_and_one_made_by_many_dossiers_does_not() -> None:
    petition = {"petition_processing_on_time": Observed(0, 0, 0, 6), "satisfaction": Observed(value=18)}
    late = {"petition_processing_on_time": Observed(0, 1, 0, 0), "satisfaction": Observed(value=12)}

    def of(satisfaction: dict[str, Observed], progress: float) -> UnitValues:
        done = progress * 50
        return unit(
            **satisfaction,
            processing_progress=Observed(value=progress),
            on_time_share=Observed(done, 1000, None, progress),
            total=Observed(value=(satisfaction["satisfaction"].value or 0) + progress),
        )

    part = moved(of(petition, 15), of(late, 15.5), "total")
    assert [one.node.code for one in part.few_cases()] == ["petition_processing_on_time"]
    assert moved(of(petition, 15), of(petition, 18), "total").few_cases() == []
    # Six points lost to the petition, twelve won by hundreds of dossiers: the gain is not of few cases.
    assert moved(of(petition, 4), of(late, 16), "total").few_cases() == []


def test_what_the_published_numbers_do_not_explain_is_a_part_of_its_own() -> None:
    before = unit(total=Observed(value=50), transparency=Observed(value=10))
    after = unit(total=Observed(value=53), transparency=Observed(value=11))
    assert told(moved(before, after, "total")) == {"transparency": 1, "untold": 2}
    # A score that moved though its counts did not.
    before, after = (unit(on_time_share=Observed(5, 10, None, value)) for value in (10, 12))
    assert told(moved(before, after, "on_time_share")) == {"untold": 2}


def test_a_unit_that_merged_meanwhile_has_no_past() -> None:
    before = unit(total=Observed(value=50))
    after = UnitValues("so-tu-phap", "so-tu-phap-2025", "Sở Tư pháp", "Tư pháp", "department", before.nodes)
    assert change_of(before, after, INDEX, "total") is None
    assert change_of(before, unit(), INDEX, "total") is None


@given(st.sampled_from(RULED), counts, counts)
def test_the_effects_are_exactly_the_rules_change(
    node: object, then: tuple[int, int], now: tuple[int, int]
) -> None:
    assert node in RULED
    found = effects(node, Observed(*map(float, then)), Observed(*map(float, now)))  # type: ignore[arg-type]
    assert found
    points = [exact_points(node, exact(n), exact(d)) or 0 for n, d in (then, now)]  # type: ignore[arg-type]
    assert found.done + found.volume + found.empty == found.change == points[1] - points[0]
    # Never the other way round: more done does not cost, more to count does not earn.
    if then[1] and now[1]:
        assert (found.done > 0) <= (now[0] > then[0])
        assert (found.volume > 0) <= (now[1] < then[1])


@given(st.sampled_from(RULED), counts)
def test_the_exact_rule_is_the_rule(node: object, counted: tuple[int, int]) -> None:
    assert node in RULED
    exactly = exact_points(node, exact(counted[0]), exact(counted[1]))  # type: ignore[arg-type]
    points = points_from_counts(node, *counted, None)  # type: ignore[arg-type]
    assert exactly is points is None or float(exactly or 0) == pytest.approx(points)


@given(
    st.decimals(-100, 100, places=2),
    st.lists(st.fractions(-100, 100, max_denominator=997), min_size=1, max_size=6),
)
def test_rounded_parts_add_up_to_the_last_digit(total: Decimal, parts: list[object]) -> None:
    assert sum(apportioned(total, parts)) == total  # type: ignore[arg-type]


@given(st.lists(st.tuples(counts, counts), min_size=7, max_size=7))
def test_every_made_up_change_adds_up(pairs: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    nodes = INDEX.indicators("digitisation")
    sides = []
    for side in (0, 1):
        seen = {}
        for node, pair in zip(nodes, pairs, strict=True):
            points = points_from_counts(node, *pair[side], None)
            score = None if points is None else round(points, 2)
            seen[node.code] = Observed(*map(float, pair[side]), None, score)
        total = round(sum(one.value or 0 for one in seen.values()), 2)
        sides.append(unit(**seen, digitisation=Observed(value=total)))
    part = moved(*sides, "digitisation")
    assert adds_up(part)
    assert sum(leaf.change for leaf in leaves(part)) == part.change
    assert not {leaf.kind for leaf in leaves(part)} & {"untold", "rounding"}


@needs_shared
def test_every_real_change_adds_up_to_the_last_digit(tmp_path: Path) -> None:
    parts = list(_real_changes(tmp_path))
    assert len(parts) > 1900
    assert all(adds_up(part) for part in parts)
    assert all(sum(leaf.change for leaf in leaves(part)) == part.change for part in parts)


def _real_changes(folder: Path) -> Iterator[Part]:
    """Of every unit between any two readings of one province, whether they may be compared or not."""
    scores = Store(folder / "scores")
    pipeline.import_files([PORTAL / "gia-lai-2026" / "scores.csv"], scores)
    for warehouse in (keep_everything(Store(folder / "counts")), Warehouse.of(scores)):
        at = captured(warehouse)
        for (one, before), (other, after) in permutations(at.items(), 2):
            if one.split()[0] == other.split()[0]:
                yield from _changes(before, after)


def _changes(before: Units, after: Units) -> Iterator[Part]:
    for agency_id in before.keys() & after.keys():
        part = change_of(before[agency_id], after[agency_id], INDEX, "total")
        if part:
            yield part


@needs_shared
def test_the_fourteen_large_moves_of_early_october_are_of_few_cases(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    pipeline.import_files([PORTAL / "gia-lai-2026" / "scores.csv"], store)
    readings = captured(Warehouse.of(store))
    (before, after), *_ = [
        pair for pair in pairwise(reversed(readings.values())) if "2026-10-06" in _name(readings, pair[0])
    ]
    large = [part for part in _changes(before, after) if abs(part.change) > 5]
    assert len(large) == 14
    assert [[one.node.code for one in part.few_cases()] for part in large] == [["satisfaction"]] * 14
    others = [part for part in _changes(before, after) if abs(part.change) <= 5]
    # Of the others one component alone moved as much as a petition's points.
    assert sum(bool(part.few_cases()) for part in others) <= 1


def _name(readings: dict[str, Units], wanted: Units) -> str:
    return next(name for name, units in readings.items() if units is wanted)
