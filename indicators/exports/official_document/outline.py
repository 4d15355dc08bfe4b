"""Headings, captions and the table of contents of an official document: what a program that reads it aloud goes by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

BLACK = RGBColor(0, 0, 0)
# How far an entry of the contents stands in, by level, in twentieths of a point.
INDENTS = (0, 0, 360)
# Without page numbers: they are right whatever program opens it, and nothing has to be brought up to date.
_FIELD = r' TOC \o "1-2" \n \h \z '


def plain_styles(styles: Any, font: str, size: Any) -> None:
    """Write headings and captions in the document's own type: bold and black, as the decree has them."""
    for name in ("Heading 1", "Heading 2", "Caption"):
        style = styles[name]
        properties = style.element.get_or_add_rPr()
        for own in list(properties):
            properties.remove(own)
        style.font.name, style.font.size = font, size
        style.font.bold, style.font.italic, style.font.color.rgb = True, False, BLACK
        style.element.rPr.rFonts.set(qn("w:eastAsia"), font)
        style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.keep_with_next = True


def bookmark(paragraph: Any, number: int) -> str:
    """Give a paragraph the name that an entry of the contents leads to; return it."""
    name = f"_Toc{number:08d}"
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    paragraph._p.get_or_add_pPr().addnext(start)
    paragraph._p.append(end)
    return name


def numbered(paragraph: Any, name: str, words: str) -> None:
    """Write a caption: its name with a number that the program counts, then what it is of."""
    paragraph.add_run(f"{name} ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" SEQ {name.replace(' ', '_')} \\* ARABIC ")
    number = len(paragraph._p.getroottree().findall(f".//{qn('w:fldSimple')}")) + 1
    field.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>{number}</w:t></w:r>"))
    paragraph._p.append(field)
    paragraph.add_run(f". {words}")


def contents(entries: Sequence[tuple[int, str, str]], half_points: int) -> list[Any]:
    """Write the paragraphs of a table of contents: `entries` are level, words and bookmark of each heading."""
    look = f'<w:rPr><w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>'
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(_FIELD)}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    written = []
    for number, (level, words, name) in enumerate(entries):
        link = (
            f'<w:hyperlink w:anchor="{name}" w:history="1"><w:r>{look}'
            f'<w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:hyperlink>'
        )
        opening, closing = begin if not number else "", end if number == len(entries) - 1 else ""
        indent = f'<w:pPr><w:ind w:left="{INDENTS[level]}"/></w:pPr>'
        written.append(parse_xml(f"<w:p {nsdecls('w')}>{indent}{opening}{link}{closing}</w:p>"))
    return written
