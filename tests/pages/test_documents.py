"""The page of slides and documents: packs made when asked for, letters to the agencies chosen."""

from __future__ import annotations

import io
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest

from indicators import translation
from indicators.analysis.ranking import rank
from indicators.deck import build_deck
from indicators.exports.csv import document, ranking_csv
from indicators.exports.pptx import deck_pptx
from indicators.store.store import Store
from indicators.translation import text
from indicators.verification_code import CODE
from indicators.warehouse.warehouse import Warehouse
from pages.components import downloads
from tests.made_up_lists import FINANCE, code, keep_lists
from tests.pages.conftest import Open, in_url, words


@pytest.mark.usefixtures("october_to_look_at")
def test_packs_are_made_when_asked_for_and_kept_to_be_taken(open_page: Open) -> None:
    page = open_page("documents", separator="tab")
    assert "packs" not in page.session_state
    (asked,) = [button for button in page.button if button.label.startswith("Tạo bộ tài liệu")]
    asked.click().run(timeout=60)
    assert not page.exception
    _, made = page.session_state["packs"]
    packed = zipfile.ZipFile(io.BytesIO(made))
    names = packed.namelist()
    assert {name.split("/")[1] for name in names} >= {"so-tai-chinh", "so-tu-phap", "so-noi-vu"}
    tables = [packed.read(name).decode("utf-8-sig") for name in names if name.endswith(".csv")]
    assert len(tables) >= 3
    assert all("\t" in table and ";" not in table.splitlines()[-1] for table in tables)


def test_slides_come_in_six_and_those_worked_on_are_renewed(open_page: Open, october_to_look_at: str) -> None:
    page = open_page("documents")
    assert "PowerPoint 6 trang" in [button.label for button in page.get("download_button")]
    taken, _ = page.file_uploader
    deck = build_deck(Warehouse.open(october_to_look_at), "H21")
    taken.upload("last.pptx", deck_pptx(deck)).run(timeout=60)
    assert not page.exception
    assert "PowerPoint đã làm mới" in [button.label for button in page.get("download_button")]
    taken, _ = page.file_uploader
    taken.upload("last.pptx", b"no slides").run(timeout=60)
    assert "không mở được như một tệp PowerPoint" in words(page)


@pytest.mark.usefixtures("october_to_look_at")
def test_the_separator_chosen_is_kept_for_every_page(open_page: Open) -> None:
    page = open_page("documents")
    assert page.selectbox(key="choose_separator").value == "semicolon"
    page.selectbox(key="choose_separator").select("comma").run()
    page.switch_page("ranking.py").run()
    assert not page.exception
    assert in_url(page)["separator"] == "comma"


def test_a_file_written_later_has_the_separator_and_the_language_of_when_it_was_offered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(downloads, "chosen_separator", lambda: "\t")
    translation.use_language("en")
    offered = downloads.file_when_asked(lambda: document([[text("Agency"), 1.5]]))
    translation.use_language("vi")
    with ThreadPoolExecutor(1) as elsewhere:
        assert elsewhere.submit(offered).result().decode("utf-8-sig") == "Agency\t1,5\r\n"
    assert document([[text("Agency"), 1.5]]).decode("utf-8-sig") == "Cơ quan;1,5\r\n"


def test_letters_go_to_the_agencies_of_the_last_list_by_the_reading(open_page: Open, october: Store) -> None:
    keep_lists(october, {"2026-10-08": [code(1), code(2)], "2026-10-26": [code(3, "H21.16")]})
    page = open_page("documents", at=october.url)
    (chosen,) = page.multiselect
    assert "08/10/2026" in chosen.label
    chosen.select(FINANCE).run()
    assert not page.exception
    assert "Không có hồ sơ nào cần gửi cơ quan khác kiểm tra đồng bộ." in words(page)
    assert in_url(page)["letters"] == FINANCE


@pytest.mark.usefixtures("october_to_look_at")
def test_without_a_list_the_page_says_that_no_letter_can_be_written(open_page: Open) -> None:
    assert "chưa có danh sách hồ sơ quá hạn nào đến 10/10/2026" in words(open_page("documents"))


def test_a_code_is_looked_up_on_the_page_and_one_of_nothing_is_refused(
    open_page: Open, october_to_look_at: str
) -> None:
    page = open_page("documents")
    made = ranking_csv(
        rank(Warehouse.open(october_to_look_at), node="total", level="department", scope="H21")
    )
    (code,) = CODE.findall(made.decode("utf-8-sig"))
    (field,) = [field for field in page.text_input if field.label == "Mã kiểm chứng"]
    field.set_value(code).run(timeout=30)
    assert not page.exception
    assert any("Mã khớp với kho dữ liệu" in said.value for said in page.success)
    field.set_value("Z000-0000-0001-0000").run(timeout=30)
    assert "không phải mã của tệp do chương trình này lập" in words(page)
