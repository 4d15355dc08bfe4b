"""The first screen answers where the province stands, says of when, and is the same again from its link."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from indicators.intake import captures
from indicators.periods import Period
from indicators.sources.records import Unit
from indicators.store.store import Store
from tests.made_up import FINANCE, at, capture, even, reading
from tests.pages.conftest import GIA_LAI, Open, chosen, drawn, in_url, words

AN_GIANG = Unit("UBND tỉnh An Giang", code="H01", level="province")
DECEMBER, JANUARY = Period("month", 2025, 12), Period("month", 2026, 1)


@pytest.mark.usefixtures("october_to_look_at")
def test_it_opens_on_the_newest_reading_and_says_of_when(open_page: Open) -> None:
    page = open_page()
    assert not page.exception
    assert page.metric[0].value.startswith("57,00 ")
    assert "Gia Lai · Năm 2026 (tạm thời)" in words(page)
    assert "đọc 10/10/2026 07:30" in words(page)


@pytest.mark.usefixtures("october_to_look_at")
def test_a_visit_chooses_by_default_and_writes_nothing_into_the_address(open_page: Open) -> None:
    page = open_page()
    assert chosen(page) == {"period": "year:2026", "read": "2026-10-10", "lang": "vi"}
    assert in_url(page) == {}


@pytest.mark.usefixtures("october_to_look_at")
def test_a_link_shows_the_reading_it_was_made_of(open_page: Open) -> None:
    page = open_page(period="year:2026", read="2026-10-02")
    assert page.metric[0].value.startswith("54,00 ")
    assert not page.toast


@pytest.mark.usefixtures("october_to_look_at")
def test_a_link_to_what_is_not_there_shows_the_newest_and_says_so(open_page: Open) -> None:
    page = open_page(period="year:1999", read="yesterday")
    assert not page.exception
    assert page.metric[0].value.startswith("57,00 ")
    assert [notice.value for notice in page.toast] == [
        "Mục “Kỳ báo cáo” không có “year:1999”; đang hiển thị: Năm 2026.",
        "Mục “Lần đọc” không có “yesterday”; đang hiển thị: 10/10/2026.",
    ]


@pytest.mark.usefixtures("october_to_look_at")
def test_another_reading_is_chosen_from_the_picker_and_kept_in_the_url(open_page: Open) -> None:
    page = open_page()
    page.selectbox("choose_read").select("2026-10-02").run()
    assert page.metric[0].value.startswith("54,00 ")
    assert in_url(page) == {"read": "2026-10-02"}
    page.selectbox("choose_read").select("2026-10-10").run()
    assert page.metric[0].value.startswith("57,00 ")
    assert in_url(page) == {}


def test_another_period_forgets_the_day_of_reading_without_complaint(open_page: Open, october: Store) -> None:
    october.add([capture({GIA_LAI: even(9.1)}, day="2026-09-05", period=Period("month", 2026, 8))])
    page = open_page(read="2026-10-02")
    page.selectbox("choose_period").select("month:2026-08").run()
    assert chosen(page)["read"] == "2026-09-05"
    assert in_url(page) == {"period": "month:2026-08"}
    assert not page.toast


@pytest.mark.usefixtures("october_to_look_at")
def test_the_change_says_what_it_is_counted_from(open_page: Open) -> None:
    assert ":gray[▲\u00a03,00] so với 02/10/2026" in words(open_page())


@pytest.mark.usefixtures("october_to_look_at")
def test_the_first_reading_has_no_change_and_says_why(open_page: Open) -> None:
    page = open_page(read="2026-10-02")
    assert "Chưa so sánh được: chưa có lần đọc trước của kỳ này" in words(page)
    assert "▲" not in words(page)


def test_no_change_is_shown_across_two_versions_of_the_index(open_page: Open, store: Store) -> None:
    store.add(
        [
            capture({GIA_LAI: even(9)}, day="2026-01-05", period=DECEMBER),
            capture({GIA_LAI: even(7)}, day="2026-02-05", period=JANUARY),
        ]
    )
    page = open_page()
    assert "Tháng 1/2026" in words(page)
    assert "▼" not in words(page)
    assert "bộ chỉ số đã thay đổi" in words(page)


def test_a_total_that_is_not_known_is_a_dash_and_has_no_rating(open_page: Open, store: Store) -> None:
    store.add([capture({GIA_LAI: {"transparency": 11.79}, FINANCE: even(9)})])
    page = open_page()
    assert page.metric[0].value.startswith("– ")
    assert "chưa xếp loại" in words(page)
    assert not page.exception


def test_the_rank_among_provinces_says_its_own_day_where_that_is_another(
    open_page: Open, october: Store
) -> None:
    provinces = {GIA_LAI: {"total": 57.0}, AN_GIANG: {"total": 61.5}}
    october.add(captures.prepare([replace(reading(provinces, captured_at=at("2026-10-08")), scope="VN")]))
    assert "xếp thứ 2 trong 2 tỉnh, thành phố (số toàn quốc đọc 08/10/2026) :gray[–]" in words(open_page())


@pytest.mark.usefixtures("october_to_look_at")
def test_without_national_figures_there_is_no_rank_among_provinces(open_page: Open) -> None:
    assert "hạng toàn quốc: chưa có số liệu" in words(open_page())


@pytest.mark.usefixtures("october_to_look_at")
def test_every_chart_has_its_words_for_those_who_cannot_see_it(open_page: Open) -> None:
    alternatives = [words for words, _ in drawn(open_page())]
    assert len(alternatives) == 4
    assert any("Công khai, minh bạch: 9,50 trên 18 điểm" in words for words in alternatives)
    assert all("đọc 10/10/2026" in words or "02/10/2026" in words for words in alternatives)


@pytest.mark.usefixtures("october_to_look_at")
def test_what_deserves_a_look_links_to_the_ranking_that_shows_it(open_page: Open) -> None:
    links = open_page().get("page_link")
    lowest = next(
        link.proto for link in links if "2 đơn vị trong 3 sở, ban, ngành cùng thấp nhất" in link.proto.label
    )
    assert lowest.page == "ranking"
    assert "node=total" in lowest.query_string
    assert "read=2026-10-10" in lowest.query_string


@pytest.mark.usefixtures("october_to_look_at")
def test_english_readers_get_english_from_the_link(open_page: Open) -> None:
    page = open_page(lang="en")
    assert page.metric[0].label == "Total points, computed from the six components"
    assert "Year 2026 (provisional)" in words(page)


def test_an_empty_store_says_what_to_do(open_page: Open) -> None:
    page = open_page()
    assert not page.exception
    assert page.title[0].value == "Chưa có số liệu"
    assert [link.proto.page for link in page.get("page_link")] == ["importing", "history"]


@pytest.mark.parametrize("name", ["overview", "ranking"])
def test_the_demonstration_is_marked_on_every_page(open_page: Open, demo_store: Path, name: str) -> None:
    page = open_page(name, demo_store)
    assert not page.exception
    assert page.warning[0].value == "SỐ LIỆU MINH HỌA – không phải số liệu thật"


@pytest.mark.usefixtures("october_to_look_at")
@pytest.mark.parametrize("name", ["overview", "ranking"])
def test_real_figures_are_not_marked_as_demonstration(open_page: Open, name: str) -> None:
    assert not open_page(name).warning


def test_a_total_that_was_added_up_here_says_so(open_page: Open, store: Store) -> None:
    store.add([capture({GIA_LAI: even(9), FINANCE: even(8)})])
    assert open_page().metric[0].label == "Tổng điểm (cộng từ sáu thành phần)"
    store.add([capture({GIA_LAI: {**even(9), "total": 54}, FINANCE: even(8)}, day="2026-10-17")])
    assert open_page().metric[0].label == "Tổng điểm"
