"""Lists of single overdue dossiers, as one-stop systems and offices write them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from indicators.analysis import overdue
from indicators.analysis.import_sums import list_sums
from indicators.intake import pipeline
from indicators.periods import vietnam_day
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.cases.field_files import prepared
from tests.shared import CASES, needs_shared

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


def test_codes_are_kept_as_written_and_their_agency_told_by_code_or_unit() -> None:
    found = dossiers("c29_codes_in_the_wild.csv")
    assert [*found] == [
        "000.00.13.H21-231201-0001",
        "000.00.00.H21-231201-0002",
        "H21.13-231202-0003",
        "G22.99.08-231203-896048",
        "13.000.H21-231201-0004",
        "H21.13-231204-0005-TT",
        "H21.13.231205.0006",
        "BTP-231201-0007",
        "H21.13-20231206-0008",
        "H21.13-231207-0009",
        "H21.13-231208-1234567",
    ]
    assert {row["agency_id"] for row in found.values()} == {"so-tai-chinh"}


def test_the_backlog_is_what_is_not_finished_and_the_finished_keep_their_lateness(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "store"))
    pipeline.import_files([CASES / "c34_finished_in_list.xlsx"], store)
    warehouse = Warehouse.of(store)
    step = overdue.last_step(warehouse, "H21")
    backlog = overdue.dossiers(warehouse, step)
    assert sorted(code[-4:] for code in backlog.dossier_code) == ["0001", "0009", "0010", "0011"]
    ended = overdue.ended(warehouse, step).set_index("dossier_code")
    assert ended.status.value_counts().to_dict() == {
        "finished": 2,
        "suspended": 2,
        "supplement": 1,
        "withdrawn": 1,
        "refused": 1,
    }
    for code in ("H21.13-260902-0002", "H21.13-260903-0003"):
        assert (ended.status[code], ended.days_late[code]) == ("finished", 5)


def test_the_preview_counts_what_is_no_backlog() -> None:
    (made,) = prepared("c34_finished_in_list.xlsx").lists
    assert list_sums(made) == {"dossiers": 11, "backlog": 4, "finished_late": 2, "counted": 0}
