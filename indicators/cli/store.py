"""What fills a store, shows what is in it and checks it: demo, import, collect, captures, verify."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import get_args

import click

from indicators import demo as demonstration
from indicators import formats
from indicators.analysis.completeness import NAMED_AT_IMPORT, each_would_lack, partial
from indicators.analysis.import_preview import silent_agencies
from indicators.cli import output
from indicators.cli.options import (
    converted,
    format_option,
    period_option,
    progress,
    sheet_periods_given,
    store_option,
)
from indicators.cli.watch import tell_after_import
from indicators.codes import AgencyFrom, PortalSystem, Status
from indicators.errors import InputProblem
from indicators.intake import collector, pipeline
from indicators.intake.statuses import answered, named, unknown_statuses
from indicators.periods import Period, parse_instant
from indicators.store import verify as store_verify
from indicators.store.actor import account
from indicators.store.archive import import_data, is_archive
from indicators.store.store import Store
from indicators.translation import plural, text
from indicators.warehouse.warehouse import Warehouse


@click.command()
@store_option
def demo(store_url: str) -> None:
    """Fill an empty store with two years of made-up captures, marked as such."""
    kept = demonstration.fill(Store(store_url))
    if kept:
        click.echo(
            plural(
                kept,
                "{count} demonstration capture was made in {store}.",
                "{count} demonstration captures were made in {store}.",
                count=kept,
                store=store_url,
            )
        )
    else:
        click.echo(text("The store {store} already holds data; it was left as it is.", store=store_url))


@click.command(name="import")
@click.argument("files", metavar="PATH…", nargs=-1, required=True, type=click.Path(path_type=Path))
@store_option
@period_option
@click.option(
    "--sheet-period", "sheet_periods", metavar="SHEET=PERIOD", multiple=True, callback=sheet_periods_given
)
@click.option("--captured-at", metavar="ISO", callback=converted(parse_instant))
@click.option(
    "--system",
    type=click.Choice(get_args(PortalSystem)),
    help="What computed the points of a table: the portal's old system (until February 2026), or the new one.",
)
@click.option(
    "--some-agencies",
    is_flag=True,
    help="The list of overdue dossiers is of the agencies it names alone: nothing of others is cleared.",
)
@click.option(
    "--agency-from",
    type=click.Choice(get_args(AgencyFrom)),
    default="code",
    show_default=True,
    help="Whose a dossier is where its code and the column of units name two agencies.",
)
@click.option(
    "--status",
    "statuses",
    metavar="WORDS=STATUS",
    multiple=True,
    callback=lambda _context, _option, given: answered(given),
    help="What words in the column of statuses mean that are not known.",
)
@click.option("--dry-run", is_flag=True, help="Read and check everything, keep nothing.")
@click.option(
    "--accept-differing-total", is_flag=True, help="Keep rows although the table's own total is another."
)
@format_option("table", "json")
def import_(
    files: tuple[Path, ...],
    store_url: str,
    period: Period | None,
    sheet_periods: dict[str, Period],
    captured_at: datetime | None,
    system: PortalSystem | None,
    some_agencies: bool,
    agency_from: AgencyFrom,
    statuses: dict[str, Status],
    dry_run: bool,
    accept_differing_total: bool,
    style: str,
) -> None:
    """Read files, folders or zips and keep the captures and lists they make; nothing if any is wrong."""
    if len(files) == 1 and is_archive(files[0]):
        click.echo(json.dumps(import_data(Store(store_url), files[0]).rows))
        tell_after_import(store_url)
        return
    lacking: dict[str, str] = {}
    with progress() as told:
        outcomes = pipeline.import_files(
            files,
            Store(store_url),
            actor=account(),
            period=period,
            sheet_periods=sheet_periods,
            captured_at=captured_at,
            system=system,
            is_part=some_agencies,
            agency_from=agency_from,
            statuses=statuses,
            dry_run=dry_run,
            accept_differing_total=accept_differing_total,
            told=told,
            seen=lambda made: lacking.update(_warn(store_url, made)),
        )
    tables = [
        output.import_rows(outcomes.captures, lacking),
        output.list_rows(outcomes.lists),
        output.own_rows(outcomes.own),
    ]
    # One list for programs; for people a table each, for captures and lists have other columns.
    parts = (
        [[row for table in tables for row in table]]
        if style == "json"
        else [table for table in tables if table]
    )
    click.echo("\n\n".join(output.written(part, style) for part in parts))
    if not dry_run:
        _tell_watched(store_url, [row for table in tables for row in table])


def _tell_watched(store_url: str, rows: Sequence[output.Row]) -> None:
    """Say whom the watch list finds, once something new came in."""
    if any(row["status"] == "imported" for row in rows):
        tell_after_import(store_url)


def _warn(store_url: str, made: pipeline.Prepared) -> dict[str, str]:
    """Say which totals differ, which capture is partial, and of a list what it gives to think about.

    Returns in words what captures lack, by id.
    """
    for total in made.differing:
        click.echo(total.sentence(), err=True)
    lacking = _lacking(store_url, made)
    if not made.lists:
        return lacking
    if unknown := unknown_statuses(made.lists):
        click.echo(text("Statuses not known, and not counted: {words}.", words=named(unknown)), err=True)
    for count in (arriving.contradicting for arriving in made.lists if arriving.contradicting):
        click.echo(
            text(
                "Dossiers whose code and column of units name two agencies: {count}. By command: --agency-from.",
                count=formats.count(count),
            ),
            err=True,
        )
    warehouse = Warehouse.open(store_url)
    for arriving in made.lists:
        if sentence := silent_agencies(warehouse, arriving).warning():
            click.echo(text("{warning} By command: --some-agencies.", warning=sentence), err=True)
    return lacking


def _lacking(store_url: str, made: pipeline.Prepared) -> dict[str, str]:
    """Say which captures are partial and why, before they are kept."""
    lacking, found = each_would_lack(Warehouse.open(store_url), made.captures), {}
    for one in made.captures:
        if words := partial(lacking[one.capture_id], one.index_version, NAMED_AT_IMPORT):
            found[one.capture_id] = words
            period = formats.period(one.period, one.is_open)
            click.echo(text("{capture}: {words}.", capture=period, words=words), err=True)
    return found


@click.command()
@click.option("--period", metavar="PERIOD", required=True, callback=converted(Period.parse))
@click.option("--base-url", metavar="URL", default=collector.BASE_URL, show_default=True)
@click.option("--root", "root_id", metavar="ID", help="The province's id on the portal; by default ours.")
@click.option("--again", is_flag=True, help="Also a closed period that is in the store already.")
@click.option("--afresh", is_flag=True, help="Throw away what came before a break, and ask for all anew.")
@store_option
@format_option("table", "json")
def collect(
    period: Period,
    base_url: str,
    root_id: str | None,
    again: bool,
    afresh: bool,
    store_url: str,
    style: str,
) -> None:
    """Ask the portal for a period's answers, politely, and keep them once all have come."""
    store = Store(store_url)
    if not again and pipeline.is_collected(Warehouse.of(store), period):
        click.echo(text("{period} is closed and was collected; --again collects it anew.", period=period))
        return
    collected = pipeline.collect(
        period,
        root_id=root_id,
        base_url=base_url,
        told=lambda name: click.echo(name, err=True),
        is_afresh=afresh,
    )
    lacking = _lacking(store_url, collected)
    kept = collected.keep(store, account())
    rows = output.import_rows(kept.captures, lacking)
    click.echo(output.written(rows, style))
    _tell_watched(store_url, rows)


@click.command()
@store_option
@format_option("table", "json", "csv")
def captures(store_url: str, style: str) -> None:
    """List what the store holds, newest first."""
    rows = Warehouse.open(store_url).ask("captures", scope=None)
    click.echo(output.written(output.capture_rows(rows), style))


@click.command()
@store_option
def verify(store_url: str) -> None:
    """Check every capture against its raw bytes, and every file against its table's log."""
    checked = store_verify.verify(Store(store_url))
    for finding in checked.findings:
        click.echo(finding, err=True)
    if checked.findings:
        raise InputProblem(
            "{count} faults were found in {store}.",
            do="Write nothing more into it. Put a backup back into a new folder (python -m indicators restore), or "
            "put back the files named above.",
            count=len(checked.findings),
            store=store_url,
        )
    click.echo(
        text(
            "All is well: {captures} captures, {observations} observations, {files} files.",
            captures=checked.captures,
            observations=checked.observations,
            files=checked.files,
        )
    )
