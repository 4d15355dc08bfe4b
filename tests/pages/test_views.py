"""What each page tells of the domain, read as its users read it."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from indicators import catalogue
from indicators.intake import captures
from indicators.periods import Period
from indicators.store.store import Store
from tests.made_up import FINANCE, JUSTICE, at, capture, even, reading
from tests.pages.conftest import GIA_LAI, Filled, Open, drawn, in_url, words


def shown(page: AppTest, number: int = 0) -> pd.DataFrame:
    """A table as it is read on the screen."""
    styled = page.dataframe[number].proto.arrow_data.styler.display_values
    return pa.ipc.open_stream(styled).read_pandas()


@pytest.mark.usefixtures("october_to_look_at")
def test_a_group_tells_points_won_points_lost_and_what_changed(open_page: Open) -> None:
    page = open_page("digitisation")
    assert "Số hóa hồ sơ · 9,50/22" in words(page)
    assert "so với 02/10/2026" in words(page)
    row = shown(page).iloc[0]
    assert (row["value"], row["max_value"], row["lost"], row["value_change"]) == (
        "9,50",
        "22",
        "12,50",
        "▲\u00a00,50",
    )


@pytest.mark.usefixtures("october_to_look_at")
def test_a_group_without_counts_says_that_nobody_can_be_named(open_page: Open) -> None:
    page = open_page("digitisation")
    assert "Không xác định được: chưa có tử số, mẫu số của các đơn vị." in words(page)


def test_online_services_and_online_payment_are_told_apart(open_page: Open, demo_store: Path) -> None:
    page = open_page("online_services", demo_store)
    assert shown(page, 0)["name"].iloc[0] == "Cung cấp DVC trực tuyến"
    assert shown(page, 1)["name"].iloc[0] == "Thanh toán trực tuyến"


def test_who_holds_what_is_missing_is_named_with_a_share(open_page: Open, demo_store: Path) -> None:
    page = open_page("digitisation", demo_store, node="original_result_available")
    assert "hồ sơ các đơn vị còn thiếu cộng lại, theo đơn vị" in words(page)
    assert "số riêng của toàn tỉnh là" in words(page)
    # Who stands apart is told from who has few dossiers.
    assert "Khác biệt thật hay do ít hồ sơ? Sở, ban, ngành" in words(page)
    assert "chưa đủ căn cứ để nói là khác biệt" in words(page)


@pytest.mark.usefixtures("october_to_look_at")
def test_a_trend_has_every_unit_at_every_reading_in_a_table(open_page: Open) -> None:
    table = shown(open_page("trend"))
    assert list(table.columns) == ["Đơn vị", "02/10/2026", "10/10/2026"]
    assert table.set_index("Đơn vị").loc["Sở Tư pháp"].tolist() == ["48,00", "57,00"]


def test_a_trend_says_which_partial_readings_it_leaves_out(open_page: Open, october: Store) -> None:
    october.add([capture({GIA_LAI: even(9), FINANCE: even(9)}, day="2026-10-17")])
    captions = [one.value for one in open_page("trend").caption]
    assert any("17/10/2026" in caption and "Không tính" in caption for caption in captions)


def test_own_counts_of_a_group_are_opened_by_who_wants_them_or_by_a_link(
    open_page: Open, demo_store: Path
) -> None:
    closed = open_page("online_services", demo_store)
    assert "counting" not in in_url(closed)
    linked = open_page("online_services", demo_store, counting="paid_online")
    assert in_url(linked)["counting"] == "paid_online"
    assert len(linked.dataframe) == len(closed.dataframe) + 1
    assert "Cổng thiếu" in words(linked)


def test_an_annotation_is_told_below_the_trend(open_page: Open, demo_store: Path) -> None:
    page = open_page("trend", demo_store, time="closed:month", level="department")
    assert "01/07/2025: Sáp nhập tỉnh Gia Lai và tỉnh Bình Định" in words(page)


def test_wherever_a_target_is_judged_its_source_is_named(open_page: Open, demo_store: Path) -> None:
    said = "Chỉ tiêu giao về Kết quả điện tử: 100%. UBND tỉnh Gia Lai giao 7 chỉ tiêu"
    of_communes = {"level": "commune", "node": "original_result_available"}
    for name in ("ranking", "digitisation", "trend", "map"):
        assert words(open_page(name, demo_store, **of_communes)).count(said) == 1
    assert said in words(open_page("agency", demo_store, agency="ubnd-phuong-pleiku"))
    assert "Kế hoạch số 153/KH-UBND" in words(open_page("nation", demo_store))


def one_department(store: Store) -> None:
    store.add([capture({FINANCE: even(9)})])


def test_an_indicator_nobody_has_is_said_and_the_pickers_stay(open_page: Open, filled: Filled) -> None:
    for name in ("trend", "ranking"):
        page = open_page(name, filled(one_department), node="paid_dossiers")
        assert [info.value for info in page.info] == [
            "Chưa có lần đọc nào có “Tỷ lệ hồ sơ thanh toán trực tuyến” cho khối này."
        ]
        assert page.selectbox(key="choose_node")


def test_an_agency_that_ended_shows_its_last_reading_and_who_took_over(
    open_page: Open, demo_store: Path
) -> None:
    page = open_page("agency", demo_store, agency="ubnd-thi-xa-an-khe")
    assert "UBND thị xã An Khê" in words(page)
    assert "đến 30/06/2025" in words(page)
    assert "Chuyển sang:" in words(page)


@pytest.mark.usefixtures("october_to_look_at")
def test_an_agency_is_shown_against_the_median_of_its_peers(open_page: Open) -> None:
    page = open_page("agency", agency="so-tai-chinh")
    row = shown(page).set_index("name").loc["Tổng điểm"]
    assert (row["value"], row["peer_median"], row["place"]) == ("54,00", "54,00", "=2/3")


@pytest.mark.usefixtures("october_to_look_at")
def test_two_agencies_side_by_side_show_their_difference(open_page: Open) -> None:
    page = open_page("compare", units="so-tai-chinh,so-tu-phap")
    row = shown(page).set_index("node").loc["Tổng điểm"]
    assert (row["A"], row["B"], row["difference_B"]) == ("54,00", "57,00", "▲\u00a03,00")
    # A letter leads to its agency, the name of a row to who is ranked by it.
    doors = set(re.findall(r'<a href="([^"]+)"', " ".join(picture for _, picture in drawn(page))))
    assert {"./agency?agency=so-tai-chinh", "./ranking?node=digitisation&amp;level=department"} <= doors


def test_six_agencies_side_by_side_show_all_their_differences(open_page: Open, demo_store: Path) -> None:
    names = ("noi-vu", "tai-chinh", "y-te", "tu-phap", "xay-dung", "cong-thuong")
    page = open_page("compare", demo_store, level="department", units=",".join(f"so-{one}" for one in names))
    assert not page.exception
    row = shown(page).set_index("node").loc["Tổng điểm"]
    assert all(row[letter][0].isdigit() for letter in "ABCDEF")
    assert all(row[f"difference_{letter}"][0] in "▲▼=" for letter in "BCDEF")


@pytest.mark.usefixtures("october_to_look_at")
def test_one_agency_at_two_times_shows_the_earlier_one_first(open_page: Open) -> None:
    page = open_page("compare", compare="times", agency="so-tai-chinh")
    row = shown(page).set_index("node").loc["Tổng điểm"]
    assert (row["A"], row["B"], row["difference_B"]) == ("57,00", "54,00", "▼\u00a03,00")


def test_why_no_difference_is_shown_stands_on_the_page(open_page: Open, store: Store) -> None:
    store.add(
        [
            capture({FINANCE: even(9)}, day="2026-01-05", period=Period("month", 2025, 12)),
            capture({FINANCE: even(9)}, day="2026-02-05", period=Period("month", 2026, 1)),
        ]
    )
    page = open_page("compare", compare="times", agency="so-tai-chinh", period2="month:2025-12")
    (why,) = [info.value for info in page.info]
    assert why.startswith("Không tính chênh lệch: B: bộ chỉ số đã thay đổi giữa hai kỳ")


def test_one_agency_alone_is_not_a_comparison(open_page: Open, filled: Filled) -> None:
    assert "Hãy chọn ít nhất hai cơ quan." in words(open_page("compare", filled(one_department)))


def test_without_a_national_capture_the_nation_says_so(open_page: Open, store: Store) -> None:
    store.add([capture({GIA_LAI: even(9), JUSTICE: even(9)})])
    assert "Chưa có lần đọc cả nước" in words(open_page("nation"))


def test_of_a_target_for_one_unit_nothing_is_counted(open_page: Open, demo_store: Path) -> None:
    told = words(open_page("nation", demo_store))
    assert "Chỉ tiêu giao về Tổng điểm: 90 điểm" in told
    assert "đơn vị có số liệu đạt" not in told


def test_the_methodology_tells_formula_rule_source_and_problems_of_a_node(
    open_page: Open, demo_store: Path
) -> None:
    told = words(open_page("methodology", demo_store, node="procedures_with_payments"))
    for part in (
        "Công thức:",
        "2 điểm × tỷ lệ / 80%",
        "Nguồn của quy tắc:",
        "đối chiếu số liệu",
        "Rà soát trước ngày:",
    ):
        assert part in told
    assert "Tổng điểm của bốn chỉ số" not in told


def test_the_methodology_of_an_older_version_is_its_own(open_page: Open, demo_store: Path) -> None:
    newer, older = (words(open_page("methodology", demo_store, version=one)) for one in ("2026", "2022"))
    indicator = catalogue.load()["2026"].nodes["publish_on_time"].name()
    assert indicator in newer
    assert indicator not in older


def test_two_readings_of_one_day_stand_beside_each_other(open_page: Open, store: Store) -> None:
    for time, points in (("07:30", 9), ("15:00", 9.5), ("15:00", 9.6)):
        made = reading({FINANCE: even(points), JUSTICE: even(8)}, captured_at=at("2026-10-10", time))
        store.add(captures.prepare([made]))
    page = open_page("trend")
    assert not page.exception
    assert list(shown(page).columns) == [
        "Đơn vị",
        "10/10/2026 07:30",
        "10/10/2026 15:00",
        "10/10/2026 15:00 (2)",
    ]
