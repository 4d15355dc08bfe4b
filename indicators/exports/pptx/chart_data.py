"""The numbers of an exhibit as PowerPoint's charts take them, and keep them in a workbook within."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData

from indicators.deck import Bars, Lines, Moves
from indicators.translation import language, text

# Without it LibreOffice writes numbers of a chart in English; Microsoft's programs write them as the computer does.
COUNTRIES = {"vi": "[$-42A]", "en": "[$-409]"}
Drawn = Bars | Moves | Lines
# From which Excel counts days.
FIRST_DAY = date(1899, 12, 30)


def data_of(drawn: Drawn) -> Any:
    """Return an exhibit's numbers as PowerPoint's chart takes them, and keeps them in its workbook."""
    match drawn:
        case Bars():
            data = CategoryChartData(number_format=number_format(drawn.decimals))
            data.categories = list(map(_as_text, drawn.categories))
            for name, values in drawn.series:
                data.add_series(name, values)
            return data
        case Lines():
            data = CategoryChartData(number_format=number_format(0))
            data.categories = drawn.days
            for name, values in (*drawn.series, *_deadline(drawn)):
                data.add_series(name, values)
            return data
        case Moves():
            points = XyChartData(number_format=number_format(2))
            for name, rows in stick_points(drawn):
                series = points.add_series(name)
                for x, y in rows:
                    series.add_data_point(x, y)
            return points


def _as_text(name: str) -> str:
    """Keep a name from being a formula in the workbook: "=4  Sở Y tế" would be one."""
    return f" {name}" if name.startswith("=") else name


def move_series(moves: Moves) -> list[tuple[str, list[tuple[float, int, int]]]]:
    """Return who rose, who fell, whose move may be chance, and all before (at 0): each one's move, height and place."""
    count = len(moves.names)
    rows = [(change, count - place, place) for place, change in enumerate(moves.changes)]
    series = [
        (text("rose"), [row for row in rows if row[0] > 0 and moves.signals[row[2]]]),
        (text("fell"), [row for row in rows if row[0] < 0 and moves.signals[row[2]]]),
        (text("not told from chance"), [row for row in rows if not moves.signals[row[2]]]),
        (moves.steps[0], [(0.0, y, place) for _, y, place in rows]),
    ]
    return [(name, points) for name, points in series if points]


def stick_points(moves: Moves) -> list[tuple[str, list[tuple[float | None, int | None]]]]:
    """Return the series as they are drawn: of a unit that moved where it was, where it is, and a gap to the next one.

    All are of one length, for LibreOffice draws no series that is shorter than another.
    """
    longest, drawn = 3 * len(moves.names), []
    for name, rows in move_series(moves):
        points: list[tuple[float | None, int | None]] = []
        for x, y, _ in rows:
            points += [(x, y)] if name == moves.steps[0] else [(0.0, y), (x, y), (None, None)]
        drawn.append((name, points + [(None, None)] * (longest - len(points))))
    return drawn


def _deadline(lines: Lines) -> list[tuple[str, tuple[float | None, ...]]]:
    """Return a series that marks the deadline, as high as the highest value."""
    if lines.deadline not in lines.days:
        return []
    top = max([value for _, values in lines.series for value in values if value is not None], default=1.0)
    return [(text("Deadline"), tuple(top if day == lines.deadline else None for day in lines.days))]


def number_format(decimals: int) -> str:
    """Return how Excel writes numbers with so many decimals, and in whose language for programs that go by that."""
    return f"{COUNTRIES.get(language(), '')}#,##0{'.' if decimals else ''}{'0' * decimals}"


def series_names(drawn: Drawn) -> list[str]:
    """Return the names of the series that an exhibit's chart has, in their order."""
    if isinstance(drawn, Moves):
        return [name for name, _ in move_series(drawn)]
    series = (*drawn.series, *_deadline(drawn)) if isinstance(drawn, Lines) else drawn.series
    return [name for name, _ in series]


def drawn_words(drawn: Drawn) -> str:
    """Write the names and numbers of an exhibit's chart, to tell whether somebody changed them."""
    if isinstance(drawn, Moves):
        return _listed([(name, rows) for name, rows in stick_points(drawn)])
    if isinstance(drawn, Bars):
        names = list(map(_as_text, drawn.categories))
    else:
        names = [str((day - FIRST_DAY).days) for day in drawn.days]
    deadline = _deadline(drawn) if isinstance(drawn, Lines) else []
    return _listed([("", [(name, None) for name in names]), *(
        (name, [(value, None) for value in values]) for name, values in (*drawn.series, *deadline)
    )])  # fmt: skip


def chart_words(chart: Any) -> str:
    """Write the names and numbers of a chart as it is now, in the same way."""
    if is_of_points(chart):
        return _listed(
            [(series.name, list(zip(*_coordinates(series), strict=True))) for series in chart.plots[0].series]
        )
    plot = chart.plots[0]
    names = [(str(category.label), None) for category in plot.categories]
    series = [(one.name, [(value, None) for value in one.values]) for one in plot.series]
    return _listed([("", names), *series])


def is_of_points(chart: Any) -> bool:
    """Tell whether a chart draws points by two numbers each."""
    return bool(chart._chartSpace.xpath("count(.//c:scatterChart)") > 0)


def _coordinates(series: Any) -> tuple[list[float | None], list[float | None]]:
    """Read a series' points from what the chart keeps of its workbook."""

    def numbers(kind: str) -> list[float | None]:
        found: dict[int, float] = {
            int(point.get("idx")): float(point.xpath("string(./c:v)"))
            for point in series._element.xpath(f"./c:{kind}//c:pt")
        }
        count = int(series._element.xpath(f"string(./c:{kind}//c:ptCount/@val)") or 0)
        return [found.get(place) for place in range(count)]

    return numbers("xVal"), numbers("yVal")


def _listed(series: Sequence[tuple[str, Sequence[tuple[Any, Any]]]]) -> str:
    return "\n".join(
        f"{name}: {' '.join('/'.join(map(_word, point)) for point in points)}" for name, points in series
    )


def _word(value: Any) -> str:
    # A day is kept as a number, which is read back with a decimal.
    return f"{value:.6g}" if isinstance(value, int | float) else str(value or "").removesuffix(".0")
