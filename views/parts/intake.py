"""The page of bringing data in, in parts: files and what is told of them, what they make, keep or cancel."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

import pandas as pd
import streamlit as st

from indicators import catalogue, formats, importing
from indicators.analysis.arriving import arriving
from indicators.exports.templates_xlsx import overdue_template, own_template, score_template
from indicators.importing import Outcomes, Prepared
from indicators.periods import VIETNAM, Period
from indicators.problems import InputProblem
from indicators.sources.archive import gather_bytes
from indicators.store import Store
from indicators.wording import text
from views.parts import arriving_list, frame
from views.parts.table import show

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_CHANGES, SHOWN_ROWS = 200, 10
KINDS = ("", "year", "half", "quarter", "month")


def kept_before() -> None:
    """What became of the import before, said once."""
    for sentence in st.session_state.pop("kept", []):
        st.success(sentence, icon=":material/check:")


def files() -> Sequence[Any]:
    """The files dropped. Streamlit's own words stay English, so ours say what they mean."""
    st.caption(
        text(
            "Drop files here, or click Upload to choose them: portal answers (JSON, ZIP), "
            "score tables, lists of overdue dossiers, own counts (XLSX, XLS, CSV)."
        )
    )
    found = st.file_uploader(
        text("Files"),
        accept_multiple_files=True,
        key=f"files-{st.session_state.get('round', 0)}",
        label_visibility="collapsed",
    )
    return found or []


def told() -> tuple[Period | None, datetime | None, dict[str, Period]]:
    """What the files do not say: period, moment of reading, the periods of a workbook's sheets."""
    first, second, third = st.columns(3)
    names = {
        "": text("as the files say"),
        "year": text("Year"),
        "half": text("Half-year"),
        "quarter": text("Quarter"),
        "month": text("Month"),
    }
    now = datetime.now(VIETNAM)
    with first:
        kind = st.selectbox(text("Period"), KINDS, format_func=lambda code: names[code])
    with second:
        year = st.number_input(text("Year"), 2015, 2100, now.year, disabled=not kind)
    with third:
        index = st.number_input(text("Which month, quarter or half"), 1, 12, 1, disabled=kind in ("", "year"))
    day_column, clock_column = st.columns(2)
    with day_column:
        day = st.date_input(text("Read or listed on (empty: as the files say)"), None, format="DD/MM/YYYY")
    with clock_column:
        # Asked for only with a day: Streamlit fades the label of what is disabled until nobody can read it.
        clock = st.time_input(text("at (Vietnam time)"), time(7, 30)) if day else None
    sheets = st.text_input(
        text("Sheets of a workbook of the old service: sheet=period; sheet=period"),
        placeholder="…=month:2025-10",
    )
    moment = datetime.combine(day, clock, VIETNAM) if day and clock else None
    return importing.written_period(kind, int(year), int(index)), moment, importing.written_sheets(sheets)


def prepared(
    found: Sequence[Any], period: Period | None, moment: datetime | None, sheets: dict[str, Period]
) -> Prepared | None:
    """What the files make, read once; what cannot be read is said, and nothing is kept."""
    told_key = f"{period} {moment} {sheets}"
    digest = hashlib.sha256(told_key.encode())
    for file in found:
        digest.update(file.name.encode() + hashlib.sha256(file.getvalue()).digest())
    key = digest.hexdigest()
    if st.session_state.get("prepared", ("",))[0] != key:
        bar = st.progress(0.0, text("Reading…"))
        try:
            arrived = [one for file in found for one in gather_bytes(file.name, file.getvalue())]
            made = importing.prepare(
                arrived,
                period=period,
                sheet_periods=sheets,
                captured_at=moment,
                told=lambda done, total: bar.progress(min(done / max(total, 1), 1.0), text("Reading…")),
            )
        except InputProblem as problem:
            bar.empty()
            st.error(str(problem), icon=":material/error:")
            return None
        bar.empty()
        st.session_state["prepared"] = (key, made)
    ready: Prepared = st.session_state["prepared"][1]
    return ready


def shown(made: Prepared) -> None:
    """What would be kept, and beside it what is there."""
    checked = made.check(frame.warehouse().store)
    for outcome in checked.captures:
        _capture(outcome)
    for one in checked.lists:
        arriving_list.shown(one.overdue, _state(one.status))
    for own in checked.own:
        counted = text(
            "Own count: {counts} counts, {dossiers} dossiers",
            counts=formats.count(own.own.counts.num_rows),
            dossiers=formats.count(own.own.dossiers.num_rows),
        )
        st.markdown(f"**{counted}** · {_state(own.status)}")
        _unmatched(own.own.unrecognised)


def _state(status: str) -> str:
    return {
        "known": text("the same bytes are kept already"),
        "checked": text("new"),
        "imported": text("kept"),
    }[status]


def _capture(outcome: importing.Outcome) -> None:
    capture = outcome.capture
    found = arriving(frame.warehouse(), capture)
    heading = text(
        "{source}: {period}, {reading}; {agencies} units",
        source=formats.source(capture.source),
        period=formats.period(capture.period, capture.is_open),
        reading=formats.reading(capture.captured_at, capture.captured_at_given),
        agencies=formats.count(capture.agencies),
    )
    st.markdown(f"**{heading}** · {_state(outcome.status)}")
    _unmatched(capture.unrecognised)
    for warning in capture.warnings:
        st.caption(warning)
    if found.previous is None:
        st.caption(text("There is no earlier capture of this period to compare with."))
        return
    st.caption(
        text(
            "Against {previous}: {changes} values differ, {appeared} units are new, {vanished} are missing",
            previous=formats.moment(found.previous.captured_at),
            changes=formats.count(len(found.changes)),
            appeared=formats.count(found.appeared),
            vanished=formats.count(found.vanished),
        )
    )
    if len(found.changes):
        _changes(found.changes, catalogue.load()[capture.index_version])


def _changes(changes: pd.DataFrame, index: catalogue.Catalogue) -> None:
    rows = changes.head(MOST_CHANGES)
    rows = rows.assign(name=[index.nodes[code].short_name() for code in rows.node])
    number = st.column_config.NumberColumn
    show(
        rows.style.format({"before": formats.number, "now": formats.number, "change": formats.change}),
        {
            "unit_name": st.column_config.TextColumn(text("Unit"), width=280),
            "name": st.column_config.TextColumn(text("Indicator"), width=220),
            "before": number(text("Was")),
            "now": number(text("Now")),
            "change": number(text("Change")),
        },
        most=SHOWN_ROWS,
        alt=text("Table of {count} changes, the largest first", count=formats.count(len(rows))),
    )


def _unmatched(names: Sequence[str]) -> None:
    if names:
        st.warning(
            text(
                "{count} units are not in the register: {names}. They are kept, and can be recognised on the "
                "page History.",
                count=formats.count(len(names)),
                names=", ".join(names[:8]),
            ),
            icon=":material/help:",
        )


def keep_or_cancel(made: Prepared) -> None:
    """Nothing is kept before this."""
    with st.container(horizontal=True):
        is_kept = st.button(text("Keep"), type="primary", icon=":material/save:")
        is_cancelled = st.button(text("Cancel"), icon=":material/close:")
    if is_kept:
        with st.spinner(text("Keeping…")):
            st.session_state["kept"] = _sentences(made.keep(frame.warehouse().store))
    if is_kept or is_cancelled:
        st.session_state.pop("prepared", None)
        st.session_state["round"] = st.session_state.get("round", 0) + 1
        st.rerun()


def _sentences(outcomes: Outcomes) -> list[str]:
    return [
        *(
            f"{formats.period(one.capture.period)}, {formats.moment(one.capture.captured_at)}: "
            f"{_state(one.status)}{text('; partial') if one.is_partial else ''}"
            for one in outcomes.captures
        ),
        *(f"{formats.moment(one.overdue.listed_at)}: {_state(one.status)}" for one in outcomes.lists),
        *(f"{formats.moment(one.own.counted_at)}: {_state(one.status)}" for one in outcomes.own),
    ]


def templates() -> None:
    """Empty tables to fill in, of every format."""
    st.markdown(f"**{text('Templates')}**")
    with st.container(horizontal=True):
        for label, make, name in (
            (text("Score table"), score_template, "score-table"),
            (text("List of overdue dossiers"), overdue_template, "overdue-list"),
            (text("Own count"), own_template, "own-count"),
        ):
            st.download_button(
                label,
                make,
                file_name=f"{name}.xlsx",
                mime=XLSX,
                icon=":material/download:",
                on_click="ignore",
            )


def collect(store: Store) -> None:
    """Ask the portal itself, politely, one period at a time."""
    with st.expander(text("Collect from the portal")):
        st.caption(
            text(
                "One request at a time, with pauses: some minutes. Where the portal refuses, save its "
                "answers and drop them above. For schedules: docs/collecting.md."
            )
        )
        written = st.text_input(text("Period to collect"), placeholder="month:2026-08")
        if st.button(text("Collect"), icon=":material/cloud_download:") and written:
            with st.status(text("Collecting…")) as status:
                outcomes = importing.collect(store, Period.parse(written), told=status.write)
            st.session_state["kept"] = _sentences(outcomes)
            st.rerun()
