"""The frame of an official document (Nghị định 30/2020/NĐ-CP, Phụ lục I) as a Word file.

What only a person can fill in, number, day and signatory, stands highlighted between brackets.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from indicators import PROGRAM
from indicators.analysis import document_code
from indicators.analysis.provenance import Provenance
from indicators.exports.official_document.head import BODY, HEAD, Head, write_head
from indicators.exports.official_document.outline import bookmark, contents, numbered, plain_styles
from indicators.exports.official_document.ruled_table import ruled_table
from indicators.exports.official_document.word_parts import (
    CENTER,
    counted_from_one,
    fillable,
    in_vietnamese,
    page_number,
    rule,
    said,
)
from indicators.translation import text

FONT = "Times New Roman"
SMALL, CODE_SIZE = Pt(11), Pt(8)
CONTENTS_SIZE = Pt(12)
# A table with more columns than these turns its page.
PORTRAIT_COLUMNS = 6
# The page between its margins.
PORTRAIT_ROOM, LANDSCAPE_ROOM = Cm(16), Cm(24.7)
_BOLD = re.compile(r"\*\*(.+?)\*\*")


class OfficialDocument:
    """A document in the making, from its head to its annexes."""

    def __init__(self, title: str, record: Provenance, head: Head, of: document_code.Document | None) -> None:
        self._file, self._of = Document(), of
        self._written: list[Sequence[str]] = []
        self._headings: list[tuple[int, str, str]] = []
        self._contents_after: Any = None
        style = self._file.styles["Normal"]
        style.font.name, style.font.size = FONT, BODY
        style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
        style.paragraph_format.space_after = Pt(0)
        in_vietnamese(style)
        plain_styles(self._file.styles, FONT, BODY)
        section = self._file.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.top_margin, section.bottom_margin = Cm(2), Cm(2)
        section.left_margin, section.right_margin = Cm(3), Cm(2)
        section.different_first_page_header_footer = True
        page_number(section.header.paragraphs[0])
        self._head, self._room = head, PORTRAIT_ROOM
        known = self._file.core_properties
        known.title, known.author, known.comments = title, PROGRAM, record.properties()
        write_head(self._file, head)
        if record.mark:
            self._warn(record.mark)

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

    def heading(self, words: str, level: int = 1) -> None:
        """Write a heading, an entry of the contents."""
        self._written.append((words,))
        paragraph = self._file.add_paragraph(words, style=f"Heading {level}")
        paragraph.paragraph_format.first_line_indent = Cm(1.27)
        paragraph.paragraph_format.space_before = Pt(8)
        self._enter(paragraph, words, level)

    def _enter(self, paragraph: Any, words: str, level: int) -> None:
        """Make a heading an entry of the contents."""
        self._headings.append((level, words, bookmark(paragraph, len(self._headings) + 1)))

    def contents(self, title: str) -> None:
        """Leave room for the table of contents: what its entries are is known in the end."""
        paragraph = self._file.add_paragraph()
        paragraph.alignment = CENTER
        paragraph.paragraph_format.space_before = Pt(10)
        said(paragraph, title, CONTENTS_SIZE).bold = True
        self._contents_after = paragraph

    def caption(self, words: str) -> None:
        """Write above a table which one it is, and what of."""
        self._written.append((words,))
        paragraph = self._file.add_paragraph(style="Caption")
        paragraph.alignment = CENTER
        paragraph.paragraph_format.space_before = Pt(6)
        numbered(paragraph, text("Table"), words)

    def closing(self, words: str) -> None:
        """Write the last paragraph, which ends as the decree has it."""
        self.paragraph(f"{words.removesuffix('./.').rstrip('.')}./.")

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
        paragraph = self._file.add_paragraph(style="Heading 1")
        paragraph.alignment = CENTER
        paragraph.add_run(name).add_break()
        paragraph.add_run(title.upper())
        self._enter(paragraph, f"{name}. {title}", 1)
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

    @property
    def code(self) -> str:
        """The code of what is written; "" where its numbers are of no state of the store."""
        return self._of.code(self._written) if self._of else ""

    def _write_code(self, of: document_code.Document) -> None:
        """Write the code of what is written at the foot of every page, and into the properties."""
        code = self.code
        self._file.core_properties.keywords = of.claim(code)
        section = self._file.sections[0]
        for footer in (section.footer, section.first_page_footer):
            said(footer.paragraphs[0], document_code.code_line(code), CODE_SIZE)

    def content(self) -> bytes:
        """Return the file, with its code where its numbers are of a state of the store."""
        if self._of:
            self._write_code(self._of)
        if self._contents_after is not None:
            for entry in reversed(contents(self._headings, CONTENTS_SIZE.pt * 2)):
                self._contents_after._p.addnext(entry)
        stream = io.BytesIO()
        self._file.save(stream)
        return stream.getvalue()
