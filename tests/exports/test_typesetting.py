"""The face of every PDF: that of the pages, with every letter and every mark the application writes."""

from __future__ import annotations

from indicators.deck import build_deck
from indicators.exports.pdf import deck_pdf, table_pdf
from indicators.warehouse.warehouse import Warehouse
from tests.crowds import at_once
from tests.exports.printed import close, letters, pages

VOWELS = (
    "aàáảãạ ăằắẳẵặ âầấẩẫậ eèéẻẽẹ êềếểễệ iìíỉĩị oòóỏõọ ôồốổỗộ ơờớởỡợ uùúủũụ ưừứửữự yỳýỷỹỵ đ"
    " ▲▼=–−±×→…·•●○■◊≥≤“”½%"
)


def test_every_vietnamese_letter_and_every_mark_is_in_the_face_of_the_pages() -> None:
    written = f"{VOWELS};{VOWELS.upper()}"
    made = table_pdf(f"{VOWELS}\r\n\r\nChữ;Hoa\r\n{written}\r\n".encode("utf-8-sig"))
    assert {face for _, face in letters(made)} == {"SourceSans3-Regular", "SourceSans3-Semibold"}
    assert close("".join(pages(made))).count(close(VOWELS)) == 2


def test_the_deck_is_in_the_face_of_the_pages_pictures_and_all(demonstration: Warehouse) -> None:
    made = deck_pdf(build_deck(demonstration, "H21"))
    assert {letter for letter, face in letters(made) if not face.startswith("SourceSans3-")} == set()


def test_several_people_may_print_at_once() -> None:
    table = "Cơ quan;Điểm\r\n\r\nĐơn vị;Điểm\r\nSở Y tế;5\r\n".encode("utf-8-sig")
    made = at_once(*[lambda: table_pdf(table)] * 4)
    assert {type(each) for each in made} == {bytes}
