"""A plain table of agencies and points is read as people write it, or refused with the cell that is wrong."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import pytest
import xlsxwriter

from indicators.errors import InputProblem
from indicators.periods import VIETNAM, Period
from indicators.sources.files import SourceFile, gather
from indicators.sources.records import Extract
from tests.shared import SHARED, needs_shared
from tests.source_files import read
from tests.sources.test_grids import workbook

SCORES = SHARED / "portal" / "gia-lai-2026" / "scores.csv"
TWELVE = (
    *("Hạng", "Tên Đơn vị", "Cấp", "Mã", "Công khai, minh bạch", "Tiến độ giải quyết"),
    *("Dịch vụ công trực tuyến", "Thanh toán trực tuyến", "Mức độ hài lòng", "Số hóa hồ sơ"),
    *("TỔNG ĐIỂM", "Xếp loại"),
)
COMPONENTS = (
    *("transparency", "processing_progress", "online_service"),
    *("online_payment", "satisfaction", "digitisation"),
)


def read_text(written: str, encoding: str = "utf-8") -> list[Extract]:
    return read([SourceFile("scores.csv", written.encode(encoding))])


def read_rows(
    *rows: Sequence[object], sheet: str = "Điểm", periods: Mapping[str, Period] | None = None
) -> Extract:
    def draw(book: xlsxwriter.Workbook) -> None:
        worksheet = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            worksheet.write_row(number, 0, row)

    (reading,) = read([SourceFile("scores.xlsx", workbook(draw))], sheet_periods=periods or {})
    return reading


def scores(reading: Extract) -> dict[tuple[str, str], float | None]:
    return {(value.unit.name, value.node): value.score for value in reading.values}


def refusal(written: str | bytes) -> str:
    content = written.encode() if isinstance(written, str) else written
    with pytest.raises(InputProblem) as problem:
        read([SourceFile("scores.csv", content)])
    told = str(problem.value)
    assert told.startswith("Tệp scores.csv")
    return told


@needs_shared
def test_gia_lais_six_hundred_rows_are_four_readings_with_every_score_as_it_stands() -> None:
    with SCORES.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    headers = ("ckmb", "tdgq", "online", "tttt", "mdhl", "mdsh", "total_score")
    columns = dict(zip((*COMPONENTS, "total"), headers, strict=True))
    told = {
        (row["extracted_at"], row["department_code"], node): float(row[column])
        for row in rows
        for node, column in columns.items()
    }
    readings = read(gather([SCORES]))
    assert [str(reading.captured_at) for reading in readings] == [
        "2026-09-23 22:44:58+00:00",
        "2026-10-02 08:29:02+00:00",
        "2026-10-06 07:00:12+00:00",
        "2026-10-10 07:00:13+00:00",
    ]
    assert {
        (reading.captured_at.strftime("%Y-%m-%dT%H:%M:%SZ"), value.unit.code, value.node): value.score
        for reading in readings
        if reading.captured_at
        for value in reading.values
    } == told
    assert len(told) == 600 * 7
    assert {(reading.scope, reading.period, reading.part) for reading in readings} == {
        ("H21", Period("year", 2026), "")
    }


@needs_shared
def test_gia_lais_units_keep_name_id_and_level() -> None:
    units = {value.unit.code: value.unit for value in read(gather([SCORES]))[0].values}
    assert len(units) == 150
    assert (units["H21"].level, units["H21.17"].level) == ("province", "department")
    assert units["H21.17"].name == "Sở Văn hóa, Thể thao và Du lịch - tỉnh Gia Lai"
    assert units["H21.17"].portal_id == "019d2be3-6a85-74ec-a347-77b9087c81c4"
    assert sum(unit.level == "commune" for unit in units.values()) == 135


def test_the_twelve_column_table_is_read_with_titles_sections_and_totals_around() -> None:
    reading = read_rows(
        ["KẾT QUẢ BỘ CHỈ SỐ 766"],
        ["Tháng 9 năm 2026"],
        [],
        TWELVE,
        ["I", "Các sở, ban, ngành"],
        [1, "Sở Y tế", "Sở", "H21.19", 11.79, 17.17, "6,89", "5,69", 17.96, 10.05, "69,55", "Trung bình"],
        ["II. UBND các xã, phường"],
        [2, "UBND phường Pleiku", "Phường", "H21.106", 11.79, "–", 6, "", 0, 10, None, ""],
        ["", "Tổng cộng", "", "", 23.58, 17.17, 12.89, 5.69, 17.96, 20.05, 69.55, ""],
        ["Nguồn: Cổng Dịch vụ công quốc gia"],
    )
    nodes = (*COMPONENTS, "total")
    told = {
        "Sở Y tế": (11.79, 17.17, 6.89, 5.69, 17.96, 10.05, 69.55),
        "UBND phường Pleiku": (11.79, None, 6, None, 0, 10, None),
    }
    assert scores(reading) == {
        (unit, node): score
        for unit, points in told.items()
        for node, score in zip(nodes, points, strict=True)
    }
    assert {value.unit.name: value.unit.level for value in reading.values} == {
        "Sở Y tế": "department",
        "UBND phường Pleiku": "commune",
    }
    september = Period("month", 2026, 9)
    assert (reading.scope, reading.period, reading.captured_at) == ("H21", september, None)
    assert reading.values[0].place == "E6"
    (note,) = reading.notes
    for passed_over in ("“I Các sở, ban, ngành”", "“II. UBND các xã, phường”", "“Tổng cộng”"):
        assert passed_over in note
    # What stands below the last row is no row at all: there people sign.
    assert "Nguồn" not in note


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(
    "table",
    [
        "Tên đơn vị;CKMB;TDGQ\nSở Y tế;11,79;17,5\n",
        "Tên đơn vị,CKMB,TDGQ\nSở Y tế,11.79,17.5\n",
        'Tên đơn vị,CKMB,TDGQ\nSở Y tế,"11,79","17,5"\n',
        "Tên đơn vị\tCKMB\tTDGQ\nSở Y tế\t11,79\t17,5\n",
    ],
)
def test_separator_decimal_mark_and_encoding_make_no_difference(table: str, encoding: str) -> None:
    (reading,) = read_text(table, encoding)
    assert scores(reading) == {("Sở Y tế", "transparency"): 11.79, ("Sở Y tế", "processing_progress"): 17.5}


def test_an_unscored_indicator_is_a_measure_and_may_be_a_percentage() -> None:
    (reading,) = read_text(
        "Mã;CKMB;average_processing_days;PETITION_CLASSIFICATION_TTHC\nH21.19;12;4,1;72,46%\n"
    )
    _, days, petitions = reading.values
    assert (days.score, days.measure) == (None, 4.1)
    assert (petitions.score, petitions.measure) == (None, 72.46)


def test_rows_tell_their_period_and_moment_and_make_a_reading_each() -> None:
    readings = read_text(
        "Mã,CKMB,time_type,year,month,captured_on\n"
        "H21.19,12,month,2026,8,2026-10-02\n"
        "H21.19,13,month,2026,9,2026-10-02\n"
        "H21.13,14,month,2026,8,2026-10-02\n"
    )
    moment = datetime(2026, 10, 2, tzinfo=VIETNAM)
    assert [(reading.period, reading.captured_at, len(reading.values)) for reading in readings] == [
        (Period("month", 2026, 8), moment, 2),
        (Period("month", 2026, 9), moment, 1),
    ]
    assert readings[0].captured_at
    assert readings[0].captured_at.utcoffset() == timedelta(hours=7)


def test_a_sheet_may_be_given_its_period_and_several_sheets_are_several_readings() -> None:
    def draw(book: xlsxwriter.Workbook) -> None:
        for name in ("Tháng 8", "Tháng 9"):
            book.add_worksheet(name).write_row(0, 0, ["Mã", "CKMB"])
            book.get_worksheet_by_name(name).write_row(1, 0, ["H21.19", 12])
        book.add_worksheet("Ghi chú").write(0, 0, "Số liệu tạm thời")

    august = Period("month", 2026, 8)
    readings = read([SourceFile("scores.xlsx", workbook(draw))], sheet_periods={"Tháng 8": august})
    assert [(reading.part, reading.period) for reading in readings] == [
        ("Tháng 8", august),
        ("Tháng 9", None),
    ]
    assert "“Ghi chú”" in readings[0].notes[0]


def test_a_period_given_against_the_rows_own_is_refused() -> None:
    rows = (["Mã", "CKMB", "time_type", "year"], ["H21.19", 12, "year", 2026])
    assert read_rows(*rows, periods={"Điểm": Period("year", 2026)}).period == Period("year", 2026)
    with pytest.raises(InputProblem, match=r"“Điểm”: tệp thuộc kỳ Năm 2026, không phải Năm 2025"):
        read_rows(*rows, periods={"Điểm": Period("year", 2025)})


def test_provinces_side_by_side_are_the_nation_and_a_mixture_is_nobodys() -> None:
    assert read_text("Mã;CKMB\nH21;12\nH44;13\n")[0].scope == "VN"
    assert read_text("Mã;CKMB\nH21.19;12\nH44.19;13\n")[0].scope is None
    assert read_text("Tên đơn vị;CKMB\nSở Y tế;12\n")[0].scope is None


@pytest.mark.parametrize(
    "row",
    [
        "I;Các sở;12",
        "II.;;12",
        "A;Các sở;",
        "IV. Các xã;;",
        ";Tổng cộng;12",
        ";TRUNG BÌNH các sở;12",
        "1;2;3",
        "A;(1);(2)",
    ],
)
def test_a_row_that_is_no_units_is_passed_over_by_name(row: str) -> None:
    (reading,) = read_text(f"Xếp loại;Tên đơn vị;CKMB\n{row}\nA;Sở Y tế;12\n")
    assert scores(reading) == {("Sở Y tế", "transparency"): 12}
    assert " ".join(cell for cell in row.split(";")[:2] if cell) in reading.notes[0]


def test_a_unit_without_any_value_is_kept_when_it_has_a_code() -> None:
    (reading,) = read_text("Mã;Tên đơn vị;CKMB\nH21.19;Sở Y tế;\n")
    assert scores(reading) == {("Sở Y tế", "transparency"): None}


def test_a_percentage_in_a_column_of_points_is_refused_with_its_cell() -> None:
    assert "ô B3: “95,53%” là tỷ lệ phần trăm" in refusal("Mã;CKMB\nH21.19;12\nH21.13;95,53%\n")


def test_a_text_where_points_belong_is_refused_with_its_cell() -> None:
    assert "ô B2: “chưa có” không phải là số" in refusal("Mã;CKMB\nH21.19;chưa có\n")


def test_an_error_of_excel_is_refused_with_its_cell() -> None:
    def draw(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Điểm")
        sheet.write_row(0, 0, ["Mã", "CKMB"])
        sheet.write(1, 0, "H21.19")
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")

    with pytest.raises(InputProblem, match=r"Tệp a\.xlsx, trang tính “Điểm”, ô B2: ô báo lỗi #DIV/0!"):
        read([SourceFile("a.xlsx", workbook(draw))])


def test_points_without_a_unit_are_refused_with_their_row() -> None:
    assert "ô A3: dòng có số liệu" in refusal("Tên đơn vị;CKMB;TDGQ\nSở Y tế;12;1\n;13;2\n")


def test_a_row_that_was_cut_off_is_not_a_row_of_missing_values() -> None:
    assert "ô C3: dòng bị thiếu cột" in refusal("Mã;CKMB;TDGQ\nH21.19;12;1\nH21.13;13")


def test_a_moment_that_is_none_is_refused_with_its_cell() -> None:
    assert "ô C2: “hôm qua”" in refusal("Mã,CKMB,extracted_at\nH21.19,12,hôm qua\n")


def test_a_workbook_without_a_score_table_is_refused() -> None:
    with pytest.raises(InputProblem, match=r"Tệp scores\.xlsx, trang tính “.+”: không tìm thấy bảng điểm"):
        read_rows(["Lĩnh vực", "Trạng thái"], ["12", "quá hạn"])


def test_a_table_with_headers_alone_is_refused() -> None:
    assert "bảng điểm không có dòng nào" in refusal("Mã;CKMB\n\n")
