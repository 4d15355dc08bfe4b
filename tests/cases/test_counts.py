"""Counts by unit, as one-stop systems and offices write them, each with the total its own file gives."""

from __future__ import annotations

import pytest

from indicators.periods import Period
from tests.cases.field_files import AUGUST, measures, overdue, own, prepared
from tests.shared import needs_shared

FINANCE, BUILDING, VAN_CANH = "so-tai-chinh", "so-xay-dung", "ubnd-xa-van-canh"
FARMING = "so-nong-nghiep-va-moi-truong"
BRANCH = "Chi nhánh Văn phòng đăng ký đất đai Pleiku"

pytestmark = needs_shared


def test_lettered_sections_and_the_whole_province_are_no_units() -> None:
    assert overdue("c03_counts_sections_AB_toantinh.xlsx") == {FINANCE: 100, BUILDING: 20, VAN_CANH: 30}


@pytest.mark.parametrize("file", ["c05_counts_2.000_text.xlsx", "c06_counts_2.000.csv"])
def test_a_dot_among_counts_groups_thousands(file: str) -> None:
    counted = overdue(file)
    assert counted == {FINANCE: 363, FARMING: 12, BUILDING: 2000}
    # As the table's own total says.
    assert sum(counted.values()) == 2375
    assert not prepared(file).differing


@pytest.mark.parametrize(
    "file", ["c08b_stat_sections_numeric_online.xlsx", "c09_stat_text_thousands_int_pct.xlsx"]
)
def test_sections_with_sums_are_not_counted_again(file: str) -> None:
    made = own(file)
    rows = made.counts.to_pylist()
    sums = {
        measure: sum(row["dossiers"] for row in rows if row["measure"] == measure)
        for measure in ("payable", "paid_online")
    }
    assert sums == {"payable": 3800, "paid_online": 2350}
    assert {row["agency_id"] for row in rows} == {FINANCE, BUILDING, VAN_CANH}
    assert not prepared(file).differing


def test_numbers_like_1_1_before_units_say_nothing_of_how_counts_are_written() -> None:
    made = own("c10_stat_stt_subnumber.csv")
    assert measures(made, FINANCE) == {"payable": 2000, "paid_online": 1000}
    assert measures(made, BUILDING) == {"payable": 300, "paid_online": 150}


def test_procedures_are_no_dossiers_and_are_left_out_by_name() -> None:
    made = own("c11_onestop_procedures_as_dossiers.xlsx")
    assert measures(made, FINANCE) == {"payable": 165}
    assert measures(made, BUILDING) == {"payable": 300}
    (warning,) = made.warnings
    assert "“Số lượng thủ tục có phí, lệ phí” (số thủ tục)" in warning


def test_of_a_unit_of_procedures_and_dossiers_only_the_dossiers_are_counted() -> None:
    made = own("c13_onestop_tttt766_two_columns.xlsx", AUGUST)
    assert measures(made, FINANCE) == {"payable": 165, "paid_online": 145}
    assert "phát sinh thanh toán trực tuyến” (số thủ tục)" in made.warnings[0]


def test_what_was_digitised_and_what_was_not_is_told_for_papers_and_results() -> None:
    made = own("c14_onestop10_real_headers.xlsx", AUGUST)
    told = {
        FINANCE: (600, 200, 400, 30, 6, 550, 150, 400),
        BRANCH: (90, 20, 70, 3, 1, 80, 10, 70),
        VAN_CANH: (500, 300, 200, 5, 1, 480, 280, 200),
    }
    names = (
        *("received", "papers_not_digitised", "papers_digitised", "papers_reused"),
        *("papers_reused_from_portal", "resolved", "results_not_digitised", "results_digitised"),
    )
    for unit, numbers in told.items():
        assert measures(made, unit) == dict(zip(names, numbers, strict=True))
    assert made.unrecognised == (BRANCH,)


def test_a_web_page_named_xls_holds_counts() -> None:
    counted = overdue("c15_onestop_pl1_html.xls")
    assert counted == {FINANCE: 1234, FARMING: 12, BUILDING: 2000}
    assert not prepared("c15_onestop_pl1_html.xls").differing


def test_a_web_page_of_18_columns_under_two_rows_of_headers() -> None:
    made = own("c16_onestop18_real_html.xls", AUGUST)
    names = (
        *("received_online", "received_direct", "received_by_post", "in_processing_in_time"),
        *("in_processing_overdue", "synchronised", "payable", "paid_online", "received"),
    )
    for unit, numbers in {
        FINANCE: (400, 100, 50, 40, 10, 520, 300, 250, 550),
        BUILDING: (300, 100, 50, 40, 10, 430, 300, 250, 450),
        VAN_CANH: (1200, 30, 0, 5, 2, 1190, 900, 870, 1230),
    }.items():
        assert measures(made, unit) == dict(zip(names, numbers, strict=True))


def test_two_annexes_on_one_sheet_are_a_list_and_its_counts() -> None:
    made = prepared("c22_both_annexes_long.xlsx")
    (listed,) = made.lists
    assert listed.dossiers.num_rows == 3
    assert set(listed.counts["agency_id"].to_pylist()) == {f"UBND xã thử {number}" for number in range(1, 16)}
    # The first annex's own total is that of the second: whoever keeps it is asked.
    (differing,) = (one.total for one in made.differing)
    assert (differing.told, differing.summed) == (3, 15)


def test_form_06_of_the_government_office_tells_received_resolved_and_in_processing() -> None:
    made = own("c30_vpcp06.xlsx")
    assert set(made.counts["period"].to_pylist()) == {str(Period("quarter", 2026, 3))}
    names = (
        *("received", "received_online", "received_direct_or_by_post", "carried_over", "resolved"),
        *("resolved_early", "resolved_in_time", "resolved_late", "in_processing"),
        *("in_processing_in_time", "in_processing_overdue"),
    )
    for unit, numbers in {
        FINANCE: (700, 600, 60, 40, 650, 550, 90, 10, 50, 40, 10),
        BUILDING: (500, 400, 90, 10, 450, 350, 90, 10, 50, 40, 10),
    }.items():
        assert measures(made, unit) == dict(zip(names, numbers, strict=True))
    assert not prepared("c30_vpcp06.xlsx").differing


def test_overdue_and_handled_dossiers_by_unit() -> None:
    made = own("c31_overdue_by_unit.xlsx", AUGUST)
    names = (
        *("handled", "handled_in_time", "accepted_late", "in_processing_overdue"),
        "in_processing_overdue_cumulated",
    )
    assert measures(made, FINANCE) == dict(zip(names, (1500, 1400, 63, 20, 37), strict=True))
    assert measures(made, BUILDING) == dict(zip(names, (900, 880, 3, 5, 15), strict=True))


def test_a_unit_under_a_code_of_the_old_style_is_known() -> None:
    made = own("c37_old_style_unit_code_own.csv")
    assert measures(made, FINANCE) == {"received": 2000}
    assert made.unrecognised == ()
