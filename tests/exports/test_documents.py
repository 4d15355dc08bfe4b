"""Word and PDF files, opened again: the numbers of the pages, the frame of Nghị định 30, nothing left out."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from typing import Any

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from indicators import formats
from indicators.analysis import overdue
from indicators.analysis.overview import overview
from indicators.analysis.profile import profile
from indicators.deck import Deck, build_deck
from indicators.exports import pdf
from indicators.exports.csv import ranking_csv
from indicators.exports.letters import letter_docx, letter_name, letters_zip
from indicators.exports.official_document.head import HEAD_COLUMNS
from indicators.exports.official_document.word_parts import name_rule
from indicators.exports.overdue import dossiers_csv
from indicators.exports.pdf import deck_pdf, profile_pdf, table_pdf
from indicators.exports.report import report_docx
from indicators.intake import unit_identity
from indicators.letters.recipients import reminder_letters, request_letters
from indicators.letters.wording import Letter
from indicators.reference.agencies import load_register
from indicators.sources.records import Unit
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse
from tests.exports.printed import pages
from tests.made_up import FINANCE, GIA_LAI, JUSTICE, capture, even
from tests.made_up_lists import code, keep_lists

LONGEST = Unit("Sở Nông nghiệp và Phát triển nông thôn", code="H21.19", level="department")
# Of the letters of Times bold, in thousandths of the type's size, as Adobe's metrics give them.
WIDTHS = (
    dict.fromkeys("ACDNRUVXY", 722)
    | dict.fromkeys("BELTZ", 667)
    | dict.fromkeys("GHKOQ", 778)
    | dict.fromkeys("FP", 611)
    | {"I": 389, "J": 500, "M": 944, "S": 556, "W": 1000, " ": 250, ",": 250, "-": 333, "–": 500}
)
DEMO = "SỐ LIỆU MINH HỌA"


@pytest.fixture
def warehouse(demonstration: Warehouse) -> Warehouse:
    return demonstration


@pytest.fixture(scope="module")
def report(demonstration: Warehouse) -> Any:
    """The demonstration's report, opened: written once, read by many."""
    return opened(report_docx(demonstration, "H21"))


@pytest.fixture(scope="module")
def slides(deck: Deck) -> bytes:
    """The demonstration's slides as PDF."""
    return deck_pdf(deck)


@pytest.fixture(scope="module")
def requests(demonstration: Warehouse) -> list[Letter]:
    return request_letters(demonstration, overdue.last_step(demonstration, "H21"))


def opened(content: bytes) -> Any:
    return Document(io.BytesIO(content))


def printed_width(capitals: str) -> float:
    """How wide a line of capitals is in Times New Roman, bold, 12 points; marks above and below take no room."""
    letters = unicodedata.normalize("NFD", capitals.replace("Đ", "D"))
    return sum(Pt(12) * WIDTHS[letter] / 1000 for letter in letters if not unicodedata.combining(letter))


def everything(file: Any) -> str:
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in file.paragraphs), *cells])


def test_the_reports_annexes_hold_every_agency_with_the_rankings_own_numbers(
    warehouse: Warehouse, report: Any
) -> None:
    file = report
    view = overview(warehouse, "H21")
    annexes = [table for table in file.tables if table.rows[0].cells[-1].text == "Ghi chú"]
    assert len(annexes) == len(view.rankings)
    for table, ranking in zip(annexes, view.rankings.values(), strict=True):
        rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
        assert [row[1] for row in rows] == list(ranking.rows.agency_name)
        assert [row[8] for row in rows] == [formats.number(value) for value in ranking.rows.value]
        for row in rows:
            parts = [float(cell.replace(",", ".")) for cell in row[2:8] if cell != formats.MISSING]
            if len(parts) == 6 and row[8] != formats.MISSING:
                assert sum(parts) == pytest.approx(float(row[8].replace(",", ".")), abs=0.035)


def test_the_report_stands_in_its_frame_and_leaves_a_person_what_is_a_persons(report: Any) -> None:
    said = everything(report)
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "I. KẾT QUẢ THỰC HIỆN",
        "II. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN",
        "III. NHIỆM VỤ, GIẢI PHÁP",
        "IV. KIẾN NGHỊ, ĐỀ XUẤT",
        "Kính gửi: Ban Chỉ đạo chuyển đổi số tỉnh",
        "[số]",
        "[họ và tên người ký]",
        "số liệu tạm thời",
        DEMO,
    ):
        assert words in said


def test_the_reports_last_annex_is_the_backlog_by_level_with_its_sum(
    warehouse: Warehouse, report: Any
) -> None:
    *_, table = report.tables
    step = overdue.last_step(warehouse, "H21")
    rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    agencies = {row[1]: row[2] for row in rows if row[0].isdigit()}
    backlog = overdue.backlog(warehouse, step, "agency")
    assert agencies == {
        str(name): formats.count(count) for name, count in zip(backlog["name"], backlog.dossiers, strict=True)
    }
    assert rows[-1][:3] == ["", "Tổng cộng", formats.count(step.dossiers)]
    assert all(run.bold for cell in table.rows[-1].cells for run in cell.paragraphs[0].runs)


def test_pages_are_counted_from_one_in_every_annex_and_hidden_on_the_first(report: Any) -> None:
    body, *annexes = report.sections
    assert body.different_first_page_header_footer
    for annex in annexes:
        assert annex.different_first_page_header_footer
        (numbers,) = annex._sectPr.xpath("./w:pgNumType")
        assert numbers.get(qn("w:start")) == "1"


def test_number_and_annexes_name_the_kind_of_document(warehouse: Warehouse, report: Any) -> None:
    said = everything(report)
    assert "Số: [số]/BC-SKHCN" in said
    assert "(Kèm theo Báo cáo số [số]/BC-SKHCN ngày" in said
    assert "xem xét, chỉ đạo./." in said
    step = overdue.last_step(warehouse, "H21")
    (letter,) = reminder_letters(warehouse, step, ["so-noi-vu"])
    reminder = everything(opened(letter_docx(letter)))
    assert "Số: [số]/SKHCN" in reminder
    assert "(Kèm theo Công văn số [số]/SKHCN ngày" in reminder
    assert "của Sở Khoa học và Công nghệ)" in reminder


def test_the_rule_below_a_name_is_a_third_to_a_half_of_it_whoever_writes(requests: list[Letter]) -> None:
    names = {letter.issuer.name for letter in requests}
    assert len(names) > 50
    for letter in requests[::10]:
        head = opened(letter_docx(letter)).tables[0].rows[0].cells[0]
        below = head.paragraphs[2]
        indents = below.paragraph_format.left_indent + below.paragraph_format.right_indent
        assert (head.width - indents) == pytest.approx(name_rule(letter.issuer.name), rel=0.01)
    for name in {agency.name_vi.upper() for agency in load_register().agencies}:
        first_line = min(printed_width(name), HEAD_COLUMNS[0])
        assert first_line / 3 <= name_rule(name) <= first_line / 2, name


def test_word_is_told_that_the_words_are_vietnamese(report: Any) -> None:
    (language,) = report.styles["Normal"].element.xpath("./w:rPr/w:lang")
    assert language.get(qn("w:val")) == "vi-VN"


def test_what_a_person_fills_in_is_highlighted_and_nothing_else_is(report: Any) -> None:
    file = report
    cells = [cell for table in file.tables for row in table.rows for cell in row.cells]
    paragraphs = [*file.paragraphs, *(paragraph for cell in cells for paragraph in cell.paragraphs)]
    marked = {run.text for one in paragraphs for run in one.runs if run.font.highlight_color}
    assert {"[số]", "[họ và tên người ký]", "[nhiệm vụ của từng cơ quan, đơn vị]"} <= marked
    assert all(words.startswith("[") or words.startswith(DEMO) for words in marked)


def test_the_report_says_what_the_slides_say(deck: Deck, report: Any) -> None:
    said = everything(report)
    for slide in deck.slides:
        # The first slide says what the others do; what is proposed are the report's tasks.
        if slide.key == "proposals":
            assert all(asked in said for asked in slide.facts)
        elif slide.key not in ("summary", "method"):
            assert all(sentence in said for sentence in slide.told())


def test_every_file_says_what_it_is_of(report: Any, slides: bytes) -> None:
    known = report.core_properties
    assert known.author.startswith("indicators ")
    assert "Gia Lai; Năm 2026 (kỳ đang mở, số liệu tạm thời); đọc 16/11/2026 07:30" in known.comments
    assert DEMO in known.comments
    about = pypdfium2.PdfDocument(slides).get_metadata_dict()
    assert about["Author"].startswith("indicators ")
    assert "đọc 16/11/2026" in about["Subject"]


def test_every_agency_with_dossiers_has_its_reminder_with_all_of_them(warehouse: Warehouse) -> None:
    step = overdue.last_step(warehouse, "H21")
    letters = reminder_letters(warehouse, step)
    backlog = overdue.backlog(warehouse, step, "agency")
    # All but who issues the letters, and writes none to itself.
    backlog = backlog[backlog.part != "so-khoa-hoc-va-cong-nghe"]
    assert len(letters) == len(backlog)
    with zipfile.ZipFile(io.BytesIO(letters_zip(letters[:3]))) as packed:
        for name, letter, count in zip(packed.namelist(), letters, backlog.dossiers, strict=False):
            assert name.isascii()
            file = opened(packed.read(name))
            annex = file.tables[-1]
            assert len(annex.rows) == count + 1
            assert [row.cells[1].text for row in annex.rows[1:]] == [row[1] for row in letter.annex.rows]
            assert f"Kính gửi: {letter.addressee}" in everything(file)


def test_a_request_is_written_in_the_agencys_own_name(requests: list[Letter]) -> None:
    letters = requests
    file = opened(zipfile.ZipFile(io.BytesIO(letters_zip(letters[:1]))).read(letter_name(letters[0])))
    said = everything(file)
    assert letters[0].issuer.name.upper() in said
    assert "ỦY BAN NHÂN DÂN TỈNH GIA LAI" in said
    assert "Kính gửi: Sở Khoa học và Công nghệ" in said


def test_the_decks_pdf_has_a_page_a_slide_with_its_message_and_source(deck: Deck, slides: bytes) -> None:
    first, *others = pages(slides)
    assert DEMO in first
    assert len(others) == len(deck.slides)
    for page, slide in zip(others, deck.slides, strict=True):
        # The page has plain spaces where the words have such as do not break.
        assert "".join(slide.message.split()) in "".join(page.split())
        assert "".join(slide.source.split()) in "".join(page.split())


def test_an_agencys_pdf_has_every_indicator_with_its_points(warehouse: Warehouse) -> None:
    shown = profile(warehouse, "H21", "so-tai-chinh")
    page = "".join(pages(profile_pdf(shown))).replace(" ", "")
    for row in shown.card.to_dict("records"):
        assert shown.index.nodes[row["node"]].short_name().replace(" ", "") in page
        assert formats.number(row["value"]) in page


@pytest.mark.parametrize(
    "scores",
    [
        {FINANCE: even(9)},
        {GIA_LAI: {"satisfaction": 9}, FINANCE: even(9), JUSTICE: even(9)},
        {GIA_LAI: even(9), LONGEST: even(7)},
    ],
    ids=["one department alone", "a total missing and all tied", "the longest name"],
)
def test_little_data_makes_valid_files_that_say_what_is_missing(
    store: Store, scores: dict[Unit, dict[str, float | None]]
) -> None:
    store.add([capture(scores)])
    warehouse = Warehouse.of(store)
    said = everything(opened(report_docx(warehouse, "H21")))
    assert "Hồ sơ quá hạn: chưa có danh sách" in said
    assert len(pages(deck_pdf(build_deck(warehouse, "H21")))) > 5


def test_words_are_never_taken_for_the_typesetters_own_commands(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As a store kept before has it: what is not understood no longer comes in.
    monkeypatch.setattr(unit_identity, "is_public_unit", lambda _: True)
    strange = Unit('Sở #panic("x") $ * _ @ < > \\ "', code="H21.98", level="department")
    store.add([capture({GIA_LAI: even(9), strange: even(9)})])
    keep_lists(store, {"2026-10-12": [code(1)]})
    assert "#panic" in "".join(pages(deck_pdf(build_deck(Warehouse.of(store), "H21"))))


def test_any_table_is_printed_with_what_stands_above_it(warehouse: Warehouse) -> None:
    ranking = overview(warehouse, "H21").rankings["commune"]
    printed = " ".join(pages(table_pdf(ranking_csv(ranking))))
    assert DEMO in printed
    for name in ranking.rows.agency_name:
        assert name.replace(" ", "") in printed.replace(" ", "")


def test_of_a_very_long_table_the_first_rows_are_printed_and_it_is_said(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pdf.MOST_ROWS == 2000
    monkeypatch.setattr(pdf, "MOST_ROWS", 200)
    keep_lists(store, {"2026-10-12": [code(number) for number in range(210)]})
    warehouse = Warehouse.of(store)
    printed = pages(table_pdf(dossiers_csv(warehouse, overdue.last_step(warehouse, "H21"))))
    assert "200 dòng đầu trong 210 dòng" in printed[-1]
    assert sum(page.count("H21.13-") for page in printed) == 200
