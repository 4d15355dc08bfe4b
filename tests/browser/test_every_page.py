"""Every page as people use it: readable by all, on a phone, by keyboard, on paper, by a click on the map."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from tests.browser.conftest import wait_until_drawn
from tests.page_names import PAGES as ALL_PAGES

pytestmark = pytest.mark.browser
# The overview is the first page, at the address itself. Five groups are one page: of them the one with most
# indicators and the one in two parts are opened.
LIKE_OTHERS = {"overview", "transparency", "processing_progress", "satisfaction"}
# With more on them than at first.
WITH_MORE = {
    "documents": "documents?letters=ubnd-xa-ia-dreh",
    "nation": "nation?unit=H44",
    "overdue": "overdue?moved=came-2026-11-09",
}
PAGES = ["", *(WITH_MORE.get(page, page) for page in ALL_PAGES if page not in LIKE_OTHERS)]
MAIN = "document.querySelector('[data-testid=stMain]')"
WIDEST = f"Math.max(document.documentElement.scrollWidth, {MAIN}.scrollWidth)"
LAPTOP, PROJECTOR, PHONE = (1366, 768), (1920, 1080), (390, 844)
# In pixels: what a finger meets.
SMALLEST_TOUCHED = 24


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One visitor for all these tests: the application's own scripts are fetched once."""
    visitor = browser.new_context()
    yield visitor
    visitor.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which, whatever is done, nothing asks for what the browser is told to forbid."""
    refused: list[str] = []

    def remember(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            refused.append(f"{visited.url}: {message.text}")

    visited = context.new_page()
    visited.on("console", remember)
    yield visited
    visited.close()
    assert refused == []


def opened(page: Page, application: str, name: str) -> Page:
    """The page, drawn to its end."""
    width, height = LAPTOP
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{application}/{name}")
    wait_until_drawn(page)
    return page


@pytest.mark.parametrize("name", PAGES)
def test_a_page_stands_in_nobodys_way_and_is_never_pushed_sideways(
    page: Page, application: str, name: str
) -> None:
    opened(page, application, name)
    assert serious_obstacles(page) == []
    page.emulate_media(color_scheme="dark")
    # Only colours are others in the dark.
    assert serious_obstacles(page, runOnly=["color-contrast"]) == []
    for width, height in (LAPTOP, PROJECTOR, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        # Charts take their new width a moment later.
        page.wait_for_function(f"() => {WIDEST} <= {width}")


def test_on_a_phone_the_menu_stands_in_nobodys_way(page: Page, application: str) -> None:
    width, height = PHONE
    opened(page, application, "methodology")
    page.set_viewport_size({"width": width, "height": height})
    expect(page.get_by_test_id("stSidebarNavItems")).to_be_attached()
    assert serious_obstacles(page) == []


def serious_obstacles(page: Page, **asked: object) -> list[tuple[str, list[str]]]:
    """What axe calls serious or critical: the rule, and where it is broken; all rules, or those asked for."""
    found = Axe().run(page, options={"resultTypes": ["violations"], **asked}).response["violations"]
    return [
        (violation["id"], [node["html"] for node in violation["nodes"]])
        for violation in found
        if violation["impact"] in ("serious", "critical")
    ]


def test_on_a_projector_the_overview_fills_the_screen_and_no_more(browser: Browser, application: str) -> None:
    width, height = PROJECTOR
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(application)
    expect(page.locator("html")).to_have_css("font-size", re.compile(r"2\d(\.\d+)?px"))
    # From the frame on: a table keeps the size that it finds when it is drawn.
    assert "font-size: 130%" in page.locator("head").inner_html()
    foot = page.get_by_text("Nguồn: ").last
    expect(page.locator(".picture [data-svg] > svg:visible")).to_have_count(4)
    expect(foot).to_be_visible()
    bottom = foot.evaluate("element => element.getBoundingClientRect().bottom")
    assert 0.85 * height < bottom <= height
    page.close()


def test_on_a_phone_a_ranking_is_seen_whole_without_pushing(browser: Browser, application: str) -> None:
    width, height = PHONE
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(f"{application}/ranking?level=department")
    written = page.locator(".picture svg:visible text").filter(has_text="Sở Nội vụ").first
    expect(written).to_be_visible()
    box = written.bounding_box()
    assert box
    assert box["height"] >= 10
    dots = page.locator(".picture svg:visible a .mark")
    expect(dots).to_have_count(14)
    places = [dot.bounding_box() for dot in dots.all()]
    assert all(place and place["x"] > 0 and place["x"] + place["width"] < width for place in places)
    page.close()


def test_a_page_is_chosen_and_a_choice_made_by_keyboard_alone(page: Page, application: str) -> None:
    opened(page, application, "ranking")
    picker = page.get_by_role("combobox", name="Khối đơn vị")
    for _ in range(60):
        if picker.evaluate("element => element === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(picker).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**level=commune**")


def test_a_row_is_opened_and_what_stands_below_a_table_reached_by_keyboard_alone(
    page: Page, application: str
) -> None:
    opened(page, application, "agency")
    page.get_by_role("link", name="Hồ sơ đúng hạn").first.press("Tab")
    reached = page.locator("a:focus-visible")
    expect(reached).to_have_css("outline-style", "solid")
    table = page.get_by_test_id("stDataFrame").locator("canvas").first
    table.focus()
    below = page.get_by_role("button", name="Tải CSV", exact=False).and_(
        page.locator("[data-testid=stDownloadButton] *")
    )
    for _ in range(20):
        page.keyboard.press("Tab")
        if below.first.evaluate("element => element === document.activeElement"):
            break
    expect(below.first).to_be_focused()
    table.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Space")
    page.wait_for_url("**/ranking?node=**")


def test_a_touch_on_the_map_opens_the_unit_that_was_touched(browser: Browser, application: str) -> None:
    width, height = PHONE
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=True, is_mobile=True, device_scale_factor=1
    )
    page = context.new_page()
    page.goto(f"{application}/map")
    tile = page.locator(".picture a[href*='ubnd-xa-ia-grai']")
    box = tile.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= SMALLEST_TOUCHED
    tile.tap()
    page.wait_for_url("**/agency?agency=ubnd-xa-ia-grai**")
    expect(page.get_by_role("heading", name="UBND xã Ia Grai")).to_be_visible()
    context.close()


def test_arrows_lead_from_tile_to_tile_of_the_map_and_enter_opens_one(page: Page, application: str) -> None:
    opened(page, application, "map")
    page.locator(".picture a[tabindex='0']").first.focus()
    first = page.locator(".picture a:focus").get_attribute("href")
    page.keyboard.press("ArrowLeft")
    reached = page.locator(".picture a:focus").get_attribute("href")
    assert reached
    assert reached != first
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{reached.removeprefix('./')}**")


@pytest.mark.parametrize("name", ["", "agency", "digitisation"])
def test_on_paper_the_whole_page_is_there(page: Page, application: str, name: str, tmp_path: Path) -> None:
    opened(page, application, name)
    page.emulate_media(media="print")
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    expect(page.get_by_role("combobox").first).to_be_hidden()
    main = page.get_by_test_id("stMain")
    assert main.evaluate("element => getComputedStyle(element).overflow") == "visible"
    shown, whole = main.evaluate("element => [element.offsetHeight, element.scrollHeight]")
    assert shown > LAPTOP[1]
    assert shown >= whole - 20
    assert page.pdf(format="A4").startswith(b"%PDF")
