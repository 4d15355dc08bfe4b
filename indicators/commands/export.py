"""`export …`: files to hand out."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from indicators.analysis import choices, overdue
from indicators.analysis.campaign import find_campaign
from indicators.analysis.overview import overview
from indicators.archiving import export_data
from indicators.commands.options import converted, day, period_option, progress, store_option
from indicators.deck import build_deck
from indicators.exports.letters import letters_zip
from indicators.exports.packs import packs_zip
from indicators.exports.pdf import deck_pdf
from indicators.exports.pptx import deck_pptx
from indicators.exports.report import report_docx
from indicators.exports.xlsx import workbook_xlsx
from indicators.letters import written_reminders
from indicators.periods import Period
from indicators.problems import InputProblem
from indicators.store import Store
from indicators.warehouse import Warehouse

out_option = click.option(
    "--out", metavar="FILE", required=True, type=click.Path(path_type=Path, dir_okay=False)
)
scope_option = click.option("--scope", metavar="PROVINCE", help="A province's portal code, for instance H44.")


@click.group()
def export() -> None:
    """Write a file to hand out, from the same numbers as the pages."""


def _reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What every file of one reading is asked with."""
    on = click.option("--captured-on", metavar="DATE", callback=converted(day))
    return out_option(scope_option(period_option(on(store_option(command)))))


def _compared_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Beside these, since which reading changes are counted."""
    since = click.option(
        "--compare-with", metavar="DATE", callback=converted(day), help="The day of an earlier reading."
    )
    return _reading_options(since(command))


@export.command()
@_compared_options
def deck(
    out: Path,
    scope: str | None,
    period: Period | None,
    captured_on: date | None,
    compare_with: date | None,
    store_url: str,
) -> None:
    """The meeting's slides, as a PowerPoint file."""
    warehouse = Warehouse.open(store_url)
    scope = scope or choices.default_scope(warehouse)
    out.write_bytes(deck_pptx(build_deck(warehouse, scope, period, captured_on, compare_with)))


@export.command()
@_compared_options
def pdf(
    out: Path,
    scope: str | None,
    period: Period | None,
    captured_on: date | None,
    compare_with: date | None,
    store_url: str,
) -> None:
    """The meeting's slides, as a PDF."""
    warehouse = Warehouse.open(store_url)
    scope = scope or choices.default_scope(warehouse)
    out.write_bytes(deck_pdf(build_deck(warehouse, scope, period, captured_on, compare_with)))


@export.command()
@_compared_options
def report(
    out: Path,
    scope: str | None,
    period: Period | None,
    captured_on: date | None,
    compare_with: date | None,
    store_url: str,
) -> None:
    """The report to the Committee, as a Word file with the full tables."""
    warehouse = Warehouse.open(store_url)
    scope = scope or choices.default_scope(warehouse)
    out.write_bytes(report_docx(warehouse, scope, period, captured_on, compare_with))


@export.command()
@_compared_options
def workbook(
    out: Path,
    scope: str | None,
    period: Period | None,
    captured_on: date | None,
    compare_with: date | None,
    store_url: str,
) -> None:
    """Rankings, every indicator and sources, as an Excel file."""
    warehouse = Warehouse.open(store_url)
    scope = scope or choices.default_scope(warehouse)
    view = overview(warehouse, scope, period, captured_on, compare_with)
    out.write_bytes(workbook_xlsx(warehouse, view))


@export.command()
@_reading_options
def packs(
    out: Path, scope: str | None, period: Period | None, captured_on: date | None, store_url: str
) -> None:
    """A page (PDF) and a table (CSV) for every agency, in one zip."""
    warehouse = Warehouse.open(store_url)
    scope = scope or choices.default_scope(warehouse)
    with progress() as told:
        out.write_bytes(packs_zip(warehouse, scope, period, captured_on, told))


@export.command()
@click.option("--out", metavar="DIR", required=True, type=click.Path(path_type=Path, file_okay=False))
@store_option
def data(out: Path, store_url: str) -> None:
    """The whole store, to be read without this software: Parquet, CSV, raw files, catalogue."""
    click.echo(json.dumps(export_data(Store(store_url), out).rows))


@export.command()
@click.option("--agency", "agencies", metavar="ID", multiple=True, help="Only these; by default all.")
@click.option("--campaign", metavar="ID", help="The order that is reminded of.")
@click.option("--deadline", metavar="DATE", callback=converted(day), help="By default the order's.")
@click.option("--as-of", metavar="DATE", callback=converted(day), help="The last list up to this day.")
@out_option
@scope_option
@store_option
def reminders(
    out: Path,
    scope: str | None,
    agencies: tuple[str, ...],
    campaign: str | None,
    deadline: date | None,
    as_of: date | None,
    store_url: str,
) -> None:
    """A reminder (Word) to every agency with overdue dossiers, in one zip."""
    warehouse = Warehouse.open(store_url)
    scope = scope or choices.default_scope(warehouse)
    order = find_campaign(warehouse, scope, campaign) if campaign else None
    step = overdue.last_step(warehouse, scope, as_of)
    written = written_reminders(warehouse, step, agencies, order, deadline)
    if not written:
        raise InputProblem("None of these agencies has an overdue dossier.", do="Choose other ones.")
    out.write_bytes(letters_zip(written))
