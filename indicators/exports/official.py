"""The frame of an official document (Nghị định 30/2020/NĐ-CP, Phụ lục I) as a Word file.

What only a person can fill in, number, day and signatory, stands highlighted between brackets.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

from indicators import __version__
from indicators.organisation import Issuer
from indicators.wording import text

FONT = "Times New Roman"
BODY, HEAD, SMALL = Pt(14), Pt(13), Pt(11)
COUNTRY, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
# A table with more columns than these turns its page.
PORTRAIT_COLUMNS = 6
# The page between its margins.
PORTRAIT_ROOM, LANDSCAPE_ROOM = Cm(16), Cm(24.7)
# Letters of a cell that a column makes room for; longer ones wrap.
LONGEST_CELL = 30
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_CENTER = WD_ALIGN_PARAGRAPH.CENTER


class OfficialDocument:
    """A document in the making, from its head to its annexes."""

    def __init__(self, title: str, about: str, *, is_demo: bool) -> None:
        self._file = Document()
        style = self._file.styles["Normal"]
        style.font.name, style.font.size = FONT, BODY
        style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
        style.paragraph_format.space_after = Pt(0)
        section = self._file.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.top_margin, section.bottom_margin = Cm(2), Cm(2)
        section.left_margin, section.right_margin = Cm(3), Cm(2)
        section.different_first_page_header_footer = True
        _page_number(section.header.paragraphs[0])
        self._is_demo, self._room = is_demo, PORTRAIT_ROOM
        known = self._file.core_properties
        known.title, known.author, known.comments = title, f"indicators {__version__}", about

    def head(self, issuer: Issuer, issuing_body: str, subject: str | None) -> None:
        """Issuing body and country side by side, number, place and day; the subject of a letter below."""
        table = self._file.add_table(2, 2)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for column, width in zip(table.columns, (Cm(7.1), Cm(9.3)), strict=True):
            column.width = width
            for cell in column.cells:
                cell.width = width
        left, right = table.rows[0].cells
        if issuing_body == issuer.issuing_body:
            _line(left, issuer.superior_body, Pt(12), first=True)
            _line(left, issuing_body, Pt(12), bold=True, ruled=True)
        else:
            _line(left, issuing_body.upper(), Pt(12), bold=True, first=True, ruled=True)
        _line(right, COUNTRY, Pt(12), bold=True, first=True)
        _line(right, MOTTO, BODY, bold=True, ruled=True)
        left, right = table.rows[1].cells
        number = left.paragraphs[0]
        number.alignment = _CENTER
        _run(number, text("No.:") + " ", HEAD)
        _to_fill(number, text("[number]"), HEAD)
        _run(number, f"/{issuer.symbol}" if issuing_body == issuer.issuing_body else "", HEAD)
        if subject:
            _line(left, text("Re: {subject}", subject=subject), Pt(12))
        day = right.paragraphs[0]
        day.alignment = _CENTER
        _run(day, f"{issuer.place}, ", BODY, italic=True)
        _to_fill(day, text("day [  ] month [  ] year [    ]"), BODY)
        if self._is_demo:
            warning = self._file.add_paragraph()
            warning.alignment = _CENTER
            run = _run(warning, text("DEMONSTRATION DATA – not real figures"), HEAD)
            run.bold = True
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW

    def title(self, kind: str, about: str) -> None:
        """What it is, and about what, in the middle."""
        for words, size in ((kind, BODY), (about, BODY)):
            paragraph = self._file.add_paragraph()
            paragraph.alignment = _CENTER
            paragraph.paragraph_format.space_before = Pt(6)
            _run(paragraph, words, size).bold = True

    def addressee(self, name: str) -> None:
        paragraph = self._file.add_paragraph()
        paragraph.alignment = _CENTER
        paragraph.paragraph_format.space_before = Pt(10)
        _run(paragraph, text("To: {name}", name=name), BODY)

    def heading(self, words: str) -> None:
        paragraph = self._file.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(8)
        paragraph.paragraph_format.keep_with_next = True
        _run(paragraph, words, BODY).bold = True

    def paragraph(self, words: str) -> None:
        """A justified paragraph; what stands between `**` is bold."""
        paragraph = self._file.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Cm(1.27)
        paragraph.paragraph_format.space_before = Pt(6)
        paragraph.paragraph_format.line_spacing = 1.15
        for number, part in enumerate(_BOLD.split(words)):
            _run(paragraph, part, BODY).bold = number % 2 == 1

    def to_fill(self, words: str) -> None:
        """A paragraph that a person writes."""
        paragraph = self._file.add_paragraph()
        paragraph.paragraph_format.first_line_indent = Cm(1.27)
        paragraph.paragraph_format.space_before = Pt(6)
        _to_fill(paragraph, words, BODY)

    def table(
        self, header: Sequence[str], rows: Sequence[Sequence[str]], numeric: frozenset[int], points: int = 11
    ) -> None:
        """A ruled table in type of so many points; its header comes again on every page.

        Written as XML at once: cell by cell a long annex takes python-docx a second.
        """
        widths = [round(self._room.twips * part) for part in _parts(header, rows)]
        lines = [_row(header, ["center"] * len(header), widths, points, is_header=True)]
        sides = ["right" if column in numeric else "left" for column in range(len(header))]
        lines += [_row(row, sides, widths, points, is_header=False) for row in rows]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        looks = (
            f'<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/></w:tblPr>'
        )
        table = f"<w:tbl {nsdecls('w')}>{looks}<w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"
        body = self._file.element.body
        body.insert(len(body) - 1, parse_xml(table))

    def signature(self, issuer: Issuer, receivers: Sequence[str], title: str | None = None) -> None:
        """Receivers on the left, who signs on the right."""
        table = self._file.add_table(1, 2)
        left, right = table.rows[0].cells
        first = left.paragraphs[0]
        first.paragraph_format.space_before = Pt(14)
        run = _run(first, text("Receivers:"), Pt(12))
        run.bold, run.italic = True, True
        for receiver in receivers:
            _run(left.add_paragraph(), f"- {receiver};", SMALL)
        _run(left.add_paragraph(), text("- Kept: VT."), SMALL)
        top = right.paragraphs[0]
        top.alignment = _CENTER
        top.paragraph_format.space_before = Pt(14)
        _run(top, title or issuer.signatory_title, BODY).bold = True
        for _ in range(4):
            right.add_paragraph()
        name = right.add_paragraph()
        name.alignment = _CENTER
        if issuer.signatory_name and title is None:
            _run(name, issuer.signatory_name, BODY).bold = True
        else:
            _to_fill(name, text("[signatory]"), BODY)

    def annex(self, name: str, title: str, columns: int) -> None:
        """A new page for an annex, turned where its table is wide."""
        section = self._file.add_section()
        is_wide = columns > PORTRAIT_COLUMNS
        self._room = LANDSCAPE_ROOM if is_wide else PORTRAIT_ROOM
        section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
        sides = (Cm(29.7), Cm(21)) if is_wide else (Cm(21), Cm(29.7))
        section.page_width, section.page_height = sides
        for words in (name, title.upper()):
            paragraph = self._file.add_paragraph()
            paragraph.alignment = _CENTER
            _run(paragraph, words, BODY).bold = True
        paragraph = self._file.add_paragraph()
        paragraph.alignment = _CENTER
        paragraph.paragraph_format.space_after = Pt(6)
        _run(paragraph, text("(With document No. [number] of [day])"), HEAD, italic=True)

    def note(self, words: str) -> None:
        """A small line: a source, a unit."""
        paragraph = self._file.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(4)
        _run(paragraph, words, SMALL, italic=True)

    def content(self) -> bytes:
        stream = io.BytesIO()
        self._file.save(stream)
        return stream.getvalue()


def _line(
    cell: Any, words: str, size: Any, *, bold: bool = False, first: bool = False, ruled: bool = False
) -> None:
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.alignment = _CENTER
    _run(paragraph, words, size).bold = bold
    if ruled:
        _rule(cell.add_paragraph())


def _rule(paragraph: Any) -> None:
    """A short line below what stands above."""
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Cm(1.9)
    paragraph.paragraph_format.line_spacing = Pt(6)
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().append(borders)


def _run(paragraph: Any, words: str, size: Any, *, italic: bool = False) -> Any:
    run = paragraph.add_run(words)
    run.font.size, run.italic = size, italic
    return run


def _to_fill(paragraph: Any, words: str, size: Any) -> None:
    _run(paragraph, words, size).font.highlight_color = WD_COLOR_INDEX.YELLOW


def _parts(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """Each column's part of the width, by its longest cell; headers and long names wrap between words."""
    needed = []
    for column, name in enumerate(header):
        word = max(map(len, name.split()), default=1)
        longest = max((len(row[column]) for row in rows), default=1)
        needed.append(max(word, min(longest, LONGEST_CELL)) + 4)
    return [length / sum(needed) for length in needed]


def _row(
    cells: Sequence[str], sides: Sequence[str], widths: Sequence[int], points: int, *, is_header: bool
) -> str:
    """A row that no page breaks; its words bold in the middle where it is the header's."""
    bold = "<w:b/>" if is_header else ""
    again = "<w:tblHeader/>" if is_header else ""
    size = f'<w:sz w:val="{points * 2}"/><w:szCs w:val="{points * 2}"/>'
    drawn = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f'<w:p><w:pPr><w:jc w:val="{side}"/></w:pPr><w:r><w:rPr>{bold}{size}</w:rPr>'
        f'<w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p></w:tc>'
        for words, side, width in zip(cells, sides, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{again}</w:trPr>{drawn}</w:tr>"


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = _CENTER
    run = _run(paragraph, "", HEAD)
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = words
        run._r.append(element)
