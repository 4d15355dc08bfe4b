"""The frame of an official document (Nghị định 30/2020/NĐ-CP, Phụ lục I) as a Word file.

What only a person can fill in, number, day and signatory, stands highlighted between brackets.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from indicators import PROGRAM
from indicators.analysis import document_code
from indicators.analysis.provenance import Provenance
from indicators.exports.official_document.ruled_table import ruled_table
from indicators.exports.official_document.word_parts import (
    CENTER,
    counted_from_one,
    fillable,
    in_vietnamese,
    line,
    name_rule,
    page_number,
    rule,
    rule_below,
    said,
    without_margins,
)
from indicators.letters.wording import Writer
from indicators.reference.organisation import Issuer
from indicators.translation import text

FONT = "Times New Roman"
BODY, HEAD, SMALL, CODE_SIZE = Pt(14), Pt(13), Pt(11), Pt(8)
COUNTRY, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
# A table with more columns than these turns its page.
PORTRAIT_COLUMNS = 6
# Issuing body and country side by side, each on one line in type of 12 points.
HEAD_COLUMNS = (Cm(7), Cm(9.4))
# As long as the motto in bold type of 14 points.
MOTTO_RULE = Cm(6.05)
# The page between its margins.
PORTRAIT_ROOM, LANDSCAPE_ROOM = Cm(16), Cm(24.7)
_BOLD = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True, slots=True)
class Head:
    """Whose document it is. `writer` is an agency that writes in its own name, else the issuer does.

    `subject` is what a letter is about; a report has a title instead.
    """

    issuer: Issuer
    is_report: bool = False
    subject: str | None = None
    writer: Writer | None = None

    @property
    def is_own(self) -> bool:
        return self.writer is None

    @property
    def body(self) -> str:
        return self.writer.name if self.writer else self.issuer.issuing_body

    @property
    def superior(self) -> str:
        """Name the body above whoever writes."""
        return self.writer.superior if self.writer else self.issuer.superior_body

    @property
    def place(self) -> str:
        """Name the place that is written from."""
        return self.writer.place if self.writer else self.issuer.place

    def symbol(self) -> str:
        """Return what follows the number; of another agency a person knows it."""
        if not self.is_own:
            return text("[symbol]")
        return f"BC-{self.issuer.symbol}" if self.is_report else self.issuer.symbol


class OfficialDocument:
    """A document in the making, from its head to its annexes."""

    def __init__(self, title: str, record: Provenance, head: Head, of: document_code.Document | None) -> None:
        self._file, self._of = Document(), of
        self._written: list[Sequence[str]] = []
        style = self._file.styles["Normal"]
        style.font.name, style.font.size = FONT, BODY
        style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
        style.paragraph_format.space_after = Pt(0)
        in_vietnamese(style)
        section = self._file.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.top_margin, section.bottom_margin = Cm(2), Cm(2)
        section.left_margin, section.right_margin = Cm(3), Cm(2)
        section.different_first_page_header_footer = True
        page_number(section.header.paragraphs[0])
        self._head, self._room = head, PORTRAIT_ROOM
        known = self._file.core_properties
        known.title, known.author, known.comments = title, PROGRAM, record.properties()
        self._write_head()
        if record.mark:
            self._warn(record.mark)

    def _write_head(self) -> None:
        """Write issuing body and country side by side, number, place and day.

        The subject of a letter below.
        """
        head = self._head
        table = self._file.add_table(2, 2)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        without_margins(table)
        for column, width in zip(table.columns, HEAD_COLUMNS, strict=True):
            column.width = width
            for cell in column.cells:
                cell.width = width
        left, right = table.rows[0].cells
        line(left, head.superior.upper(), Pt(12), first=True)
        line(left, head.body.upper(), Pt(12), bold=True)
        rule_below(left, name_rule(head.body))
        line(right, COUNTRY, Pt(12), bold=True, first=True)
        line(right, MOTTO, BODY, bold=True)
        rule_below(right, MOTTO_RULE)
        left, right = table.rows[1].cells
        number = left.paragraphs[0]
        number.alignment = CENTER
        fillable(number, text("No.: [number]/{symbol}", symbol=head.symbol()), HEAD)
        if head.subject:
            line(left, text("Re: {subject}", subject=head.subject), Pt(12))
        day = right.paragraphs[0]
        day.alignment = CENTER
        place = text("{place}, day [  ] month [  ] year [    ]", place=head.place)
        fillable(day, place, BODY, italic=True)

    def _warn(self, mark: str) -> None:
        warning = self._file.add_paragraph()
        warning.alignment = CENTER
        run = said(warning, mark, HEAD)
        run.bold = True
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW

    def title(self, kind: str, about: str) -> None:
        """Write what it is, and about what, in the middle, with a rule below."""
        self._written.append((kind, about))
        for words, size in ((kind, BODY), (about, BODY)):
            paragraph = self._file.add_paragraph()
            paragraph.alignment = CENTER
            paragraph.paragraph_format.space_before = Pt(6)
            said(paragraph, words, size).bold = True
        rule(self._file.add_paragraph(), Cm(5.5))

    def addressee(self, name: str) -> None:
        paragraph = self._file.add_paragraph()
        paragraph.alignment = CENTER
        paragraph.paragraph_format.space_before = Pt(10)
        said(paragraph, text("To: {name}", name=name), BODY)

    def heading(self, words: str) -> None:
        self._written.append((words,))
        paragraph = self._file.add_paragraph()
        paragraph.paragraph_format.first_line_indent = Cm(1.27)
        paragraph.paragraph_format.space_before = Pt(8)
        paragraph.paragraph_format.keep_with_next = True
        said(paragraph, words, BODY).bold = True

    def paragraph(self, words: str) -> None:
        """Write a justified paragraph; what stands between `**` is bold."""
        self._written.append((words,))
        paragraph = self._file.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Cm(1.27)
        paragraph.paragraph_format.space_before = Pt(6)
        paragraph.paragraph_format.line_spacing = 1.15
        for number, part in enumerate(_BOLD.split(words)):
            said(paragraph, part, BODY).bold = number % 2 == 1

    def to_fill(self, words: str) -> None:
        """Write a paragraph for a person to replace, between brackets."""
        paragraph = self._file.add_paragraph()
        paragraph.paragraph_format.first_line_indent = Cm(1.27)
        paragraph.paragraph_format.space_before = Pt(6)
        fillable(paragraph, words, BODY)

    def table(
        self,
        header: Sequence[str],
        rows: Sequence[Sequence[str]],
        numeric: frozenset[int],
        *,
        strong: frozenset[int] = frozenset(),
        points: int = 11,
    ) -> None:
        """Write a ruled table in type of so many points; `strong` are its bold rows (sections, sums)."""
        self._written += [header, *rows]
        table = ruled_table(header, rows, numeric, strong, room=self._room.twips, points=points)
        self._file.paragraphs[-1].paragraph_format.space_after = Pt(4)
        body = self._file.element.body
        body.insert(len(body) - 1, parse_xml(table))

    def signature(self, receivers: Sequence[str]) -> None:
        """Write receivers on the left, who signs on the right, on the page where the text ends."""
        self._file.paragraphs[-1].paragraph_format.keep_with_next = True
        head = self._head
        table = self._file.add_table(1, 2)
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        left, right = table.rows[0].cells
        first = left.paragraphs[0]
        first.paragraph_format.space_before = Pt(14)
        run = said(first, text("Receivers:"), Pt(12))
        run.bold, run.italic = True, True
        for receiver in receivers:
            said(left.add_paragraph(), f"- {receiver};", SMALL)
        said(left.add_paragraph(), text("- Kept: VT."), SMALL)
        top = right.paragraphs[0]
        top.alignment = CENTER
        top.paragraph_format.space_before = Pt(14)
        title = head.issuer.signatory_title if head.is_own else text("[title of the signatory]")
        fillable(top, title, BODY, bold=True)
        for _ in range(4):
            right.add_paragraph()
        name = right.add_paragraph()
        name.alignment = CENTER
        signatory = head.issuer.signatory_name if head.is_own else ""
        fillable(name, signatory or text("[signatory]"), BODY, bold=True)

    def annex(self, name: str, title: str, columns: int) -> None:
        """Begin a new page for an annex, turned where its table is wide; its pages are counted from 1."""
        section = self._file.add_section()
        is_wide = columns > PORTRAIT_COLUMNS
        self._room = LANDSCAPE_ROOM if is_wide else PORTRAIT_ROOM
        section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
        sides = (Cm(29.7), Cm(21)) if is_wide else (Cm(21), Cm(29.7))
        section.page_width, section.page_height = sides
        counted_from_one(section)
        for words in (name, title.upper()):
            paragraph = self._file.add_paragraph()
            paragraph.alignment = CENTER
            said(paragraph, words, BODY).bold = True
        paragraph = self._file.add_paragraph()
        paragraph.alignment = CENTER
        paragraph.paragraph_format.space_after = Pt(6)
        head = self._head
        kind = text("the report") if head.is_report else text("the letter")
        with_it = text(
            "(With {kind} No. [number]/{symbol} of day [  ] month [  ] year [    ] of {body})",
            kind=kind,
            symbol=head.symbol(),
            body=head.body,
        )
        fillable(paragraph, with_it, HEAD, italic=True)

    def note(self, words: str) -> None:
        """Write a small line: a source, a unit."""
        paragraph = self._file.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(4)
        said(paragraph, words, SMALL, italic=True)

    def _write_code(self, of: document_code.Document) -> None:
        """Write the code of what is written at the foot of every page, and into the properties."""
        code = of.code(self._written)
        self._file.core_properties.keywords = of.claim(code)
        section = self._file.sections[0]
        for footer in (section.footer, section.first_page_footer):
            said(footer.paragraphs[0], document_code.code_line(code), CODE_SIZE)

    def content(self) -> bytes:
        """Return the file, with its code where its numbers are of a state of the store."""
        if self._of:
            self._write_code(self._of)
        stream = io.BytesIO()
        self._file.save(stream)
        return stream.getvalue()
