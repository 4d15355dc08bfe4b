"""The meeting's slides full screen, drawn from the store, with a way to the page behind each and back."""

from __future__ import annotations

import streamlit as st

from indicators.analysis.choices import captures_of
from indicators.exports.stage import deck_stage
from indicators.wording import text
from views.parts import frame, handouts, pickers

scope = pickers.scope(frame.warehouse())
captures = captures_of(frame.warehouse(), scope)
if not captures:
    frame.nothing(text("No capture of {province} yet.", province=pickers.province(scope)))
heading, period, day = pickers.reading_beside_heading(captures)
deck = handouts.deck(scope, period, day, pickers.compared_with(captures, period, day))
frame.mark_demonstration(deck.is_demo)
with heading:
    st.markdown(f"## {deck.title}")
st.caption(text("Keys: arrows, space, page keys; O all slides, L live page, F full screen, Escape leaves."))
st.html(deck_stage(deck, frame.theme(), "./documents"), unsafe_allow_javascript=True)
