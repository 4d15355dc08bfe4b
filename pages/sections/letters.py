"""What is sent out: letters to the agencies chosen, and a pack for every agency."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from indicators import formats, translation
from indicators.analysis import doors, overdue
from indicators.analysis.overdue import Step
from indicators.analysis.provenance import Provenance, list_day, of_list
from indicators.exports.agency_packs import packs_zip
from indicators.exports.csv import separated_by
from indicators.exports.file_names import Words, file_name
from indicators.exports.letters import letter_docx, letters_zip
from indicators.letters.recipients import reminder_letters, request_letters
from indicators.letters.wording import Letter
from indicators.periods import Period, today
from indicators.reference.organisation import load_organisation
from indicators.translation import text
from indicators.warehouse.warehouse import records
from pages.components import page_frame, pickers, plain
from pages.components.downloads import choose_separator, chosen_separator
from pages.components.url_choice import choose_many
from pages.sections.documents import MIME, take


def letters(scope: str, day: date) -> None:
    """Offer reminders and requests by the last list not later than the reading, to the agencies chosen."""
    warehouse = page_frame.warehouse()
    step = overdue.step_by(warehouse, scope, day)
    if step is None:
        plain.caption(text("Letters: there is no list of overdue dossiers by {day}.", day=formats.day(day)))
        return
    listed = overdue.backlog(warehouse, step, "agency").dropna(subset=["part", "name"])
    names = {str(row.part): str(row.name) for row in records(listed)}
    agencies, until, files = st.columns([4.5, 2.7, 5.8], vertical_alignment="bottom")
    with agencies:
        chosen = choose_many(
            text("Letters by the list of {day}", day=list_day(step)),
            doors.LETTERS_TO,
            pickers.offered(names),
            placeholder=text("to all agencies, or choose"),
        )
    with until:
        deadline = st.date_input(
            text("Deadline"),
            None,
            min_value=today(),
            format="DD/MM/YYYY",
            help=text("Without a day of its own, that of the last order."),
        )
        is_of_order = st.checkbox(text("Remind of the last order"), value=True)
    with files:
        letter_files(step, chosen, deadline, is_of_order=is_of_order)


def letter_files(
    step: Step, chosen: Sequence[str], deadline: date | None = None, *, is_of_order: bool = True
) -> None:
    """Offer reminders, and requests where there is something to ask, to the agencies chosen or to all."""
    warehouse = page_frame.warehouse()
    listed = overdue.backlog(warehouse, step, "agency").dropna(subset=["part", "name"])
    issuer = load_organisation().issuer
    faulty = {
        str(row.part)
        for row in records(listed[listed.synchronisation > 0])
        if not issuer.is_digital_department(str(row.name))
    }
    asking = [agency for agency in chosen if agency in faulty]
    with st.container(horizontal=True, vertical_alignment="center"):
        _take_letters(
            text("Reminders (Word)"),
            lambda: reminder_letters(warehouse, step, chosen, None, deadline, is_of_order=is_of_order),
            lambda: [text("reminders")],
            of_list(step),
            chosen,
        )
        if not (asking if chosen else faulty):
            plain.caption(
                text("No dossier here is to be sent to another agency to check its synchronisation.")
            )
            return
        _take_letters(
            text("Requests to check synchronisation (Word)"),
            lambda: request_letters(warehouse, step, asking),
            lambda: [text("requests to check synchronisation")],
            of_list(step),
            asking,
        )


def _take_letters(
    label: str, write: Callable[[], list[Letter]], named: Words, record: Provenance, chosen: Sequence[str]
) -> None:
    """Offer to one agency a Word file, to several a zip of them."""
    if len(chosen) == 1:
        take(label, lambda: letter_docx(*write()), record, lambda: (*named(), *chosen), "docx")
    else:
        take(label, lambda: letters_zip(write()), record, named, "zip")


def packs(scope: str, period: Period, day: date, before: date | None, record: Provenance) -> None:
    """Offer a pack for every agency: made when asked for, with a bar, then kept in the session to be taken."""
    warehouse, language = page_frame.warehouse(), translation.language()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        with st.container(width=230):
            choose_separator()
        between = chosen_separator()
        key = (warehouse.version(), language, between, scope, str(period), day, before)
        if st.button(text("Make a pack for every agency (zip)"), icon=":material/folder_zip:"):
            bar = st.progress(0.0)

            def told(done: int, of: int) -> None:
                bar.progress(done / of, text("{done} of {of} agencies", done=done, of=of))

            with separated_by(between):
                made = packs_zip(warehouse, scope, period, day, before, told)
            st.session_state["packs"] = key, made
            bar.empty()
        made_of, content = st.session_state.get("packs", (None, b""))
        if made_of == key:
            st.download_button(
                text("Download the packs"),
                content,
                file_name=file_name(record, lambda: [text("a pack for every agency")], "zip"),
                mime=MIME["zip"],
                icon=":material/download:",
                on_click="ignore",
            )
        else:
            plain.caption(text("An agency has a page (PDF), a table and its overdue dossiers (CSV)."))
