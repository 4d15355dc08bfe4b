"""The watch list: whom the office's rules find at a reading, rule by rule, each with the numbers behind it."""

from __future__ import annotations

import streamlit as st

from indicators.analysis.capture_selection import captures_of
from indicators.analysis.provenance import of_capture
from indicators.analysis.watch import watch
from indicators.markup import Markdown
from indicators.translation import text
from pages.components import page_frame, page_record, pickers
from pages.components.statements import linked_sentence

warehouse = page_frame.warehouse()
with st.container(gap="small"):
    scope = pickers.scope(warehouse)
    captures = captures_of(warehouse, scope)
    if not captures:
        pickers.stop_without_captures(scope)
    heading, period, day = pickers.reading_beside_heading(captures)
    found = page_frame.kept(watch, scope, period, day)
    if found.capture is None:
        pickers.stop_without_captures(scope)
    record = of_capture(found.capture)
    with heading:
        page_record.words(Markdown("## {} \n:small[:gray[{}]]").format(str(found.in_short()), record.basis()))
    page_frame.mark_demonstration(found.capture.is_demo)
    if not found.rules:
        page_frame.stop_with_reason(
            text(
                "No rules: nothing is watched. The guide beside the province's files tells how to write them."
            )
        )
    columns = st.columns(2, gap="medium")
    for number, rule in enumerate(found.rules):
        with columns[number % 2], st.container(border=True, gap="xxsmall"):
            page_record.words(Markdown("**{}**").format(rule.name()))
            for hit in found.of(rule):
                linked_sentence(hit.statement.sentence(), hit.statement.link)
            if not found.of(rule):
                page_record.note(found.why_nobody(number))
    page_record.source(record)
