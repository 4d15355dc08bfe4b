"""What is said beside pictures of a peer group leaves out whom the numbers do not bear, and says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from indicators.analysis.ranking import Ranking
from indicators.analysis.statements import beside_charts
from indicators.reference.targets import Target
from tests.analysis.statements.worlds import TrueUnit, ranking_of, world

TARGET = Target("total", "commune", None, 75, False, date(2026, 1, 1), date(2026, 12, 31), "")


def of_four() -> Ranking:
    """Four communes, the last of them without dossiers."""
    values = (90.0, 80.0, 70.0, 0.0)
    units = [TrueUnit(f"UBND xã {number}", value, None, value > 0) for number, value in enumerate(values)]
    ranking = ranking_of(replace(world(1), units=units, is_partial=False, provisional=set()))
    counts = {"numerator": None, "denominator": None}
    return replace(ranking, rows=ranking.rows.assign(**counts))


def test_who_had_no_dossiers_is_not_counted_among_those_that_miss_a_target() -> None:
    said = beside_charts.reached(of_four(), TARGET)
    assert said
    assert said.vietnamese == "2/3 đơn vị có số liệu đạt (trừ 1 đơn vị không phát sinh hồ sơ)"
    assert said.numbers == {"met": 2, "of": 3, "without_dossiers": 1}


def test_of_a_partial_reading_it_is_said() -> None:
    partial = of_four()
    partial = replace(partial, capture=replace(partial.capture, is_partial=True))
    said = beside_charts.reached(partial, TARGET)
    assert said
    assert "lần đọc chưa đầy đủ" in said.vietnamese


def test_of_one_unit_alone_nothing_is_said() -> None:
    ranking = of_four()
    assert beside_charts.reached(replace(ranking, rows=ranking.rows.head(1)), TARGET) is None
