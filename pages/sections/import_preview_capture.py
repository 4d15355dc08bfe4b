"""A capture before it is kept: who is in it, what would change, what was read as what and its sums."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from indicators import catalogue, formats
from indicators.analysis.completeness import NAMED_AT_IMPORT, partial
from indicators.analysis.import_preview import CapturePreview, capture_preview
from indicators.analysis.import_sums import capture_sums
from indicators.markup import Markdown
from indicators.store.capture import Capture
from indicators.translation import plural, text
from pages.components import page_frame, plain
from pages.components.tables import show

MOST_CHANGES, SHOWN_ROWS, NAMED = 200, 10, 8


def capture_view(capture: Capture, beside: Sequence[Capture], number: int) -> None:
    """Show all of it beside what is there, or arrives together with it."""
    found = capture_preview(page_frame.warehouse(), capture, beside)
    if words := partial(found.shortfalls, capture.index_version, NAMED_AT_IMPORT):
        plain.warning(f"{words[:1].upper()}{words[1:]}.", icon=":material/person_off:")
    if capture.warnings:
        plain.warning(plain.listed(list(capture.warnings)))
    left, right = st.columns([4, 6], gap="medium")
    with left:
        _units(found, number)
    with right:
        _changes(found, catalogue.load()[capture.index_version], number)
    _sums(capture, number)


def _sums(capture: Capture, number: int) -> None:
    """Show what was read as what, with the sums of all units, to be held against the file."""
    rows, index = capture_sums(capture), catalogue.load()[capture.index_version]
    names = [index.nodes[code].name() if code in index.nodes else code for code in rows.node]
    value = st.column_config.NumberColumn
    plain.markdown(Markdown("**{}**").format(text("What was read, and its sums")))
    show(
        rows.assign(name=names),
        {
            "name": st.column_config.TextColumn(text("Read as"), width=420),
            "units": value(text("Units"), width=80),
            "points": value(text("Sum of the points"), width=140),
        },
        writers={"units": formats.count, "points": formats.number},
        most=SHOWN_ROWS,
        alt=text("{capture}: table of what was read and its sums", capture=_named(capture)),
        key=f"sums-{number}",
    )


def _named(capture: Capture) -> str:
    """Name the capture a table is of, for those who hear it read out."""
    return f"{capture.scope}, {formats.period(capture.period)}, {formats.moment(capture.captured_at)}"


def _units(found: CapturePreview, number: int) -> None:
    """Show who is in it, level by level, and who of the register is not."""
    levels = [formats.MISSING if pd.isna(level) else formats.level(level) for level in found.units.level]
    value = st.column_config.NumberColumn
    show(
        found.units.assign(level=levels),
        {
            "level": st.column_config.TextColumn(text("Level"), width=120),
            "matched": value(text("Matched"), width=80),
            "unmatched": value(text("Unmatched"), width=110),
            "expected": value(text("In the register"), width=130),
        },
        alt=text("{capture}: table of the units by level", capture=_named(found.capture)),
        key=f"units-{number}",
    )
    if found.absent:
        plain.markdown(Markdown(":gray[{}]").format(text("Not in it: {names}", names=_listed(found.absent))))


def _changes(found: CapturePreview, index: catalogue.Catalogue, number: int) -> None:
    if not_compared := found.not_compared():
        plain.markdown(Markdown(":gray[{}]").format(not_compared))
        return
    plain.markdown(
        text(
            "Against {previous}: {changes} values differ, {appeared} units are new, {vanished} are missing",
            previous=formats.moment(found.previous_at),
            changes=formats.count(len(found.changes)),
            appeared=formats.count(len(found.appeared)),
            vanished=formats.count(len(found.vanished)),
        )
    )
    if found.changes.empty:
        return
    rows = found.changes.head(MOST_CHANGES)
    rows = rows.assign(name=[index.nodes[code].short_name() for code in rows.node])
    value = st.column_config.NumberColumn
    show(
        rows,
        {
            "unit_name": st.column_config.TextColumn(text("Unit"), width=210),
            "name": st.column_config.TextColumn(text("Indicator"), width=160),
            "before": value(text("Was"), width=70),
            "now": value(text("Now"), width=70),
            "change": value(text("Change"), width=80),
        },
        writers={"before": formats.number, "now": formats.number, "change": formats.change},
        most=SHOWN_ROWS,
        alt=plural(
            len(rows),
            "{capture}: table of {count} change, the largest first",
            "{capture}: table of {count} changes, the largest first",
            capture=_named(found.capture),
            count=formats.count(len(rows)),
        ),
        key=f"changes-{number}",
    )


def _listed(names: Sequence[str]) -> str:
    written = ", ".join(names[:NAMED])
    return f"{written}, …" if len(names) > NAMED else written
