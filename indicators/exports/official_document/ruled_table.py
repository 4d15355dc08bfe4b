"""A ruled table of an official document, written as Word's XML at once.

Cell by cell a long annex takes python-docx a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from docx.oxml.ns import nsdecls

from indicators.exports.columns import parts_of_width


def ruled_table(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    numeric: frozenset[int],
    strong: frozenset[int],
    *,
    room: int,
    points: int,
) -> str:
    """Write the table as XML, `room` twips wide, in type of so many points.

    Its header comes on every page again.

    `numeric` are the columns of numbers, `strong` the bold rows.
    """
    widths = [round(room * part) for part in parts_of_width(header, rows)]
    lines = [_row(header, ["center"] * len(header), widths, points, is_bold=True, is_header=True)]
    sides = ["right" if column in numeric else "left" for column in range(len(header))]
    lines += [
        _row(row, sides, widths, points, is_bold=number in strong, is_header=False)
        for number, row in enumerate(rows)
    ]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    looks = (
        f'<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/></w:tblPr>'
    )
    return f"<w:tbl {nsdecls('w')}>{looks}<w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"


def _row(
    cells: Sequence[str],
    sides: Sequence[str],
    widths: Sequence[int],
    points: int,
    *,
    is_bold: bool,
    is_header: bool,
) -> str:
    """Write a row that no page breaks."""
    bold = "<w:b/>" if is_bold else ""
    again = "<w:tblHeader/>" if is_header else ""
    size = f'<w:sz w:val="{points * 2}"/><w:szCs w:val="{points * 2}"/>'
    drawn = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f'<w:p><w:pPr><w:jc w:val="{side}"/><w:rPr>{size}</w:rPr></w:pPr><w:r><w:rPr>{bold}{size}</w:rPr>'
        f'<w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p></w:tc>'
        for words, side, width in zip(cells, sides, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{again}</w:trPr>{drawn}</w:tr>"
