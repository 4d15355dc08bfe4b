"""The deck as a PowerPoint file: 16:9, charts and tables that can be edited, notes, alternative texts."""

from __future__ import annotations

import io
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches, Pt

from indicators import PROGRAM
from indicators.charts.colours import colour_parts
from indicators.charts.style import INKS
from indicators.deck import Bars, Deck, Lines, Points, Slide, Table
from indicators.exports.columns import parts_of_width
from indicators.reference.organisation import load_organisation

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
MARGIN, TITLE_TOP, TITLE_HEIGHT = Inches(0.55), Inches(0.35), Inches(1.15)
BODY_TOP, BODY_HEIGHT = Inches(1.6), Inches(5.1)
FOOT_TOP, FOOT_HEIGHT = Inches(6.8), Inches(0.5)
FACT_HEIGHT = Inches(0.29)
# Fonts that every Windows has, with every Vietnamese letter.
FONT = "Segoe UI"
TITLE_SIZE, LONG_TITLE_SIZE, TEXT_SIZE, LABEL_SIZE, FACT_SIZE, SOURCE_SIZE = map(Pt, (28, 24, 20, 16, 14, 12))
# Letters of a title that two lines hold in its own size; a longer one is set smaller.
TITLE_LETTERS = 104
# The same of a source on one line.
SOURCE_LETTERS, LONG_SOURCE_SIZE = 105, Pt(10)
# The sixth layout of the built-in template has a title and nothing else.
TITLE_ONLY = 5
# A field has an identity; which one does not matter.
NUMBER_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
# Left, top, width, height.
Place = tuple[int, int, int, int]
_INKS = INKS["light"]


def deck_pptx(deck: Deck, *, with_opening: bool = True) -> bytes:
    """Write the deck as a file, with a slide before it that names it; the numbers are the deck's, to the last digit."""
    file = Presentation()
    file.slide_width, file.slide_height = WIDTH, HEIGHT
    file.core_properties.title = deck.title
    file.core_properties.author = PROGRAM
    file.core_properties.comments = deck.provenance.properties()
    drawn = [_opening(file, deck)] if with_opening else []
    drawn += [_slide(file, slide) for slide in deck.slides]
    _master(file, drawn[0], deck)
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def _master(file: Any, slide: Any, deck: Deck) -> None:
    """Put what every slide bears once into its layout: province, day of reading, the slide's own number."""
    layout = file.slide_layouts[TITLE_ONLY]
    for shapes in (file.slide_master.placeholders, layout.placeholders):
        for placeholder in list(shapes):
            if placeholder.placeholder_format.type == PP_PLACEHOLDER.TITLE:
                placeholder.left, placeholder.top = MARGIN, TITLE_TOP
                placeholder.width, placeholder.height = WIDTH - 2 * MARGIN, TITLE_HEIGHT
            else:
                # Made for another size of slide, and empty.
                placeholder._element.getparent().remove(placeholder._element)
    foot = f"{load_organisation().province_name()} · {deck.provenance.day()} · "
    box = _words(
        slide, foot, FOOT_TOP, FOOT_HEIGHT, SOURCE_SIZE, _INKS.soft, left=Inches(9.3), width=Inches(3.5)
    )
    paragraph = box.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    written = paragraph.runs[0]._r
    number = f'id="{NUMBER_FIELD}" type="slidenum"'
    field = parse_xml(f"<a:fld {nsdecls('a')} {number}><a:t>‹#›</a:t></a:fld>")
    field.insert(0, deepcopy(written.rPr))
    written.addnext(field)
    layout.shapes._spTree.append(box._element)


def _opening(file: Any, deck: Deck) -> Any:
    drawn = file.slides.add_slide(file.slide_layouts[TITLE_ONLY])
    _place_title(drawn, deck.title, Inches(2.4), Inches(1.6), Pt(40))
    _words(drawn, deck.subtitle, Inches(4.1), Inches(0.6), TEXT_SIZE, _INKS.soft)
    if deck.is_demo:
        warning = deck.provenance.mark
        _words(drawn, warning, Inches(4.8), Inches(0.6), TEXT_SIZE, _INKS.worse_text)
    return drawn


def _slide(file: Any, slide: Slide) -> Any:
    drawn = file.slides.add_slide(file.slide_layouts[TITLE_ONLY])
    size = TITLE_SIZE if len(slide.message) <= TITLE_LETTERS else LONG_TITLE_SIZE
    _place_title(drawn, slide.message, TITLE_TOP, TITLE_HEIGHT, size)
    exhibit = slide.exhibit
    height = BODY_HEIGHT - FACT_HEIGHT * len(slide.facts)
    place = (MARGIN, BODY_TOP, WIDTH - 2 * MARGIN, height)
    match exhibit:
        case Bars():
            _chart(drawn, exhibit, slide.message, place)
        case Lines():
            _lines(drawn, exhibit, slide.message, place)
        case Table():
            _table(drawn, exhibit, slide.message)
        case Points():
            _sentences(drawn, exhibit)
    if slide.facts:
        _facts(drawn, slide.facts, BODY_TOP + height)
    small = SOURCE_SIZE if len(slide.source) <= SOURCE_LETTERS else LONG_SOURCE_SIZE
    _words(drawn, slide.source, FOOT_TOP, FOOT_HEIGHT, small, _INKS.soft, width=Inches(8.7))
    drawn.notes_slide.notes_text_frame.text = "\n".join(slide.notes)
    return drawn


def _place_title(drawn: Any, words: str, top: int, height: int, size: int) -> None:
    """Write the slide's own title, so that outlines and screen readers find it; the size is the slide's."""
    title = drawn.shapes.title
    title.left, title.top, title.width, title.height = MARGIN, top, WIDTH - 2 * MARGIN, height
    frame = title.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    frame.text = words
    _apply_font(frame.paragraphs[0], size, _INKS.text, bold=True)
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT


def _words(
    drawn: Any,
    words: str,
    top: int,
    height: int,
    size: int,
    ink: str,
    *,
    left: int = MARGIN,
    width: int = WIDTH - 2 * MARGIN,
) -> Any:
    box = drawn.shapes.add_textbox(left, top, width, height)
    box.text_frame.word_wrap = True
    box.text_frame.text = words
    _apply_font(box.text_frame.paragraphs[0], size, ink)
    return box


def _apply_font(paragraph: Any, size: int, ink: str, *, bold: bool = False) -> None:
    for run in paragraph.runs:
        run.font.name, run.font.size, run.font.bold = FONT, size, bold
        run.font.color.rgb = _rgb(ink)


def _chart(drawn: Any, bars: Bars, words: str, place: Place) -> None:
    data = CategoryChartData(number_format=_number_format(bars.decimals))
    data.categories = bars.categories
    for name, values in bars.series:
        data.add_series(name, values)
    kind = XL_CHART_TYPE.BAR_STACKED if bars.is_stacked else XL_CHART_TYPE.BAR_CLUSTERED
    placed = drawn.shapes.add_chart(kind, *place, data)
    _describe(placed, words, bars.unit)
    chart = placed.chart
    chart.font.name, chart.font.size = FONT, LABEL_SIZE if len(bars.categories) <= 12 else Pt(12)
    chart.has_title = False
    chart.has_legend = len(bars.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    # The first category on top, as it is read.
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.category_axis.format.line.fill.background()
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    plot = chart.plots[0]
    # Few bars are no thicker than many.
    plot.gap_width, plot.overlap = 45 if len(bars.categories) > 3 else 220, 100 if bars.is_stacked else -5
    inks = [_INKS.accent, _INKS.track] if bars.is_stacked else [_INKS.context, _INKS.accent]
    for series, ink in zip(plot.series, inks[-len(bars.series) :], strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = _rgb(ink)
        written = _number_format(bars.decimals)
        if not bars.is_stacked:
            _label(series, written, XL_LABEL_POSITION.OUTSIDE_END, _INKS.text)
        elif ink == _INKS.accent:
            _label(series, _unless_zero(written), XL_LABEL_POSITION.CENTER, _INKS.background)
        else:
            # From the start of its part on, so that of a narrow one nothing lies on the part before.
            _label(series, _unless_zero(written), XL_LABEL_POSITION.INSIDE_BASE, _INKS.text)


def _label(series: Any, written: str, position: Any, ink: str) -> None:
    labels = series.data_labels
    labels.show_value, labels.number_format_is_linked = True, False
    labels.number_format, labels.position = written, position
    labels.font.name, labels.font.size = FONT, Pt(14)
    labels.font.color.rgb = _rgb(ink)


def _unless_zero(written: str) -> str:
    """Format so that zero is not written: nothing won or lost has no part of a stacked bar."""
    return f'{written};-{written};""'


def _number_format(decimals: int) -> str:
    return f"#,##0.{'0' * decimals}" if decimals else "#,##0"


def _lines(drawn: Any, lines: Lines, words: str, place: Place) -> None:
    data = CategoryChartData(number_format="#,##0")
    data.categories = lines.steps
    for name, values in lines.series:
        data.add_series(name, values)
    placed = drawn.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *place, data)
    _describe(placed, words, lines.unit)
    chart = placed.chart
    chart.font.name, chart.font.size = FONT, LABEL_SIZE
    chart.has_title, chart.has_legend = False, True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.value_axis.minimum_scale = 0
    chart.value_axis.major_gridlines.format.line.color.rgb = _rgb(_INKS.track)
    chart.value_axis.format.line.fill.background()
    for series, ink in zip(chart.plots[0].series, (_INKS.accent, _INKS.context), strict=False):
        series.smooth = False
        series.format.line.color.rgb, series.format.line.width = _rgb(ink), Pt(3)
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = _rgb(ink)


def _table(drawn: Any, table: Table, words: str) -> None:
    rows, columns = len(table.rows) + 1, len(table.header)
    height = min(BODY_HEIGHT, Inches(0.42) * rows)
    placed = drawn.shapes.add_table(rows, columns, MARGIN, BODY_TOP, WIDTH - 2 * MARGIN, height)
    placed._element.nvGraphicFramePr.cNvPr.set("descr", words)
    widths = parts_of_width(table.header, table.rows, wraps=False)
    for column, width in enumerate(widths):
        placed.table.columns[column].width = round((WIDTH - 2 * MARGIN) * width)
    for row, cells in enumerate((table.header, *table.rows)):
        for column, written in enumerate(cells):
            cell = placed.table.cell(row, column)
            cell.text = written
            cell.fill.solid()
            cell.fill.fore_color.rgb = _rgb(_INKS.accent if row == 0 else _INKS.background)
            paragraph = cell.text_frame.paragraphs[0]
            _apply_font(paragraph, LABEL_SIZE, _INKS.background if row == 0 else _INKS.text, bold=row == 0)
            paragraph.alignment = PP_ALIGN.RIGHT if column in table.numeric else PP_ALIGN.LEFT


def _facts(drawn: Any, facts: Sequence[str], top: int) -> None:
    """Write a few lines between the exhibit and the source."""
    box = drawn.shapes.add_textbox(MARGIN, top, WIDTH - 2 * MARGIN, FACT_HEIGHT * len(facts))
    box.text_frame.word_wrap = True
    for number, fact in enumerate(facts):
        paragraph = box.text_frame.paragraphs[0] if number == 0 else box.text_frame.add_paragraph()
        paragraph.text = fact
        _apply_font(paragraph, FACT_SIZE, _INKS.text)


def _sentences(drawn: Any, points: Points) -> None:
    box = drawn.shapes.add_textbox(MARGIN, BODY_TOP, WIDTH - 2 * MARGIN, BODY_HEIGHT)
    frame = box.text_frame
    frame.word_wrap = True
    for number, sentence in enumerate(points.sentences):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.text = f"•  {sentence}"
        paragraph.space_after = Pt(10)
        _apply_font(paragraph, TEXT_SIZE, _INKS.text)


def _rgb(ink: str) -> RGBColor:
    return RGBColor(*colour_parts(ink))


def _describe(placed: Any, words: str, unit: str) -> None:
    """Give the alternative text, which PowerPoint keeps beside the shape's name."""
    described = placed._element.xpath(".//p:cNvPr")[0]
    described.set("descr", f"{words} ({unit})" if unit else words)
