"""Words, rules and page numbers of an official document, as Word has them."""

from __future__ import annotations

import re
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

CENTER = WD_ALIGN_PARAGRAPH.CENTER
NUMBER_SIZE = Pt(13)
# A bold capital of 12 points is 2.4 to 2.8 mm wide on average, whichever name of the register it stands in.
RULE_PER_LETTER, LONGEST_RULE = Cm(0.105), Cm(2.9)
# What a person replaces.
TO_FILL = re.compile(r"(\[[^\]]*\])")


def line(cell: Any, words: str, size: Any, *, bold: bool = False, first: bool = False) -> None:
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.alignment = CENTER
    said(paragraph, words, size).bold = bold


def rule_below(cell: Any, length: int) -> None:
    """Draw a rule of that length in the middle of its cell."""
    rule(cell.add_paragraph(), (cell.width - length) // 2)


def name_rule(name: str) -> int:
    """Choose the length of the rule below a name: a third to a half of its first line."""
    return min(len(name) * RULE_PER_LETTER, LONGEST_RULE)


def in_vietnamese(style: Any) -> None:
    """Say to Word in which language the words are, lest it underlines each as a fault of English."""
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.get_or_add_rPr().append(language)


def rule(paragraph: Any, indent: Any) -> None:
    """Draw a short line below what stands above, so far from either side."""
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = indent
    paragraph.paragraph_format.line_spacing = Pt(6)
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    # Where Word's own order of a paragraph's properties wants it, and those of a table below.
    after = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr")
    paragraph._p.get_or_add_pPr().insert_element_before(borders, *after)


def said(paragraph: Any, words: str, size: Any, *, italic: bool = False) -> Any:
    run = paragraph.add_run(words)
    run.font.size, run.italic = size, italic
    return run


def fillable(paragraph: Any, words: str, size: Any, *, italic: bool = False, bold: bool = False) -> None:
    """Highlight those of the words that stand between brackets, for a person to replace."""
    for number, part in enumerate(TO_FILL.split(words)):
        run = said(paragraph, part, size, italic=italic)
        run.bold = bold
        if number % 2 == 1:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def without_margins(table: Any) -> None:
    """Leave no room beside the words of its cells: the country's name is as long as its column."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")


def counted_from_one(section: Any) -> None:
    """Count a section's pages from 1; a new one is a copy of the one before, which may count so already."""
    for copied in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(copied)
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "1")
    # Where Word's own order of a section's properties wants it.
    section._sectPr.find(qn("w:pgMar")).addnext(numbers)


def page_number(paragraph: Any) -> None:
    paragraph.alignment = CENTER
    run = said(paragraph, "", NUMBER_SIZE)
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = words
        run._r.append(element)
