"""`quality`: how far the data can be relied on."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from indicators.analysis.quality_checks import quality as quality_of
from indicators.cli import output
from indicators.cli.options import format_option, opened, period_option, store_option
from indicators.periods import Period


@click.command()
@click.option("--scope", metavar="PROVINCE", help="A province's portal code, for instance H44.")
@period_option
@store_option
@format_option("table", "json", "csv")
def quality(scope: str | None, period: Period | None, store_url: str, style: str) -> None:
    """List what is late, missing, doubtful or contradictory: a count a kind; as json or csv every finding."""
    warehouse, scope = opened(store_url, scope)
    found = quality_of(warehouse, scope, period, now=datetime.now(UTC))
    rows = output.quality_counts(found) if style == "table" else output.quality_rows(found)
    click.echo(output.written(rows, style))
