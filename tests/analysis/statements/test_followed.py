"""Nothing said of an order's pace, of an agency's dossiers or in its letters is untrue: a plain judge finds nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from indicators.analysis.statements import Statement, order_pace
from tests.analysis.statements.followed_worlds import (
    FollowedWorld,
    followed_world,
    progress_of,
    said_of_agency,
    said_of_list,
    said_of_order,
)
from tests.analysis.statements.judge import judge
from tests.analysis.statements.judge_followed import RULES, forecast
from tests.analysis.statements.kinds import FOLLOWED
from tests.analysis.statements.trial import faults_of
from tests.analysis.statements.worlds import TODAY

# Thousands are judged by hand; so many are judged with every run of the tests.
WORLDS = 150


def said_of(truth: FollowedWorld) -> Iterator[Statement]:
    """Everything that is said of such a world."""
    yield from filter(None, (*said_of_order(truth), *said_of_agency(truth), *said_of_list(truth)))


def faults_in(seeds: range) -> tuple[list[str], Counter[str]]:
    """Every fault the judge finds in these worlds, and how many sentences of each kind it read."""
    return faults_of(seeds, followed_world, said_of, RULES)


def test_no_sentence_is_false_or_claims_more_than_is_known() -> None:
    faults, read = faults_in(range(WORLDS))
    assert faults == []
    assert min(read.values()) > 2, read
    assert set(read) >= FOLLOWED


def slow() -> FollowedWorld:
    """An order of 60 of which three go each week, with three weeks left, and a letter to an agency with two of them."""
    drawn = next(world for world in map(followed_world, range(99)) if len(world.dossiers) == 2)
    left = [(TODAY - timedelta(weeks=3 - week), 60 - 3 * week) for week in range(4)]
    counted = [replace(one, due=TODAY, was_counted=True) for one in drawn.dossiers]
    return replace(drawn, left=left, by_deadline=21, list_given=True, list_days_ago=0, dossiers=counted)


@pytest.mark.parametrize(
    ("kind", "lie", "found"),
    [
        ("verdict_off_pace", "Văn bản 291/UBND-NC: với tốc độ này sẽ kịp hạn 31/10/2026, còn 51 hồ sơ theo danh sách "
         "10/10/2026", "it is chậm"),
        ("verdict_off_pace", "Văn bản 291/UBND-NC chậm so với hạn 31/10/2026: với tốc độ này còn khoảng 40 hồ sơ (theo "
         "danh sách 10/10/2026; độ tin cậy 80%: 42–42)", "left is 42"),
        ("oldest", "Hồ sơ quá hạn lâu nhất là hồ sơ H21.65-260914-0000, hẹn trả ngày 10/10/2026, quá hạn 0 ngày",
         "one of several is named"),
        ("of_order", "Trong số này, **1 hồ sơ** thuộc văn bản số 291/UBND-NC ngày 01/08/2026, 1 hồ sơ không thuộc văn "
         "bản này", "false, it is"),
    ],
)  # fmt: skip
def test_the_judge_sees_a_lie_about_an_order(kind: str, lie: str, found: str) -> None:
    truth = slow()
    said = next(one for one in said_of(truth) if one.kind == kind)
    assert judge(truth, said, RULES) == []
    assert any(found in fault for fault in judge(truth, replace(said, words=lambda: lie), RULES))


def test_once_its_deadline_has_passed_no_order_has_a_pace_to_come() -> None:
    """The last list is older than the deadline, so that its pace still leads to a day that has passed by now."""
    truth = replace(slow(), left=[(day - timedelta(days=30), left) for day, left in slow().left])
    come = progress_of(truth)
    assert forecast(truth)
    assert order_pace.outlook(come, TODAY).vietnamese == "Đã quá hạn mà vẫn còn hồ sơ"
    assert order_pace.needed(come, TODAY) is None


def test_where_more_come_back_than_are_cleared_the_pace_is_not_told_as_below_nothing() -> None:
    truth = replace(slow(), left=[(day, 60 - left) for day, left in slow().left])
    said = order_pace.needed(progress_of(truth), TODAY)
    assert said
    assert "gần đây mỗi tuần có thêm 3,0 hồ sơ quá hạn trở lại" in said.vietnamese
