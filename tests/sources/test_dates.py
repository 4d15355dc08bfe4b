"""A date is read as its column writes it, and what is behind it is left out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from indicators import sources
from indicators.errors import InputProblem
from indicators.periods import VIETNAM
from indicators.sources.dates import moment
from indicators.sources.files import SourceFile
from indicators.sources.overdue_list import ListExtract
from tests.overdue_files import csv, dossier, phu_luc_ii


def vn(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=VIETNAM)  # type: ignore[arg-type]


def read(*days: tuple[str, str], title: str = "Hồ sơ quá hạn", code_days: str = "260901") -> ListExtract:
    """A list with these days of acceptance and days due."""
    rows = [(f"H21.13-{code_days}-{number:04d}", *pair) for number, pair in enumerate(days)]
    content = csv(*rows, header=("Mã hồ sơ", "Ngày nhận", "Ngày hẹn trả"), title=title)
    (reading,) = sources.read([SourceFile("list.csv", content)]).lists
    return reading


def dues(reading: ListExtract) -> list[str]:
    return [f"{one.due_at:%d/%m}" for one in reading.dossiers if one.due_at]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("10/09/2026 08:15 SA", vn(2026, 9, 10, 8, 15)),
        ("10/09/2026 08:15:30 CH", vn(2026, 9, 10, 20, 15, 30)),
        ("10/09/2026 12:05 SA", vn(2026, 9, 10, 0, 5)),
        ("10/09/2026 12:05 CH", vn(2026, 9, 10, 12, 5)),
        ("10/09/2026 14:05 chiều", vn(2026, 9, 10, 14, 5)),
        ("2:05 CH, 10/09/2026", vn(2026, 9, 10, 14, 5)),
        ("8 giờ 15 phút ngày 10/09/2026", vn(2026, 9, 10, 8, 15)),
        ("ngày 10 tháng 9 năm 2026", vn(2026, 9, 10)),
        ("29/09/2026 (gia hạn lần 1)", vn(2026, 9, 29)),
        ("29/09/2026 09:05:00 - 4 ngày", vn(2026, 9, 29, 9, 5)),
        ("29/09/2026 quá hạn 4 ngày 2 giờ", vn(2026, 9, 29)),
        ("29/09/2026\n(quá hạn)", vn(2026, 9, 29)),
        ("2026-09-29 (gia hạn)", vn(2026, 9, 29)),
        ("46294", vn(2026, 9, 29)),
        ("46294.5", vn(2026, 9, 29, 12)),
        ("46294,5", vn(2026, 9, 29, 12)),
    ],
)
def test_clocks_of_mornings_and_afternoons_remarks_and_serials(cell: str, told: datetime) -> None:
    assert moment(cell) == told


@pytest.mark.parametrize(
    "cell",
    [
        "10/09/2026 14:15 SA",
        "10/09/2026 gia hạn đến 20/09/2026",
        "10/09/2026 (gia hạn đến 20/9)",
        "10/09/2026 - 20/09/2026",
        "10/09/20261",
        "31/02/2026 (gia hạn)",
        "10/09/2026 25:10",
    ],
)
def test_what_may_be_another_day_is_no_date(cell: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any of Python's own
        moment(cell)


def test_one_day_above_12_in_the_second_place_makes_the_column_month_first() -> None:
    reading = read(("9/1/2026", "9/15/2026"), ("9/14/2026", "10/2/2026"))
    assert dues(reading) == ["15/09", "02/10"]
    assert [one.accepted_at for one in reading.dossiers] == [vn(2026, 9, 1), vn(2026, 9, 14)]
    assert any("tháng trước" in note for note in reading.notes)


def test_a_column_that_may_be_read_both_ways_follows_the_others_of_its_table() -> None:
    assert dues(read(("8/20/2026", "9/5/2026"), ("8/3/2026", "9/2/2026"))) == ["05/09", "02/09"]


def test_where_no_column_tells_the_days_of_the_codes_do() -> None:
    assert dues(read(("9/1/2026", "9/10/2026"))) == ["10/09"]
    assert dues(read(("1/9/2026", "10/9/2026"))) == ["10/09"]


def test_where_nothing_tells_the_day_stands_first() -> None:
    assert dues(read(("1/9/2026", "10/9/2026"), code_days="260731")) == ["10/09"]


def test_a_column_that_contradicts_itself_is_named() -> None:
    with pytest.raises(
        InputProblem, match="cột C viết theo hai cách: dòng 3 ngày trước tháng, dòng 4"
    ) as said:
        read(("01/09/2026", "15/09/2026"), ("01/09/2026", "09/15/2026"))
    assert said.value.cell == "C4"


def test_dates_with_the_year_first_stand_beside_either() -> None:
    assert dues(read(("9/1/2026", "9/15/2026"), ("2026-09-01", "2026-09-05"))) == ["15/09", "05/09"]


def real(year: int, month: int, day: int) -> datetime:
    """A real date as a workbook has it."""
    return datetime(year, month, day)  # noqa: DTZ001


def of_workbook(*dates: tuple[str, Any, Any]) -> ListExtract:
    """A list of these codes' days, days of acceptance and days due."""
    rows = [
        dossier(f"H21.13-{day}-{number:04d}", accepted=accepted, due=due)
        for number, (day, accepted, due) in enumerate(dates)
    ]
    said, kept = sources.read_file(SourceFile("list.xlsx", phu_luc_ii(*rows)))
    assert isinstance(said, ListExtract)
    assert kept == b""
    return said


def test_real_dates_up_to_the_12th_beside_texts_after_it_were_changed_by_excel_and_are_refused_by_name() -> (
    None
):
    # Due on 5 and 15 September: American Excel made the 9th of May of the first.
    changed = [("260820", None, real(2026, 5, 9)), ("260821", None, "15/09/2026")]
    with pytest.raises(InputProblem, match=r"J9.*09/05/2026.*05/09/2026"):
        of_workbook(*changed)
    # With the month first it is the same, the other way round.
    with pytest.raises(InputProblem, match="J9"):
        of_workbook(("260820", None, real(2026, 9, 5)), ("260821", None, "9/15/2026"))


def test_real_dates_that_are_the_codes_days_only_the_other_way_round_are_refused_by_name() -> None:
    with pytest.raises(InputProblem, match=r"I9.*09/05/2026.*05/09/2026"):
        of_workbook(("260905", real(2026, 5, 9), None), ("260907", real(2026, 7, 9), None))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("260820", real(2026, 8, 20), real(2026, 9, 5)), ("260821", "21/08/2026", "15/09/2026")),
        (("260905", real(2026, 9, 5), real(2026, 9, 9)), ("260907", "17/09/2026", "20/09/2026")),
        (("260905", None, real(2026, 9, 18)), ("260907", None, "20/09/2026")),
        (("260905", None, real(2026, 9, 8)), ("260907", None, "08/09/2026")),
    ],
)
def test_real_dates_beside_texts_are_read_where_a_code_or_another_day_shows_that_nothing_was_changed(
    first: tuple[str, Any, Any], second: tuple[str, Any, Any]
) -> None:
    due = [one.due_at for one in of_workbook(first, second).dossiers]
    assert due[0] == first[2].replace(tzinfo=VIETNAM)
