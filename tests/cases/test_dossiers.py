"""Lists of single overdue dossiers, as one-stop systems and offices write them."""

from __future__ import annotations

from datetime import date
from typing import Any

from indicators.periods import vietnam_day
from tests.cases.field_files import prepared
from tests.shared import needs_shared

pytestmark = needs_shared


def dossiers(file: str) -> dict[str, dict[str, Any]]:
    """A file's dossiers, by code."""
    (made,) = prepared(file).lists
    assert made.set_aside.num_rows == 0
    return {row["dossier_code"]: row for row in made.dossiers.to_pylist()}


def dues(file: str) -> list[date]:
    return [vietnam_day(row["due_at"]) for row in dossiers(file).values()]


def test_one_day_above_12_in_the_second_place_settles_the_column() -> None:
    days = [date(2026, 9, 15), date(2026, 9, 10), date(2026, 9, 2), date(2026, 9, 8)]
    assert dues("c26_us_dates.csv") == days
    (made,) = prepared("c26_us_dates.csv").lists
    assert "E, F" in made.warnings[0]
    assert "tháng trước ngày" in made.warnings[0]


def test_a_remark_behind_a_day_is_left_out() -> None:
    days = [date(2026, 9, 29), date(2026, 9, 10), date(2026, 9, 10)]
    assert dues("c28_due_with_remark.csv") == days


def test_the_dossiers_beside_an_annex_of_counts_are_read() -> None:
    found = dossiers("c22_both_annexes_long.xlsx")
    assert {code: row["agency_id"] for code, row in found.items()} == {
        "H21.13-260901-0001": "so-tai-chinh",
        "H21.13-260902-0002": "so-tai-chinh",
        "H21.18-260903-0003": "so-xay-dung",
    }
