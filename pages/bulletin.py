"""The weekly bulletin: every sentence leads to its numbers, and all of it can be taken away to be sent or shown."""

from __future__ import annotations

import streamlit as st

from indicators.analysis.bulletin import bulletin
from indicators.analysis.capture_selection import captures_of
from pages.components import page_frame, page_record, pickers
from pages.sections import bulletin as bulletin_section

warehouse = page_frame.warehouse()
with st.container(gap="small"):
    scope = pickers.scope(warehouse)
    captures = captures_of(warehouse, scope)
    if not captures:
        pickers.stop_without_captures(scope)
    heading, period, day = pickers.reading_beside_heading(captures)
    files, since = st.columns([8, 2], vertical_alignment="bottom")
    with since:
        before = pickers.compared_with(captures, period, day)
    asked = scope, period, day, before
    told = page_frame.kept(bulletin, *asked)
    sentences, message = page_frame.kept(bulletin_section.in_words, *asked)
    with heading:
        bulletin_section.heading(told)
    with files:
        bulletin_section.files(told)
    page_frame.mark_demonstration(told.capture.is_demo)
    left, right = st.columns(2, gap="medium")
    with left, st.container(gap="small"):
        bulletin_section.chapters(told, ("province", "components", "excused"), sentences)
    with right, st.container(gap="small"):
        bulletin_section.chapters(told, ("departments", "communes", "tasks"), sentences)
    bulletin_section.message(message)
    page_record.source(told.provenance)
