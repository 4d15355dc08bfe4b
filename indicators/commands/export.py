"""`export …`: files to hand out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from indicators.analysis import choices
from indicators.analysis.overview import overview
from indicators.commands.options import converted, day, period_option, store_option
from indicators.deck import build_deck
from indicators.exports.pptx import deck_pptx
from indicators.exports.xlsx import workbook_xlsx
from indicators.periods import Period
from indicators.warehouse import Warehouse


@click.group()
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
