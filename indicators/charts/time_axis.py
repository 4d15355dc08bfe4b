"""The axis of a trend: its steps, what they are called, and what happened between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from indicators import formats
from indicators.analysis.trend import Trend
from indicators.charts.style import SMALL_SIZE, SPARE, WIDE, Drawing, Theme, text_width
from indicators.markup import Markup
from indicators.periods import Period
from indicators.reference.annotations import Annotation

# Pixels between the names of two steps, of the axis on the left.
STEP_ROOM, SHORT_STEP_ROOM, AXIS_ROOM = 90, 52, 46


class Timeline:
    """Where the steps of a trend stand: by days for captures of one period, evenly for periods.

    `width` is about how many pixels the plot will have, for the names that fit below it.
    """

    def __init__(self, trend: Trend, width: int = WIDE) -> None:
        self.trend, self.width = trend, width
        steps = trend.steps
        if trend.span.period:
            first = steps.captured_at.iloc[0]
            self.places = [(at - first).total_seconds() / 86400 for at in steps.captured_at]
            self.names = formats.told_apart(steps.captured_at)
        else:
            self.places = [float(step) for step in range(len(steps))]
            self.names = [formats.period(Period.parse(written)) for written in steps.period]

    def drawing(self, theme: Theme, height: int, y: tuple[float, float], names: Iterable[str]) -> Drawing:
        """Begin a chart over time, with room for the names where lines end."""
        air = max((self.places[-1] - self.places[0]) * 0.02, 0.5)
        drawing = Drawing(
            theme,
            height,
            x=(self.places[0] - air, self.places[-1] + air),
            y=y,
            left=AXIS_ROOM,
            right=text_width(names) + 62,
            top=26,
            bottom=26,
        )
        self.name_steps(drawing)
        return drawing

    def name_steps(self, drawing: Drawing) -> None:
        """Write names below the steps, as many as there is room for, the last one always."""
        names, apart = self.names, STEP_ROOM
        if self.trend.span.period and len({day.year for day in self.trend.steps.captured_on}) == 1:
            names, apart = [formats.short_day(day) for day in self.trend.steps.captured_on], SHORT_STEP_ROOM
        low, high = drawing.x
        last = None
        for place, name in reversed(list(zip(self.places, names, strict=True))):
            if last is None or (last - place) * self.width >= apart * (high - low):
                below = {"yref": "paper", "yanchor": "top"}
                drawing.write(place, 0, name, drawing.inks.soft, SMALL_SIZE, **SPARE, **below)
                last = place

    def mark_breaks(self, drawing: Drawing, units: Sequence[str] = ()) -> None:
        """Draw a line where nothing may be joined, of the peer group or these units, with why in short."""
        for break_ in self.trend.breaks_of(units):
            x = (self.places[break_.before - 1] + self.places[break_.before]) / 2
            drawing.vertical_line(x, drawing.inks.text, 1.2, "dash")
            drawing.write(x, 1, break_.label, drawing.inks.text, yref="paper", yanchor="bottom")

    def mark_annotations(self, drawing: Drawing, annotations: Sequence[Annotation]) -> None:
        """Draw annotations by their number (1, 2, …) in the list beside the chart."""
        for number, annotation in enumerate(annotations, start=1):
            x = self._place_of(annotation.day)
            drawing.vertical_line(x, drawing.inks.context, 1, "dot")
            words = Markup("<b>{}</b>").format(number)
            drawing.write(x, 0, words, drawing.inks.soft, yref="paper", yanchor="bottom", xanchor="left")

    def within(self, annotations: Iterable[Annotation]) -> list[Annotation]:
        """Choose those of the time the trend covers."""
        return [annotation for annotation in annotations if self._day(0) <= annotation.day <= self.last_day]

    @property
    def last_day(self) -> date:
        """The day the last step stands at: of its reading, or the end of its period."""
        return self._day(-1)

    def _day(self, step: int) -> date:
        """Return the day a step stands at; for a closed period its first or, of the last one, its last."""
        if self.trend.span.period:
            day: date = self.trend.steps.captured_on.iloc[step]
            return day
        period = Period.parse(self.trend.steps.period.iloc[step])
        return period.end if step else period.start

    def _place_of(self, day: date) -> float:
        """Tell where a day lies on the axis: among the days of reading, or within its period."""
        if self.trend.span.period:
            return float((day - self._day(0)).days)
        periods = [Period.parse(written) for written in self.trend.steps.period]
        step = next(step for step, period in enumerate(periods) if day <= period.end)
        length = (periods[step].end - periods[step].start).days + 1
        return step - 0.5 + (day - periods[step].start).days / length
