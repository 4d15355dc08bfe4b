"""The ranking shows every unit of one peer group with its rank, and every choice is in its link."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from indicators.analysis.overview import overview
from indicators.analysis.ranking_columns import ON_PAGE, ranking_columns
from indicators.cli import output
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import AN_BINH, FINANCE, JUSTICE, capture, even
from tests.pages.conftest import GIA_LAI, Open, chosen, in_url, words

# What the page says beside the numbers of the command line.
ON_PAGE_ALONE = {"target", "rank_range", "band"}


def shown(page: AppTest) -> pd.DataFrame:
    """The table as it is read on the screen."""
    styled = page.dataframe[0].proto.arrow_data.styler.display_values
    return pa.ipc.open_stream(styled).read_pandas()


@pytest.mark.usefixtures("october_to_look_at")
def test_every_unit_stands_in_rank_order_with_ties_marked(open_page: Open) -> None:
    page = open_page("ranking")
    assert not page.exception
    table = shown(page)
    assert list(table["agency_name"]) == ["Sở Tư pháp", "Sở Nội vụ", "Sở Tài chính"]
    assert list(table["rank"]) == ["1", "=2", "=2"]
    assert list(table["value"]) == ["57,00", "54,00", "54,00"]


@pytest.mark.usefixtures("october_to_look_at")
def test_changes_are_told_with_a_sign_and_what_they_are_counted_from(open_page: Open) -> None:
    page = open_page("ranking")
    assert list(shown(page)["value_change"]) == ["▲\u00a09,00", "▲\u00a012,00", "▼\u00a03,00"]
    assert list(shown(page)["rank_change"]) == ["▲\u00a01", "▲\u00a01", "▼\u00a01"]
    assert "thay đổi so với Năm 2026 (tạm thời), đọc 02/10/2026" in words(page)


@pytest.mark.usefixtures("october_to_look_at")
def test_where_nothing_can_be_compared_there_is_no_column_of_changes(open_page: Open) -> None:
    page = open_page("ranking", read="2026-10-02")
    # Nor, where no counts are known, one of ranges and tie bands.
    assert not {"value_change", "rank_change", "rank_range", "band"} & set(shown(page).columns)
    assert "Chưa so sánh được: chưa có lần đọc trước của kỳ này" in words(page)


def test_a_unit_without_the_value_is_listed_last_and_without_a_rank(open_page: Open, store: Store) -> None:
    store.add([capture({FINANCE: {"transparency": 9}, JUSTICE: even(8)})])
    page = open_page("ranking")
    assert list(page.dataframe[0].value["agency_name"]) == ["Sở Tư pháp", "Sở Tài chính"]
    assert pd.isna(page.dataframe[0].value["rank"].iloc[1])
    assert "Xếp hạng 1/2 đơn vị" in words(page)


def test_a_value_above_its_maximum_is_shown_with_the_reason_it_is_not_ranked(
    open_page: Open, store: Store
) -> None:
    store.add([capture({FINANCE: {"satisfaction": 18.2}, JUSTICE: {"satisfaction": 17}})])
    page = open_page("ranking", node="satisfaction")
    assert list(shown(page)["value"]) == ["17,00", "18,20"]
    assert list(shown(page)["quality"]) == ["", "vượt điểm tối đa, không xếp hạng"]


@pytest.mark.usefixtures("october_to_look_at")
def test_what_is_shown_is_chosen_by_node_level_period_and_reading(open_page: Open) -> None:
    assert chosen(open_page("ranking")) == {
        "node": "total",
        "level": "department",
        "period": "year:2026",
        "read": "2026-10-10",
        "lang": "vi",
    }


@pytest.mark.usefixtures("october_to_look_at")
def test_another_node_is_chosen_and_kept_in_the_url(open_page: Open) -> None:
    page = open_page("ranking")
    page.selectbox("choose_node").select("digitisation").run()
    assert in_url(page)["node"] == "digitisation"
    assert list(shown(page)["value"]) == ["9,50", "9,00", "9,00"]


def test_levels_are_never_mixed(open_page: Open, october: Store) -> None:
    october.add([capture({GIA_LAI: even(9), FINANCE: even(9), AN_BINH: even(8)}, day="2026-10-17")])
    page = open_page("ranking", level="commune")
    assert list(shown(page)["agency_name"]) == ["UBND phường An Bình"]


@pytest.mark.usefixtures("october_to_look_at")
def test_a_marked_unit_is_in_the_url_and_unmarking_takes_it_out(open_page: Open) -> None:
    page = open_page("ranking", unit="so-noi-vu")
    assert page.selectbox("choose_unit").value == "so-noi-vu"
    page.selectbox("choose_unit").select("").run()
    assert "unit" not in in_url(page)


@pytest.mark.usefixtures("october_to_look_at")
def test_an_outdated_link_falls_back_and_says_so(open_page: Open) -> None:
    page = open_page("ranking", node="abolished", level="county", unit="nobody")
    assert not page.exception
    assert chosen(page)["node"] == "total"
    assert len(page.toast) == 3


@pytest.mark.usefixtures("october_to_look_at")
def test_a_node_nobody_has_yet_says_so_and_leaves_the_pickers(open_page: Open) -> None:
    page = open_page("ranking", node="dossier_sync")
    assert not page.exception
    assert "Chưa có lần đọc nào có" in page.info[0].value
    assert page.selectbox("choose_node").value == "dossier_sync"


@pytest.mark.usefixtures("october_to_look_at")
def test_the_source_line_names_source_period_reading_and_version(open_page: Open) -> None:
    line = open_page("ranking").caption[-1].value
    assert line == (
        "Nguồn: bảng điểm nhập từ tệp · Gia Lai · Năm 2026 (kỳ đang mở, số liệu tạm thời) · đọc 10/10/2026 07:30 · "
        "Bộ chỉ số 766, cách tính năm 2026"
    )


def test_values_that_were_computed_here_are_counted(open_page: Open, store: Store) -> None:
    store.add([capture({FINANCE: even(9), JUSTICE: {**even(8), "total": 48}})])
    assert "1 giá trị tự tính, nguồn không công bố" in words(open_page("ranking"))
    assert "tự tính" not in words(open_page("ranking", node="satisfaction"))


def test_the_page_shows_the_numbers_of_the_command_line(open_page: Open, october: Store) -> None:
    ranking = overview(Warehouse.of(october), "H21").rankings["department"]
    page = open_page("ranking", at=october.url, level="department")
    table = page.dataframe[0].value
    columns = [one for one in ranking_columns(ranking, ON_PAGE) if one.key in table]
    assert list(table) == [one.key for one in columns]
    for shown, told in zip(table.to_dict("records"), output.ranking_rows(ranking), strict=True):
        for column in columns:
            if column.is_number:
                assert shown[column.key] == (
                    pytest.approx(told[column.key])
                    if told[column.key] is not None
                    else pytest.approx(float("nan"), nan_ok=True)
                )
            elif column.key not in ON_PAGE_ALONE:
                assert shown[column.key] == column.value(told | {"quality": list(told["quality"])})


def test_districts_of_a_version_without_rules_from_counts_are_ranked(
    open_page: Open, demo_store: Path
) -> None:
    assert "Xếp hạng 17/17 đơn vị" in words(open_page("ranking", demo_store, level="district"))
