"""The slides' messages are statements about the numbers: for any numbers, none of them is false."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators import catalogue, formats
from indicators.analysis.overview import overview
from indicators.deck import Bars, Deck, Slide, build_deck
from indicators.deck.build import ENDS, GAP
from indicators.deck.groups import group_slide
from indicators.errors import InputProblem
from indicators.periods import Period
from indicators.sources.records import Unit
from indicators.store.entries import DeckChoice
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import COMPONENTS, FINANCE, HOME_AFFAIRS, JUSTICE, TRADE, capture, even

GIA_LAI = Unit("UBND tỉnh Gia Lai", code="H21", level="province")
DEPARTMENTS = {
    "Sở Tài chính": FINANCE,
    "Sở Tư pháp": JUSTICE,
    "Sở Nội vụ": HOME_AFFAIRS,
    "Sở Công Thương": TRADE,
}
points = st.one_of(st.none(), st.sampled_from([0.0, 4.0, 7.5, 9.0, 9.5]))


def deck_of(store: Store) -> Deck:
    return build_deck(Warehouse.of(store), "H21")


def slide_of(deck: Deck, key: str) -> Slide:
    return next(slide for slide in deck.slides if slide.key == key)


def message(deck: Deck, key: str) -> str:
    return slide_of(deck, key).message


def number(written: str) -> float:
    return float(written.replace(".", "").replace(",", "."))


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(points, min_size=4, max_size=4).filter(lambda values: any(value is not None for value in values))
)
def test_who_is_first_and_last_is_named_alone_only_where_it_is_alone(values: list[float | None]) -> None:
    totals = {
        name: None if value is None else 6 * value for name, value in zip(DEPARTMENTS, values, strict=True)
    }
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store")
        scores = {DEPARTMENTS[name]: even(value) for name, value in zip(DEPARTMENTS, values, strict=True)}
        store.add([capture({GIA_LAI: even(9), **scores})])
        said = message(deck_of(store), "ranking-department")
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


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(points, min_size=6, max_size=6), st.lists(points, min_size=6, max_size=6))
def test_what_the_total_did_and_which_group_loses_most_is_what_a_plain_sum_says(
    before: list[float | None], now: list[float | None]
) -> None:
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store")
        for day, values in (("2026-10-02", before), ("2026-10-09", now)):
            scores = {GIA_LAI: dict(zip(COMPONENTS, values, strict=True)), FINANCE: even(9)}
            store.add([capture(scores, day=day)])
        try:
            deck = deck_of(store)
        except InputProblem:
            return
    assert deck.capture
    read = deck.capture.captured_on.day
    values = now if read == 9 else before
    said = message(deck, "province")
    if any(value is None for value in values):
        assert said == "Lần đọc này chưa có tổng điểm của Gia Lai"
    else:
        total = sum(value for value in values if value is not None)
        assert number(re.search(r"đạt (.+?)/100", said)[1]) == pytest.approx(total)  # type: ignore[index]
    changed = message(deck, "changes")
    if read == 9 and None not in now and None not in before:
        by = sum(now) - sum(before)  # type: ignore[arg-type]
        word = "tăng" if by > 0 else "giảm" if by < 0 else "gần như không đổi"
        assert word in changed
    elif "tăng" in changed or "giảm" in changed:
        pytest.fail(f"a change is told that is not known: {changed}")


def test_one_reading_alone_says_that_nothing_can_be_compared(store: Store) -> None:
    store.add([capture({GIA_LAI: even(9), FINANCE: even(8)})])
    assert message(deck_of(store), "changes").startswith("Chưa so sánh được")


def test_an_empty_store_has_a_deck_that_says_so(store: Store) -> None:
    deck = deck_of(store)
    assert [slide.message for slide in deck.slides] == ["Chưa có lần đọc nào của Gia Lai"]
    assert (deck.subtitle, deck.capture, deck.is_demo) == ("chưa có số liệu", None, False)


def test_a_period_that_was_never_read_has_no_deck(store: Store) -> None:
    with pytest.raises(InputProblem):
        build_deck(Warehouse.of(store), "H21", Period("year", 2025))


def test_what_is_missing_is_said_once_and_can_still_be_chosen(store: Store) -> None:
    store.add([capture({GIA_LAI: even(9), FINANCE: even(8)})])
    said = [slide.message for slide in deck_of(store).slides]
    assert said.count("Hồ sơ quá hạn: chưa có danh sách cho cuộc họp này") == 1
    whole = {
        slide.key for slide in build_deck(Warehouse.of(store), "H21", choice=DeckChoice("H21", "")).slides
    }
    assert {"overdue", "order", "reminders"} <= whole


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(points, min_size=4, max_size=4), st.tuples(points, points))
def test_below_a_group_stands_how_it_moved_and_who_is_first_and_last(
    values: list[float | None], province: tuple[float | None, float | None]
) -> None:
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store")
        for day, own in zip(("2026-10-02", "2026-10-09"), province, strict=True):
            units = {DEPARTMENTS[name]: even(value) for name, value in zip(DEPARTMENTS, values, strict=True)}
            scores = {GIA_LAI: {**even(9), "satisfaction": own}, **units}
            store.add([capture(scores, day=day)])
        warehouse = Warehouse.of(store)
        view = overview(warehouse, "H21")
        group = catalogue.load()[view.capture.index_version].find("satisfaction")
        facts = group_slide(warehouse, view, group, None).facts
    before, now = province
    known = [value for value in values if value is not None]
    moved = [fact for fact in facts if "so với 02/10/2026" in fact]
    if before is None or now is None:
        # A reading that lacks what the one before had is partial, and the one before stands.
        assert not any(fact.startswith(("Tăng", "Giảm", "Gần như")) for fact in moved)
    else:
        word = "Gần như không đổi" if now == before else "Tăng" if now > before else "Giảm"
        assert [fact.startswith(word) for fact in moved] == [True]
        if now != before:
            assert number(moved[0].split()[1]) == pytest.approx(abs(now - before))
    ends = [fact for fact in facts if fact.startswith("Sở, ban, ngành")]
    assert len(ends) == bool(known)
    if len(set(known)) > 1:
        assert f"từ {formats.number(min(known))} (" in ends[0]
        assert f"đến {formats.number(max(known))} điểm (" in ends[0]


def test_changes_of_a_group_are_counted_since_the_last_meeting_too(store: Store) -> None:
    for day, own in (("2026-10-02", 5), ("2026-10-06", 8), ("2026-10-10", 9)):
        store.add([capture({GIA_LAI: {**even(9), "satisfaction": own}, FINANCE: even(8)}, day=day)])
    deck = build_deck(Warehouse.of(store), "H21", compare_with=date(2026, 10, 2))
    assert slide_of(deck, "group-satisfaction").facts[0] == "Tăng 4,00 điểm so với 02/10/2026"


def test_a_group_without_parts_is_shown_beside_the_ends_of_its_units(store: Store) -> None:
    store.add([capture({GIA_LAI: even(9), FINANCE: even(8), JUSTICE: even(4), TRADE: even(5)})])
    drawn = slide_of(deck_of(store), "group-satisfaction").exhibit
    assert isinstance(drawn, Bars)
    assert dict(zip(drawn.categories, drawn.series[0][1], strict=True)) == {
        "Toàn tỉnh": 9,
        "Sở, ban, ngành: cao nhất": 8,
        "Sở, ban, ngành: trung vị": 5,
        "Sở, ban, ngành: thấp nhất": 4,
    }


def test_every_message_fits_two_lines(demonstration: Warehouse) -> None:
    """Two lines of the smaller type of a title hold about 126 letters (12.2 inches, 24 points)."""
    for slide in build_deck(demonstration, "H21").slides:
        assert len(slide.message) <= 126, slide.message


def test_of_a_large_peer_group_the_ends_are_drawn_with_a_gap_between(demo_store: Path) -> None:
    deck = deck_of(Store(demo_store))
    slide = next(slide for slide in deck.slides if slide.key == "ranking-commune")
    assert isinstance(slide.exhibit, Bars)
    assert len(slide.exhibit.categories) == 2 * ENDS + 1
    assert slide.exhibit.categories[ENDS] == GAP
    assert slide.exhibit.series[0][1][ENDS] is None
    assert len(slide.notes) == 135


def test_the_slides_chosen_come_in_the_order_chosen(demonstration: Warehouse) -> None:
    chosen = build_deck(demonstration, "H21", choice=DeckChoice("H21", "", ("method", "province", "unknown")))
    assert [slide.key for slide in chosen.slides] == ["method", "province"]


def test_every_slide_names_its_source_and_a_demonstration_says_so(demo_store: Path) -> None:
    deck = deck_of(Store(demo_store))
    assert all("16/11/2026" in slide.source and "MINH HỌA" in slide.source for slide in deck.slides)
