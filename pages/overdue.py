"""Overdue dossiers of one list: whose they are, how old, why, what came and went, down to each dossier."""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators import charts
from indicators.analysis import doors, overdue
from indicators.analysis.provenance import of_list, working_days_note
from indicators.exports.overdue import dossiers_csv
from indicators.reference.provinces import scope_name
from indicators.translation import text
from pages.components import access, entering, page_frame, page_record, pickers, pictures, plain, tables
from pages.sections import letters, overdue_counts, overdue_dossiers, overdue_moved
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
    page_frame.mark_demonstration(step.is_demo)
    own = access.actor().agency_id
    overdue_section.say_whose_dossiers(own, step)
    overdue_dossiers.asked_for(scope, step)
    by, chosen, named = overdue_section.filter_pickers(step)
    summary = overdue.backlog_summary(warehouse, step, chosen=chosen)
    with heading:
        overdue_section.overdue_heading(summary, step, chosen, named)
    overdue_moved.asked_for(step, chosen)
    basis = overdue_section.basis(step)
    left, right = st.columns(2, gap="medium")
    with left:
        rows = overdue.backlog(warehouse, step, by, chosen)
        title = overdue_section.title_of(by, rows)
        overdue_section.draw_queue(partial(charts.queue_bars, rows, title, basis), title, by)
    with right:
        overdue_section.causes(summary, named)
        overdue_section.ended(step, chosen)
        flows = overdue.balance(warehouse, scope, agency_id=chosen.agency_id, as_of=step.listed_on)
        title = text("Came in and cleared, by week")
        weekly = page_frame.drawn_once(overdue.weekly, flows)
        weeks = partial(charts.flow_columns, weekly, title, overdue_section.flow_basis(step, chosen))
        why_none = text("It takes two lists to see what came and went.")
        if not chosen.is_of_agencies:
            why_none = text("What came and went is known of whole agencies alone.")
        page_frame.draw_chart(
            weeks if chosen.is_of_agencies else None,
            title,
            why_none,
            pixels=pictures.HALF,
            door=overdue_section.to_part(doors.MOVED),
        )
        overdue_section.orders(scope, step)
    listed = overdue.dossiers(warehouse, step, chosen, overdue_dossiers.MOST_ROWS)
    ticked = overdue_dossiers.dossier_table(listed)
    tables.download_buttons(
        lambda: dossiers_csv(warehouse, step, chosen, named),
        of_list(step),
        lambda: (text("overdue dossiers"), scope_name(scope)),
    )
    letters_to = own or chosen.agency_id
    letters.letter_files(step, [letters_to] if letters_to else [])
    overdue_dossiers.show_history(scope, ticked, listed)
    if access.may_change():
        overdue_dossiers.enter_causes(listed[listed.dossier_code.isin(ticked)])
    overdue_dossiers.costs(step)
    aside = overdue.set_aside(warehouse, step)
    overdue_dossiers.set_aside(of_list(step), aside)
    overdue_counts.counted(scope, step.listed_on)
    page_record.source(of_list(step).with_notes(working_days_note()))
