"""The presentation in a real browser: by keys and clicks, with the network cut, to the live page and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
PATIENCE = 30_000


@pytest.fixture
def stage(browser: Browser, application: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    context.set_default_timeout(PATIENCE)
    # The screen is known from an earlier visit: a page is opened anew where it is not, keys pressed or not.
    context.add_cookies([{"name": "screen", "value": "projector", "url": application}])
    page = context.new_page()
    page.goto(f"{application}/present")
    expect(page.locator("#stage section.now h1")).to_be_visible(timeout=PATIENCE)
    yield page
    context.close()


def at(page: Page) -> str:
    return page.locator("#stage section.now nav").inner_text().split()[-1]


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
    stage.locator("#stage section").nth(4).click()
    assert at(stage) == f"5/{count}"
    assert stage.evaluate("new URLSearchParams(location.search).get('slide')") == "5"


def test_every_slide_fits_its_screen_and_has_its_picture(stage: Page) -> None:
    count = int(at(stage).split("/")[1])
    for _ in range(count - 1):
        stage.keyboard.press("ArrowRight")
        shown = stage.locator("#stage section.now")
        boxes = [part.bounding_box() for part in shown.locator("> *").all()]
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


def test_the_live_page_behind_a_slide_and_back_to_the_same_slide(stage: Page) -> None:
    for _ in range(3):
        stage.keyboard.press("ArrowRight")
    here = at(stage)
    stage.keyboard.press("l")
    expect(stage).to_have_url(re.compile(r"/ranking\?.*level=department"), timeout=PATIENCE)
    stage.go_back()
    expect(stage.locator("#stage section.now h1")).to_be_visible(timeout=PATIENCE)
    assert at(stage) == here
    stage.keyboard.press("Escape")
    expect(stage).to_have_url(re.compile(r"/documents"), timeout=PATIENCE)
