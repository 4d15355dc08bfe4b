"""Once through the application in a real browser: it opens, ranks, keeps a choice in the URL, gives a CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

pytestmark = pytest.mark.browser
OPENED = "Gia Lai · Năm 2026 (tạm thời)"
RANKED = re.compile(r"\d+/135 đơn vị")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    yield context.new_page()
    context.close()


def test_the_first_screen_answers_without_scrolling_and_without_the_internet(
    page: Page, application: str
) -> None:
    asked: list[str] = []

    def remember(request: Request) -> None:
        asked.append(request.url)

    page.on("request", remember)
    page.goto(application)
    expect(page.get_by_text("SỐ LIỆU MINH HỌA – không phải số liệu thật")).to_be_visible()
    for words in ("/100", "Biến động lớn nhất", "Cần chú ý", "Phân bố tổng điểm"):
        found = page.get_by_text(words).first
        expect(found).to_be_visible()
        box = found.bounding_box()
        assert box
        assert box["y"] + box["height"] <= 768
    assert [url for url in asked if not url.startswith((application, "data:", "blob:"))] == []


def test_a_choice_changes_the_url_and_the_url_gives_the_same_view(page: Page, application: str) -> None:
    page.goto(f"{application}/ranking")
    page.get_by_role("combobox", name="Khối đơn vị").click()
    page.get_by_role("option", name="Xã, phường").click()
    page.wait_for_url("**level=commune**")
    expect(page.get_by_text(RANKED).first).to_be_visible()
    again = page.context.new_page()
    again.goto(page.url)
    expect(again.get_by_text(RANKED).first).to_be_visible()


def test_a_reading_chosen_holds_on_every_page_and_each_step_is_one_step_back(
    page: Page, application: str
) -> None:
    steps = "window.history.length"
    page.goto(application)
    expect(page.get_by_text(OPENED).first).to_be_visible()
    # A visit shows the default without a word of it in the address.
    assert page.url == f"{application}/"
    before = page.evaluate(steps)
    page.get_by_role("combobox", name="Kỳ báo cáo").click()
    page.get_by_role("option", name="Tháng 10/2026").click()
    page.wait_for_url(f"{application}/?period=month%3A2026-10")
    page.get_by_test_id("stTopNavLink").filter(has_text="Xếp hạng").click()
    expect(page.get_by_text("Tháng 10/2026, đọc").first).to_be_visible()
    page.get_by_test_id("stTopNavSection").filter(has_text="Cuộc họp").click()
    page.get_by_role("menuitem", name="Tài liệu").click()
    expect(page.get_by_role("heading", level=2)).to_be_visible()
    page.wait_for_url(f"{application}/documents?period=month%3A2026-10")
    expect(page.get_by_test_id("stTopNavPopover")).to_have_count(0)
    assert page.evaluate(steps) == before + 3
    for address in ("ranking?period=month%3A2026-10", "?period=month%3A2026-10", ""):
        page.go_back()
        page.wait_for_url(f"{application}/{address}")
    expect(page.get_by_text(OPENED).first).to_be_visible()


def test_a_picker_speaks_the_language_of_the_page(page: Page, application: str) -> None:
    page.goto(f"{application}/ranking?level=commune")
    expect(page.get_by_role("combobox", name="Khối đơn vị")).to_have_value("Xã, phường")
    page.get_by_role("combobox", name="Ngôn ngữ").click()
    page.get_by_role("option", name="English").click()
    expect(page.get_by_role("combobox", name="Peer group")).to_have_value("Communes and wards")
    page.go_back()
    expect(page.get_by_role("combobox", name="Khối đơn vị")).to_have_value("Xã, phường")


@pytest.mark.parametrize("pause", [0, 60, 120, 180])
def test_who_goes_back_before_a_page_is_drawn_is_not_fetched_to_it_again(
    page: Page, application: str, pause: int
) -> None:
    page.goto(f"{application}/methodology")
    expect(page.locator("[data-address]")).to_have_count(1)
    page.get_by_test_id("stTopNavLink").filter(has_text="Tổng quan").click()
    expect(page.get_by_text(OPENED).first).to_be_visible()
    page.get_by_test_id("stTopNavLink").filter(has_text="Xếp hạng").click()
    # Before the browser has noted the step there is none to take back.
    page.wait_for_url("**/ranking*", wait_until="commit")
    page.wait_for_timeout(pause)
    page.go_back()
    page.wait_for_timeout(pause)
    page.go_back()
    expect(page.get_by_role("heading", level=2).first).to_contain_text("Bộ chỉ số 766")
    assert page.url == f"{application}/methodology"


def test_a_link_works_as_the_first_visit_after_a_restart(page: Page, fresh_application: str) -> None:
    page.goto(f"{fresh_application}/ranking?level=commune")
    expect(page.get_by_text(RANKED).first).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_csv_opens_with_every_unit_its_rank_and_the_demonstration_mark(
    page: Page, application: str, tmp_path: Path
) -> None:
    page.goto(f"{application}/ranking?level=department")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Tải CSV", exact=True).click()
    named = "minh-hoa-xep-hang-tong-diem-so-ban-nganh-nam-2026-doc-2026-11-16.csv"
    assert waiting.value.suggested_filename == named
    file = tmp_path / named
    waiting.value.save_as(file)
    content = file.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert "MINH HỌA" in lines[0][0]
    header = next(number for number, line in enumerate(lines) if line[:1] == ["Hạng"])
    ranks = [line[0] for line in lines[header + 1 :]]
    assert len(ranks) == 14
    assert ranks[0] == "1"
