"""For any numbers, the slides' messages are statements about them, and none is false."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators import catalogue, formats
from indicators.analysis.explanation.few_cases import moved_by_few_cases
from indicators.analysis.follow_up import follow_up
from indicators.analysis.overview import overview
from indicators.deck import Slide
from indicators.deck.groups import group_slide
from indicators.deck.movements import changes_slide
from indicators.deck.standing import province_slide, ranking_slide
from indicators.deck.summary import summary_slide
from indicators.errors import InputProblem
from indicators.periods import Period
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import COMPONENTS, FINANCE, GIA_LAI, HOME_AFFAIRS, JUSTICE, TRADE, capture, even

DEPARTMENTS = {
    "Sở Tài chính": FINANCE,
    "Sở Tư pháp": JUSTICE,
    "Sở Nội vụ": HOME_AFFAIRS,
    "Sở Công Thương": TRADE,
}
known = st.sampled_from([0.0, 4.0, 7.5, 9.0, 9.5])
points = st.one_of(st.none(), known)
# Of a reading all groups are known as often as some are missing.
readings = st.one_of(*(st.lists(each, min_size=6, max_size=6) for each in (known, points)))
# What the province is to reach, by the targets of the tests' own province.
TARGET = 90


def number(written: str) -> float:
    return float(written.replace(".", "").replace(",", "."))


# None has a month before it that it could be compared with: each is a case of its own.
MONTHS = [Period("month", 2026, number) for number in (1, 3, 5, 7)]
# Points of the four departments, in every month.
of_months = st.lists(
    st.lists(points, min_size=4, max_size=4).filter(
        lambda values: any(value is not None for value in values)
    ),
    min_size=len(MONTHS),
    max_size=len(MONTHS),
)


@settings(max_examples=3, suppress_health_check=[HealthCheck.too_slow])
@given(of_months)
def test_who_is_first_and_last_is_named_alone_only_where_it_is_alone(read: list[list[float | None]]) -> None:
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store")
        for month, values in zip(MONTHS, read, strict=True):
            scores = {unit: even(value) for unit, value in zip(DEPARTMENTS.values(), values, strict=True)}
            store.add([capture({GIA_LAI: even(9), **scores}, day="2026-10-10", period=month)])
        warehouse = Warehouse.of(store)
        for month, values in zip(MONTHS, read, strict=True):
            view = overview(warehouse, "H21", month)
            check_first_and_last(ranking_slide(view.rankings["department"], view), values)


def check_first_and_last(shown: Slide, values: list[float | None]) -> None:
    """What a ranking's slide says of its ends is true of the departments' points."""
    totals = {
        name: None if value is None else 6 * value for name, value in zip(DEPARTMENTS, values, strict=True)
    }
    said = next(one for one in (shown.message, *shown.facts) if one.startswith("Sở, ban, ngành"))
    known = {name: total for name, total in totals.items() if total is not None}
    missing = len(values) - len(known)
    assert (f"; {missing} đơn vị chưa có số liệu" in said) == (missing > 0)
    said = said.partition(";")[0]
    if len(set(known.values())) == 1:
        named = next(iter(known)) if len(known) == 1 else f"{len(known)} đơn vị có số liệu cùng"
        # "All" is all of them, and not those that are known.
        named = f"cả {len(known)} đơn vị cùng" if not missing else named
        assert said.startswith(f"Sở, ban, ngành: {named} đạt ")
        return
    found = re.fullmatch(r"Sở, ban, ngành: từ (.+?) \((.+)\) đến (.+) điểm \((.+)\)", said)
    assert found
    for written, names, end in ((found[1], found[2], min), (found[3], found[4], max)):
        extreme = end(known.values())
        there = [name for name, total in known.items() if total == extreme]
        assert number(written) == pytest.approx(extreme)
        assert names == (there[0] if len(there) == 1 else f"{len(there)} đơn vị")


@settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow])
@given(readings, readings)
def test_what_the_total_did_and_which_group_loses_most_is_what_a_plain_sum_says(
    before: list[float | None], now: list[float | None]
) -> None:
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store")
        for day, values in (("2026-10-02", before), ("2026-10-09", now)):
            scores = {GIA_LAI: dict(zip(COMPONENTS, values, strict=True)), FINANCE: even(9)}
            store.add([capture(scores, day=day)])
        warehouse = Warehouse.of(store)
        try:
            view = overview(warehouse, "H21")
        except InputProblem:
            return
        few = {level: moved_by_few_cases(warehouse, ranking) for level, ranking in view.rankings.items()}
        summary = summary_slide(
            view, follow_up(warehouse, view.capture), view.capture.captured_on, few
        ).message
        said = province_slide(warehouse, view).message
    read = view.capture.captured_on.day
    values = now if read == 9 else before
    if any(value is None for value in values):
        assert said == "Lần đọc này chưa có tổng điểm của Gia Lai"
    else:
        total = sum(value for value in values if value is not None)
        reached = re.search(r"đạt (.+?)/100", summary)
        short = re.search(rf"còn thiếu (.+?) điểm so với chỉ tiêu {TARGET},00", said)
        assert reached
        assert short
        assert number(reached[1]) == pytest.approx(total) == TARGET - number(short[1])
    changed = changes_slide(view).message
    if read == 9 and None not in now and None not in before:
        by = sum(now) - sum(before)  # type: ignore[arg-type]
        word = "tăng" if by > 0 else "giảm" if by < 0 else "gần như không đổi"
        assert word in changed
    elif "tăng" in changed or "giảm" in changed:
        pytest.fail(f"a change is told that is not known: {changed}")


# Groups that are components: each has points of its own, and moves by itself.
GROUPS = ("transparency", "processing_progress", "satisfaction", "digitisation")
# The province's points before and now.
moves = st.one_of(st.tuples(known, known), st.tuples(known, known), st.tuples(points, points))
groups = st.fixed_dictionaries(
    dict.fromkeys(GROUPS, st.tuples(st.lists(points, min_size=4, max_size=4), moves))
)


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(groups)
def test_below_a_group_stands_how_it_moved_and_who_is_first_and_last(
    groups: dict[str, tuple[list[float | None], tuple[float | None, float | None]]],
) -> None:
    # A reading that lacks what the one before had is partial, and the one before stands, in every group.
    is_partial = any(before is not None and now is None for _, (before, now) in groups.values())
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store")
        for place, day in enumerate(("2026-10-02", "2026-10-09")):
            province = {group: own[place] for group, (_, own) in groups.items()}
            scores = {GIA_LAI: {**even(9), **province}}
            for order, unit in enumerate(DEPARTMENTS.values()):
                scores[unit] = {**even(9), **{group: values[order] for group, (values, _) in groups.items()}}
            store.add([capture(scores, day=day)])
        warehouse = Warehouse.of(store)
        view = overview(warehouse, "H21")
        index = catalogue.load()[view.capture.index_version]
        for group, (values, (before, now)) in groups.items():
            check_group(
                group_slide(warehouse, view, index.find(group), None),
                values,
                None if is_partial or before is None or now is None else now - before,
            )


def check_group(shown: Slide, values: list[float | None], moved_by: float | None) -> None:
    """What stands below a group is true of its departments' points and of the province's move, where it is known."""
    facts = (shown.message, *shown.facts)
    known = [value for value in values if value is not None]
    moved = [fact for fact in facts if "so với 02/10/2026" in fact]
    if moved_by is None:
        assert not any(word in fact for word in ("tăng", "giảm", "gần như") for fact in moved)
    else:
        word = "gần như không đổi" if moved_by == 0 else "tăng" if moved_by > 0 else "giảm"
        (told,) = moved
        _, _, told = told.partition("; ")
        assert told.startswith(word)
        if moved_by:
            assert number(told.split()[1]) == pytest.approx(abs(moved_by))
    ends = [fact for fact in facts if fact.startswith("Sở, ban, ngành")]
    assert len(ends) == bool(known)
    if len(set(known)) > 1:
        assert f"từ {formats.number(min(known))} (" in ends[0]
        assert f"đến {formats.number(max(known))} điểm (" in ends[0]
