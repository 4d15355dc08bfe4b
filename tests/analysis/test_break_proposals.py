"""A break is proposed where all units move together as they never do, and nowhere else; a person decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import pytest

from indicators.analysis import break_decisions
from indicators.analysis.break_proposals import Proposal, proposed_breaks
from indicators.analysis.comparability import known_breaks
from indicators.analysis.decisions import history, undo, withdraw
from indicators.analysis.quality_checks import quality
from indicators.errors import InputProblem
from indicators.periods import Period
from indicators.sources.records import Unit
from indicators.store.actor import Actor
from indicators.store.capture import Capture
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import COMPONENTS, at, capture, unit

ANALYST = Actor("phân tích")
Scores = dict[Unit, dict[str, float | None]]
# A province whose units no register lists: twenty are all there are of it, and no reading is partial.
SCOPE = "H44"
UNITS = [unit(number) for number in range(1, 21)]
MAXIMA = (18, 20, 12, 10, 18, 22)
# What Gia Lai's total read for the months 01 to 09/2026.
GIA_LAI = (36.49, 34.19, 33.36, 34.68, 36.81, 63.78, 58.01, 57.76, 50.84)


# What it read with the old system's January and February before.
TWO_BREAKS = (91.4, 90.2, 33.4, 34.7, 36.8, 63.8, 58, 57.8, 56)


def monthly(scores: Iterable[Scores], scope: str = SCOPE) -> list[Capture]:
    """Closed months from January 2026."""
    return [
        capture(one, day="2026-10-10", period=Period("month", 2026, number), scope=scope)
        for number, one in enumerate(scores, start=1)
    ]


def near(levels: Sequence[float]) -> list[Scores]:
    """Units around these totals, each a little on its own way."""
    return [around(level, number) for number, level in enumerate(levels, start=1)]


def months(store: Store, levels: Sequence[float]) -> Warehouse:
    store.add(monthly(near(levels)))
    return Warehouse.of(store)


# From March on half of them win what the other half lose.
OWN_WAYS: list[Scores] = [
    {one: dict.fromkeys(COMPONENTS, 5 + shift * (-1) ** place) for place, one in enumerate(UNITS)}
    for shift in (0, 0, 3, 3)
]
ONE_COMPONENT: list[Scores] = [
    {
        one: {**dict.fromkeys(COMPONENTS, 6 + place / 10), "online_payment": payment + place / 20}
        for place, one in enumerate(UNITS)
    }
    for payment in (2.0, 2.0, 5.5, 5.5)
]


@pytest.fixture(scope="module")
def provinces(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """A province each, which the tests only look at."""
    store = Store(tmp_path_factory.mktemp("provinces"))
    store.add(
        [
            *monthly(near(GIA_LAI)),
            *monthly(near(TWO_BREAKS), "H36"),
            *monthly(near(TWO_BREAKS), "H21"),
            *monthly(OWN_WAYS, "H01"),
            *monthly(ONE_COMPONENT, "H03"),
        ]
    )
    return Warehouse.of(store)


def around(level: float, number: int) -> Scores:
    """Every unit's components: a share of their maximum near the level, a little apart and moving a little."""
    return {
        one: {
            component: round(most * (level + place % 5 - 2 + 0.5 * ((place * number) % 3 - 1)) / 100, 2)
            for component, most in zip(COMPONENTS, MAXIMA, strict=True)
        }
        for place, one in enumerate(UNITS)
    }


def told(proposals: Sequence[Proposal]) -> list[tuple[date, str]]:
    return [(one.from_day, one.node) for one in proposals]


def test_the_leap_of_june_2026_is_proposed_and_neither_the_slow_way_before_nor_the_fall_after(
    provinces: Warehouse,
) -> None:
    (found,) = proposed_breaks(provinces, SCOPE)
    assert (found.from_day, found.day_of, found.node, found.units) == (
        date(2026, 6, 1),
        "period",
        "total",
        20,
    )
    assert found.together == 1
    assert 26 < found.change < 28


def test_both_real_breaks_are_proposed_of_one_year(provinces: Warehouse) -> None:
    """The old system's January and February, the new one's low months, and the leap of June."""
    assert told(proposed_breaks(provinces, "H36")) == [
        (date(2026, 3, 1), "total"),
        (date(2026, 6, 1), "total"),
    ]


def test_breaks_are_proposed_though_every_reading_lacks_units_of_the_register(provinces: Warehouse) -> None:
    readings = provinces.ask("captures_with", nodes=("total",), levels=("commune",), scope="H21")
    assert readings.is_partial.tolist() == [True] * 9
    assert told(proposed_breaks(provinces, "H21")) == [
        (date(2026, 3, 1), "total"),
        (date(2026, 6, 1), "total"),
    ]


def test_units_that_go_their_own_ways_are_no_break_however_far_they_go(provinces: Warehouse) -> None:
    assert proposed_breaks(provinces, "H01") == ()


def test_a_component_that_breaks_alone_is_proposed_alone(provinces: Warehouse) -> None:
    assert told(proposed_breaks(provinces, "H03")) == [(date(2026, 3, 1), "online_payment")]


def test_the_demonstration_of_two_years_has_no_break_to_propose(demonstration: Warehouse) -> None:
    assert proposed_breaks(demonstration, "H21") == ()


def test_what_is_entered_is_proposed_no_more_and_comes_back_when_it_is_withdrawn(store: Store) -> None:
    warehouse = months(store, GIA_LAI)
    entered = break_decisions.enter_break(
        warehouse,
        from_day=date(2026, 6, 1),
        day_of="period",
        system="new_portal",
        reason="hồ sơ được chuyển sang hệ thống mới",
        source="công văn của Cổng",
        actor=ANALYST,
    )
    assert proposed_breaks(warehouse, SCOPE) == ()
    assert known_breaks(warehouse).entered_by.tolist() == ["phân tích"]
    with pytest.raises(InputProblem, match="đã có"):
        break_decisions.enter_break(
            warehouse,
            from_day=date(2026, 6, 1),
            day_of="period",
            system="new_portal",
            reason="một lần nữa",
            source="công văn của Cổng",
            actor=ANALYST,
        )
    withdraw(warehouse, entered.break_id, reason="ghi nhầm ngày", actor=ANALYST)
    assert len(proposed_breaks(warehouse, SCOPE)) == 1
    assert [one.kind for one in history(warehouse).head(2).itertuples()] == ["withdrawal", "break"]


def test_what_a_person_says_is_no_break_is_not_proposed_again_until_that_is_undone(store: Store) -> None:
    warehouse = months(store, GIA_LAI)
    (found,) = proposed_breaks(warehouse, SCOPE)
    with pytest.raises(InputProblem, match="lý do"):
        break_decisions.dismiss_proposal(warehouse, SCOPE, found.proposal_id, reason=" ", actor=ANALYST)
    said = break_decisions.dismiss_proposal(
        warehouse, SCOPE, found.proposal_id, reason="đợt cao điểm có thật", actor=ANALYST
    )
    assert proposed_breaks(warehouse, SCOPE) == ()
    undo(warehouse, said.entry_id, actor=ANALYST)
    assert proposed_breaks(warehouse, SCOPE) == (found,)


def test_the_page_of_data_quality_counts_what_is_proposed(provinces: Warehouse) -> None:
    finding = quality(provinces, SCOPE, now=at("2026-10-12")).findings["breaks"]
    assert finding.count == 1
    assert finding.rows.from_day.tolist() == [date(2026, 6, 1)]


def test_of_two_who_enter_a_break_at_once_the_second_is_told_what_the_first_said(store: Store) -> None:
    """Each fills in the form while the other does: a day further it may be the same break."""
    warehouse = months(store, GIA_LAI)

    def enter(day: int, who: str, seen: frozenset[str]) -> None:
        break_decisions.enter_break(
            warehouse,
            from_day=date(2026, 6, day),
            day_of="period",
            system="new_portal",
            reason="hồ sơ được chuyển sang hệ thống mới",
            source="công văn của Cổng",
            actor=Actor(who),
            seen=seen,
        )

    seen = frozenset(known_breaks(warehouse).break_id)
    enter(1, "lan", seen)
    with pytest.raises(InputProblem, match=r"lan đã ghi một điểm đứt chuỗi, .*01/06/2026"):
        enter(2, "minh", seen)
    enter(2, "minh", frozenset(known_breaks(warehouse).break_id))
    assert known_breaks(warehouse).entered_by.tolist().count("minh") == 1
