"""On a telephone: the answer first, pickers in one drawer, tables as lists, a menu that closes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import wait_until_drawn
from tests.browser.test_every_page import serious_obstacles

pytestmark = pytest.mark.browser
WIDTH, HEIGHT = 390, 844
# In pixels: what a finger meets.
SMALLEST_TOUCHED = 24
BROWSER_OF_A_PHONE = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36"
)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT},
        has_touch=True,
        is_mobile=True,
        user_agent=BROWSER_OF_A_PHONE,
    )
    yield context.new_page()
    context.close()


def test_a_link_answers_on_the_first_screen_without_a_touch(page: Page, application: str) -> None:
    page.goto(f"{application}/agency?agency=ubnd-xa-ia-dreh")
    total = page.get_by_test_id("stMetric")
    expect(total).to_be_visible()
    expect(page.get_by_role("heading", name="UBND xã Ia Dreh")).to_be_in_viewport()
    expect(total).to_be_in_viewport()
    expect(page.get_by_role("combobox").first).to_be_hidden()


def test_pickers_are_in_one_drawer_that_says_what_is_chosen(page: Page, application: str) -> None:
    page.goto(f"{application}/ranking?level=department")
    drawer = page.locator("#choices-open")
    expect(drawer).to_contain_text("Tổng điểm · Sở, ban, ngành")
    drawer.tap()
    expect(page.get_by_role("combobox", name="Khối đơn vị")).to_be_visible()
    drawer.tap()
    expect(page.get_by_role("combobox", name="Khối đơn vị")).to_be_hidden()
    page.goto(f"{application}/importing")
    expect(drawer).to_have_text("Đang chọn: Tiếng Việt")
    # What a file is asked is no choice of the page: it is answered beside the file.
    table = {
        "name": "diem.csv",
        "mimeType": "text/csv",
        "buffer": "Tên đơn vị;CKMB\nSở Tài chính;17\n".encode(),
    }
    page.locator("input[type=file]").set_input_files(table)
    expect(page.get_by_role("combobox", name="Kỳ báo cáo")).to_be_visible()


def test_a_table_is_a_list_whose_names_are_doors_for_a_finger(page: Page, application: str) -> None:
    page.goto(f"{application}/ranking?level=department")
    names = page.locator(".rows a")
    expect(names).to_have_count(14)
    expect(page.get_by_test_id("stDataFrame")).to_have_count(0)
    assert all((box := name.bounding_box()) and box["height"] >= SMALLEST_TOUCHED for name in names.all())
    # With the drawer open, as only a telephone has it.
    page.locator("#choices-open").tap()
    assert serious_obstacles(page) == []
    first = names.first.inner_text()
    names.first.tap()
    page.wait_for_url("**/agency?agency=**")
    expect(page.get_by_role("heading", name=first)).to_be_visible()


def test_what_stays_a_table_has_no_buttons_over_the_words_above_it(page: Page, application: str) -> None:
    page.goto(f"{application}/overdue")
    expect(page.get_by_test_id("stDataFrame").first).to_be_visible()
    buttons = page.get_by_test_id("stElementToolbar")
    expect(buttons).not_to_have_count(0)
    expect(buttons.first).to_be_hidden()


def test_the_slides_bar_ends_within_the_screen(page: Page, application: str) -> None:
    page.goto(f"{application}/present")
    bar = page.locator("#stage nav:visible").first
    expect(bar).to_be_visible()
    assert all(
        (box := each.bounding_box()) and box["x"] + box["width"] <= WIDTH for each in bar.locator("> *").all()
    )


# The link that a touch went to, told in place of going there.
TOLD = """() => {
  window.touched = [];
  addEventListener("click", (event) => {
    const link = event.target.closest?.(".picture a");
    if (!link) return;
    touched.push(link.getAttribute("href"));
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
}"""
# Whose marks lie at the middle of this one, which is brought into sight, once nothing above it moves any more.
THERE = """async (link) => {
  const where = () => { const box = link.getBoundingClientRect(); return `${box.x} ${box.y}`; };
  for (let before = ""; before !== where(); ) {
    link.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    before = where();
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  const middle = (box) => [box.x + box.width / 2, box.y + box.height / 2];
  const [x, y] = middle(link.getBoundingClientRect());
  const over = (box) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom;
  const links = [...link.closest("[data-svg]").querySelectorAll("a")];
  const there = links.filter((one) => over(one.getBoundingClientRect()));
  return { x, y, addresses: there.map((one) => one.getAttribute("href")) };
}"""


def opened_by_touch(page: Page) -> str:
    """Where the touch a moment ago would have led."""
    page.wait_for_function("() => touched.length")
    return str(page.evaluate("touched.pop()"))


@pytest.mark.parametrize(
    ("name", "charts"),
    [
        ("", 4),
        ("ranking?level=department", 1),
        ("trend?level=department", 10),
        ("compare?level=department", 1),
        ("map", 2),
        ("digitisation", 5),
        ("digitisation?node=original_result_available", 6),
        ("overdue", 2),
        ("campaigns", 1),
        ("nation", 2),
        ("agency", 3),
        ("synchronisation", 1),
        ("quality?finding=coverage", 1),
    ],
)
def test_what_a_finger_touches_in_a_chart_is_what_opens(
    page: Page, application: str, name: str, charts: int
) -> None:
    page.goto(f"{application}/{name}")
    wait_until_drawn(page)
    leading = page.locator(".picture [data-svg]:visible:has(a)")
    expect(leading).to_have_count(charts)
    page.evaluate(TOLD)
    for chart in leading.all():
        marks = chart.locator("a")
        for number in {0, marks.count() // 2}:
            there = marks.nth(number).evaluate(THERE)
            page.touchscreen.tap(there["x"], there["y"])
            assert opened_by_touch(page) in there["addresses"]


def test_a_touch_beside_a_small_dot_is_a_touch_of_it(page: Page, application: str) -> None:
    page.goto(f"{application}/ranking?level=department")
    wait_until_drawn(page)
    dot = page.locator(".picture [data-svg]:visible a:has(.mark)").last
    expect(dot).to_be_visible()
    page.evaluate(TOLD)
    there = dot.evaluate(THERE)
    page.touchscreen.tap(there["x"], there["y"] + SMALLEST_TOUCHED / 2 - 1)
    assert opened_by_touch(page) in there["addresses"]


def test_a_bar_of_overdue_dossiers_opens_the_one_that_was_touched(page: Page, application: str) -> None:
    page.goto(f"{application}/overdue")
    wait_until_drawn(page)
    # Of an age that an agency has no dossiers of a bar has a part without any width.
    bar = page.locator(".picture [data-svg]:visible a[href*='whose=']:visible").nth(2)
    agency = (bar.get_attribute("href") or "").split("whose=")[1].split("&")[0]
    bar.tap()
    page.wait_for_url(f"**/overdue?whose={agency}")


def test_a_column_of_the_flow_opens_the_dossiers_it_counts(page: Page, application: str) -> None:
    page.goto(f"{application}/overdue")
    wait_until_drawn(page)
    # Of a week in which nothing was cleared the column is none.
    column = page.locator(".picture [data-svg]:visible a[href*='moved=cleared']:visible").nth(5)
    counted = re.search(r"đã xử lý (\d+)", column.get_attribute("aria-label") or "")
    assert counted
    column.tap()
    expect(page.get_by_text(f": {counted[1]} hồ sơ đã xử lý")).to_be_visible()


def test_a_point_of_an_order_opens_the_list_it_was_counted_in(page: Page, application: str) -> None:
    page.goto(f"{application}/campaigns")
    wait_until_drawn(page)
    point = page.locator(".picture [data-svg]:visible a:visible").nth(2)
    day = (point.get_attribute("aria-label") or "").split(":")[0]
    point.tap()
    page.wait_for_url("**/overdue?list=**")
    expect(page.locator("#choices-open")).to_contain_text(f"danh sách ngày {day}")


def test_a_province_has_its_line_beside_ours_where_its_dot_is_touched(page: Page, application: str) -> None:
    page.goto(f"{application}/nation")
    wait_until_drawn(page)
    dots = page.locator(".picture [data-svg]:visible a[href*='unit=']:has(.mark)")
    expect(dots).to_have_count(33)
    dots.first.tap()
    page.wait_for_url("**/nation?node=total&unit=**")
    ranks = page.locator(".picture[aria-label^='Thứ hạng'] [data-svg]:visible a > text")
    expect(ranks).to_have_count(2)


def test_the_menu_closes_once_a_page_is_chosen(page: Page, application: str) -> None:
    page.goto(f"{application}/methodology")
    page.get_by_role("button", name="Mở danh mục trang").tap()
    page.get_by_role("link", name="Cả nước").tap()
    page.wait_for_url("**/nation**")
    expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")
