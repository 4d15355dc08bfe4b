"""The meeting's slides chosen, ordered and retitled, and the files to take away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from indicators import wording
from indicators.analysis import overdue
from indicators.analysis.overview import overview
from indicators.deck import Deck, build_deck, edited_choice, kept_choice
from indicators.entries import DeckChoice
from indicators.exports.letters import letters_zip
from indicators.exports.packs import packs_zip
from indicators.exports.pdf import deck_pdf
from indicators.exports.pptx import deck_pptx
from indicators.exports.report import report_docx
from indicators.exports.xlsx import workbook_xlsx
from indicators.letters import written_reminders, written_requests
from indicators.periods import Period
from indicators.store import account
from indicators.wording import text
from views.parts import frame
from views.parts.table import HEADER_HEIGHT, ROW_HEIGHT

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZIP = "application/zip"


def deck(scope: str, period: Period, day: date, before: date | None) -> Deck:
    """The slides as they were last chosen."""
    return _deck(frame.warehouse().version(), wording.language(), scope, str(period), day, before, False)


def files(shown: Deck, before: date | None) -> None:
    """The slides on the projector, and the files."""
    warehouse, capture = frame.warehouse(), shown.capture
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link("views/present.py", label=text("Present full screen"), icon=":material/slideshow:")
        _take(text("PowerPoint"), lambda: deck_pptx(shown), shown, "pptx", PPTX)
        _take(text("PDF"), lambda: deck_pdf(shown), shown, "pdf", PDF)
        _take(
            text("Workbook (Excel)"),
            lambda: workbook_xlsx(
                warehouse, overview(warehouse, capture.scope, capture.period, capture.captured_on, before)
            ),
            shown,
            "xlsx",
            XLSX,
        )


def reports(scope: str, period: Period, day: date, before: date | None, shown: Deck) -> None:
    """What is signed and sent: the report, reminders, requests, a pack for every agency."""
    warehouse = frame.warehouse()
    with st.container(horizontal=True, vertical_alignment="center"):
        _take(
            text("Report to the Committee (Word)"),
            lambda: report_docx(warehouse, scope, period, day, before),
            shown,
            "docx",
            DOCX,
        )
        _take(
            text("A pack for every agency (zip)"),
            lambda: packs_zip(warehouse, scope, period, day),
            shown,
            "packs.zip",
            ZIP,
        )
        known = overdue.steps(warehouse, scope)
        if known:
            _take(
                text("Reminders about overdue dossiers (zip)"),
                lambda: letters_zip(written_reminders(warehouse, known[-1])),
                shown,
                "reminders.zip",
                ZIP,
            )
            _take(
                text("Requests to check synchronisation (zip)"),
                lambda: letters_zip(written_requests(warehouse, known[-1])),
                shown,
                "requests.zip",
                ZIP,
            )
    st.caption(
        text(
            "A pack takes some seconds. Reminders to chosen agencies, with another deadline: "
            "python -m indicators export reminders"
        )
    )


def slides(scope: str, period: Period, day: date, before: date | None) -> None:
    """Which slides, in which order, under which titles; kept for the next meeting."""
    version, language = frame.warehouse().version(), wording.language()
    whole = _deck(version, language, scope, str(period), day, before, True)
    kept = kept_choice(frame.warehouse(), scope, whole.capture.capture_id)
    st.markdown(f"**{text('Slides: choose, order, retitle')}**")
    st.caption(
        text(
            "A title of your own goes with this reading only; what the numbers say then stands in the notes."
        )
    )
    with st.form("slides", border=False):
        edited = st.data_editor(
            edited_choice.table(whole, kept),
            column_order=("is_shown", "place", "title", "message"),
            column_config={
                "is_shown": st.column_config.CheckboxColumn(text("Shown"), width=60),
                "place": st.column_config.NumberColumn(text("Place"), width=60, min_value=1, step=1),
                "title": st.column_config.TextColumn(text("Title of your own"), width=380),
                "message": st.column_config.TextColumn(
                    text("What the numbers say"), width=640, disabled=True
                ),
            },
            hide_index=True,
            height=ROW_HEIGHT * len(whole.slides) + HEADER_HEIGHT,
            row_height=ROW_HEIGHT,
        )
        if st.form_submit_button(text("Keep this choice"), icon=":material/save:"):
            choice = edited_choice.choice(edited, scope, whole.capture.capture_id, account())
            frame.warehouse().store.enter([choice])
            st.rerun()


@st.cache_resource(max_entries=24, show_spinner=False)
def _deck(
    version: str, language: str, scope: str, period: str, day: date, before: date | None, is_whole: bool
) -> Deck:
    """A deck takes a moment: it is kept for one state of the store, in one language."""
    whole = DeckChoice(scope, "") if is_whole else None
    return build_deck(frame.warehouse(), scope, Period.parse(period), day, before, whole)


def _take(label: str, make: Callable[[], bytes], shown: Deck, kind: str, mime: str) -> None:
    """A file that is written when asked for, in the language the page speaks."""
    capture, spoken = shown.capture, wording.language()

    def written() -> bytes:
        wording.use(spoken)
        return make()

    parts = ["demo"] if capture.is_demo else []
    parts += ["indicators", str(capture.period).replace(":", "-"), f"{capture.captured_on:%Y%m%d}"]
    st.download_button(
        label,
        written,
        file_name=f"{'-'.join(parts)}.{kind}",
        mime=mime,
        icon=":material/download:",
        on_click="ignore",
    )
