"""The dossiers a week's flow counts, one by one, where a column of the chart was opened."""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators import formats
from indicators.analysis import doors
from indicators.analysis.overdue import Filter, Step
from indicators.analysis.overdue_moved import Event, WeekEvent, moved
from indicators.analysis.provenance import of_list
from indicators.analysis.statements.model import Link
from indicators.exports.csv import table_csv
from indicators.markup import Markdown
from indicators.reference.provinces import scope_name
from indicators.store.overdue_list import cause_name
from indicators.translation import plural, text
from pages.components import page_frame, page_record, plain, tables, url_choice

SHOWN_ROWS = 8


def asked_for(step: Step, chosen: Filter) -> None:
    """Show the dossiers of the week the address asks for, of the agency chosen or of all; nothing without one."""
    of = WeekEvent.parse(url_choice.given(doors.MOVED))
    if of is None or not chosen.is_of_agencies:
        return
    found = moved(page_frame.warehouse(), step, of, chosen.agency_id)
    rows = found.assign(
        due_on=[formats.day(day) for day in found.due_on],
        shown_on=[formats.day(day) for day in found.shown_on],
        cause=[cause_name(cause) for cause in found.cause],
    )
    title = _title(of, len(rows))
    columns = {
        "dossier_code": text("Dossier code"),
        "agency_name": text("Agency"),
        "procedure": text("Procedure"),
        "due_on": text("Due"),
        "cause": text("Cause"),
        "shown_on": text("List of"),
    }
    widths = dict(zip(columns, (160, 210, 380, 90, 150, 100), strict=True))
    with st.container(border=True, gap="xsmall"):
        page_record.words(Markdown("**{}**").format(title))
        tables.show(
            rows,
            {name: st.column_config.TextColumn(words, width=widths[name]) for name, words in columns.items()},
            alt=title,
            links=[doors.to_dossier(code, step.scope) for code in rows.dossier_code],
            most=SHOWN_ROWS,
            key="moved",
        )
        tables.download_buttons(
            partial(table_csv, of_list(step), title, columns, rows),
            of_list(step),
            lambda: (_event_name(of.event), formats.week(of.monday), scope_name(step.scope)),
        )
        rest = {name: value for name, value in url_choice.visit().address.items() if name != doors.MOVED}
        plain.door(Link("overdue", {**rest, "list": step.code}), text("All dossiers of the list"))


def _title(of: WeekEvent, count: int) -> str:
    said = {"week": formats.week(of.monday), "count": formats.count(count)}
    if of.event == "came":
        return plural(count, "{week}: {count} dossier came in", "{week}: {count} dossiers came in", **said)
    return plural(count, "{week}: {count} dossier cleared", "{week}: {count} dossiers cleared", **said)


def _event_name(event: Event) -> str:
    return {"came": text("came in"), "cleared": text("cleared")}[event]
