"""How the series and axes of a chart look: one colour for what matters, greys for what gives context."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE, MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from indicators.charts.colours import colour_parts
from indicators.charts.style import INKS
from indicators.deck import Bars, Lines, Moves
from indicators.exports.pptx.chart_data import Drawn, number_format
from indicators.translation import text

_INKS = INKS["light"]
# As many days are named below lines.
MOST_DAYS = 9
# What belongs to a series' look; its labels say numbers and names, and are ours.
LOOK = ("c:spPr", "c:marker", "c:errBars")
# What of a theme a mark is drawn in, and how much lighter or darker.
ACCENT = (MSO_THEME_COLOR.ACCENT_1, 0.0)
CONTEXT = (MSO_THEME_COLOR.TEXT_1, 0.5)
TRACK = (MSO_THEME_COLOR.BACKGROUND_1, -0.1)
# What moved, perhaps by chance.
QUIET = (MSO_THEME_COLOR.TEXT_1, 0.25)
Ink = tuple[Any, float] | str


def inks_of(drawn: Drawn, names: Sequence[str]) -> list[Ink]:
    """Choose a series' ink: one colour for what matters, greys for what gives context."""
    match drawn:
        case Bars(form="stacked"):
            return list[Ink]([CONTEXT, ACCENT, TRACK])
        case Bars():
            return list[Ink]([CONTEXT, ACCENT])
        case Moves():
            by_name: dict[str, Ink] = {
                text("rose"): _INKS.better,
                text("fell"): _INKS.worse,
                text("not told from chance"): QUIET,
            }
            return [by_name.get(name, CONTEXT) for name in names]
        case Lines():
            first: list[Ink] = [ACCENT, CONTEXT]
            return [*first, *[_INKS.worse] * (len(names) - len(first))]


def paint(colour: Any, ink: Ink) -> None:
    """Give a colour of PowerPoint's an ink: of the theme, or one of our own."""
    if isinstance(ink, str):
        colour.rgb = RGBColor(*colour_parts(ink))
    else:
        colour.theme_color, colour.brightness = ink


def colour_series(series: Any, ink: Ink, drawn: Drawn) -> None:
    """Give a new series its look."""
    for old in series._element.findall(qn("c:errBars")):
        series._element.remove(old)
    match drawn:
        case Bars():
            series.format.fill.solid()
            paint(series.format.fill.fore_color, ink)
        case Lines():
            _colour_line(series, ink)
        case Moves():
            # What was is seen around where the sticks begin.
            series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 15 if ink == CONTEXT else 11
            _paint_marker(series, ink)
            if ink == CONTEXT:
                series.format.line.fill.background()
            else:
                paint(series.format.line.color, ink)
                series.format.line.width = Pt(3.5)


def _colour_line(series: Any, ink: Ink) -> None:
    series.smooth = False
    is_deadline = series.name == text("Deadline")
    paint(series.format.line.color, ink)
    series.format.line.width = Pt(3)
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 7
    _paint_marker(series, ink)
    if ink != ACCENT:
        series.format.line.dash_style = MSO_LINE.DASH if ink == CONTEXT else MSO_LINE.ROUND_DOT
        series.marker.style = XL_MARKER_STYLE.NONE
    if is_deadline:
        series.format.line.fill.background()
        _stick_down(series, str(ink))


def _paint_marker(series: Any, ink: Ink) -> None:
    series.marker.format.fill.solid()
    paint(series.marker.format.fill.fore_color, ink)
    paint(series.marker.format.line.color, ink)
    series.marker.format.line.width = Pt(2)


def _stick_down(series: Any, ink: str) -> None:
    """Draw a line from a point down to zero, for the day of a deadline."""
    drawn = parse_xml(
        f'<c:errBars {nsdecls("c", "a")}><c:errDir val="y"/><c:errBarType val="minus"/>'
        '<c:errValType val="percentage"/><c:noEndCap val="1"/><c:val val="100"/><c:spPr><a:ln w="38100">'
        f'<a:solidFill><a:srgbClr val="{ink.lstrip("#")}"/></a:solidFill><a:prstDash val="dash"/></a:ln></c:spPr>'
        "</c:errBars>"
    )
    _values_of(series).addprevious(drawn)


def _values_of(series: Any) -> Any:
    """Return what comes behind the look of a series."""
    found = (series._element.find(qn(f"c:{name}")) for name in ("cat", "xVal", "val", "yVal"))
    return next(element for element in found if element is not None)


def look_of(series: Any) -> dict[str, Any]:
    """Copy what of a series is its look."""
    found = {name: series._element.find(qn(name)) for name in LOOK}
    return {name: deepcopy(element) for name, element in found.items() if element is not None}


def give_look(series: Any, look: dict[str, Any]) -> None:
    """Give a series the look that another one had, or it had before."""
    own = series._element
    for name in LOOK:
        for old in own.findall(qn(name)):
            own.remove(old)
    if "c:spPr" in look:
        own.find(qn("c:tx")).addnext(look["c:spPr"])
    if "c:marker" in look:
        after = own.find(qn("c:spPr"))
        (own.find(qn("c:tx")) if after is None else after).addnext(look["c:marker"])
    if "c:errBars" in look:
        _values_of(series).addprevious(look["c:errBars"])


def bar_axes(chart: Any, bars: Bars) -> None:
    """Read from the top, without an axis of numbers: each bar has its own."""
    names, numbers, plot = chart.category_axis, chart.value_axis, chart.plots[0]
    names.reverse_order, names.tick_label_position = True, XL_TICK_LABEL_POSITION.LOW
    names.format.line.fill.background()
    names.has_major_gridlines = False
    _every_name(names)
    numbers.visible, numbers.has_major_gridlines, numbers.minimum_scale = False, False, 0
    if bars.unit.startswith("%"):
        numbers.maximum_scale = 100
    plot.gap_width, plot.overlap = 45 if len(bars.categories) > 3 else 150, 100


def _every_name(axis: Any) -> None:
    """Leave no name out for want of room."""
    for old in axis._element.findall(qn("c:tickLblSkip")):
        axis._element.remove(old)
    skip = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')
    axis._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def move_axes(chart: Any) -> None:
    """Show of the axes of dumbbells nothing but the line at zero, where everything was."""
    across, upright = chart.category_axis, chart.value_axis
    across.visible, across.has_major_gridlines = False, False
    upright.has_major_gridlines, upright.tick_label_position = False, XL_TICK_LABEL_POSITION.NONE
    upright.major_tick_mark = upright.minor_tick_mark = XL_TICK_MARK.NONE
    paint(upright.format.line.color, CONTEXT)


def line_axes(chart: Any, lines: Lines) -> None:
    """Count from zero, with faint lines across and a few days named."""
    days, numbers = chart.category_axis, chart.value_axis
    numbers.minimum_scale = 0
    paint(numbers.major_gridlines.format.line.color, TRACK)
    numbers.format.line.fill.background()
    numbers.tick_labels.number_format = number_format(0)
    numbers.tick_labels.number_format_is_linked = False
    days.tick_labels.number_format, days.tick_labels.number_format_is_linked = "dd/mm", False
    name_days(days, lines)
    _span_gaps(chart)


def name_days(axis: Any, lines: Lines) -> None:
    """Name a day every so many weeks, so that the names stand upright."""
    weeks = max(1, -(-(lines.days[-1] - lines.days[0]).days // 7 // MOST_DAYS))
    for name in ("majorUnit", "majorTimeUnit"):
        for old in axis._element.findall(qn(f"c:{name}")):
            axis._element.remove(old)
    for written in (
        f'<c:majorUnit {nsdecls("c")} val="{weeks * 7}"/>',
        f'<c:majorTimeUnit {nsdecls("c")} val="days"/>',
    ):
        axis._element.append(parse_xml(written))


def _span_gaps(chart: Any) -> None:
    """Join a line's known points over days on which another line has one."""
    for found in chart._chartSpace.xpath(".//c:dispBlanksAs"):
        found.set("val", "span")
