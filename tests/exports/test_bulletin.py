"""The bulletin to be handed out: the same sentences as document, message, mail, slide and rows."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from docx import Document
from pptx import Presentation

from indicators.analysis.bulletin import Bulletin, Said, bulletin
from indicators.exports.bulletin import bulletin_docx, bulletin_slide
from indicators.exports.bulletin_html import bulletin_html
from indicators.exports.bulletin_rows import bulletin_rows
from indicators.exports.bulletin_text import LONGEST_MESSAGE, bulletin_text, bulletin_zalo
from indicators.exports.verification.check import verify_code
from indicators.translation import in_language
from indicators.verification_code import CODE
from indicators.warehouse.warehouse import Warehouse

CAVEAT = re.compile(
    r" \([^()]*(?:mẫu số tạm tính|không phát sinh hồ sơ|một vài trường hợp|chưa đầy đủ)[^()]*\)"
)


@pytest.fixture(scope="module")
def told(demonstration: Warehouse) -> Bulletin:
    return bulletin(demonstration, "H21")


def bare(sentence: str) -> str:
    """A sentence without what holds for several, which stands with the first of them."""
    return CAVEAT.sub("", sentence)


def sentences(told: Bulletin) -> list[str]:
    return [said.statement.sentence() for said in told.said]


def with_words(told: Bulletin, words: Callable[[int], str]) -> Bulletin:
    """The same bulletin, each of its sentences in other words."""
    number = iter(range(1000))

    def other(said: Said) -> Said:
        at = next(number)
        return replace(said, statement=replace(said.statement, words=lambda: words(at)))

    return replace(
        told,
        chapters=tuple(replace(chapter, said=tuple(map(other, chapter.said))) for chapter in told.chapters),
    )


def test_a_message_is_no_longer_than_zalo_takes_and_has_whole_sentences_alone(told: Bulletin) -> None:
    message = bulletin_zalo(told)
    assert 1500 < len(message) <= LONGEST_MESSAGE
    lines = [line.removeprefix("- ") for line in message.split("\n") if line.startswith("- ")]
    known = {bare(sentence) for sentence in sentences(told)}
    assert [line for line in lines if bare(line) not in known] == []
    left_out = len(sentences(told)) - len(lines)
    assert message.endswith(f"Còn {left_out} nội dung khác trong bản tin đầy đủ.")
    assert message.startswith("SỐ LIỆU MINH HỌA")


@pytest.mark.parametrize("length", [10, 60, 700, 1999, 2500])
def test_sentences_of_any_length_are_taken_whole_or_not_at_all(told: Bulletin, length: int) -> None:
    unit = "UBND xã Thử".ljust(length, "x")
    message = bulletin_zalo(with_words(told, lambda at: f"{at} {unit}"))
    assert len(message) <= LONGEST_MESSAGE
    assert all(line.endswith(f"{unit}.") for line in message.split("\n") if line.startswith("- "))


def test_each_caveat_of_a_chapter_stands_in_the_message_too(told: Bulletin) -> None:
    assert bulletin_zalo(told).count("mẫu số tạm tính") >= 2


def test_the_whole_text_has_every_sentence_and_its_source(told: Bulletin) -> None:
    text = bulletin_text(told)
    assert [sentence for sentence in sentences(told) if bare(sentence) not in bare(text)] == []
    assert told.provenance.line() in text


def test_the_document_has_the_frame_every_point_and_the_components_as_a_table(told: Bulletin) -> None:
    file = Document(io.BytesIO(bulletin_docx(told)))
    body = "\n".join(paragraph.text for paragraph in file.paragraphs)
    assert "Kính gửi: Ban Chỉ đạo chuyển đổi số tỉnh" in body
    assert "Bản tin tuần 47/2026 (16/11–22/11/2026)" in body
    assert "SỐ LIỆU MINH HỌA" in body
    missing = [said for said in told.said if said.point != 5 and bare(str(said.statement)) not in bare(body)]
    assert missing == []
    (table,) = [table for table in file.tables if table.cell(0, 0).text == "Thành phần"]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert len(rows) == 1 + len(told.card)
    digitisation = told.card.set_index("node").loc["digitisation"]
    assert rows[-1][1] == f"{digitisation.value:.2f}".replace(".", ",")
    assert file.styles["Normal"].font.name == "Times New Roman"


class _Read(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.add(tag)
        self.addresses += [value for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_a_mail_has_all_inside_and_its_words_are_words(told: Bulletin) -> None:
    planted = '<img src=x onerror="alert(1)"> & <b>UBND</b>'
    read = _Read()
    read.feed(bulletin_html(with_words(told, lambda _: planted)))
    assert not read.tags & {"img", "script", "link", "style", "b"}
    assert f"{planted}." in read.words
    assert read.addresses == []


def test_a_mail_carries_the_code_of_the_document_that_says_the_same(
    demonstration: Warehouse, told: Bulletin
) -> None:
    (code,) = set(CODE.findall(bulletin_html(told)))
    assert verify_code(demonstration, code).document.kind == "bulletin"


def test_a_mail_leads_to_the_application_where_its_address_is_given(told: Bulletin) -> None:
    read = _Read()
    read.feed(bulletin_html(told, "https://chiso.gialai.gov.vn/"))
    listed = [said for said in told.said if said.point != 5]
    assert len(read.addresses) == len(listed)
    assert "https://chiso.gialai.gov.vn/nation?node=total&period=year%3A2026" in read.addresses[2]
    assert all(address.startswith("https://chiso.gialai.gov.vn/") for address in read.addresses)


def test_it_is_one_slide_whose_title_is_the_week(told: Bulletin) -> None:
    (slide,) = Presentation(io.BytesIO(bulletin_slide(told))).slides
    assert slide.shapes.title.text.startswith("Gia Lai đạt 81,88/100 điểm")
    notes = slide.notes_slide.notes_text_frame.text
    assert all(sentence in notes for chapter in told.chapters for sentence in chapter.sentences())
    assert any(shape.has_chart for shape in slide.shapes)


def test_rows_have_a_sentence_each_its_numbers_and_its_page(told: Bulletin) -> None:
    rows = bulletin_rows(told)
    assert rows.sentence.tolist() == sentences(told)
    total = json.loads(rows.numbers[0])
    assert total["value"] == pytest.approx(told.view.total.value)
    assert rows.address[0].startswith("/?period=year%3A2026")
    assert set(rows.point) == set(range(1, 13))


def test_in_english_it_is_the_same_bulletin(told: Bulletin) -> None:
    with in_language("en"):
        assert "WEEKLY BULLETIN, WEEK 47/2026" in bulletin_text(told)
        assert len(bulletin_zalo(told)) <= LONGEST_MESSAGE
