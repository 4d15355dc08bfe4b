"""The data quality page counts every kind of finding, shows one in full and says what to do."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from indicators.analysis.quality_tables import SHOWN
from indicators.store.store import Store
from tests.made_up import FINANCE, JUSTICE, capture, even
from tests.pages.conftest import Filled, Open, chosen, drawn, in_url, words

every_kind = pytest.mark.parametrize("kind", SHOWN)


def shown(page: AppTest) -> pd.DataFrame:
    """The table as it is read on the screen."""
    styled = page.dataframe[0].proto.arrow_data.styler.display_values
    return pa.ipc.open_stream(styled).read_pandas()


def one_department(store: Store) -> None:
    store.add([capture({FINANCE: even(9)})])


@every_kind
def test_every_kind_opens_in_full_on_the_demonstration_and_on_one_capture(
    open_page: Open, demo_store: Path, filled: Filled, kind: str
) -> None:
    for at in (demo_store, filled(one_department)):
        page = open_page("quality", at, finding=kind)
        assert not page.exception
        assert not page.error
        assert not page.toast
        assert chosen(page)["finding"] == kind
        assert page.radio(key="choose_finding").value == kind


def test_the_kinds_are_listed_with_what_was_found_of_how_many(open_page: Open, store: Store) -> None:
    store.add([capture({FINANCE: even(9) | {"satisfaction": None}, JUSTICE: {**even(9), "total": 50}})])
    listed = open_page("quality").radio(key="choose_finding").options
    assert "**Thiếu số liệu: 1/2**" in listed
    assert "**Tổng khác tổng các phần: 1/1**" in listed
    assert "Tên viết khác trước: 0" in listed
    assert "Điểm không khớp tử số, mẫu số: –" in listed


def test_a_finding_tells_its_numbers_what_it_means_and_what_to_do(open_page: Open, store: Store) -> None:
    store.add([capture({JUSTICE: {**even(9), "total": 50}})])
    page = open_page("quality", finding="totals")
    row = shown(page).iloc[0]
    assert (row["agency_name"], row["value"], row["expected"], row["difference"]) == (
        "Sở Tư pháp",
        "50,00",
        "54,00",
        "▼\u00a04,00",
    )
    assert "1/1 tổng điểm có chênh lệch." in words(page)
    assert "Tổng điểm công bố vẫn được giữ." in words(page)
    assert "Đối chiếu với Cổng" in words(page)
    assert [link.proto.page for link in page.get("page_link")] == ["methodology", "history"]
    files = [button.proto.label for button in page.get("download_button")]
    assert files == ["Tải CSV", "Bảng dạng PDF", "Trang này (PDF)"]


def test_where_nothing_is_found_the_page_says_so_and_offers_no_table(open_page: Open, filled: Filled) -> None:
    page = open_page("quality", filled(one_department), finding="names")
    assert "Không phát hiện trường hợp nào." in words(page)
    assert not page.dataframe
    assert [button.proto.label for button in page.get("download_button")] == ["Trang này (PDF)"]


def test_missing_values_are_drawn_over_the_readings(open_page: Open, demo_store: Path) -> None:
    page = open_page("quality", demo_store, finding="coverage")
    [(words, _)] = drawn(page)
    assert "Công khai, minh bạch: từ " in words


def test_another_kind_is_chosen_from_the_list_and_kept_in_the_url(open_page: Open, demo_store: Path) -> None:
    page = open_page("quality", demo_store)
    page.radio(key="choose_finding").set_value("marks").run()
    assert in_url(page)["finding"] == "marks"
    assert len(shown(page)) == 150
