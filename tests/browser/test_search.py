"""The search on every page and within pickers, by keyboard and by touch."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def page(browser: Browser, application: str) -> Iterator[Page]:
    """A laptop's page on which the search is tried again and again."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    opened = context.new_page()
    opened.goto(f"{application}/methodology")
    expect(opened.locator("#search-open")).to_be_visible()
    yield opened
    context.close()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("duc co", "UBND xã Đức Cơ"),
        ("DAK PO", "UBND xã Đak Pơ"),
        ("H21.135", "UBND xã Ia Dreh"),
        ("qui nhon dong", "UBND phường Quy Nhơn Đông"),
        ("so hoa ho so", "Số hóa hồ sơ"),
        ("xep hang", "Xếp hạng"),
    ],
)
def test_what_is_typed_without_marks_finds_at_once_what_is_meant(page: Page, typed: str, first: str) -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type(typed)
    expect(page.locator("#search a").first.locator("span")).to_have_text(first)
    expect(page.locator("#search a").first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#search")).to_be_hidden()


def test_who_types_faster_than_the_names_come_is_led_there_when_they_are(
    browser: Browser, application: str
) -> None:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    waiting: list[Route] = []
    # A list's own method as it is, playwright does not take.
    page.route("**/search?**", lambda route: waiting.append(route))
    page.goto(f"{application}/methodology")
    expect(page.locator("#search-open")).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("duc co")
    expect(page.get_by_role("status").filter(has_text="Đang tải danh mục tên")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#search")).to_be_visible()
    waiting[0].continue_()
    expect(page.get_by_role("heading", name="UBND xã Đức Cơ")).to_be_visible()
    context.close()


def test_a_communes_history_is_two_steps_from_its_name_without_marks(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("dak po")
    expect(page.locator("#search a").first).to_contain_text("Đak Pơ")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="UBND xã Đak Pơ")).to_be_visible()
    expect(page.get_by_text("Tổng điểm trong khối xã, phường")).to_be_visible()


def test_a_dossier_found_by_its_code_is_shown_with_its_lists(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("h21.135-2")
    dossier = page.locator("#search a").first
    expect(dossier).to_contain_text(re.compile(r"H21\.135-\d{6}-\d+"))
    code = dossier.locator("span").inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"{code} qua các danh sách")).to_be_visible()


@pytest.mark.parametrize(
    ("typed", "agency"),
    [
        ("duc co", "ubnd-xa-duc-co"),
        ("DAK PO", "ubnd-xa-dak-po"),
        ("H21.135", "ubnd-xa-ia-dreh"),
        ("Sở Xây", "so-xay-dung"),
        ("qui nhon d", "ubnd-phuong-quy-nhon-dong"),
    ],
)
def test_a_picker_of_units_finds_what_is_typed_without_marks_or_by_its_code(
    page: Page, application: str, typed: str, agency: str
) -> None:
    page.goto(f"{application}/agency")
    page.get_by_role("combobox", name="Cơ quan").focus()
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/agency?agency={agency}")


def test_a_picker_of_several_units_finds_them_without_marks_one_after_the_other(
    page: Page, application: str
) -> None:
    page.goto(f"{application}/compare?level=commune")
    page.get_by_role("combobox", name="Đơn vị", exact=True).focus()
    for typed in ("duc co", "dak po"):
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"units=ubnd-xa-duc-co(,|%2C)ubnd-xa-dak-po"))


def test_on_a_phone_the_search_opens_by_touch_and_leads_on(browser: Browser, application: str) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{application}/methodology")
    page.locator("#search-open").tap()
    page.keyboard.type("cuu an")
    page.locator("#search a").first.tap()
    expect(page.get_by_role("heading", name="UBND xã Cửu An")).to_be_visible()
    context.close()
