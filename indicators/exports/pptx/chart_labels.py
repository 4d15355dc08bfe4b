"""What is written beside the marks of a chart: numbers, names, the day of a deadline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.enum.chart import XL_LABEL_POSITION
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from indicators import formats
from indicators.deck import Bars, Lines, Moves
from indicators.deck.slide_sources import LONGEST_NAME
from indicators.exports.pptx.chart_data import Drawn, move_series, number_format
from indicators.exports.pptx.chart_looks import paint
from indicators.exports.pptx.words import EMU_A_POINT, LETTER
from indicators.translation import text

LABEL = Pt(16)


def label_chart(chart: Any, drawn: Drawn, width: int) -> None:
    """Write the numbers and names beside the marks."""
    match drawn:
        case Bars():
            for series, (name, _) in zip(chart.plots[0].series, drawn.series, strict=True):
                _label_bars(series, drawn, name)
        case Moves():
            _label_moves(chart, drawn, width)
        case Lines():
            _label_ends(chart, drawn)
            _leave_out_of_legend(chart, text("Deadline"))


def _label_bars(series: Any, bars: Bars, name: str) -> None:
    written, labels = number_format(bars.decimals), series.data_labels
    labels.show_value, labels.number_format_is_linked = True, False
    labels.font.size = LABEL
    place = [name_ for name_, _ in bars.series].index(name)
    if bars.form == "marked":
        labels.number_format, labels.position = written, XL_LABEL_POSITION.OUTSIDE_END
        return
    # Nothing won or lost has no part of the bar, and no number.
    labels.number_format, labels.position = f'{written};-{written};""', XL_LABEL_POSITION.CENTER
    paint(labels.font.color, (MSO_THEME_COLOR.BACKGROUND_1 if place == 1 else MSO_THEME_COLOR.TEXT_1, 0.0))


def _label_moves(chart: Any, moves: Moves, width: int) -> None:
    """Name each unit on the side it did not move to, and write what it moved by behind its mark."""
    numbers = [
        f"{formats.change(change)}  ({formats.number(before)} → {formats.number(now)})"
        for change, before, now in zip(moves.changes, moves.before, moves.now, strict=True)
    ]
    for series, (name, rows) in zip(chart.plots[0].series, move_series(moves), strict=True):
        _without_labels(series)
        is_before = name == moves.steps[0]
        for point, (_, _, place) in enumerate(rows):
            rises = moves.changes[place] > 0
            words = _in_lines(moves.names[place]) if is_before else numbers[place]
            side = XL_LABEL_POSITION.LEFT if rises == is_before else XL_LABEL_POSITION.RIGHT
            # Of three points of a stick the second is where it went.
            _write_label(series.points[point if is_before else 3 * point + 1], words, side)
    upright, across = chart.value_axis, chart.category_axis
    upright.minimum_scale, upright.maximum_scale = 0.4, len(moves.names) + 0.6
    across.minimum_scale, across.maximum_scale = _room(moves, numbers, width / EMU_A_POINT)


def _in_lines(name: str) -> str:
    """Part a name that is longer than a row has room for, at the blank nearest to its middle."""
    if len(name) <= LONGEST_NAME or " " not in name:
        return name
    blanks = [place for place, letter in enumerate(name) if letter == " "]
    middle = min(blanks, key=lambda place: abs(place - len(name) / 2))
    return f"{name[:middle]}\n{name[middle + 1 :]}"


def _room(moves: Moves, numbers: Sequence[str], width: float) -> tuple[float, float]:
    """Find the ends of the axis between which names and numbers have room on either side of the marks (points)."""

    def long(words: Sequence[str]) -> float:
        lines = [line for one in words for line in _in_lines(one).split("\n")]
        return max(map(len, lines), default=0) * LABEL.pt * LETTER + 14

    rose = [place for place, change in enumerate(moves.changes) if change > 0]
    fell = [place for place, change in enumerate(moves.changes) if change < 0]
    sides = []
    for moved, others in ((fell, rose), (rose, fell)):
        reach = max([abs(moves.changes[place]) for place in moved], default=0.0)
        names = long([moves.names[place] for place in others])
        sides.append((reach, long([numbers[place] for place in moved]) if moved else 0.0, names))
    left_reach, left_words, left_names = sides[0]
    right_reach, right_words, right_names = sides[1]
    scale, step = 0.0, width
    while step > width / 4096:
        wanted = scale + step
        left = max(left_reach * wanted + left_words, left_names)
        right = max(right_reach * wanted + right_words, right_names)
        scale, step = (wanted, step) if left + right <= width * 0.94 else (scale, step / 2)
    scale = max(scale, 1e-6)
    left = max(left_reach * scale + left_words, left_names)
    return -left / scale, (width * 0.96 - left) / scale


def _label_ends(chart: Any, lines: Lines) -> None:
    """Write the last value of what is and of where it leads, and the day of the deadline."""
    for place, series in enumerate(chart.plots[0].series):
        _without_labels(series)
        known = [number for number, value in enumerate(series.values) if value is not None]
        if not known or place == 1:
            continue
        last = series.points[known[-1]]
        if series.name == text("Deadline"):
            _write_label(
                last,
                text("due {day}", day=formats.short_day(lines.deadline or lines.days[-1])),
                XL_LABEL_POSITION.LEFT,
            )
        else:
            side = (
                XL_LABEL_POSITION.RIGHT
                if place == 0 and known[-1] < len(lines.days) - 1
                else XL_LABEL_POSITION.LEFT
            )
            _write_label(last, formats.count(series.values[known[-1]]), side)


def _leave_out_of_legend(chart: Any, name: str) -> None:
    """Let the legend say nothing of a series that is named where it is drawn."""
    if not chart.has_legend:
        return
    legend = chart.legend._element
    for old in legend.findall(qn("c:legendEntry")):
        legend.remove(old)
    for place, series in enumerate(chart.plots[0].series):
        if series.name == name:
            entry = f'<c:legendEntry {nsdecls("c")}><c:idx val="{place}"/><c:delete val="1"/></c:legendEntry>'
            legend.find(qn("c:legendPos")).addnext(parse_xml(entry))


def _without_labels(series: Any) -> None:
    for old in series._element.findall(qn("c:dLbls")):
        series._element.remove(old)


def _write_label(point: Any, words: str, side: Any) -> None:
    label = point.data_label
    label.text_frame.text = words
    label.text_frame._txBody.find(qn("a:bodyPr")).set("wrap", "none")
    label.position = side
    for paragraph in label.text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.size = LABEL
