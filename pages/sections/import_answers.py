"""What a person says of files that are brought in: kept for the session, asked beside what it is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import Any, get_args

import streamlit as st

from indicators import formats
from indicators.codes import AgencyFrom, PortalSystem, Status, System
from indicators.intake.file_by_file import NO_ANSWERS, Answers
from indicators.intake.statuses import ANSWERS
from indicators.periods import VIETNAM, Period, begun_periods, vietnam_day
from indicators.store.overdue_list import status_name
from indicators.translation import plural, text
from pages.components import plain

# Under this name the session keeps the answers, by the files' keys.
KEPT = "import_answers"
# Before, the index was not.
FIRST_YEAR = 2015
MORNING = time(7, 30)


def given() -> dict[str, Answers]:
    """Give what was said of each file so far."""
    answers: dict[str, Answers] = st.session_state.setdefault(KEPT, {})
    return answers


def of(files: Sequence[str]) -> Answers:
    """Give what was said of files that make one thing: it is said of all of them."""
    return given().get(files[0], NO_ANSWERS) if files else NO_ANSWERS


def answer(files: Sequence[str], **said: Any) -> None:
    """Keep what is said of all these files."""
    for file in files:
        given()[file] = replace(given().get(file, NO_ANSWERS), **said)


def _asked(
    widget: Callable[..., Any],
    label: str,
    about: str,
    files: Sequence[str],
    now: Any,
    said: Callable[[Any], dict[str, Any]],
    **look: Any,
) -> None:
    """Draw a widget that shows the answer as it is kept; the files are prepared anew by another one."""
    key = f"import-{about}-{files[0]}"
    st.session_state[key] = now

    def changed() -> None:
        answer(files, **said(st.session_state[key]))

    widget(label, key=key, on_change=changed, **look)


def ask_period_of_all(files: Sequence[str]) -> None:
    """Ask one period for many files that do not say theirs."""
    _asked(
        st.selectbox,
        plural(
            len(files),
            "Period of this {count} file",
            "Period of all these {count} files",
            count=formats.count(len(files)),
        ),
        "period-of-all",
        files,
        None,
        lambda period: {"period": period},
        options=begun_periods(vietnam_day(datetime.now(VIETNAM)), FIRST_YEAR),
        placeholder=text("choose, or choose for each below"),
        format_func=formats.period,
    )


def ask_period(files: Sequence[str], sheets: Sequence[str] = ()) -> None:
    """Ask the period of what does not say it: of each of these sheets, or of the whole file."""
    periods = begun_periods(vietnam_day(datetime.now(VIETNAM)), FIRST_YEAR)
    choice = {"placeholder": text("choose"), "format_func": formats.period}
    known = of(files).sheet_periods
    for sheet in sheets:

        def said(period: Period | None, sheet: str = sheet) -> dict[str, Any]:
            others = {name: told for name, told in known.items() if name != sheet}
            return {"sheet_periods": others | ({sheet: period} if period else {})}

        label = plain.label(text("Period of the sheet “{name}”", name=sheet))
        _asked(
            st.selectbox, label, f"period-{sheet}", files, known.get(sheet), said, options=periods, **choice
        )
    if not sheets:
        label = text("Period it reports")
        now = of(files).period
        _asked(
            st.selectbox, label, "period", files, now, lambda one: {"period": one}, options=periods, **choice
        )


def ask_moment(files: Sequence[str]) -> None:
    """Ask when it was read or drawn up, where the file does not say or is wrong about it."""
    now = of(files).moment
    day, clock = (now.date(), now.timetz().replace(tzinfo=None)) if now else (None, MORNING)

    def of_day(chosen: Any) -> dict[str, Any]:
        return {"moment": datetime.combine(chosen, clock, VIETNAM) if chosen else None}

    label = text("Read or drawn up on (empty: as the file says)")
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    with left:
        _asked(st.date_input, label, "day", files, day, of_day, format="DD/MM/YYYY")
    if day:
        # Asked for only with a day: a widget that cannot be used yet is too pale to be read.
        with right:
            _asked(
                st.time_input,
                text("at (Vietnam time)"),
                "clock",
                files,
                clock,
                lambda chosen: {"moment": datetime.combine(day, chosen or MORNING, VIETNAM)},
            )


def ask_again(file: str) -> None:
    """Ask again what was said of a file that is refused: that may be why."""
    answers = of([file])
    left, right = st.columns(2)
    if answers.period or answers.sheet_periods:
        with left:
            ask_period([file], [*answers.sheet_periods])
    if answers.moment:
        with right:
            ask_moment([file])


def ask_system(files: Sequence[str], read_as: System) -> None:
    """Ask what computed the points of a table: nothing in it says so, and of two systems none are comparable."""
    _asked(
        st.selectbox,
        text("Points computed by"),
        "system",
        files,
        of(files).system or read_as,
        lambda system: {"system": system},
        options=get_args(PortalSystem),
        format_func=formats.system,
    )


def ask_differing_total(files: Sequence[str]) -> None:
    """Ask whether whoever sees both figures keeps the rows all the same."""
    _asked(
        st.checkbox,
        text("I have seen that these totals differ; keep the rows as they were read"),
        "differing",
        files,
        of(files).accepts_differing_total,
        lambda seen: {"accepts_differing_total": seen},
    )


def ask_part(files: Sequence[str]) -> None:
    """Ask whether a list is of all agencies, or of those it names alone: dossiers of others are cleared, or stand."""
    names = {
        False: text("of all agencies: dossiers of those it leaves out count as cleared"),
        True: text("of the agencies it names alone: nothing of others counts as cleared"),
    }
    _asked(
        st.radio,
        text("Whose dossiers does the list name?"),
        "part",
        files,
        of(files).is_part,
        lambda chosen: {"is_part": chosen},
        options=list(names),
        format_func=lambda one: names[one],
    )


def ask_agency_from(files: Sequence[str]) -> None:
    """Ask whose dossiers are those whose code and column of units name two agencies."""
    names: dict[AgencyFrom, str] = {
        "code": text("by the code (as long as nothing else is chosen)"),
        "unit": text("by the column of units"),
    }
    _asked(
        st.radio,
        text("Whose are dossiers whose code and column of units name two agencies?"),
        "owner",
        files,
        of(files).agency_from,
        lambda chosen: {"agency_from": chosen},
        options=list(names),
        format_func=lambda one: names[one],
        horizontal=True,
    )


def ask_statuses(files: Sequence[str], unknown: Sequence[str]) -> None:
    """Ask what words of statuses mean that are not known, and those that were said already."""
    known = of(files).statuses
    for words in dict.fromkeys([*unknown, *known]):

        def said(status: Status | None, words: str = words) -> dict[str, Any]:
            others = {one: meant for one, meant in known.items() if one != words}
            return {"statuses": others | ({words: status} if status else {})}

        _asked(
            st.selectbox,
            plain.label(text("Status “{words}”: are such dossiers still worked on?", words=words)),
            f"status-{words}",
            files,
            known.get(words),
            said,
            options=list(ANSWERS),
            format_func=status_name,
            placeholder=text("choose"),
        )
