"""The meeting's slides chosen, ordered and retitled, and the files to take away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, Literal

import pandas as pd
import streamlit as st

from indicators import translation
from indicators.analysis.overview import overview
from indicators.analysis.profile import profile
from indicators.analysis.provenance import Provenance
from indicators.deck import Deck, build_deck, keep_choice, kept_choice, slide_choice_table
from indicators.errors import InputProblem
from indicators.exports.file_names import Words, file_name
from indicators.exports.pdf import deck_pdf, profile_pdf
from indicators.exports.pptx import deck_pptx, renewed_pptx
from indicators.exports.report import report_docx
from indicators.exports.xlsx import workbook_xlsx
from indicators.intake.unit_identity import province_identity
from indicators.markup import Markdown
from indicators.periods import Period
from indicators.reference.provinces import scope_name
from indicators.store.entries import DeckChoice
from indicators.translation import text
from pages.components import access, entering, page_frame, plain, uploader
from pages.components.downloads import file_when_asked
from pages.components.tables import HEADER_HEIGHT, ROW_HEIGHT

MIME = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "html": "text/html; charset=utf-8",
}


def deck(scope: str, period: Period, day: date, before: date | None, *, is_short: bool = False) -> Deck:
    """Return the slides as they were last chosen, or the six for ten minutes."""
    return _deck(*_of(scope, period, day, before), "short" if is_short else "chosen")


def _of(
    scope: str, period: Period, day: date, before: date | None
) -> tuple[str, str, str, str, date, date | None]:
    """Return what decks are kept by: the state of the store, the language, the reading."""
    return page_frame.warehouse().version(), translation.language(), scope, str(period), day, before


def files(scope: str, period: Period, day: date, before: date | None, shown: Deck) -> None:
    """Offer the slides on the projector, and the files that show them."""
    warehouse, record = page_frame.warehouse(), shown.provenance
    with st.container(horizontal=True, vertical_alignment="center"):
        plain.page_link("present.py", text("Present full screen"), icon=":material/slideshow:")
        plain.page_link(
            "present.py",
            text("Six slides full screen"),
            icon=":material/slideshow:",
            query_params={"slides": "short"},
        )
        take(text("PowerPoint"), lambda: deck_pptx(shown), record, lambda: [text("slides")], "pptx")
        take(
            text("PowerPoint, six slides"),
            lambda: deck_pptx(deck(scope, period, day, before, is_short=True)),
            record,
            lambda: [text("slides"), text("short")],
            "pptx",
        )
        take(text("PDF"), lambda: deck_pdf(shown), record, lambda: [text("slides")], "pdf")
        take(
            text("Workbook (Excel)"),
            lambda: workbook_xlsx(warehouse, overview(warehouse, scope, period, day, before)),
            record,
            lambda: [text("workbook")],
            "xlsx",
        )
        take(
            text("The province on a page (PDF)"),
            lambda: profile_pdf(
                profile(warehouse, scope, province_identity(scope, day), period, day, before)
            ),
            record,
            lambda: [text("the province on a page"), scope_name(scope)],
            "pdf",
        )
        take(
            text("Report to the Committee (Word)"),
            lambda: report_docx(warehouse, scope, period, day, before),
            record,
            lambda: [text("report to the committee")],
            "docx",
        )


def slides(scope: str, period: Period, day: date, before: date | None, capture_id: str) -> None:
    """Ask which slides, in which order, under which titles; kept for the next meeting."""
    whole = _deck(*_of(scope, period, day, before), "whole")
    kept = kept_choice(page_frame.warehouse(), scope, capture_id)
    plain.markdown(Markdown("**{}**").format(text("Slides: choose, order, retitle")))
    plain.caption(
        text(
            "A title of your own goes with this reading only; what the numbers say then stands in the notes."
        )
    )
    table = slide_choice_table.table(whole, kept)
    with st.form("slides", border=False):
        st.data_editor(
            table,
            # Once another choice was kept, what was changed in the one before is over.
            key=(editor := f"slides {kept.entered_at if kept.entered_by else ''}"),
            column_order=("is_shown", "place", "message", "title"),
            column_config={
                "is_shown": st.column_config.CheckboxColumn(text("Shown"), width=84),
                "place": st.column_config.NumberColumn(text("Place"), width=84, min_value=1, step=1),
                "title": st.column_config.TextColumn(text("Title of your own"), width=230),
                "message": st.column_config.TextColumn(
                    text("What the numbers say"), width=860, disabled=True
                ),
            },
            hide_index=True,
            height=ROW_HEIGHT * len(table) + HEADER_HEIGHT,
            row_height=ROW_HEIGHT,
        )
        entering.keep_button(
            text("Keep this choice"), partial(_keep, table, kept), editor, icon=":material/save:"
        )


def _keep(table: pd.DataFrame, shown: DeckChoice, changes: dict[str, Any]) -> str:
    """Keep the table's choice as it was changed; the sentence that confirms it."""
    edited = slide_choice_table.edited(table, changes["edited_rows"])
    choice = slide_choice_table.choice(edited, shown.scope, shown.capture_id, access.actor().name)
    keep_choice(page_frame.warehouse(), choice, shown, access.actor())
    return text("The choice of slides was kept.")


@st.cache_resource(max_entries=24, show_spinner=False)
def _deck(
    version: str,
    language: str,
    scope: str,
    period: str,
    day: date,
    before: date | None,
    which: Literal["chosen", "whole", "short"],
) -> Deck:
    """Build a deck once for one state of the store, in one language."""
    whole = DeckChoice(scope, "") if which == "whole" else None
    warehouse, of = page_frame.warehouse(), Period.parse(period)
    return build_deck(warehouse, scope, of, day, before, whole, is_short=which == "short")


def renewal(scope: str, period: Period, day: date, before: date | None, record: Provenance) -> None:
    """Take a PowerPoint file that somebody worked on, and give it back with the numbers of this reading."""
    with st.expander(plain.label(text("Renew the slides you worked on")), icon=":material/sync:"):
        plain.caption(
            text(
                "Your titles, order, colours and slides stay; charts, tables, sources and titles you did not change "
                "get the numbers of this reading."
            )
        )
        given = uploader.files(text("The PowerPoint file of the last meeting"), "worked on")
        if not given:
            return
        try:
            renewed = renewed_pptx(_deck(*_of(scope, period, day, before), "whole"), given[0].getvalue())
        except InputProblem as problem:
            plain.error(str(problem))
            return
        for line in renewed.told():
            plain.info(line)
        take(
            text("PowerPoint, renewed"),
            lambda: renewed.content,
            record,
            lambda: [text("slides"), text("renewed")],
            "pptx",
        )


def take(label: str, make: Callable[[], bytes], record: Provenance, named: Words, kind: str) -> None:
    """Offer a file that is written when asked for."""
    st.download_button(
        label,
        file_when_asked(make),
        file_name=file_name(record, named, kind),
        mime=MIME[kind],
        icon=":material/download:",
        on_click="ignore",
    )
