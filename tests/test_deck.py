"""The slides' messages are statements about the numbers: for any numbers, none of them is false."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.deck import Bars, Deck, build_deck
from indicators.deck.building import ENDS, GAP
from indicators.entries import DeckChoice
from indicators.problems import InputProblem
from indicators.sources.records import Unit
from indicators.store import Store
from indicators.warehouse import Warehouse
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
    return build_deck(Warehouse(store), "H21")


def message(deck: Deck, key: str) -> str:
    return next(slide.message for slide in deck.slides if slide.key == key)


def number(written: str) -> float:
    return float(written.replace(".", "").replace(",", "."))


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
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
    if len(set(known.values())) == 1:
        assert said.startswith(f"Sở, ban, ngành: cả {len(known)} đơn vị cùng đạt ")
        return
    found = re.fullmatch(r"Sở, ban, ngành: từ (.+) điểm \((.+)\) đến (.+) điểm \((.+)\), trung vị (.+)", said)
    assert found
    for written, names, end in ((found[1], found[2], min), (found[3], found[4], max)):
        extreme = end(known.values())
        there = [name for name, total in known.items() if total == extreme]
        assert number(written) == pytest.approx(extreme)
        assert names == (there[0] if len(there) == 1 else f"{len(there)} đơn vị")


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
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
    read = max(deck.capture.captured_on.day, 2)
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


def test_an_empty_store_has_no_deck(store: Store) -> None:
    with pytest.raises(InputProblem):
        deck_of(store)


def test_of_a_large_peer_group_the_ends_are_drawn_with_a_gap_between(demo_store: Path) -> None:
    deck = deck_of(Store(demo_store))
    slide = next(slide for slide in deck.slides if slide.key == "ranking-commune")
    assert isinstance(slide.exhibit, Bars)
    assert len(slide.exhibit.categories) == 2 * ENDS + 1
    assert slide.exhibit.categories[ENDS] == GAP
    assert slide.exhibit.series[0][1][ENDS] is None
    assert len(slide.notes) == 135


def test_the_slides_chosen_come_in_the_order_chosen(demo_store: Path) -> None:
    warehouse = Warehouse(Store(demo_store))
    chosen = build_deck(warehouse, "H21", choice=DeckChoice("H21", "", ("method", "province", "unknown")))
    assert [slide.key for slide in chosen.slides] == ["method", "province"]


def test_every_slide_names_its_source_and_a_demonstration_says_so(demo_store: Path) -> None:
    deck = deck_of(Store(demo_store))
    assert all("16/11/2026" in slide.source and "MINH HỌA" in slide.source for slide in deck.slides)
