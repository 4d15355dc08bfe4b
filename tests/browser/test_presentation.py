"""The presentation in a real browser: by keys and clicks, with the network cut, to the live page and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def stage(browser: Browser, application: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    # The screen is known from an earlier visit: a page is opened anew where it is not, keys pressed or not.
    context.add_cookies([{"name": "screen", "value": "projector", "url": application}])
    page = context.new_page()
    page.goto(f"{application}/present")
    expect(page.locator("#stage section.now h1")).to_be_visible()
    yield page
    context.close()


def at(page: Page) -> str:
    return page.locator("#stage section.now .place").inner_text()


def test_keys_clicks_and_the_overview_go_through_the_slides(stage: Page) -> None:
    count = int(at(stage).split("/")[1])
    for key, number in (
        ("ArrowRight", 2),
        (" ", 3),
        ("PageDown", 4),
        ("ArrowLeft", 3),
        ("PageUp", 2),
        ("End", count),
        ("ArrowRight", count),
        ("Home", 1),
    ):
        stage.keyboard.press(key)
        assert at(stage) == f"{number}/{count}"
    stage.mouse.click(1700, 500)
    assert at(stage) == f"2/{count}"
    stage.mouse.click(100, 500)
    assert at(stage) == f"1/{count}"
    stage.keyboard.press("o")
    expect(stage.locator("#stage.all section")).to_have_count(count)
    # Right by one slide, down by one row and back.
    stage.keyboard.press("ArrowRight")
    rows = stage.locator("#stage section").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().top)"
    )
    across = rows.count(rows[0])
    # No row lies over another.
    height = stage.locator("#stage section").first.evaluate("one => one.getBoundingClientRect().height")
    assert rows[across] >= rows[0] + height
    stage.keyboard.press("ArrowDown")
    assert stage.locator("#stage").get_attribute("data-at") == str(2 + across)
    stage.keyboard.press("ArrowUp")
    assert stage.locator("#stage").get_attribute("data-at") == "2"
    stage.locator("#stage section").nth(4).click()
    assert at(stage) == f"5/{count}"
    assert stage.evaluate("new URLSearchParams(location.search).get('slide')") == "5"


def test_the_six_slides_for_ten_minutes_are_presented_by_their_link(stage: Page, application: str) -> None:
    stage.goto(f"{application}/documents")
    stage.get_by_role("link", name="Trình chiếu 6 trang").click()
    expect(stage.locator("#stage section.now .place")).to_have_text("1/6")
    assert "slides=short" in stage.url


def test_every_slide_fits_its_screen_and_has_its_picture(stage: Page) -> None:
    count = int(at(stage).split("/")[1])
    for _ in range(count - 1):
        stage.keyboard.press("ArrowRight")
        shown = stage.locator("#stage section.now")
        boxes = [part.bounding_box() for part in shown.locator("> :visible").all()]
        for above, below in pairwise(boxes):
            assert above
            assert below
            assert above["y"] + above["height"] <= below["y"] + 1
        assert boxes[-1]
        assert boxes[-1]["y"] + boxes[-1]["height"] <= 1080
        assert shown.locator(".exhibit svg, .exhibit td, .exhibit li").count() > 0


def test_it_goes_on_with_the_network_cut(stage: Page) -> None:
    stage.context.set_offline(True)
    count = at(stage).split("/")[1]
    for number in range(2, 6):
        stage.keyboard.press("ArrowRight")
        assert at(stage) == f"{number}/{count}"
        expect(stage.locator("#stage section.now h1")).to_be_visible()


def test_the_live_page_opens_over_the_slide_and_escape_returns_to_it(stage: Page) -> None:
    for _ in range(3):
        stage.keyboard.press("ArrowRight")
    here = at(stage)
    stage.keyboard.press("f")
    stage.wait_for_function("document.fullscreenElement !== null")
    stage.keyboard.press("l")
    live = stage.frame_locator("#stage iframe")
    expect(live.get_by_test_id("stMain").locator("h1, h2, h3, strong").first).to_be_visible()
    # The live page has the keys now, and the screen is still full.
    assert stage.evaluate("document.fullscreenElement.id") == "stage"
    live.get_by_test_id("stMain").press("Escape")
    expect(stage.locator("#stage iframe")).to_be_hidden()
    assert at(stage) == here
    stage.keyboard.press("f")
    stage.wait_for_function("document.fullscreenElement === null")
    stage.keyboard.press("Escape")
    expect(stage).to_have_url(re.compile(r"/documents"))


def test_who_searches_over_a_slide_writes_and_the_slide_stays(stage: Page) -> None:
    stage.keyboard.press("ArrowRight")
    here = at(stage)
    stage.keyboard.press("Control+k")
    stage.keyboard.type("phu lo b n")
    expect(stage.locator("#search input")).to_have_value("phu lo b n")
    stage.keyboard.press("Escape")
    expect(stage.locator("#search")).to_be_hidden()
    assert at(stage) == here
    assert stage.locator("#stage section.now h1").is_visible()


def test_black_shows_nothing_until_a_key_and_the_bar_fades(stage: Page) -> None:
    for key in ("b", "."):
        stage.keyboard.press(key)
        expect(stage.locator("#stage section.now h1")).to_be_hidden()
        stage.keyboard.press("ArrowRight")
        expect(stage.locator("#stage section.now h1")).to_be_visible()
    # The key that shows it again goes no further.
    assert at(stage).startswith("1/")
    expect(stage.locator("#stage.resting")).to_be_visible()
    expect(stage.locator("#stage section.now nav")).to_have_css("opacity", "0")
    stage.mouse.move(500, 500)
    expect(stage.locator("#stage section.now nav")).to_have_css("opacity", "1")


def test_the_presenter_has_notes_clock_and_next_slide_in_a_window_of_their_own(stage: Page) -> None:
    stage.keyboard.press("ArrowRight")
    with stage.expect_popup() as opening:
        stage.keyboard.press("p")
    window = opening.value
    heading = stage.locator("#stage section.now h1").inner_text()
    expect(window.locator("[data-part=now] h1")).to_have_text(heading)
    expect(window.locator("[data-part=notes] p").first).to_have_text(re.compile(re.escape(heading[:20])))
    expect(window.locator("[data-part=since]")).to_have_text(re.compile(r"00:00:0[2-9]"))
    following = window.locator("[data-part=next] h1").inner_text()
    # Its keys move the slides that are projected, where no note is ever seen.
    window.keyboard.press("PageDown")
    expect(stage.locator("#stage section.now h1")).to_have_text(following)
    expect(window.locator("[data-part=now] h1")).to_have_text(following)
    assert stage.locator("#stage .notes:visible").count() == 0


def test_a_swipe_goes_on_and_back(stage: Page) -> None:
    swipe = """([from, to]) => {
        const stage = document.getElementById("stage");
        const at = (x) => new Touch({ identifier: 1, target: stage, clientX: x, clientY: 300 });
        stage.dispatchEvent(new TouchEvent("touchstart", { touches: [at(from)], changedTouches: [at(from)] }));
        stage.dispatchEvent(new TouchEvent("touchend", { touches: [], changedTouches: [at(to)] }));
    }"""
    stage.evaluate(swipe, [900, 300])
    assert at(stage).startswith("2/")
    stage.evaluate(swipe, [300, 900])
    assert at(stage).startswith("1/")
