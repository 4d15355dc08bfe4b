"""The command line, for scheduled jobs and for checking: `python -m indicators …`.

Exit code 0 only on success; an error is one line in Vietnamese on standard error.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from indicators import demo as demonstration
from indicators import importing, paths, portal, reports, verification
from indicators.analysis import choices
from indicators.analysis.overview import overview
from indicators.analysis.ranking import rank as rank_agencies
from indicators.cli_options import (
    converted,
    day,
    format_option,
    level,
    period_option,
    progress,
    sheet_periods_given,
    store_option,
)
from indicators.deck import build_deck
from indicators.exports.pptx import deck_pptx
from indicators.exports.xlsx import workbook_xlsx
from indicators.periods import Period, parse_instant
from indicators.problems import InputProblem
from indicators.store import Store
from indicators.units import home_portal_id
from indicators.warehouse import Warehouse
from indicators.wording import text


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command (by default the one the process was started with); the exit code: 0 only on success."""
    for stream in (sys.stdout, sys.stderr):
        # Windows consoles and pipes default to a code page without all Vietnamese letters.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        commands.main(args=arguments, prog_name="python -m indicators", standalone_mode=False)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.UsageError as error:
        return _failed(
            text("The command is not written as it should be: {error}", error=error.format_message())
        )
    except click.Abort:
        return _failed(text("Stopped."))
    except InputProblem as problem:
        return _failed(str(problem))
    except Exception as error:
        return _failed(text("Unexpected error: {error}", error=f"{type(error).__name__}: {error}"))
    return 0


def _failed(sentence: str) -> int:
    click.echo(" ".join(sentence.split()), err=True)
    return 1


@click.group()
def commands() -> None:
    """The province's indicators on the National Public Service Portal."""


@commands.command()
@store_option
def demo(store_url: str) -> None:
    """Fill an empty store with two years of made-up captures, marked as such."""
    kept = demonstration.fill(Store(store_url))
    if kept:
        click.echo(text("{count} demonstration captures were made in {store}.", count=kept, store=store_url))
    else:
        click.echo(text("The store {store} already holds data; it was left as it is.", store=store_url))


@commands.command(name="import")
@click.argument("files", metavar="PATH…", nargs=-1, required=True, type=click.Path(path_type=Path))
@store_option
@period_option
@click.option(
    "--sheet-period", "sheet_periods", metavar="SHEET=PERIOD", multiple=True, callback=sheet_periods_given
)
@click.option("--captured-at", metavar="ISO", callback=converted(parse_instant))
@click.option("--dry-run", is_flag=True, help="Read and check everything, keep nothing.")
@format_option("table", "json")
def import_(
    files: tuple[Path, ...],
    store_url: str,
    period: Period | None,
    sheet_periods: dict[str, Period],
    captured_at: Any,
    dry_run: bool,
    style: str,
) -> None:
    """Read files, folders or zips and keep the captures and lists they make; nothing if any is wrong."""
    with progress() as told:
        outcomes, lists = importing.import_files(
            files,
            Store(store_url),
            period=period,
            sheet_periods=sheet_periods,
            captured_at=captured_at,
            dry_run=dry_run,
            told=told,
        )
    tables = [reports.import_rows(outcomes), reports.list_rows(lists)]
    # One list for programs; for people a table each, for captures and lists have other columns.
    parts = [[*tables[0], *tables[1]]] if style == "json" else [table for table in tables if table]
    click.echo("\n\n".join(reports.written(part, style) for part in parts))


@commands.command()
@click.option("--period", metavar="PERIOD", required=True, callback=converted(Period.parse))
@click.option("--base-url", metavar="URL", default=portal.BASE_URL, show_default=True)
@click.option("--root", "root_id", metavar="ID", help="The province's id on the portal; by default ours.")
@click.option("--again", is_flag=True, help="Also a closed period that is in the store already.")
@store_option
@format_option("table", "json")
def collect(
    period: Period, base_url: str, root_id: str | None, again: bool, store_url: str, style: str
) -> None:
    """Ask the portal for a period's answers, politely, and keep them once all have come."""
    store = Store(store_url)
    if not again and importing.is_collected(store, period):
        click.echo(text("{period} is closed and was collected; --again collects it anew.", period=period))
        return
    folder = portal.collect(
        paths.COLLECTING,
        period,
        root_id or home_portal_id(),
        base_url=base_url,
        told=lambda name: click.echo(name, err=True),
    )
    outcomes, _ = importing.import_files([folder / "province", folder / "national"], store)
    click.echo(reports.written(reports.import_rows(outcomes), style))


@commands.command()
@store_option
@format_option("table", "json", "csv")
def captures(store_url: str, style: str) -> None:
    """What the store holds, newest first."""
    rows = Warehouse.open(store_url).ask("captures", scope=None)
    click.echo(reports.written(reports.capture_rows(rows), style))


@commands.command()
@click.option("--node", required=True, metavar="CODE", help="total, a group, a component or an indicator")
@click.option("--level", required=True, metavar="LEVEL", callback=converted(level))
@click.option("--scope", metavar="PROVINCE", help="A province's portal code, for instance H44.")
@period_option
@click.option("--captured-on", metavar="DATE", callback=converted(day))
@store_option
@format_option("table", "json", "csv")
def rank(
    node: str,
    level: str,
    scope: str | None,
    period: Period | None,
    captured_on: date | None,
    store_url: str,
    style: str,
) -> None:
    """Rank one level's units by one node of the index."""
    warehouse = Warehouse.open(store_url)
    ranking = rank_agencies(
        warehouse,
        node=node,
        level=level,
        scope=scope or choices.default_scope(warehouse),
        period=period,
        captured_on=captured_on,
    )
    click.echo(reports.written(reports.ranking_rows(ranking), style))


@commands.group()
def export() -> None:
    """Write a file to hand out, from the same numbers as the pages."""


def _export_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What every file of one reading is asked with."""
    out = click.option(
        "--out", metavar="FILE", required=True, type=click.Path(path_type=Path, dir_okay=False)
    )
    scope = click.option("--scope", metavar="PROVINCE", help="A province's portal code, for instance H44.")
    on = click.option("--captured-on", metavar="DATE", callback=converted(day))
    return out(scope(period_option(on(store_option(command)))))


@export.command()
@_export_options
def deck(
    out: Path, scope: str | None, period: Period | None, captured_on: date | None, store_url: str
) -> None:
    """The meeting's slides, as a PowerPoint file."""
    warehouse = Warehouse.open(store_url)
    out.write_bytes(
        deck_pptx(build_deck(warehouse, scope or choices.default_scope(warehouse), period, captured_on))
    )


@export.command()
@_export_options
def workbook(
    out: Path, scope: str | None, period: Period | None, captured_on: date | None, store_url: str
) -> None:
    """Rankings, every indicator and sources, as an Excel file."""
    warehouse = Warehouse.open(store_url)
    view = overview(warehouse, scope or choices.default_scope(warehouse), period, captured_on)
    out.write_bytes(workbook_xlsx(warehouse, view))


@commands.command()
@store_option
def verify(store_url: str) -> None:
    """Check every capture against its raw bytes, and every file against its table's log."""
    checked = verification.verify(Store(store_url))
    for finding in checked.findings:
        click.echo(finding, err=True)
    if checked.findings:
        raise InputProblem(
            "{count} faults were found in {store}.", count=len(checked.findings), store=store_url
        )
    click.echo(
        text(
            "All is well: {captures} captures, {observations} observations, {files} files.",
            captures=checked.captures,
            observations=checked.observations,
            files=checked.files,
        )
    )
