"""From files to kept lists: agencies matched, rows set aside kept, and nothing of applicants anywhere."""

from __future__ import annotations

import contextlib
import io
import json
import logging
from csv import DictReader
from pathlib import Path

import pytest

from indicators.analysis import overdue
from indicators.analysis.provenance import of_list
from indicators.cli.main import main
from indicators.errors import InputProblem
from indicators.exports.overdue import dossiers_csv, set_aside_csv
from indicators.intake import pipeline
from indicators.store.overdue_list import reason_name
from indicators.store.store import Store
from indicators.store.verify import verify
from indicators.warehouse.warehouse import Warehouse
from tests.made_up import at
from tests.made_up_lists import code, keep_lists
from tests.overdue_files import SECRETS, dossier, phu_luc_ii, protected

ROWS = [
    dossier("H21.13-260901-9001"),
    dossier("H21.16-260820-9002", unit="Sở Tư pháp", due="31/02/2026"),
    dossier("H21.13-260901-9001"),
    dossier("không có mã"),
    dossier("H15.13-260901-9003"),
    dossier("H21.11-260901-9004", unit="Sở Nội vụ", due="20/12/2026"),
    dossier("H21.11-260801-9005", unit="Sở Nội vụ", accepted="03/09/2026", due="01/09/2026"),
]
KEPT = ("overdue_lists", "overdue_dossiers", "overdue_set_aside")
REASONS = {"bad_date", "duplicate", "no_code", "other_province", "not_overdue", "due_before_accepted"}


def bring(store: Store, folder: Path, content: bytes, name: str = "quá hạn.xlsx") -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    pipeline.import_files([folder / name], store)


def test_what_is_not_taken_is_kept_aside_with_reason_and_place(store: Store, tmp_path: Path) -> None:
    bring(store, tmp_path / "in", phu_luc_ii(*ROWS))
    warehouse = Warehouse.of(store)
    step = overdue.last_step(warehouse, "H21")
    assert (step.dossiers, step.set_aside) == (1, 6)
    aside = overdue.set_aside(warehouse, step)
    assert set(aside.reason) == REASONS
    assert (aside.row > 8).all()
    assert "31/02/2026" in set_aside_csv(of_list(step), aside).decode("utf-8-sig")
    assert all(reason_name(reason) for reason in REASONS)


@pytest.mark.parametrize("wrong", [{"finished": "01/01/2099"}, {"accepted": "01/01/2099", "due": ""}])
def test_a_day_still_to_come_is_set_aside_by_its_row(
    store: Store, tmp_path: Path, wrong: dict[str, str]
) -> None:
    rows = (dossier("H21.13-260901-9001"), dossier("H21.13-260901-9002", **wrong))
    bring(store, tmp_path / "in", phu_luc_ii(*rows))
    assert store.read("overdue_dossiers")["dossier_code"].to_pylist() == ["H21.13-260901-9001"]
    (aside,) = store.read("overdue_set_aside").to_pylist()
    assert (aside["reason"], aside["dossier_code"]) == ("to_come", "H21.13-260901-9002")
    assert reason_name("to_come") == "ngày tiếp nhận hoặc ngày kết thúc chưa đến"


def test_no_secret_of_an_applicant_survives_anywhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    arrived = tmp_path / "in"
    arrived.mkdir()
    # In the wrong columns as well: a name as procedure, as code, in the code's cell beside it.
    rows = [*ROWS, dossier("H21.13-260901-9009", procedure=f"Cấp giấy cho ông {SECRETS[0]}")]
    rows += [dossier(f"H21.13-260901-9010 {SECRETS[0]}"), dossier(SECRETS[0])]
    (arrived / "list.xlsx").write_bytes(phu_luc_ii(*rows))
    store = tmp_path / "store"
    assert main(["import", str(arrived / "list.xlsx"), "--store", str(store)]) == 0
    assert main(["overdue", "--store", str(store), "--format", "csv"]) == 0
    assert main(["overdue", "--store", str(store), "--agency", "so-tai-chinh", "--format", "json"]) == 0
    warehouse = Warehouse.open(str(store))
    step = overdue.last_step(warehouse, "H21")
    written = [
        *(path.read_bytes() for path in store.rglob("*") if path.is_file()),
        *(str(path).encode() for path in store.rglob("*")),
        dossiers_csv(warehouse, step),
        set_aside_csv(of_list(step), overdue.set_aside(warehouse, step)),
        "".join(capsys.readouterr()).encode(),
        caplog.text.encode(),
        *(
            repr(Store(store).read(name).to_pylist()).encode()
            for name in ("overdue_dossiers", "overdue_lists")
        ),
        repr(Store(store).read("overdue_set_aside").to_pylist()).encode(),
    ]
    for secret in SECRETS:
        for content in written:
            assert secret.encode() not in content
            assert secret.casefold().encode() not in content


def test_of_a_list_only_the_scrubbed_copy_is_kept_beside_the_sum_of_the_original(
    store: Store, tmp_path: Path
) -> None:
    content = phu_luc_ii(*ROWS)
    bring(store, tmp_path / "in", content)
    (row,) = store.read("overdue_lists").to_pylist()
    (file,) = row["files"]
    assert store.raw(file["sha256"]) is None
    copy = store.raw(file["scrubbed_sha256"])
    assert copy is not None
    assert "H21.13-260901-9001" in copy.decode()
    assert "đang xử lý,quá hạn đang xử lý,chưa rõ nguyên nhân" in copy.decode()
    assert verify(store).findings == ()


def test_files_of_dossiers_say_how_they_stand_in_words_and_programs_are_told_codes(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bring(store, tmp_path / "in", phu_luc_ii(*ROWS))
    warehouse = Warehouse.of(store)
    (of_page, *_) = csv_rows(dossiers_csv(warehouse, overdue.last_step(warehouse, "H21")), "Mã hồ sơ")
    command = ["overdue", "--store", store.url, "--agency", "so-tai-chinh", "--format"]
    assert main([*command, "csv"]) == 0
    (of_command, *_) = csv_rows(capsys.readouterr().out.encode(), "dossier_code")
    assert main([*command, "json"]) == 0
    (for_programs, *_) = json.loads(capsys.readouterr().out)
    words = ("đang xử lý", "quá hạn đang xử lý", "chưa rõ nguyên nhân")
    assert (of_page["Trạng thái"], of_page["Loại quá hạn"], of_page["Nguyên nhân"]) == words
    assert (of_command["status"], of_command["kind"], of_command["cause"]) == words
    assert (for_programs["status"], for_programs["kind"]) == ("processing", "processing")


def csv_rows(content: bytes, first: str) -> list[dict[str, str]]:
    """The rows below the line in which the column `first` is headed."""
    lines = content.decode("utf-8-sig").splitlines()
    above = next(number for number, line in enumerate(lines) if first in line)
    separator = ";" if ";" in lines[above] else ","
    return list(DictReader(lines[above:], delimiter=separator))


def test_a_list_that_was_changed_behind_the_stores_back_is_found(store: Store, tmp_path: Path) -> None:
    bring(store, tmp_path / "in", phu_luc_ii(*ROWS))
    (file,) = store.read("overdue_lists").to_pylist()[0]["files"]
    (Path(store.url) / "raw" / file["scrubbed_sha256"]).write_bytes(b"else")
    assert [finding for finding in verify(store).findings if "quá hạn.xlsx" in finding]


def test_the_same_list_again_is_known_and_changes_nothing(store: Store, tmp_path: Path) -> None:
    content = phu_luc_ii(*ROWS)
    bring(store, tmp_path / "in", content)
    bring(store, tmp_path / "in", content, "again.xlsx")
    assert store.read("overdue_lists").num_rows == 1


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (dossier(due="=TODAY()-3"), "J10"),
        (dossier(accepted="=1/0"), "I10"),
    ],
)
def test_formulas_without_a_result_are_refused_with_sheet_and_cell(
    store: Store, tmp_path: Path, row: list[object], cell: str
) -> None:
    with pytest.raises(InputProblem) as refused:
        bring(store, tmp_path / "in", phu_luc_ii(dossier(), row))
    assert "Phụ lục II" in str(refused.value)
    assert cell in str(refused.value)
    assert store.is_empty()


def test_a_list_without_one_good_row_is_a_wrong_file_and_not_a_list_of_nothing(
    store: Store, tmp_path: Path
) -> None:
    rows = [dossier("H21.13-260901-9001", due="31/02/2026"), dossier("không có mã")]
    with pytest.raises(InputProblem) as refused:
        bring(store, tmp_path / "in", phu_luc_ii(*rows))
    assert (refused.value.sheet, refused.value.cell) == ("Phụ lục II", "J9")
    assert "ngày không hợp lệ (1)" in str(refused.value)
    assert store.is_empty()


def test_a_dossier_waits_to_be_accepted_for_8_working_hours_whenever_its_result_is_promised(
    store: Store, tmp_path: Path
) -> None:
    # Friday 09/10/2026 at 15:30, two hours before closing; its result is promised for the 20th.
    row = dossier("H21.13-261009-9001", accepted="09/10/2026 15:30:00", due="20/10/2026")
    title = "MINH HỌA: hồ sơ quá hạn tiếp nhận (đến ngày 12/10/2026)"
    bring(store, tmp_path / "in", phu_luc_ii(row, title=title))
    (kept,) = store.read("overdue_dossiers").to_pylist()
    assert kept["due_at"] == at("2026-10-12", "15:30")
    assert kept["kind"] == "acceptance"


def test_a_file_with_a_password_is_refused_with_what_to_do(store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="mật khẩu"):
        bring(store, tmp_path / "in", protected(phu_luc_ii(dossier())))
    assert store.is_empty()


def test_the_whole_import_speaks_of_columns_rows_and_reasons_before_anything_is_kept(
    tmp_path: Path,
) -> None:
    (tmp_path / "list.xlsx").write_bytes(phu_luc_ii(*ROWS))
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        asked = ["import", str(tmp_path / "list.xlsx"), "--store", str(tmp_path / "store"), "--dry-run"]
        assert main([*asked, "--format", "json"]) == 0
    assert "Ngày hẹn trả” → due" in said.getvalue()
    assert "Chủ hồ sơ” → personal" in said.getvalue()
    assert '"set_aside": 6' in said.getvalue()
    assert Store(tmp_path / "store").is_empty()


def test_a_list_of_some_agencies_only_is_warned_of_at_its_import(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep_lists(store, {"2026-09-07": [code(number, "H21.16") for number in range(3)]})
    (tmp_path / "list.xlsx").write_bytes(phu_luc_ii(dossier("H21.13-260901-9001")))
    assert main(["import", str(tmp_path / "list.xlsx"), "--store", store.url]) == 0
    said = capsys.readouterr().err
    assert "1 cơ quan có 3 hồ sơ ở danh sách trước nay không có hồ sơ nào: Sở Tư pháp." in said
    # The same file again is held against nothing: it is its own list.
    assert main(["import", str(tmp_path / "list.xlsx"), "--store", store.url]) == 0
    assert capsys.readouterr().err == ""
