"""The history page: unknown units wait to be told who they are; a value is corrected beside what it is."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from indicators.sources.records import Unit
from indicators.store.store import Store
from tests.made_up import AN_BINH, FINANCE, capture, even
from tests.page_names import PAGES
from tests.pages.conftest import Filled, Open, words

STRANGER = Unit("Sở Tư Pháp và Hộ tịch tỉnh", level="department")


def button(page: AppTest, label: str) -> AppTest:
    return next(one for one in page.button if one.label == label).click().run()


def test_an_unknown_unit_is_offered_agencies_of_its_level_and_none_is_chosen(
    open_page: Open, store: Store
) -> None:
    store.add([capture({FINANCE: even(9), AN_BINH: even(7), STRANGER: even(8)})])
    page = open_page("history")
    agency = next(box for box in page.selectbox if box.label == "Là cơ quan")
    assert agency.value is None
    assert "Mã –; có trong 1 lần đọc" in words(page)
    assert agency.options[0] == "Sở Tư pháp (H21.16)"
    assert not [offered for offered in agency.options if "An Bình" in offered]
    mapped = button(agency.set_value("so-tu-phap").run(), "Lưu")
    assert not mapped.exception
    assert "Mọi đơn vị" in words(mapped)


def two_of_whom_one_is_unknown(store: Store) -> None:
    store.add([capture({FINANCE: even(9), Unit("Đơn vị lạ", code="H21.999"): even(8)})])


@pytest.mark.parametrize("name", [name for name in PAGES if name not in ("importing", "methodology")])
def test_every_page_opens_over_a_unit_that_nobody_knows_and_that_has_no_level(
    open_page: Open, filled: Filled, name: str
) -> None:
    page = open_page(name, filled(two_of_whom_one_is_unknown))
    assert not page.exception
    if name == "history":
        (unit,) = (box for box in page.selectbox if box.label == "Đơn vị")
        assert unit.options == ["Đơn vị lạ · không rõ cấp"]


def test_where_every_reading_was_withdrawn_the_history_still_puts_it_back(
    open_page: Open, store: Store
) -> None:
    made = capture({FINANCE: even(9)})
    store.add([made])
    page = open_page("history")
    page.selectbox("withdrawn").select_index(0)
    reason = next(field for field in page.text_input if field.label.startswith("Lý do"))
    reason.set_value("nhầm kỳ")
    withdrawn = button(page, "Thu hồi")
    said = withdrawn.success[0].value
    assert "thu hồi: lần đọc Năm 2026, Gia Lai, đọc lúc 10/10/2026 07:30" in said
    assert "Các trang và tệp không còn dùng số liệu này" in said
    assert "đã bị thu hồi" in words(open_page("ranking"))
    restored = button(open_page("history"), "Hủy")
    assert "hủy quyết định: thu hồi: lần đọc Năm 2026" in restored.success[0].value
    assert len(open_page("ranking").dataframe) == 1


def test_a_value_is_corrected_beside_what_it_is(open_page: Open, store: Store) -> None:
    store.add([capture({FINANCE: even(9)})])
    page = open_page("history")
    page.session_state["correcting"] = True
    opened = page.run()
    assert "Giá trị đang lưu: **54,00**" in words(opened)
    value = next(field for field in opened.text_input if field.label == "Giá trị đúng")
    value.set_value("53,5")
    # The first reason is of a withdrawal.
    *_, reason = (field for field in opened.text_input if field.label.startswith("Lý do"))
    reason.set_value("công văn 12")
    corrected = button(opened.run(), "Đính chính")
    assert not corrected.exception
    assert "54,00 → 53,50. Giá trị Cổng công bố vẫn được giữ" in corrected.success[0].value
    (kept,) = store.read("decisions").to_pylist()
    assert (kept["kind"], kept["node"], kept["expected"], kept["value"]) == (
        "correction",
        "total",
        54.0,
        53.5,
    )
