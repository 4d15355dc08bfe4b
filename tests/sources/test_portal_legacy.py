"""A workbook of the old service is read sheet by sheet, each for the period the user gives it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from indicators.errors import InputProblem
from indicators.periods import Period
from indicators.sources.files import SourceFile, gather
from indicators.sources.records import Extract
from tests.shared import SHARED, needs_shared
from tests.source_files import read
from tests.sources.test_grids import workbook

AN_GIANG = SHARED / "portal" / "an-giang-2025" / "bao_cao_T10_2025.xlsx"
OCTOBER, YEAR = Period("month", 2025, 10), Period("year", 2025)
PERIODS = {"Điểm năm": YEAR, "Điểm tháng": OCTOBER, "Sở Ban": OCTOBER, "Xã Phường": YEAR}
HEADERS = [
    *("ID", "TEN", "TEN_COQUAN", "MA_COQUAN", "LOAI_COQUAN", "CAPDONVIID", "ID_COQUAN"),
    *("TDGQ", "MDHL", "MDSH", "TTTT", "CLGQ", "CKMB", "TONG_SCORE", "ROW_STT"),
]
UNIT = ["1", "Sở Y tế", "Sở Y tế", "H01.19", "2", "1", "1", "19.5", "18", "–", "", "0", "17.25", "54.75", "3"]


def saved(**sheets: list[list[str]]) -> SourceFile:
    def draw(book: xlsxwriter.Workbook) -> None:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                sheet.write_row(row, 0, cells)

    return SourceFile("report.xlsx", workbook(draw))


def refusal(file: SourceFile, periods: Mapping[str, Period]) -> str:
    with pytest.raises(InputProblem) as problem:
        read([file], sheet_periods=periods)
    return str(problem.value)


@pytest.fixture(scope="module")
def an_giang() -> dict[str, Extract]:
    return {reading.part: reading for reading in read(gather([AN_GIANG]), sheet_periods=PERIODS)}


@needs_shared
def test_an_giangs_four_score_sheets_are_read_for_their_own_periods(an_giang: Mapping[str, Extract]) -> None:
    assert {sheet: reading.period for sheet, reading in an_giang.items()} == PERIODS
    assert {reading.source for reading in an_giang.values()} == {"portal_legacy"}
    assert {reading.captured_at for reading in an_giang.values()} == {None}


@needs_shared
@pytest.mark.parametrize(
    ("sheet", "scope", "level", "units"),
    [
        ("Điểm năm", "VN", "province", 34),
        ("Điểm tháng", "VN", "province", 34),
        ("Sở Ban", "H01", "department", 15),
        ("Xã Phường", "H01", "commune", 102),
    ],
)
def test_each_sheet_holds_units_of_one_level(
    an_giang: Mapping[str, Extract], sheet: str, scope: str, level: str, units: int
) -> None:
    found = {value.unit for value in an_giang[sheet].values}
    assert len(found) == units
    assert {unit.level for unit in found} == {level}
    assert an_giang[sheet].scope == scope


@needs_shared
def test_every_score_of_an_giangs_workbook_is_read_as_it_stands(an_giang: Mapping[str, Extract]) -> None:
    with CalamineWorkbook.from_path(AN_GIANG) as book:
        for sheet, reading in an_giang.items():
            headers, *rows = book.get_sheet_by_name(sheet).to_python()
            told = {
                (row[headers.index("MA_COQUAN")], header): float(row[headers.index(header)])
                for row in rows
                for header in ("TONG_SCORE", *HEADERS[7:13])
            }
            assert {(value.unit.code, value.node): value.score for value in reading.values} == told
            assert len(told) == 7 * len(rows)


@needs_shared
def test_the_two_trend_sheets_are_named_as_not_read(an_giang: Mapping[str, Extract]) -> None:
    (note,) = (note for reading in an_giang.values() for note in reading.notes)
    assert "“Xu hướng tháng”, “Xu hướng quý”" in note


@needs_shared
def test_sheets_without_a_period_are_refused_by_name() -> None:
    told = refusal(next(gather([AN_GIANG])), {"Điểm tháng": OCTOBER})
    assert told.startswith("Tệp bao_cao_T10_2025.xlsx, trang tính “Điểm năm”: ")
    assert "“Điểm năm”, “Sở Ban”, “Xã Phường”" in told
    assert told.endswith("Hãy cho biết kỳ của từng trang tính.")


def test_a_period_for_a_sheet_that_is_not_there_or_not_read_is_refused() -> None:
    file = saved(Sở=[HEADERS, UNIT], Trend=[["month", "year", "score"], ["8", "2025", "86.2"]])
    for stray in ("Sở Ban", "Trend"):
        assert f"“{stray}”" in refusal(file, {"Sở": OCTOBER, stray: OCTOBER})


def test_a_sheets_name_may_be_typed_with_decomposed_letters_and_in_another_case() -> None:
    (reading,) = read([saved(Sở=[HEADERS, UNIT])], sheet_periods={" so\u031b\u0309 ": OCTOBER})
    assert (reading.part, reading.period) == ("Sở", OCTOBER)


def test_text_numbers_blanks_and_zeros_are_told_apart_and_placed() -> None:
    (reading,) = read([saved(Sở=[HEADERS, [], UNIT])], sheet_periods={"Sở": OCTOBER})
    assert {value.node: (value.score, value.place) for value in reading.values} == {
        "CKMB": (17.25, "M3"),
        "TDGQ": (19.5, "H3"),
        "CLGQ": (0, "L3"),
        "TTTT": (None, "K3"),
        "MDHL": (18, "I3"),
        "MDSH": (None, "J3"),
        "TONG_SCORE": (54.75, "N3"),
    }


def test_a_text_among_the_scores_is_refused_with_its_cell() -> None:
    spoilt = [*UNIT[:7], "mười chín", *UNIT[8:]]
    told = refusal(saved(Sở=[HEADERS, spoilt]), {"Sở": OCTOBER})
    assert told.startswith("Tệp report.xlsx, trang tính “Sở”, ô H2: “mười chín” không phải là số")


def test_scores_without_a_unit_are_refused_with_their_row() -> None:
    nobody = [*UNIT[:2], "", "", *UNIT[4:]]
    assert "ô C2: dòng có số liệu" in refusal(saved(Sở=[HEADERS, nobody]), {"Sở": OCTOBER})


def test_a_hidden_sheet_is_not_read_but_named() -> None:
    def draw(book: xlsxwriter.Workbook) -> None:
        for name in ("Sở", "Nháp"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, HEADERS)
            sheet.write_row(1, 0, UNIT)
        sheet.hide()

    (reading,) = read([SourceFile("report.xlsx", workbook(draw))], sheet_periods={"Sở": OCTOBER})
    assert "“Nháp”" in reading.notes[0]
