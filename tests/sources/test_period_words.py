"""The period that a title or a cell tells in words."""

from __future__ import annotations

import pytest

from indicators.errors import InputProblem
from indicators.sources.period_words import period_in_cell, periods_in_title


@pytest.mark.parametrize(
    ("title", "periods"),
    [
        ("BẢNG ĐIỂM THÁNG 9 NĂM 2026", {"month:2026-09"}),
        ("Bảng điểm tháng 8/2026", {"month:2026-08"}),
        ("Kỳ báo cáo: Quý III/2026 (Từ ngày 01/07/2026 đến ngày 30/09/2026)", {"quarter:2026-Q3"}),
        ("quý 3 năm 2026", {"quarter:2026-Q3"}),
        ("6 tháng đầu năm 2026", {"half:2026-H1"}),
        ("sáu tháng cuối năm 2026", {"half:2026-H2"}),
        ("Kết quả năm 2026", {"year:2026"}),
        ("từ ngày 01/8 đến 31/8/2026", {"month:2026-08"}),
        ("01.08.2026 – 31.08.2026", {"month:2026-08"}),
        ("từ tháng 7 đến tháng 9 năm 2026", {"quarter:2026-Q3"}),
        ("tháng 8/2026 so với tháng 7/2026", {"month:2026-08", "month:2026-07"}),
        (
            "Theo Quyết định số 766/QĐ-TTg ngày 23/06/2022 (từ ngày 01/08/2026 đến ngày 31/08/2026)",
            {"month:2026-08"},
        ),
        ("Kỳ báo cáo: Quý III/Năm 2026", {"quarter:2026-Q3"}),
        # No whole period, a day, or the date of something else.
        ("từ ngày 01/08/2026 đến ngày 15/08/2026", set()),
        ("từ ngày 31/02/2026 đến 31/08/2026", set()),
        ("Quý III/2026 (từ ngày 15/6/2026 đến ngày 14/9/2026)", set()),
        ("9 tháng đầu năm 2026", set()),
        ("lũy kế đến tháng 9 năm 2026", set()),
        ("(đến ngày 10/10/2026)", set()),
        ("Gia Lai, ngày 10 tháng 10 năm 2026", set()),
        ("Theo Kế hoạch số 5/KH-UBND năm 2025", set()),
        ("tháng 13/2026", set()),
    ],
)
def test_a_title_tells_its_period_and_no_other_day_or_year(title: str, periods: set[str]) -> None:
    assert {str(period) for period in periods_in_title(title)} == periods


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("08/2026", "month:2026-08"),
        ("8/2026", "month:2026-08"),
        ("Tháng 8 năm 2026", "month:2026-08"),
        ("T8/2026", "month:2026-08"),
        ("2026-08", "month:2026-08"),
        ("Quý III/2026", "quarter:2026-Q3"),
        ("Q3/2026", "quarter:2026-Q3"),
        ("6 tháng đầu năm 2026", "half:2026-H1"),
        ("2026", "year:2026"),
        ("year:2026", "year:2026"),
    ],
)
def test_a_cell_is_a_period(written: str, period: str) -> None:
    assert str(period_in_cell(written)) == period


def test_a_cell_that_is_none_is_refused() -> None:
    with pytest.raises(InputProblem, match="tháng mười"):
        period_in_cell("tháng mười")
