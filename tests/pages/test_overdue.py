"""The pages of overdue dossiers: what came and went, a choice of dossiers, an order entered and followed."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from indicators.analysis import overdue
from indicators.analysis.overdue import Filter
from indicators.exports.overdue import dossiers_csv
from indicators.intake import pipeline
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up_lists import FINANCE, code, keep_lists, listed, ordered, overdue_list
from tests.overdue_files import workbook
from tests.pages.conftest import Filled, Open, chosen, in_url, words

CODES = [code(number) for number in range(4)]
OTHERS = [code(number, "H21.16") for number in range(2)]


def two_lists(store: Store) -> None:
    keep_lists(store, {"2026-09-07": [*CODES, *OTHERS], "2026-09-14": [*CODES[1:], code(7)]})


@pytest.fixture
def lists(store: Store) -> Store:
    """A store of one's own, of two lists."""
    two_lists(store)
    return store


@pytest.fixture
def show(open_page: Open, filled: Filled) -> Open:
    """Open the page over two lists that all tests share, for they only look."""
    return partial(open_page, "overdue", filled(two_lists))


def test_the_heading_counts_what_came_and_went(show: Open) -> None:
    said = words(show())
    assert "4 hồ sơ quá hạn" in said
    assert "▼\u00a02 so với 07/09/2026: 1 mới, 0 quay lại, 3 đã xử lý" in said


def test_a_choice_narrows_the_dossiers_and_lives_in_the_link(show: Open) -> None:
    first_list = chosen(show())
    page = show(whose=FINANCE, list="2026-09-07T00:00")
    assert in_url(page)["whose"] == FINANCE
    assert page.dataframe[0].value.dossier_code.tolist() == CODES
    assert first_list["list"] == "2026-09-14T00:00"


def test_heading_causes_and_file_are_of_the_dossiers_that_were_chosen(show: Open, filled: Filled) -> None:
    page = show(whose=FINANCE, list="2026-09-07T00:00")
    said = words(page)
    assert "Gia Lai · Sở Tài chính · 4/6 hồ sơ quá hạn" in said
    assert "danh sách ngày 07/09/2026, Sở Tài chính" in said
    assert "của tất cả cơ quan" not in said
    warehouse = Warehouse.open(filled(two_lists))
    first, _ = overdue.steps(warehouse, "H21")
    file = dossiers_csv(warehouse, first, Filter(agency_id=FINANCE), ["Sở Tài chính"]).decode("utf-8-sig")
    assert "Tệp này có 4 trong 6 hồ sơ của danh sách (Sở Tài chính)" in file


def test_of_a_part_of_an_agencys_dossiers_nothing_is_said_to_have_come_or_gone(show: Open) -> None:
    said = words(show(cause="unknown"))
    assert "chỉ tính được cho toàn bộ hồ sơ của cơ quan" in said
    assert "so với 07/09/2026" not in said


def test_a_list_of_after_an_agency_ended_tells_nothing_of_it(open_page: Open, demo_store: Path) -> None:
    ended = words(open_page("agency", demo_store, agency="ubnd-thi-xa-an-khe"))
    assert "đến 30/06/2025" in ended
    assert "16/11/2026" not in ended


def test_rows_set_aside_are_shown_with_their_reason(open_page: Open, store: Store) -> None:
    late, not_yet = listed(CODES[0]), listed(CODES[1], due="2026-12-01")
    store.add([overdue_list("2026-09-07", [late, not_yet])])
    page = open_page("overdue")
    assert page.dataframe[-1].value.reason.tolist() == ["chưa đến hạn tại ngày chốt danh sách"]


def test_counts_by_agency_are_shown_without_a_list_and_held_against_one(
    open_page: Open, store: Store, tmp_path: Path
) -> None:
    rows = [["Phụ lục I, minh họa, đến ngày 07/09/2026"], ["STT", "Đơn vị", "Số hồ sơ quá hạn"]]
    rows += [[1, "Sở Tài chính", 4], [2, "Sở Tư pháp", 3], ["", "TỔNG CỘNG", 7]]
    (tmp_path / "phu-luc-i.xlsx").write_bytes(workbook({"Phụ lục I": rows}))
    pipeline.import_files([tmp_path / "phu-luc-i.xlsx"], store)
    page = open_page("overdue")
    assert "(Phụ lục I): 7 hồ sơ quá hạn" in words(page)
    assert "Không có danh sách chi tiết của ngày này" in words(page)
    keep_lists(store, {"2026-09-07": [*CODES, *OTHERS]})
    page = open_page("overdue")
    assert "có số khác ở 1 cơ quan" in words(page)
    assert page.dataframe[-1].value[["overdue", "dossiers"]].to_numpy().tolist() == [[4, 4], [3, 2]]


def test_an_order_is_entered_by_its_form_and_followed_at_once(open_page: Open, lists: Store) -> None:
    page = open_page("campaigns")
    assert "Chưa ghi đợt xử lý nào" in words(page)
    page.text_input[0].set_value("291/UBND-NC")
    page.text_input[1].set_value("Xử lý hồ sơ quá hạn")
    for picker, day in zip(page.date_input, ("10", "01", "07", "30"), strict=True):
        picker.set_value(date(2026, 9, int(day)))
    page.button[0].click().run()
    assert not page.exception
    # The clock of the machine is later than the order's day.
    assert "đã quá hạn 30/09/2026, còn 3/6 hồ sơ" in words(page)
    assert lists.read("campaigns").num_rows == 1


def test_an_order_whose_list_is_missing_says_which_and_another_can_be_entered(
    open_page: Open, lists: Store
) -> None:
    ordered(
        lists,
        document_number="1/UBND-NC",
        document_date=date(2026, 10, 2),
        counted_from=date(2026, 10, 1),
        counted_to=date(2026, 10, 25),
        deadline=date(2026, 11, 20),
        baseline=799,
    )
    page = open_page("campaigns")
    assert "từ ngày 01/10/2026 đến ngày 25/10/2026" in page.warning[0].value
    assert len(page.date_input) == 4


def test_an_order_without_number_is_refused_in_words(open_page: Open, lists: Store) -> None:
    page = open_page("campaigns")
    page.button[0].click().run()
    assert "số văn bản" in page.error[0].value
    assert lists.read("campaigns").num_rows == 0


def test_a_link_to_one_dossier_shows_it_from_list_to_list(show: Open) -> None:
    page = show(dossier=CODES[1])
    assert f"{CODES[1]} qua các danh sách" in words(page)
    assert page.dataframe[0].value.listed_on.tolist() == ["14/09/2026", "07/09/2026"]
    assert "không danh sách nào" in words(show(dossier="H21.11-260101-0001"))
