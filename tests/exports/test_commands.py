"""The files to hand out from the command line: what the pages give, for a reading of one's choice."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from pptx import Presentation
from python_calamine import CalamineWorkbook

from indicators.analysis.overview import overview
from indicators.cli.main import main
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.exports.printed import pages
from tests.made_up import FINANCE, at, capture, even
from tests.pages.conftest import GIA_LAI

PACKED_TABLE = "so-ban-nganh/so-tai-chinh/so-tai-chinh-nam-2026-doc-2026-10-10.csv"


def test_the_deck_of_a_chosen_reading_is_written(demo_store: Path, tmp_path: Path) -> None:
    out = tmp_path / "deck.pptx"
    asked = ["export", "deck", "--period", "month:2026-08", "--out", str(out), "--store", str(demo_store)]
    assert main(asked) == 0
    opening = Presentation(io.BytesIO(out.read_bytes())).slides[0]
    assert "Tháng 8/2026" in "\n".join(shape.text_frame.text for shape in opening.shapes)


def test_a_deck_that_was_worked_on_is_renewed_and_what_is_to_be_looked_at_is_said(
    demo_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    last, out = tmp_path / "last.pptx", tmp_path / "deck.pptx"
    asked = ["export", "deck", "--store", str(demo_store), "--out"]
    assert main([*asked, str(last), "--captured-on", "2026-11-09", "--short"]) == 0
    file = Presentation(str(last))
    file.slides[1].shapes.title.text_frame.text = "Còn thiếu 98,76 điểm"
    file.save(str(last))
    assert main([*asked, str(out), "--onto", str(last)]) == 0
    renewed = Presentation(str(out))
    assert len(renewed.slides) == 6
    assert renewed.slides[1].shapes.title.text_frame.text == "Còn thiếu 98,76 điểm"
    assert "16/11/2026" in "".join(
        one.text_frame.text for one in renewed.slides[0].shapes if one.has_text_frame
    )
    said = capsys.readouterr().err
    assert "Trang sửa tay cần xem lại (số liệu đã đổi): 2" in said
    assert "Trang đã có số liệu nhưng tệp không có" in said
    assert main([*asked, str(out), "--onto", str(last), "--short"]) == 1


@pytest.fixture(scope="module")
def read_twice_in_a_day(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("twice") / "store")
    for time, points in (("07:30", 8), ("14:30", 9)):
        store.add([capture({GIA_LAI: even(points), FINANCE: even(points)}, time=time)])
    return store


def test_the_workbook_is_written(read_twice_in_a_day: Store, tmp_path: Path) -> None:
    out = tmp_path / "workbook.xlsx"
    asked = ["export", "workbook", "--out", str(out), "--store", read_twice_in_a_day.url]
    assert main(asked) == 0
    assert CalamineWorkbook.from_path(str(out)).sheet_names[0] == "Tổng hợp"


@pytest.mark.parametrize("kind", ["deck", "report", "workbook", "packs"])
def test_of_two_readings_of_one_day_each_can_be_handed_out(
    read_twice_in_a_day: Store, tmp_path: Path, kind: str
) -> None:
    found = {}
    for read in ("2026-10-10T07:30", "2026-10-10 14:30", "2026-10-10"):
        out = tmp_path / str(len(found))
        asked = ["export", kind, "--out", str(out), "--captured-on", read]
        asked += ["--store", read_twice_in_a_day.url]
        assert main(asked) == 0
        found[read] = [time for time in ("07:30", "14:30") if f"đọc 10/10/2026 {time}" in written(out)]
    # The later one may tell of the earlier that it is compared with; the earlier knows of no later one.
    assert found.pop("2026-10-10T07:30") == ["07:30"]
    assert all("14:30" in times for times in found.values())


def written(file: Path) -> str:
    """The letters of an Office document, or of the tables in an archive."""
    with zipfile.ZipFile(file) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".csv"))]
    return re.sub(r"<[^>]+>", "", "\n".join(part.decode() for part in parts))


def test_the_changes_of_a_deck_may_be_counted_from_a_reading_of_the_same_day(store: Store) -> None:
    for time, points in (("07:30", 7), ("10:30", 8), ("14:30", 9)):
        store.add([capture({GIA_LAI: even(points), FINANCE: even(points)}, time=time)])
    first = overview(Warehouse.of(store), "H21", compare_with=at("2026-10-10", "07:30"))
    assert (first.total.value, first.total.value_change) == (54, 12)


def test_a_reading_that_is_not_there_writes_nothing_and_says_so(
    demo_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "deck.pptx"
    asked = ["export", "deck", "--period", "year:2019", "--out", str(out), "--store", str(demo_store)]
    assert main(asked) == 1
    assert not out.exists()
    assert capsys.readouterr().err.count("\n") == 1


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a store into which nothing was ever brought."""
    return str(tmp_path_factory.mktemp("empty") / "store")


@pytest.mark.parametrize("kind", ["deck", "pdf", "report", "workbook"])
def test_an_empty_store_has_valid_files_that_say_so(empty: str, tmp_path: Path, kind: str) -> None:
    suffix = {"deck": "pptx", "report": "docx", "workbook": "xlsx"}.get(kind, kind)
    out = tmp_path / f"file.{suffix}"
    assert main(["export", kind, "--out", str(out), "--store", empty]) == 0
    assert "Chưa có lần đọc nào của Gia Lai" in _words(out)


def _words(file: Path) -> str:
    match file.suffix:
        case ".pptx":
            shapes = [shape for slide in Presentation(str(file)).slides for shape in slide.shapes]
            return "\n".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)
        case ".docx":
            return "\n".join(paragraph.text for paragraph in Document(str(file)).paragraphs)
        case ".xlsx":
            book = CalamineWorkbook.from_path(str(file))
            return "\n".join(str(cell) for row in book.get_sheet_by_index(0).to_python() for cell in row)
        case _:
            return "\n".join(pages(file.read_bytes()))


@pytest.mark.parametrize(
    "asked", [["packs"], ["report", "--period", "year:2026"], ["workbook", "--captured-on", "2026-10-10"]]
)
def test_of_an_empty_store_nothing_is_asked_for_in_vain(
    empty: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: list[str]
) -> None:
    out = tmp_path / "file"
    assert main(["export", *asked, "--out", str(out), "--store", empty]) == 1
    assert "Kho số liệu chưa có lần đọc nào của Gia Lai." in capsys.readouterr().err
    assert not out.exists()


def test_an_agencys_own_request_is_written_and_an_unknown_agency_is_refused(
    demo_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "requests.zip"
    asked = ["export", "requests", "--out", str(out), "--store", str(demo_store), "--agency"]
    assert main([*asked, "khong-co"]) == 1
    assert "không có cơ quan “khong-co”" in capsys.readouterr().err
    # Whoever checks the faults asks nobody.
    assert main([*asked, "so-khoa-hoc-va-cong-nghe"]) == 1
    assert "lỗi đồng bộ" in capsys.readouterr().err
    assert not out.exists()
    assert main([*asked, "ubnd-xa-ia-dreh"]) == 0
    (name,) = zipfile.ZipFile(out).namelist()
    assert name.startswith("minh-hoa-de-nghi-kiem-tra-dong-bo-ubnd-xa-ia-dreh-lap-2026-")


def test_packs_have_the_separator_that_is_asked_for_and_later_files_the_settings_own(
    store: Store, tmp_path: Path
) -> None:
    store.add([capture({FINANCE: {"satisfaction": 9.5}})])
    written = {}
    for asked in (["--separator", "comma"], ["--separator", "tab"], []):
        out = tmp_path / "packs.zip"
        assert main(["export", "packs", "--out", str(out), "--store", store.url, *asked]) == 0
        table = zipfile.ZipFile(out).read(PACKED_TABLE).decode("utf-8-sig")
        (line,) = (line for line in table.splitlines() if line.startswith("satisfaction"))
        written["".join(asked[1:])] = line
    assert ",9.5," in written["comma"]
    assert "\t9,5\t" in written["tab"]
    assert ";9,5;" in written[""]


def test_the_report_on_an_order_is_written(demo_store: Path, tmp_path: Path) -> None:
    out = tmp_path / "result.docx"
    asked = ["export", "result", "--campaign", "minh-hoa-2026", "--out", str(out), "--store", str(demo_store)]
    assert main(asked) == 0
    table = Document(str(out)).tables[-1]
    assert [cell.text for cell in table.rows[0].cells][:3] == ["TT", "Cơ quan", "Số hồ sơ"]


def test_letters_go_by_the_list_of_the_week_of_a_reading(
    demo_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "reminders.zip"
    asked = [
        "export",
        "reminders",
        "--agency",
        "ubnd-xa-ia-dreh",
        "--out",
        str(out),
        "--store",
        str(demo_store),
    ]
    assert main([*asked, "--captured-on", "2026-10-12"]) == 0
    with zipfile.ZipFile(out) as letters:
        letter = Document(io.BytesIO(letters.read(letters.namelist()[0])))
    assert "12/10/2026" in "\n".join(paragraph.text for paragraph in letter.paragraphs)
    assert main([*asked, "--period", "year:2019"]) == 1
    assert "không có lần đọc nào" in capsys.readouterr().err.lower()


def test_a_folder_that_is_not_there_is_made_and_one_that_cannot_be_is_told(
    read_twice_in_a_day: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = read_twice_in_a_day
    out = tmp_path / "mới" / "tháng 10" / "report.docx"
    assert main(["export", "report", "--out", str(out), "--store", store.url]) == 0
    assert out.read_bytes().startswith(b"PK")
    assert main(["export", "report", "--out", str(out / "report.docx"), "--store", store.url]) == 1
    said = capsys.readouterr().err
    assert "không ghi được tệp" in said
    assert "Lỗi không lường" not in said
