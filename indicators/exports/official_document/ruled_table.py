"""A ruled table of an official document, written as Word's XML at once.

Cell by cell a long annex takes python-docx a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from docx.oxml.ns import nsdecls

from indicators.exports.columns import LONGEST_CELL

# A point in twips, what a cell leaves free beside its words, and how wide a letter is in parts of its size: in the
# widest of the types that stand in for Times New Roman where that is not there; and how much wider a capital is.
TWIPS, MARGINS = 20, 230
LETTER, BOLD_LETTER, CAPITAL = 0.57, 0.62, 1.25
# What is one: a sign and its number.
NO_BREAK = str.maketrans({" ": "\N{NO-BREAK SPACE}"})


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
    rows = [
        [cell.translate(NO_BREAK) if column in numeric else cell for column, cell in enumerate(row)]
        for row in rows
    ]
    widths = _widths(header, rows, room, points)
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


def _widths(header: Sequence[str], rows: Sequence[Sequence[str]], room: int, points: int) -> list[int]:
    """Give each column room for its longest word, then to those whose cells would break, by need, then all alike."""
    columns = list(zip(header, zip(*rows, strict=True) if rows else [()] * len(header), strict=True))
    least = [
        max(_room(name.split(" "), points * BOLD_LETTER), _room(_words(cells), points * LETTER))
        for name, cells in columns
    ]
    wanted = [
        max(
            _room([name[: len(name) // 2 + 1]], points * BOLD_LETTER),
            _room([cell[:LONGEST_CELL] for cell in cells], points * LETTER),
        )
        for name, cells in columns
    ]
    lacking = [max(want - have, 0) for want, have in zip(wanted, least, strict=True)]
    spare, scale = max(room - sum(least), 0), min(1, room / sum(least))
    by_need = min(spare / (sum(lacking) or 1), 1)
    alike = (spare - by_need * sum(lacking)) / len(least)
    return [round(have * scale + by_need * lack + alike) for have, lack in zip(least, lacking, strict=True)]


def _words(cells: Sequence[str]) -> list[str]:
    return [word for cell in cells for word in cell.split(" ")]


def _room(words: Sequence[str], letter: float) -> float:
    """Return how wide the longest of these is, with the margins of its cell."""
    letters = (len(word) + (CAPITAL - 1) * sum(map(str.isupper, word)) for word in words)
    return max(letters, default=0) * letter * TWIPS + MARGINS


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
