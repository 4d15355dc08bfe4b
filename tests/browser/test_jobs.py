"""What people come for, each from the first screen in so many clicks; what is typed on the way is no click.

A commune's history from its name, a table as a file and a link opened on a telephone are where search, files and
telephones are tried.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from indicators.analysis import decisions
from indicators.analysis.ranking import rank
from indicators.sources.records import Unit
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.browser.conftest import served
from tests.made_up import FINANCE, HOME_AFFAIRS, capture, even

pytestmark = pytest.mark.browser
STRANGER = Unit("Sở Tư Pháp và Hộ tịch tỉnh", level="department")
SCORES = "Mã;Tên đơn vị;CKMB\nH21.13;Sở Tài chính;9\nH21.11;Sở Nội vụ;11\n"


class Visitor:
    """Somebody with a mouse and a keyboard, whose clicks are counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def click(self, on: Locator) -> None:
        on.click()
        self.clicks += 1

    def open_menu(self, section: str, page: str) -> None:
        self.click(self.page.get_by_test_id("stTopNavSection").filter(has_text=section))
        self.click(self.page.get_by_role("menuitem", name=page))

    def search(self, typed: str) -> None:
        """Search and open what is found first."""
        self.click(self.page.locator("#search-open"))
        self.page.keyboard.type(typed)
        self.click(self.page.locator("#search a").first)

    def sees(self, words: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_test_id("stMain").get_by_text(words).first).to_be_visible()


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    yield opened
    opened.close()


@pytest.fixture
def visitor(context: BrowserContext, application: str) -> Iterator[Visitor]:
    """At the first screen of the demonstration."""
    page = context.new_page()
    page.goto(application)
    yield Visitor(page)
    page.close()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store that is written to: three departments, one of which nobody knows."""
    store = Store(tmp_path_factory.mktemp("jobs") / "store")
    store.add([capture({FINANCE: even(9), HOME_AFFAIRS: even(7), STRANGER: even(8)})])
    return store


@pytest.fixture(scope="module")
def desk(office: Store) -> Iterator[str]:
    with served(Path(office.url)) as address:
        yield address


@pytest.fixture
def analyst(context: BrowserContext, desk: str) -> Iterator[Visitor]:
    page = context.new_page()
    page.goto(desk)
    yield Visitor(page)
    page.close()


def points(store: Store) -> dict[str, float]:
    """The points for transparency as pages show them, by the unit's name."""
    rows = rank(Warehouse(store), node="transparency", level="department", scope="H21").rows
    return dict(zip(rows.agency_name, rows.value, strict=True))


def all_values(store: Store) -> list[list[float]]:
    """What is shown of every reading."""
    warehouse = Warehouse(store)
    readings = sorted(store.captures()["capture_id"].to_pylist())
    return [decisions.correctable(warehouse, one).shown.tolist() for one in readings]


def test_why_digitisation_is_low_and_who_causes_it(visitor: Visitor) -> None:
    visitor.click(visitor.page.locator(".picture a[href*='digitisation']").first)
    visitor.sees("các đơn vị còn thiếu cộng lại, theo đơn vị")
    visitor.click(visitor.page.locator(".picture[aria-label*='còn thiếu cộng lại'] a[href*='agency=']").first)
    visitor.sees("Vì sao được điểm này, vì sao thay đổi")
    assert visitor.clicks <= 3


def test_two_communes_are_compared(visitor: Visitor) -> None:
    page = visitor.page
    visitor.click(page.get_by_test_id("stTopNavLink").filter(has_text="So sánh"))
    visitor.click(page.get_by_role("combobox", name="Khối đơn vị"))
    visitor.click(page.get_by_role("option", name="Xã, phường"))
    page.wait_for_url("**level=commune**")
    visitor.click(page.get_by_role("combobox", name="Đơn vị", exact=True))
    for name in ("Đức Cơ", "Đak Pơ"):
        page.keyboard.type(name)
        page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"units=ubnd-xa-duc-co(,|%2C)ubnd-xa-dak-po"))
    visitor.sees(re.compile(r"A\s+.*Đức Cơ.*B\s+.*Đak Pơ"))
    assert visitor.clicks <= 4


def test_an_agencys_oldest_dossiers_and_its_reminder(visitor: Visitor) -> None:
    page = visitor.page
    visitor.search("so xay dung")
    visitor.click(page.get_by_test_id("stMain").locator("a[href*='whose=so-xay-dung']"))
    visitor.sees("quá hạn lâu nhất trước")
    with page.expect_download() as waiting:
        visitor.click(page.get_by_role("button", name="Công văn đôn đốc (Word)"))
    letter = Document(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    assert any("Sở Xây dựng" in line.text for line in letter.paragraphs)
    assert visitor.clicks <= 4


def test_a_unit_leads_to_its_letter_with_it_chosen(visitor: Visitor) -> None:
    page = visitor.page
    visitor.search("so xay dung")
    visitor.click(page.get_by_role("link", name="Công văn đôn đốc gửi cơ quan này"))
    page.wait_for_url("**/documents?letters=so-xay-dung")
    expect(page.get_by_test_id("stMultiSelect")).to_contain_text("Sở Xây dựng")


def test_a_deck_is_presented_and_left(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open_menu("Cuộc họp", "Trình chiếu")
    shown = page.locator("#stage section.now .place")
    expect(shown).to_have_text(re.compile("^1/"))
    last = int(shown.inner_text().split("/")[1])
    for number in range(2, last + 1):
        page.keyboard.press("PageDown")
        expect(shown).to_have_text(f"{number}/{last}")
    page.keyboard.press("Escape")
    page.wait_for_url("**/documents**")
    visitor.sees("Trang trình chiếu và tài liệu phát hành")
    assert visitor.clicks <= 6


def test_a_file_is_brought_in(analyst: Visitor, office: Store, tmp_path: Path) -> None:
    file = tmp_path / "KẾT QUẢ CHẤM ĐIỂM NĂM 2026.csv"
    file.write_text(f"KẾT QUẢ CHẤM ĐIỂM NĂM 2026\n{SCORES}", encoding="utf-8")
    analyst.open_menu("Dữ liệu", "Nhập dữ liệu")
    # Dropped from a folder beside the browser.
    analyst.page.locator("input[type=file]").set_input_files(file)
    analyst.click(analyst.page.get_by_role("button", name="Lưu 1 tệp"))
    analyst.sees("đã lưu")
    assert analyst.clicks <= 3
    assert points(office)["Sở Nội vụ"] == 11


def test_an_unknown_unit_is_told(analyst: Visitor, office: Store) -> None:
    page = analyst.page
    analyst.click(page.get_by_role("link", name="chưa có trong danh mục cơ quan"))
    analyst.click(page.get_by_role("button", name="Đó là Sở Tư pháp"))
    analyst.sees("Mọi đơn vị trong các lần đọc và danh sách đều đã được nhận diện.")
    assert analyst.clicks <= 2
    assert "Sở Tư pháp" in points(office)


def test_a_value_is_corrected_and_undone(analyst: Visitor, office: Store) -> None:
    page = analyst.page
    page.locator("#search-open").wait_for()
    page.keyboard.press("/")
    page.keyboard.type("so tai chinh")
    page.keyboard.press("Enter")
    analyst.click(page.get_by_role("link", name="Đính chính một giá trị của cơ quan này"))
    value = page.get_by_role("textbox", name="Giá trị đúng")
    analyst.click(value)
    page.keyboard.type("8,5")
    page.keyboard.press("Tab")
    page.keyboard.type("nhập nhầm")
    page.keyboard.press("Tab")
    expect(page.get_by_role("combobox", name="Cơ quan").first).to_have_value("Sở Tài chính (H21.13)")
    before = all_values(office)
    analyst.click(page.get_by_role("button", name="Đính chính", exact=True))
    analyst.sees("Đã ghi: đính chính")
    assert all_values(office) != before
    analyst.click(page.locator(".st-key-undo-at-once button"))
    analyst.sees("Số liệu được hiển thị như trước quyết định đó.")
    assert all_values(office) == before
    assert analyst.clicks <= 4
