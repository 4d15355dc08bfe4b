"""A file is what it holds, whatever its name says; what nobody can read is refused by name."""

from __future__ import annotations

import io
import json
from hashlib import sha256
from zipfile import ZipFile

import pytest
import xlsxwriter

from indicators import sources
from indicators.errors import InputProblem
from indicators.sources.files import SourceFile
from tests.overdue_files import dossier, phu_luc_ii, protected
from tests.portal_answers import envelope
from tests.source_files import gather_bytes, read
from tests.sources.test_grids import workbook

COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
UNIT = {"departmentName": "Sở Y tế", "departmentCode": "H21.19", "totalScore": 69.55, "childGroup": "AGENCY"}
ANSWER = envelope({"overview": None, "radar": [], "evaluation": [UNIT]})
TABLE = "Mã;CKMB\nH21.19;12\n".encode()


def book() -> bytes:
    def draw(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Điểm")
        sheet.write_row(0, 0, ["Mã", "CKMB"])
        sheet.write_row(1, 0, ["H21.19", 12])

    return workbook(draw)


def refusal(content: bytes, name: str = "week.json") -> str:
    with pytest.raises(InputProblem) as problem:
        read([SourceFile(name, content)])
    return str(problem.value)


@pytest.mark.parametrize("name", ["a.json", "a.csv", "a.xlsx", "a"])
@pytest.mark.parametrize(
    ("content", "source"), [(ANSWER, "portal_api"), (TABLE, "score_table"), (book(), "score_table")]
)
def test_the_reader_is_chosen_by_content_and_not_by_name(content: bytes, source: str, name: str) -> None:
    (reading,) = read([SourceFile(name, content)])
    assert (reading.source, reading.file) == (source, name)
    assert reading.values[0].unit.code == "H21.19"


def test_a_reading_carries_the_checksum_of_its_files_bytes() -> None:
    (reading,) = read([SourceFile("a.csv", b"Ma;CKMB\nH21.19;12\n")])
    assert reading.sha256 == "1dd7cb87368cc44066b95bbd4bc1be0d115004c7ac3670a1e5b0b9de87f5f17f"


def test_an_answer_leaves_its_reader_as_it_is_kept() -> None:
    told = envelope({"overview": None, "radar": [], "evaluation": [UNIT | {"note": "Nguyễn Văn An"}]})
    contents = sources.read([SourceFile("a.json", told), SourceFile("b.json", ANSWER)])
    named, plain = contents.raw
    assert "Nguyễn" not in named.decode()
    assert json.loads(named)["data"]["evaluation"][0]["totalScore"] == UNIT["totalScore"]
    assert plain == ANSWER
    assert [extract.kept_sha256 for extract in contents.extracts] == [
        sha256(content).hexdigest() for content in contents.raw
    ]
    assert [extract.sha256 for extract in contents.extracts] == [
        sha256(content).hexdigest() for content in (told, ANSWER)
    ]


def test_one_zip_may_hold_answers_tables_and_workbooks() -> None:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in (("a.json", ANSWER), ("b.csv", TABLE), ("c.xlsx", book())):
            archive.writestr(name, content)
    readings = read(gather_bytes("week.zip", buffer.getvalue()))
    assert [reading.file for reading in readings] == ["week.zip/a.json", "week.zip/b.csv", "week.zip/c.xlsx"]


@pytest.mark.parametrize("content", [b"", b" \r\n "])
def test_an_empty_file_is_named(content: bytes) -> None:
    assert refusal(content).startswith("Tệp week.json: tệp rỗng. Hãy lưu hoặc tải lại tệp")


def test_the_portals_refusal_page_is_called_what_it_is() -> None:
    page = b"<html><head><title>Request Rejected</title></head><body>Your support ID is 1.</body></html>"
    told = refusal(page)
    assert told.startswith("Tệp week.json: Cổng đã từ chối yêu cầu")
    assert "lấy lại" in told


def test_another_web_page_is_not_taken_for_a_refusal() -> None:
    assert "đây là trang web" in refusal(b"\n<!DOCTYPE html><html><body>Login</body></html>")


def test_a_workbook_with_a_password_says_so() -> None:
    told = refusal(protected(phu_luc_ii(dossier())))
    assert "mật khẩu" in told


def test_an_old_office_file_says_how_to_save_it() -> None:
    assert ".xlsx" in refusal(COMPOUND + b"\0" * 512)


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\0" + bytes(60),
        b"abc\0def",
    ],
)
def test_a_file_of_another_kind_is_refused(content: bytes) -> None:
    assert "không đọc được loại tệp này" in refusal(content)


def test_one_bad_file_among_good_ones_is_named() -> None:
    with pytest.raises(InputProblem, match=r"Tệp bad\.json: tệp rỗng"):
        read([SourceFile("good.csv", TABLE), SourceFile("bad.json", b"")])
