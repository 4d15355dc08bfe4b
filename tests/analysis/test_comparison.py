"""Side by side: differences from the first, blank with a reason wherever two numbers may not be compared."""

from __future__ import annotations

import pandas as pd
import pytest

from indicators.analysis.capture_selection import CaptureInfo, captures_with
from indicators.analysis.comparison import SideBySide, side_by_side
from indicators.periods import Period
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import FINANCE, HOME_AFFAIRS, JUSTICE, capture, even

FINANCE_ID, JUSTICE_ID, HOME_ID = "so-tai-chinh", "so-tu-phap", "so-noi-vu"


def captures_of(store: Store) -> tuple[Warehouse, list[CaptureInfo]]:
    """The captures in the order they were read."""
    warehouse = Warehouse.of(store)
    found = captures_with(warehouse, "satisfaction", "department", "H21")
    return warehouse, sorted(found, key=lambda one: one.captured_at)


def finance_at_two_times(store: Store) -> SideBySide:
    warehouse, (then, now) = captures_of(store)
    return side_by_side(warehouse, "department", [(FINANCE_ID, "Then", then), (FINANCE_ID, "Now", now)])


def row_of(compared: SideBySide, node: str) -> pd.Series:
    return compared.rows.set_index("node").loc[node]


def test_several_agencies_are_compared_with_the_first(store: Store) -> None:
    store.add([capture({FINANCE: even(9), JUSTICE: even(8), HOME_AFFAIRS: {"satisfaction": 9.5}})])
    warehouse, (current,) = captures_of(store)
    compared = side_by_side(
        warehouse,
        "department",
        [(agency, agency, current) for agency in (FINANCE_ID, JUSTICE_ID, HOME_ID)],
    )
    row = row_of(compared, "satisfaction")
    assert (row.A, row.B, row.C, row.difference_B, row.difference_C) == (9, 8, 9.5, -1, 0.5)
    assert row.why_blank == ""
    missing = row_of(compared, "digitisation")
    assert pd.isna(missing.difference_C)
    assert missing.why_blank == "C: chưa có số liệu"
    assert row_of(compared, "paid_dossiers").why_blank == "chưa có số liệu"


def test_one_agency_at_two_times_shows_what_changed(store: Store) -> None:
    store.add(
        [
            capture({FINANCE: even(points)}, day=day)
            for day, points in (("2026-10-02", 9), ("2026-10-09", 9.5))
        ]
    )
    assert row_of(finance_at_two_times(store), "total").difference_B == 3


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (
            ("month", 2025, 12, "2026-01-05"),
            ("month", 2026, 1, "2026-02-05"),
            "bộ chỉ số đã thay đổi giữa hai kỳ",
        ),
        (("month", 2026, 8, "2026-09-05"), ("quarter", 2026, 3, "2026-10-05"), "khác loại kỳ báo cáo"),
        (
            ("month", 2026, 8, "2026-09-05"),
            ("month", 2026, 9, "2026-09-20"),
            "kỳ chưa kết thúc chỉ so được với chính kỳ đó",
        ),
        (
            ("month", 2025, 6, "2025-07-05"),
            ("month", 2025, 7, "2025-08-05"),
            "trước sáp nhập là cơ quan khác",
        ),
    ],
)
def test_what_may_not_be_compared_has_no_difference_and_says_why(
    store: Store, first: tuple[str, int, int, str], second: tuple[str, int, int, str], why: str
) -> None:
    for kind, year, index, day in (first, second):
        period = Period(kind, year, index)  # type: ignore[arg-type]
        store.add([capture({FINANCE: even(9)}, day=day, period=period)])
    compared = finance_at_two_times(store)
    assert compared.rows.difference_B.isna().all()
    (said,) = compared.incomparable
    assert said.startswith(f"B: {why}")
    assert row_of(compared, "satisfaction").why_blank.startswith(f"B: {why}")
