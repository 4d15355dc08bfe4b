"""What was done to the data, and what people decide of it: unknown units, wrong values, withdrawals."""

from __future__ import annotations

import streamlit as st

from indicators.analysis import deciding
from indicators.wording import text
from views.parts import decisions, frame, paper, pickers

warehouse = frame.warehouse()
with st.container(gap="small"):
    heading, _, language = st.columns([6, 3, 1.3], vertical_alignment="center")
    with heading:
        paper.words(f"## {text('History of the data, and decisions about it')}")
    with language:
        pickers.language(icon=":material/language:", label_visibility="collapsed")
    done = deciding.history(warehouse)
    frame.mark_demonstration(bool(done.is_demo.any()))
    decisions.waiting(deciding.queue(warehouse))
    left, right = st.columns(2, gap="medium")
    with left:
        decisions.withdrawing(done)
        decisions.undoing(done)
    with right:
        decisions.correcting(done)
    decisions.log(done)
    paper.source(decisions.source())
