"""What is presented and handed out: slides, workbook and documents of one reading, the pages' own numbers."""

from __future__ import annotations

import streamlit as st

from indicators.analysis.capture_selection import captures_of
from indicators.markup import Markdown
from indicators.translation import text
from pages.components import access, entering, page_frame, pickers, plain
from pages.sections import documents, letters, verification

warehouse = page_frame.warehouse()
with st.container(gap="small"):
    scope = pickers.scope(warehouse)
    captures = captures_of(warehouse, scope)
    if not captures:
        pickers.stop_without_captures(scope)
    heading, period, day = pickers.reading_beside_heading(captures)
    with heading:
        plain.markdown(Markdown("## {}").format(text("Slides and documents to hand out")))
    if said := entering.carry_out():
        plain.success(said)
    files, since = st.columns([8, 2], vertical_alignment="bottom")
    with since:
        before = pickers.compared_with(captures, period, day)
    deck = documents.deck(scope, period, day, before)
    with files:
        documents.files(scope, period, day, before, deck)
    page_frame.mark_demonstration(deck.is_demo)
    documents.renewal(scope, period, day, before, deck.provenance)
    with page_frame.part_of_page():
        letters.letters(scope, day)
    letters.packs(scope, period, day, before, deck.provenance)
    verification.verify_documents()
    if deck.capture and access.may_change():
        documents.slides(scope, period, day, before, deck.capture.capture_id)
