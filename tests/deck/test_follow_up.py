"""Slides that follow up, and the choice of slides: statements about the lists, kept as a person left them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.analysis.follow_up import follow_up
from indicators.analysis.overview import overview
from indicators.deck import (
    Deck,
    Lines,
    Slide,
    Table,
    build_deck,
    keep_choice,
    kept_choice,
    slide_choice_table,
)
from indicators.deck.follow_up import following_slides
from indicators.deck.movements import changes_slide
from indicators.errors import InputProblem
from indicators.periods import Period
from indicators.store.actor import Actor
from indicators.store.entries import DeckChoice
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import FINANCE, GIA_LAI, JUSTICE, capture, even
from tests.made_up_lists import code, keep_lists, ordered

SCORES = {GIA_LAI: even(9), FINANCE: even(9), JUSTICE: even(8)}
NAMES = {"H21.13": "Sở Tài chính", "H21.16": "Sở Tư pháp", "H21.11": "Sở Nội vụ"}
counts = st.fixed_dictionaries({agency: st.integers(0, 4) for agency in NAMES})


def deck_of(store: Store) -> Deck:
    return build_deck(Warehouse.of(store), "H21")


def following(store: Store, on: date | None = None) -> dict[str, Slide]:
    """The slides that follow up alone, by key: of a deck they are a small part of what is to be worked out."""
    warehouse = Warehouse.of(store)
    view = overview(warehouse, "H21", captured_on=on)
    slides = following_slides(follow_up(warehouse, view.capture), None, view)
    return {slide.key: slide for slide in slides}


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, Deck]:
    """A store of one reading, which nobody changes, and its deck."""
    store = Store(tmp_path_factory.mktemp("read-once") / "store")
    store.add([capture(SCORES)])
    return store, deck_of(store)


@pytest.fixture
def first(read_once: tuple[Store, Deck]) -> Deck:
    return read_once[1]


@pytest.fixture
def own_store(read_once: tuple[Store, Deck], tmp_path: Path) -> Store:
    """A copy of that store, to write into."""
    return Store(shutil.copytree(read_once[0].url, tmp_path / "own"))


def message(deck: Deck, key: str) -> str:
    found = deck.slide(key)
    assert found
    return found.message


def codes(of: dict[str, int]) -> list[str]:
    return [code(number, agency) for agency, count in of.items() for number in range(count)]


DAYS = ("2026-09-28", "2026-10-05", "2026-10-12", "2026-10-19")


@settings(max_examples=3, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(counts, min_size=len(DAYS), max_size=len(DAYS)))
def test_what_is_said_of_the_backlog_is_true_of_the_lists(held: list[dict[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store")
        store.add([capture(SCORES, day=day) for day in DAYS])
        keep_lists(store, {day: codes(of) for day, of in zip(DAYS, held, strict=True)})
        for place, day in enumerate(DAYS[1:], start=1):
            at = date.fromisoformat(day)
            slides = following(store, at)
            check_backlog(slides, held[place - 1], held[place], at)


def check_backlog(slides: dict[str, Slide], before: dict[str, int], now: dict[str, int], at: date) -> None:
    """What the slides of a day say is true of its list and of that of the week before."""
    on, since = (f"{day:%d/%m/%Y}" for day in (at, at - timedelta(weeks=1)))
    said, count, change = (
        slides["overdue"].message,
        sum(now.values()),
        sum(now.values()) - sum(before.values()),
    )
    if not count:
        assert said == f"Không có hồ sơ quá hạn trong danh sách ngày {on}"
        return
    moved = f"tăng {change} so với" if change > 0 else f"giảm {-change} so với" if change else "bằng"
    most = [agency for agency, held in now.items() if held == max(now.values())]
    named = NAMES[most[0]] if len(most) == 1 else f"{len(most)} đơn vị"
    assert said.startswith(f"{count} hồ sơ quá hạn đến {on}, {moved} ngày {since}; nhiều nhất: ")
    assert said.endswith(f": {named} ({max(now.values())})")
    reminded = slides["reminders"].exhibit
    assert isinstance(reminded, Table)
    assert sum(int(row[2]) for row in reminded.rows) == count


def test_without_a_list_of_the_week_the_slides_say_so(store: Store) -> None:
    store.add([capture(SCORES, day="2026-10-10")])
    keep_lists(store, {"2026-10-19": [code(1)]})
    slides = following(store)
    assert slides["overdue"].message == "Hồ sơ quá hạn: chưa có danh sách cho cuộc họp này"
    assert "proposals" not in [key for key, slide in slides.items() if not slide.is_empty]


def test_an_order_is_followed_with_what_it_needs(store: Store) -> None:
    store.add([capture(SCORES)])
    keep_lists(store, {"2026-09-07": [code(n) for n in range(4)], "2026-10-10": [code(0)]})
    ordered(store)
    slides = following(store)
    slide, proposals = slides["order"], slides["proposals"]
    assert slide.message == "Văn bản 291/UBND-NC: đến 10/10/2026 đã xử lý 3/4 hồ sơ, còn 1, hạn 20/10/2026"
    assert not slide.is_empty
    assert not proposals.is_empty
    assert isinstance(slide.exhibit, Lines)
    assert slide.exhibit.days[-1] == slide.exhibit.deadline == date(2026, 10, 20)
    assert [values for _, values in slide.exhibit.series] == [(4.0, 1.0, None), (4.0, 0.9, 0.0)]
    assert "1 hồ sơ còn lại theo văn bản 291/UBND-NC" in " ".join(proposals.facts)


def test_changes_of_closed_months_are_told_by_their_months_and_of_one_day_by_the_times(store: Store) -> None:
    months = [Period("month", 2026, 7), Period("month", 2026, 8)]
    for month, points in zip(months, (7.0, 8.0), strict=True):
        store.add([capture({GIA_LAI: even(points)}, day="2026-09-05", period=month)])
    changes = changes_slide(overview(Warehouse.of(store), "H21", months[1]))
    assert getattr(changes.exhibit, "steps", None) == ("Tháng 7/2026", "Tháng 8/2026")
    for hour, points in (("07:30", 7.0), ("14:30", 8.0)):
        store.add([capture({GIA_LAI: even(points)}, day="2026-10-10", time=hour)])
    changes = changes_slide(overview(Warehouse.of(store), "H21"))
    assert getattr(changes.exhibit, "steps", None) == ("10/10/2026 07:30", "10/10/2026 14:30")
    assert changes.message.endswith("so với 10/10/2026 07:30")


def test_an_order_whose_day_has_passed_is_told_as_missed_on_its_slide_and_asked_for_at_once(
    store: Store,
) -> None:
    store.add([capture(SCORES, day="2026-10-30")])
    keep_lists(store, {"2026-09-07": [code(n) for n in range(4)], "2026-10-10": [code(0)]})
    ordered(store)
    slides = following(store)
    assert slides["order"].message == (
        "Văn bản 291/UBND-NC: đã quá hạn 20/10/2026, còn 1/4 hồ sơ theo danh sách ngày 10/10/2026"
    )
    assert not slides["order"].is_empty
    asked = " ".join(slides["proposals"].facts)
    assert "Xử lý ngay 1 hồ sơ của văn bản 291/UBND-NC đã quá thời hạn 20/10/2026" in asked


def test_agencies_that_hold_as_many_are_reminded_all_or_none(store: Store) -> None:
    agencies = [f"H21.{number}" for number in range(100, 114)]
    store.add([capture(SCORES)])
    # Nine hold two dossiers each, five one each: the tenth would be one of five.
    listed = [
        code(number, one) for place, one in enumerate(agencies) for number in range(2 if place < 9 else 1)
    ]
    keep_lists(store, {"2026-10-10": listed})
    said = following(store)["reminders"].message
    assert said == "Cần đôn đốc trước: 9/14 cơ quan, đang giữ 18/23 hồ sơ quá hạn"


def test_order_and_titles_are_kept_the_titles_for_their_own_reading_alone(
    own_store: Store, first: Deck
) -> None:
    store = own_store
    table = slide_choice_table.table(first, DeckChoice("H21", ""))
    table.loc["method", "place"] = 0
    table.loc["changes", "is_shown"] = False
    table.loc["province", "title"] = "  Gia Lai giữ vững  "
    store.enter([slide_choice_table.choice(table, "H21", first.capture.capture_id, "lan")])
    kept = deck_of(store)
    assert [slide.key for slide in kept.slides][:2] == ["method", "summary"]
    assert "changes" not in [slide.key for slide in kept.slides]
    (retitled,) = [slide for slide in kept.slides if slide.retitled]
    assert retitled.message == "Gia Lai giữ vững"
    assert retitled.notes[0] == message(first, "province")
    store.add([capture(SCORES, day="2026-10-17")])
    later = deck_of(store)
    assert later.slides[0].key == "method"
    assert message(later, "province") != "Gia Lai giữ vững"
    assert kept_choice(Warehouse.of(store), "H21", first.capture.capture_id).entered_by == "lan"


def test_who_keeps_a_choice_of_slides_second_is_told_of_the_first(own_store: Store, first: Deck) -> None:
    deck, warehouse = first, Warehouse.of(own_store)
    shown = kept_choice(warehouse, "H21", deck.capture.capture_id)
    table = slide_choice_table.table(deck, shown)
    earlier, later = (
        slide_choice_table.choice(
            slide_choice_table.edited(table, {row: {"is_shown": False}}), "H21", deck.capture.capture_id, who
        )
        for row, who in enumerate(("lan", "minh"))
    )
    keep_choice(warehouse, earlier, shown, Actor("lan"))
    with pytest.raises(InputProblem, match="lan đã lưu một lựa chọn trang khác"):
        keep_choice(warehouse, later, shown, Actor("minh"))
    assert kept_choice(warehouse, "H21", deck.capture.capture_id).slides == earlier.slides
    keep_choice(warehouse, later, kept_choice(warehouse, "H21", deck.capture.capture_id), Actor("minh"))
    assert kept_choice(warehouse, "H21", deck.capture.capture_id).slides == later.slides


def test_a_title_of_ones_own_that_tells_of_a_person_is_not_kept(store: Store) -> None:
    store.add([capture(SCORES)])
    warehouse = Warehouse.of(store)
    shown = kept_choice(warehouse, "H21", overview(warehouse, "H21").capture.capture_id)
    choice = replace(shown, titles={"province": "Hồ sơ của bà Trần Thị Thử còn treo"})
    with pytest.raises(InputProblem, match=r"tiêu đề riêng của trang “province”: “.*Trần Thị"):
        keep_choice(warehouse, choice, shown, Actor("lan"))
    assert store.read("deck_choices").num_rows == 0


def test_a_table_without_any_slide_shows_all(own_store: Store, first: Deck) -> None:
    table = slide_choice_table.table(first, DeckChoice("H21", ""))
    table["is_shown"] = False
    own_store.enter([slide_choice_table.choice(table, "H21", first.capture.capture_id, "lan")])
    assert len(deck_of(own_store).slides) == len(first.slides)
