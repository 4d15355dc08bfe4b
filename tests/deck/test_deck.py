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
from indicators.analysis.explanation.few_cases import moved_by_few_cases
from indicators.analysis.follow_up import follow_up
from indicators.analysis.overview import overview
from indicators.deck import Bars, Deck, Exhibit, Moves, Slide, build_deck
from indicators.deck.groups import group_slide
from indicators.deck.movements import changes_slide
from indicators.deck.standing import ENDS, GAP, province_slide, ranking_slide
from indicators.deck.summary import summary_slide
from indicators.errors import InputProblem
from indicators.periods import Period
from indicators.sources.records import Unit
from indicators.store.entries import DeckChoice
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


def number(written: str) -> float:
    return float(written.replace(".", "").replace(",", "."))


@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
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
        view = overview(Warehouse.of(store), "H21")
        shown = ranking_slide(view.rankings["department"], view)
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


@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow])
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


def test_one_reading_alone_says_that_nothing_can_be_compared(read_once: Warehouse) -> None:
    assert message(build_deck(read_once, "H21"), "changes").startswith("Chưa so sánh được")


def test_an_empty_store_has_a_deck_that_says_so(store: Store) -> None:
    deck = deck_of(store)
    assert [slide.message for slide in deck.slides] == ["Chưa có lần đọc nào của Gia Lai"]
    assert (deck.subtitle, deck.capture, deck.is_demo) == ("chưa có số liệu", None, False)


def test_a_period_that_was_never_read_has_no_deck(store: Store, read_once: Warehouse) -> None:
    for warehouse in (Warehouse.of(store), read_once):
        with pytest.raises(InputProblem):
            build_deck(warehouse, "H21", Period("year", 2025))


def test_what_has_no_data_is_not_shown_and_the_operator_is_told(read_once: Warehouse) -> None:
    deck = build_deck(read_once, "H21")
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


def test_the_first_slide_says_what_all_others_conclude(demonstration: Warehouse) -> None:
    first, *_ = build_deck(demonstration, "H21").slides
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


def test_the_province_is_drawn_against_its_target_and_each_group_with_its_place(
    demonstration: Warehouse,
) -> None:
    slide = slide_of(build_deck(demonstration, "H21"), "province")
    assert isinstance(slide.exhibit, Bars)
    (_, won), (named, short), (_, rest) = slide.exhibit.series
    assert named == "Còn thiếu so với chỉ tiêu 90,00"
    assert short[1:] == (None,) * 5
    # The total is out of 100, so that its points are its part.
    assert (won[0] or 0) + (short[0] or 0) == pytest.approx(90)
    for parts in zip(won, short, rest, strict=True):
        assert sum(part or 0 for part in parts) == pytest.approx(100)
    assert re.fullmatch(r"Số hóa hồ sơ: \d+,\d\d/22, hạng =?\d+/34", slide.exhibit.categories[-1])


def test_every_slide_has_two_sentences_to_say_before_its_numbers(demonstration: Warehouse) -> None:
    deck = build_deck(demonstration, "H21")
    for slide in deck.slides:
        first, second, empty, *numbers = deck.speaker_notes(slide)
        assert first == f"{slide.message}."
        assert second.endswith(".")
        assert empty == ""
        assert numbers


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
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
        shown = group_slide(warehouse, view, group, None)
    facts = (shown.message, *shown.facts)
    before, now = province
    known = [value for value in values if value is not None]
    moved = [fact for fact in facts if "so với 02/10/2026" in fact]
    if before is None or now is None:
        # A reading that lacks what the one before had is partial, and the one before stands.
        assert not any(word in fact for word in ("tăng", "giảm", "gần như") for fact in moved)
    else:
        word = "gần như không đổi" if now == before else "tăng" if now > before else "giảm"
        (told,) = moved
        _, _, told = told.partition("; ")
        assert told.startswith(word)
        if now != before:
            assert number(told.split()[1]) == pytest.approx(abs(now - before))
    ends = [fact for fact in facts if fact.startswith("Sở, ban, ngành")]
    assert len(ends) == bool(known)
    if len(set(known)) > 1:
        assert f"từ {formats.number(min(known))} (" in ends[0]
        assert f"đến {formats.number(max(known))} điểm (" in ends[0]


def test_changes_of_a_group_are_counted_since_the_last_meeting_too(store: Store) -> None:
    for day, own in (("2026-10-02", 5), ("2026-10-06", 8), ("2026-10-10", 9)):
        store.add([capture({GIA_LAI: {**even(9), "satisfaction": own}, FINANCE: even(8)}, day=day)])
    deck = build_deck(Warehouse.of(store), "H21", compare_with=date(2026, 10, 2))
    assert message(deck, "group-satisfaction").endswith("; tăng 4,00 điểm so với 02/10/2026")


def test_a_group_without_parts_is_shown_beside_its_lowest_units_by_name(read_once: Warehouse) -> None:
    drawn = drawn_in(slide_of(build_deck(read_once, "H21"), "group-satisfaction").exhibit)
    units = {"Sở Tư pháp": 4, "Sở Công Thương": 5, "Sở Tài chính": 8, "Sở Nội vụ": 9}
    assert drawn == {"Toàn tỉnh": 9, **units}


def test_a_group_without_parts_is_shown_by_who_moved_in_it(moved: Warehouse) -> None:
    drawn = slide_of(build_deck(moved, "H21"), "group-satisfaction").exhibit
    assert isinstance(drawn, Moves)
    changes = {"Sở Tài chính": 4, "Sở Nội vụ": 1, "Sở Tư pháp": -1}
    assert dict(zip(drawn.names, drawn.changes, strict=True)) == changes
    assert drawn.steps == ("02/10/2026", "10/10/2026")


def test_who_rose_and_who_fell_is_drawn_by_level_largest_first(moved: Warehouse) -> None:
    slide = slide_of(build_deck(moved, "H21"), "movers-department")
    assert slide.message == (
        "Sở, ban, ngành: 2 đơn vị tăng, 1 đơn vị giảm so với 02/10/2026; giảm nhiều nhất: Sở Tư pháp (▼\u00a06,00)"
    )
    assert slide.facts == ("Tăng nhiều nhất: Sở Tài chính (▲\u00a024,00)",)
    assert isinstance(slide.exhibit, Moves)
    assert slide.exhibit.names == ("Sở Tài chính", "Sở Nội vụ", "Sở Tư pháp")


def test_of_a_large_peer_group_the_ends_are_drawn_with_a_gap_between(demonstration: Warehouse) -> None:
    deck = build_deck(demonstration, "H21")
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


def test_every_slide_names_its_source_and_a_demonstration_says_so(demonstration: Warehouse) -> None:
    deck = build_deck(demonstration, "H21")
    assert all("MINH HỌA" in slide.source for slide in deck.slides)
    # The province's own count is of a day of its own.
    assert {slide.key for slide in deck.slides if "16/11/2026" not in slide.source} == {"synchronisation"}
