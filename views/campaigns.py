"""Orders to clear overdue dossiers: how far each has come, whether the pace will do, its report table."""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators import charts
from indicators.analysis import overdue
from indicators.analysis.campaign import campaigns
from indicators.exports.overdue import campaign_csv
from indicators.wording import text
from views.parts import frame, orders, pickers, queue, table

warehouse = frame.warehouse()
with st.container(gap="small"):
    scope = pickers.scope(warehouse)
    known = overdue.steps(warehouse, scope)
    if not known:
        queue.without_lists(scope)
    heading, step = queue.list_beside_heading(known)
    with heading:
        order = orders.choose_order(campaigns(warehouse, scope))
    if order is None:
        st.info(text("No order was entered yet. Enter the first below."), icon=":material/info:")
    elif come := orders.followed(order, step):
        frame.mark_demonstration(order.is_demo or step.is_demo)
        orders.heading(come)
        left, right = st.columns([5, 7], gap="medium")
        with left:
            title = text("What is left of the order's dossiers, and the pace it needs")
            frame.draw(partial(charts.burn_down, come, title, queue.basis(step)))
            orders.pace(come)
        with right:
            orders.report_table(come)
            named = ["order", order.campaign_id, f"{step.listed_on:%Y%m%d}"]
            table.take_away(lambda: campaign_csv(come), named, step.is_demo)
            orders.result(come)
        queue.source_line(step)
    orders.enter_order(scope)
