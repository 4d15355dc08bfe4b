"""The slides of a deck: what each says and draws of its numbers, and what is left out."""

from __future__ import annotations

import re
from datetime import date

import pytest

from indicators import catalogue
from indicators.analysis.explanation.few_cases import moved_by_few_cases
from indicators.analysis.overview import overview
from indicators.analysis.signals import with_signals
from indicators.deck import Bars, Deck, Exhibit, Moves, Slide, build_deck
from indicators.deck.groups import group_slide
from indicators.deck.movements import movement_slide
from indicators.deck.standing import ENDS, GAP, ranking_slide
from indicators.errors import InputProblem
from indicators.periods import Period
from indicators.sources.records import Unit
from indicators.store.entries import DeckChoice
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import FINANCE, GIA_LAI, HOME_AFFAIRS, JUSTICE, TRADE, capture, even
from tests.made_up_lists import code, keep_lists


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """A province and four departments, read once."""
    store = Store(tmp_path_factory.mktemp("read-once") / "store")
    units = {FINANCE: even(8), JUSTICE: even(4), TRADE: even(5), HOME_AFFAIRS: even(9)}
    store.add([capture({GIA_LAI: even(9), **units})])
    return Warehouse(store)


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """Four departments read twice: two rose, one fell, one stayed."""
    store = Store(tmp_path_factory.mktemp("moved") / "store")
    moves = {FINANCE: (5, 9), JUSTICE: (8, 7), TRADE: (6, 6), HOME_AFFAIRS: (5, 6)}
    for day, place in (("2026-10-02", 0), ("2026-10-10", 1)):
        scores = {unit: even(points[place]) for unit, points in moves.items()}
        store.add([capture({GIA_LAI: even(9), **scores}, day=day)])
    return Warehouse(store)


@pytest.fixture(scope="module")
def deck_read_once(read_once: Warehouse) -> Deck:
    return build_deck(read_once, "H21")


def deck_of(store: Store) -> Deck:
    return build_deck(Warehouse.of(store), "H21")


def slide_of(deck: Deck, key: str) -> Slide:
    found = deck.slide(key)
    assert found
    return found


def drawn_in(bars: Exhibit) -> dict[str, float | None]:
    """What the bars of a slide show, row by row."""
    assert isinstance(bars, Bars)
    rows = zip(*(values for _, values in bars.series), strict=True)
    known = [next((value for value in row if value is not None), None) for row in rows]
    return dict(zip(bars.categories, known, strict=True))


def message(deck: Deck, key: str) -> str:
    return slide_of(deck, key).message


def test_one_reading_alone_says_that_nothing_can_be_compared(deck_read_once: Deck) -> None:
    assert message(deck_read_once, "changes").startswith("Chưa so sánh được")


def test_an_empty_store_has_a_deck_that_says_so(store: Store) -> None:
    deck = deck_of(store)
    assert [slide.message for slide in deck.slides] == ["Chưa có lần đọc nào của Gia Lai"]
    assert (deck.subtitle, deck.capture, deck.is_demo) == ("chưa có số liệu", None, False)


def test_a_period_that_was_never_read_has_no_deck(store: Store, read_once: Warehouse) -> None:
    for warehouse in (Warehouse.of(store), read_once):
        with pytest.raises(InputProblem):
            build_deck(warehouse, "H21", Period("year", 2025))


def test_what_has_no_data_is_not_shown_and_the_operator_is_told(
    read_once: Warehouse, deck_read_once: Deck
) -> None:
    deck = deck_read_once
    assert {slide.key for slide in deck.left_out} >= {"changes", "overdue", "order", "reminders"}
    assert not {slide.key for slide in deck.slides} & {slide.key for slide in deck.left_out}
    told = " ".join(deck.operator_notes())
    assert "Không trình chiếu vì chưa có số liệu" in told
    assert "Hồ sơ quá hạn: chưa có danh sách cho cuộc họp này" in told
    chosen = build_deck(read_once, "H21", choice=DeckChoice("H21", "", ("overdue", "province")))
    assert [slide.key for slide in chosen.slides] == ["province"]


def test_of_units_alone_no_slide_draws_the_province_and_none_says_that_there_is_nothing(store: Store) -> None:
    for day, points in (("2026-10-03", 8.0), ("2026-10-10", 9.0)):
        store.add([capture({FINANCE: even(points), JUSTICE: even(9.5)}, day=day)])
    deck = deck_of(store)
    assert {"province", "changes"} <= {slide.key for slide in deck.left_out}
    assert message(deck, "group-transparency") == (
        "Công khai, minh bạch: lần đọc này chưa có điểm của Gia Lai"
    )
    assert isinstance(slide_of(deck, "group-transparency").exhibit, Moves)


def test_the_first_slide_says_what_all_others_conclude(deck: Deck) -> None:
    first, *_ = deck.slides
    assert first.key == "summary"
    said = "\n".join(getattr(first.exhibit, "sentences", ()))
    for told in (
        "chỉ tiêu 90,00",
        "Mất nhiều nhất ở",
        "Sở, ban, ngành:",
        "Xã, phường:",
        "hạn 15/12/2026",
        "quyết định 4 việc, trước hết",
    ):
        assert told in said


def test_six_slides_are_enough_for_ten_minutes(demonstration: Warehouse, read_once: Warehouse) -> None:
    short = build_deck(demonstration, "H21", is_short=True)
    assert [slide.key for slide in short.slides] == [
        *("summary", "province", "movers-department", "movers-commune", "order", "proposals")
    ]
    assert not short.has_opening
    assert len(build_deck(read_once, "H21", is_short=True).slides) == 6


def test_the_province_is_drawn_against_its_target_and_each_group_with_its_place(deck: Deck) -> None:
    slide = slide_of(deck, "province")
    assert isinstance(slide.exhibit, Bars)
    (_, won), (named, short), (_, rest) = slide.exhibit.series
    assert named == "Còn thiếu so với chỉ tiêu 90,00"
    assert short[1:] == (None,) * 5
    # The total is out of 100, so that its points are its part.
    assert (won[0] or 0) + (short[0] or 0) == pytest.approx(90)
    for parts in zip(won, short, rest, strict=True):
        assert sum(part or 0 for part in parts) == pytest.approx(100)
    assert re.fullmatch(r"Số hóa hồ sơ: \d+,\d\d/22, hạng =?\d+/34", slide.exhibit.categories[-1])


def test_every_slide_has_two_sentences_to_say_before_its_numbers(deck: Deck) -> None:
    for slide in deck.slides:
        first, second, empty, *numbers = deck.speaker_notes(slide)
        assert first == f"{slide.message}."
        assert second.endswith(".")
        assert empty == ""
        assert numbers


def test_changes_are_counted_since_the_last_meeting_if_asked_on_every_slide_that_tells_any(
    store: Store,
) -> None:
    for day, own in (("2026-10-02", 5), ("2026-10-06", 8), ("2026-10-10", 9)):
        store.add([capture({GIA_LAI: {**even(9), "satisfaction": own}, FINANCE: even(8)}, day=day)])
    keep_lists(
        store,
        {
            "2026-10-02": [code(1)],
            "2026-10-06": [code(1), code(2)],
            "2026-10-10": [code(2), code(3), code(4)],
        },
    )
    warehouse = Warehouse.of(store)
    deck = build_deck(warehouse, "H21", compare_with=date(2026, 10, 2))
    assert message(deck, "group-satisfaction").endswith("; tăng 4,00 điểm so với 02/10/2026")
    assert message(deck, "changes").startswith("Tổng điểm tăng 4,00 điểm so với 02/10/2026")
    assert message(deck, "overdue").startswith(
        "3 hồ sơ quá hạn đến 10/10/2026, tăng 2 so với ngày 02/10/2026"
    )
    with pytest.raises(InputProblem, match="không có lần đọc nào ngày 03/10/2026 để so sánh"):
        build_deck(warehouse, "H21", compare_with=date(2026, 10, 3))


def test_a_group_without_parts_is_shown_beside_its_lowest_units_by_name(deck_read_once: Deck) -> None:
    drawn = drawn_in(slide_of(deck_read_once, "group-satisfaction").exhibit)
    units = {"Sở Tư pháp": 4, "Sở Công Thương": 5, "Sở Tài chính": 8, "Sở Nội vụ": 9}
    assert drawn == {"Toàn tỉnh": 9, **units}


def test_a_group_without_parts_is_shown_by_who_moved_in_it(moved: Warehouse) -> None:
    view = overview(moved, "H21")
    group = catalogue.load()[view.capture.index_version].find("satisfaction")
    drawn = group_slide(moved, view, group, None).exhibit
    assert isinstance(drawn, Moves)
    changes = {"Sở Tài chính": 4, "Sở Nội vụ": 1, "Sở Tư pháp": -1}
    assert dict(zip(drawn.names, drawn.changes, strict=True)) == changes
    assert drawn.steps == ("02/10/2026", "10/10/2026")


def test_who_rose_and_who_fell_is_drawn_by_level_largest_first(moved: Warehouse) -> None:
    view = overview(moved, "H21")
    ranking = with_signals(moved, view.rankings["department"])
    slide = movement_slide(ranking, view, moved_by_few_cases(moved, ranking))
    assert slide.message == (
        "Sở, ban, ngành: 2 đơn vị tăng, 1 đơn vị giảm so với 02/10/2026; giảm nhiều nhất: Sở Tư pháp (▼\u00a06,00)"
    )
    assert slide.facts == ("Tăng nhiều nhất: Sở Tài chính (▲\u00a024,00)",)
    assert isinstance(slide.exhibit, Moves)
    assert slide.exhibit.names == ("Sở Tài chính", "Sở Nội vụ", "Sở Tư pháp")


def test_of_a_large_peer_group_the_ends_are_drawn_with_a_gap_between(deck: Deck) -> None:
    slide = next(slide for slide in deck.slides if slide.key == "ranking-commune")
    assert isinstance(slide.exhibit, Bars)
    assert len(slide.exhibit.categories) == 2 * ENDS + 1
    assert slide.exhibit.categories[ENDS] == GAP
    assert slide.exhibit.series[0][1][ENDS] is None
    assert len(slide.notes) == 135


def test_of_units_with_long_names_fewer_are_drawn(store: Store) -> None:
    long = [
        Unit(
            f"Ban Quản lý Khu kinh tế và các khu công nghiệp số {number}",
            code=f"H21.{number}",
            level="department",
        )
        for number in range(60, 76)
    ]
    store.add([capture({GIA_LAI: even(9), **{unit: even(place / 2) for place, unit in enumerate(long)}})])
    view = overview(Warehouse.of(store), "H21")
    drawn = drawn_in(ranking_slide(view.rankings["department"], view).exhibit)
    assert list(drawn).index(GAP) == ENDS // 2
    assert len(drawn) == 2 * (ENDS // 2) + 1


def test_the_slides_chosen_come_in_the_order_chosen(demonstration: Warehouse) -> None:
    chosen = build_deck(demonstration, "H21", choice=DeckChoice("H21", "", ("method", "province", "unknown")))
    assert [slide.key for slide in chosen.slides] == ["method", "province"]


def test_every_slide_names_its_source_and_a_demonstration_says_so(deck: Deck) -> None:
    assert all("MINH HỌA" in slide.source for slide in deck.slides)
    # The province's own count is of a day of its own.
    assert {slide.key for slide in deck.slides if "16/11/2026" not in slide.source} == {"synchronisation"}
