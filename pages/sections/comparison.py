"""The comparison page's parts: who is compared, which letter is whom, and the differences."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from indicators import catalogue, formats
from indicators.analysis import doors
from indicators.analysis.capture_selection import CaptureInfo, captures_with, select_capture
from indicators.analysis.comparison import LETTERS, SideBySide
from indicators.analysis.levels import levels
from indicators.analysis.profile import captures_listing, known_units
from indicators.analysis.provenance import of_capture
from indicators.analysis.ranking import rank
from indicators.analysis.statements.comparison import not_compared
from indicators.analysis.statements.model import Link
from indicators.charts.style import INKS
from indicators.markup import Markdown, Markup
from indicators.translation import plural, text
from pages.components import page_frame, page_record, pickers, plain
from pages.components.tables import show

SHOWN_ROWS = 20
Compared = tuple[str, list[tuple[str, str, CaptureInfo]]]


def units(scope: str) -> Compared:
    """Choose several agencies of one peer group at one capture; the first two in rank by default."""
    warehouse = page_frame.warehouse()
    columns = st.columns([2, 2, 1.5, 5])
    with columns[0]:
        level = pickers.level(levels(warehouse, scope))
    captures = captures_with(warehouse, catalogue.ROOT, level, scope)
    if not captures:
        page_frame.stop_with_reason(
            text("No capture has “{node}” for this peer group.", node=text("Total points"))
        )
    with columns[1]:
        period = pickers.period(captures)
    with columns[2]:
        day = pickers.reading(captures, period)
    ranking = rank(warehouse, node=catalogue.ROOT, level=level, scope=scope, period=period, captured_on=day)
    names = dict(zip(ranking.rows.agency_id, ranking.rows.short_name, strict=True))
    with columns[3]:
        chosen = pickers.units(names, len(LETTERS)) or list(names)[:2]
    return level, [(agency, names[agency], ranking.capture) for agency in chosen]


def two_times(scope: str) -> Compared:
    """Choose one agency at two captures, the later one second; by default the last two."""
    warehouse = page_frame.warehouse()
    known = known_units(warehouse, scope)
    columns = st.columns([4, 2, 1.5, 2, 1.5])
    with columns[0]:
        agency = pickers.agency(known)
    captures = captures_listing(warehouse, scope, agency)
    found = []
    for (left, right), suffix in ((columns[3:5], ""), (columns[1:3], "2")):
        with left:
            period = pickers.period(captures, suffix)
        with right:
            day = pickers.reading(captures, period, suffix, earlier=bool(suffix))
        found.append(select_capture(captures, period, day))
    unit = known.set_index("agency_id").loc[agency]
    compared = [(agency, str(unit.short_name), capture) for capture in reversed(found) if capture]
    return str(unit.level), compared


def legend(together: SideBySide) -> None:
    """Say which letter is whom, and what cannot be compared at all."""
    series = INKS[page_frame.theme()].series
    times = len({side.capture.capture_id for side in together.sides}) > 1
    words = []
    for side, ink in zip(together.sides, series, strict=False):
        capture = side.capture
        when = of_capture(capture).basis()
        name = f"{side.name} · {when}" if times else side.name
        words.append(Markup('<b style="color:{}">{}</b> {}').format(ink, side.letter, name))
        page_record.print_words(Markdown("- **{}** {}").format(side.letter, name))
    plain.html(Markup("<div>{}</div>").format(Markup(" &emsp; ").join(words)))
    for said in not_compared(together):
        page_record.print_words(said.sentence())
        plain.info(said.sentence())


def basis(together: SideBySide) -> str:
    """Say of when the sides are; where they differ, the legend says it."""
    if len({side.capture.capture_id for side in together.sides}) > 1:
        return ""
    capture = together.sides[0].capture
    return of_capture(capture).basis()


def door(compared: SideBySide, level: str, scope: str, stands_for: str) -> Link:
    """Lead from a dot to its agency, from a name to who is ranked by it."""
    nodes = compared.index.nodes
    return (
        doors.to_node(nodes[stands_for], level) if stands_for in nodes else doors.to_unit(stands_for, scope)
    )


def difference_table(together: SideBySide, level: str) -> None:
    """Show every node's values by letter, the differences from the first, and why one is blank."""
    rows, index = together.rows, together.index
    letters = [side.letter for side in together.sides]
    differences = [f"difference_{letter}" for letter in letters[1:]]
    shown = rows[["node", "max_value", *letters, *differences, "why_blank"]].copy()
    shown["node"] = [
        f"{'· ' * index.depth(code)}{name}"
        for code, name in zip(rows.node.astype(str), rows.short_name, strict=True)
    ]
    writers: dict[str, Any] = dict.fromkeys(letters, formats.number) | dict.fromkeys(
        differences, formats.change
    )
    writers["max_value"] = partial(formats.number, decimals=0)
    # Between agencies, or two readings, nobody knows what is chance: no difference is in colour.
    number, words = st.column_config.NumberColumn, st.column_config.TextColumn
    show(
        shown,
        {
            "node": words(text("Indicator"), width=220),
            "max_value": number(text("Maximum"), width=55),
            **{letter: number(letter, width=65) for letter in letters},
            **{f"difference_{letter}": number(f"{letter} − A", width=75) for letter in letters[1:]},
            "why_blank": words(text("Why blank"), width=150),
        },
        writers=writers,
        links=[doors.to_node(index.nodes[code], level) for code in rows.node],
        most=SHOWN_ROWS,
        alt=plural(
            len(shown),
            "Table of {count} indicator side by side",
            "Table of {count} indicators side by side",
            count=len(shown),
        ),
    )
