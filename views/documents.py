"""What is presented and handed out: slides, workbook and documents of one reading, the pages' own numbers."""

from __future__ import annotations

import streamlit as st

from indicators.analysis.choices import captures_of
from indicators.wording import text
from views.parts import frame, handouts, pickers, sending

warehouse = frame.warehouse()
with st.container(gap="small"):
    scope = pickers.scope(warehouse)
    captures = captures_of(warehouse, scope)
    if not captures:
        frame.nothing(text("No capture of {province} yet.", province=pickers.province(scope)))
    heading, period, day = pickers.reading_beside_heading(captures)
    with heading:
        st.markdown(f"## {text('Slides and documents to hand out')}")
    files, since = st.columns([8, 2], vertical_alignment="bottom")
    with since:
        before = pickers.compared_with(captures, period, day)
    deck = handouts.deck(scope, period, day, before)
    with files:
        handouts.files(scope, period, day, before, deck)
    frame.mark_demonstration(deck.is_demo)
    sending.letters(scope, day)
    sending.packs(scope, period, day, before, deck.is_demo)
    if deck.capture:
        handouts.slides(scope, period, day, before, deck.capture.capture_id)
