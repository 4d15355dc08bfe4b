"""Overdue dossiers, rows set aside and an order's progress as CSV, each with the list it comes from."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from indicators import formats
from indicators.analysis import document_code, overdue
from indicators.analysis.campaign import Progress
from indicators.analysis.document_code import of_record
from indicators.analysis.overdue import EVERYTHING, Filter, Step
from indicators.analysis.provenance import Provenance, of_list, working_days_note
from indicators.exports.csv import coded, heading_rows
from indicators.store.overdue_list import cause_name, kind_name, reason_name, status_name
from indicators.translation import text
from indicators.warehouse.warehouse import Warehouse, records


def dossiers_csv(
    warehouse: Warehouse, step: Step, chosen: Filter = EVERYTHING, named: Sequence[str] = ()
) -> bytes:
    """Write every dossier of a list that a filter leaves, the longest overdue first; `named` is what it asks for."""
    header = [
        text("Number"),
        text("Dossier code"),
        text("Agency"),
        text("Procedure"),
        text("Field"),
        text("Accepted"),
        text("Due"),
        text("Days overdue"),
        text("Working days overdue"),
        text("Kind"),
        text("Status"),
        text("Cause"),
        text("Cause told by"),
        text("First listed"),
    ]
    found = overdue.dossiers(warehouse, step, chosen)
    rows = (
        [
            number,
            row.dossier_code,
            row.agency_name,
            row.procedure,
            row.field,
            formats.day(row.accepted_on),
            formats.day(row.due_on),
            row.overdue_days,
            row.overdue_working_days,
            kind_name(row.kind),
            None if pd.isna(row.status) else status_name(row.status),
            cause_name(row.cause),
            row.cause_by,
            formats.day(row.first_listed_on),
        ]
        for number, row in enumerate(records(found), start=1)
    )
    record = of_list(step).with_notes(working_days_note())
    # The source line counts the whole list.
    about = [] if chosen == EVERYTHING else [_part(len(found), step, named)]
    above = heading_rows(record, text("Overdue dossiers"), about=about)
    return coded(document_code.of_dossiers(step, chosen, named), above, [header, *rows])


def _part(count: int, step: Step, named: Sequence[str]) -> str:
    told = {"count": formats.count(count), "all": formats.count(step.dossiers), "part": " · ".join(named)}
    return text("In this file: {count} of {all} dossiers of the list ({part})", **told)


def set_aside_csv(record: Provenance, rows: pd.DataFrame) -> bytes:
    """Write every row of a list that was set aside (`overdue.set_aside`), with its reason and place."""
    header = [
        text("File"),
        text("Sheet"),
        text("Row"),
        text("Dossier code"),
        text("Reason"),
        text("Date as written"),
    ]
    written = (
        [row.file, row.sheet, row.row, row.dossier_code, reason_name(row.reason), row.written]
        for row in records(rows)
    )
    title = text("Rows set aside")
    return coded(of_record(record, title), heading_rows(record, title), [header, *written])


def campaign_csv(progress: Progress) -> bytes:
    """Write the report table of an order: agency, dossiers, handled, remaining, share, note."""
    header = [
        text("Number"),
        text("Agency"),
        text("Dossiers"),
        text("Handled"),
        text("Remaining"),
        text("Share (%)"),
        text("Note"),
    ]
    rows = [
        [number, row.agency_name, row.baseline, row.handled, row.remaining, row.share * 100, row.note]
        for number, row in enumerate(records(progress.table), start=1)
    ]
    order = progress.campaign
    named = [text("Order"), order.document_number, formats.day(order.document_date), order.title]
    deadline = [text("Deadline"), formats.day(order.deadline)]
    share = progress.handled / progress.baseline * 100 if progress.baseline else None
    total = ["", text("Total"), progress.baseline, progress.handled, progress.remaining, share, ""]
    above = heading_rows(of_list(progress.step), text("Progress of an order"))
    of = document_code.of_list("order", progress.step, {"order": order.campaign_id})
    return coded(of, [*above, named, deadline], [header, *rows, total])
