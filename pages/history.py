"""What was done to the data, and what people decide of it: unknown units, wrong values, withdrawals."""

from __future__ import annotations

import streamlit as st

from indicators.analysis import decisions
from indicators.analysis.provenance import of_store
from indicators.markup import Markdown
from indicators.translation import text
from pages.components import access, entering, page_frame, page_record, pickers, url_choice
from pages.sections import history

warehouse = page_frame.warehouse()
with st.container(gap="small"):
    heading, _, language = st.columns([6, 3, 1.3], vertical_alignment="center")
    with heading:
        page_record.words(Markdown("## {}").format(text("History of the data, and decisions about it")))
    with language:
        pickers.language(icon=":material/language:", label_visibility="collapsed")
    decided = entering.carry_out()
    done = page_frame.kept(decisions.history)
    if done.empty:
        page_frame.empty_store()
        raise url_choice.PageEnds
    page_frame.mark_demonstration(bool(done.is_demo.any()))
    history.confirmed(done, decided)
    if access.may_change():
        history.waiting(decisions.unrecognised_units(warehouse))
        left, right = st.columns(2, gap="medium")
        with left:
            history.withdrawing(done)
            history.undoing(done)
        with right:
            history.correcting(done)
    history.log(done)
    page_record.source(of_store(bool(done.is_demo.any())))
