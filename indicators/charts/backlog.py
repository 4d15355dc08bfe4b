"""Charts of overdue dossiers: bars by age, what came in and was cleared by week, an order's burn-down."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd

from indicators import formats
from indicators.analysis.campaign import Progress
from indicators.analysis.overdue import AGE_BANDS, age_band
from indicators.analysis.overdue_moved import Event, WeekEvent
from indicators.analysis.ties import without_cut
from indicators.charts.colours import mixed
from indicators.charts.style import INKS, SMALL_SIZE, SPARE, Chart, Drawing, Theme, listed, text_width, ticks
from indicators.markup import Markup
from indicators.translation import plural, text

ROW, MOST_PARTS, LONGEST_NAME = 24, 12, 44
BANDS = range(1, len(AGE_BANDS) + 2)
TALL = 250
# As many weeks as have their names below them, and their numbers beside them.
MOST_NAMES, MOST_NUMBERED = 10, 26
# The tints of the age bands on the way from the lightest to the darkest of the scale.
TINTS = (0.22, 0.42, 0.62, 0.82, 1.0)


def queue_bars(rows: pd.DataFrame, title: str, basis: str, theme: Theme) -> Chart | None:
    """Draw a bar a part, stacked by age, clickable by its part, the smaller ones added up.

    None where there is none.

    `rows`: as `overdue.backlog` gives them, or several added up.
    """
    parts = rows.to_dict("records")
    if not parts:
        return None
    # Age bands keep their order; of all else the small ones are one bar.
    # Some of equal ones are not drawn while others are summed up.
    cut = without_cut([part["dossiers"] for part in parts], MOST_PARTS)
    shown, others = parts[:cut], parts[cut:]
    if others:
        shown = [*shown, _together(others)]
    drawing = Drawing(
        theme,
        ROW * len(shown) + 34,
        # All others together would dwarf every one of them: they are a number and no bar.
        x=(0, max((part["dossiers"] for part in shown if not part.get("is_rest")), default=1)),
        y=(len(shown) - 0.5, -0.5),
        left=min(text_width((_name(part) for part in shown), SMALL_SIZE), 300) + 8,
        right=56,
        top=28,
        bottom=4,
    )
    colours = _band_colours(theme)
    words = [_in_words(part) for part in shown]
    starts = [0] * len(shown)
    for band in [*BANDS, None]:
        lengths = [0 if part.get("is_rest") else _of_band(part, band) for part in shown]
        drawing.bars(
            x=lengths,
            y=list(range(len(shown))),
            base=list(starts),
            marker={"color": drawing.inks.context if band is None else colours[band - 1]},
            hovertext=words,
            customdata=[None if part.get("is_rest") else part["part"] for part in shown],
        )
        starts = [start + length for start, length in zip(starts, lengths, strict=True)]
    for y, part in enumerate(shown):
        door = "" if part.get("is_rest") or pd.isna(part["part"]) else str(part["part"])
        drawing.beside(y, _shortened(_name(part)), -8, "right", drawing.inks.text, SMALL_SIZE, door)
        drawing.beside(y, formats.count(part["dossiers"]), 50, "right", drawing.inks.text, SMALL_SIZE)
    _name_bands(drawing, colours)
    return Chart(drawing.figure(), title, basis, listed(words))


def flow_columns(weeks: pd.DataFrame, title: str, basis: str, theme: Theme) -> Chart | None:
    """Draw week by week what came in above the line and what was cleared below it; None without two lists.

    `weeks`: as `overdue.weekly` gives them. A column stands for its WeekEvent, as that is written.
    """
    if weeks.empty:
        return None
    rows = weeks.to_dict("records")
    most = max(1, int(weeks[["inflow", "cleared"]].to_numpy().max())) * 1.25
    days = [(row["monday"] - rows[0]["monday"]).days / 7 for row in rows]
    drawing = Drawing(
        theme, TALL, x=(-0.7, days[-1] + 0.7), y=(-most, most), left=8, right=8, top=24, bottom=24
    )
    inks = drawing.inks
    words = [_week_in_words(row) for row in rows]
    flows: tuple[tuple[str, Event, int, str, str], ...] = (
        ("inflow", "came", 1, inks.worse, "bottom"),
        ("cleared", "cleared", -1, inks.better, "top"),
    )
    for name, event, sign, ink, edge in flows:
        drawing.columns(
            x=days,
            y=[sign * row[name] for row in rows],
            marker={"color": ink},
            hovertext=words,
            customdata=[str(WeekEvent(event, row["monday"])) for row in rows],
        )
        if len(rows) <= MOST_NUMBERED:
            for x, row in reversed(list(zip(days, rows, strict=True))):
                number = formats.count(row[name])
                drawing.write(x, sign * row[name], number, inks.text, SMALL_SIZE - 1, yanchor=edge, **SPARE)
    drawing.line((-0.7, 0), (days[-1] + 0.7, 0), line={"color": inks.context, "width": 1})
    drawing.write(
        0, 1, text("came in"), inks.worse_text, xref="paper", yref="paper", xanchor="left", yanchor="bottom"
    )
    drawing.write(
        0, 0, text("cleared"), inks.better_text, xref="paper", yref="paper", xanchor="left", yanchor="bottom"
    )
    # Every column has a name while they are few, later as many as there is room for; the last one always.
    for x, row in list(zip(days, rows, strict=True))[:: -(len(rows) // MOST_NAMES + 1)]:
        name = formats.short_day(row["monday"])
        drawing.write(x, 0, name, inks.soft, SMALL_SIZE - 1, yref="paper", yanchor="top", **SPARE)
    return Chart(drawing.figure(), title, basis, listed(words))


def burn_down(progress: Progress, title: str, basis: str, theme: Theme) -> Chart:
    """Draw what remains of an order's dossiers, the pace it needs, and where the recent pace leads.

    A point stands for the day of its list, as ISO writes it.
    """
    line = progress.burn_down
    start, deadline = line.listed_on.iloc[0], progress.campaign.deadline
    end = max(deadline, line.listed_on.iloc[-1])
    days = [(day - start).days for day in line.listed_on]
    due, last = (deadline - start).days, max((end - start).days, 1)
    top = 1.08 * max(progress.baseline, int(line.remaining.max()), progress.pace.high or 0, 1)
    drawing = Drawing(
        theme, TALL, x=(-0.02 * last, 1.02 * last), y=(0, top), left=46, right=110, top=26, bottom=26
    )
    inks = drawing.inks
    for tick in ticks(0, top, 4):
        drawing.line((0, tick), (last, tick), line={"color": inks.track, "width": 1})
        drawing.beside(tick, formats.count(tick), -6, "right", inks.soft, SMALL_SIZE)
    drawing.vertical_line(due, inks.text, 1.2, "dash")
    words = text("deadline {day}", day=formats.day(deadline))
    drawing.write(due, 1, words, inks.text, yref="paper", yanchor="bottom", xanchor="right")
    drawing.line((0, progress.baseline), (due, 0), line={"color": inks.context, "width": 1.5, "dash": "dash"})
    _name_days(drawing, start, last)
    _draw_outlook(drawing, progress, days[-1], due)
    spoken = [
        text("{day}: {count} left", day=formats.day(day), count=formats.count(left))
        for day, left in zip(line.listed_on, line.remaining, strict=True)
    ]
    drawing.marks(
        x=days,
        y=line.remaining,
        mode="lines+markers",
        line={"color": inks.accent, "width": 3},
        marker={"color": inks.accent, "size": 8},
        hovertext=spoken,
        customdata=[str(day) for day in line.listed_on],
    )
    drawing.write(
        days[-1],
        progress.remaining,
        Markup("<b>{}</b>").format(text("{count} left", count=formats.count(progress.remaining))),
        inks.accent,
        xanchor="left",
        xshift=8,
        yanchor="bottom",
    )
    return Chart(drawing.figure(), title, basis, listed(spoken))


def _draw_outlook(drawing: Drawing, progress: Progress, today: int, due: int) -> None:
    """Draw where the recent pace leads, and between what; nothing where it is not known or the deadline is over."""
    pace = progress.pace
    if pace.at_deadline is None or pace.low is None or pace.high is None or due <= today:
        return
    drawing.area([today, due, due], [progress.remaining, pace.high, pace.low], drawing.inks.track)
    look = {"color": drawing.inks.accent, "width": 2, "dash": "dot"}
    drawing.line((today, progress.remaining), (due, pace.at_deadline), line=look)


def _name_days(drawing: Drawing, start: date, last: int) -> None:
    step = max(1, round(last / 6))
    for day in range(0, last + 1, step):
        name = formats.short_day(start + timedelta(days=day))
        drawing.write(day, 0, name, drawing.inks.soft, SMALL_SIZE, yref="paper", yanchor="top")


def _name_bands(drawing: Drawing, colours: list[str]) -> None:
    """Write the bands' names above the bars, each after its own colour."""
    named = Markup("<span style='color:{}'>■</span> {}")
    names = [named.format(colours[band - 1], age_band(band)) for band in BANDS]
    drawing.write(
        0, 1, Markup("   ").join(names), drawing.inks.soft, SMALL_SIZE - 1, xref="paper", yref="paper",
        xanchor="left", xshift=8 - drawing.left, yanchor="bottom", yshift=4,
    )  # fmt: skip


def _band_colours(theme: Theme) -> list[str]:
    """Return the bands' colours, from the lightest for the youngest to the darkest for the oldest."""
    light, dark = INKS[theme].scale
    return [mixed(light, dark, tint) for tint in TINTS]


def _of_band(part: dict[Any, Any], band: int | None) -> int:
    if band is not None:
        return int(part[f"band_{band}"])
    return int(part["dossiers"]) - sum(int(part[f"band_{band}"]) for band in BANDS)


def _together(parts: list[dict[Any, Any]]) -> dict[Any, Any]:
    summed = {name: sum(part[name] for part in parts) for name in ("dossiers", *(f"band_{b}" for b in BANDS))}
    return {
        "part": None,
        "name": plural(len(parts), "{count} other", "{count} others", count=formats.count(len(parts))),
        "is_rest": True,
        **summed,
    }


def _name(part: dict[Any, Any]) -> str:
    return text("not told") if pd.isna(part["name"]) else str(part["name"])


def _shortened(name: str) -> str:
    """Shorten a name that can be a paragraph; the whole one is in the hover text and the table."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _in_words(part: dict[Any, Any]) -> str:
    bands = ", ".join(
        f"{age_band(band)}: {formats.count(part[f'band_{band}'])}" for band in BANDS if part[f"band_{band}"]
    )
    return plural(
        part["dossiers"],
        "{name}: {count} dossier ({bands})",
        "{name}: {count} dossiers ({bands})",
        name=_name(part),
        count=formats.count(part["dossiers"]),
        bands=bands,
    )


def _week_in_words(row: dict[Any, Any]) -> str:
    return text(
        "{week}: {inflow} came in, {cleared} cleared, {after} left",
        week=formats.week(row["monday"]),
        inflow=formats.count(row["inflow"]),
        cleared=formats.count(row["cleared"]),
        after=formats.count(row["after"]),
    )
