"""`rank`: one level's units in order."""

from __future__ import annotations

from datetime import date

import click

from indicators.analysis.ranking import rank as rank_agencies
from indicators.cli import output
from indicators.cli.options import converted, format_option, opened, period_option, store_option
from indicators.codes import find_level
from indicators.periods import Period, parse_reading


@click.command()
@click.option("--node", required=True, metavar="CODE", help="total, a group, a component or an indicator")
@click.option("--level", required=True, metavar="LEVEL", callback=converted(find_level))
@click.option("--scope", metavar="PROVINCE", help="A province's portal code, for instance H44.")
@period_option
@click.option("--captured-on", metavar="DATE[TTIME]", callback=converted(parse_reading))
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
    warehouse, scope = opened(store_url, scope)
    ranking = rank_agencies(
        warehouse,
        node=node,
        level=level,
        scope=scope,
        period=period,
        captured_on=captured_on,
    )
    click.echo(output.written(output.ranking_rows(ranking), style))
