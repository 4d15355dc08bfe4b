"""Targets: who they are for, until when, and whether they are met, in points or in percent of the counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from indicators.catalogue import load
from indicators.errors import InputProblem
from indicators.reference import targets
from indicators.reference.files import UnknownAgency
from indicators.reference.targets import (
    COLUMNS,
    Target,
    judged,
    load_targets,
    targets_for,
    targets_of_unknown_agencies,
)

NODES = load()["2026"].nodes
DAY = date(2026, 10, 10)


def target(value: float, *, percent: bool = False, node: str = "digitisation") -> Target:
    return Target(node, "commune", None, value, percent, date(2026, 1, 1), date(2026, 12, 31), "NQ 01")


def table(folder: Path, *rows: str) -> Path:
    written = "\n".join([",".join(COLUMNS), *rows]) + "\n"
    (folder / "targets.csv").write_text(written, encoding="utf-8-sig")
    return folder


def test_a_target_in_points_is_met_from_that_many_points_on() -> None:
    node = NODES["digitisation"]
    assert target(16).is_met(node, 16.0, None) is True
    assert target(16).is_met(node, 15.99, None) is False
    assert target(16).is_met(node, None, None) is None


def test_a_percentage_of_a_group_is_of_its_maximum() -> None:
    node = NODES["digitisation"]
    assert target(50, percent=True).on_scale(node) == 11
    assert target(50, percent=True).is_met(node, 11, None) is True


def test_a_percentage_of_an_indicator_is_of_its_counts_not_of_its_points() -> None:
    node = NODES["procedures_with_payments"]
    assert node.full_at == 0.8
    everything = target(100, percent=True, node=node.code)
    assert everything.is_met(node, 2.0, 0.8) is False
    assert everything.is_met(node, 2.0, 1.0) is True
    assert everything.on_scale(node) is None
    assert target(40, percent=True, node=node.code).on_scale(node) == 1


def test_where_less_is_better_a_target_is_a_ceiling() -> None:
    node = NODES["average_processing_days"]
    assert target(5, node=node.code).is_met(node, 4.5, None) is True
    assert target(5, node=node.code).is_met(node, 5.5, None) is False


def test_the_targets_among_agencies_are_their_own_and_their_levels_each_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    node, days = NODES["digitisation"], (date(2026, 1, 1), date(2026, 12, 31))
    own = Target("digitisation", None, "ubnd-xa-ia-o", 18, False, *days, "Xã")
    other = Target("digitisation", None, "ubnd-xa-ia-pa", 19, False, *days, "Xã")
    monkeypatch.setattr(targets, "load_targets", lambda: (target(16), own, other))
    found = targets.targets_among(node, "commune", DAY, ["ubnd-xa-ia-o", "ubnd-xa-ia-ko"], kind="year")
    assert found == [target(16), own]


def test_who_reaches_a_target_is_counted_among_those_whose_numbers_are_known() -> None:
    node = NODES["procedures_with_payments"]
    everything = target(100, percent=True, node=node.code)
    units = pd.DataFrame(
        {
            "agency_id": ["ubnd-xa-ia-o", "ubnd-xa-ia-ko", "ubnd-xa-ia-pa", "ubnd-xa-ia-lau"],
            "value": [2.0, 2.0, None, 0.0],
            # Full points from 80 % on; nothing to count is not nothing reached.
            "numerator": [8, 10, None, 0],
            "denominator": [10, 10, None, 0],
        }
    )
    assert targets.met_by(everything, node, units) == (1, 2)
    own = Target(node.code, None, "ubnd-xa-ia-o", 1.5, False, everything.valid_from, everything.valid_to, "")
    assert targets.met_by(own, node, units) == (1, 1)


def test_several_targets_may_apply_and_each_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    node = NODES["digitisation"]
    own = Target("digitisation", None, "so-y-te", 18, False, date(2026, 1, 1), date(2026, 12, 31), "Sở")
    of_all = Target(
        "digitisation", "department", None, 12, False, date(2026, 1, 1), date(2026, 6, 30), "Tỉnh"
    )
    monkeypatch.setattr(targets, "load_targets", lambda: (of_all, own))
    spring = targets_for(node, "department", date(2026, 5, 1), "so-y-te", kind="year")
    assert spring == [own, of_all]
    assert judged(spring, node, 15.0, None) == "18 điểm: chưa đạt; 12 điểm: đạt"
    assert targets_for(node, "department", DAY, "so-y-te", kind="year") == [own]
    assert targets_for(node, "department", DAY, "so-tu-phap", kind="year") == []
    assert targets_for(node, "commune", date(2026, 5, 1), kind="year") == []


def test_the_file_is_read_with_open_ends_and_decimal_commas(tmp_path: Path) -> None:
    (one,) = load_targets(table(tmp_path, 'total,department,,"80,5",,,Kế hoạch 1'))
    assert (one.value, one.is_percent, one.valid_from.year, one.valid_to.year) == (80.5, False, 1900, 9999)


def test_without_a_file_there_are_no_targets(tmp_path: Path) -> None:
    assert load_targets(tmp_path) == ()


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("nothing,commune,,5,,,x", "“nothing” không phải là mã chỉ số"),
        ("total,commune,so-y-te,5,,,x", "chỉ điền một trong hai cột"),
        ("total,,,5,,,x", "chỉ điền một trong hai cột"),
        ("total,village,,5,,,x", "“village”"),
        ("total,commune,,năm,,,x", "không phải là số"),
        ("total,commune,,5,1/1/2026,,x", "ngày không viết như 2026-01-01"),
        ("total,commune,,5,,,", "phải ghi nguồn"),
    ],
)
def test_a_wrong_row_is_named_with_what_is_wrong(tmp_path: Path, row: str, what: str) -> None:
    with pytest.raises(InputProblem) as refused:
        load_targets(table(tmp_path, "total,commune,,5,,,x", row))
    assert what in str(refused.value)
    assert "targets.csv" in str(refused.value)
    assert "A3" in str(refused.value)


def test_a_target_of_an_agency_nobody_knows_is_left_out_and_told(tmp_path: Path) -> None:
    folder = table(tmp_path, "total,,so-khong-co,5,,,x", "total,,so-y-te,6,,,x")
    assert [one.agency_id for one in load_targets(folder)] == ["so-y-te"]
    assert targets_of_unknown_agencies(folder) == [UnknownAgency("targets.csv", "A2", "so-khong-co")]


def test_a_month_is_judged_by_a_target_for_months_and_not_by_the_years(tmp_path: Path) -> None:
    file = tmp_path / "targets.csv"
    rows = ("digitisation,commune,,16,,,Năm,", "digitisation,commune,,12,,,Tháng,month quarter")
    file.write_text("\n".join([",".join([*COLUMNS, "periods"]), *rows]), encoding="utf-8-sig")
    of_year, of_month = load_targets(tmp_path)
    assert (of_year.kinds, of_month.kinds) == ({"year"}, {"month", "quarter"})


def test_a_kind_of_period_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    written = "\n".join([",".join([*COLUMNS, "periods"]), "digitisation,commune,,16,,,Năm,week"])
    (tmp_path / "targets.csv").write_text(written, encoding="utf-8-sig")
    with pytest.raises(InputProblem, match="“week” không phải là loại kỳ báo cáo"):
        load_targets(tmp_path)


def test_of_a_month_only_the_targets_for_months_apply(monkeypatch: pytest.MonkeyPatch) -> None:
    monthly = replace(target(12), kinds=frozenset({"month"}))
    monkeypatch.setattr(targets, "load_targets", lambda: (target(16), monthly))
    node = NODES["digitisation"]
    assert targets_for(node, "commune", DAY, kind="month") == [monthly]
    assert targets_for(node, "commune", DAY, kind="year") == [target(16)]
    assert targets_for(node, "commune", DAY, kind="quarter") == []
