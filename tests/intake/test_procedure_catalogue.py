"""An office extends the catalogue of procedures, and its lists then keep the names of these whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indicators.cli.main import main
from indicators.errors import InputProblem
from indicators.intake.procedure_catalogue import extend_catalogue
from indicators.reference.procedures import Procedure, load_procedures
from indicators.sources.files import SourceFile
from tests.overdue_files import workbook

ROWS = [
    ["DANH MỤC THỦ TỤC HÀNH CHÍNH CỦA TỈNH"],
    ["STT", "Mã thủ tục", "Tên thủ tục hành chính", "Lĩnh vực"],
    [1, "9.100001.000.00.00.H21", "Hỗ trợ  cây giống cho hộ nghèo", "Nông nghiệp"],
    [2, "9.100002", "Đăng ký khai sinh cho Nguyễn Văn Thử", "Hộ tịch"],
    [3, "không có mã", "Không phải thủ tục", ""],
]


def read(folder: Path) -> dict[str, list[Procedure]]:
    """The catalogue as a new start reads it."""
    found: dict[str, list[Procedure]] = {}
    for one in load_procedures.__wrapped__(folder):  # type: ignore[attr-defined]
        found.setdefault(one.code, []).append(one)
    return found


def test_a_table_adds_what_is_new_and_leaves_out_what_tells_of_a_person(tmp_path: Path) -> None:
    before = read(tmp_path)
    done = extend_catalogue([SourceFile("a.xlsx", workbook({"A": ROWS}))], tmp_path)
    assert (done.added, done.known, done.left_out) == (1, 0, ("9.100002",))
    after = read(tmp_path)
    assert after.pop("9.100001") == [Procedure("9.100001", "Hỗ trợ cây giống cho hộ nghèo", "Nông nghiệp")]
    assert after == before
    assert "Nguyễn Văn Thử" not in (tmp_path / "procedures.csv").read_text("utf-8-sig")


def test_the_portals_own_answer_adds_its_procedures_and_one_renamed_is_known_by_both_names(
    tmp_path: Path,
) -> None:
    known = load_procedures()[0]
    items = [{"code": known.code, "name": known.name}, {"code": known.code, "name": "Tên mới của thủ tục"}]
    answer = json.dumps({"code": "OK", "data": {"items": items}}).encode()
    done = extend_catalogue([SourceFile("formalities.json", answer)], tmp_path)
    assert (done.added, done.known) == (1, 1)
    assert {one.name for one in read(tmp_path)[known.code]} == {known.name, "Tên mới của thủ tục"}


def test_a_file_that_names_no_procedure_is_refused_and_nothing_written(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match=r"Tệp a\.csv: .*Mã thủ tục"):
        extend_catalogue([SourceFile("a.csv", b"Ma don vi;CKMB\nH21.13;5\n")], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_command_says_what_became_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("INDICATORS_REFERENCE", str(tmp_path))
    given = tmp_path / "danh muc.xlsx"
    given.write_bytes(workbook({"A": ROWS}))
    assert main(["procedures", str(given)]) == 0
    said = capsys.readouterr()
    assert "Đã thêm 1 thủ tục" in said.out
    assert "9.100002" in said.err
