"""What a slide shows, put where its layout has room: a chart, a table, or sentences; and renewed there."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from indicators.deck import Exhibit, Points, Table
from indicators.exports.columns import parts_of_width
from indicators.exports.pptx.charts import add_chart, renew_chart
from indicators.exports.pptx.words import (
    BOLD,
    EMU_A_POINT,
    LANGUAGES,
    LETTER,
    height_in_column,
    height_of,
    write,
)
from indicators.translation import language

# Points of the type of sentences and of tables, the first that fits: below 16 only where an office's own template has
# less room than ours.
SENTENCE_SIZES, CELL_SIZES = (26, 24, 22, 20, 18), (20, 18, 16, 14, 12)
# EMU within a cell beside its words, and the tallest row of a table with few.
CELL_AIR, TALLEST_ROW, FEW_ROWS = 91440, 1005840, 5


def place_exhibit(drawn: Any, body: Any, exhibit: Exhibit, words: str) -> Any:
    """Put an exhibit where the placeholder `body` is, described by `words`; the shape that shows it."""
    place = (body.left, body.top, body.width, body.height)
    if isinstance(exhibit, Points):
        _sentences(body, exhibit)
        return body
    if isinstance(exhibit, Table):
        placed = drawn.shapes.add_table(len(exhibit.rows) + 1, len(exhibit.header), *place)
        _fill_table(placed, exhibit)
    else:
        placed = add_chart(drawn.shapes, exhibit, place)
    _take_place(placed, body)
    describe(placed, words)
    return placed


def renew_exhibit(placed: Any, exhibit: Exhibit, words: str) -> bool:
    """Put an exhibit's numbers into the shape that shows it; False where it shows another kind of thing."""
    if isinstance(exhibit, Points):
        if not placed.has_text_frame:
            return False
        _sentences(placed, exhibit)
    elif isinstance(exhibit, Table):
        if not placed.has_table or len(placed.table.columns) != len(exhibit.header):
            return False
        _renew_table(placed.table, exhibit)
    elif not placed.has_chart or not renew_chart(placed, exhibit):
        return False
    describe(placed, words)
    return True


def describe(placed: Any, words: str) -> None:
    """Give a shape its alternative text."""
    placed._element.xpath(".//p:cNvPr")[0].set("descr", words)


def _take_place(placed: Any, body: Any) -> None:
    """Let a chart or table stand for the placeholder, as PowerPoint does, so that it follows the layout."""
    index = body._element.xpath(".//p:ph")[0].get("idx")
    holder = placed._element.xpath("./p:nvGraphicFramePr/p:nvPr")[0]
    holder.insert(0, parse_xml(f'<p:ph {nsdecls("p")} idx="{index}"/>'))
    body._element.getparent().remove(body._element)


def _sentences(body: Any, points: Points) -> None:
    def fits(size: float) -> bool:
        return bool(height_of(points.sentences, round(body.width * 0.94), size, apart=10) <= body.height)

    write(body, points.sentences, next((size for size in SENTENCE_SIZES if fits(size)), SENTENCE_SIZES[-1]))


def _fill_table(placed: Any, table: Table) -> None:
    widths = _widths(table, placed.width)
    for column, width in zip(placed.table.columns, widths, strict=True):
        column.width = Emu(width)
    size, heights = _rows_of(table, widths, placed.height)
    for number, (row, cells) in enumerate(zip(placed.table.rows, (table.header, *table.rows), strict=True)):
        row.height = heights[number]
        for column, words in enumerate(cells):
            cell = row.cells[column]
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            cell.fill.solid()
            colour = cell.fill.fore_color
            colour.theme_color = MSO_THEME_COLOR.BACKGROUND_1 if number else MSO_THEME_COLOR.ACCENT_1
            _write_cell(cell, words, size, is_head=not number, is_number=column in table.numeric)
            _rule(cell)


def _widths(table: Table, whole: int) -> list[int]:
    """Part a table's width: each column holds its longest word and half its head, the rest goes by length."""
    columns = zip(table.header, *table.rows, strict=True)
    words = [max(len(word) for cell in column for word in cell.split() or [""]) for column in columns]
    words = [max(word, -(-len(name) // 2)) for word, name in zip(words, table.header, strict=True)]
    least = [round(word * CELL_SIZES[1] * BOLD * EMU_A_POINT) + 2 * CELL_AIR for word in words]
    parts = parts_of_width(table.header, table.rows, wraps=table.wraps)
    spare = max(0, whole - sum(least))
    wanted = [max(0.0, part * whole - one) for part, one in zip(parts, least, strict=True)]
    return [round(one + spare * want / (sum(wanted) or 1)) for one, want in zip(least, wanted, strict=True)]


def _rows_of(table: Table, widths: Sequence[int], height: int) -> tuple[float, list[Emu]]:
    """Choose the type of a table and the height of each row, so that it fills its place and no row is too tall."""
    rows = (table.header, *table.rows)
    for size in CELL_SIZES:
        needed = [
            max(
                int(height_in_column(words, width - 2 * CELL_AIR, size, BOLD if is_head else LETTER))
                + CELL_AIR
                for words, width in zip(row, widths, strict=True)
            )
            for is_head, row in zip((True, *(False for _ in table.rows)), rows, strict=True)
        ]
        if sum(needed) <= height:
            break
    spare = max(0, height - sum(needed)) // len(rows)
    # A few rows would be as tall as a wall.
    tallest = TALLEST_ROW if len(rows) < FEW_ROWS else height
    return size, [Emu(max(one, min(one + spare, tallest))) for one in needed]


def _write_cell(cell: Any, words: str, size: float, *, is_head: bool, is_number: bool) -> None:
    cell.text = words
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if is_number else PP_ALIGN.LEFT
    for run in paragraph.runs:
        run.font._element.set("lang", LANGUAGES.get(language(), language()))
        run.font.size, run.font.bold = Pt(size), is_head
        run.font.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1 if is_head else MSO_THEME_COLOR.TEXT_1


def _rule(cell: Any) -> None:
    """Draw a fine line below a cell."""
    line = parse_xml(
        f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:schemeClr val="bg1"><a:lumMod val="85000"/></a:schemeClr>'
        "</a:solidFill></a:lnB>"
    )
    cell._tc.get_or_add_tcPr().insert(0, line)


def _renew_table(table: Any, exhibit: Table) -> None:
    """Write new rows into a table, each cell in the look it has; rows that are too many go, the last is repeated."""
    element = table._tbl
    while len(table.rows) - 1 > max(len(exhibit.rows), 1):
        element.remove(element.tr_lst[-1])
    while len(table.rows) - 1 < len(exhibit.rows):
        element.tr_lst[-1].addnext(deepcopy(element.tr_lst[-1]))
    for row, cells in zip(list(table.rows)[1:], exhibit.rows, strict=False):
        for cell, words in zip(row.cells, cells, strict=True):
            say_anew(cell.text_frame, words)


def say_anew(frame: Any, words: str) -> None:
    """Replace the words of a frame, each paragraph in the look of its first letters; more take the last one's."""
    lines, paragraphs = words.split("\n"), list(frame.paragraphs)
    for old in paragraphs[len(lines) :]:
        old._p.getparent().remove(old._p)
    while len(paragraphs) < len(lines):
        paragraphs[-1]._p.addnext(deepcopy(paragraphs[-1]._p))
        paragraphs = list(frame.paragraphs)
    for paragraph, line in zip(paragraphs, lines, strict=False):
        _say_line(paragraph, line)


def _say_line(paragraph: Any, words: str) -> None:
    if not paragraph.runs:
        paragraph.text = words
        return
    run, *rest = paragraph.runs
    for more in rest:
        more._r.getparent().remove(more._r)
    for line_break in paragraph._p.findall(qn("a:br")):
        paragraph._p.remove(line_break)
    run.text = words
