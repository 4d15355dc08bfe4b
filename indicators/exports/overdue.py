"""Overdue dossiers, rows set aside and an order's progress as CSV, each with the list it comes from."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pandas as pd

from indicators import __version__, formats
from indicators.analysis import overdue
from indicators.analysis.campaign import Progress
from indicators.analysis.overdue import EVERYTHING, Filter, Step
from indicators.exports.csv import document
from indicators.store.overdue_list import reason_name
from indicators.translation import text
from indicators.warehouse.warehouse import Warehouse, records


def dossiers_csv(warehouse: Warehouse, step: Step, chosen: Filter = EVERYTHING) -> bytes:
    """Every dossier of a list that a filter leaves, the longest overdue first."""
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
        text("Cause"),
        text("Cause told by"),
        text("First listed"),
    ]
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
            overdue.kind_name(row.kind),
            overdue.cause_name(row.cause),
            row.cause_by,
            formats.day(row.first_listed_on),
        ]
        for number, row in enumerate(records(overdue.dossiers(warehouse, step, chosen)), start=1)
    )
    return document([*_source_of(step, text("Overdue dossiers")), [], header, *rows])


def set_aside_csv(listed_at: datetime, dossiers: int, rows: pd.DataFrame, *, is_demo: bool) -> bytes:
    """Every row of a list that was set aside (`overdue.set_aside`), with its reason and place."""
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
    source = _source(text("Rows set aside"), listed_at, dossiers, is_demo)
    return document([*source, [], header, *written])


def campaign_csv(progress: Progress) -> bytes:
    """The report table of an order: agency, dossiers, handled, remaining, share, note."""
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
    source = _source_of(progress.step, text("Progress of an order"))
    return document([*source, named, deadline, [], header, *rows, total])


def _source_of(step: Step, title: str) -> list[list[Any]]:
    return _source(title, step.listed_at, step.dossiers, step.is_demo)


def _source(title: str, listed_at: datetime, dossiers: int, is_demo: bool) -> list[list[Any]]:
    lines: list[list[Any]] = [
        [title],
        [text("List of"), formats.moment(pd.Timestamp(listed_at))],
        [text("Dossiers in the list"), dossiers],
        [text("Made by"), f"indicators {__version__}"],
    ]
    if is_demo:
        lines.insert(0, [text("DEMONSTRATION DATA – not real figures")])
    return lines
