"""Signals and chance: a unit's usual variation as a chart, and the signs of all agencies as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from indicators import charts, formats
from indicators.analysis import doors
from indicators.analysis.outlook import outlook
from indicators.analysis.signals import Sign, Signal, SignalMatrix, series_of, target_of
from indicators.analysis.statements import beside_charts, foreseen
from indicators.analysis.trend import Trend
from indicators.charts.style import INKS, Direction, Inks
from indicators.markup import Markdown
from indicators.translation import text
from pages.components import page_frame, page_record, pictures, tables

# Signs as they stand in a cell; what they mean is told below the table.
SIGNS: dict[Sign, str] = {"up": formats.UP, "down": formats.DOWN, "same": "·", "unknown": "…"}
# In pixels: a column is as wide as its name, which is longer than what stands in its cells.
UNIT_WIDTH, LETTER, MARGINS = 170, 6.1, 18
PROMISES = {"passes": "✓", "misses": "✗", "hit_and_miss": "?"}


def usual_variation(moved: Trend, unit: str, scope: str, basis: str) -> None:
    """Draw a unit's values between the limits of its usual variation; nothing where no unit is shown."""
    if unit not in moved.names:
        return
    found = page_frame.drawn_once(series_of, moved, unit)
    title = text("{unit}: is it signal or chance?", unit=moved.names[unit])
    target = target_of(moved.node, moved.level, moved, unit)
    draw = partial(charts.xmr_chart, moved, found, unit, title, basis, target=target)
    door = partial(doors.to_unit, scope=scope)
    page_frame.draw_chart(
        draw, title, text("Too few data."), pixels=pictures.PAGE, takes_width=True, door=door
    )
    last = found[-1].chart if found else None
    if last is None:
        return
    page_record.note(foreseen.verdict(moved, unit, last).sentence())


def expected_end(moved: Trend, units: Sequence[str]) -> None:
    """Say where the units will end an open period, with intervals, or that too little is known."""
    if moved.span.period is None:
        return
    found = page_frame.drawn_once(outlook, moved)
    page_record.note(foreseen.period_end(moved, found, units).sentence())


def heading(matrix: SignalMatrix, basis: str) -> None:
    """Say how many agencies have risen and fallen in the total, of how many."""
    said = str(beside_charts.really_moved(matrix, basis))
    page_record.words(Markdown("**{}**  :small[:gray[{}]]").format(said, basis))


def matrix_table(matrix: SignalMatrix, scope: str) -> None:
    """Show a row an agency in the order of the total's ranks, a column a group."""
    rows = [
        {
            "agency": name,
            **{node.code: _cell(matrix.signals[agency, node.code]) for node in matrix.nodes},
        }
        for agency, name in matrix.names.items()
    ]
    frame = pd.DataFrame(rows, columns=["agency", *(node.code for node in matrix.nodes)])
    inks = INKS[page_frame.theme()]
    directions = {node.code: node.direction for node in matrix.nodes}
    columns = {"agency": st.column_config.TextColumn(text("Agency"), width=UNIT_WIDTH)}
    for node in matrix.nodes:
        name = node.short_name()
        columns[node.code] = st.column_config.TextColumn(name, width=round(LETTER * len(name)) + MARGINS)
    tables.show(
        frame,
        columns,
        text("Table of all agencies with a sign for every group of the index"),
        style=partial(_styled, directions=directions, inks=inks),
        links=doors.to_units(matrix.names, scope),
        most=20,
    )


def legend() -> None:
    """Say what the signs mean."""
    page_record.note(
        text(
            "▲ risen, ▼ fallen: a signal by the rules of XmR charts that the reading before or its distance confirms. "
            "· hardly changed: within its usual variation. … fewer than 13 readings. "
            "✓ will reach its target as it is, ✗ will not, ? now and then by chance."
        )
    )


def _cell(signal: Signal) -> str:
    value = "" if signal.value is None else f" {formats.number(signal.value)}"
    promise = f" {PROMISES[signal.assurance]}" if signal.assurance else ""
    return f"{SIGNS[signal.sign]}{value}{promise}"


def _styled(frame: pd.DataFrame, directions: Mapping[str, Direction], inks: Inks) -> Styler:
    styled = frame.style
    for code, direction in directions.items():
        styled = styled.apply(_inked, subset=[code], direction=direction, inks=inks)
    return styled


def _inked(cells: pd.Series, *, direction: Direction, inks: Inks) -> list[str]:
    """Return the styles of a column: what rose or fell in the ink of better or worse, all else quiet."""
    better, worse = inks.better_text, inks.worse_text
    up, down = (worse, better) if direction == "lower" else (better, worse)
    by_sign = {formats.UP: up, formats.DOWN: down}
    return [f"color: {by_sign.get(cell[:1], inks.soft)}" for cell in cells]
