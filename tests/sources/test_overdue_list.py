"""Lists of overdue dossiers are read whatever their layout; nothing of applicants is, no row vanishes."""

from __future__ import annotations

import io
import pickle
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from indicators import sources
from indicators.errors import InputProblem
from indicators.intake.overdue_lists import prepare_lists
from indicators.periods import VIETNAM
from indicators.sources import overdue_table
from indicators.sources.dates import moment, up_to
from indicators.sources.files import SourceFile
from indicators.sources.overdue_list import ListExtract
from indicators.sources.overdue_vocabulary import cause_told, kind_told, status_told
from tests.overdue_files import NAME, PARCEL, PHONE, PHU_LUC_II, SECRETS, csv, dossier, phu_luc_ii, workbook

OLD_FORMAT = Path(__file__).parent / "overdue_list.xls"
LAND_OFFICE = (
    "TT",
    "Mã Hồ Sơ",
    "Chủ Sử Dụng",
    "Xã / Phường",
    "Tờ",
    "Thửa",
    "Loại Hồ Sơ",
    "Ngày Nhận",
    "Hẹn Trả",
)


def read(content: bytes, name: str = "list.xlsx") -> ListExtract:
    (reading,) = sources.read([SourceFile(name, content)]).lists
    return reading


def set_aside(content: bytes) -> list[tuple[str, int, str | None]]:
    return [(row.reason, row.row, row.code) for row in read(content).set_aside]


def vn(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=VIETNAM)  # type: ignore[arg-type]


def test_a_list_with_titles_sections_and_totals_gives_its_dossiers_and_its_day() -> None:
    reading = read(phu_luc_ii(dossier(), dossier("H21.16-260902-0002", unit="Sở Tư pháp")))
    assert [str(one.code) for one in reading.dossiers] == ["H21.13-260901-0001", "H21.16-260902-0002"]
    [first, _] = reading.dossiers
    assert (first.accepted_at, first.due_at) == (vn(2026, 9, 1, 8, 15), vn(2026, 9, 15))
    assert (first.unit, first.procedure, first.status) == (
        "Sở Tài chính",
        "Thành lập hộ kinh doanh",
        "processing",
    )
    assert (first.sheet, first.row, first.kind) == ("Phụ lục II", 9, "processing")
    assert reading.listed_at == vn(2026, 10, 12)
    assert reading.set_aside == []


def test_the_mapping_says_which_column_became_what_and_what_was_left_out_on_purpose() -> None:
    read_columns = read(phu_luc_ii(dossier())).columns
    columns = {one.header: (one.column, one.role, one.is_kept) for one in read_columns}
    assert columns["Mã hồ sơ"] == ("E", "code", True)
    assert columns["Ngày hẹn trả"] == ("J", "due", True)
    assert columns["Địa chỉ"] == ("G", "personal", False)
    assert columns["Chủ hồ sơ"] == ("H", "personal", False)


def test_nothing_of_an_applicant_is_read() -> None:
    rows = [
        dossier(procedure=f"Khai sinh cho bà {NAME}"),
        dossier("H21.13-260901-0002", procedure="Cấp giấy cho Rah Lan H'Thử"),
        dossier("", accepted=PHONE),
        dossier("H21.13-260901-0003", due=PHONE),
        dossier("H21.13-260901-0004", procedure=f"Đăng ký thửa {PARCEL}"),
    ]
    reading = read(phu_luc_ii(*rows))
    kept = repr([(one.procedure, one.field, one.status) for one in reading.dossiers]) + repr(
        reading.set_aside
    )
    assert not [secret for secret in SECRETS if secret in kept]
    assert [one.procedure for one in reading.dossiers] == [None] * 3


def test_what_another_column_tells_of_the_applicant_is_not_kept_in_the_procedure() -> None:
    header = ("Mã hồ sơ", "Chủ hồ sơ", "Tên nội dung", "Ngày nhận", "Hẹn trả")
    row = ("H21.13-260901-0001", "thử không họ", "Xác nhận thử không họ", "01/09/2026", "15/09/2026")
    [one] = read(csv(row, header=header), "list.csv").dossiers
    assert one.procedure is None


def test_a_list_is_taken_up_to_as_many_different_texts_as_can_be_looked_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = [dossier(f"H21.13-260901-{n:04d}", procedure=f"Thủ tục loại {n}") for n in range(5)]
    # And one each for unit, handler, field and status.
    monkeypatch.setattr(overdue_table, "MOST_DIFFERENT", 9)
    assert len(read(csv(*rows, header=PHU_LUC_II), "list.csv").dossiers) == 5
    rows.append(dossier("H21.13-260901-0009", procedure="Thủ tục loại khác"))
    with pytest.raises(InputProblem, match=" 10 "):
        read(csv(*rows, header=PHU_LUC_II), "list.csv")


def test_the_land_offices_list_is_read_without_its_parcels() -> None:
    row = (1, "H21.65-260901-0007", NAME, "Ia Lang", PARCEL, PARCEL, "Cấp đổi", "01/09/2026", "20/09/2026")
    reading = read(csv(row, header=LAND_OFFICE, separator=","), "list.csv")
    [one] = reading.dossiers
    assert (str(one.code), one.procedure, one.unit) == ("H21.65-260901-0007", "Cấp đổi", None)
    assert PARCEL not in repr(reading)
    assert NAME not in repr(one)


@pytest.mark.parametrize(
    "name", ["Số hồ sơ", "Mã số hồ sơ", "Mã đồng bộ", "Số biên nhận", "Mã tiếp nhận", "MÃ HỒ SƠ (*)"]
)
def test_the_code_column_goes_by_many_names(name: str) -> None:
    row = ("H21.13-260901-0001", "01/09/2026", "15/09/2026")
    assert len(read(csv(row, header=(name, "Ngày nhận", "Hạn xử lý")), "list.csv").dossiers) == 1


def test_a_header_of_two_merged_rows_is_understood() -> None:
    rows = [["Danh sách"], ["STT", "Mã hồ sơ", "Thời gian", ""], ["", "", "Ngày nhận", "Ngày hẹn trả"]]
    reading = read(workbook({"A": [*rows, [1, "H21.13-260901-0001", "01/09/2026", "15/09/2026"]]}))
    [one] = reading.dossiers
    assert one.due_at == vn(2026, 9, 15)


def test_every_row_that_is_not_taken_is_set_aside_with_its_reason_and_place() -> None:
    content = phu_luc_ii(
        dossier(),
        dossier("H21.13-260901-0002", due="31/02/2026"),
        dossier("H21.13-260901-0003", accepted="20/09/2026", due="15/09/2026"),
        dossier("H21.13-260901-0001"),
        dossier(""),
        dossier("BN 17"),
    )
    assert set_aside(content) == [
        ("bad_date", 10, "H21.13-260901-0002"),
        ("due_before_accepted", 11, "H21.13-260901-0003"),
        ("duplicate", 12, "H21.13-260901-0001"),
        ("no_code", 13, None),
        ("no_code", 14, None),
    ]
    assert read(content).set_aside[0].written == "31/02/2026"
    assert [row.cell for row in read(content).set_aside] == ["J10", "J11", "E12", "E13", "E14"]
    assert read(content).rows_read == 6


def test_dates_of_several_styles_in_one_column_are_all_read() -> None:
    dues: list[Any] = ["15/09/2026", "2026-09-15", datetime(2026, 9, 15), 46280, "46280", "15-9-2026 00:00"]  # noqa: DTZ001
    rows = [dossier(f"H21.13-260901-{number:04d}", due=due) for number, due in enumerate(dues)]
    assert {one.due_at for one in read(phu_luc_ii(*rows)).dossiers} == {vn(2026, 9, 15)}


def test_an_old_workbook_is_read_as_well() -> None:
    reading = read(OLD_FORMAT.read_bytes(), "list.xls")
    [one] = reading.dossiers
    assert (str(one.code), one.accepted_at, one.due_at) == (
        "H21.13-260901-0001",
        vn(2026, 9, 1),
        vn(2026, 9, 15),
    )
    assert [row.reason for row in reading.set_aside] == ["bad_date"]
    assert reading.listed_at == vn(2026, 10, 12)


def test_a_list_of_counts_is_read_as_counts() -> None:
    rows = [
        ["PHỤ LỤC I"],
        ["STT", "Đơn vị", "Số hồ sơ quá hạn"],
        ["I", "Sở, ban, ngành", 12],
        [1, "Sở Tài chính", 12],
        [2, "Sở Tư pháp", 0],
    ]
    reading = read(workbook({"Phụ lục I": [*rows, ["", "TỔNG CỘNG", 12]]}))
    assert [(count.unit, count.count) for count in reading.counts] == [
        ("Sở Tài chính", 12),
        ("Sở Tư pháp", 0),
    ]
    assert not len(reading.dossiers)
    # Whoever keeps it is told which rows were taken for no unit's.
    assert reading.passed_over == ["I Sở, ban, ngành", "TỔNG CỘNG"]
    (made,) = prepare_lists([reading])
    assert any("“I Sở, ban, ngành”, “TỔNG CỘNG”" in warning for warning in made.warnings)


@pytest.mark.parametrize("written", [NAME, "-3", 2.5])
def test_what_is_no_count_is_refused_by_its_cell_without_repeating_a_name(written: Any) -> None:
    rows = [["STT", "Đơn vị", "Số hồ sơ quá hạn"], [1, "Sở Tài chính", written]]
    with pytest.raises(InputProblem) as refused:
        read(workbook({"Phụ lục I": rows}))
    assert (refused.value.sheet, refused.value.cell) == ("Phụ lục I", "C2")
    assert NAME not in str(refused.value)


def test_both_annexes_of_one_workbook_are_read_and_a_hidden_sheet_is_not() -> None:
    counts = [["STT", "Đơn vị", "Số hồ sơ quá hạn"], [1, "Sở Tài chính", 1]]
    header = ["Mã hồ sơ", "Ngày nhận", "Ngày hẹn trả"]
    rows = [header, ["H21.13-260901-0001", "01/09/2026", "15/09/2026"]]
    reading = read(workbook({"I": counts, "II": rows, "Khác": [["nothing"]]}))
    assert (len(reading.counts), len(reading.dossiers)) == (1, 1)
    assert ["“Khác”" in note for note in reading.notes] == [True]


def test_a_score_table_is_no_list() -> None:
    table = SourceFile("scores.csv", "Mã;Tên đơn vị;CKMB\nH21.13;Sở Tài chính;5\n".encode())
    assert sources.read([table]).lists == []


@pytest.mark.parametrize("result", ["", "#DIV/0!"])
def test_a_formula_without_result_where_a_date_belongs_is_named(result: str) -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("Phụ lục II")
    sheet.write_row(0, 0, ["Mã hồ sơ", "Ngày nhận", "Ngày hẹn trả"])
    sheet.write_row(1, 0, ["H21.13-260901-0001", "01/09/2026"])
    sheet.write_formula(1, 2, "=A1", None, result)
    book.close()
    with pytest.raises(InputProblem) as problem:
        read(stream.getvalue())
    assert (problem.value.sheet, problem.value.cell) == ("Phụ lục II", "C2")


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("01/09/2026 08:15:00", vn(2026, 9, 1, 8, 15)),
        ("1/9/2026", vn(2026, 9, 1)),
        ("08:15 01/09/2026", vn(2026, 9, 1, 8, 15)),
        ("2026-09-01T08:15", vn(2026, 9, 1, 8, 15)),
        ("01.09.26", vn(2026, 9, 1)),
        (date(2026, 9, 1), vn(2026, 9, 1)),
        (46266.5, vn(2026, 9, 1, 12)),
        ("–", None),
        ("", None),
    ],
)
def test_a_moment_is_read_as_written(cell: object, told: datetime | None) -> None:
    assert moment(cell) == told


@pytest.mark.parametrize(
    "cell", ["31/02/2026", "12/25/2026", "soon", "0905123456", 12.0, True, "25:00 01/01/2026"]
)
def test_what_is_no_date_is_refused(cell: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any of Python's own
        moment(cell)


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("số liệu tính từ ngày 01/12/2023 đến ngày 25/12/2023", vn(2023, 12, 25)),
        ("(Tính đến hết ngày 5/1/2024)", vn(2024, 1, 5)),
        ("tính đến ngày 05 tháng 01 năm 2024", vn(2024, 1, 5)),
        ("Danh sách hồ sơ quá hạn", None),
    ],
)
def test_a_title_says_up_to_when_it_counts(title: str, day: datetime | None) -> None:
    assert up_to(title) == day


def test_words_for_kind_status_and_cause() -> None:
    assert kind_told("Hồ sơ quá hạn tiếp nhận") == "acceptance"
    assert kind_told("Hồ sơ quá hạn đang xử lý") == "processing"
    assert kind_told("Hồ sơ quá hạn") is None
    assert status_told("Chờ bổ sung hồ sơ") == "supplement"
    assert status_told("Đã xử lý xong") == "finished"
    assert status_told("Đang giải quyết") == "processing"
    assert status_told("???") == "unknown"
    assert status_told("") is None
    assert cause_told("Lỗi đồng bộ với Cổng", "") == "synchronisation"
    assert cause_told("Cán bộ xử lý chậm", "") == "delay"
    assert cause_told("", "Đang xử lý trễ hạn") is None


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Đã xử lý bước 2/5", "processing"),
        ("Đã xử lý bước 5/5", "finished"),
        ("Hoàn thành bước cuối", "finished"),
        ("Trả kết quả ở bước 2", "unknown"),
        ("Không tiếp tục giải quyết, rút hồ sơ", "withdrawn"),
        ("Hết thời gian tạm dừng", "processing"),
        ("Hoàn thành một phần", "processing"),
        ("Đã giải quyết xong khâu đo đạc", "processing"),
        ("Kết thúc giai đoạn thẩm định", "processing"),
        ("Hoàn thành bước 3, chờ công dân bổ sung", "supplement"),
        ("Hủy bỏ tạm dừng", "processing"),
        ("Kết thúc tạm dừng, tiếp tục xử lý", "processing"),
        ("Hết tạm dừng", "processing"),
        ("Hủy yêu cầu bổ sung", "processing"),
        ("Không hoàn thành", "unknown"),
        ("Không trả được kết quả", "unknown"),
        ("Không có kết quả", "unknown"),
        ("Đã hủy hồ sơ", "withdrawn"),
        ("Đang tạm dừng xử lý", "suspended"),
        ("Đã hoàn thành", "finished"),
        ("Đã trả kết quả tại Bộ phận Một cửa", "finished"),
        ("Chưa hoàn thành", "processing"),
    ],
)
def test_a_step_is_no_end_and_what_is_called_off_holds_no_more(words: str, status: str) -> None:
    assert status_told(words) == status


def test_a_long_list_is_held_as_it_was_read_row_for_row() -> None:
    """Rows are written down a batch at a time: none is lost where one batch ends, and all can be gone through again."""
    codes = [f"H21.13-260901-{row:06d}" for row in range(12_003)]
    reading = read(
        csv(
            *((code, "01/09/2026", "15/09/2026") for code in codes),
            header=("Mã hồ sơ", "Ngày nhận", "Ngày hẹn trả"),
        )
    )
    assert len(reading.dossiers) == len(codes)
    for _ in range(2):
        assert [str(dossier.code) for dossier in reading.dossiers] == codes
    assert pickle.loads(pickle.dumps(reading)) == reading  # noqa: S301 - written here
