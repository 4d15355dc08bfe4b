"""Overdue dossiers of one list: whose they are, how old, why, what came and went, down to each dossier."""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators import charts
from indicators.analysis import overdue
from indicators.exports.overdue import dossiers_csv
from indicators.wording import text
from views.parts import counted, dossiers, frame, pickers, queue, sending, table

warehouse = frame.warehouse()
with st.container(gap="small"):
    scope = pickers.scope(warehouse)
    known = overdue.steps(warehouse, scope)
    if not known:
        queue.without_lists(scope)
    heading, step = queue.list_beside_heading(known)
    standing = overdue.standing(warehouse, step)
    with heading:
        queue.heading(standing)
    frame.mark_demonstration(step.is_demo)
    by, chosen = queue.choices(step)
    basis = queue.basis(step)
    left, right = st.columns(2, gap="medium")
    with left:
        rows = overdue.backlog(warehouse, step, by, chosen)
        title = queue.title_of(by, rows)
        queue.draw_drilling(partial(charts.queue_bars, rows, title, basis), title, by)
    with right:
        queue.causes(standing)
        flows = overdue.balance(warehouse, scope, agency_id=chosen.agency_id, as_of=step.listed_on)
        title = text("Came in and cleared, by week")
        weeks = partial(charts.flow_columns, overdue.weekly(flows), title, queue.flow_basis(step, chosen))
        frame.draw(weeks, title, text("It takes two lists to see what came and went."))
        queue.orders(scope, step)
    listed = overdue.dossiers(warehouse, step, chosen, dossiers.MOST_ROWS)
    ticked = dossiers.dossier_table(listed)
    named = ["overdue", scope, f"{step.listed_on:%Y%m%d}"]
    table.take_away(lambda: dossiers_csv(warehouse, step, chosen), named, step.is_demo)
    sending.letter_files(step, [chosen.agency_id] if chosen.agency_id else [])
    dossiers.life(scope, ticked, listed)
    dossiers.enter_causes(ticked)
    dossiers.costs(step)
    aside = overdue.set_aside(warehouse, step)
    dossiers.set_aside(step.listed_at, step.dossiers, aside, is_demo=step.is_demo)
    counted.counted(scope, step.listed_on)
    queue.source_line(step)
