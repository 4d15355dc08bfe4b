"""Nothing is said that is not so: in worlds whose truth is known, a plain judge finds no sentence false."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from indicators.analysis.campaign import pace
from indicators.analysis.insight import chosen, findings
from indicators.analysis.statements import (
    Statement,
    groups,
    movement,
    noticed_units,
    order_pace,
    orders,
    overdue_dossiers,
    peers,
    province,
    synchronisation,
)
from indicators.analysis.statements.proposals import proposals
from tests.analysis.statements import kinds
from tests.analysis.statements.judge import judge
from tests.analysis.statements.judge_weeks import RULES
from tests.analysis.statements.trial import faults_of
from tests.analysis.statements.worlds import (
    TODAY,
    World,
    chance_of,
    follow_up_of,
    gap_of,
    overview_of,
    ranking_of,
    world,
)

# Ten thousand were judged once; so many are judged with every run of the tests.
WORLDS = 200


def said_of(truth: World) -> Iterator[Statement | None]:
    """Everything that is said of a world."""
    ranking, view, found = ranking_of(truth), overview_of(truth), follow_up_of(truth)
    yield peers.ends(ranking)
    yield peers.median(ranking)
    yield from peers.first_and_last_places(ranking)
    yield noticed_units.lowest(ranking)
    yield noticed_units.without_value(ranking)
    yield noticed_units.unrecognised(ranking)
    few = chance_of(truth).few["commune"]
    yield movement.rose_and_fell(ranking, few)
    yield movement.rose_most(ranking, few)
    yield province.total(view)
    yield province.against_target(view)
    yield province.most_lost(view)
    yield province.change(view)
    yield province.most_moved(view)
    yield groups.gap_holders(*gap_of(truth))
    yield synchronisation.not_counted(gap_of(truth)[1], view)
    yield from proposals(found, TODAY)
    if found.order:
        yield orders.order(found.order, TODAY)
        yield order_pace.verdict(found.order, TODAY)
    assert found.summary
    yield overdue_dossiers.backlog(found.summary, found.backlog)
    yield overdue_dossiers.to_remind(found.summary, found.backlog)
    if truth.held and any(truth.held.values()):
        yield overdue_dossiers.by_cause(found.summary)
    yield from chosen(findings(view, found, chance_of(truth)))


def faults_in(seeds: range) -> tuple[list[str], Counter[str]]:
    """Every fault the judge finds in these worlds, and how many sentences of each kind it read."""
    return faults_of(seeds, world, said_of, RULES)


def test_no_sentence_is_false_or_claims_more_than_is_known() -> None:
    faults, read = faults_in(range(WORLDS))
    assert faults == []
    assert min(read.values()) > 2, read
    assert set(read) >= kinds.WORLDS


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (
            [60, 57, 54, 51],
            "Văn bản 291/UBND-NC chậm so với hạn 31/10/2026: với tốc độ này còn khoảng 42 hồ sơ "
            "(theo danh sách 10/10/2026; độ tin cậy 80%: 42–42)",
        ),
        ([60, 40, 20, 6], "Văn bản 291/UBND-NC: với tốc độ này sẽ kịp hạn 31/10/2026, còn 6 hồ sơ"),
        ([60, 20, 58, 30], "Văn bản 291/UBND-NC có thể không kịp hạn 31/10/2026: với tốc độ này còn khoảng"),
        ([60, 50], "Văn bản 291/UBND-NC: đến 10/10/2026 đã xử lý"),
    ],
)
def test_an_order_is_judged_by_the_pace_of_its_lists(left: list[int], said: str) -> None:
    """Three weeks are left; each list is a week after the one before."""
    found = follow_up_of(replace(world(3), order=(60, left[-1], 21), list_days_ago=0, list_given=True))
    assert found.order
    days = [TODAY - timedelta(weeks=len(left) - 1 - week) for week in range(len(left))]
    come = replace(found.order, pace=pace(days, left, found.order.campaign.deadline))
    assert str(order_pace.verdict(come, TODAY)).startswith(said)
    assert str(order_pace.verdict(come, TODAY + timedelta(days=30))).startswith(
        "Văn bản 291/UBND-NC: đã quá hạn"
    )


@pytest.mark.parametrize(
    ("lie", "found"),
    [
        ("UBND xã Thử 0 thấp nhất trong khối xã, phường: 16,00 điểm", "beyond, one of several is named"),
        (
            "3 đơn vị trong 4 xã, phường cùng thấp nhất: 16,00 điểm, kém trung vị 0,00 điểm",
            "false, the distance",
        ),
        ("Trung vị của 4/4 đơn vị: 17,00 điểm", "false, median is 16,00"),
        (
            "Văn bản 1: đến 10/10/2026 đã xử lý 2/5 hồ sơ, còn 3, hạn 01/10/2026",
            "beyond, a deadline that has passed",
        ),
    ],
)
def test_the_judge_sees_a_lie(lie: str, found: str) -> None:
    drawn = world(1)
    units = [
        replace(drawn.units[0], name=f"UBND xã Thử {number}", value=16.0 + 9 * (number == 3), has_dossiers=True,
                is_wrong=False) for number in range(4)
    ]  # fmt: skip
    truth = replace(drawn, units=units, order=(5, 3, -9), is_partial=False, provisional=set())
    said = peers.ends(ranking_of(truth))
    assert any(found in fault for fault in judge(truth, replace(said, words=lambda: lie)))
