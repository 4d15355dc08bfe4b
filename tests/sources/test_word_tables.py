"""Tables of Word documents, with the words above them and their merged cells."""

from __future__ import annotations

import io
from zipfile import ZipFile

from docx import Document

from indicators.sources.word_tables import read_word


def test_paragraphs_are_rows_and_merged_cells_stand_in_their_first_place() -> None:
    document = Document()
    document.add_paragraph("PHỤ LỤC I")
    document.add_paragraph("(đến ngày 10/10/2026)")
    table = document.add_table(3, 4)
    for column, words in enumerate(("STT", "Đơn vị", "Tiếp nhận", "")):
        table.cell(0, column).text = words
    table.cell(1, 2).text, table.cell(1, 3).text = "Trực tuyến", "Trực tiếp"
    table.cell(0, 2).merge(table.cell(0, 3))
    for column in (0, 1):
        table.cell(0, column).merge(table.cell(1, column))
    for column, words in enumerate(("1", "Sở\nTài chính", "1.234", "5")):
        table.cell(2, column).text = words
    document.add_paragraph("Nơi nhận:")
    stream = io.BytesIO()
    document.save(stream)
    assert read_word("a.docx", ZipFile(stream)).rows == [
        ["PHỤ LỤC I", "", "", ""],
        ["(đến ngày 10/10/2026)", "", "", ""],
        ["STT", "Đơn vị", "Tiếp nhận", ""],
        ["", "", "Trực tuyến", "Trực tiếp"],
        ["1", "Sở Tài chính", "1.234", "5"],
        ["Nơi nhận:", "", "", ""],
    ]
