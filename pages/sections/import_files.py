"""What is brought in on the page: files and what is told of them, or a period collected from the portal."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any, Literal

import streamlit as st

from indicators import formats
from indicators.codes import AgencyFrom, Status
from indicators.errors import InputProblem
from indicators.exports.import_templates import templates as all_templates
from indicators.intake import pipeline
from indicators.intake.extracts import undated_sheets
from indicators.intake.pipeline import Collectable, Prepared
from indicators.markup import Markdown
from indicators.periods import MONTHS, VIETNAM, Period, PeriodKind
from indicators.sources import Contents
from indicators.sources.files import SourceFile
from indicators.translation import plural, text
from pages.components import page_frame, plain
from pages.components.url_choice import choose
from pages.sections import import_preview_list

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS: tuple[PeriodKind | Literal[""], ...] = ("", "year", "half", "quarter", "month")
# Seven answers of the province and the nation's; some have pages beyond the first.
FEWEST_ANSWERS = 8


def is_collecting() -> bool:
    """Tell whether the portal is asked, and not files dropped."""
    names = {"files": text("From files"), "portal": text("Collect from the portal")}
    chosen = choose(
        text("From where"),
        "from",
        list(names),
        written=lambda code: names[code],
        widget=st.radio,
        horizontal=True,
        label_visibility="collapsed",
    )
    return chosen == "portal"


def dropped() -> Prepared | None:
    """Return what the dropped files make, with what is told of them beside; None where there are none."""
    left, right = st.columns([5, 4], gap="medium")
    with left:
        files = _files()
        key = _bytes_key(files)
        is_new = st.session_state.get("undated", ("",))[0] != key
        contents = _read(files) if files and is_new else None
    if contents:
        st.session_state["undated"] = (key, undated_sheets(contents.extracts))
    is_read = st.session_state.get("undated", ("",))[0] == key
    with right:
        names = st.session_state["undated"][1] if is_read else []
        sheets = {name: _period(plain.label(text("Sheet “{name}”", name=name)), name) for name in names}
        period = None if sheets else _period(text("Period"), "files")
        moment = _moment()
    if not files or not is_read:
        return None
    if undated := [sheet for sheet, of in sheets.items() if of is None]:
        plain.info(text("Choose the period of each sheet: {sheets}.", sheets=", ".join(undated)))
        return None
    dated = {sheet: of for sheet, of in sheets.items() if of}
    is_part = bool(st.session_state.get(import_preview_list.IS_PART))
    agency_from, statuses = import_preview_list.agency_from(), import_preview_list.statuses()
    key = f"{key} {period} {moment} {dated} {is_part} {agency_from} {statuses}"
    if st.session_state.get("prepared", ("",))[0] != key:
        # What files say is not held for the session: names that no agency has are dropped in the preparing.
        contents = contents or _read(files)
        made = (
            _prepared(contents, period, moment, dated, is_part, agency_from, statuses) if contents else None
        )
        if made is None:
            return None
        st.session_state["prepared"] = (key, made)
    ready: Prepared = st.session_state["prepared"][1]
    return ready


def _bytes_key(files: Sequence[Any]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + hashlib.sha256(file.getvalue()).digest())
    return digest.hexdigest()


def _files() -> Sequence[Any]:
    """Return the files dropped. Streamlit's own words stay English, so ours say what they mean."""
    plain.caption(
        text(
            "Drop files here, or click Upload to choose them: portal answers (JSON, ZIP), "
            "score tables, statistics, lists of overdue dossiers, own counts (XLSX, XLS, ODS, DOCX, CSV). A file "
            "may have 100 MB; a larger one is refused."
        )
    )
    found = st.file_uploader(
        text("Files"),
        accept_multiple_files=True,
        key=f"files-{st.session_state.get('round', 0)}",
        label_visibility="collapsed",
    )
    return found or []


def _moment() -> datetime | None:
    """Ask when the values were read or the list drawn up, where the files do not say or are wrong about it."""
    day_column, clock_column = st.columns(2)
    with day_column:
        day = st.date_input(text("Read or listed on (empty: as the files say)"), None, format="DD/MM/YYYY")
    with clock_column:
        # Asked for only with a day: a widget that cannot be used yet is too pale to be read.
        clock = st.time_input(text("at (Vietnam time)"), time(7, 30)) if day else None
    return datetime.combine(day, clock, VIETNAM) if day and clock else None


def _read(files: Sequence[Any]) -> Contents | None:
    """Read the files; what cannot be read is said."""
    bar = st.progress(0.0, text("Reading…"))

    def told(done: int, total: int) -> None:
        bar.progress(min(done / max(total, 1), 1.0), text("Reading…"))

    try:
        return pipeline.read([SourceFile(file.name, file.getvalue()) for file in files], told)
    except InputProblem as problem:
        plain.error(str(problem))
        return None
    finally:
        bar.empty()


def _prepared(
    contents: Contents,
    period: Period | None,
    moment: datetime | None,
    sheets: dict[str, Period],
    is_part: bool,
    agency_from: AgencyFrom,
    statuses: dict[str, Status],
) -> Prepared | None:
    """Prepare what the files make; what cannot be right is said, and nothing is kept."""
    try:
        return pipeline.prepare(
            contents,
            period=period,
            sheet_periods=sheets,
            captured_at=moment,
            is_part=is_part,
            agency_from=agency_from,
            statuses=statuses,
        )
    except InputProblem as problem:
        plain.error(str(problem))
        return None


def _period(label: str, key: str) -> Period | None:
    """Ask for the period, where the files do not say; what is asked depends on its kind."""
    names: dict[str, str] = {
        "": text("as the files say") if key == "files" else text("choose"),
        "year": text("Year"),
        "half": text("Half-year"),
        "quarter": text("Quarter"),
        "month": text("Month"),
    }
    first, second, third = st.columns(3)
    with first:
        kind = st.selectbox(label, KINDS, format_func=lambda code: names[code], key=f"kind-{key}")
    if not kind:
        return None
    with second:
        this_year = datetime.now(VIETNAM).year
        year = int(st.number_input(text("Year"), 2015, 2100, this_year, key=f"year-{key}"))
    count = 12 // MONTHS[kind]
    if count == 1:
        return Period(kind, year)
    with third:
        return st.selectbox(
            names[kind],
            [Period(kind, year, number) for number in range(1, count + 1)],
            format_func=formats.period,
            key=f"period-{key}",
        )


def collected() -> Prepared | None:
    """Return what the portal answered for the chosen period, asked politely; None before it was asked."""
    periods = pipeline.collectable(page_frame.warehouse(), datetime.now(UTC))
    left, right = st.columns([4, 5], gap="medium", vertical_alignment="bottom")
    with left:
        chosen = st.selectbox(text("Period to collect"), periods, format_func=_collectable)
    with right:
        is_asked = st.button(text("Collect"), icon=":material/cloud_download:")
    plain.caption(
        text(
            "One request at a time, with pauses: about a minute. What comes is shown first and kept only "
            "when you say so. Where the portal refuses, save its answers and drop them as files. "
            "For schedules: docs/collecting.md."
        )
    )
    if is_asked:
        _collect(chosen.period)
    key, made = st.session_state.get("prepared", ("", None))
    return made if key == _key(chosen.period) else None


def _collectable(collectable: Collectable) -> str:
    named = formats.period(collectable.period, collectable.is_open)
    return text("{period}, collected already", period=named) if collectable.is_collected else named


def _key(period: Period) -> str:
    return f"collected {period}"


def _collect(period: Period) -> None:
    heard: list[str] = []
    bar = st.progress(0.0, text("Collecting…"))

    def told(sentence: str) -> None:
        heard.append(sentence)
        share = min(len(heard) / FEWEST_ANSWERS, 1.0)
        bar.progress(
            share,
            plural(
                len(heard),
                "{count} answer has come",
                "{count} answers have come",
                count=formats.count(len(heard)),
            ),
        )

    try:
        st.session_state["prepared"] = (_key(period), pipeline.collect(period, told=told))
    except InputProblem as problem:
        plain.error(str(problem))
        if heard:
            plain.warning(heard[-1], icon=":material/hourglass_empty:")
    finally:
        bar.empty()


def templates() -> None:
    """Offer tables to fill in, one of every format that is read."""
    plain.markdown(Markdown("**{}**").format(text("Templates")))
    with st.container(horizontal=True):
        for template in all_templates():
            st.download_button(
                template.name,
                template.make,
                file_name=f"{template.file}.xlsx",
                mime=XLSX,
                icon=":material/download:",
                on_click="ignore",
            )
