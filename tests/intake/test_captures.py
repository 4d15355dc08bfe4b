"""Intake refuses what cannot be right with its place, flags what is doubtful, and invents nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from indicators.errors import InputProblem
from indicators.intake import captures
from indicators.periods import Period
from indicators.sources.records import Extract, Unit, Value
from indicators.store.capture import Capture
from tests.made_up import AN_BINH, FINANCE, JUSTICE, YEAR, at, capture, even, reading


def rows(made: Capture, node: str) -> dict[str, dict[str, Any]]:
    """A node's observations by agency."""
    return {row["agency_id"]: row for row in made.observations.to_pylist() if row["node"] == node}


def test_a_moment_that_is_given_stands_for_what_the_file_says_but_not_for_several() -> None:
    told = reading({FINANCE: even(1)}, captured_at=at("2026-10-10"))
    (made,) = captures.prepare([told], captured_at=at("2026-10-12"))
    assert made.captured_at == at("2026-10-12")
    with pytest.raises(InputProblem, match="nhiều thời điểm"):
        captures.prepare([told, replace(told, captured_at=at("2026-10-11"))], captured_at=at("2026-10-12"))


def test_agencies_are_matched_to_the_register() -> None:
    made = capture({FINANCE: even(5), AN_BINH: even(5)})
    assert set(rows(made, "satisfaction")) == {"so-tai-chinh", "ubnd-phuong-an-binh"}
    assert made.unrecognised == ()


def test_an_unknown_unit_of_our_province_is_kept_flagged_and_listed() -> None:
    stranger = Unit("UBND xã Chưa Từng Có", code="H21.999", level="commune")
    made = capture({FINANCE: even(5), stranger: even(4)})
    kept = rows(made, "satisfaction")["H21.999"]
    assert kept["score"] == 4
    assert kept["quality"] == ["unrecognised_agency"]
    assert made.unrecognised == ("UBND xã Chưa Từng Có (H21.999)",)


def test_another_provinces_unit_keeps_its_code_and_is_no_stranger() -> None:
    theirs = Unit("Sở Tài chính - Tỉnh Phú Thọ", code="H44.13", level="department")
    one = replace(reading({theirs: even(5)}), scope=None)
    made = captures.prepare([one])[0]
    assert made.scope == "H44"
    assert set(rows(made, "satisfaction")) == {"H44.13"}
    assert made.unrecognised == ()


def test_a_missing_total_is_the_sum_of_all_six_components_and_says_so() -> None:
    made = capture({FINANCE: {**even(1.1), "digitisation": 2.2}})
    total = rows(made, "total")["so-tai-chinh"]
    assert total["score"] == 7.7
    assert total["origin"] == "derived"


def test_a_given_total_stands_even_where_its_components_add_up_to_another() -> None:
    made = capture({FINANCE: {**even(1), "total": 50.5}})
    total = rows(made, "total")["so-tai-chinh"]
    assert (total["score"], total["origin"]) == (50.5, "official")


@pytest.mark.parametrize("missing", ["transparency", "online_payment"])
def test_a_missing_component_leaves_the_total_empty(missing: str) -> None:
    made = capture(
        {FINANCE: {**even(1), missing: None}, JUSTICE: {k: v for k, v in even(1).items() if k != missing}}
    )
    assert rows(made, "total") == {}
    assert rows(made, missing)["so-tai-chinh"]["score"] is None
    assert "so-tu-phap" not in rows(made, missing)


def test_online_services_are_the_sum_of_their_two_components_only() -> None:
    made = capture({FINANCE: {"online_service": 7.25, "online_payment": 8.5}, JUSTICE: {"online_service": 3}})
    group = rows(made, "online_services")
    assert group["so-tai-chinh"]["score"] == 15.75
    assert group["so-tai-chinh"]["origin"] == "derived"
    assert "so-tu-phap" not in group


def test_a_value_about_two_percent_above_its_maximum_is_kept_and_flagged() -> None:
    made = capture({FINANCE: {**even(1), "satisfaction": 18.42}})
    kept = rows(made, "satisfaction")["so-tai-chinh"]
    assert (kept["score"], kept["quality"]) == (18.42, ["above_maximum"])
    assert rows(made, "total")["so-tai-chinh"]["quality"] == ["part_above_maximum"]


@pytest.mark.parametrize("points", [18.46, 95.5, -0.01])
def test_points_that_cannot_be_points_stop_the_import_with_their_place(points: float) -> None:
    with pytest.raises(InputProblem) as refused:
        capture({JUSTICE: even(1), FINANCE: {"transparency": 1, "satisfaction": points}})
    sentence = str(refused.value)
    assert "made-up.csv" in sentence
    assert "C3" in sentence
    assert "Sở Tài chính" in sentence


def test_two_rows_for_one_agency_stop_the_import_naming_both_places() -> None:
    again = Unit("Sở Tài chính - tỉnh Gia Lai", code="H21.13", level="department")
    with pytest.raises(InputProblem) as refused:
        capture({FINANCE: even(1), again: even(2)})
    assert "B2" in str(refused.value)
    assert "B3" in str(refused.value)


def test_a_period_is_given_or_told_and_never_contradicted() -> None:
    untold = replace(reading({FINANCE: even(1)}), period=None)
    with pytest.raises(InputProblem, match="kỳ"):
        captures.prepare([untold])
    month = Period("month", 2026, 8)
    assert captures.prepare([untold], period=month)[0].period == month
    with pytest.raises(InputProblem, match="không phải Tháng 8/2026"):
        captures.prepare([reading({FINANCE: even(1)})], period=month)


def test_a_capture_cannot_have_been_read_before_its_period_began() -> None:
    with pytest.raises(InputProblem, match="31/12/2025"):
        capture({FINANCE: even(1)}, day="2025-12-31")


def test_a_moment_nobody_told_is_the_moment_of_import_and_says_so() -> None:
    untold = replace(reading({FINANCE: even(1)}), captured_at=None)
    made = captures.prepare([untold], now=at("2026-11-01"))[0]
    assert not made.captured_at_given
    assert made.captured_at == at("2026-11-01")
    assert len(made.warnings) == 1


def test_a_period_is_open_until_its_last_day_has_passed_in_vietnam() -> None:
    october = Period("month", 2026, 10)
    assert capture({FINANCE: even(1)}, period=october, day="2026-10-31").is_open
    late = replace(reading({FINANCE: even(1)}, period=october), captured_at=at("2026-11-01", "00:10"))
    assert not captures.prepare([late])[0].is_open


def test_before_the_merger_units_are_those_of_the_day_of_reading() -> None:
    pleiku = Unit("UBND thành phố Pleiku", code="H21.65", level="district")
    made = capture({pleiku: even(1)}, period=Period("year", 2025), day="2025-05-05")
    assert set(rows(made, "satisfaction")) == {"ubnd-thanh-pho-pleiku"}
    assert made.unrecognised == ()


def test_the_portals_details_stand_above_its_summary() -> None:
    province = Unit("UBND tỉnh Gia Lai", code="H21", level="province")
    summary = answer(
        "service-results", Value(province, "CKMB", score=11.5), Value(province, "total", score=66)
    )
    details = answer("transparency", Value(province, "CKMB", score=11.79))
    made = captures.prepare([summary, details], period=YEAR)[0]
    assert rows(made, "transparency")["ubnd-tinh-gia-lai"]["score"] == 11.79
    assert any("transparency" in warning for warning in made.warnings)


def test_a_code_that_one_answer_leaves_out_is_taken_from_another() -> None:
    nameless = Unit("Một tên khác", portal_id="abc", level="department")
    named = Unit("Sở Tài chính", code="H21.13", portal_id="abc", level="department")
    made = captures.prepare(
        [
            answer("transparency", Value(nameless, "CKMB", score=1)),
            answer("dvc-progress-tree", Value(named, "TDGQ", score=2)),
        ],
        period=YEAR,
    )[0]
    assert set(rows(made, "transparency")) == {"so-tai-chinh"}


def test_two_folders_of_the_same_answers_are_two_captures() -> None:
    first = answer("transparency", Value(FINANCE, "CKMB", score=5))
    second = replace(
        answer("transparency", Value(FINANCE, "CKMB", score=6)),
        file="t41/transparency.json",
        captured_at=at("2026-10-17"),
    )
    made = captures.prepare([first, second], period=YEAR)
    assert [rows(one, "transparency")["so-tai-chinh"]["score"] for one in made] == [5, 6]


def test_points_the_portal_does_not_tell_are_derived_from_its_counts() -> None:
    paid = Value(FINANCE, "paid_dossiers", numerator=145, denominator=165)
    made = captures.prepare([answer("formality-online-payment-tree", paid)], period=YEAR)[0]
    row = rows(made, "paid_dossiers")["so-tai-chinh"]
    assert (row["score"], row["origin"]) == (round(6 * 145 / 165, 2), "derived")


def test_a_score_the_portal_leaves_empty_for_want_of_cases_stays_empty() -> None:
    none = Value(FINANCE, "PUBLISH_ON_TIME", numerator=0, denominator=0)
    made = captures.prepare([answer("transparency", none)], period=YEAR)[0]
    assert rows(made, "publish_on_time")["so-tai-chinh"]["score"] is None


def test_a_metric_the_catalogue_does_not_know_is_kept_and_named() -> None:
    made = captures.prepare([answer("transparency", Value(FINANCE, "BRAND_NEW", score=3))], period=YEAR)[0]
    assert rows(made, "BRAND_NEW")["so-tai-chinh"]["score"] == 3
    assert any("BRAND_NEW" in warning for warning in made.warnings)


def test_an_answer_of_nobody_knows_which_province_is_not_taken_for_ours() -> None:
    theirs = Unit("UBND tỉnh Phú Thọ", portal_id="019d2be3-6a88-732b-8b17-b68020c8553a", level="province")
    lone = replace(answer("transparency", Value(theirs, "CKMB", score=7.96)), scope=None)
    with pytest.raises(InputProblem, match="tỉnh nào"):
        captures.prepare([lone], period=YEAR)
    ours = Unit("UBND tỉnh Gia Lai", portal_id="019d2be3-6a85-74ec-a346-6489e82ae4c7", level="province")
    known = replace(answer("transparency", Value(ours, "CKMB", score=11.79)), scope=None)
    assert captures.prepare([known], period=YEAR)[0].scope == "H21"


def answer(endpoint: str, *values: Value) -> Extract:
    """One of the portal's answers, read at a known moment."""
    placed = tuple(replace(value, place=f"evaluation[{n}]") for n, value in enumerate(values))
    return Extract(
        "portal_api", f"{endpoint}.json", endpoint, endpoint, placed, "H21", None, at("2026-10-10")
    )
