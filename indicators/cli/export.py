"""`export …`: files to hand out."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from indicators.analysis import capture_selection, overdue
from indicators.analysis.campaign import find_campaign
from indicators.analysis.campaign import progress as progress_of
from indicators.analysis.overdue import Step
from indicators.analysis.overview import overview
from indicators.analysis.reminders import result_report
from indicators.cli.options import (
    Command,
    converted,
    day,
    opened,
    out_option,
    period_option,
    progress,
    store_option,
    write_out,
)
from indicators.deck import Deck, build_deck
from indicators.errors import InputProblem
from indicators.exports.agency_packs import packs_zip
from indicators.exports.csv import SEPARATORS, separated_by
from indicators.exports.letters import letter_docx, letters_zip
from indicators.exports.pdf import deck_pdf
from indicators.exports.pptx import deck_pptx, renewed_pptx
from indicators.exports.report import report_docx
from indicators.exports.xlsx import empty_workbook_xlsx, workbook_xlsx
from indicators.letters.recipients import reminder_letters, request_letters
from indicators.letters.wording import Letter, result_letter
from indicators.periods import Period, parse_reading
from indicators.store.archive import export_data
from indicators.store.entries import DeckChoice
from indicators.store.store import Store
from indicators.warehouse.warehouse import Warehouse

captured_option = click.option("--captured-on", metavar="DATE[TTIME]", callback=converted(parse_reading))
scope_option = click.option("--scope", metavar="PROVINCE", help="A province's portal code, for instance H44.")


def _separated(context: click.Context, _parameter: click.Parameter, asked: str | None) -> None:
    if asked:
        context.with_resource(separated_by(SEPARATORS[asked]))


separator_option = click.option(
    "--separator",
    type=click.Choice(list(SEPARATORS)),
    callback=_separated,
    expose_value=False,
    help="Between the cells of CSV; by default as data/reference/organisation.toml says.",
)


@click.group()
def export() -> None:
    """Write a file to hand out, from the same numbers as the pages."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a file is asked of: a capture, and since which earlier one changes are counted."""

    scope: str
    period: Period | None
    captured_on: date | None
    compare_with: date | None


def _presented(warehouse: Warehouse, of: _Reading, is_short: bool = False) -> Deck:
    return build_deck(warehouse, of.scope, of.period, of.captured_on, of.compare_with, is_short=is_short)


def _slides(warehouse: Warehouse, of: _Reading, is_short: bool, onto: Path | None) -> bytes:
    """Write the slides anew, or the new numbers into the file that somebody worked on."""
    if onto is None:
        return deck_pptx(_presented(warehouse, of, is_short))
    if is_short:
        raise InputProblem(
            "a file that is renewed has the slides it has.", do="Leave out --short, or leave out --onto."
        )
    whole = DeckChoice(of.scope, "")
    deck = build_deck(warehouse, of.scope, of.period, of.captured_on, of.compare_with, whole)
    renewed = renewed_pptx(deck, onto.read_bytes())
    for line in renewed.told():
        click.echo(line, err=True)
    return renewed.content


def _packed(warehouse: Warehouse, of: _Reading) -> bytes:
    with progress() as told:
        return packs_zip(warehouse, of.scope, of.period, of.captured_on, of.compare_with, told)


def _tabulated(warehouse: Warehouse, of: _Reading) -> bytes:
    if (
        of.period is None
        and of.captured_on is None
        and not capture_selection.captures_of(warehouse, of.scope)
    ):
        return empty_workbook_xlsx(_presented(warehouse, of))
    view = overview(warehouse, of.scope, of.period, of.captured_on, of.compare_with)
    return workbook_xlsx(warehouse, view)


def _reported(warehouse: Warehouse, of: _Reading) -> bytes:
    return report_docx(warehouse, of.scope, of.period, of.captured_on, of.compare_with)


def _add(
    name: str,
    ending: str,
    about: str,
    write: Callable[..., bytes],
    extra: Callable[[Callable[..., None]], Callable[..., None]] = lambda command: command,
) -> None:
    """Add a command that writes one file of one reading; `extra` are options of its own, which `write` takes."""

    @export.command(name, help=about)
    @extra
    @out_option(ending)
    @scope_option
    @period_option
    @captured_option
    @click.option("--compare-with", metavar="DATE[TTIME]", callback=converted(parse_reading))
    @store_option
    def command(
        out: Path,
        scope: str | None,
        period: Period | None,
        captured_on: date | None,
        compare_with: date | None,
        store_url: str,
        **own: Any,
    ) -> None:
        warehouse, scope = opened(store_url, scope)
        of = _Reading(scope, period, captured_on, compare_with)
        write_out(out, write(warehouse, of, **own))


short_option = click.option(
    "--short", "is_short", is_flag=True, help="The six slides for ten minutes, the conclusions first."
)
onto_option = click.option(
    "--onto",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A PowerPoint file exported before and worked on: it gets the new numbers, and keeps what was changed.",
)


_add(
    "deck",
    ".pptx",
    "The meeting's slides, as a PowerPoint file.",
    _slides,
    lambda command: short_option(onto_option(command)),
)
_add(
    "pdf",
    ".pdf",
    "The meeting's slides, as a PDF.",
    lambda w, of, is_short: deck_pdf(_presented(w, of, is_short)),
    short_option,
)
_add("report", ".docx", "The report to the Committee, as a Word file with the full tables.", _reported)
_add("workbook", ".xlsx", "Rankings, every indicator and sources, as an Excel file.", _tabulated)
_add(
    "packs",
    ".zip",
    "A page (PDF), a table and the overdue dossiers (CSV) for every agency, in one zip.",
    _packed,
    separator_option,
)


@export.command()
@click.option("--out", metavar="DIR", required=True, type=click.Path(path_type=Path, file_okay=False))
@store_option
def data(out: Path, store_url: str) -> None:
    """Write the whole store, to be read without this software: Parquet, CSV, raw files, catalogue."""
    click.echo(json.dumps(export_data(Store(store_url), out).rows))


as_of_option = click.option(
    "--as-of", metavar="DATE", callback=converted(day), help="The last list up to this day."
)


def list_options(command: Command) -> Command:
    """Add which list letters go by: that of a reading's week, or the last up to a day."""
    return period_option(captured_option(as_of_option(command)))


def _step(
    warehouse: Warehouse, scope: str, period: Period | None, captured_on: date | None, as_of: date | None
) -> Step:
    if period is None and captured_on is None:
        return overdue.last_step(warehouse, scope, as_of)
    captures = capture_selection.captures_of(warehouse, scope)
    reading = capture_selection.select_capture(captures, period, captured_on)
    if reading is None:
        raise capture_selection.no_capture_problem(captures, scope)
    return overdue.last_step(warehouse, scope, reading.captured_on)


def _write_letters(out: Path, letters: Sequence[Letter], none: InputProblem) -> None:
    """Write all of them in one zip; raise the problem `none` where there are none."""
    if not letters:
        raise none
    write_out(out, letters_zip(letters))


@export.command()
@click.option("--agency", "agencies", metavar="ID", multiple=True, help="Only these; by default all.")
@click.option("--campaign", metavar="ID", help="The order that is reminded of.")
@click.option("--without-order", is_flag=True, help="Remind of no order.")
@click.option("--deadline", metavar="DATE", callback=converted(day), help="By default the order's.")
@list_options
@out_option(".zip")
@scope_option
@store_option
def reminders(
    out: Path,
    scope: str | None,
    agencies: tuple[str, ...],
    campaign: str | None,
    without_order: bool,
    deadline: date | None,
    period: Period | None,
    captured_on: date | None,
    as_of: date | None,
    store_url: str,
) -> None:
    """Write a reminder (Word) to every agency with overdue dossiers, in one zip."""
    warehouse, scope = opened(store_url, scope)
    order = find_campaign(warehouse, scope, campaign) if campaign else None
    step = _step(warehouse, scope, period, captured_on, as_of)
    written = reminder_letters(warehouse, step, agencies, order, deadline, is_of_order=not without_order)
    none = InputProblem("None of these agencies has an overdue dossier.", do="Choose other ones.")
    _write_letters(out, written, none)


@export.command()
@click.option("--agency", "agencies", metavar="ID", multiple=True, help="Only these; by default all.")
@list_options
@out_option(".zip")
@scope_option
@store_option
def requests(
    out: Path,
    scope: str | None,
    agencies: tuple[str, ...],
    period: Period | None,
    captured_on: date | None,
    as_of: date | None,
    store_url: str,
) -> None:
    """Write each agency's own request (Word) to check dossiers with a synchronisation fault, in one zip."""
    warehouse, scope = opened(store_url, scope)
    step = _step(warehouse, scope, period, captured_on, as_of)
    written = request_letters(warehouse, step, agencies)
    none = InputProblem(
        "None of these agencies has a dossier with a synchronisation fault.", do="Choose other ones."
    )
    _write_letters(out, written, none)


@export.command()
@click.option("--campaign", metavar="ID", required=True, help="The order that is reported on.")
@as_of_option
@out_option(".docx")
@scope_option
@store_option
def result(out: Path, scope: str | None, campaign: str, as_of: date | None, store_url: str) -> None:
    """Write the report (Word) on how far an order has come, with its table by agency."""
    warehouse, scope = opened(store_url, scope)
    order = find_campaign(warehouse, scope, campaign)
    report = result_report(warehouse, progress_of(warehouse, order, as_of))
    write_out(out, letter_docx(result_letter(report)))
