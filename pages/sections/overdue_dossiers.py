"""Overdue dossiers one by one: table, cause as an analyst knows it, rows set aside, cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import get_args

import pandas as pd
import streamlit as st

from indicators import formats
from indicators.analysis import doors, dossier_history, entered_causes, overdue, overdue_cost
from indicators.analysis.entered_causes import causes_shown
from indicators.analysis.overdue import Step
from indicators.analysis.overdue_cost import Cost
from indicators.analysis.provenance import Provenance, of_capture
from indicators.codes import Cause
from indicators.exports.csv import table_csv
from indicators.exports.overdue import set_aside_csv
from indicators.markup import Markdown
from indicators.store.overdue_list import cause_name, kind_name, reason_name
from indicators.translation import plural, text
from indicators.warehouse.warehouse import records
from pages.components import access, entering, page_frame, page_record, plain, url_choice
from pages.components.tables import download_buttons, show

MOST_ROWS, SHOWN_ROWS, LIFE_ROWS = 300, 14, 8


def dossier_table(listed: pd.DataFrame) -> list[str]:
    """Show the longest overdue dossiers of the choice (the file has all).

    Return the codes of those ticked.
    """
    in_all = int(listed.in_all.iloc[0]) if len(listed) else 0
    shown = text(
        "{shown} of {count} dossiers, the longest overdue first",
        shown=formats.count(len(listed)),
        count=formats.count(in_all),
    )
    page_record.words(Markdown("**{}**").format(shown))
    columns = st.column_config.TextColumn
    ticked = show(
        page_frame.drawn_once(_in_words, listed),
        {
            "dossier_code": columns(text("Dossier code"), width=150),
            "agency_name": columns(text("Agency"), width=170),
            "procedure": columns(text("Procedure"), width=190),
            "accepted_on": columns(text("Accepted"), width=82),
            "due_on": columns(text("Due"), width=82),
            "overdue_days": st.column_config.NumberColumn(text("Days overdue"), width=112),
            "overdue_working_days": st.column_config.NumberColumn(text("Working days"), width=102),
            "cause": columns(text("Cause"), width=135),
            "kind": columns(text("Kind"), width=142),
            "first_listed_on": columns(text("First listed"), width=92),
        },
        most=SHOWN_ROWS,
        alt=plural(
            len(listed),
            "Table of {count} overdue dossier",
            "Table of {count} overdue dossiers",
            count=formats.count(len(listed)),
        ),
        ticked="multi-row",
        key="dossiers",
    )
    return [str(listed.dossier_code.iloc[row]) for row in ticked]


def _in_words(listed: pd.DataFrame) -> pd.DataFrame:
    return listed.assign(
        kind=[kind_name(kind) for kind in listed.kind],
        cause=[cause_name(cause) for cause in listed.cause],
        accepted_on=[formats.day(day) for day in listed.accepted_on],
        due_on=[formats.day(day) for day in listed.due_on],
        first_listed_on=[formats.day(day) for day in listed.first_listed_on],
    )


def asked_for(scope: str, step: Step) -> None:
    """Show the dossier whose code the address has, as search leads to it; nothing where it has none."""
    code = url_choice.given("dossier")
    if not code:
        return
    with st.container(border=True, gap="xsmall"), page_frame.part_of_page():
        _history(scope, code, overdue.dossiers(page_frame.warehouse(), step, most=step.dossiers))


def show_history(scope: str, codes: Sequence[str], listed: pd.DataFrame) -> None:
    """Show of the one dossier that is ticked every list and who told its cause.

    Nothing for several or none.
    """
    if len(codes) == 1:
        _history(scope, codes[0], listed)


def _history(scope: str, code: str, listed: pd.DataFrame) -> None:
    """Show a dossier from list to list; whose it is and who told its cause, where it is one of those listed."""
    rows = dossier_history.dossier_history(page_frame.warehouse(), scope, code)
    page_record.words(Markdown("**{}**").format(text("{code} from list to list", code=code)))
    for dossier in records(listed[listed.dossier_code == code]):
        to_agency = doors.to_unit(dossier.agency_id, scope)
        plain.door(to_agency, dossier.agency_name)
        if not pd.isna(dossier.cause_by):
            page_record.note(
                text(
                    "Cause by {who}, {moment}: {cause}. {reason}",
                    who=dossier.cause_by,
                    moment=formats.moment(dossier.cause_at),
                    cause=cause_name(dossier.cause),
                    reason=dossier.cause_reason,
                )
            )
    words, number = st.column_config.TextColumn, st.column_config.NumberColumn
    show(
        rows.assign(
            listed_on=[formats.day(day) for day in rows.listed_on],
            event=rows.event.map(dossier_history.event_name),
            cause=rows.cause.map(cause_name, na_action="ignore"),
        ).iloc[::-1],
        {
            "listed_on": words(text("List of"), width=100),
            "event": words(text("What became of it"), width=220),
            "overdue_days": number(text("Days overdue"), width=110),
            "overdue_working_days": number(text("Working days"), width=110),
            "cause": words(text("Cause"), width=160),
        },
        most=LIFE_ROWS,
        alt=plural(
            len(rows),
            "Table of {count} list and whether the dossier is in it",
            "Table of {count} lists and whether the dossier is in them",
            count=formats.count(len(rows)),
        ),
    )


def enter_causes(ticked: pd.DataFrame) -> None:
    """Ask what an analyst knows of why the ticked dossiers are overdue: kept with who said so and when."""
    if ticked.empty:
        plain.caption(
            text("Tick dossiers at the left of the table to enter their cause; one alone shows its life.")
        )
        return
    count = formats.count(len(ticked))
    with st.form("causes"):
        title = plural(
            len(ticked), "Cause of {count} ticked dossier", "Cause of {count} ticked dossiers", count=count
        )
        plain.markdown(Markdown("**{}**").format(title))
        columns = st.columns([2, 4, 1], vertical_alignment="bottom")
        with columns[0]:
            st.selectbox(text("Cause"), get_args(Cause), format_func=cause_name, key="cause entered")
        with columns[1]:
            st.text_input(text("Reason, without names of persons"), key=entering.field("reason"))
        with columns[2]:
            entering.keep_button(
                text("Keep"),
                partial(_enter, causes_shown(ticked)),
                "cause entered",
                entering.field("reason"),
            )


def _enter(shown: Mapping[str, datetime | None], cause: Cause, reason: str) -> str:
    """Keep the cause; the sentence that confirms it."""
    entered_causes.enter_causes(page_frame.warehouse(), shown, cause, reason, access.actor())
    return plural(
        len(shown),
        "The cause of {count} dossier was kept: {cause}.",
        "The cause of {count} dossiers was kept: {cause}.",
        count=formats.count(len(shown)),
        cause=cause_name(cause),
    )


def set_aside(record: Provenance, rows: pd.DataFrame) -> None:
    """Show rows of a list that were not taken, each with why and where; nothing where all were."""
    if rows.empty:
        return
    count = formats.count(len(rows))
    aside = plural(len(rows), "{count} row set aside", "{count} rows set aside", count=count)
    page_record.words(Markdown("**{}**").format(aside))
    reasons = rows.reason.value_counts().items()
    page_record.note(
        "; ".join(f"{reason_name(str(reason))}: {formats.count(number)}" for reason, number in reasons)
    )
    words = st.column_config.TextColumn
    show(
        rows.assign(reason=[reason_name(reason) for reason in rows.reason]).head(MOST_ROWS),
        {
            "file": words(text("File"), width=200),
            "sheet": words(text("Sheet"), width=120),
            "row": st.column_config.NumberColumn(text("Row"), width=60),
            "dossier_code": words(text("Dossier code"), width=160),
            "reason": words(text("Reason"), width=220),
            "written": words(text("Date as written"), width=200),
        },
        most=SHOWN_ROWS,
        alt=plural(
            len(rows),
            "List of {moment}: table of {count} row set aside",
            "List of {moment}: table of {count} rows set aside",
            moment=formats.moment(record.read_at[0]),
            count=formats.count(len(rows)),
        ),
    )
    download_buttons(
        partial(set_aside_csv, record, rows),
        record,
        lambda: [text("rows set aside")],
    )


def _cost_name(level: str) -> tuple[str, ...]:
    return text("points lost through overdue dossiers"), formats.level(level)


def costs(step: Step) -> None:
    """Show what overdue dossiers cost in points, where a capture tells the counts; always an estimate."""
    for level in ("department", "commune"):
        cost = overdue_cost.cost(page_frame.warehouse(), step, level)
        if cost is None or cost.rows.lost.isna().all():
            continue
        peers = formats.level(level).lower()
        title = text("Estimate: points lost through overdue dossiers, {level}", level=peers)
        with st.expander(title):
            page_record.print_words(Markdown("**{}**").format(title))
            page_record.note(
                text(
                    "By the catalogue's rules and the counts of {basis}: what the dossiers of this list "
                    "would add to progress and to dossier satisfaction if they counted as in time. "
                    "A dossier that was really late stays late in its period.",
                    basis=of_capture(cost.capture).basis(),
                )
            )
            cost_table(cost, peers)
            about = [text("estimate by the catalogue's rules")]
            download_buttons(
                partial(table_csv, of_capture(cost.capture), title, cost.columns(), cost.rows, about),
                of_capture(cost.capture),
                partial(_cost_name, level),
            )


def cost_table(cost: Cost, peers: str) -> None:
    """Show agencies of a level, named in `peers`, by the points their overdue dossiers cost."""
    number, words = st.column_config.NumberColumn, st.column_config.TextColumn
    rows, named = cost.rows, cost.columns()
    points = [name for name in named if name.startswith("lost")] + ["regained"]
    first = words(named.pop("agency_name"), width=250)
    show(
        rows,
        {"agency_name": first, **{name: number(label) for name, label in named.items()}},
        writers=dict.fromkeys(points, formats.number),
        most=SHOWN_ROWS,
        links=doors.to_units(rows.agency_id, cost.capture.scope),
        alt=plural(
            len(rows),
            "Table of {count} agency ({level}) with the points lost",
            "Table of {count} agencies ({level}) with the points lost",
            count=formats.count(len(rows)),
            level=peers,
        ),
    )
