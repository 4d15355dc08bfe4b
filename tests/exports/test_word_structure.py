"""Word files as Word's own schema has them: parts in order, headings, captions, contents, language."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from ooxml_integrity import check

from indicators.analysis import overdue
from indicators.analysis.campaign import campaigns, progress
from indicators.analysis.overview import overview
from indicators.analysis.ratings import ratings
from indicators.analysis.reminders import result_report
from indicators.exports.letters import letter_docx
from indicators.exports.report import report_docx
from indicators.letters.recipients import reminder_letters, request_letters
from indicators.letters.wording import result_letter
from indicators.reference.organisation import load_organisation
from indicators.warehouse.warehouse import Warehouse

# ECMA-376, the orders of CT_PPr, CT_RPr, CT_TblPr and CT_SectPr, as far as anything here is written.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind contextualSpacing "
    "jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps color spacing kern sz szCs highlight u vertAlign lang",
    "tblPr": "tblStyle bidiVisual tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols titlePg docGrid",
}


@pytest.fixture(scope="module")
def papers(demonstration: Warehouse) -> dict[str, bytes]:
    step = overdue.last_step(demonstration, "H21")
    order = campaigns(demonstration, "H21")[0]
    (reminder,) = reminder_letters(demonstration, step, ["so-y-te"])
    (request,) = request_letters(demonstration, step, ["so-y-te"])
    result = result_letter(result_report(demonstration, progress(demonstration, order)))
    letters = {"reminder": reminder, "request": request, "result": result}
    return {
        "report": report_docx(demonstration, "H21"),
        **{name: letter_docx(letter) for name, letter in letters.items()},
    }


@pytest.mark.parametrize("name", ["report", "reminder", "request", "result"])
def test_a_word_file_is_one_that_word_wrote(papers: dict[str, bytes], name: str, tmp_path: Path) -> None:
    place = tmp_path / f"{name}.docx"
    place.write_bytes(papers[name])
    assert [str(finding) for finding in check(place)] == []
    file = Document(io.BytesIO(papers[name]))
    for root in (file.element, file.styles.element, file.sections[0].header._element):
        assert [found for part, order in ORDERS.items() for found in _out_of_order(root, part, order)] == []
    (language,) = file.styles["Normal"].element.xpath("./w:rPr/w:lang")
    assert language.get(qn("w:val")) == "vi-VN"
    ruled = [table for table in file.tables if table._tbl.tblPr.xpath("./w:tblStyle[@w:val='TableGrid']")]
    assert ruled
    assert all(table.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for table in ruled)


def _words(element: Any) -> str:
    return "".join(text.text for text in element.iter(qn("w:t")))


def _out_of_order(root: Any, part: str, order: str) -> Iterator[str]:
    places = {qn(f"w:{name}"): place for place, name in enumerate(order.split())}
    for found in root.iter(qn(f"w:{part}")):
        names = [child.tag for child in found if child.tag in places]
        if names != sorted(names, key=lambda name: places[name]):
            yield f"{part}: {[name.rpartition('}')[2] for name in names]}"


@pytest.mark.parametrize("name", ["report", "reminder", "request", "result"])
def test_what_is_written_ends_as_the_decree_has_it(papers: dict[str, bytes], name: str) -> None:
    words = [paragraph.text for paragraph in Document(io.BytesIO(papers[name])).paragraphs]
    ended = [line for line in words if line.endswith("./.")]
    assert len(ended) == 1
    assert not ended[0].endswith("../.")


def test_the_reports_contents_lead_to_every_heading_and_annex(papers: dict[str, bytes]) -> None:
    file = Document(io.BytesIO(papers["report"]))
    headings = {
        mark.get(qn("w:name")): paragraph.text.replace("\n", " ")
        for paragraph in file.paragraphs
        if paragraph.style.name.startswith("Heading")
        for mark in paragraph._p.iter(qn("w:bookmarkStart"))
    }
    links = {link.get(qn("w:anchor")): link for link in file.element.iter(qn("w:hyperlink"))}
    entries = {name: _words(link) for name, link in links.items()}
    assert entries.keys() == headings.keys()
    assert len(headings) >= 12
    for name, words in entries.items():
        assert words.replace(".", "").lower() == headings[name].replace(".", "").lower()
    assert not any(paragraph.style.name.startswith("Heading 3") for paragraph in file.paragraphs)


def test_a_letter_has_no_contents(papers: dict[str, bytes]) -> None:
    assert not list(Document(io.BytesIO(papers["reminder"])).element.iter(qn("w:hyperlink")))


def test_the_reports_table_counts_the_units_of_each_rating_and_level(
    demonstration: Warehouse, papers: dict[str, bytes]
) -> None:
    view = overview(demonstration, "H21")
    found, bands = ratings(view.rankings.values()), load_organisation().rating_bands
    for place, ranking in enumerate(view.rankings.values()):
        busy = ranking.rows[~ranking.rows.agency_id.isin(ranking.idle)]
        totals = [round(float(value), 2) for value in busy.value.dropna()]
        edges = [
            (band.from_total, above)
            for band, above in zip(bands, [1e9, *(b.from_total for b in bands)], strict=False)
        ]
        counted = [sum(low <= total < high for total in totals) for low, high in edges]
        assert [counts[place] for _, counts in found.rows] == counted
        assert found.idle[place] == int(ranking.rows.value.notna().sum() - busy.value.notna().sum())
        assert found.without[place] == int(busy.value.isna().sum())
    file = Document(io.BytesIO(papers["report"]))
    (table,) = [table for table in file.tables if table.rows[0].cells[0].text == "Xếp loại"]
    assert [cell.text for cell in table.rows[-1].cells] == ["Tổng cộng", "14", "135", "149"]
    captions = [_words(paragraph._p) for paragraph in file.paragraphs if paragraph.style.name == "Caption"]
    assert captions == ["Bảng 1. Điểm theo nhóm chỉ số", "Bảng 2. Số đơn vị theo xếp loại và khối"]
