"""The slides' messages, chosen and in order, and the files to take away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from indicators import wording
from indicators.analysis.overview import overview
from indicators.deck import Deck, build_deck
from indicators.exports.pptx import deck_pptx
from indicators.exports.xlsx import workbook_xlsx
from indicators.periods import Period
from indicators.wording import text
from views.parts import frame
from views.parts.choice import choose_many

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(scope: str, period: Period, day: date) -> None:
    """Choose slides, read their messages and notes, take the files."""
    warehouse = frame.warehouse()
    whole = build_deck(warehouse, scope, period, day)
    frame.mark_demonstration(whole.capture.is_demo)
    names = {slide.key: slide.message for slide in whole.slides}
    chosen = choose_many(
        text("Slides, in the order chosen; none means all"), "slides", names, most=len(names)
    )
    deck = build_deck(warehouse, scope, period, day, chosen)
    with st.container(horizontal=True):
        _take(text("Download slides (PowerPoint)"), lambda: deck_pptx(deck), deck, "pptx", PPTX)
        _take(
            text("Download workbook (Excel)"),
            lambda: workbook_xlsx(warehouse, overview(warehouse, scope, period, day)),
            deck,
            "xlsx",
            XLSX,
        )
    for number, slide in enumerate(deck.slides, start=2):
        st.markdown(f"**{number}. {slide.message}**")
        if slide.notes:
            st.caption("  \n".join(slide.notes[:6]))


def _take(label: str, make: Callable[[], bytes], deck: Deck, kind: str, mime: str) -> None:
    """A file that is written when asked for, in the language the page speaks."""
    capture, spoken = deck.capture, wording.language()

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
