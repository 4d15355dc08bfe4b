"""Bars of missing cases: the units that hold the most of them, and all others together."""

from __future__ import annotations

from typing import Any

from indicators import formats
from indicators.analysis.missing_cases import MissingCases
from indicators.analysis.ties import without_cut
from indicators.charts.style import SMALL_SIZE, Chart, Drawing, Theme, listed, text_width
from indicators.translation import plural, text

SHOWN = 8
ROW = 25


def gap_bars(gap: MissingCases, title: str, basis: str, theme: Theme) -> Chart | None:
    """Draw a bar a unit with its missing cases and share, the others summed up.

    None where nobody's are known.
    """
    if gap.rows.empty:
        return None
    held = gap.rows[gap.rows.missing > 0].to_dict("records")
    # Some of equal ones are not drawn while others are summed up.
    cut = without_cut([row["missing"] for row in held], SHOWN)
    shown, others = held[:cut], held[cut:]
    if others:
        shown = [*shown, _together(others, is_beside=cut > 0)]
    drawing = Drawing(
        theme,
        ROW * len(shown) + 8,
        x=(0, max(row["missing"] for row in shown)),
        y=(len(shown) - 0.5, -0.5),
        left=text_width((row["short_name"] for row in shown), SMALL_SIZE) + 8,
        right=140,
        top=4,
        bottom=4,
    )
    inks = drawing.inks
    words = [_in_words(row) for row in shown]
    drawing.bars(
        x=[row["missing"] for row in shown],
        y=list(range(len(shown))),
        marker={"color": [inks.context if row["agency_id"] is None else inks.worse for row in shown]},
        hovertext=words,
        customdata=[row["agency_id"] for row in shown],
    )
    for y, row in enumerate(shown):
        drawing.beside(y, row["short_name"], -8, "right", inks.text, SMALL_SIZE, row["agency_id"] or "")
        drawing.beside(y, formats.count(row["missing"]), 66, "right", inks.text, SMALL_SIZE)
        drawing.beside(y, formats.percent(row["share"]), 134, "right", inks.soft, SMALL_SIZE)
    return Chart(drawing.figure(), title, basis, listed(words))


def _together(rows: list[dict[Any, Any]], *, is_beside: bool) -> dict[Any, Any]:
    """Sum up rows, beside those that are drawn or instead of them."""
    return {
        "agency_id": None,
        "short_name": plural(
            len(rows), "{count} other unit", "{count} other units", count=formats.count(len(rows))
        )
        if is_beside
        else plural(len(rows), "{count} unit", "{count} units", count=formats.count(len(rows))),
        "missing": sum(row["missing"] for row in rows),
        "share": sum(row["share"] for row in rows),
    }


def _in_words(row: dict[Any, Any]) -> str:
    return text(
        "{unit}: {missing} missing, {share}",
        unit=row["short_name"],
        missing=formats.count(row["missing"]),
        share=formats.percent(row["share"]),
    )
