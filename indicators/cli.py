"""The command line, for scheduled jobs and for checking: `python -m indicators …`.

Exit code 0 only on success; an error is one line in Vietnamese on standard error.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from indicators import demo as demonstration
from indicators import importing, paths, portal, reports, verification
from indicators.analysis import choices
from indicators.analysis.overview import overview
from indicators.analysis.ranking import rank as rank_agencies
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


Command = TypeVar("Command", bound=Callable[..., Any])


def _converted(convert: Callable[[str], Any]) -> Callable[[click.Context, click.Parameter, str | None], Any]:
    """A click callback that reads one written value."""
    return lambda _context, _parameter, value: None if value is None else convert(value)


def _level(written: str) -> str:
    level = written.strip().lower().removesuffix("s")
    if level not in choices.LEVELS:
        raise InputProblem(
            "“{level}” is not a level.",
            do="Write one of: {levels}.",
            level=written,
            levels=", ".join(choices.LEVELS),
        )
    return level


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        raise InputProblem(
            "“{day}” is not a date.", do="Write for instance 2026-10-10.", day=written
        ) from None


def _sheet_periods(
    _context: click.Context, _parameter: click.Parameter, written: tuple[str, ...]
) -> dict[str, Period]:
    given = {}
    for pair in written:
        sheet, separator, period = pair.rpartition("=")
        if not separator:
            raise InputProblem(
                "“{pair}” does not give a sheet its period.",
                do="Write for instance --sheet-period 'Điểm tháng=month:2025-10'.",
                pair=pair,
            )
        given[sheet.strip()] = Period.parse(period)
    return given


store_option = click.option(
    "--store", "store_url", metavar="URL", default=paths.default_store, help="INDICATORS_STORE, or data/store"
)
period_option = click.option("--period", metavar="PERIOD", callback=_converted(Period.parse))


def format_option(*formats: str) -> Callable[[Command], Command]:
    return click.option("--format", "style", type=click.Choice(formats), default="table", show_default=True)


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
    "--sheet-period", "sheet_periods", metavar="SHEET=PERIOD", multiple=True, callback=_sheet_periods
)
@click.option("--captured-at", metavar="ISO", callback=_converted(parse_instant))
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
    """Read files, folders or zips and keep the captures they make: all of them, or none."""
    outcomes = importing.import_files(
        files,
        Store(store_url),
        period=period,
        sheet_periods=sheet_periods,
        captured_at=captured_at,
        dry_run=dry_run,
    )
    click.echo(reports.written(reports.import_rows(outcomes), style))


@commands.command()
@click.option("--period", metavar="PERIOD", required=True, callback=_converted(Period.parse))
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
    outcomes = importing.import_files([folder / "province", folder / "national"], store)
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
@click.option("--level", required=True, metavar="LEVEL", callback=_converted(_level))
@click.option("--scope", metavar="PROVINCE", help="A province's portal code, for instance H44.")
@period_option
@click.option("--captured-on", metavar="DATE", callback=_converted(_day))
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


def _export_options(command: Command) -> Command:
    """What every file of one reading is asked with."""
    out = click.option(
        "--out", metavar="FILE", required=True, type=click.Path(path_type=Path, dir_okay=False)
    )
    scope = click.option("--scope", metavar="PROVINCE", help="A province's portal code, for instance H44.")
    day = click.option("--captured-on", metavar="DATE", callback=_converted(_day))
    return out(scope(period_option(day(store_option(command)))))


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
