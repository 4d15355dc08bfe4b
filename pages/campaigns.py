"""Orders to clear overdue dossiers: how far each has come, whether the pace will do, its report table."""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators import charts
from indicators.analysis import doors, overdue
from indicators.analysis.campaign import campaigns
from indicators.analysis.provenance import of_list, working_days_note
from indicators.exports.overdue import campaign_csv
from indicators.translation import text
from pages.components import access, entering, page_frame, page_record, pickers, plain, tables
from pages.sections import campaigns as campaigns_section
from pages.sections import overdue as overdue_section

warehouse = page_frame.warehouse()
with st.container(gap="small"):
    scope = pickers.scope(warehouse)
    known = overdue.steps(warehouse, scope)
    if not known:
        overdue_section.without_lists(scope)
    if said := entering.carry_out():
        plain.success(said)
    heading, step = overdue_section.list_beside_heading(known)
    with heading:
        order = campaigns_section.choose_order(campaigns(warehouse, scope))
    if order is None:
        plain.info(text("No order was entered yet."))
    elif come := campaigns_section.followed(order, step):
        page_frame.mark_demonstration(order.is_demo or step.is_demo)
        campaigns_section.heading(come)
        left, right = st.columns([5, 7], gap="medium")
        with left:
            title = text("What is left of the order's dossiers, and the pace it needs")
            draw = partial(charts.burn_down, come, title, overdue_section.basis(step))
            page_frame.draw_chart(draw, door=partial(doors.to_list, scope))
            campaigns_section.pace(come)
        with right:
            campaigns_section.report_table(come)
            number = order.document_number
            tables.download_buttons(
                partial(campaign_csv, come), of_list(step), lambda: (text("progress of order"), number)
            )
            campaigns_section.result(come)
        page_record.source(of_list(step).with_notes(working_days_note()))
    if access.may_change():
        campaigns_section.enter_order(scope)
